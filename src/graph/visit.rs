//! Lets petgraph's and rustworkx-core's algorithms run on a network.
//!
//! Implements petgraph's visit traits on the rows of neighbours, so that nothing
//! is copied into a graph of petgraph's. A node's and an edge's identifier is
//! its place. In an undirected network an edge is listed once, and found from
//! both its ends.

use super::links::{Link, Links};
use super::network::{Edge, Network, Node};
use fixedbitset::FixedBitSet;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges,
    IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction};
use std::{iter, ops::Range, slice};

impl GraphBase for Network {
    type NodeId = usize;
    type EdgeId = usize;
}

impl Data for Network {
    type NodeWeight = Node;
    type EdgeWeight = Edge;
}

/// On the reference: petgraph forwards the type from `G` to `&G`, not the answer.
impl GraphProp for &Network {
    type EdgeType = Directed;

    fn is_directed(&self) -> bool {
        self.directed
    }
}

impl NodeCount for Network {
    fn node_count(&self) -> usize {
        self.nodes.len()
    }
}

impl EdgeCount for Network {
    fn edge_count(&self) -> usize {
        self.edges.len()
    }
}

impl NodeIndexable for Network {
    fn node_bound(&self) -> usize {
        self.nodes.len()
    }

    fn to_index(&self, node: usize) -> usize {
        node
    }

    fn from_index(&self, place: usize) -> usize {
        place
    }
}

impl NodeCompactIndexable for Network {}

impl EdgeIndexable for Network {
    fn edge_bound(&self) -> usize {
        self.edges.len()
    }

    fn to_index(&self, edge: usize) -> usize {
        edge
    }

    fn from_index(&self, place: usize) -> usize {
        place
    }
}

impl Visitable for Network {
    type Map = FixedBitSet;

    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.nodes.len())
    }

    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.nodes.len());
    }
}

impl IntoNodeIdentifiers for &Network {
    type NodeIdentifiers = Range<usize>;

    fn node_identifiers(self) -> Range<usize> {
        0..self.nodes.len()
    }
}

impl<'a> IntoNodeReferences for &'a Network {
    type NodeRef = (usize, &'a Node);
    type NodeReferences = iter::Enumerate<slice::Iter<'a, Node>>;

    fn node_references(self) -> Self::NodeReferences {
        self.nodes.iter().enumerate()
    }
}

impl<'a> IntoNeighbors for &'a Network {
    type Neighbors = iter::Copied<slice::Iter<'a, usize>>;

    fn neighbors(self, node: usize) -> Self::Neighbors {
        self.successors(node).iter().copied()
    }
}

impl<'a> IntoNeighborsDirected for &'a Network {
    type NeighborsDirected = iter::Copied<slice::Iter<'a, usize>>;

    fn neighbors_directed(self, node: usize, direction: Direction) -> Self::NeighborsDirected {
        match direction {
            Direction::Outgoing => self.successors(node).iter().copied(),
            Direction::Incoming => self.predecessors(node).iter().copied(),
        }
    }
}

impl<'a> IntoEdgeReferences for &'a Network {
    type EdgeRef = Link<'a>;
    type EdgeReferences =
        iter::Map<iter::Enumerate<slice::Iter<'a, Edge>>, fn((usize, &'a Edge)) -> Link<'a>>;

    fn edge_references(self) -> Self::EdgeReferences {
        self.edges.iter().enumerate().map(|(place, edge)| Link {
            source: edge.from,
            target: edge.to,
            place,
            edge,
        })
    }
}

impl<'a> IntoEdges for &'a Network {
    type Edges = Links<'a>;

    fn edges(self, node: usize) -> Links<'a> {
        self.edges_directed(node, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a Network {
    type EdgesDirected = Links<'a>;

    fn edges_directed(self, node: usize, direction: Direction) -> Links<'a> {
        let (others, places) = match direction {
            Direction::Outgoing => (self.successors(node), self.out_edges(node)),
            Direction::Incoming => (self.predecessors(node), self.in_edges(node)),
        };
        Links {
            edges: &self.edges,
            node,
            direction,
            row: others.iter().zip(places),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;
    use petgraph::algo::{connected_components, dijkstra, kosaraju_scc, toposort};
    use petgraph::visit::EdgeRef;

    #[test]
    fn petgraph_walks_a_directed_network_along_its_edges() {
        let network = network(true, "a-b b-c a-c d");
        assert_eq!(toposort(&network, None).unwrap(), [3, 0, 1, 2]);
        assert_eq!(connected_components(&network), 2);
        assert_eq!(kosaraju_scc(&network).len(), 4);
        let far = dijkstra(&network, 0, None, |link| link.weight().weight);
        assert_eq!((far[&2], far.len()), (1.0, 3));
    }

    #[test]
    fn petgraph_walks_an_undirected_network_both_ways() {
        let network = network(false, "a-b b-c");
        assert_eq!(kosaraju_scc(&network).len(), 1);
        let far = dijkstra(&network, 2, None, |_| 1);
        assert_eq!((far[&0], far[&1]), (2, 1));
        let ends = |direction| -> Vec<(usize, usize)> {
            let links = (&network).edges_directed(1, direction);
            links.map(|link| (link.source(), link.target())).collect()
        };
        assert_eq!(ends(Direction::Outgoing), [(1, 0), (1, 2)]);
        assert_eq!(ends(Direction::Incoming), [(0, 1), (2, 1)]);
    }

    #[test]
    fn petgraph_knows_whether_the_network_is_directed() {
        fn asked<G: GraphProp>(graph: G) -> bool {
            graph.is_directed()
        }
        assert!(asked(&network(true, "a-b")));
        assert!(!asked(&network(false, "a-b")));
    }
}
