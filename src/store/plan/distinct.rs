//! EXISTS after DISTINCT: asked once a distinct row, not once a row.
//!
//! `SELECT DISTINCT ?p { P FILTER NOT EXISTS { E } }` keeps or drops all rows of P that agree on
//! ?p together, where E sees no other variable of P. So the rows are made distinct first. The
//! same holds below aggregates for which equal rows count once (`COUNT(DISTINCT ?p)`, `MAX`).

use spargebra::{
    Query,
    algebra::{AggregateExpression, AggregateFunction, Expression, GraphPattern},
    term::Variable,
};

use super::{
    group::conjuncts,
    mentions::{looks_at, seen_by},
    pattern_of,
    scope::{Variables, is_blind, scope},
};
use crate::store::algebra::inner;

/// Functions that give another value each time; a filter with one stays where it is.
const UNSTEADY: [&str; 3] = ["RAND(", "UUID(", "BNODE("];

/// Moves the EXISTS conditions of a query over the DISTINCTs that allow it.
pub(super) fn ask_distinct_rows(query: &mut Query) {
    visit(pattern_of(query));
}

fn visit(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Service { .. } | GraphPattern::Graph { .. } => return,
        GraphPattern::Distinct { inner } => {
            if let GraphPattern::Project { inner, variables } = &mut **inner {
                narrow(inner, &variables.iter().cloned().collect());
            }
        }
        GraphPattern::Group {
            inner,
            variables,
            aggregates,
        } => {
            if let Some(kept) = kept(variables, aggregates) {
                narrow(inner, &kept);
            }
        }
        _ => {}
    }
    inner(pattern).into_iter().for_each(visit);
}

/// Returns the variables that a grouping looks at, where it does not count equal rows.
fn kept(
    variables: &[Variable],
    aggregates: &[(Variable, AggregateExpression)],
) -> Option<Variables> {
    let mut kept: Variables = variables.iter().cloned().collect();
    for (_, aggregate) in aggregates {
        let AggregateExpression::FunctionCall {
            name,
            expr,
            distinct,
        } = aggregate
        else {
            return None;
        };
        let once = *distinct || matches!(name, AggregateFunction::Min | AggregateFunction::Max);
        if !once || !is_steady(expr) {
            return None;
        }
        looks_at(expr, &mut kept);
    }
    Some(kept)
}

/// Rewrites `Filter(exists, P)` to `Filter(exists, Distinct(P, only these variables))`, if P has others.
fn narrow(pattern: &mut GraphPattern, kept: &Variables) {
    let GraphPattern::Filter { .. } = pattern else {
        return;
    };
    let (mut rest, mut moved) = (std::mem::take(pattern), Vec::new());
    let mut conditions = Vec::new();
    while let GraphPattern::Filter { expr, inner } = rest {
        conditions.extend(conjuncts(expr));
        rest = *inner;
    }
    let possible = scope(&rest).possible;
    let hides = possible.iter().any(|variable| !kept.contains(variable));
    for condition in conditions {
        let exists = matches!(&condition, Expression::Exists(_))
            || matches!(&condition, Expression::Not(inner) if matches!(**inner, Expression::Exists(_)));
        let shows = is_blind(&seen_by(&condition), &possible, kept);
        if hides && exists && shows && !kept.is_empty() && is_steady(&condition) {
            moved.push(condition);
        } else {
            rest = filter(condition, rest);
        }
    }
    if !moved.is_empty() {
        rest = fenced(rest, kept);
    }
    *pattern = moved
        .into_iter()
        .fold(rest, |inner, condition| filter(condition, inner));
}

fn filter(expr: Expression, inner: GraphPattern) -> GraphPattern {
    GraphPattern::Filter {
        expr,
        inner: Box::new(inner),
    }
}

/// Makes rows distinct behind a slice of all of them, through which sparopt pushes no filter.
fn fenced(inner: GraphPattern, kept: &Variables) -> GraphPattern {
    let variables = kept.iter().cloned().collect();
    let project = GraphPattern::Project {
        inner: Box::new(inner),
        variables,
    };
    let distinct = GraphPattern::Distinct {
        inner: Box::new(project),
    };
    GraphPattern::Slice {
        inner: Box::new(distinct),
        start: 0,
        length: Some(usize::MAX),
    }
}

/// Says whether an expression surely gives the same for the same row; the engine has no functions but the standard's.
fn is_steady(expression: &Expression) -> bool {
    let words = expression.to_string();
    !UNSTEADY.iter().any(|name| words.contains(name))
}
