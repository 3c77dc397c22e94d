//! A network: nodes and weighted links, in a fixed order, with rows of neighbours.

use serde::Serialize;

/// A node of a network.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// A link between two nodes, given by their places in the node list.
#[derive(Clone, Debug, PartialEq, Serialize)]
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

/// A network of a name, with its nodes sorted by IRI and its edges by their ends.
///
/// Between two nodes there is one edge at most in each direction (in an undirected network: one), and no loop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    name: String,
    directed: bool,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}
