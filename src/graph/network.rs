//! A network: nodes and weighted links, in a fixed order, with rows of neighbours.
//!
//! Holds the types and what can be asked of them at no cost. How a network is
//! put in order is in `assembly`, how it is read from rows in `from_rows`.

use super::adjacency::Adjacency;
use super::date::{Known, known_by};
use serde::{Deserialize, Serialize};

/// A node of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Node {
    /// The entity's IRI.
    pub id: String,
    /// The label in English; in Chinese where there is none in English; else the key.
    pub label: String,
    /// The label in Chinese.
    pub label_zh: Option<String>,
    /// The usual abbreviation (`MIIT`).
    pub abbreviation: Option<String>,
    /// The entity's kind: `agency`, `policy`, `firm`, ….
    pub kind: String,
    /// The earliest date known of it, as exact as the source: `2023-10-10`, `2023-10`, `2023`.
    pub date: Option<String>,
}

impl Node {
    /// Says whether the node was there at a date; [`Known::Maybe`] where it has no date.
    #[must_use]
    pub fn known_by(&self, at: &str) -> Known {
        match &self.date {
            Some(date) => known_by(date, at),
            None => Known::Maybe,
        }
    }
}

/// A link between two nodes, given by their places in the node list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// Where it starts; in an undirected network the end with the smaller place.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// How strong; what is counted is the network's to say.
    pub weight: f64,
    /// What holds between the two: local names of properties, sorted, joined by a space (`buildsOn`).
    pub relation: String,
}

impl Edge {
    /// Returns what holds between the two, one by one.
    pub fn relations(&self) -> impl Iterator<Item = &str> {
        self.relation.split_whitespace()
    }

    /// Returns the end that is not `node`.
    #[must_use]
    pub fn other_end(&self, node: usize) -> usize {
        if node == self.from {
            self.to
        } else {
            self.from
        }
    }
}

/// A network of a name, with its nodes sorted by IRI and its edges by their ends.
///
/// Between two nodes there is one edge at most in each direction (in an undirected network: one), and no loop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    pub(super) name: String,
    pub(super) directed: bool,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// By edges that start here; in an undirected network by every edge that ends here.
    #[serde(skip)]
    pub(super) outgoing: Adjacency,
    /// By edges that end here; empty in an undirected network.
    #[serde(skip)]
    pub(super) incoming: Adjacency,
}

impl Network {
    /// Returns the network's name (`co-issuance`).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Says whether an edge from A to B differs from one from B to A.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// Returns the nodes, sorted by IRI.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Returns the edges, sorted by their ends.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Returns the place of the node with this IRI. O(log V).
    #[must_use]
    pub fn find(&self, iri: &str) -> Option<usize> {
        self.nodes
            .binary_search_by(|node| node.id.as_str().cmp(iri))
            .ok()
    }

    /// Returns the nodes that edges from here lead to, ascending; in an undirected network all neighbours.
    #[must_use]
    pub fn successors(&self, node: usize) -> &[usize] {
        self.outgoing.neighbours(node)
    }

    /// Returns the nodes that edges lead here from, ascending; in an undirected network all neighbours.
    #[must_use]
    pub fn predecessors(&self, node: usize) -> &[usize] {
        self.rows_in().neighbours(node)
    }

    /// Returns the edges that start here, in step with [`Network::successors`].
    #[must_use]
    pub fn out_edges(&self, node: usize) -> &[usize] {
        self.outgoing.edges(node)
    }

    /// Returns the edges that end here, in step with [`Network::predecessors`].
    #[must_use]
    pub fn in_edges(&self, node: usize) -> &[usize] {
        self.rows_in().edges(node)
    }

    /// Returns the edge from one node to another (in an undirected network: between them). O(log V).
    #[must_use]
    pub fn edge_between(&self, from: usize, to: usize) -> Option<usize> {
        let place = self.successors(from).binary_search(&to).ok()?;
        self.out_edges(from).get(place).copied()
    }

    fn rows_in(&self) -> &Adjacency {
        if self.directed {
            &self.incoming
        } else {
            &self.outgoing
        }
    }
}
