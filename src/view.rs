//! HOW IT LOOKS: values to tables, CSV, JSON, DOT, `GraphML`, GEXF, SVG and HTML.
//!
//! Pure: each function takes rows, a network or a report and gives text; the
//! same value gives the same bytes. One format, one file. Labels are hostile
//! until proven otherwise: the data formats give them back exactly to a parser,
//! the ones that people read show what would be invisible. Leaves to others
//! what is drawn, where it is written, and all counting.

pub mod account;
pub mod bars;
pub mod csv;
pub mod dot;
pub mod gexf;
pub mod graphml;
pub mod json;
mod language;
pub mod network_csv;
pub mod network_json;
pub mod plan;
pub mod report;
pub mod svg;
pub mod table;
pub mod text;
mod xml;

pub use language::{Language, LanguageError};

#[cfg(test)]
mod sample;
