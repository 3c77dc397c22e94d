//! Property paths that are closures over steps become triple patterns with a virtual predicate.
//!
//! `(a|^b)+` or `^(a*)` is the set of pairs that a walk over those steps joins, each once, and
//! the view can walk in numbers of terms ([`super::walk`]); `a|^b` is a walk of one step. A path
//! with a sequence or a negated set stays with the engine, and so does one in `GRAPH ?g`, which walks in
//! each graph by itself, or in `SERVICE`.

use spargebra::{
    Query,
    algebra::{GraphPattern, PropertyPathExpression as Path},
    term::{NamedNode, NamedNodePattern, TriplePattern},
};

use super::pattern_of;
use crate::store::algebra::{each_exists, expressions, inner};

/// One way to get on: from a triple's subject to its object, or back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The predicate.
    pub predicate: NamedNode,
    /// Whether the step is from subject to object.
    pub forward: bool,
}

/// The pairs that a walk of at least one of its steps joins, or one step alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The steps, each once.
    pub steps: Vec<Step>,
    /// Whether a walk may have more than one step.
    pub many: bool,
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
    replace(pattern_of(query), None, &mut found);
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
            if let Some(mut closure) = closure(path, true) {
                closure.graph = graph.cloned();
                let predicate = number_of(closure, found);
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

/// Reads a path that is a closure, or a choice of single steps.
///
/// `^(x+)` is `(^x)+`, and `(x+)?` is `x*`.
fn closure(path: &Path, forward: bool) -> Option<Closure> {
    match path {
        Path::Reverse(inner) => closure(inner, !forward),
        Path::ZeroOrOne(inner) if is_repeated(inner) => {
            let reflexive = true;
            closure(inner, forward).map(|closure| Closure {
                reflexive,
                ..closure
            })
        }
        Path::OneOrMore(inner) => steps(inner, forward, true),
        Path::ZeroOrMore(inner) => {
            let reflexive = true;
            steps(inner, forward, true).map(|closure| Closure {
                reflexive,
                ..closure
            })
        }
        Path::Alternative(..) | Path::ZeroOrOne(_) => steps(path, forward, false),
        Path::NamedNode(_) | Path::Sequence(..) | Path::NegatedPropertySet(_) => None,
    }
}

fn is_repeated(path: &Path) -> bool {
    match path {
        Path::Reverse(inner) | Path::ZeroOrOne(inner) => is_repeated(inner),
        Path::OneOrMore(_) | Path::ZeroOrMore(_) => true,
        _ => false,
    }
}

fn steps(path: &Path, forward: bool, many: bool) -> Option<Closure> {
    let mut closure = Closure {
        steps: Vec::new(),
        many,
        reflexive: false,
        graph: None,
    };
    closure.collect(path, forward).then_some(closure)
}

impl Closure {
    /// Adds the steps of a path. Under a closure `(x|y+)+` is `(x|y)+`, and anywhere `x|y?` is `(x|y)?`.
    fn collect(&mut self, path: &Path, forward: bool) -> bool {
        match path {
            Path::NamedNode(predicate) => {
                let predicate = predicate.clone();
                let step = Step { predicate, forward };
                if !self.steps.contains(&step) {
                    self.steps.push(step);
                }
                true
            }
            Path::Reverse(inner) => self.collect(inner, !forward),
            Path::Alternative(one, other) => {
                self.collect(one, forward) && self.collect(other, forward)
            }
            Path::OneOrMore(inner) => self.many && self.collect(inner, forward),
            Path::ZeroOrMore(inner) => {
                self.reflexive = true;
                self.many && self.collect(inner, forward)
            }
            Path::ZeroOrOne(inner) => {
                self.reflexive = true;
                self.collect(inner, forward)
            }
            Path::Sequence(..) | Path::NegatedPropertySet(_) => false,
        }
    }
}

impl std::fmt::Display for Closure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let step =
            |step: &Step| format!("{}{}", if step.forward { "" } else { "^" }, step.predicate);
        let steps: Vec<String> = self.steps.iter().map(step).collect();
        let sign = match (self.many, self.reflexive) {
            (true, true) => "*",
            (true, false) => "+",
            (false, true) => "?",
            (false, false) => "",
        };
        write!(f, "({}){sign}", steps.join("|"))
    }
}

#[cfg(test)]
mod tests {
    use spargebra::SparqlParser;

    use super::*;

    fn found(sparql: &str) -> Vec<String> {
        let mut query = SparqlParser::new()
            .with_prefix("", "x:")
            .unwrap()
            .parse_query(sparql)
            .unwrap();
        replace_closures(&mut query)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_closure_over_steps_is_found_however_it_is_written() {
        for (path, wanted) in [
            (":a+", "(<x:a>)+"),
            ("(:a|^:b|:c)*", "(<x:a>|^<x:b>|<x:c>)*"),
            ("(^:a)+", "(^<x:a>)+"),
            ("(^(:a|^:b))+", "(^<x:a>|<x:b>)+"),
            ("(:a?)+", "(<x:a>)*"),
            ("(:a+)*", "(<x:a>)*"),
            ("(:a+)?", "(<x:a>)*"),
            ("(:a|:b+|:a)+", "(<x:a>|<x:b>)+"),
            ("(:a|:b*)+", "(<x:a>|<x:b>)*"),
            (":a|^:b", "(<x:a>|^<x:b>)"),
            (":a|:b?", "(<x:a>|<x:b>)?"),
            ("(^(:a|:b))?", "(^<x:a>|^<x:b>)?"),
        ] {
            assert_eq!(
                found(&format!("ASK {{ ?s {path} ?o }}")),
                [wanted],
                "{path}"
            );
        }
    }

    #[test]
    fn other_paths_and_places_stay_with_the_engine() {
        for group in [
            "?s (:a/:b)+ ?o",
            "?s (:a|!:b)* ?o",
            "?s :a|:b+ ?o",
            "?s (:a|!:b)? ?o",
            "GRAPH ?g { ?s :a+ ?o }",
            "SERVICE <x:s> { ?s :a+ ?o }",
        ] {
            assert_eq!(found(&format!("ASK {{ {group} }}")), [""; 0], "{group}");
        }
    }

    #[test]
    fn the_same_closure_in_the_same_graph_is_one() {
        let group = "?s :a+ ?o . ?o :a+ ?z GRAPH <x:g> { ?s :a+ ?z } FILTER EXISTS { ?z :a+ ?s }";
        assert_eq!(found(&format!("ASK {{ {group} }}")).len(), 2);
    }
}
