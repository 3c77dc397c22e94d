//! Queries made by chance over small graphs: our answers against those of Oxigraph's own engine.
//!
//! `POLICYGRAPH_CASES` is how many (2,000), `POLICYGRAPH_SEED` where chance begins. What differs is
//! made smaller until it can be read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod conformance;
mod random;

use std::env;

use conformance::ours::Ours;
use random::{
    case::{Data, Verdict},
    chance::Chance,
    query::Query,
    shrink,
};

/// How many queries are asked of the same data.
const QUERIES: usize = 10;

#[test]
fn every_answer_is_that_of_oxigraphs_own_engine() {
    let cases: usize = number("POLICYGRAPH_CASES", 2_000);
    let first: u64 = number("POLICYGRAPH_SEED", 4);
    println!("{cases} cases from seed {first}");
    let mut said_something = 0;
    for (seed, start) in (first..).zip((0..cases).step_by(QUERIES)) {
        let mut chance = Chance::new(seed);
        let data = Data::by_chance(&mut chance);
        let ours = Ours::new(&data.quads, data.default);
        let terms = data.terms();
        for _ in 0..QUERIES.min(cases - start) {
            let query = Query::by_chance(&mut chance, data.odd, &terms);
            match data.try_query(&ours, &query) {
                Verdict::Same(said) => said_something += usize::from(said),
                Verdict::Different(_) => {
                    let report = shrink::report(&data, &query);
                    panic!("POLICYGRAPH_SEED={seed} POLICYGRAPH_CASES={QUERIES}\n{report}");
                }
                Verdict::NotSparql(said) => panic!("{said}\n{}", query.written(true)),
            }
        }
    }
    println!("{said_something} of them are not empty");
    // A generator whose queries find nothing would compare nothing.
    assert!(
        said_something * 3 >= cases,
        "only {said_something} of {cases} answers say anything"
    );
}

fn number<T: std::str::FromStr>(variable: &str, otherwise: T) -> T {
    match env::var(variable) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{variable}: no number: `{text}`")),
        Err(_) => otherwise,
    }
}
