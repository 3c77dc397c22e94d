//! How many neighbours a node has, and how strongly it is tied to them.
//!
//! Takes a network, gives one number a node in node order.

use super::network::Network;

/// Returns the number of edges at each node; in a directed network those in and those out.
///
/// Each in 0..=V-1, in a directed network in 0..=2(V-1). O(V).
///
/// Source: Freeman (1978), "Centrality in social networks: conceptual
/// clarification", doi:10.1016/0378-8733(78)90021-7.
pub(super) fn degree(network: &Network) -> Vec<f64> {
    if network.is_directed() {
        let (ins, outs) = (in_degree(network), out_degree(network));
        ins.iter().zip(outs).map(|(ins, outs)| ins + outs).collect()
    } else {
        out_degree(network)
    }
}

/// Returns the number of edges that end at each node; in an undirected network the degree. O(V).
pub(super) fn in_degree(network: &Network) -> Vec<f64> {
    each(network, |node| count(network.predecessors(node)))
}

/// Returns the number of edges that start at each node; in an undirected network the degree. O(V).
pub(super) fn out_degree(network: &Network) -> Vec<f64> {
    each(network, |node| count(network.successors(node)))
}

/// Returns the summed weight of the edges at each node; in a directed network of those in and those out.
///
/// In the unit of the weights. O(V + E).
///
/// Source: Barrat, Barthélemy, Pastor-Satorras and Vespignani (2004), "The
/// architecture of complex weighted networks", doi:10.1073/pnas.0400087101
/// (there called strength).
pub(super) fn weighted_degree(network: &Network) -> Vec<f64> {
    each(network, |node| {
        let outs = sum(network, network.out_edges(node));
        if network.is_directed() {
            outs + sum(network, network.in_edges(node))
        } else {
            outs
        }
    })
}

fn each(network: &Network, value: impl Fn(usize) -> f64) -> Vec<f64> {
    (0..network.nodes().len()).map(value).collect()
}

fn sum(network: &Network, edges: &[usize]) -> f64 {
    edges
        .iter()
        .fold(0.0, |total, &edge| total + network.edges()[edge].weight)
}

/// Exact to 2^53 neighbours.
#[expect(clippy::cast_precision_loss, reason = "no network has 2^53 nodes")]
fn count(neighbours: &[usize]) -> f64 {
    neighbours.len() as f64
}
