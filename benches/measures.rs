//! How long the measures take, each beside another way to the same numbers.
//!
//! ```text
//! cargo bench --bench measures
//! ```
//!
//! Prints the best of a few runs and their ratio; on a shared machine only the
//! ratio of one run means something. Draws its networks from a fixed seed.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use petgraph::graph::DiGraph;
use policygraph::graph::{Edge, Limits, Measure, Network, Node, Towards, compute, walk};
use std::time::{Duration, Instant};

/// The generator of Knuth's MMIX, enough to draw ends of edges.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(factor).wrapping_add(step);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// Draws a network of as many edges, each from a newer node to an older.
fn draw(nodes: usize, edges: usize) -> Network {
    let mut draw = Draw(1);
    let node = |place| Node {
        id: format!("{place:08}"),
        ..Node::default()
    };
    let edge = |_| {
        let to = draw.below(nodes - 1);
        Edge {
            from: to + 1 + draw.below(nodes - 1 - to),
            to,
            weight: 1.0,
            relation: String::new(),
        }
    };
    let edges = (0..edges).map(edge).collect();
    Network::new("drawn", true, (0..nodes).map(node).collect(), edges).unwrap()
}

fn best_of<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap()
}

fn report(what: &str, ours: Duration, other: &str, theirs: Duration) {
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    println!("{what}: {ours:.1?}; {other}: {theirs:.1?}, {ratio:.1} times as long");
}

fn page_rank() {
    let network = draw(1000, 5000);
    let ends = network.edges().iter();
    let ends = ends.map(|edge| {
        (
            u32::try_from(edge.from).unwrap(),
            u32::try_from(edge.to).unwrap(),
        )
    });
    let graph: DiGraph<(), ()> = DiGraph::from_edges(ends);
    let ours = best_of(5, || compute(&network, Measure::PageRank, false));
    let theirs = best_of(1, || petgraph::algo::page_rank(&graph, 0.85_f64, 100));
    report(
        "PageRank, 1,000 nodes",
        ours,
        "100 rounds of petgraph's",
        theirs,
    );
}

fn betweenness() {
    let network = draw(500, 2500);
    let ours = best_of(5, || compute(&network, Measure::Betweenness, false));
    let closeness = best_of(5, || compute(&network, Measure::Closeness, false));
    report("betweenness, 500 nodes", ours, "closeness", closeness);
}

fn lineage() {
    let network = draw(200_000, 1_000_000);
    let newest = network.nodes().len() - 1;
    let ours = best_of(3, || {
        walk(&network, newest, Towards::Older, &Limits::default())
    });
    let theirs = best_of(3, || {
        petgraph::algo::dijkstra(&network, newest, None, |_| 1)
    });
    report(
        "lineage, 200,000 policies",
        ours,
        "petgraph's dijkstra",
        theirs,
    );
}

fn main() {
    page_rank();
    betweenness();
    lineage();
}
