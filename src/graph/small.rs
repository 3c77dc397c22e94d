//! Small networks for the tests of this room.

use super::network::{Edge, Network, Node};

pub(super) fn nodes(ids: &[&str]) -> Vec<Node> {
    let node = |id: &&str| Node {
        id: (*id).into(),
        ..Node::default()
    };
    ids.iter().map(node).collect()
}

pub(super) fn edge(from: usize, to: usize, weight: f64) -> Edge {
    Edge {
        from,
        to,
        weight,
        relation: String::new(),
    }
}

/// A network of edges like `a-b`, a node a letter; a letter alone is an isolated node.
pub(super) fn network(directed: bool, edges: &str) -> Network {
    let mut ids: Vec<&str> = edges
        .split([' ', '-'])
        .filter(|id| !id.is_empty())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let place = |id: &str| ids.iter().position(|known| *known == id).unwrap();
    let links = edges
        .split(' ')
        .filter_map(|pair| pair.split_once('-'))
        .map(|(from, to)| edge(place(from), place(to), 1.0));
    Network::new("test", directed, nodes(&ids), links.collect()).unwrap()
}

/// Every directed network of four nodes: 4,096 of them.
pub(super) fn all_of_four_nodes() -> impl Iterator<Item = Network> {
    let ends = || {
        (0..16)
            .map(|pair| (pair / 4, pair % 4))
            .filter(|(from, to)| from != to)
    };
    (0..1 << 12).map(move |chosen: u32| {
        let drawn = ends().zip(0..).filter(|&(_, bit)| chosen >> bit & 1 == 1);
        let edges = drawn.map(|((from, to), _)| edge(from, to, 1.0)).collect();
        Network::new("four", true, nodes(&["a", "b", "c", "d"]), edges).unwrap()
    })
}
