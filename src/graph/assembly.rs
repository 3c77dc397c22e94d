//! Puts a network in order: nodes by IRI, edges by their ends, one edge a pair, no loops.
//!
//! Takes nodes and edges in any order, gives a [`Network`], or says what is
//! wrong with them. The same nodes and edges in another order give the same
//! network, byte for byte.

use super::adjacency::Adjacency;
use super::network::{Edge, Network, Node};
use std::collections::BTreeSet;

/// Why nodes and edges make no network.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// Two nodes have one IRI.
    #[error("two nodes with the IRI `{id}`: expected one node an entity")]
    TwoNodes {
        /// The IRI.
        id: String,
    },
    /// An edge ends at a place where no node is.
    #[error("an edge ends at node {place}, but there are {nodes} nodes")]
    NoSuchNode {
        /// The place the edge names.
        place: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A weight that no measure can use.
    #[error("weight {weight} between `{from}` and `{to}`: expected a finite number, zero or more")]
    Weight {
        /// The IRI of the node where the edge starts.
        from: String,
        /// The IRI of the node where it ends.
        to: String,
        /// The weight.
        weight: f64,
    },
}

impl Network {
    /// Makes a network: sorts the nodes, merges parallel edges, drops loops.
    ///
    /// The ends of the edges are places in `nodes` as given. Where several edges
    /// join the same two nodes the same way (in an undirected network: either
    /// way), their weights are added and their relations united. O((V + E) log (V + E)).
    ///
    /// # Errors
    ///
    /// Two nodes with one IRI, an edge without a node at its end, and a weight
    /// that is negative or not finite.
    pub fn new(
        name: impl Into<String>,
        directed: bool,
        nodes: Vec<Node>,
        edges: Vec<Edge>,
    ) -> Result<Self, NetworkError> {
        check_edges(&nodes, &edges)?;
        let (nodes, places) = sort_nodes(nodes)?;
        let edges = edges
            .into_iter()
            .map(|edge| move_ends(edge, &places, directed))
            .filter(|edge| edge.from != edge.to)
            .collect();
        Ok(Self::from_sorted(
            name.into(),
            directed,
            nodes,
            merge(edges),
        ))
    }

    /// Makes a network of nodes and edges that are in order already.
    pub(super) fn from_sorted(
        name: String,
        directed: bool,
        nodes: Vec<Node>,
        edges: Vec<Edge>,
    ) -> Self {
        let forward = || edges.iter().enumerate().map(|(i, e)| (e.from, e.to, i));
        let backward = || edges.iter().enumerate().map(|(i, e)| (e.to, e.from, i));
        let (outgoing, incoming) = if directed {
            let incoming = Adjacency::build(nodes.len(), backward().collect());
            (Adjacency::build(nodes.len(), forward().collect()), incoming)
        } else {
            let both = forward().chain(backward()).collect();
            (Adjacency::build(nodes.len(), both), Adjacency::default())
        };
        Self {
            name,
            directed,
            nodes,
            edges,
            outgoing,
            incoming,
        }
    }
}

pub(super) fn check_edges(nodes: &[Node], edges: &[Edge]) -> Result<(), NetworkError> {
    let node = |place: usize| {
        nodes.get(place).ok_or(NetworkError::NoSuchNode {
            place,
            nodes: nodes.len(),
        })
    };
    for edge in edges {
        let (from, to) = (node(edge.from)?, node(edge.to)?);
        if !edge.weight.is_finite() || edge.weight < 0.0 {
            return Err(NetworkError::Weight {
                from: from.id.clone(),
                to: to.id.clone(),
                weight: edge.weight,
            });
        }
    }
    Ok(())
}

/// Sorts the nodes by IRI, and returns beside them the new place of each old one.
fn sort_nodes(nodes: Vec<Node>) -> Result<(Vec<Node>, Vec<usize>), NetworkError> {
    let mut numbered: Vec<(usize, Node)> = nodes.into_iter().enumerate().collect();
    numbered.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    if let Some(pair) = numbered
        .windows(2)
        .find(|pair| pair[0].1.id == pair[1].1.id)
    {
        return Err(NetworkError::TwoNodes {
            id: pair[0].1.id.clone(),
        });
    }
    let mut places = vec![0; numbered.len()];
    for (new, &(old, _)) in numbered.iter().enumerate() {
        places[old] = new;
    }
    Ok((numbered.into_iter().map(|(_, node)| node).collect(), places))
}

fn move_ends(edge: Edge, places: &[usize], directed: bool) -> Edge {
    let (from, to) = (places[edge.from], places[edge.to]);
    let (from, to) = if directed || from <= to {
        (from, to)
    } else {
        (to, from)
    };
    Edge { from, to, ..edge }
}

/// Sorts the edges and merges those with the same ends.
///
/// Sorted by weight and relation too, so that a sum does not hang on the order given.
fn merge(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by(|a, b| {
        (a.from, a.to)
            .cmp(&(b.from, b.to))
            .then(a.weight.total_cmp(&b.weight))
            .then_with(|| a.relation.cmp(&b.relation))
    });
    edges
        .chunk_by(|a, b| (a.from, a.to) == (b.from, b.to))
        .map(|parallel| Edge {
            from: parallel[0].from,
            to: parallel[0].to,
            weight: parallel.iter().map(|edge| edge.weight).sum(),
            relation: unite(parallel),
        })
        .collect()
}

fn unite(parallel: &[Edge]) -> String {
    let relations: BTreeSet<&str> = parallel.iter().flat_map(Edge::relations).collect();
    relations.into_iter().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
