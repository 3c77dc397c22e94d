//! A group of a query, flat: parts that are joined in any order, and what is done to them in turn.
//!
//! `{ A OPTIONAL { B } C FILTER … }` nests in the algebra; here it is the parts A and C, then the
//! steps OPTIONAL and FILTER, where C cannot touch what the OPTIONAL looks at. Else the nested
//! group is a part of its own.

use spargebra::{
    algebra::{Expression, GraphPattern},
    term::{GroundTerm, Variable},
};

use super::{
    mentions::{looks_at, seen_by, seen_in},
    scope::{Variables, is_blind, scope},
};

/// Parts to join, and what is done to their join, first things first.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub parts: Vec<GraphPattern>,
    pub tails: Vec<Tail>,
}

/// What is done to a join.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    pub act: Act,
    /// The variables that it looks at.
    pub sees: Variables,
    /// The variables that are bound in each row that it is done to.
    certain: Variables,
}

/// What can be done to rows.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Filter(Expression),
    Optional(GraphPattern, Option<Expression>),
    Bind(Variable, Expression),
    Minus(GraphPattern),
}

/// Flattens a pattern.
pub(super) fn flatten(pattern: GraphPattern) -> Group {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            let parts = patterns.into_iter();
            let parts = parts.map(|triple| GraphPattern::Bgp {
                patterns: vec![triple],
            });
            Group {
                parts: parts.collect(),
                tails: Vec::new(),
            }
        }
        GraphPattern::Join { left, right } => join(*left, *right),
        GraphPattern::Filter { expr, inner } => {
            let certain = scope(&inner).certain;
            let mut group = flatten(*inner);
            for condition in conjuncts(expr) {
                group.filter(condition, &certain);
            }
            group
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            let mut sees = seen_in(&right);
            if let Some(expression) = &expression {
                looks_at(expression, &mut sees);
            }
            then(*left, Act::Optional(*right, expression), sees)
        }
        GraphPattern::Extend {
            inner,
            variable,
            expression,
        } => {
            let mut sees = seen_by(&expression);
            sees.insert(variable.clone());
            then(*inner, Act::Bind(variable, expression), sees)
        }
        GraphPattern::Minus { left, right } => {
            let sees = scope(&right).possible;
            then(*left, Act::Minus(*right), sees)
        }
        GraphPattern::Graph { name, inner } => {
            let group = flatten((*inner).clone());
            // An empty group in GRAPH asks whether there is such a graph.
            if group.tails.is_empty() && !group.parts.is_empty() {
                let within = |part| GraphPattern::Graph {
                    name: name.clone(),
                    inner: Box::new(part),
                };
                let parts = group.parts.into_iter().map(within).collect();
                return Group {
                    parts,
                    tails: Vec::new(),
                };
            }
            Group::part(GraphPattern::Graph { name, inner })
        }
        other => Group::part(other),
    }
}

fn then(inner: GraphPattern, act: Act, sees: Variables) -> Group {
    let certain = scope(&inner).certain;
    let mut group = flatten(inner);
    group.tails.push(Tail { act, sees, certain });
    group
}

fn join(left: GraphPattern, right: GraphPattern) -> Group {
    let touched = |pattern: &GraphPattern| {
        let mut touched = scope(pattern).possible;
        touched.extend(seen_in(pattern));
        touched
    };
    let (of_left, of_right) = (touched(&left), touched(&right));
    let mut group = Group::standing(left, &of_right);
    let other = Group::standing(right, &of_left);
    group.parts.extend(other.parts);
    group.tails.extend(other.tails);
    group
}

impl Group {
    fn part(pattern: GraphPattern) -> Self {
        Self {
            parts: vec![pattern],
            tails: Vec::new(),
        }
    }

    /// Flattens one side of a join, if what is done to it can be done after the join as well.
    fn standing(pattern: GraphPattern, other: &Variables) -> Self {
        let group = flatten(pattern.clone());
        if group.tails.iter().all(|tail| tail.can_follow(other)) {
            group
        } else {
            Self::part(pattern)
        }
    }

    /// Adds a condition: as VALUES where it says which IRI a bound variable is.
    fn filter(&mut self, condition: Expression, certain: &Variables) {
        if let Some((variable, values)) = named(&condition)
            && certain.contains(&variable)
        {
            let touched = Variables::from([variable.clone()]);
            if self.tails.iter().all(|tail| tail.can_follow(&touched)) {
                let bindings = values.into_iter().map(|value| vec![Some(value)]).collect();
                self.parts.push(GraphPattern::Values {
                    variables: vec![variable],
                    bindings,
                });
                return;
            }
        }
        let (sees, certain) = (seen_by(&condition), certain.clone());
        self.tails.push(Tail {
            act: Act::Filter(condition),
            sees,
            certain,
        });
    }
}

impl Tail {
    /// Says whether this can be done after a join with what touches these variables:
    /// where the join cannot bind a variable that it looks at, unless that is bound before in each row.
    fn can_follow(&self, touched: &Variables) -> bool {
        is_blind(&self.sees, touched, &self.certain)
    }
}

/// Splits a condition at its ANDs.
pub(super) fn conjuncts(condition: Expression) -> Vec<Expression> {
    match condition {
        Expression::And(one, other) => {
            let mut all = conjuncts(*one);
            all.extend(conjuncts(*other));
            all
        }
        one => vec![one],
    }
}

/// Reads `?x = <iri>`, `<iri> = ?x` and `?x IN (<iri>, …)`: equality of IRIs is that of terms.
fn named(condition: &Expression) -> Option<(Variable, Vec<GroundTerm>)> {
    let iri = |expression: &Expression| match expression {
        Expression::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        _ => None,
    };
    match condition {
        Expression::Equal(one, other) | Expression::SameTerm(one, other) => {
            match (&**one, &**other) {
                (Expression::Variable(variable), value)
                | (value, Expression::Variable(variable)) => {
                    Some((variable.clone(), vec![iri(value)?]))
                }
                _ => None,
            }
        }
        Expression::In(one, many) => {
            let Expression::Variable(variable) = &**one else {
                return None;
            };
            let mut values = Vec::new();
            for value in many {
                let value = iri(value)?;
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            Some((variable.clone(), values))
        }
        _ => None,
    }
}
