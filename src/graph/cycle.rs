//! Nodes that lead back to themselves.
//!
//! In a lineage a cycle is a contradiction: each policy would be newer than
//! itself. Finds them; what to make of them is for `check` to say.

use super::network::Network;

/// Returns the groups of nodes each of which can reach all others of its group.
///
/// Groups of two nodes or more, each in node order, by their first node; empty
/// where no edges form a cycle. In an undirected network the components of two
/// nodes or more. O(V + E).
///
/// Source: Kosaraju's algorithm, as petgraph has it (its Tarjan's is recursive
/// and runs out of stack on a long chain, petgraph 0.8.3).
#[must_use]
pub fn cycles(network: &Network) -> Vec<Vec<usize>> {
    let mut groups = petgraph::algo::kosaraju_scc(network);
    groups.retain(|group| group.len() > 1);
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;

    #[test]
    fn finds_each_group_that_leads_back_to_itself() {
        assert_eq!(
            cycles(&network(true, "e-d d-e a-b b-c c-a c-d")),
            [vec![0, 1, 2], vec![3, 4]]
        );
        assert_eq!(cycles(&network(true, "a-b b-c a-c")), [[0usize; 0]; 0]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_no_trouble() {
        let chain: Vec<_> = (0..100_000)
            .map(|i| format!("{i:06}-{:06}", i + 1))
            .collect();
        let ids: Vec<String> = (0..=100_000).map(|i| format!("{i:06}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let edges = (0..chain.len()).map(|i| crate::graph::small::edge(i, i + 1, 1.0));
        let nodes = crate::graph::small::nodes(&ids);
        let network = Network::new("chain", true, nodes, edges.collect()).unwrap();
        assert!(cycles(&network).is_empty());
    }
}
