//! The shortest way from one node to another.
//!
//! Takes a network and two places, gives the edges between them, in order.

use super::lineage::Limits;
use super::network::Network;

/// Whether a path has to run the way the edges do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the start of each edge to its end.
    Respect,
    /// Either way.
    Ignore,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The edge's place.
    pub edge: usize,
    /// Whether the path runs from the edge's `from` to its `to`.
    pub forward: bool,
}

/// An edge that leads on from a node, and the node it leads to.
struct Way {
    node: usize,
    leg: Leg,
}

/// Returns a path of the fewest steps; empty where both ends are one node.
///
/// `None` where there is none within the limits. Of several paths, the one that at its first fork takes
/// the node that comes first, and so on; where edges run each way between two nodes, the one that runs
/// with the path. Weights do not count. O(V + E).
#[must_use]
pub fn shortest_path(
    network: &Network,
    from: usize,
    to: usize,
    direction: Direction,
    limits: &Limits,
) -> Option<Vec<Leg>> {
    let distances = distances_to(network, to, direction, limits)?;
    let mut left = (*distances.get(from)?)?;
    if left > limits.generations {
        return None;
    }
    let mut legs = Vec::with_capacity(left);
    let mut node = from;
    while left > 0 {
        left -= 1;
        let next = ways(network, node, direction, true)
            .filter(|way| limits.follows(&network.edges()[way.leg.edge]))
            .filter(|way| distances[way.node] == Some(left))
            .min_by_key(|way| (way.node, !way.leg.forward))?;
        node = next.node;
        legs.push(next.leg);
    }
    Some(legs)
}

/// Returns each node's distance to `to`, over admitted nodes; `None` where `to` is not admitted itself.
///
/// A node that is not admitted has a distance all the same where it is next to
/// one that is: it may be the start, but nothing leads through it.
fn distances_to(
    network: &Network,
    to: usize,
    direction: Direction,
    limits: &Limits,
) -> Option<Vec<Option<usize>>> {
    let mut distances = vec![None; network.nodes().len()];
    *distances.get_mut(to)? = Some(0);
    let mut reached = vec![to];
    let mut place = 0;
    while let Some(&node) = reached.get(place) {
        place += 1;
        if !(limits.admits)(&network.nodes()[node]) {
            continue;
        }
        let next = distances[node].map(|steps| steps + 1);
        for way in ways(network, node, direction, false) {
            if distances[way.node].is_none() && limits.follows(&network.edges()[way.leg.edge]) {
                distances[way.node] = next;
                reached.push(way.node);
            }
        }
    }
    Some(distances)
}

/// Returns the edges by which a path may go on from a node (`onward`), or may have come to it.
fn ways(
    network: &Network,
    node: usize,
    direction: Direction,
    onward: bool,
) -> impl Iterator<Item = Way> {
    let either = direction == Direction::Ignore;
    let outs = if onward || either {
        network.out_edges(node)
    } else {
        &[]
    };
    let ins = if !onward || either {
        network.in_edges(node)
    } else {
        &[]
    };
    outs.iter().chain(ins).map(move |&edge| {
        let end = &network.edges()[edge];
        Way {
            node: end.other_end(node),
            leg: Leg {
                edge,
                forward: (end.from == node) == onward,
            },
        }
    })
}

#[cfg(test)]
mod tests;
