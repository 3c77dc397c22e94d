//! What is done to a query before the engine evaluates it.
//!
//! Takes the algebra and what is known of the data, and gives an algebra that surely means the
//! same: closures as virtual predicates ([`paths`], walked by [`walk`]), joins in the order of
//! real counts ([`joins`]), EXISTS asked of distinct rows ([`distinct`]). Evaluation is the
//! engine's, which reads virtual predicates through the view.

mod blank;
mod build;
mod distinct;
mod explain;
mod group;
mod joins;
mod measure;
mod mentions;
mod notes;
mod order;
pub(super) mod paths;
mod scope;
mod size;
mod spread;
pub(super) mod walk;

pub use explain::Plan;

#[cfg(test)]
mod tests;

use std::cell::RefCell;

use oxigraph::sparql::QueryExplanation;
use spargebra::{Query, algebra::GraphPattern};

use super::{algebra, index::Index};
use joins::Planner;
use notes::Notes;
use paths::Closure;
use size::Sizes;

/// A query as the engine should get it.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The algebra.
    pub query: Query,
    /// The closures that its virtual predicates stand for.
    pub closures: Vec<Closure>,
    /// The rows expected.
    notes: Notes,
}

/// How deep groups may nest for their joins to be planned: the looks into inner groups add up with
/// the cube of it. Deeper queries are the engine's to order; those that people write nest less than ten.
const MOST_DEPTH: usize = 32;

/// Returns the pattern of a query, whatever its form.
fn pattern_of(query: &mut Query) -> &mut GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. } => pattern,
    }
}

/// Plans a query over an index.
pub(super) fn plan(mut query: Query, index: &Index) -> Planned {
    blank::name_blank_nodes(&mut query);
    let closures = paths::replace_closures(&mut query);
    let deep = algebra::depth(pattern_of(&mut query)) > MOST_DEPTH;
    if deep {
        return Planned {
            query,
            closures,
            notes: Notes::default(),
        };
    }
    distinct::ask_distinct_rows(&mut query);
    let planner = Planner {
        sizes: Sizes::new(index, &closures),
        notes: RefCell::default(),
    };
    planner.plan_query(&mut query);
    let notes = planner.notes.into_inner();
    Planned {
        query,
        closures,
        notes,
    }
}

impl Planned {
    /// Reads the engine's account of this query after it has run.
    pub(super) fn account(self, explanation: &QueryExplanation) -> Result<Plan, String> {
        explain::read(explanation, self.notes, &self.closures)
    }
}
