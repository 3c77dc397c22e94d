//! How many rows the parts of a group give, nested groups among them.
//!
//! What stands in [`super::size`] for one pattern, put together for what is made of patterns.

use spargebra::{algebra::GraphPattern, term::Variable};

use super::{
    build::is_leaf,
    group::{Act, Group, flatten},
    joins::Planner,
    order::{Part, order},
    scope::{Variables, scope_in},
    size::{Size, Values, to_f64},
};

/// How deep sizes of nested groups are looked into; beyond that a group counts as [`UNKNOWN_ROWS`].
pub(super) const MOST_DEPTH: usize = 3;

/// Rows of what nothing is known of.
pub(super) const UNKNOWN_ROWS: f64 = 1_000.0;

/// The part of rows that meet a condition: a guess, as there are no histograms.
pub(super) const MEETS: f64 = 0.5;

impl Planner<'_> {
    /// Measures the parts of a group.
    pub(super) fn measured(
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
    pub(super) fn rows(&self, pattern: &GraphPattern, bound: &Variables, depth: usize) -> f64 {
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
