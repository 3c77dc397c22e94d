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
};

use super::{
    build::{
        Current, Place, early_places, has_exists, is_leaf, join, lateral, possible_in, seal, unit,
    },
    group::{Act, Group, Tail, flatten},
    measure::{MEETS, MOST_DEPTH, UNKNOWN_ROWS},
    notes::Notes,
    order::{Part, order},
    pattern_of,
    scope::{Variables, is_loopable, scope_in},
    size::Sizes,
};
use crate::store::algebra::{each_exists, expressions};

/// How many rows read in one go cost as much as one looked up: a loop also stops early under LIMIT.
const LOOKUP: f64 = 8.0;

/// Plans the joins of a query.
pub(super) struct Planner<'a> {
    pub sizes: Sizes<'a>,
    pub notes: RefCell<Notes>,
}

/// A pattern as planned, and the rows it gives each time.
type Planned = (GraphPattern, f64);

impl Planner<'_> {
    pub(super) fn plan_query(&self, query: &mut Query) {
        let pattern = pattern_of(query);
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
        let mut entry = chain.scope.possible.clone();
        entry.extend(place.bound.iter().cloned());
        let loops = is_loopable(&part.pattern, &entry)
            && (is_leaf(&part.pattern)
                || (!(place.is_open() && has_exists(&part.pattern))
                    && chain.rows * each <= LOOKUP * part.size.alone.max(1.0)));
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
}
