//! Where links pass the columns that lie between their ends.
//!
//! A pass is a narrow row in a column, without a box. Passes are ordered among
//! the boxes as boxes are, so that a link runs between them and not behind.

use crate::graph::Network;

/// From how many links on a picture is so full that links run behind boxes.
const MANY: usize = 150;
/// The height of a pass, in rows.
const HEIGHT: f64 = 0.4;

/// The columns with their passes, and the links cut at these.
pub(super) struct Passes {
    /// The nodes and passes of each column; a pass bears a number that no node has.
    pub columns: Vec<Vec<usize>>,
    /// The parts of all links: each from one column to the next, as far as there are passes.
    pub segments: Vec<(usize, usize)>,
    of_edge: Vec<Vec<usize>>,
    column: Vec<Option<usize>>,
    nodes: usize,
}

impl Passes {
    /// Finds where links span columns.
    pub(super) fn new(members: &[Vec<usize>], network: &Network) -> Self {
        let nodes = network.nodes().len();
        let mut column = vec![None; nodes];
        for (place, members) in members.iter().enumerate() {
            for &node in members {
                column[node] = Some(place);
            }
        }
        let mut passes = Self {
            columns: members.to_vec(),
            segments: Vec::new(),
            of_edge: vec![Vec::new(); network.edges().len()],
            column,
            nodes,
        };
        passes.cut(network);
        passes
    }

    fn cut(&mut self, network: &Network) {
        let many = network.edges().len() > MANY;
        for (place, edge) in network.edges().iter().enumerate() {
            let ends = self.column[edge.from].zip(self.column[edge.to]);
            let Some((from, to)) = ends else { continue };
            let between: Vec<usize> = match from < to {
                _ if many => Vec::new(),
                true => (from + 1..to).collect(),
                false => (to + 1..from).rev().collect(),
            };
            let mut last = edge.from;
            for column in between {
                let pass = self.column.len();
                self.column.push(Some(column));
                self.columns[column].push(pass);
                self.of_edge[place].push(pass);
                self.segments.push((last, pass));
                last = pass;
            }
            self.segments.push((last, edge.to));
        }
    }

    /// How many nodes and passes there are.
    pub(super) fn count(&self) -> usize {
        self.column.len()
    }

    /// The passes of a link, from its start on.
    pub(super) fn of(&self, edge: usize) -> &[usize] {
        &self.of_edge[edge]
    }

    /// The column of a node or pass, if it is drawn.
    pub(super) fn column(&self, node: usize) -> Option<usize> {
        self.column[node]
    }

    /// How high a node or pass is, in rows.
    pub(super) fn height(&self, node: usize) -> f64 {
        if node < self.nodes { 1.0 } else { HEIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::Passes;
    use crate::{
        graph::Network,
        view::sample::{edge, node},
    };

    #[test]
    fn a_link_has_a_pass_in_each_column_between_its_ends() {
        let nodes = (0..5)
            .map(|i| node(&format!("firm/{i}"), "x", "", None))
            .collect();
        let edges = vec![
            edge(0, 4, 1.0, "inSector"),
            edge(1, 4, 1.0, "inSector"),
            edge(2, 3, 1.0, "uses"),
        ];
        let network = Network::new("exposure", true, nodes, edges).unwrap();
        let members = [vec![0, 1], vec![2], vec![3], vec![4]];
        let passes = Passes::new(&members, &network);
        assert_eq!(
            passes.columns,
            [vec![0, 1], vec![2, 5, 7], vec![3, 6, 8], vec![4]]
        );
        assert_eq!((passes.of(0), passes.of(1)), (&[5, 6][..], &[7, 8][..]));
        assert!(passes.of(2).is_empty());
        assert!(passes.height(4) > passes.height(5));
    }
}
