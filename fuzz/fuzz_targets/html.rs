//! Any bytes as a web page: cells in order, words at their places.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::source::{Document, Given};

fuzz_target!(|bytes: &[u8]| {
    let page = [b"<html>".as_slice(), bytes].concat();
    let Ok(given) = Given::open("x.html", &page) else {
        return;
    };
    let document = Document::new(&page);
    for range in given
        .cells
        .iter()
        .cloned()
        .chain([0..given.text.words().len()])
    {
        assert!(given.text.words().get(range.clone()).is_some());
        let span = given.text.span(range.clone());
        let quote = document.as_ref().and_then(|document| document.quote(span));
        assert_eq!(quote.as_deref(), Some(given.text.quote(range)));
    }
});
