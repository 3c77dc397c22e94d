//! Paths worked by hand.

use super::*;
use crate::graph::small::{all_of_four_nodes, network};

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

#[test]
fn no_path_is_shorter_on_any_network_of_four() {
    for network in all_of_four_nodes() {
        let distances = petgraph::algo::dijkstra(&network, 0, None, |_| 1);
        for to in 0..4 {
            let path = shortest_path(&network, 0, to, Direction::Respect, &Limits::default());
            assert_eq!(path.as_ref().map(Vec::len), distances.get(&to).copied());
            let mut at = 0;
            for leg in path.unwrap_or_default() {
                let edge = &network.edges()[leg.edge];
                assert!(
                    leg.forward && edge.from == at,
                    "each leg starts where the last ended"
                );
                at = edge.to;
            }
            assert!(at == to || !distances.contains_key(&to));
        }
    }
}
