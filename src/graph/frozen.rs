//! A network as bytes, to be kept beside the graph that it was made from.
//!
//! The wire format is postcard's; what is read back is held to what [`Network`] promises.

use serde::{Deserialize, Serialize};

use super::{
    assembly::{NetworkError, check_edges},
    network::{Edge, Network, Node},
};

/// Why bytes are no network.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FrozenError {
    /// They are not what [`Network::to_bytes`] wrote.
    #[error("found bytes that are no network: {0}")]
    Bytes(#[from] postcard::Error),
    /// They are of nodes and edges that make no network.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// Nodes or edges are not in their order.
    #[error("found a network out of order: expected nodes sorted by IRI and edges by their ends")]
    Order,
}

/// What is kept: the rows of neighbours are quickly made again.
#[derive(Serialize)]
struct Kept<'a> {
    name: &'a str,
    directed: bool,
    nodes: &'a [Node],
    edges: &'a [Edge],
}

/// The same, read back.
#[derive(Deserialize)]
struct Read {
    name: String,
    directed: bool,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl Network {
    /// Returns the network as bytes; equal networks give equal bytes.
    ///
    /// # Errors
    ///
    /// None that a network could give rise to; the type is the serializer's.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FrozenError> {
        let kept = Kept {
            name: &self.name,
            directed: self.directed,
            nodes: &self.nodes,
            edges: &self.edges,
        };
        Ok(postcard::to_stdvec(&kept)?)
    }

    /// Reads a network that [`Self::to_bytes`] wrote. O(V + E).
    ///
    /// # Errors
    ///
    /// Refuses bytes that are none, and nodes or edges that are not in order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrozenError> {
        let read: Read = postcard::from_bytes(bytes)?;
        check_edges(&read.nodes, &read.edges)?;
        let in_order = read.nodes.is_sorted_by(|a, b| a.id < b.id)
            && read
                .edges
                .is_sorted_by(|a, b| (a.from, a.to) < (b.from, b.to))
            && read.edges.iter().all(|edge| edge.from != edge.to);
        if !in_order {
            return Err(FrozenError::Order);
        }
        let Read {
            name,
            directed,
            nodes,
            edges,
        } = read;
        Ok(Self::from_sorted(name, directed, nodes, edges))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Network {
        let node = |id: &str| Node {
            id: id.to_owned(),
            label: id.to_uppercase(),
            label_zh: Some("工信部".to_owned()),
            date: Some("2023-10".to_owned()),
            ..Node::default()
        };
        let edge = |from, to| Edge {
            from,
            to,
            weight: 2.5,
            relation: "amends buildsOn".to_owned(),
        };
        let nodes = ["a", "b", "c"].map(node).to_vec();
        Network::new("lineage", true, nodes, vec![edge(2, 0), edge(1, 0)]).unwrap()
    }

    #[test]
    fn a_network_comes_back_from_its_bytes_with_its_neighbours() {
        let bytes = network().to_bytes().unwrap();
        let read = Network::from_bytes(&bytes).unwrap();
        assert_eq!(read, network());
        assert_eq!(read.predecessors(0), [1, 2]);
    }

    #[test]
    fn bytes_that_are_cut_or_altered_are_refused_or_make_a_network_in_order() {
        let bytes = network().to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert!(Network::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        for place in 0..bytes.len() {
            for byte in 0..=255 {
                let mut altered = bytes.clone();
                altered[place] = byte;
                if let Ok(network) = Network::from_bytes(&altered) {
                    let places = network.edges().iter().flat_map(|edge| [edge.from, edge.to]);
                    assert!(places.max() < Some(network.nodes().len()));
                }
            }
        }
    }

    #[test]
    fn nodes_out_of_order_are_refused() {
        let mut network = network();
        network.nodes.swap(0, 1);
        let refused = Network::from_bytes(&network.to_bytes().unwrap());
        assert!(matches!(refused, Err(FrozenError::Order)));
    }
}
