//! Blank nodes of a query become variables of their own.
//!
//! The engine does the same when it reads the algebra, with random names. With names of
//! ours a plan can put a pattern into a sub-select, and prints the same way each time.

use std::collections::HashMap;

use spargebra::{
    Query,
    algebra::GraphPattern,
    term::{BlankNode, TermPattern, Variable},
};

use super::pattern_of;
use crate::store::algebra::{each_exists, expressions, inner};

/// Gives each blank node of the patterns a variable that the query does not use.
pub(super) fn name_blank_nodes(query: &mut Query) {
    let mut stem = "blank".to_owned();
    let text = query.to_string();
    while text.contains(&format!("?{stem}")) {
        stem.push('_');
    }
    let mut names = Names { stem, count: 0 };
    names.in_pattern(pattern_of(query), &mut HashMap::new());
}

struct Names {
    stem: String,
    count: usize,
}

/// The variables of the blank nodes of one scope.
type Named = HashMap<BlankNode, Variable>;

impl Names {
    /// A sub-select and an `EXISTS` are scopes of their own, as the engine has it.
    fn in_pattern(&mut self, pattern: &mut GraphPattern, named: &mut Named) {
        self.in_terms(pattern, named);
        for expression in expressions(pattern) {
            each_exists(expression, &mut |pattern| {
                self.in_pattern(pattern, &mut Named::new());
            });
        }
        if let GraphPattern::Project { inner, .. } = pattern {
            return self.in_pattern(inner, &mut Named::new());
        }
        for pattern in inner(pattern) {
            self.in_pattern(pattern, named);
        }
    }

    fn in_terms(&mut self, pattern: &mut GraphPattern, named: &mut Named) {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                for triple in patterns {
                    self.in_term(&mut triple.subject, named);
                    self.in_term(&mut triple.object, named);
                }
            }
            GraphPattern::Path {
                subject, object, ..
            } => {
                self.in_term(subject, named);
                self.in_term(object, named);
            }
            _ => {}
        }
    }

    fn in_term(&mut self, term: &mut TermPattern, named: &mut Named) {
        if let TermPattern::BlankNode(node) = term {
            let variable = named.entry(node.clone()).or_insert_with(|| {
                self.count += 1;
                Variable::new_unchecked(format!("{}{}", self.stem, self.count))
            });
            *term = TermPattern::Variable(variable.clone());
        }
    }
}
