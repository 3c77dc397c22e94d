//! Who is next to whom, in compressed sparse rows.
//!
//! Takes links as triples of numbers, gives each node's neighbours and edges as
//! slices. What a link means is the network's to say.

/// One row a node: the places of its neighbours, and of the edges that lead to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Adjacency {
    /// Where each node's row starts; one more than there are nodes.
    starts: Vec<usize>,
    neighbours: Vec<usize>,
    edges: Vec<usize>,
}

impl Adjacency {
    /// Builds the rows of `nodes` nodes from links `(node, neighbour, edge)`.
    ///
    /// Each row is in the order of its neighbours. O(E log E).
    pub(super) fn build(nodes: usize, mut links: Vec<(usize, usize, usize)>) -> Self {
        links.sort_unstable();
        let mut starts = vec![0; nodes + 1];
        for &(node, _, _) in &links {
            starts[node + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let (neighbours, edges) = links
            .into_iter()
            .map(|(_, next, edge)| (next, edge))
            .unzip();
        Self {
            starts,
            neighbours,
            edges,
        }
    }

    /// Returns the neighbours of a node, ascending; none for a node that is not there.
    pub(super) fn neighbours(&self, node: usize) -> &[usize] {
        self.row(&self.neighbours, node)
    }

    /// Returns the edges of a node, in step with its neighbours.
    pub(super) fn edges(&self, node: usize) -> &[usize] {
        self.row(&self.edges, node)
    }

    fn row<'a>(&self, cells: &'a [usize], node: usize) -> &'a [usize] {
        match self.starts.get(node..).unwrap_or_default() {
            [start, end, ..] => &cells[*start..*end],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_the_neighbours() {
        let rows = Adjacency::build(3, vec![(2, 1, 0), (0, 2, 1), (0, 1, 2)]);
        assert_eq!(rows.neighbours(0), [1, 2]);
        assert_eq!(rows.edges(0), [2, 1]);
        assert_eq!(rows.neighbours(1), [0usize; 0]);
        assert_eq!(rows.neighbours(2), [1]);
    }

    #[test]
    fn a_node_that_is_not_there_has_no_neighbours() {
        let rows = Adjacency::build(1, Vec::new());
        assert_eq!(rows.neighbours(1), [0usize; 0]);
        assert_eq!(rows.edges(usize::MAX), [0usize; 0]);
        assert_eq!(Adjacency::default().edges(0), [0usize; 0]);
    }
}
