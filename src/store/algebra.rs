//! What a query's algebra is made of, one level down.
//!
//! spargebra has no walk of its own that a rewrite could use. What is done with the parts is left to others.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Returns the patterns that a pattern is made of; those in its expressions are left out.
pub(super) fn inner(pattern: &mut GraphPattern) -> Vec<&mut GraphPattern> {
    match pattern {
        GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => vec![left, right],
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Service { inner, .. } => vec![inner],
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {
            Vec::new()
        }
    }
}

/// Returns the expressions of a pattern; those of the patterns it is made of are left out.
pub(super) fn expressions(pattern: &mut GraphPattern) -> Vec<&mut Expression> {
    match pattern {
        GraphPattern::LeftJoin { expression, .. } => expression.iter_mut().collect(),
        GraphPattern::Filter { expr, .. } => vec![expr],
        GraphPattern::Extend { expression, .. } => vec![expression],
        GraphPattern::OrderBy { expression, .. } => {
            let keys = expression.iter_mut();
            keys.map(|(OrderExpression::Asc(key) | OrderExpression::Desc(key))| key)
                .collect()
        }
        GraphPattern::Group { aggregates, .. } => {
            let aggregates = aggregates.iter_mut();
            aggregates
                .filter_map(|(_, aggregate)| match aggregate {
                    AggregateExpression::FunctionCall { expr, .. } => Some(expr),
                    AggregateExpression::CountSolutions { .. } => None,
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Defines a function that returns the expressions that an expression is made of, to be read or to be changed.
macro_rules! operands {
    ($name:ident, $expression:ty) => {
        /// Returns the expressions that an expression is made of; patterns in it are left out.
        pub(super) fn $name(expression: $expression) -> Vec<$expression> {
            match expression {
                Expression::NamedNode(_)
                | Expression::Literal(_)
                | Expression::Variable(_)
                | Expression::Bound(_)
                | Expression::Exists(_) => Vec::new(),
                Expression::UnaryPlus(one) | Expression::UnaryMinus(one) | Expression::Not(one) => {
                    vec![one]
                }
                Expression::Or(one, other)
                | Expression::And(one, other)
                | Expression::Equal(one, other)
                | Expression::SameTerm(one, other)
                | Expression::Greater(one, other)
                | Expression::GreaterOrEqual(one, other)
                | Expression::Less(one, other)
                | Expression::LessOrEqual(one, other)
                | Expression::Add(one, other)
                | Expression::Subtract(one, other)
                | Expression::Multiply(one, other)
                | Expression::Divide(one, other) => vec![one, other],
                Expression::If(condition, then, otherwise) => vec![condition, then, otherwise],
                Expression::In(one, many) => {
                    let mut all: Vec<$expression> = vec![one];
                    all.extend(many);
                    all
                }
                Expression::Coalesce(many) | Expression::FunctionCall(_, many) => {
                    many.into_iter().collect()
                }
            }
        }
    };
}

operands!(operands, &Expression);
operands!(operands_mut, &mut Expression);

/// Calls `visit` with each pattern that stands in an `EXISTS` of an expression.
pub(super) fn each_exists(expression: &mut Expression, visit: &mut impl FnMut(&mut GraphPattern)) {
    if let Expression::Exists(pattern) = expression {
        visit(pattern);
    }
    for operand in operands_mut(expression) {
        each_exists(operand, visit);
    }
}

/// Returns how deep groups nest: in the right side of an OPTIONAL, UNION, MINUS or join, in a sub-select or an EXISTS.
///
/// A long list of OPTIONALs, which nests to the left, is not deep.
pub(super) fn depth(pattern: &mut GraphPattern) -> usize {
    let mut deepest = 0;
    for expression in expressions(pattern) {
        each_exists(expression, &mut |pattern| {
            deepest = deepest.max(depth(pattern) + 1);
        });
    }
    let step = usize::from(matches!(pattern, GraphPattern::Project { .. }));
    for (place, inner) in inner(pattern).into_iter().enumerate() {
        deepest = deepest.max(depth(inner) + step.max(place));
    }
    deepest
}
