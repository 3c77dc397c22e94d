//! Any text as a decimal or document number: one form, that reads as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::fact::{Decimal, DocumentNumber, Id, Kind};

fuzz_target!(|text: &str| {
    if let Ok(number) = text.parse::<Decimal>() {
        assert_eq!(number.as_str().parse(), Ok(number.clone()));
    }
    if let Some(number) = DocumentNumber::parse(text) {
        assert_eq!(
            DocumentNumber::parse(&number.to_string()),
            Some(number.clone())
        );
        assert!(Id::new(Kind::Policy, &number.to_key()).is_ok());
    }
});
