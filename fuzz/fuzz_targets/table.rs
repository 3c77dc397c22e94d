//! Any bytes as a table: rows as long as the header, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::source::{File, parse_table};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = parse_table(&File::new("x.csv", bytes.to_vec())) {
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.cells.len() == table.header.len())
        );
    }
});
