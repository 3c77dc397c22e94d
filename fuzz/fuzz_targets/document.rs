//! Any bytes as a text: words whose places are in the document, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::source::{Document, Given};

fuzz_target!(|bytes: &[u8]| {
    let Ok(given) = Given::open("x.txt", bytes) else {
        return;
    };
    let words = given.text.words();
    let middle = words.floor_char_boundary(words.len() / 2);
    let range = middle..words.len();
    let document = Document::new(bytes);
    let quote = document.and_then(|document| document.quote(given.text.span(range.clone())));
    assert_eq!(quote.as_deref(), Some(given.text.quote(range)));
});
