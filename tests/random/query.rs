//! Whole queries: the four forms, what they give, group, order and cut, and the graphs they read.

use super::pattern::{Group, variables, written};
use crate::conformance::peer::From;

/// What kind of values a sort key has; within a kind the order of SPARQL is total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By `STR`.
    Text,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// IRIs.
    Iri,
}

/// A key to sort by.
#[derive(Clone, Debug)]
pub struct Key {
    /// The variable, with `?`.
    pub name: String,
    /// The kind of its values.
    pub order: Order,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// A `SELECT` query.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// `DISTINCT`, `REDUCED` or nothing.
    pub modifier: String,
    /// What stands between `SELECT` and `WHERE`: names, and `(… AS ?name)`; none is `*`.
    pub items: Vec<String>,
    /// What stands between its braces.
    pub group: Group,
    /// `GROUP BY` and `HAVING`, as they are written.
    pub grouping: Vec<String>,
    /// The keys to sort by.
    pub order: Vec<Key>,
    /// How many rows to leave out.
    pub offset: Option<usize>,
    /// How many rows to give.
    pub limit: Option<usize>,
}

/// What a query gives.
#[derive(Clone, Debug)]
pub enum Form {
    /// A table.
    Select(Select),
    /// Yes or no.
    Ask(Group),
    /// Triples by a template, from a group.
    Construct(Vec<String>, Group),
    /// What is known of nodes, from a group.
    Describe(Vec<String>, Group),
}

/// A query and the graphs it reads.
#[derive(Clone, Debug)]
pub struct Query {
    /// What it gives.
    pub form: Form,
    /// `FROM` and `FROM NAMED`.
    pub from: Option<From>,
}

impl Query {
    /// Returns the query as SPARQL, with `FROM` or as if its dataset were made already.
    pub fn written(&self, with_from: bool) -> String {
        let from = self
            .from
            .as_ref()
            .filter(|_| with_from)
            .map_or(String::new(), clauses);
        let body = match &self.form {
            Form::Select(select) => {
                let [head, rest] = select.halves();
                format!("{head} {from}{rest}")
            }
            Form::Ask(group) => format!("ASK {from}{{ {}}}", written(group)),
            Form::Construct(template, group) => {
                let template = template.join(" ");
                format!(
                    "CONSTRUCT {{ {template} }} {from}WHERE {{ {}}}",
                    written(group)
                )
            }
            Form::Describe(nodes, group) => {
                format!(
                    "DESCRIBE {} {from}WHERE {{ {}}}",
                    nodes.join(" "),
                    written(group)
                )
            }
        };
        format!("PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> {body}")
    }

    /// Returns the same query without `LIMIT` and `OFFSET`, if it has one.
    pub fn whole(&self) -> Option<Self> {
        let mut whole = self.clone();
        match &mut whole.form {
            Form::Select(select) if select.limit.is_some() || select.offset.is_some() => {
                (select.limit, select.offset) = (None, None);
                Some(whole)
            }
            _ => None,
        }
    }
}

fn clauses(from: &From) -> String {
    let merged = from.merged.iter().map(|graph| format!("FROM {graph} "));
    let named = from
        .named
        .iter()
        .map(|graph| format!("FROM NAMED {graph} "));
    merged.chain(named).collect()
}

impl Key {
    fn written(&self) -> String {
        let direction = if self.descending { "DESC" } else { "ASC" };
        let name = &self.name;
        match self.order {
            Order::Text => format!("{direction}(STR({name}))"),
            Order::Number | Order::Date | Order::Iri => format!("{direction}({name})"),
        }
    }
}

impl Select {
    /// Returns the names of its columns, with `?`.
    pub fn names(&self) -> Vec<String> {
        if self.items.is_empty() {
            return variables(&self.group);
        }
        let name = |item: &String| match item.rsplit_once(" AS ") {
            Some((_, name)) => name.trim_end_matches(')').to_owned(),
            None => item.clone(),
        };
        self.items.iter().map(name).collect()
    }

    /// Returns what stands before and after `FROM`.
    fn halves(&self) -> [String; 2] {
        let items = if self.items.is_empty() {
            "*".to_owned()
        } else {
            self.items.join(" ")
        };
        let mut rest = vec![format!("WHERE {{ {}}}", written(&self.group))];
        rest.extend(self.grouping.iter().cloned());
        if !self.order.is_empty() {
            rest.push("ORDER BY".to_owned());
        }
        rest.extend(self.order.iter().map(Key::written));
        rest.extend(self.limit.map(|limit| format!("LIMIT {limit}")));
        rest.extend(self.offset.map(|offset| format!("OFFSET {offset}")));
        let rest = rest.join(" ");
        [format!("SELECT {} {items}", self.modifier), rest]
    }

    /// Returns it as SPARQL.
    pub fn written(&self) -> String {
        self.halves().join(" ")
    }
}
