//! Any text as a saved query and as SPARQL: a header, and an answer or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::store::{Graph, Quads, SavedQuery, saved::free};

fuzz_target!(|text: &str| {
    let query = SavedQuery::new("x", text);
    assert!(
        query
            .parameters
            .iter()
            .all(|parameter| !parameter.name.contains(' '))
    );
    let _ = Graph::new(&Quads::default()).unwrap().answer("x", &free(text));
});
