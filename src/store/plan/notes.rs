//! The rows that a plan expects of each pattern, for `--explain`.

use std::collections::{HashMap, VecDeque};

use spargebra::{
    algebra::GraphPattern,
    term::{NamedNodePattern, TriplePattern},
};

/// Expected rows by the words in which the engine prints a pattern; one that stands twice has two.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(HashMap<String, VecDeque<f64>>);

impl Notes {
    /// Notes how many rows a leaf of the plan gives, over all its evaluations.
    pub(super) fn add(
        &mut self,
        pattern: &GraphPattern,
        graph: Option<&NamedNodePattern>,
        rows: f64,
    ) {
        let words = match pattern {
            GraphPattern::Graph { name, inner } => return self.add(inner, Some(name), rows),
            GraphPattern::Bgp { patterns } => {
                let [
                    TriplePattern {
                        subject,
                        predicate,
                        object,
                    },
                ] = patterns.as_slice()
                else {
                    return;
                };
                format!("QuadPattern({subject} {predicate} {object}")
            }
            GraphPattern::Path {
                subject,
                path,
                object,
            } => format!("Path({subject} {path} {object}"),
            _ => return,
        };
        let words = match graph {
            Some(graph) => format!("{words} {graph})"),
            None => format!("{words})"),
        };
        self.0.entry(words).or_default().push_back(rows);
    }

    /// Takes what was noted of a pattern first.
    pub(super) fn take(&mut self, words: &str) -> Option<f64> {
        self.0.get_mut(words)?.pop_front()
    }
}
