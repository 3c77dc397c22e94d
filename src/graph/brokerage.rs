//! Who stands between others that have no tie of their own: Burt's structural holes.
//!
//! Takes a network, gives one number a node in node order; `None` for a node
//! without a tie, whose neighbours cannot be compared. Weights do not count; in
//! a directed network an edge each way is a tie of two.
//! rustworkx-core 0.18.1 has neither measure.

use super::network::Network;
use super::ties::{Tie, ties, total};

/// Returns each node's constraint: how far its ties lead back to the same few others.
///
/// The sum over its neighbours j of `(p_ij + Σ_q p_iq p_qj)²`, where `p_ij` is the
/// share of i's ties that is with j. Above 0, for
/// many unconnected neighbours, to 1.125 (three nodes all tied); to 1.39 in a directed
/// network where some edges run each way. O(sum of squared degrees).
///
/// Source: Burt (2004), "Structural Holes and Good Ideas", doi:10.1086/421787.
pub(super) fn constraint(network: &Network) -> Vec<Option<f64>> {
    let ties = ties(network);
    let totals: Vec<f64> = ties.iter().map(|row| total(row)).collect();
    let mut invested = vec![0.0; ties.len()];
    let mut constraint = Vec::with_capacity(ties.len());
    for (node, row) in ties.iter().enumerate() {
        for direct in row {
            let share = direct.strength / totals[node];
            invested[direct.with] += share;
            for indirect in &ties[direct.with] {
                invested[indirect.with] += share * indirect.strength / totals[direct.with];
            }
        }
        let sum = row.iter().map(|tie| invested[tie.with].powi(2)).sum();
        constraint.push((!row.is_empty()).then_some(sum));
        clear_around(node, &ties, &mut invested);
    }
    constraint
}

/// Sets to zero what a node can have invested in: its neighbours and theirs.
fn clear_around(node: usize, ties: &[Vec<Tie>], invested: &mut [f64]) {
    for direct in &ties[node] {
        invested[direct.with] = 0.0;
        for indirect in &ties[direct.with] {
            invested[indirect.with] = 0.0;
        }
    }
}

/// Returns the effective size of each node's circle: its neighbours, less those it could reach through others.
///
/// The sum over its neighbours j of `1 - Σ_q p_iq m_jq`, where `p_iq` is the share of
/// i's ties that is with q, and `m_jq` is j's tie with q over j's strongest. In an
/// undirected network this is Borgatti's n - 2t/n, with n neighbours and t ties
/// among them. From 1 to the number of neighbours. O(sum of squared degrees).
///
/// This is what networkx documents. In a directed network with edges each way,
/// networkx 3.6 on scipy 1.17 divides by q's strongest tie instead of j's.
///
/// Source: Burt (1992), "Structural Holes", chapter 2; Borgatti (1997),
/// "Structural Holes: Unpacking Burt's Redundancy Measures", Connections 20(1).
pub(super) fn effective_size(network: &Network) -> Vec<Option<f64>> {
    let ties = ties(network);
    let mut share = vec![0.0; ties.len()];
    let mut sizes = Vec::with_capacity(ties.len());
    for row in &ties {
        let all = total(row);
        for tie in row {
            share[tie.with] = tie.strength / all;
        }
        let size = row
            .iter()
            .map(|tie| 1.0 - redundancy(&ties[tie.with], &share));
        sizes.push((!row.is_empty()).then_some(size.sum()));
        for tie in row {
            share[tie.with] = 0.0;
        }
    }
    sizes
}

/// Returns how much of a neighbour, given its ties, can be had through others.
fn redundancy(ties: &[Tie], share: &[f64]) -> f64 {
    let strongest = ties.iter().map(|tie| tie.strength).fold(0.0, f64::max);
    let reached = ties.iter().map(|tie| share[tie.with] * tie.strength);
    reached.sum::<f64>() / strongest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;

    #[test]
    fn the_middle_of_a_star_is_least_constrained() {
        let star = network(false, "a-b a-c a-d e");
        assert_eq!(
            constraint(&star),
            [
                Some(3.0 * (1.0f64 / 3.0).powi(2)),
                Some(1.0),
                Some(1.0),
                Some(1.0),
                None
            ]
        );
        assert_eq!(
            effective_size(&star),
            [Some(3.0), Some(1.0), Some(1.0), Some(1.0), None]
        );
    }

    #[test]
    fn three_nodes_all_tied_are_most_constrained() {
        // Each neighbour: (1/2 + 1/2 · 1/2)² = 9/16, twice.
        let triangle = network(false, "a-b b-c c-a");
        assert_eq!(constraint(&triangle), [Some(1.125); 3]);
        // Two neighbours with one tie: 2 - 2·1/2.
        assert_eq!(effective_size(&triangle), [Some(1.0); 3]);
    }

    #[test]
    fn an_edge_each_way_binds_twice_as_much() {
        // a has two of its three ties with b, one with c: 4/9 + 1/9.
        let pair = network(true, "a-b b-a c-a");
        let [Some(broker), one, other] = constraint(&pair)[..] else {
            panic!("three nodes with ties")
        };
        assert!((broker - 5.0 / 9.0).abs() < 1e-15);
        assert_eq!([one, other], [Some(1.0), Some(1.0)]);
        assert_eq!(effective_size(&pair), [Some(2.0), Some(1.0), Some(1.0)]);
    }
}
