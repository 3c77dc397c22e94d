//! How many rows a part of a query gives, alone and where variables are bound.
//!
//! Counts are exact where constants are given; a bound variable divides by the number of
//! distinct terms at its end of the predicate, as if rows were spread evenly.

use std::{cell::RefCell, collections::BTreeMap};

use oxigraph::model::TermRef;
use spargebra::{
    algebra::GraphPattern,
    term::{GroundTerm, NamedNode, NamedNodePattern, TermPattern, TriplePattern, Variable},
};

use super::{
    paths::{Closure, virtual_predicate},
    scope::Variables,
    spread::Spread,
    walk::Walk,
};
use crate::store::index::{Id, Index, Statistics};

/// How many values of a variable are looked up one by one; with more it counts as bound to any.
const MOST_VALUES: usize = 16;

/// How far a closure with a constant end is walked to count it.
const MOST_WALKED: usize = 256;

/// Rows of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Size {
    /// With no variable bound.
    pub alone: f64,
    /// By how much the rows of one binding are fewer, for each variable.
    pub fewer: Vec<(Variable, f64)>,
    /// At least so many rows, whatever is bound.
    pub least: f64,
}

impl Size {
    /// Returns the rows for one binding of some variables.
    pub(super) fn with(&self, bound: &Variables) -> f64 {
        let mut rows = self.alone;
        for (variable, fewer) in &self.fewer {
            if bound.contains(variable) {
                rows /= fewer.max(1.0);
            }
        }
        rows.max(self.least)
    }
}

/// The terms that a variable can be, where they are few and known; numbers of the dataset.
pub(super) type Values = BTreeMap<Variable, Vec<Id>>;

/// Looks sizes up in a dataset.
pub(super) struct Sizes<'a> {
    pub(super) index: &'a Index,
    closures: &'a [Closure],
    spread: RefCell<BTreeMap<Id, Statistics>>,
    graphs: RefCell<BTreeMap<Id, f64>>,
}

/// What stands at an end of a triple pattern.
pub(super) enum End {
    /// A term that the data lacks.
    Nowhere,
    Constant(Id),
    Few(Variable, Vec<Id>),
    Free(Variable),
}

impl<'a> Sizes<'a> {
    pub(super) fn new(index: &'a Index, closures: &'a [Closure]) -> Self {
        Self {
            index,
            closures,
            spread: RefCell::default(),
            graphs: RefCell::default(),
        }
    }

    /// Returns the terms that a VALUES of one variable gives; `None` where they are many or one is left open.
    pub(super) fn values(&self, pattern: &GraphPattern) -> Option<(Variable, Vec<Id>)> {
        let GraphPattern::Values {
            variables,
            bindings,
        } = pattern
        else {
            return None;
        };
        let [variable] = variables.as_slice() else {
            return None;
        };
        if bindings.len() > MOST_VALUES {
            return None;
        }
        let mut ids = Vec::new();
        for row in bindings {
            let id = match row.first()?.as_ref()? {
                GroundTerm::NamedNode(node) => self.index.find(node.as_ref().into()),
                GroundTerm::Literal(literal) => self.index.find(literal.as_ref().into()),
            };
            ids.extend(id);
        }
        Some((variable.clone(), ids))
    }

    /// Returns the rows of one triple pattern.
    pub(super) fn triple(&self, triple: &TriplePattern, values: &Values) -> Size {
        let subject = self.end(&triple.subject, values);
        let object = self.end(&triple.object, values);
        let predicate = match &triple.predicate {
            NamedNodePattern::NamedNode(node) => {
                if let Some(closure) = self.closure(node) {
                    return self.walked(closure, &subject, &object);
                }
                self.constant(node.as_ref().into())
            }
            NamedNodePattern::Variable(variable) => variable_end(variable, values),
        };
        self.ends([subject, predicate, object])
    }

    /// Keeps a size within that of a graph.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn within(&self, graph: &NamedNodePattern, mut size: Size) -> Size {
        match graph {
            NamedNodePattern::NamedNode(node) => {
                let found = self.index.find(node.as_ref().into());
                let rows = found.map_or(0.0, |id| {
                    let mut graphs = self.graphs.borrow_mut();
                    *graphs
                        .entry(id)
                        .or_insert_with(|| self.index.graph_len(Some(id)) as f64)
                });
                size.alone = size.alone.min(rows);
            }
            NamedNodePattern::Variable(variable) => size.fewer.push((variable.clone(), 20.0)),
        }
        size
    }

    fn ends(&self, ends: [End; 3]) -> Size {
        if ends.iter().any(|end| matches!(end, End::Nowhere)) {
            return Size::default();
        }
        let pattern = ends.each_ref().map(|end| match end {
            End::Constant(id) => Some(*id),
            _ => None,
        });
        let alone = self.count(pattern);
        let mut size = Size {
            alone,
            ..Size::default()
        };
        for (place, end) in ends.into_iter().enumerate() {
            match end {
                End::Few(variable, ids) => {
                    let rows = ids.iter().map(|id| {
                        let mut pattern = pattern;
                        pattern[place] = Some(*id);
                        self.count(pattern)
                    });
                    let mean = rows.sum::<f64>() / to_f64(ids.len().max(1));
                    size.fewer.push((variable, alone / mean.max(1e-3)));
                }
                End::Free(variable) => {
                    let distinct = self.distinct(pattern[1], place);
                    size.fewer.push((variable, distinct.min(alone)));
                }
                End::Nowhere | End::Constant(_) => {}
            }
        }
        size
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn count(&self, pattern: [Option<Id>; 3]) -> f64 {
        self.index.count(pattern) as f64
    }

    /// Returns how many distinct terms stand at an end of a predicate's triples.
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn distinct(&self, predicate: Option<Id>, place: usize) -> f64 {
        match (predicate, place) {
            (Some(predicate), 0) => self.spread(predicate).subjects as f64,
            (Some(predicate), 2) => self.spread(predicate).objects as f64,
            // About so many triples have a subject in common; an object, a predicate.
            (_, 0) => self.all() / 8.0,
            (_, 2) => self.all() / 4.0,
            _ => 30.0,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn all(&self) -> f64 {
        self.index.len() as f64
    }

    pub(super) fn spread(&self, predicate: Id) -> Statistics {
        let mut spread = self.spread.borrow_mut();
        *spread
            .entry(predicate)
            .or_insert_with(|| self.index.statistics(predicate))
    }

    pub(super) fn end(&self, term: &TermPattern, values: &Values) -> End {
        match term {
            TermPattern::NamedNode(node) => self.constant(node.as_ref().into()),
            TermPattern::Literal(literal) => self.constant(literal.as_ref().into()),
            TermPattern::Variable(variable) => variable_end(variable, values),
            TermPattern::BlankNode(_) => End::Nowhere,
        }
    }

    /// Looks a constant up.
    fn constant(&self, term: TermRef<'_>) -> End {
        self.index.find(term).map_or(End::Nowhere, End::Constant)
    }

    pub(super) fn closure(&self, predicate: &NamedNode) -> Option<&Closure> {
        let mut numbered = self.closures.iter().enumerate();
        let found = numbered.find(|(number, _)| virtual_predicate(*number) == *predicate);
        found.map(|(_, closure)| closure)
    }

    /// Returns the pairs of a closure: counted from a constant end, as far as [`MOST_WALKED`].
    fn walked(&self, closure: &Closure, subject: &End, object: &End) -> Size {
        let walk = Walk::new(closure, self.index);
        let from_one = |variable: &Variable, id: &Id, forward| {
            let alone = self.reached(closure, &walk, *id, forward);
            Size {
                alone,
                fewer: vec![(variable.clone(), alone * 2.0)],
                least: 0.0,
            }
        };
        match (subject, object) {
            (End::Nowhere, _) | (_, End::Nowhere) => Size::default(),
            (End::Constant(_), End::Constant(_)) => Size {
                alone: 1.0,
                ..Size::default()
            },
            (End::Constant(id), End::Few(variable, _) | End::Free(variable)) => {
                from_one(variable, id, true)
            }
            (End::Few(variable, _) | End::Free(variable), End::Constant(id)) => {
                from_one(variable, id, false)
            }
            (one, other) => self.all_walked(closure, &walk, [(one, true), (other, false)]),
        }
    }

    /// Returns about how many nodes a walk reaches from one: counted as far as [`MOST_WALKED`].
    fn reached(&self, closure: &Closure, walk: &Walk, from: Id, forward: bool) -> f64 {
        let read = |pattern| self.index.triples(pattern);
        let found = to_f64(walk.reach(from, forward, &read, MOST_WALKED).len());
        if found < to_f64(MOST_WALKED) {
            found
        } else {
            found.max(self.far(closure))
        }
    }

    /// Returns the pairs of a closure with no constant end: nodes times what each reaches, in the mean.
    fn all_walked(&self, closure: &Closure, walk: &Walk, ends: [(&End, bool); 2]) -> Size {
        let Spread { triples, from, to } = self.closure_spread(closure);
        let itself = if closure.reflexive {
            self.all() / 4.0
        } else {
            0.0
        };
        let nodes = from.max(to) + itself;
        let repeats = if closure.many {
            self.far(closure).sqrt()
        } else {
            1.0
        };
        let alone = nodes * (triples / from.max(1.0)).max(1.0) * repeats;
        let fewer = |(end, forward): (&End, bool)| match end {
            End::Few(variable, ids) => {
                let reached = ids
                    .iter()
                    .map(|id| self.reached(closure, walk, *id, forward));
                let mean = reached.sum::<f64>() / to_f64(ids.len().max(1));
                Some((variable.clone(), alone / mean.max(1e-3)))
            }
            End::Free(variable) => Some((variable.clone(), nodes)),
            End::Nowhere | End::Constant(_) => None,
        };
        Size {
            alone,
            fewer: ends.into_iter().filter_map(fewer).collect(),
            least: 0.0,
        }
    }
}

fn variable_end(variable: &Variable, values: &Values) -> End {
    match values.get(variable) {
        Some(ids) => End::Few(variable.clone(), ids.clone()),
        None => End::Free(variable.clone()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub(super) fn to_f64(count: usize) -> f64 {
    count as f64
}
