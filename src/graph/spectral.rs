//! Who is tied to those who matter: eigenvector centrality and `PageRank`.
//!
//! Takes a network, gives one number a node in node order, found by repeating a
//! round until the numbers rest.

use super::cohesion::as_number;
use super::compute::MeasureError;
use super::network::Network;
use rustworkx_core::centrality::eigenvector_centrality;
use std::convert::Infallible;

/// The share of attention that follows an edge; the rest jumps to any node.
/// 0.85 is the value of Brin and Page (1998), section 2.1.1.
const DAMPING: f64 = 0.85;

/// Where `PageRank` stops. A round shrinks the distance to the end to 0.85 of it or
/// less, so what is left is at most six times the last step.
const STILL: f64 = 1e-13;

/// Rounds until `PageRank` has to rest: 0.85^200 is 8e-15, below [`STILL`].
const MOST_ROUNDS: usize = 200;

/// Rounds of the eigenvector: enough for a chain of 300 nodes, on which it comes to rest slowly.
const MOST_EIGENVECTOR_ROUNDS: usize = 100_000;

/// Where the eigenvector stops: the step of a round, per node. The rounding of 64-bit
/// numbers moves a vector of length 1 by less.
const EIGENVECTOR_STILL: f64 = 1e-15;

/// Returns each node's eigenvector centrality: in proportion to the sum of its neighbours'.
///
/// In a directed network of those whose edges lead to it. Each in 0..=1, the
/// squares sum to 1; without any edge all are equal; empty for an empty
/// network. Edges weigh alike. O(V + E) a round; computed by rustworkx-core.
///
/// # Errors
///
/// A directed network with edges but without a cycle, where only zeros would
/// solve it, and one where the numbers do not rest.
///
/// Source: Bonacich (1972), "Factoring and weighting approaches to status
/// scores and clique identification", doi:10.1080/0022250X.1972.9989806.
pub(super) fn eigenvector(network: &Network) -> Result<Vec<f64>, MeasureError> {
    if network.nodes().is_empty() {
        return Ok(Vec::new());
    }
    let acyclic = network.is_directed() && petgraph::algo::toposort(network, None).is_ok();
    if acyclic && !network.edges().is_empty() {
        return Err(MeasureError::Acyclic {
            network: network.name().to_owned(),
        });
    }
    let alike = |_| Ok::<f64, Infallible>(1.0);
    let rounds = Some(MOST_EIGENVECTOR_ROUNDS);
    let found = eigenvector_centrality(network, alike, rounds, Some(EIGENVECTOR_STILL));
    let Ok(found) = found;
    found.ok_or_else(|| MeasureError::Restless {
        network: network.name().to_owned(),
        rounds: MOST_EIGENVECTOR_ROUNDS,
    })
}

/// Returns the `PageRank` of every node.
///
/// Shares without unit, each in 0..=1, that sum to 1; empty for an empty
/// network. A node hands its share on by the weights of its edges, in an
/// undirected network either way; one without an outgoing edge, or with edges
/// of weight 0 only, to all nodes alike.
///
/// Stops when the shares move by less than [`STILL`] in total, or after 200
/// rounds. O(V + E) a round.
///
/// We do not use `petgraph::algo::page_rank`: it counts parallel edges once
/// in the numerator and each time in the out-degree, knows no weights, and costs O(V²E) a
/// round (petgraph 0.8.3). rustworkx-core 0.18.1 has none.
///
/// Source: Brin and Page (1998), "The Anatomy of a Large-Scale Hypertextual
/// Web Search Engine", doi:10.1016/S0169-7552(98)00110-X.
pub(super) fn page_rank(network: &Network) -> Vec<f64> {
    let handed_out = out_weights(network);
    let mut ranks = vec![1.0 / as_number(network.nodes().len() as u64); network.nodes().len()];
    for _ in 0..MOST_ROUNDS {
        let next = rank_round(network, &handed_out, &ranks);
        let moved: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if moved < STILL {
            break;
        }
    }
    ranks
}

fn out_weights(network: &Network) -> Vec<f64> {
    let weight = |&edge: &usize| network.edges()[edge].weight;
    (0..network.nodes().len())
        .map(|node| network.out_edges(node).iter().map(weight).sum())
        .collect()
}

fn rank_round(network: &Network, handed_out: &[f64], ranks: &[f64]) -> Vec<f64> {
    let nodes = as_number(ranks.len() as u64);
    let stuck: f64 = ranks
        .iter()
        .zip(handed_out)
        .filter(|&(_, &out)| out == 0.0)
        .map(|(rank, _)| rank)
        .sum();
    let ground = (1.0 - DAMPING + DAMPING * stuck) / nodes;
    let received = |node: usize| -> f64 {
        network
            .predecessors(node)
            .iter()
            .zip(network.in_edges(node))
            .filter(|&(&from, _)| handed_out[from] > 0.0)
            .map(|(&from, &edge)| ranks[from] * network.edges()[edge].weight / handed_out[from])
            .sum()
    };
    (0..ranks.len())
        .map(|node| ground + DAMPING * received(node))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::{edge, network, nodes};

    fn assert_close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
        }
    }

    #[test]
    fn a_star_has_its_largest_eigenvector_in_the_middle() {
        // The middle of a star with k rays has √(1/2), each ray √(1/2k).
        let star = network(false, "a-b a-c a-d a-e");
        let ray = 8f64.sqrt().recip();
        let middle = 2f64.sqrt().recip();
        assert_close(&eigenvector(&star).unwrap(), &[middle, ray, ray, ray, ray]);
    }

    #[test]
    fn the_larger_of_two_components_takes_all() {
        let third = 3f64.sqrt().recip();
        let parts = network(false, "a-b b-c c-a d-e f");
        let found = eigenvector(&parts).unwrap();
        assert_close(&found, &[third, third, third, 0.0, 0.0, 0.0]);
        assert_close(&eigenvector(&network(false, "a b c d")).unwrap(), &[0.5; 4]);
    }

    #[test]
    fn a_directed_network_without_a_cycle_has_no_eigenvector() {
        let refusal = eigenvector(&network(true, "a-b b-c")).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "eigenvector centrality is not defined on `test`: its edges form no cycle"
        );
        // Two cycles of the same strength, one behind the other: the second outgrows the first for ever.
        let refusal = eigenvector(&network(true, "a-b b-a b-c c-d d-c")).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "eigenvector centrality did not come to rest on `test` within 100000 rounds"
        );
    }

    #[test]
    fn page_rank_follows_the_weights() {
        // a hands 3/4 to b and 1/4 to c; both hand all of theirs back.
        let edges = vec![
            edge(0, 1, 3.0),
            edge(0, 2, 1.0),
            edge(1, 0, 1.0),
            edge(2, 0, 9.0),
        ];
        let network = Network::new("n", true, nodes(&["a", "b", "c"]), edges).unwrap();
        // a = 0.05 + 0.85 (b + c), b + c = 0.1 + 0.85 a.
        let a = (0.05 + 0.085) / (1.0 - 0.85 * 0.85);
        let hand = [a, 0.05 + 0.85 * 0.75 * a, 0.05 + 0.85 * 0.25 * a];
        assert_close(&page_rank(&network), &hand);
    }

    #[test]
    fn a_node_without_a_way_out_hands_its_rank_to_all() {
        // b = a + 0.85 a, a + b = 1.
        let b = 1.85 / 2.85;
        assert_close(&page_rank(&network(true, "a-b")), &[1.0 - b, b]);
        let nothing = Network::new("n", true, nodes(&["a", "b"]), vec![edge(0, 1, 0.0)]).unwrap();
        assert_close(&page_rank(&nothing), &[0.5, 0.5]);
        assert_close(&page_rank(&network(true, "")), &[]);
    }
}
