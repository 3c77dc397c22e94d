//! How closely knit a network is: cores, clustering, components, density.
//!
//! Takes a network, gives a number a node, or one for the whole. Weights do not
//! count.

use super::network::Network;
use super::ties::{Tie, ties, total};
use std::collections::BTreeSet;

/// Returns each node's core number: the largest k of a k-core that holds it.
///
/// A k-core is a largest part in which each node has k edges or more to others
/// of the part; in a directed network edges in and out count alike. From 0, for an
/// isolated node, to the degree. O((V + E) log V).
///
/// We do not use `rustworkx_core::connectivity::core_number`: it counts an edge
/// each way as one, networkx as two (rustworkx-core 0.18.1, networkx 3.6).
///
/// Source: Seidman (1983), "Network structure and minimum degree",
/// doi:10.1016/0378-8733(83)90028-X; computed by removing the node of least
/// degree, Batagelj and Zaveršnik (2003), arXiv:cs/0310049.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "strengths are 1 or 2"
)]
pub(super) fn core_number(network: &Network) -> Vec<f64> {
    let ties = ties(network);
    let mut degree: Vec<u64> = ties.iter().map(|row| total(row) as u64).collect();
    let mut core: Vec<Option<u64>> = vec![None; degree.len()];
    let mut queue: BTreeSet<(u64, usize)> = degree.iter().copied().zip(0..).collect();
    let mut least = 0;
    while let Some((left, node)) = queue.pop_first() {
        least = least.max(left);
        core[node] = Some(least);
        for tie in ties[node].iter().filter(|tie| core[tie.with].is_none()) {
            queue.remove(&(degree[tie.with], tie.with));
            degree[tie.with] -= tie.strength as u64;
            queue.insert((degree[tie.with], tie.with));
        }
    }
    core.into_iter()
        .map(|core| as_number(core.unwrap_or(0)))
        .collect()
}

/// Returns each node's clustering: the share of possible triangles at it that exist.
///
/// In 0..=1; 0 for a node with less than two neighbours. In a directed network
/// of all eight triangles two neighbours can make. O(sum of squared degrees).
/// rustworkx-core 0.18.1 has none by node.
///
/// Source: Watts and Strogatz (1998), "Collective dynamics of 'small-world'
/// networks", doi:10.1038/30918; directed: Fagiolo (2007), "Clustering in complex
/// directed networks", doi:10.1103/PhysRevE.76.026107.
pub(super) fn clustering(network: &Network) -> Vec<f64> {
    let ties = ties(network);
    let mut strength = vec![0.0; ties.len()];
    let mut clustering = Vec::with_capacity(ties.len());
    for row in &ties {
        for tie in row {
            strength[tie.with] = tie.strength;
        }
        clustering.push(share_closed(row, &ties, &strength, network.is_directed()));
        for tie in row {
            strength[tie.with] = 0.0;
        }
    }
    clustering
}

/// Returns the share of triangles at a node, given its ties in a row and by neighbour.
fn share_closed(row: &[Tie], ties: &[Vec<Tie>], strength: &[f64], directed: bool) -> f64 {
    let closed: f64 = row
        .iter()
        .flat_map(|first| ties[first.with].iter().map(move |second| (first, second)))
        .map(|(first, second)| first.strength * second.strength * strength[second.with])
        .sum();
    if closed == 0.0 {
        return 0.0;
    }
    let degree = total(row);
    if !directed {
        return closed / (degree * (degree - 1.0));
    }
    let reciprocal = total(row) - as_number(row.len() as u64);
    closed / (2.0 * (degree * (degree - 1.0) - 2.0 * reciprocal))
}

/// Returns the number of parts that no edge joins, whichever way the edges run. O(V + E).
#[must_use]
pub fn components(network: &Network) -> usize {
    petgraph::algo::connected_components(network)
}

/// Returns the share of possible edges that exist.
///
/// In 0..=1; 0 for a network of less than two nodes. O(1).
///
/// Source: Wasserman and Faust (1994), "Social Network Analysis", section 4.1.
#[must_use]
pub fn density(network: &Network) -> f64 {
    let nodes = as_number(network.nodes().len() as u64);
    if nodes < 2.0 {
        return 0.0;
    }
    let ordered_pairs = nodes * (nodes - 1.0);
    let edges = as_number(network.edges().len() as u64);
    let ways = if network.is_directed() { 1.0 } else { 2.0 };
    ways * edges / ordered_pairs
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no network has 2^53 nodes or edges"
)]
pub(super) fn as_number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;
    use rustworkx_core::connectivity;

    #[test]
    fn a_triangle_with_a_tail_has_a_core_of_two() {
        let kite = network(false, "a-b b-c c-a c-d e");
        assert_eq!(core_number(&kite), [2.0, 2.0, 2.0, 1.0, 0.0]);
        assert_eq!(clustering(&kite), [1.0, 1.0, 1.0 / 3.0, 0.0, 0.0]);
        assert_eq!(components(&kite), 2);
        assert_eq!(Some(density(&kite)), Some(4.0 / 10.0));
    }

    #[test]
    fn an_edge_each_way_counts_twice() {
        assert_eq!(core_number(&network(true, "a-b b-a b-c")), [2.0, 2.0, 1.0]);
        assert_eq!(Some(density(&network(true, "a-b b-a b-c"))), Some(0.5));
    }

    #[test]
    fn cores_agree_with_rustworkx_where_no_edge_runs_each_way() {
        for edges in ["a-b b-c c-a c-d d-e e-f f-d", "a-b a-c a-d b-c b-d c-d d-e"] {
            for directed in [false, true] {
                let network = network(directed, edges);
                let theirs = connectivity::core_number(&network);
                for (node, core) in core_number(&network).into_iter().enumerate() {
                    let theirs = Some(as_number(theirs[&node] as u64));
                    assert_eq!(theirs, Some(core), "{edges}: {node}");
                }
            }
        }
    }

    #[test]
    fn a_directed_triangle_closes_half_of_what_it_could() {
        // Three edges of the six that three nodes can have: each node has one of
        // two triangles by its two edges (Fagiolo: 1 / (2 (2·1 - 0)) · 2).
        assert_eq!(clustering(&network(true, "a-b b-c c-a")), [0.5, 0.5, 0.5]);
        assert_eq!(
            clustering(&network(true, "a-b b-a b-c c-b a-c c-a")),
            [1.0, 1.0, 1.0]
        );
    }
}
