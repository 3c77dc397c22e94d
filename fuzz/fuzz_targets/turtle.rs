//! Any bytes as Turtle: triples, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::source::{File, parse_turtle};

fuzz_target!(|bytes: &[u8]| {
    let _ = parse_turtle(&File::new("x.ttl", bytes.to_vec()));
});
