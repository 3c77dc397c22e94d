//! A built graph with any bytes altered, its header sealed again: an error, or answers without harm.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use policygraph::{pipeline, store::Graph};
use twox_hash::XxHash3_64;

const QUERIES: [&str; 5] = [
    "SELECT * { ?s ?p ?o } LIMIT 50",
    "SELECT * { GRAPH ?g { ?s a ?c ; rdfs:label ?l } } LIMIT 50",
    "SELECT (COUNT(*) AS ?n) (MAX(?d) AS ?last) { ?p pg:published ?d }",
    "SELECT * { ?p pg:issuedBy ?a . OPTIONAL { ?p pg:derivesFrom+ ?older } } LIMIT 50",
    "ASK { ?s ?p \"工信部\"@zh-Hans }",
];

/// The graph of a part of the shipped data.
fn whole() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let compiled = pipeline::compile(&pipeline::sources(None).unwrap()).unwrap();
        let quads = compiled.quads.iter().step_by(40).collect();
        Graph::new(&quads).unwrap().to_bytes()
    })
}

fuzz_target!(|changes: Vec<(u32, u8)>| {
    let mut bytes = whole().to_vec();
    for (place, byte) in changes {
        // Every second change falls into the header.
        let within = if place % 2 == 0 { 496 } else { bytes.len() };
        bytes[place as usize / 2 % within] = byte;
    }
    let sum = XxHash3_64::oneshot(&bytes[..488]);
    bytes[488..496].copy_from_slice(&sum.to_le_bytes());
    if let Ok(graph) = Graph::from_bytes(bytes) {
        for query in QUERIES {
            let _ = graph.answer("query", query);
        }
        let _ = graph.names_of("https://w3id.org/policygraph/id/agency/miit");
        let _ = graph.triples_of("https://w3id.org/policygraph/id/agency/miit", true);
    }
});
