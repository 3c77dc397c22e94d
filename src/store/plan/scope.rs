//! Which variables a pattern binds, and where it may stand to the right of a `LATERAL`.
//!
//! There a pattern is evaluated once a row of its left side, whose bindings it sees. That is the
//! join of the two only where the pattern would bind the same without seeing them. Blank nodes
//! are variables here ([`super::blank`]).

use std::collections::BTreeSet;

use spargebra::{
    algebra::{Expression, GraphPattern, PropertyPathExpression},
    term::{GroundTerm, Variable},
};

use super::mentions::{ends, looks_at, seen_by, seen_in, variable};

/// A set of variables.
pub(super) type Variables = BTreeSet<Variable>;

/// The variables of a pattern's solutions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// Bound in each solution.
    pub certain: Variables,
    /// Bound in some solution, perhaps.
    pub possible: Variables,
}

impl Scope {
    fn of(variables: Variables) -> Self {
        Self {
            certain: variables.clone(),
            possible: variables,
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.certain.extend(other.certain);
        self.possible.extend(other.possible);
        self
    }

    /// Of either: bound in each solution is what both bind.
    fn or(mut self, other: Self) -> Self {
        self.certain
            .retain(|variable| other.certain.contains(variable));
        self.possible.extend(other.possible);
        self
    }

    /// Of what may have no solution.
    fn perhaps(mut self) -> Self {
        self.certain.clear();
        self
    }

    /// With a variable more, which is surely bound where its value is a constant.
    fn extended(mut self, variable: &Variable, constant: bool) -> Self {
        if constant {
            self.certain.insert(variable.clone());
        }
        self.possible.insert(variable.clone());
        self
    }

    fn of_values(variables: &[Variable], bindings: &[Vec<Option<GroundTerm>>]) -> Self {
        let mut scope = Self::of(variables.iter().cloned().collect());
        for (column, variable) in variables.iter().enumerate() {
            if bindings.iter().any(|row| row[column].is_none()) {
                scope.certain.remove(variable);
            }
        }
        scope
    }

    fn only(mut self, variables: &[Variable]) -> Self {
        self.certain.retain(|variable| variables.contains(variable));
        self.possible
            .retain(|variable| variables.contains(variable));
        self
    }
}

/// Returns the variables that a pattern binds.
pub(super) fn scope(pattern: &GraphPattern) -> Scope {
    scope_in(pattern, None)
}

/// As [`scope`], inside `GRAPH ?graph`: each triple pattern and path binds that variable too.
pub(super) fn scope_in(pattern: &GraphPattern, graph: Option<&Variable>) -> Scope {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } => {
            let mut variables: Variables = graph.cloned().into_iter().collect();
            ends(pattern, &mut variables);
            Scope::of(variables)
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            scope_in(left, graph).and(scope_in(right, graph))
        }
        GraphPattern::LeftJoin { left, right, .. } => {
            scope_in(left, graph).and(scope_in(right, graph).perhaps())
        }
        GraphPattern::Union { left, right } => scope_in(left, graph).or(scope_in(right, graph)),
        GraphPattern::Graph { name, inner } => scope_in(inner, variable(name)),
        GraphPattern::Extend {
            inner,
            variable,
            expression,
        } => {
            let constant = matches!(
                expression,
                Expression::NamedNode(_) | Expression::Literal(_)
            );
            scope_in(inner, graph).extended(variable, constant)
        }
        GraphPattern::Values {
            variables,
            bindings,
        } => Scope::of_values(variables, bindings),
        GraphPattern::Filter { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Minus { left: inner, .. } => scope_in(inner, graph),
        GraphPattern::Project { inner, variables } => {
            let graph = graph.filter(|graph| variables.contains(graph));
            scope_in(inner, graph).only(variables)
        }
        GraphPattern::Group {
            inner,
            variables,
            aggregates,
        } => {
            let aggregates = aggregates.iter().map(|(variable, _)| variable);
            let keys = scope_in(inner, graph).only(variables);
            aggregates.fold(keys, |scope, variable| scope.extended(variable, false))
        }
        GraphPattern::Service { inner, name, .. } => {
            let named = Scope::of(variable(name).cloned().into_iter().collect());
            scope_in(inner, None).and(named).perhaps()
        }
    }
}

/// Says whether `Lateral(A, pattern)` surely is `Join(A, pattern)`, where `entry` may be bound by A.
///
/// True of triple patterns, VALUES and paths, but for a negated set both whose ends `entry` may bind:
/// there the engine says whether there is a triple, not how many. True of what is made of these by
/// - JOIN, UNION, GRAPH, DISTINCT and sub-selects without slices, whose hidden variables count for nothing;
/// - GROUP BY in a sub-select, where all variables of `entry` that it shows are keys and bound in
///   each row: then the rows of one key are the group of that key;
/// - FILTER and BIND, where each variable of `entry` that the expression looks at is bound in
///   each solution inside, and BIND's own variable is not of `entry`;
/// - OPTIONAL, where each variable of `entry` that the optional part sees is bound in each
///   solution of its left side.
pub(super) fn is_loopable(pattern: &GraphPattern, entry: &Variables) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Path { path, .. } => {
            let mut variables = Variables::new();
            ends(pattern, &mut variables);
            !matches!(path, PropertyPathExpression::NegatedPropertySet(_))
                || !variables.is_subset(entry)
        }
        GraphPattern::Join { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Lateral { left, right } => {
            is_loopable(left, entry) && is_loopable(right, entry)
        }
        GraphPattern::Distinct { inner } => is_loopable(inner, entry),
        GraphPattern::Graph { inner, name } => {
            let open = variable(name).is_some_and(|name| entry.contains(name));
            is_loopable(inner, entry) && (!open || is_plain(inner))
        }
        GraphPattern::Filter { inner, expr } => {
            is_loopable(inner, entry) && is_blind(&seen_by(expr), entry, &scope(inner).certain)
        }
        GraphPattern::Extend {
            inner,
            variable,
            expression,
        } => {
            !entry.contains(variable)
                && is_loopable(inner, entry)
                && is_blind(&seen_by(expression), entry, &scope(inner).certain)
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            let certain = scope(left).certain;
            let mut seen = seen_in(right);
            if let Some(expression) = expression {
                looks_at(expression, &mut seen);
            }
            is_loopable(left, entry)
                && is_loopable(right, entry)
                && is_blind(&seen, entry, &certain)
        }
        GraphPattern::Project { inner, variables } => {
            let entry = entry.iter().filter(|variable| variables.contains(variable));
            is_loopable(inner, &entry.cloned().collect())
        }
        GraphPattern::Group {
            inner, variables, ..
        } => {
            let certain = scope(inner).certain;
            let is_key = |variable| variables.contains(variable) && certain.contains(variable);
            !entry.is_empty() && entry.iter().all(is_key) && is_loopable(inner, entry)
        }
        GraphPattern::Minus { .. }
        | GraphPattern::OrderBy { .. }
        | GraphPattern::Reduced { .. }
        | GraphPattern::Slice { .. }
        | GraphPattern::Service { .. } => false,
    }
}

/// Says whether a pattern has no expression, which could look at the graph that is around it.
fn is_plain(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Join { left, right } | GraphPattern::Union { left, right } => {
            is_plain(left) && is_plain(right)
        }
        _ => false,
    }
}

/// Says whether each variable that is seen and may be bound from outside is bound inside anyway.
pub(super) fn is_blind(seen: &Variables, outside: &Variables, inside: &Variables) -> bool {
    seen.iter()
        .all(|variable| !outside.contains(variable) || inside.contains(variable))
}
