//! Follows a policy back to the policies it rests on, and forward to those it shaped.
//!
//! Works on the network that `queries/project/lineage.rq` builds: a node per
//! policy, an edge from the newer policy to the older. Knows nothing of RDF,
//! files or drawing.

use super::network::{Edge, Network, Node};

/// Which way to walk a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Towards {
    /// Along the edges: what a policy rests on.
    Older,
    /// Against the edges: what rests on it.
    Newer,
}

/// How far a walk may go, and over what.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Steps from the start at most.
    pub generations: usize,
    /// The relations that may be followed; all where there is none.
    pub relations: &'a [String],
    /// The nodes that may be stepped on; the start is not asked.
    pub admits: &'a dyn Fn(&Node) -> bool,
}

/// No limits.
impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            generations: usize::MAX,
            relations: &[],
            admits: &|_| true,
        }
    }
}

impl Limits<'_> {
    pub(super) fn follows(&self, edge: &Edge) -> bool {
        let asked = |relation| self.relations.iter().any(|asked| asked == relation);
        self.relations.is_empty() || edge.relations().any(asked)
    }
}

/// A node that a walk has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The node's place.
    pub node: usize,
    /// Its distance from the start, in steps; 1 or more.
    pub generation: usize,
    /// The edges by which it was reached: from the generation before, at least one.
    pub by: Vec<usize>,
    /// The other edges to it that the walk may follow: from its own generation or a later one.
    pub also: Vec<usize>,
}

/// Returns the nodes within reach of `start`, nearest first.
///
/// `start` itself is left out, a node reached twice is listed once, and a
/// cycle ends the walk rather than looping. Ties are in node order, so the
/// same network always gives the same list. Empty where `start` is no node.
/// O(V + E).
#[must_use]
pub fn walk(network: &Network, start: usize, towards: Towards, limits: &Limits) -> Vec<Step> {
    let mut generation: Vec<Option<usize>> = vec![None; network.nodes().len()];
    let mut reached = vec![start];
    if let Some(start) = generation.get_mut(start) {
        *start = Some(0);
    }
    let mut frontier = 0..1;
    for steps in 1..=limits.generations {
        for place in frontier.clone() {
            for (edge, node) in links(network, reached[place], towards) {
                let open = generation[node].is_none() && limits.follows(&network.edges()[edge]);
                if open && (limits.admits)(&network.nodes()[node]) {
                    generation[node] = Some(steps);
                    reached.push(node);
                }
            }
        }
        frontier = frontier.end..reached.len();
        if frontier.is_empty() {
            break;
        }
        reached[frontier.clone()].sort_unstable();
    }
    let step = |&node: &usize| step(network, node, towards, limits, &generation);
    reached.iter().skip(1).map(step).collect()
}

/// Returns the edges that lead on from a node, with the nodes they lead to.
fn links(network: &Network, node: usize, towards: Towards) -> impl Iterator<Item = (usize, usize)> {
    let (edges, nodes) = match towards {
        Towards::Older => (network.out_edges(node), network.successors(node)),
        Towards::Newer => (network.in_edges(node), network.predecessors(node)),
    };
    edges.iter().copied().zip(nodes.iter().copied())
}

/// Sorts the edges to a reached node into those that reached it and the others.
fn step(
    network: &Network,
    node: usize,
    towards: Towards,
    limits: &Limits,
    generation: &[Option<usize>],
) -> Step {
    let back = match towards {
        Towards::Older => Towards::Newer,
        Towards::Newer => Towards::Older,
    };
    let own = generation[node].unwrap_or_default();
    let (by, also) = links(network, node, back)
        .filter(|&(edge, _)| limits.follows(&network.edges()[edge]))
        .filter_map(|(edge, from)| Some((edge, generation[from]?)))
        .filter(|&(_, from)| from < limits.generations)
        .partition::<Vec<_>, _>(|&(_, from)| from + 1 == own);
    let edges = |links: Vec<(usize, usize)>| links.into_iter().map(|(edge, _)| edge).collect();
    Step {
        node,
        generation: own,
        by: edges(by),
        also: edges(also),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::network::tests::{edge, network, nodes};

    fn names(network: &Network, steps: &[Step]) -> String {
        let name = |step: &Step| format!("{}{}", network.nodes()[step.node].id, step.generation);
        steps.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn walks_to_the_older_and_to_the_newer() {
        let lineage = network(true, "e-c e-d c-a d-a a-z b-a");
        let found = |start: &str, towards, generations| {
            let limits = Limits {
                generations,
                ..Limits::default()
            };
            let start = lineage.find(start).unwrap();
            names(&lineage, &walk(&lineage, start, towards, &limits))
        };
        assert_eq!(found("e", Towards::Older, usize::MAX), "c1 d1 a2 z3");
        assert_eq!(found("e", Towards::Older, 2), "c1 d1 a2");
        assert_eq!(found("e", Towards::Older, 0), "");
        assert_eq!(found("a", Towards::Newer, usize::MAX), "b1 c1 d1 e2");
        assert_eq!(found("z", Towards::Older, 9), "");
        assert!(walk(&lineage, 99, Towards::Older, &Limits::default()).is_empty());
    }

    #[test]
    fn a_cycle_of_amendments_ends() {
        let cycle = network(true, "a-b b-c c-a");
        let steps = walk(&cycle, 0, Towards::Older, &Limits::default());
        assert_eq!(names(&cycle, &steps), "b1 c2");
    }

    #[test]
    fn each_step_names_the_edges_that_lead_to_it() {
        // Edges in order: a-b 0, a-c 1, b-c 2, b-d 3, c-d 4, d-b 5.
        let lineage = network(true, "a-b a-c b-c b-d c-d d-b");
        let steps = walk(&lineage, 0, Towards::Older, &Limits::default());
        let edges: Vec<_> = steps
            .iter()
            .map(|step| (&step.by[..], &step.also[..]))
            .collect();
        assert_eq!(edges, [(&[0][..], &[5][..]), (&[1], &[2]), (&[3, 4], &[])]);
        let near = Limits {
            generations: 1,
            ..Limits::default()
        };
        let steps = walk(&lineage, 0, Towards::Older, &near);
        assert_eq!((&steps[1].by[..], &steps[1].also[..]), (&[1][..], &[][..]));
    }

    #[test]
    fn only_admitted_nodes_and_relations_are_followed() {
        let related = |from, to, relation: &str| Edge {
            relation: relation.into(),
            ..edge(from, to, 1.0)
        };
        let mut nodes = nodes(&["a", "b", "c", "d"]);
        nodes[2].date = Some("2023".into());
        let edges = vec![
            related(0, 1, "amends basedOn"),
            related(0, 2, "amends"),
            related(2, 3, "basedOn"),
            related(1, 3, "buildsOn"),
        ];
        let lineage = Network::new("n", true, nodes, edges).unwrap();
        let relations = ["amends".to_owned(), "basedOn".to_owned()];
        let undated = |node: &Node| node.date.is_none();
        let by_law = Limits {
            relations: &relations,
            ..Limits::default()
        };
        let steps = walk(&lineage, 0, Towards::Older, &by_law);
        assert_eq!(names(&lineage, &steps), "b1 c1 d2");
        assert_eq!(steps[2].by, [lineage.edge_between(2, 3).unwrap()]);
        let both = Limits {
            admits: &undated,
            ..by_law
        };
        assert_eq!(
            names(&lineage, &walk(&lineage, 0, Towards::Older, &both)),
            "b1"
        );
    }
}
