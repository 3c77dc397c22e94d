//! Lineages worked by hand.

use super::*;
use crate::graph::small::{all_of_four_nodes, edge, network, nodes};

fn names(network: &Network, steps: &[Step]) -> String {
    let name = |step: &Step| format!("{}{}", network.nodes()[step.node].id, step.generation);
    steps.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn walks_to_the_older_and_to_the_newer() {
    let lineage = network(true, "e-c e-d c-a d-a a-z b-a");
    let found = |start: &str, towards, generations| {
        let limits = Limits {
            generations,
            ..Limits::default()
        };
        let start = lineage.find(start).unwrap();
        names(&lineage, &walk(&lineage, start, towards, &limits))
    };
    assert_eq!(found("e", Towards::Older, usize::MAX), "c1 d1 a2 z3");
    assert_eq!(found("e", Towards::Older, 2), "c1 d1 a2");
    assert_eq!(found("e", Towards::Older, 0), "");
    assert_eq!(found("a", Towards::Newer, usize::MAX), "b1 c1 d1 e2");
    assert_eq!(found("z", Towards::Older, 9), "");
    assert!(walk(&lineage, 99, Towards::Older, &Limits::default()).is_empty());
}

#[test]
fn a_cycle_of_amendments_ends() {
    let cycle = network(true, "a-b b-c c-a");
    let steps = walk(&cycle, 0, Towards::Older, &Limits::default());
    assert_eq!(names(&cycle, &steps), "b1 c2");
}

#[test]
fn each_step_names_the_edges_that_lead_to_it() {
    // Edges in order: a-b 0, a-c 1, b-c 2, b-d 3, c-d 4, d-b 5.
    let lineage = network(true, "a-b a-c b-c b-d c-d d-b");
    let steps = walk(&lineage, 0, Towards::Older, &Limits::default());
    let edges: Vec<_> = steps
        .iter()
        .map(|step| (&step.by[..], &step.also[..]))
        .collect();
    assert_eq!(edges, [(&[0][..], &[5][..]), (&[1], &[2]), (&[3, 4], &[])]);
    let near = Limits {
        generations: 1,
        ..Limits::default()
    };
    let steps = walk(&lineage, 0, Towards::Older, &near);
    assert_eq!((&steps[1].by[..], &steps[1].also[..]), (&[1][..], &[][..]));
}

#[test]
fn only_admitted_nodes_and_relations_are_followed() {
    let related = |from, to, relation: &str| Edge {
        relation: relation.into(),
        ..edge(from, to, 1.0)
    };
    let mut nodes = nodes(&["a", "b", "c", "d"]);
    nodes[2].date = Some("2023".into());
    let edges = vec![
        related(0, 1, "amends basedOn"),
        related(0, 2, "amends"),
        related(2, 3, "basedOn"),
        related(1, 3, "buildsOn"),
    ];
    let lineage = Network::new("n", true, nodes, edges).unwrap();
    let relations = ["amends".to_owned(), "basedOn".to_owned()];
    let undated = |node: &Node| node.date.is_none();
    let by_law = Limits {
        relations: &relations,
        ..Limits::default()
    };
    let steps = walk(&lineage, 0, Towards::Older, &by_law);
    assert_eq!(names(&lineage, &steps), "b1 c1 d2");
    assert_eq!(steps[2].by, [lineage.edge_between(2, 3).unwrap()]);
    let both = Limits {
        admits: &undated,
        ..by_law
    };
    assert_eq!(
        names(&lineage, &walk(&lineage, 0, Towards::Older, &both)),
        "b1"
    );
}

#[test]
fn generations_are_the_distances_on_every_network_of_four() {
    for network in all_of_four_nodes() {
        let distances = petgraph::algo::dijkstra(&network, 1, None, |_| 1);
        let steps = walk(&network, 1, Towards::Older, &Limits::default());
        assert_eq!(steps.len() + 1, distances.len());
        for step in &steps {
            assert_eq!(step.generation, distances[&step.node]);
            let mut edges = [&step.by[..], &step.also[..]].concat();
            edges.sort_unstable();
            let into: Vec<usize> = (network.in_edges(step.node).iter().copied())
                .filter(|&edge| distances.contains_key(&network.edges()[edge].from))
                .collect();
            assert_eq!(edges, into, "each edge from a walked node is named once");
        }
        assert!(steps.is_sorted_by_key(|step| (step.generation, step.node)));
    }
}

#[test]
fn who_rests_on_a_policy_is_who_reaches_it() {
    for network in all_of_four_nodes() {
        for node in 0..4 {
            let older = walk(&network, node, Towards::Older, &Limits::default());
            for step in older {
                let newer = walk(&network, step.node, Towards::Newer, &Limits::default());
                let back = newer.iter().find(|back| back.node == node);
                assert_eq!(back.map(|back| back.generation), Some(step.generation));
            }
        }
    }
}
