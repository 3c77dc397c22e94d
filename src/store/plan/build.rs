//! What a planned group is built of: where it stands, what is done so far, and the joins.

use spargebra::{
    algebra::GraphPattern,
    term::{NamedNodePattern, Variable},
};

use super::{
    group::{Act, Tail},
    mentions::seen_in,
    order::Part,
    scope::{Scope, Variables, is_blind, scope_in},
};

/// Where a pattern stands.
#[derive(Clone)]
pub(super) struct Place {
    /// The variables that are bound before it.
    pub bound: Variables,
    /// How often it is evaluated.
    pub times: f64,
    /// Whether the engine orders joins here; in EXISTS it does not.
    pub ordered: bool,
    /// The graph around it.
    pub graph: Option<NamedNodePattern>,
}

impl Place {
    pub(super) fn inside(&self, bound: &Variables, times: f64) -> Self {
        let mut place = self.clone();
        place.bound.extend(bound.iter().cloned());
        place.times *= times.max(1.0);
        place
    }

    /// In `GRAPH ?g` an expression looks at `?g` unseen.
    pub(super) fn is_open(&self) -> bool {
        self.graph_variable().is_some()
    }

    pub(super) fn graph_variable(&self) -> Option<&Variable> {
        match &self.graph {
            Some(NamedNodePattern::Variable(variable)) => Some(variable),
            _ => None,
        }
    }
}

/// What is built so far of a group.
pub(super) struct Current {
    pub pattern: Option<GraphPattern>,
    pub scope: Scope,
    pub rows: f64,
}

impl Current {
    pub(super) fn empty() -> Self {
        Self {
            pattern: None,
            scope: Scope::default(),
            rows: 1.0,
        }
    }

    pub(super) fn set(&mut self, pattern: GraphPattern, scope: &Scope, rows: f64) {
        self.pattern = Some(pattern);
        self.scope.certain.extend(scope.certain.iter().cloned());
        self.scope.possible.extend(scope.possible.iter().cloned());
        self.rows = rows;
    }

    /// Joins a chain that shares no variable.
    pub(super) fn join(&mut self, chain: Self) {
        let Some(pattern) = chain.pattern else { return };
        let (pattern, rows) = match self.pattern.take() {
            Some(before) => (join(before, pattern), self.rows * chain.rows),
            None => (pattern, chain.rows),
        };
        self.set(pattern, &chain.scope, rows);
    }
}

/// Returns the variables that a group's rows may bind.
pub(super) fn possible_in(parts: &[Part], tails: &[Tail], place: &Place) -> Variables {
    let parts = parts.iter().flat_map(|part| &part.scope.possible);
    let mut possible: Variables = parts.cloned().collect();
    for tail in tails {
        match &tail.act {
            Act::Bind(variable, _) => possible.extend([variable.clone()]),
            Act::Optional(right, _) => {
                possible.extend(scope_in(right, place.graph_variable()).possible);
            }
            Act::Filter(_) | Act::Minus(_) => {}
        }
    }
    possible
}

/// Returns for each tail the step of the chain after which it is best done; `None` where it must wait.
///
/// An EXISTS is evaluated once a row, so it stands where rows are fewest of the places at which
/// all that it looks at is bound. sparopt puts other conditions early by itself.
pub(super) fn early_places(
    parts: &[Part],
    links: &[(usize, f64)],
    tails: &[Tail],
    possible: &Variables,
) -> Vec<Option<usize>> {
    let places = tails.iter().map(|tail| {
        let Act::Filter(expression) = &tail.act else {
            return None;
        };
        if !has_exists(expression) {
            return None;
        }
        let mut certain = Variables::new();
        let open = links.iter().enumerate().filter(|(_, (part, _))| {
            certain.extend(parts[*part].scope.certain.iter().cloned());
            is_blind(&tail.sees, possible, &certain)
        });
        let best = open.min_by(|(_, one), (_, other)| one.1.total_cmp(&other.1));
        best.map(|(step, _)| step)
    });
    places.collect()
}

/// Says whether a pattern or an expression holds an EXISTS; a string that says so counts too, which errs on the safe side.
pub(super) fn has_exists(what: &impl std::fmt::Display) -> bool {
    what.to_string().contains("EXISTS")
}

/// Says whether a pattern is one triple pattern, path or VALUES, in a graph or not.
pub(super) fn is_leaf(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len() == 1,
        GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Graph { inner, .. } => is_leaf(inner),
        _ => false,
    }
}

/// Returns the pattern of one row that binds nothing; in GRAPH an empty group would ask for the graph.
pub(super) fn unit() -> GraphPattern {
    GraphPattern::Values {
        variables: Vec::new(),
        bindings: vec![Vec::new()],
    }
}

pub(super) fn lateral(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Lateral {
        left: Box::new(left),
        right: Box::new(right),
    }
}

pub(super) fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join {
        left: Box::new(left),
        right: Box::new(right),
    }
}

/// Makes a side of a join a sub-select of all its variables, so that sparopt hashes it and neither
/// reorders nor loops over it.
pub(super) fn seal(pattern: GraphPattern, place: &Place) -> GraphPattern {
    let sealed = matches!(
        pattern,
        GraphPattern::Project { .. }
            | GraphPattern::Distinct { .. }
            | GraphPattern::Slice { .. }
            | GraphPattern::Group { .. }
            | GraphPattern::Service { .. }
    );
    if sealed || !place.ordered {
        return pattern;
    }
    let mut variables = seen_in(&pattern);
    variables.extend(place.graph_variable().cloned());
    let variables = variables.into_iter().collect();
    GraphPattern::Project {
        inner: Box::new(pattern),
        variables,
    }
}
