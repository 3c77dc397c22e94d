//! Follows a policy back to the policies it rests on, and forward to those it shaped.
//!
//! Works on the network that `queries/project/lineage.rq` builds: a node per
//! policy, an edge from the newer policy to the older. Knows nothing of RDF,
//! files or drawing.

use super::network::{Edge, Network, Node};

/// Which way to walk a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Towards {
    /// Along the edges: what a policy rests on.
    Older,
    /// Against the edges: what rests on it.
    Newer,
}

/// How far a walk may go, and over what.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Steps from the start at most.
    pub generations: usize,
    /// The relations that may be followed; all where there is none.
    pub relations: &'a [String],
    /// The nodes that may be stepped on; the start is not asked.
    pub admits: &'a dyn Fn(&Node) -> bool,
}

/// No limits.
impl Default for Limits<'_> {
    fn default() -> Self {
        Self {
            generations: usize::MAX,
            relations: &[],
            admits: &|_| true,
        }
    }
}

impl Limits<'_> {
    pub(super) fn follows(&self, edge: &Edge) -> bool {
        let asked = |relation| self.relations.iter().any(|asked| asked == relation);
        self.relations.is_empty() || edge.relations().any(asked)
    }
}

/// A node that a walk has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The node's place.
    pub node: usize,
    /// Its distance from the start, in steps; 1 or more.
    pub generation: usize,
    /// The edges by which it was reached: from the generation before, at least one.
    pub by: Vec<usize>,
    /// The other edges to it that the walk may follow: from its own generation or a later one.
    pub also: Vec<usize>,
}

/// Returns the nodes within reach of `start`, nearest first.
///
/// `start` itself is left out, a node reached twice is listed once, and a
/// cycle ends the walk rather than looping. Ties are in node order, so the
/// same network always gives the same list. Empty where `start` is no node.
/// O(V + E).
#[must_use]
pub fn walk(network: &Network, start: usize, towards: Towards, limits: &Limits) -> Vec<Step> {
    let mut walk = Walk {
        network,
        towards,
        limits,
        generation: vec![None; network.nodes().len()],
    };
    let reached = walk.spread(start);
    reached.iter().map(|&node| walk.step(node)).collect()
}

/// A walk under way.
struct Walk<'a> {
    network: &'a Network,
    towards: Towards,
    limits: &'a Limits<'a>,
    /// Each node's distance from the start, where it is reached.
    generation: Vec<Option<usize>>,
}

impl Walk<'_> {
    /// Gives each node within reach its generation; returns them nearest first, without the start.
    fn spread(&mut self, start: usize) -> Vec<usize> {
        if let Some(start) = self.generation.get_mut(start) {
            *start = Some(0);
        }
        let mut reached = Vec::new();
        let mut frontier = vec![start];
        for steps in 1..=self.limits.generations {
            let mut next = Vec::new();
            for node in frontier {
                self.step_from(node, steps, &mut next);
            }
            if next.is_empty() {
                break;
            }
            next.sort_unstable();
            reached.extend_from_slice(&next);
            frontier = next;
        }
        reached
    }

    fn step_from(&mut self, node: usize, steps: usize, next: &mut Vec<usize>) {
        for (edge, node) in links(self.network, node, self.towards) {
            if self.generation[node].is_none() && self.may_step(edge, node) {
                self.generation[node] = Some(steps);
                next.push(node);
            }
        }
    }

    fn may_step(&self, edge: usize, node: usize) -> bool {
        self.limits.follows(&self.network.edges()[edge])
            && (self.limits.admits)(&self.network.nodes()[node])
    }

    /// Sorts the edges to a reached node into those that reached it and the others.
    fn step(&self, node: usize) -> Step {
        let back = match self.towards {
            Towards::Older => Towards::Newer,
            Towards::Newer => Towards::Older,
        };
        let own = self.generation[node].unwrap_or_default();
        let (mut by, mut also) = (Vec::new(), Vec::new());
        for (edge, from) in links(self.network, node, back) {
            let follows = || self.limits.follows(&self.network.edges()[edge]);
            match self.generation[from] {
                Some(before) if before + 1 == own && follows() => by.push(edge),
                Some(other) if other < self.limits.generations && follows() => also.push(edge),
                _ => {}
            }
        }
        Step {
            node,
            generation: own,
            by,
            also,
        }
    }
}

/// Returns the edges that lead on from a node, with the nodes they lead to.
fn links(network: &Network, node: usize, towards: Towards) -> impl Iterator<Item = (usize, usize)> {
    let (edges, nodes) = match towards {
        Towards::Older => (network.out_edges(node), network.successors(node)),
        Towards::Newer => (network.in_edges(node), network.predecessors(node)),
    };
    edges.iter().copied().zip(nodes.iter().copied())
}

#[cfg(test)]
mod tests;
