//! Where it rests: facts become quads, quads answer SPARQL, answers become rows.
//!
//! The only room that imports oxigraph. What facts mean and how answers look
//! is left to others.

pub mod answer;
pub mod assertion;
pub mod closure;
pub mod dataset;
pub mod disk;
pub mod dump;
pub mod facts;
pub mod graph;
mod language;
pub mod quads;
pub mod restrict;
pub mod rocks;
pub mod rows;
pub mod saved;
mod syntax;
mod term;
mod terms;

pub use answer::Answer;
pub use disk::{DiskError, Manifest, read_graph, write_graph};
pub use dump::DumpForm;
pub use facts::{ontology_quads, quads_of};
pub use graph::{Graph, QueryError};
pub use quads::Quads;
pub use restrict::restrict;
pub use rocks::{RocksError, Written, is_rocks, open_rocks, write_rocks};
pub use rows::{Rows, Term};
pub use saved::{Parameter, SavedQuery, bind};

/// A statement with the graph it stands in, as oxigraph holds it.
pub type Quad = oxigraph::model::Quad;
