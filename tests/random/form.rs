//! Makes whole queries by chance.

use oxigraph::model::NamedNode;

use super::{
    chance::Chance,
    data::{GRAPHS, PREDICATES},
    expression::iri,
    maker::Maker,
    pattern::{Pattern, variables},
    query::{Form, Key, Order, Query, Select},
};
use crate::conformance::peer::From;

impl Query {
    /// Makes a query.
    pub fn by_chance(chance: &mut Chance, odd: bool, quads: &[[String; 4]]) -> Self {
        let from = chance.percent(15).then(|| from(chance));
        let mut maker = Maker::new(chance, odd, quads);
        let form = match maker.chance.below(20) {
            0 => Form::Ask(maker.group(0)),
            1 | 2 => construct(&mut maker),
            3 => describe(&mut maker),
            _ => Form::Select(Select::outer(&mut maker)),
        };
        Self { form, from }
    }
}

fn from(chance: &mut Chance) -> From {
    let mut some = |most: usize| {
        let mut graphs: Vec<NamedNode> = (0..chance.below(most + 1))
            .map(|_| chance.text(&GRAPHS))
            .map(|graph| NamedNode::new_unchecked(graph.trim_matches(['<', '>'])))
            .collect();
        graphs.sort();
        graphs.dedup();
        graphs
    };
    let merged = some(3);
    let named = some(2);
    if merged.is_empty() && (named.is_empty() || chance.percent(70)) {
        let merged = vec![NamedNode::new_unchecked("http://x/g1")];
        return From { merged, named };
    }
    From { merged, named }
}

fn construct(maker: &mut Maker<'_>) -> Form {
    let group = maker.group(0);
    let names = variables(&group);
    let end = |chance: &mut Chance| match chance.below(10) {
        0 => "_:made".to_owned(),
        1 => iri(chance),
        _ if names.is_empty() => iri(chance),
        _ => chance.one(&names).clone(),
    };
    let mut template = Vec::new();
    for _ in 0..=maker.chance.below(2) {
        let (subject, object) = (end(maker.chance), end(maker.chance));
        let predicate = maker.chance.text(&PREDICATES);
        template.push(format!("{subject} {predicate} {object} ."));
    }
    Form::Construct(template, group)
}

fn describe(maker: &mut Maker<'_>) -> Form {
    let group = maker.group(1);
    let names = variables(&group);
    let node = match names.first() {
        Some(name) if maker.chance.percent(70) => name.clone(),
        _ => iri(maker.chance),
    };
    Form::Describe(vec![node], group)
}

impl Select {
    /// Makes the query of a whole text.
    fn outer(maker: &mut Maker<'_>) -> Self {
        let group = maker.group(0);
        let mut select = Self {
            group,
            ..Self::default()
        };
        if maker.chance.percent(30) {
            select.aggregate(maker, true);
        } else {
            select.project(maker);
        }
        if maker.chance.percent(35) {
            select.sort(maker);
        }
        if maker.chance.percent(25) {
            select.limit = Some(maker.chance.below(6));
            select.offset = maker.chance.percent(40).then(|| maker.chance.below(4));
        }
        select
    }

    /// Makes a query that stands in a group.
    pub fn inner(maker: &mut Maker<'_>, depth: usize) -> Self {
        let group = maker.group(depth);
        let mut select = Self {
            group,
            ..Self::default()
        };
        if maker.chance.percent(50) {
            select.aggregate(maker, false);
        } else {
            select.project(maker);
        }
        select
    }

    fn project(&mut self, maker: &mut Maker<'_>) {
        let names = variables(&self.group);
        self.modifier = maker.chance.text(&["", "", "DISTINCT", "REDUCED"]);
        if names.is_empty() || maker.chance.percent(40) {
            return;
        }
        self.items = names;
        while self.items.len() > 1 && maker.chance.percent(50) {
            let place = maker.chance.below(self.items.len());
            self.items.remove(place);
        }
        if maker.chance.percent(15) {
            let value = maker.value(&self.group);
            let name = maker.fresh("value");
            self.items.push(format!("({value} AS {name})"));
        }
    }

    /// Groups and counts; `free` where it may give what depends on the order of rows, which `compare` knows.
    fn aggregate(&mut self, maker: &mut Maker<'_>, free: bool) {
        let names = variables(&self.group);
        if names.is_empty() {
            return;
        }
        if maker.chance.percent(75) {
            let key = maker.chance.one(&names).clone();
            self.items.push(key.clone());
            self.grouping.push(format!("GROUP BY {key}"));
            if maker.chance.percent(25) {
                let name = maker.chance.one(&names).clone();
                self.grouping.push(format!("HAVING (COUNT({name}) > 1)"));
            }
        }
        for _ in 0..=maker.chance.below(3) {
            let name = maker.chance.one(&names).clone();
            let distinct = maker.chance.text(&["", "DISTINCT "]);
            let (stem, call) = match maker.chance.below(if free { 9 } else { 5 }) {
                0 => ("count", format!("COUNT({distinct}*)")),
                1 | 2 => ("count", format!("COUNT({distinct}{name})")),
                3 => ("sum", format!("SUM({distinct}{name})")),
                4 => ("avg", format!("AVG({distinct}{name})")),
                5 | 6 => self.extreme(maker, &name),
                7 => (
                    "concat",
                    format!("GROUP_CONCAT({distinct}STR({name}); SEPARATOR=\"|\")"),
                ),
                _ => ("sample", format!("SAMPLE({name})")),
            };
            let alias = maker.fresh(stem);
            self.items.push(format!("({call} AS {alias})"));
        }
    }

    /// Asks for the least or the most of values that one order holds for.
    fn extreme(&mut self, maker: &mut Maker<'_>, name: &str) -> (&'static str, String) {
        let call = maker.chance.text(&["MIN", "MAX"]);
        let argument = match maker.order(name) {
            order @ (Order::Number | Order::Date) => {
                self.group.push(Pattern::Line(only(name, order)));
                name.to_owned()
            }
            Order::Text | Order::Iri => format!("STR({name})"),
        };
        ("extreme", format!("{call}({argument})"))
    }

    fn sort(&mut self, maker: &mut Maker<'_>) {
        let mut names = self.names();
        names.retain(|name| !name.starts_with("?sample") && !name.starts_with("?concat"));
        let grouped = self.items.iter().any(|item| item.contains('('));
        for _ in 0..=maker.chance.below(2) {
            if names.is_empty() {
                return;
            }
            let name = names.remove(maker.chance.below(names.len()));
            let order = if grouped {
                Order::Text
            } else {
                maker.order(&name)
            };
            if order != Order::Text {
                self.group.push(Pattern::Line(only(&name, order)));
            }
            let descending = maker.chance.percent(40);
            self.order.push(Key {
                name,
                order,
                descending,
            });
        }
    }
}

/// Returns the filter that leaves values of one order.
fn only(name: &str, order: Order) -> String {
    match order {
        Order::Text => format!("FILTER(BOUND({name}))"),
        Order::Number => format!("FILTER(isNUMERIC({name}))"),
        Order::Date => format!("FILTER(DATATYPE({name}) = xsd:date && YEAR({name}) < 20000)"),
        Order::Iri => format!("FILTER(isIRI({name}))"),
    }
}
