//! Makes patterns by chance.
//!
//! Most triples are of the data, with variables for some ends, so that most queries have an answer.

use std::collections::BTreeMap;

use super::{
    chance::Chance,
    data::{ABSENT, GRAPHS, PREDICATES, literal},
    expression::{Scope, condition, constant, iri, value},
    pattern::{Group, Pattern, variables, written},
    query::{Order, Select},
};

/// The variables that patterns share.
const SHARED: [&str; 9] = ["?a", "?b", "?c", "?d", "?e", "?h", "?i", "?j", "?k"];

/// How deep groups nest.
const DEPTH: usize = 3;

/// Makes groups, with new names for what they bind.
pub struct Maker<'a> {
    /// What decides.
    pub chance: &'a mut Chance,
    /// Whether constants may be literals in other than canonical form.
    pub odd: bool,
    /// The quads as a query writes them, so that a pattern may be found in them.
    quads: &'a [[String; 4]],
    /// The variables that stand for terms of the quads.
    names: BTreeMap<String, String>,
    /// The graph in which the pattern at hand stands.
    graph: Option<String>,
    /// How many names have been made.
    made: usize,
}

impl<'a> Maker<'a> {
    /// Begins.
    pub fn new(chance: &'a mut Chance, odd: bool, quads: &'a [[String; 4]]) -> Self {
        Self {
            chance,
            odd,
            quads,
            names: BTreeMap::new(),
            graph: None,
            made: 0,
        }
    }

    /// Returns a variable that no one has used.
    pub fn fresh(&mut self, stem: &str) -> String {
        self.made += 1;
        format!("?{stem}{}", self.made)
    }

    /// Returns a group.
    pub fn group(&mut self, depth: usize) -> Group {
        let count = 1 + self.chance.below(3 - depth.min(1));
        let mut group = self.triples(count);
        if depth >= DEPTH {
            return group;
        }
        for _ in 0..self.chance.below(3 - depth.min(1)) {
            let part = self.part(&group, depth);
            group.push(part);
        }
        group
    }

    fn part(&mut self, before: &Group, depth: usize) -> Pattern {
        let under = |head: &str, group| Pattern::Under(head.to_owned(), group);
        match self.chance.below(20) {
            0..4 => under("OPTIONAL", self.group(depth + 1)),
            4 | 5 => Pattern::Union(vec![self.group(depth + 1), self.group(depth + 1)]),
            6 | 7 => under("MINUS", self.group(depth + 1)),
            8..10 => Pattern::Line(format!("FILTER({})", self.condition(before, 2))),
            10 | 11 => under("FILTER EXISTS", self.group(depth + 1)),
            12 | 13 => under("FILTER NOT EXISTS", self.group(depth + 1)),
            14 => {
                let condition = self.condition(before, 0);
                let inner = written(&self.group(depth + 1));
                Pattern::Line(format!("FILTER({condition} || NOT EXISTS {{ {inner}}})"))
            }
            15 => {
                let value = self.value(before);
                let name = self.fresh("bound");
                Pattern::Line(format!("BIND({value} AS {name})"))
            }
            16 => self.values(),
            17 | 18 => {
                let graph = self.graph_name();
                let named = graph.starts_with('<').then(|| graph.clone());
                let outer = std::mem::replace(&mut self.graph, named);
                let group = self.group(depth + 1);
                self.graph = outer;
                Pattern::Under(format!("GRAPH {graph}"), group)
            }
            _ if self.chance.percent(50) => {
                Pattern::Select(Box::new(Select::inner(self, depth + 1)))
            }
            _ => Pattern::Union(vec![self.group(depth + 1)]),
        }
    }

    /// Returns triples, most of them after triples of the data.
    fn triples(&mut self, count: usize) -> Group {
        let mut group = Group::new();
        for _ in 0..count {
            let ends = if self.chance.percent(88) {
                self.found()
            } else {
                self.wild(&group)
            };
            group.push(Pattern::Triple(ends));
        }
        group
    }

    /// Returns a triple of the data, some of whose ends are variables: one that hangs together with the last, rather.
    fn found(&mut self) -> [String; 3] {
        let (chance, graph) = (&mut *self.chance, self.graph.as_ref());
        let mut quad = chance.one(self.quads);
        for _ in 0..8 {
            let hangs = self.names.is_empty()
                || self.names.contains_key(&quad[0])
                || self.names.contains_key(&quad[2]);
            if hangs && graph.is_none_or(|graph| *graph == quad[3]) {
                break;
            }
            quad = chance.one(self.quads);
        }
        let [subject, predicate, object, _] = quad;
        let (subject, object) = (self.end(subject, 15), self.end(object, 15));
        if !self.chance.percent(25) {
            return [subject, self.end(predicate, 80), object];
        }
        let (path, back) = self.around(predicate);
        if back && !object.starts_with('"') {
            [object, path, subject]
        } else {
            [subject, path, object]
        }
    }

    /// Returns a term as itself, `percent` times in a hundred, or as the variable that stands for it.
    fn end(&mut self, term: &str, percent: usize) -> String {
        if !term.starts_with("_:") && self.chance.percent(percent) {
            return term.to_owned();
        }
        let next = SHARED[self.names.len() % SHARED.len()];
        let name = self.names.entry(term.to_owned());
        name.or_insert(next.to_owned()).clone()
    }

    /// Returns a path that a predicate is one of, and whether it goes back.
    fn around(&mut self, step: &str) -> (String, bool) {
        let other = self.chance.text(&PREDICATES);
        let path = match self.chance.below(14) {
            0 => return (format!("^{step}"), true),
            1 => return (format!("(^{step}|{other})+"), true),
            2 => format!("({step}|{other})"),
            3 | 4 => format!("{step}+"),
            5 => format!("{step}*"),
            6 => format!("({step}|{other})+"),
            7 => format!("({step}|{other})*"),
            8 => format!("{step}?"),
            9 => format!("({step}/{other}*)"),
            10 => format!("({other}?/{step})"),
            11 => "!<http://x/gone>".to_owned(),
            12 => format!("!(<http://x/gone>|^{step})"),
            _ => format!("({step}|({step}/{other}))+"),
        };
        (path, false)
    }

    /// Returns a triple that the data need not have.
    fn wild(&mut self, group: &[Pattern]) -> [String; 3] {
        let subject = match self.chance.below(10) {
            0..7 => self.variable(group),
            7 => "[]".to_owned(),
            8 => iri(self.chance),
            _ => self.chance.text(&ABSENT),
        };
        let predicate = match self.chance.below(10) {
            0..5 => self.chance.text(&PREDICATES),
            5 | 6 => self.variable(group),
            _ => self.path(2),
        };
        let object = match self.chance.below(20) {
            0 => subject.clone(),
            1 if predicate.starts_with('?') => predicate.clone(),
            2..14 => self.variable(&[]),
            14..16 => iri(self.chance),
            16 => self.chance.text(&ABSENT),
            _ => literal(self.chance, self.odd),
        };
        [subject, predicate, object]
    }

    /// Returns a variable, rather one that the group has.
    fn variable(&mut self, group: &[Pattern]) -> String {
        let known = variables(group);
        if !known.is_empty() && self.chance.percent(70) {
            return self.chance.one(&known).clone();
        }
        self.chance.text(&SHARED)
    }

    fn path(&mut self, depth: usize) -> String {
        let step = self.chance.text(&PREDICATES);
        if depth == 0 {
            return step;
        }
        let inner = self.path(depth - 1);
        match self.chance.below(12) {
            0 => format!("^{step}"),
            1 => format!("({step}/{inner})"),
            2 => format!("({step}|{inner})"),
            3 | 4 => format!("({inner})+"),
            5 => format!("({inner})*"),
            6 => format!("({inner})?"),
            7 => format!("^({inner})"),
            8 => format!("(^{step}/{inner})"),
            9 => format!("!({step}|^{})", self.chance.text(&PREDICATES)),
            10 => format!("!{step}"),
            _ => format!("({step}|^{step})+"),
        }
    }

    fn graph_name(&mut self) -> String {
        match self.chance.below(20) {
            0..8 => self.chance.text(&GRAPHS),
            8 => self.chance.text(&ABSENT),
            9 => self.chance.text(&SHARED),
            _ => "?g".to_owned(),
        }
    }

    fn values(&mut self) -> Pattern {
        let [one, other] = [self.chance.text(&SHARED), self.chance.text(&SHARED)];
        let names = if one == other {
            vec![one]
        } else {
            vec![one, other]
        };
        let mut rows = Vec::new();
        for _ in 0..=self.chance.below(4) {
            let mut cell = || match self.chance.below(4) {
                0 => "UNDEF".to_owned(),
                _ => constant(self.chance, self.odd),
            };
            let cells: Vec<String> = names.iter().map(|_| cell()).collect();
            rows.push(format!("({})", cells.join(" ")));
        }
        let rows = rows.join(" ");
        Pattern::Line(format!("VALUES ({}) {{ {rows} }}", names.join(" ")))
    }

    /// Returns a condition on what a group binds, and now and then on what it does not.
    pub fn condition(&mut self, group: &[Pattern], depth: usize) -> String {
        let (variables, odd) = (self.scope(group), self.odd);
        let variables = &variables;
        let names = &self.names;
        condition(
            self.chance,
            &Scope {
                variables,
                odd,
                names,
            },
            depth,
        )
    }

    /// Returns an expression over what a group binds.
    pub fn value(&mut self, group: &[Pattern]) -> String {
        let (variables, odd) = (self.scope(group), self.odd);
        let variables = &variables;
        let names = &self.names;
        value(
            self.chance,
            &Scope {
                variables,
                odd,
                names,
            },
        )
    }

    /// Returns an order that the values of a variable are likely to have.
    pub fn order(&mut self, name: &str) -> Order {
        let orders = [
            Order::Text,
            example(&self.names, name).map_or(Order::Text, order_of),
        ];
        *self.chance.one(&orders)
    }

    fn scope(&mut self, group: &[Pattern]) -> Vec<String> {
        let mut known = variables(group);
        if known.is_empty() || self.chance.percent(10) {
            known.push(self.chance.text(&SHARED));
        }
        known
    }
}

/// Returns a term that a variable stands for.
pub fn example<'a>(names: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    let mut found = names.iter().filter(|(_, known)| *known == name);
    found.next().map(|(term, _)| term.as_str())
}

fn order_of(term: &str) -> Order {
    match term {
        term if term.starts_with('<') => Order::Iri,
        term if term.ends_with("#integer>") || term.ends_with("#decimal>") => Order::Number,
        term if term.ends_with("#date>") => Order::Date,
        _ => Order::Text,
    }
}
