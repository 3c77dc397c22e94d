//! Who lies on the shortest paths, and who is near to all: betweenness and closeness.
//!
//! Takes a network, gives one number a node in node order. Weights do not
//! count: here they say how strong an edge is, not how long. The algorithms are rustworkx-core's,
//! run on one thread, so that sums are in the same order each time.

use super::network::Network;
use rustworkx_core::centrality::{betweenness_centrality, closeness_centrality};

/// More nodes than any network has: below it rustworkx-core stays on one thread.
const ONE_THREAD: usize = usize::MAX;

/// Returns how many shortest paths between two others pass through each node.
///
/// Where several paths are shortest each counts in part. From 0 to
/// (V-1)(V-2), in an undirected network to half of that; `normalized` divides
/// by that bound. O(V E).
///
/// Source: Freeman (1977), "A Set of Measures of Centrality Based on
/// Betweenness", doi:10.2307/3033543; computed after Brandes (2001),
/// doi:10.1080/0022250X.2001.9990249.
pub(super) fn betweenness(network: &Network, normalized: bool) -> Vec<Option<f64>> {
    betweenness_centrality(network, false, normalized, ONE_THREAD)
}

/// Returns how near each node is to those that can reach it.
///
/// (r / (V-1)) · (r / d), where r others reach the node over d steps in all; in a
/// directed network along the edges towards it. In 0..=1; 0 for a node nobody
/// reaches. O(V (V + E)).
///
/// Source: Wasserman and Faust (1994), "Social Network Analysis", section 5.2.2,
/// after Freeman (1978), doi:10.1016/0378-8733(78)90021-7.
pub(super) fn closeness(network: &Network) -> Vec<Option<f64>> {
    closeness_centrality(network, true, ONE_THREAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;

    #[test]
    fn the_middle_of_a_path_is_between_most() {
        let path = network(false, "a-b b-c c-d d-e");
        let between = |normalized| betweenness(&path, normalized);
        assert_eq!(between(false), [0.0, 3.0, 4.0, 3.0, 0.0].map(Some));
        assert_eq!(between(true), [0.0, 0.5, 4.0 / 6.0, 0.5, 0.0].map(Some));
    }

    #[test]
    fn equal_paths_share_what_they_carry() {
        // Two ways round a square; each carries half of one pair.
        let square = network(false, "a-b b-c c-d d-a");
        assert_eq!(betweenness(&square, false), [Some(0.5); 4]);
        let two_ways = network(true, "a-b b-d a-c c-d");
        assert_eq!(
            betweenness(&two_ways, false),
            [0.0, 0.5, 0.5, 0.0].map(Some)
        );
    }

    #[test]
    fn closeness_counts_those_who_reach_a_node() {
        let chain = network(true, "a-b b-c");
        assert_eq!(closeness(&chain), [0.0, 0.5, 2.0 / 3.0].map(Some));
        // Two of four others, each at one step or two.
        let parts = network(false, "a-b b-c d-e");
        let near = [
            (2.0 / 4.0) * (2.0 / 3.0),
            0.5,
            (2.0 / 4.0) * (2.0 / 3.0),
            0.25,
            0.25,
        ];
        assert_eq!(closeness(&parts), near.map(Some));
        assert_eq!(closeness(&network(false, "a")), [Some(0.0)]);
    }
}
