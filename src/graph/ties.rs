//! Who is tied to whom, whichever way the edges run.
//!
//! The common ground of Burt's measures, clustering and cores: all of them look at
//! a directed network without asking which way an edge runs, but count an edge each way as two.

use super::network::Network;

/// A neighbour, with the number of edges between the two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tie {
    /// The neighbour's place.
    pub(super) with: usize,
    /// 1, or 2 where in a directed network an edge runs each way. Weights do not count.
    pub(super) strength: f64,
}

/// Returns each node's ties in the order of the neighbours. O(V + E).
pub(super) fn ties(network: &Network) -> Vec<Vec<Tie>> {
    (0..network.nodes().len())
        .map(|node| ties_of(network, node))
        .collect()
}

fn ties_of(network: &Network, node: usize) -> Vec<Tie> {
    let mut others = network.successors(node).to_vec();
    if network.is_directed() {
        others.extend(network.predecessors(node));
        others.sort_unstable();
    }
    others
        .chunk_by(|one, other| one == other)
        .map(|same| Tie {
            with: same[0],
            strength: if same.len() == 2 { 2.0 } else { 1.0 },
        })
        .collect()
}

/// Returns the summed strength of some ties.
pub(super) fn total(ties: &[Tie]) -> f64 {
    ties.iter().map(|tie| tie.strength).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;

    #[test]
    fn an_edge_each_way_is_a_tie_of_two() {
        let tie = |with, strength| Tie { with, strength };
        assert_eq!(
            ties(&network(true, "a-b b-a c-a")),
            [
                vec![tie(1, 2.0), tie(2, 1.0)],
                vec![tie(0, 2.0)],
                vec![tie(0, 1.0)]
            ]
        );
        assert_eq!(ties(&network(false, "a-b b-a"))[0], [tie(1, 1.0)]);
    }
}
