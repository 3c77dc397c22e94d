//! Which nodes hang together, and which of them are drawn.

use crate::graph::Network;

/// Returns the connected groups of more than one node, the largest first, and then the nodes without a link.
///
/// Directions do not count. Groups of one size stand in the order of their
/// first node, nodes of a group in node order.
pub(super) fn groups(network: &Network) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut root: Vec<usize> = (0..network.nodes().len()).collect();
    for edge in network.edges() {
        let (one, other) = (find(&mut root, edge.from), find(&mut root, edge.to));
        root[one.max(other)] = one.min(other);
    }
    let mut members = vec![Vec::new(); root.len()];
    for node in 0..root.len() {
        let first = find(&mut root, node);
        members[first].push(node);
    }
    let (mut groups, alone): (Vec<_>, Vec<_>) = members
        .into_iter()
        .filter(|group| !group.is_empty())
        .partition(|group| group.len() > 1);
    groups.sort_by_key(|group| (usize::MAX - group.len(), group[0]));
    (groups, alone.into_iter().flatten().collect())
}

fn find(root: &mut [usize], node: usize) -> usize {
    let mut at = node;
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::groups;
    use crate::{
        graph::Network,
        view::sample::{edge, node},
    };

    #[test]
    fn the_largest_group_comes_first_and_the_unlinked_last() {
        let nodes = (0..6)
            .map(|i| node(&format!("policy/{i}"), "x", "", None))
            .collect();
        let edges = vec![
            edge(1, 0, 1.0, "cites"),
            edge(4, 2, 1.0, "cites"),
            edge(5, 4, 1.0, "cites"),
        ];
        let network = Network::new("lineage", true, nodes, edges).unwrap();
        assert_eq!(groups(&network), (vec![vec![2, 4, 5], vec![0, 1]], vec![3]));
    }
}
