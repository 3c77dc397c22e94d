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
pub mod graph;
pub mod quads;
pub mod restrict;
pub mod rows;
pub mod saved;
mod syntax;

pub use answer::Answer;
pub use disk::{DiskError, Manifest, read_graph, write_graph};
pub use dump::{DumpForm, dump};
pub use graph::{Graph, QueryError};
pub use quads::{ontology_quads, quads_of};
pub use restrict::restrict;
pub use rows::{Rows, Term};
pub use saved::{Parameter, SavedQuery, bind};

/// A statement with the graph it stands in, as oxigraph holds it.
pub type Quad = oxigraph::model::Quad;
