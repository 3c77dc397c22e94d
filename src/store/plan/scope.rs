//! Which variables a pattern binds, and where it may stand to the right of a `LATERAL`.
//!
//! There a pattern is evaluated once a row of its left side, whose bindings it sees. That is the
//! join of the two only where the pattern would bind the same without seeing them. Blank nodes
//! are variables here ([`super::blank`]).

use std::collections::BTreeSet;

use spargebra::{
    algebra::{Expression, GraphPattern, PropertyPathExpression},
    term::{NamedNodePattern, TermPattern, TriplePattern, Variable},
};

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
            let mut variables = Variables::new();
            ends(pattern, &mut variables);
            variables.extend(graph.cloned());
            Scope::of(variables)
        }
        GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
            scope_in(left, graph).and(scope_in(right, graph))
        }
        GraphPattern::LeftJoin { left, right, .. } => {
            let mut scope = scope_in(left, graph);
            scope.possible.extend(scope_in(right, graph).possible);
            scope
        }
        GraphPattern::Union { left, right } => {
            let (mut one, other) = (scope_in(left, graph), scope_in(right, graph));
            one.certain
                .retain(|variable| other.certain.contains(variable));
            one.possible.extend(other.possible);
            one
        }
        GraphPattern::Graph { name, inner } => scope_in(inner, variable(name)),
        GraphPattern::Extend {
            inner,
            variable,
            expression,
        } => {
            let mut scope = scope_in(inner, graph);
            if matches!(
                expression,
                Expression::NamedNode(_) | Expression::Literal(_)
            ) {
                scope.certain.insert(variable.clone());
            }
            scope.possible.insert(variable.clone());
            scope
        }
        GraphPattern::Values {
            variables,
            bindings,
        } => {
            let mut scope = Scope::of(variables.iter().cloned().collect());
            for (column, variable) in variables.iter().enumerate() {
                if bindings.iter().any(|row| row[column].is_none()) {
                    scope.certain.remove(variable);
                }
            }
            scope
        }
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
            let mut scope = scope_in(inner, graph).only(variables);
            scope
                .possible
                .extend(aggregates.iter().map(|(variable, _)| variable.clone()));
            scope
        }
        GraphPattern::Service { inner, name, .. } => {
            let mut possible = scope_in(inner, None).possible;
            possible.extend(variable(name).cloned());
            Scope {
                certain: Variables::new(),
                possible,
            }
        }
    }
}

fn variable(name: &NamedNodePattern) -> Option<&Variable> {
    match name {
        NamedNodePattern::Variable(variable) => Some(variable),
        NamedNodePattern::NamedNode(_) => None,
    }
}

/// Adds the variables of triple patterns and paths.
fn ends(pattern: &GraphPattern, found: &mut Variables) {
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
        Expression::NamedNode(_) | Expression::Literal(_) => {}
        Expression::Variable(variable) | Expression::Bound(variable) => {
            found.insert(variable.clone());
        }
        Expression::Exists(pattern) => mentions(pattern, found),
        Expression::UnaryPlus(one) | Expression::UnaryMinus(one) | Expression::Not(one) => {
            looks_at(one, found);
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
        | Expression::Divide(one, other) => {
            looks_at(one, found);
            looks_at(other, found);
        }
        Expression::If(condition, then, otherwise) => {
            looks_at(condition, found);
            looks_at(then, found);
            looks_at(otherwise, found);
        }
        Expression::In(one, many) => {
            looks_at(one, found);
            for one in many {
                looks_at(one, found);
            }
        }
        Expression::Coalesce(many) | Expression::FunctionCall(_, many) => {
            for one in many {
                looks_at(one, found);
            }
        }
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
