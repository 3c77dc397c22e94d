//! Join order by real counts, kept by `LATERAL`.
//!
//! sparopt flattens a JOIN and orders it anew by fixed constants; a LATERAL it leaves alone. So
//! the parts of a group are put into an order ([`super::order`]) and nested as LATERALs, each
//! evaluated once a row of those before it, where that is surely the same as the join
//! ([`super::scope`]). Where it is not, or where reading a part once is cheaper, the join stays,
//! and its sides are sealed as sub-selects, which sparopt does not loop over. Parts that no
//! variable links stay a JOIN.

use std::cell::RefCell;

use spargebra::{
    Query,
    algebra::{Expression, GraphPattern},
    term::{NamedNodePattern, Variable},
};

use super::{
    group::{Act, Group, Tail, flatten},
    notes::Notes,
    order::{Part, order},
    scope::{Scope, Variables, is_blind, is_loopable, scope_in, seen_in},
    size::{Size, Sizes, Values, to_f64},
};
use crate::store::algebra::{each_exists, expressions};

/// How deep sizes of nested groups are looked into; beyond that a group counts as [`UNKNOWN_ROWS`].
const MOST_DEPTH: usize = 3;

/// Rows of what nothing is known of.
const UNKNOWN_ROWS: f64 = 1_000.0;

/// The part of rows that meet a condition: a guess, as there are no histograms.
const MEETS: f64 = 0.5;

/// How many rows read in one go cost as much as one looked up: a loop also stops early under LIMIT.
const LOOKUP: f64 = 8.0;

/// Plans the joins of a query.
pub(super) struct Planner<'a> {
    pub sizes: Sizes<'a>,
    pub notes: RefCell<Notes>,
}

/// Where a pattern stands.
#[derive(Clone)]
pub(super) struct Place {
    /// The variables that are bound before it.
    bound: Variables,
    /// How often it is evaluated.
    times: f64,
    /// Whether the engine orders joins here; in EXISTS it does not.
    ordered: bool,
    /// The graph around it.
    graph: Option<NamedNodePattern>,
}

impl Place {
    fn inside(&self, bound: &Variables, times: f64) -> Self {
        let mut place = self.clone();
        place.bound.extend(bound.iter().cloned());
        place.times *= times.max(1.0);
        place
    }

    /// In `GRAPH ?g` an expression looks at `?g` unseen.
    fn is_open(&self) -> bool {
        self.graph_variable().is_some()
    }

    fn graph_variable(&self) -> Option<&Variable> {
        match &self.graph {
            Some(NamedNodePattern::Variable(variable)) => Some(variable),
            _ => None,
        }
    }
}

/// A pattern as planned, and the rows it gives each time.
type Planned = (GraphPattern, f64);

impl Planner<'_> {
    pub(super) fn plan_query(&self, query: &mut Query) {
        let (Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Ask { pattern, .. }) = query;
        let place = Place {
            bound: Variables::new(),
            times: 1.0,
            ordered: true,
            graph: None,
        };
        *pattern = self.plan(std::mem::take(pattern), &place).0;
    }

    fn plan(&self, mut pattern: GraphPattern, place: &Place) -> Planned {
        match pattern {
            GraphPattern::Union { left, right } => {
                let (left, one) = self.plan(*left, place);
                let (right, other) = self.plan(*right, place);
                let (left, right) = (Box::new(left), Box::new(right));
                (GraphPattern::Union { left, right }, one + other)
            }
            GraphPattern::Lateral { left, right } => {
                let bound = scope_in(&left, place.graph_variable()).certain;
                let (left, one) = self.plan(*left, place);
                let (right, other) = self.plan(*right, &place.inside(&bound, one));
                (lateral(left, right), one * other)
            }
            GraphPattern::Graph { name, inner } if !is_leaf(&inner) => {
                let mut place = place.clone();
                place.graph = Some(name.clone());
                let (inner, rows) = self.plan(*inner, &place);
                (
                    GraphPattern::Graph {
                        name,
                        inner: Box::new(inner),
                    },
                    rows,
                )
            }
            GraphPattern::Project { ref variables, .. } => {
                let mut place = place.clone();
                place.bound.retain(|variable| variables.contains(variable));
                self.around(pattern, &place)
            }
            GraphPattern::Distinct { .. }
            | GraphPattern::Reduced { .. }
            | GraphPattern::OrderBy { .. }
            | GraphPattern::Slice { .. }
            | GraphPattern::Group { .. } => {
                for expression in expressions(&mut pattern) {
                    self.plan_exists(expression, place);
                }
                self.around(pattern, place)
            }
            GraphPattern::Service { .. } => (pattern, UNKNOWN_ROWS),
            _ => self.plan_group(flatten(pattern), place),
        }
    }

    /// Plans what a sub-select, a DISTINCT, a slice or the like stands around.
    fn around(&self, mut pattern: GraphPattern, place: &Place) -> Planned {
        let rows = self.rows(&pattern, &place.bound, MOST_DEPTH);
        for inner in crate::store::algebra::inner(&mut pattern) {
            *inner = self.plan(std::mem::take(inner), place).0;
        }
        (pattern, rows)
    }

    fn plan_exists(&self, expression: &mut Expression, place: &Place) {
        each_exists(expression, &mut |pattern| {
            let mut place = place.clone();
            place.ordered = false;
            *pattern = self.plan(std::mem::take(pattern), &place).0;
        });
    }

    fn plan_group(&self, group: Group, place: &Place) -> Planned {
        let Group { parts, tails } = group;
        let parts = self.measured(parts, &place.bound, place.graph_variable(), MOST_DEPTH);
        let possible = possible_in(&parts, &tails, place);
        let chains = order(&parts, &place.bound);
        let (mut early, mut late) = (Vec::new(), tails);
        if let ([links], false) = (chains.as_slice(), place.is_open()) {
            let after = early_places(&parts, links, &late, &possible);
            let tails = std::mem::take(&mut late);
            for (tail, after) in tails.into_iter().zip(after) {
                match after {
                    Some(after) => early.push((after, tail)),
                    None => late.push(tail),
                }
            }
        }
        let mut current = Current::empty();
        for links in chains {
            let mut chain = Current::empty();
            for (step, (part, rows)) in links.into_iter().enumerate() {
                self.add_part(&mut chain, &parts[part], rows, place);
                let ready = early.extract_if(.., |(after, _)| *after == step);
                for (_, tail) in ready.collect::<Vec<_>>() {
                    self.add_tail(&mut chain, tail, place);
                }
            }
            current.join(chain);
        }
        for tail in late {
            self.add_tail(&mut current, tail, place);
        }
        (current.pattern.unwrap_or_default(), current.rows)
    }

    /// Joins one more part to a chain; `rows` are expected then.
    fn add_part(&self, chain: &mut Current, part: &Part, rows: f64, place: &Place) {
        let Some(before) = chain.pattern.take() else {
            let pattern = self.plan_part(part, rows * place.times, place);
            chain.set(pattern, &part.scope, rows);
            return;
        };
        let inside = place.inside(&chain.scope.certain, chain.rows);
        let each = part.size.with(&inside.bound).max(1.0);
        let loops = is_leaf(&part.pattern)
            || (is_loopable(&part.pattern, &chain.scope.possible)
                && !(place.is_open() && has_exists(&part.pattern))
                && chain.rows * each <= LOOKUP * part.size.alone.max(1.0));
        let joined = if loops {
            let pattern = self.plan_part(part, rows * place.times, &inside);
            lateral(before, pattern)
        } else {
            let pattern = self.plan_part(part, rows * place.times, place);
            join(seal(before, place), seal(pattern, place))
        };
        chain.set(joined, &part.scope, rows);
    }

    /// Plans a part; `all` are the rows of the chain that it ends.
    fn plan_part(&self, part: &Part, all: f64, place: &Place) -> GraphPattern {
        if is_leaf(&part.pattern) {
            self.notes
                .borrow_mut()
                .add(&part.pattern, place.graph.as_ref(), all);
            return part.pattern.clone();
        }
        self.plan(part.pattern.clone(), place).0
    }

    fn add_tail(&self, current: &mut Current, tail: Tail, place: &Place) {
        let before = current.pattern.take().unwrap_or_default();
        let inside = place.inside(&current.scope.certain, current.rows);
        current.pattern = Some(match tail.act {
            Act::Filter(mut expr) => {
                self.plan_exists(&mut expr, &inside);
                current.rows *= MEETS;
                GraphPattern::Filter {
                    expr,
                    inner: Box::new(before),
                }
            }
            Act::Bind(variable, mut expression) => {
                self.plan_exists(&mut expression, &inside);
                current.scope.possible.insert(variable.clone());
                GraphPattern::Extend {
                    inner: Box::new(before),
                    variable,
                    expression,
                }
            }
            Act::Minus(right) => {
                let right = self.plan(right, place).0;
                GraphPattern::Minus {
                    left: Box::new(before),
                    right: Box::new(right),
                }
            }
            Act::Optional(right, expression) => {
                self.add_optional(current, before, right, expression, place)
            }
        });
    }

    /// Adds an OPTIONAL: looked up for each row where that is the same and reads less than the whole of it.
    fn add_optional(
        &self,
        current: &mut Current,
        before: GraphPattern,
        right: GraphPattern,
        mut expression: Option<Expression>,
        place: &Place,
    ) -> GraphPattern {
        let inside = place.inside(&current.scope.certain, current.rows);
        let each = self.rows(&right, &inside.bound, MOST_DEPTH);
        let alone = self.rows(&right, &place.bound, MOST_DEPTH);
        let in_condition = expression.as_ref().is_some_and(has_exists);
        let may_see_graph = place.is_open() && (has_exists(&right) || in_condition);
        let loops = is_loopable(&right, &current.scope.possible)
            && !may_see_graph
            && current.rows * each.max(1.0) <= LOOKUP * alone.max(1.0);
        let possible = scope_in(&right, place.graph_variable()).possible;
        if let Some(expression) = &mut expression {
            self.plan_exists(expression, &inside);
        }
        let built = if loops {
            let (right, _) = self.plan(right, &inside);
            let right = GraphPattern::LeftJoin {
                left: Box::new(unit()),
                right: Box::new(right),
                expression,
            };
            lateral(before, right)
        } else {
            let (right, _) = self.plan(right, place);
            let right = Box::new(seal(right, place));
            GraphPattern::LeftJoin {
                left: Box::new(before),
                right,
                expression,
            }
        };
        current.rows *= each.max(1.0);
        current.scope.possible.extend(possible);
        built
    }

    /// Measures the parts of a group.
    fn measured(
        &self,
        patterns: Vec<GraphPattern>,
        bound: &Variables,
        graph: Option<&Variable>,
        depth: usize,
    ) -> Vec<Part> {
        let values: Values = patterns
            .iter()
            .filter_map(|part| self.sizes.values(part))
            .collect();
        let measured = patterns.into_iter().map(|pattern| Part {
            scope: scope_in(&pattern, graph),
            size: self.size(&pattern, bound, &values, depth),
            pattern,
        });
        measured.collect()
    }

    fn size(
        &self,
        pattern: &GraphPattern,
        bound: &Variables,
        values: &Values,
        depth: usize,
    ) -> Size {
        match pattern {
            GraphPattern::Bgp { patterns } if patterns.len() == 1 => {
                self.sizes.triple(&patterns[0], values)
            }
            GraphPattern::Path {
                subject,
                path,
                object,
            } => self.sizes.path(subject, path, object),
            GraphPattern::Values {
                variables,
                bindings,
            } => {
                let alone = to_f64(bindings.len());
                let fewer = variables
                    .iter()
                    .map(|variable| (variable.clone(), 1_000.0 * alone));
                Size {
                    alone,
                    fewer: fewer.collect(),
                    least: 0.0,
                }
            }
            GraphPattern::Graph { name, inner } if is_leaf(inner) => self
                .sizes
                .within(name, self.size(inner, bound, values, depth)),
            _ => {
                let scope = scope_in(pattern, None);
                let alone = self.rows(pattern, bound, depth);
                let mut all = bound.clone();
                all.extend(scope.certain.iter().cloned());
                let least = self.rows(pattern, &all, depth);
                let fewer = (alone / least.max(1e-3)).max(1.0);
                let fewer = scope.certain.into_iter().map(|variable| (variable, fewer));
                Size {
                    alone,
                    fewer: fewer.collect(),
                    least,
                }
            }
        }
    }

    /// Returns how many rows a pattern gives with some variables bound.
    fn rows(&self, pattern: &GraphPattern, bound: &Variables, depth: usize) -> f64 {
        let Some(depth) = depth.checked_sub(1) else {
            return UNKNOWN_ROWS;
        };
        match pattern {
            GraphPattern::Union { left, right } => {
                self.rows(left, bound, depth) + self.rows(right, bound, depth)
            }
            GraphPattern::Project { inner, variables } => {
                let mut bound = bound.clone();
                bound.retain(|variable| variables.contains(variable));
                self.rows(inner, &bound, depth + 1)
            }
            GraphPattern::Group { variables, .. } if variables.is_empty() => 1.0,
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Group { inner, .. } => self.rows(inner, bound, depth + 1),
            GraphPattern::Slice { inner, length, .. } => {
                let rows = self.rows(inner, bound, depth + 1);
                length.map_or(rows, |length| rows.min(to_f64(length)))
            }
            GraphPattern::Graph { inner, .. } if !is_leaf(inner) => self.rows(inner, bound, depth),
            GraphPattern::Service { .. } | GraphPattern::Lateral { .. } => UNKNOWN_ROWS,
            _ => self.group_rows(flatten(pattern.clone()), bound, depth),
        }
    }

    fn group_rows(&self, group: Group, bound: &Variables, depth: usize) -> f64 {
        let parts = self.measured(group.parts, bound, None, depth);
        let chains = order(&parts, bound);
        let ends = chains.iter().filter_map(|links| links.last());
        let mut rows: f64 = ends.map(|link| link.1).product();
        for tail in group.tails {
            match tail.act {
                Act::Filter(_) => rows *= MEETS,
                Act::Optional(right, _) => {
                    let mut bound = bound.clone();
                    for part in &parts {
                        bound.extend(part.scope.certain.iter().cloned());
                    }
                    rows *= self.rows(&right, &bound, depth).max(1.0);
                }
                Act::Bind(..) | Act::Minus(_) => {}
            }
        }
        rows
    }
}

/// What is built so far of a group.
struct Current {
    pattern: Option<GraphPattern>,
    scope: Scope,
    rows: f64,
}

impl Current {
    fn empty() -> Self {
        Self {
            pattern: None,
            scope: Scope::default(),
            rows: 1.0,
        }
    }

    fn set(&mut self, pattern: GraphPattern, scope: &Scope, rows: f64) {
        self.pattern = Some(pattern);
        self.scope.certain.extend(scope.certain.iter().cloned());
        self.scope.possible.extend(scope.possible.iter().cloned());
        self.rows = rows;
    }

    /// Joins a chain that shares no variable.
    fn join(&mut self, chain: Self) {
        let Some(pattern) = chain.pattern else { return };
        let (pattern, rows) = match self.pattern.take() {
            Some(before) => (join(before, pattern), self.rows * chain.rows),
            None => (pattern, chain.rows),
        };
        self.set(pattern, &chain.scope, rows);
    }
}

/// Returns the variables that a group's rows may bind.
fn possible_in(parts: &[Part], tails: &[Tail], place: &Place) -> Variables {
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
fn early_places(
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
fn has_exists(what: &impl std::fmt::Display) -> bool {
    what.to_string().contains("EXISTS")
}

/// Says whether a pattern is one triple pattern, path or VALUES, in a graph or not.
fn is_leaf(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len() == 1,
        GraphPattern::Path { .. } | GraphPattern::Values { .. } => true,
        GraphPattern::Graph { inner, .. } => is_leaf(inner),
        _ => false,
    }
}

/// Returns the pattern of one row that binds nothing; in GRAPH an empty group would ask for the graph.
fn unit() -> GraphPattern {
    GraphPattern::Values {
        variables: Vec::new(),
        bindings: vec![Vec::new()],
    }
}

fn lateral(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Lateral {
        left: Box::new(left),
        right: Box::new(right),
    }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join {
        left: Box::new(left),
        right: Box::new(right),
    }
}

/// Makes a side of a join a sub-select of all its variables, so that sparopt hashes it and neither
/// reorders nor loops over it.
fn seal(pattern: GraphPattern, place: &Place) -> GraphPattern {
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
