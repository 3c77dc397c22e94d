//! Every measure against networkx, on networks drawn at random.
//!
//! `tests/golden/measures.json` is what `tests/peers/networkx_measures.py` wrote.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use policygraph::graph::{Edge, Measure, Network, Node, compute};
use serde_json::Value;
use std::fs;

/// How far a value may be from networkx's.
const CLOSE: f64 = 1e-9;

fn peers() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/measures.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn network(peer: &Value) -> Network {
    let count = usize::try_from(peer["nodes"].as_u64().unwrap()).unwrap();
    let node = |place| Node {
        id: format!("node/{place:02}"),
        ..Node::default()
    };
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let edge = |edge: &Value| Edge {
        from: place(&edge[0]),
        to: place(&edge[1]),
        weight: edge[2].as_f64().unwrap(),
        relation: String::new(),
    };
    let edges = peer["edges"].as_array().unwrap().iter().map(edge);
    let directed = peer["directed"].as_bool().unwrap();
    let nodes = (0..count).map(node).collect();
    Network::new("random", directed, nodes, edges.collect()).unwrap()
}

fn assert_agrees(peer: &Value, measure: Measure, column: &str, normalized: bool) {
    let found = compute(&network(peer), measure, normalized);
    let Some(expected) = peer[column].as_array() else {
        let nothing = found.as_ref().is_ok_and(Vec::is_empty);
        assert!(
            found.is_err() || nothing,
            "networkx has no {column}: {found:?} of {peer}"
        );
        return;
    };
    let found = found.unwrap();
    assert_eq!(found.len(), expected.len(), "{column} of {peer}");
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let agrees = match (found, expected.as_f64()) {
            (Some(found), Some(expected)) => (found - expected).abs() < CLOSE,
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(
            agrees,
            "{column} of node {place}: {found:?} for {expected} of {peer}"
        );
    }
}

#[test]
fn every_measure_agrees_with_networkx() {
    for peer in peers() {
        for measure in Measure::ALL {
            assert_agrees(&peer, measure, measure.name(), false);
        }
        assert_agrees(&peer, Measure::Betweenness, "betweenness normalized", true);
    }
}

#[test]
fn only_betweenness_is_changed_by_normalizing() {
    for peer in peers() {
        let network = network(&peer);
        for measure in Measure::ALL
            .into_iter()
            .filter(|m| *m != Measure::Betweenness)
        {
            assert_eq!(
                compute(&network, measure, false),
                compute(&network, measure, true),
                "{measure} of {peer}"
            );
        }
    }
}

#[test]
fn the_networks_compared_are_of_every_kind() {
    let peers = peers();
    assert_eq!(peers.len(), 120);
    for directed in [true, false] {
        let of_kind = || peers.iter().filter(|peer| peer["directed"] == directed);
        for nodes in 0..=12 {
            assert!(
                of_kind().any(|peer| peer["nodes"] == nodes),
                "{directed}, {nodes} nodes"
            );
        }
        let isolated = |peer: &&Value| peer["degree"].as_array().unwrap().contains(&0.into());
        assert!(of_kind().filter(isolated).count() > 10);
        assert!(
            of_kind().any(|peer| peer["components"][0] == 1 && peer["nodes"].as_u64() > Some(8))
        );
        assert!(of_kind().any(|peer| peer["edges"].to_string().contains("1.25")));
    }
    assert!(
        peers
            .iter()
            .any(|peer| peer["eigenvector"].is_null() && peer["nodes"] == 5)
    );
}
