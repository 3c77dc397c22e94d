//! How it hangs together: networks of entities, their lineage and their influence.
//!
//! Takes the rows that the queries in `queries/project/` give and makes a
//! [`Network`] of them; measures it, walks it, finds its paths and cycles. Knows
//! nothing of RDF, files or drawing; the only room that uses petgraph.

mod adjacency;
mod assembly;
mod brokerage;
mod cohesion;
mod compute;
mod cycle;
mod date;
mod degree;
mod from_rows;
mod frozen;
mod lineage;
mod links;
mod main_path;
mod measure;
mod network;
mod path;
mod project;
mod shortest;
#[cfg(test)]
mod small;
mod spectral;
mod subnetwork;
mod ties;
mod visit;

pub use assembly::NetworkError;
pub use cohesion::{components, density};
pub use compute::{MeasureError, compute};
pub use cycle::cycles;
pub use date::{Known, known_by};
pub use from_rows::RowsError;
pub use frozen::FrozenError;
pub use lineage::{Limits, Step, Towards, walk};
pub use links::{Link, Links};
pub use main_path::{Cyclic, main_path, search_path_counts};
pub use measure::{Measure, UnknownMeasure};
pub use network::{Edge, Network, Node};
pub use path::{Direction, Leg, shortest_path};
pub use project::{co_issuance, influence, issuing};
