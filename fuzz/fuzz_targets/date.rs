//! Any text as a date: printed as it was read, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::fact::KnownDate;

fuzz_target!(|text: &str| {
    if let Ok(date) = text.parse::<KnownDate>() {
        assert_eq!(date.to_string(), text);
    }
});
