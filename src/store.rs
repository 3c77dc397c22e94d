//! Where it rests: facts become quads, quads answer SPARQL, answers become rows.
//!
//! The only room that imports oxigraph. What facts mean and how answers look
//! is left to others.

mod algebra;
pub mod answer;
pub mod assertion;
pub mod bare;
mod beside;
pub mod closure;
pub mod disk;
pub mod dump;
pub mod facts;
pub mod graph;
mod held;
mod index;
mod language;
pub mod load;
pub mod names;
mod plan;
pub mod quads;
mod query;
pub mod restrict;
pub mod rocks;
pub mod rows;
pub mod saved;
mod syntax;
mod term;
mod terms;
mod view;

pub use answer::Answer;
pub use beside::Beside;
pub use disk::{BesideFile, DiskError, Manifest, roll_back};
pub use dump::DumpForm;
pub use facts::{ontology_quads, quads_of};
pub use graph::{Graph, QueryError};
pub use index::IndexError;
pub use plan::Plan;
pub use quads::Quads;
pub use restrict::restrict;
pub use rocks::{RocksError, Written, is_rocks, open_rocks, write_rocks};
pub use rows::{Rows, Term};
pub use saved::{Parameter, SavedQuery, bind};
pub use view::DefaultGraph;

/// A statement with the graph it stands in, as oxigraph holds it.
pub type Quad = oxigraph::model::Quad;
