//! Which variables a pattern or an expression names, and so would see if they were bound outside.

use spargebra::{
    algebra::{Expression, GraphPattern},
    term::{NamedNodePattern, TermPattern, TriplePattern, Variable},
};

use super::scope::Variables;
use crate::store::algebra::operands;

/// Returns the variable of a predicate or a graph's name, if it is one.
pub(super) fn variable(name: &NamedNodePattern) -> Option<&Variable> {
    match name {
        NamedNodePattern::Variable(variable) => Some(variable),
        NamedNodePattern::NamedNode(_) => None,
    }
}

/// Adds the variables of triple patterns and paths.
pub(super) fn ends(pattern: &GraphPattern, found: &mut Variables) {
    let mut term = |term: &TermPattern| {
        if let TermPattern::Variable(variable) = term {
            found.insert(variable.clone());
        }
    };
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for TriplePattern {
                subject, object, ..
            } in patterns
            {
                term(subject);
                term(object);
            }
            let predicates = patterns
                .iter()
                .filter_map(|triple| variable(&triple.predicate));
            found.extend(predicates.cloned());
        }
        GraphPattern::Path {
            subject, object, ..
        } => {
            term(subject);
            term(object);
        }
        _ => {}
    }
}

/// Adds each variable whose binding by an outer pattern this one would see: all that it names, but
/// those that a sub-select keeps to itself.
pub(super) fn mentions(pattern: &GraphPattern, found: &mut Variables) {
    ends(pattern, found);
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            mentions(left, found);
            mentions(right, found);
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            mentions(left, found);
            mentions(right, found);
            if let Some(expression) = expression {
                looks_at(expression, found);
            }
        }
        GraphPattern::Filter { inner, expr } => {
            mentions(inner, found);
            looks_at(expr, found);
        }
        GraphPattern::Extend {
            inner,
            variable,
            expression,
        } => {
            mentions(inner, found);
            found.insert(variable.clone());
            looks_at(expression, found);
        }
        GraphPattern::Graph { inner, name } | GraphPattern::Service { inner, name, .. } => {
            mentions(inner, found);
            found.extend(variable(name).cloned());
        }
        GraphPattern::Values { variables, .. } | GraphPattern::Project { variables, .. } => {
            found.extend(variables.iter().cloned());
        }
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Slice { inner, .. } => mentions(inner, found),
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            mentions(inner, found);
            found.extend(aggregates.iter().map(|(variable, _)| variable.clone()));
        }
    }
}

/// Adds the variables that an expression looks at, in `EXISTS` too.
pub(super) fn looks_at(expression: &Expression, found: &mut Variables) {
    match expression {
        Expression::Variable(variable) | Expression::Bound(variable) => {
            found.insert(variable.clone());
        }
        Expression::Exists(pattern) => mentions(pattern, found),
        _ => {}
    }
    for operand in operands(expression) {
        looks_at(operand, found);
    }
}

/// Returns the variables that an expression looks at.
pub(super) fn seen_by(expression: &Expression) -> Variables {
    let mut found = Variables::new();
    looks_at(expression, &mut found);
    found
}

/// Returns the variables whose outer bindings a pattern would see.
pub(super) fn seen_in(pattern: &GraphPattern) -> Variables {
    let mut found = Variables::new();
    mentions(pattern, &mut found);
    found
}
