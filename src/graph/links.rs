//! Edges as petgraph sees them: from one of their ends.
//!
//! The items and the iterator that the visit traits in `visit` give out.

use super::network::Edge;
use petgraph::Direction;
use petgraph::visit::EdgeRef;
use std::{iter, slice};

/// An edge as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) place: usize,
    pub(super) edge: &'a Edge,
}

impl EdgeRef for Link<'_> {
    type NodeId = usize;
    type EdgeId = usize;
    type Weight = Edge;

    fn source(&self) -> usize {
        self.source
    }

    fn target(&self) -> usize {
        self.target
    }

    fn weight(&self) -> &Edge {
        self.edge
    }

    fn id(&self) -> usize {
        self.place
    }
}

/// The edges of one node in one direction, by the order of their other ends.
#[derive(Clone, Debug)]
pub struct Links<'a> {
    pub(super) edges: &'a [Edge],
    pub(super) node: usize,
    pub(super) direction: Direction,
    pub(super) row: iter::Zip<slice::Iter<'a, usize>, slice::Iter<'a, usize>>,
}

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    fn next(&mut self) -> Option<Link<'a>> {
        let (&other, &place) = self.row.next()?;
        let (source, target) = match self.direction {
            Direction::Outgoing => (self.node, other),
            Direction::Incoming => (other, self.node),
        };
        Some(Link {
            source,
            target,
            place,
            edge: &self.edges[place],
        })
    }
}
