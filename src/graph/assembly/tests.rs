//! Networks in any order, and ones that are refused.

use super::*;
use crate::graph::small::{edge, nodes};

#[test]
fn order_and_parallels_do_not_matter() {
    let one = Network::new(
        "n",
        true,
        nodes(&["a", "b", "c"]),
        vec![
            Edge {
                relation: "cites".into(),
                ..edge(0, 1, 2.0)
            },
            Edge {
                relation: "basedOn amends".into(),
                ..edge(0, 1, 0.5)
            },
            edge(1, 0, 1.0),
            edge(2, 2, 9.0),
        ],
    )
    .unwrap();
    let other = Network::new(
        "n",
        true,
        nodes(&["c", "b", "a"]),
        vec![
            edge(1, 2, 1.0),
            Edge {
                relation: "amends basedOn cites".into(),
                ..edge(2, 1, 2.5)
            },
        ],
    )
    .unwrap();
    assert_eq!(one, other);
    assert_eq!(one.edges()[0].relation, "amends basedOn cites");
    assert_eq!(one.edges().len(), 2, "a loop is dropped");
}

#[test]
fn undirected_edges_start_at_the_smaller_place_and_go_both_ways() {
    let network = Network::new(
        "n",
        false,
        nodes(&["b", "a", "c"]),
        vec![edge(0, 1, 1.0), edge(1, 0, 2.0), edge(2, 0, 1.0)],
    )
    .unwrap();
    assert_eq!(network.edges()[0], edge(0, 1, 3.0));
    assert_eq!(network.successors(1), [0, 2]);
    assert_eq!(network.predecessors(1), [0, 2]);
    assert_eq!(network.edge_between(1, 0), Some(0));
    assert_eq!(network.edge_between(2, 1), Some(1));
    assert_eq!(network.edge_between(0, 2), None);
    assert_eq!(network.find("c"), Some(2));
    assert_eq!(network.find("d"), None);
}

#[test]
fn says_what_is_wrong_with_the_nodes_and_edges() {
    let say = |nodes, edges| {
        Network::new("n", true, nodes, edges)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        say(nodes(&["a", "b", "a"]), Vec::new()),
        "two nodes with the IRI `a`: expected one node an entity"
    );
    assert_eq!(
        say(nodes(&["a"]), vec![edge(0, 1, 1.0)]),
        "an edge ends at node 1, but there are 1 nodes"
    );
    assert_eq!(
        say(nodes(&["a", "b"]), vec![edge(0, 1, -1.0)]),
        "weight -1 between `a` and `b`: expected a finite number, zero or more"
    );
}
