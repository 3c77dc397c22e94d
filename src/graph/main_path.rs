//! The main path of a lineage: the chain of relations over which most of it passes.
//!
//! Takes a network without cycles, gives a weight for each edge, and the
//! heaviest chain. Undirected networks have none.

use super::network::Network;

/// A main path was asked of a network whose edges form a cycle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{network}` has no main path: its edges form a cycle through `{id}`")]
pub struct Cyclic {
    /// The network's name.
    pub network: String,
    /// The IRI of a node on the cycle.
    pub id: String,
}

/// Returns for each edge how many ways from a source to a sink run over it.
///
/// A source is a node that no edge leads to, a sink one that no edge leads from; in a lineage
/// the newest and the oldest. Counts are exact to 2^53. O(V + E).
///
/// # Errors
///
/// The edges form a cycle.
///
/// Source: search path count, Batagelj (2003), "Efficient Algorithms for
/// Citation Network Analysis", arXiv:cs/0309023, after Hummon and Doreian (1989),
/// doi:10.1016/0378-8733(89)90017-8.
pub fn search_path_counts(network: &Network) -> Result<Vec<f64>, Cyclic> {
    let order = sort(network)?;
    let from_sources = count_ways(order.iter().copied(), |node| network.predecessors(node));
    let to_sinks = count_ways(order.iter().rev().copied(), |node| network.successors(node));
    let count = |edge: &super::Edge| from_sources[edge.from] * to_sinks[edge.to];
    Ok(network.edges().iter().map(count).collect())
}

/// Returns the chain from a source to a sink whose search path counts sum to most, as edges in order.
///
/// Of equal chains the one that comes first in node order. Empty where there is
/// no edge. O(V + E).
///
/// # Errors
///
/// The edges form a cycle.
///
/// Source: the critical path method on search path counts, Batagelj (2003),
/// arXiv:cs/0309023, section 5.
pub fn main_path(network: &Network) -> Result<Vec<usize>, Cyclic> {
    let counts = search_path_counts(network)?;
    let mut heaviest = vec![(0.0, None); network.nodes().len()];
    for &node in sort(network)?.iter().rev() {
        for (&edge, &older) in network.out_edges(node).iter().zip(network.successors(node)) {
            let weight = counts[edge] + heaviest[older].0;
            if weight > heaviest[node].0 {
                heaviest[node] = (weight, Some(edge));
            }
        }
    }
    let mut start = 0;
    for (node, &(weight, _)) in heaviest.iter().enumerate() {
        if weight > heaviest[start].0 {
            start = node;
        }
    }
    let next = |node: usize| heaviest.get(node).and_then(|&(_, edge)| edge);
    let follow = |&edge: &usize| next(network.edges()[edge].to);
    Ok(std::iter::successors(next(start), follow).collect())
}

fn sort(network: &Network) -> Result<Vec<usize>, Cyclic> {
    petgraph::algo::toposort(network, None).map_err(|cycle| Cyclic {
        network: network.name().to_owned(),
        id: network.nodes()[cycle.node_id()].id.clone(),
    })
}

/// Counts for each node the ways to it, given the nodes in an order in which all `before` a node come before it.
fn count_ways<'a>(
    order: impl ExactSizeIterator<Item = usize>,
    before: impl Fn(usize) -> &'a [usize],
) -> Vec<f64> {
    let mut ways = vec![0.0; order.len()];
    for node in order {
        let before = before(node);
        ways[node] = if before.is_empty() {
            1.0
        } else {
            before.iter().map(|&before| ways[before]).sum()
        };
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::{all_of_four_nodes, network};
    use petgraph::algo::all_simple_paths;
    use std::collections::hash_map::RandomState;

    #[test]
    fn counts_the_ways_over_each_edge() {
        // a and b are newest, f and g oldest. Ways to: c 2, d 3 (a, and two by c), e 3;
        // ways from: e 2, d 2, c 2.
        let lineage = network(true, "a-c b-c a-d c-d d-e e-f e-g h");
        // In order: a-c a-d b-c c-d d-e e-f e-g.
        assert_eq!(
            search_path_counts(&lineage).unwrap(),
            [2.0, 2.0, 2.0, 4.0, 6.0, 3.0, 3.0]
        );
        // a-c c-d d-e e-f, 2 + 4 + 6 + 3, and of its equals the first.
        assert_eq!(main_path(&lineage).unwrap(), [0, 3, 4, 5]);
    }

    #[test]
    fn a_network_without_edges_has_an_empty_main_path() {
        assert_eq!(main_path(&network(true, "a b")).unwrap(), [0usize; 0]);
        assert_eq!(main_path(&network(true, "")).unwrap(), [0usize; 0]);
    }

    #[test]
    fn a_cycle_has_no_main_path() {
        assert_eq!(
            main_path(&network(true, "a-b b-a"))
                .unwrap_err()
                .to_string(),
            "`test` has no main path: its edges form a cycle through `b`"
        );
    }

    /// All ways from a source to a sink, as nodes in order.
    fn all_ways(network: &Network) -> Vec<Vec<usize>> {
        let nodes = 0..network.nodes().len();
        let sources = nodes
            .clone()
            .filter(|&node| network.predecessors(node).is_empty());
        let sinks = nodes.filter(|&node| network.successors(node).is_empty());
        let pairs = sources.flat_map(|source| sinks.clone().map(move |sink| (source, sink)));
        let ways = pairs.flat_map(|(source, sink)| {
            all_simple_paths::<Vec<usize>, _, RandomState>(network, source, sink, 0, None)
        });
        ways.filter(|way| way.len() > 1).collect()
    }

    #[test]
    fn counts_agree_with_counting_on_every_network_of_four() {
        for network in all_of_four_nodes() {
            let Ok(counts) = search_path_counts(&network) else {
                assert!(!crate::graph::cycles(&network).is_empty());
                continue;
            };
            assert!(crate::graph::cycles(&network).is_empty());
            let mut expected = vec![0.0; counts.len()];
            let edges = |way: &[usize]| -> Vec<usize> {
                let pairs = way.windows(2);
                pairs
                    .filter_map(|pair| network.edge_between(pair[0], pair[1]))
                    .collect()
            };
            let ways: Vec<_> = all_ways(&network).iter().map(|way| edges(way)).collect();
            for &edge in ways.iter().flatten() {
                expected[edge] += 1.0;
            }
            assert_eq!(counts, expected);
            let weight = |way: &[usize]| -> f64 { way.iter().map(|&edge| counts[edge]).sum() };
            let most = ways.iter().map(|way| weight(way)).fold(0.0, f64::max);
            assert_eq!(Some(weight(&main_path(&network).unwrap())), Some(most));
        }
    }
}
