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
mod tests {
    use super::*;
    use crate::graph::network::tests::network;

    fn read(network: &Network, legs: Option<Vec<Leg>>) -> Option<String> {
        let name = |place: usize| network.nodes()[place].id.as_str();
        let leg = |leg: &Leg| {
            let edge = &network.edges()[leg.edge];
            let sign = if leg.forward { ">" } else { "<" };
            format!("{}{sign}{}", name(edge.from), name(edge.to))
        };
        Some(legs?.iter().map(leg).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn takes_the_fewest_steps_and_the_first_node() {
        let network = network(true, "a-c a-b b-d c-d d-e a-f f-g g-h h-e e-a x-d");
        let path = |from: &str, to: &str, direction| {
            let (from, to) = (network.find(from).unwrap(), network.find(to).unwrap());
            read(
                &network,
                shortest_path(&network, from, to, direction, &Limits::default()),
            )
        };
        assert_eq!(path("a", "e", Direction::Respect).unwrap(), "a>b b>d d>e");
        assert_eq!(path("a", "e", Direction::Ignore).unwrap(), "e<a");
        assert_eq!(path("e", "a", Direction::Respect).unwrap(), "e>a");
        assert_eq!(path("a", "x", Direction::Respect), None);
        assert_eq!(path("x", "a", Direction::Ignore).unwrap(), "x>d b<d a<b");
        assert_eq!(path("a", "a", Direction::Respect).unwrap(), "");
    }

    #[test]
    fn prefers_the_edge_that_runs_with_the_path() {
        let pair = network(true, "a-b b-a");
        let path = |from, to| {
            read(
                &pair,
                shortest_path(&pair, from, to, Direction::Ignore, &Limits::default()),
            )
        };
        assert_eq!(path(0, 1).unwrap(), "a>b");
        assert_eq!(path(1, 0).unwrap(), "b>a");
        let tie = network(false, "a-b b-c");
        let found = shortest_path(&tie, 2, 0, Direction::Respect, &Limits::default());
        assert_eq!(read(&tie, found).unwrap(), "b<c a<b");
    }

    #[test]
    fn keeps_within_its_limits() {
        let network = network(true, "a-b b-d a-c c-e e-d");
        let path = |limits: &Limits| {
            read(
                &network,
                shortest_path(&network, 0, 3, Direction::Respect, limits),
            )
        };
        let not_b = Limits {
            admits: &|node| node.id != "b",
            ..Limits::default()
        };
        assert_eq!(path(&not_b).unwrap(), "a>c c>e e>d");
        assert_eq!(
            path(&Limits {
                generations: 2,
                ..not_b
            }),
            None
        );
        assert_eq!(
            path(&Limits {
                admits: &|node| node.id != "d",
                ..not_b
            }),
            None
        );
        assert_eq!(
            path(&Limits {
                admits: &|node| node.id != "a",
                ..not_b
            })
            .unwrap(),
            "a>b b>d"
        );
        assert_eq!(
            shortest_path(&network, 0, 99, Direction::Respect, &not_b),
            None
        );
        assert_eq!(
            shortest_path(&network, 99, 0, Direction::Respect, &not_b),
            None
        );
    }
}
