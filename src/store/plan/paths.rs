//! Property paths that are closures over steps become triple patterns with a virtual predicate.
//!
//! `(a|^b)+` or `^(a*)` is the set of pairs that a walk over those steps joins, each once, and
//! the view can walk in numbers of terms ([`super::walk`]). A path with a sequence or a negated
//! set under its closure stays with the engine, and so does one in `GRAPH ?g`, which walks in
//! each graph by itself, in `SERVICE`, or in a query with `FROM`.

use spargebra::{
    Query,
    algebra::{GraphPattern, PropertyPathExpression as Path},
    term::{NamedNode, NamedNodePattern, TriplePattern},
};

use crate::store::algebra::{each_exists, expressions, inner};

/// One way to get on: from a triple's subject to its object, or back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The predicate.
    pub predicate: NamedNode,
    /// Whether the step is from subject to object.
    pub forward: bool,
}

/// The pairs that a walk of at least one of its steps joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The steps, each once.
    pub steps: Vec<Step>,
    /// Whether each node of the graph is also joined with itself.
    pub reflexive: bool,
    /// The named graph that it stays in; `None` for the default graph.
    pub graph: Option<NamedNode>,
}

/// Returns the predicate that stands for a closure. The space keeps it from any IRI that a query can write or compute.
pub fn virtual_predicate(number: usize) -> NamedNode {
    NamedNode::new_unchecked(format!("urn:policygraph:path {number}"))
}

/// Replaces the closures of a query; the place of each in the list is its number.
pub(super) fn replace_closures(query: &mut Query) -> Vec<Closure> {
    let mut found = Vec::new();
    if query.dataset().is_none() {
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = query;
        replace(pattern, None, &mut found);
    }
    found
}

fn replace(pattern: &mut GraphPattern, graph: Option<&NamedNode>, found: &mut Vec<Closure>) {
    for expression in expressions(pattern) {
        each_exists(expression, &mut |pattern| replace(pattern, graph, found));
    }
    match pattern {
        GraphPattern::Path {
            subject,
            path,
            object,
        } => {
            if let Some((steps, reflexive)) = closure(path, true) {
                let graph = graph.cloned();
                let predicate = number_of(
                    Closure {
                        steps,
                        reflexive,
                        graph,
                    },
                    found,
                );
                let triple = TriplePattern {
                    subject: subject.clone(),
                    predicate: predicate.into(),
                    object: object.clone(),
                };
                *pattern = GraphPattern::Bgp {
                    patterns: vec![triple],
                };
            }
        }
        GraphPattern::Graph {
            name: NamedNodePattern::NamedNode(name),
            inner,
        } => replace(inner, Some(name), found),
        GraphPattern::Graph { .. } | GraphPattern::Service { .. } => {}
        _ => {
            for pattern in inner(pattern) {
                replace(pattern, graph, found);
            }
        }
    }
}

/// Returns the predicate of a closure; the same one has the same.
fn number_of(closure: Closure, found: &mut Vec<Closure>) -> NamedNode {
    let place = found.iter().position(|known| *known == closure);
    let number = place.unwrap_or_else(|| {
        found.push(closure);
        found.len() - 1
    });
    virtual_predicate(number)
}

/// Returns the steps of a path that is a closure, and whether it is reflexive.
///
/// `^(x+)` is `(^x)+`, and `(x+)?` is `x*`.
fn closure(path: &Path, forward: bool) -> Option<(Vec<Step>, bool)> {
    match path {
        Path::Reverse(inner) => closure(inner, !forward),
        Path::ZeroOrOne(inner) => closure(inner, forward).map(|(steps, _)| (steps, true)),
        Path::OneOrMore(inner) | Path::ZeroOrMore(inner) => {
            let (mut steps, mut reflexive) = (Vec::new(), matches!(path, Path::ZeroOrMore(_)));
            collect(inner, forward, &mut steps, &mut reflexive).then_some((steps, reflexive))
        }
        _ => None,
    }
}

/// Adds the steps of what stands under a closure, where `(x|y+)+` is `(x|y)+` and `(x|y?)+` is `(x|y)*`.
fn collect(path: &Path, forward: bool, steps: &mut Vec<Step>, reflexive: &mut bool) -> bool {
    match path {
        Path::NamedNode(predicate) => {
            let predicate = predicate.clone();
            let step = Step { predicate, forward };
            if !steps.contains(&step) {
                steps.push(step);
            }
            true
        }
        Path::Reverse(inner) => collect(inner, !forward, steps, reflexive),
        Path::Alternative(one, other) => {
            collect(one, forward, steps, reflexive) && collect(other, forward, steps, reflexive)
        }
        Path::OneOrMore(inner) => collect(inner, forward, steps, reflexive),
        Path::ZeroOrMore(inner) | Path::ZeroOrOne(inner) => {
            *reflexive = true;
            collect(inner, forward, steps, reflexive)
        }
        Path::Sequence(..) | Path::NegatedPropertySet(_) => false,
    }
}

impl std::fmt::Display for Closure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let step =
            |step: &Step| format!("{}{}", if step.forward { "" } else { "^" }, step.predicate);
        let steps: Vec<String> = self.steps.iter().map(step).collect();
        let sign = if self.reflexive { '*' } else { '+' };
        write!(f, "({}){sign}", steps.join("|"))
    }
}
