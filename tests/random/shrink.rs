//! Makes a case that differs as small as it can: fewer quads, a shorter query, the same kind of end.

use std::fmt::Write as _;

use super::{
    case::{Data, Verdict},
    pattern::{Group, shorter},
    query::{Form, Query, Select},
};
use crate::conformance::ours::Ours;

/// How many smaller cases are tried.
const MOST_TRIES: usize = 3_000;

/// Returns how a case differs, if it does.
pub fn differs(data: &Data, query: &Query) -> Option<String> {
    let ours = Ours::new(&data.quads, data.default);
    match data.try_query(&ours, query) {
        Verdict::Different(how) => Some(how),
        Verdict::Same(_) | Verdict::NotSparql(_) => None,
    }
}

/// Returns the smallest case found that still differs, in words.
pub fn report(data: &Data, query: &Query) -> String {
    let (mut data, mut query) = (data.clone(), query.clone());
    let mut tries = 0;
    loop {
        let mut smaller = fewer(&data)
            .into_iter()
            .map(|data| (data, query.clone()))
            .chain(
                query
                    .shorter()
                    .into_iter()
                    .map(|query| (data.clone(), query)),
            );
        let found = smaller.find(|(data, query)| {
            tries += 1;
            tries < MOST_TRIES && differs(data, query).is_some()
        });
        drop(smaller);
        match found {
            Some(case) => (data, query) = case,
            None => break,
        }
    }
    told(&data, &query)
}

fn told(data: &Data, query: &Query) -> String {
    let mut told = format!("default graph: {:?}\ndata:\n", data.default);
    for quad in &data.quads {
        writeln!(told, "{quad} .").unwrap();
    }
    let how = differs(data, query).unwrap_or_default();
    write!(told, "query:\n{}\n{how}", query.written(true)).unwrap();
    told
}

/// Returns the data with a part left out: halves, quarters, then single quads.
fn fewer(data: &Data) -> Vec<Data> {
    let count = data.quads.len();
    let mut fewer = Vec::new();
    for size in [count.div_ceil(2), count.div_ceil(4), 1] {
        for start in (0..count).step_by(size.max(1)) {
            let mut less = data.clone();
            less.quads.drain(start..(start + size).min(count));
            fewer.push(less);
        }
    }
    fewer
}

impl Query {
    /// Returns the queries that are a step shorter.
    fn shorter(&self) -> Vec<Self> {
        let with = |form| Self {
            form,
            from: self.from.clone(),
        };
        let mut forms: Vec<Form> = match &self.form {
            Form::Select(select) => select.shorter().into_iter().map(Form::Select).collect(),
            Form::Ask(group) => shorter(group).into_iter().map(Form::Ask).collect(),
            Form::Construct(template, group) => {
                of(group, |group| Form::Construct(template.clone(), group))
            }
            Form::Describe(nodes, group) => of(group, |group| Form::Describe(nodes.clone(), group)),
        };
        if let Form::Construct(template, group) = &self.form {
            forms.extend(
                without(template)
                    .into_iter()
                    .map(|less| Form::Construct(less, group.clone())),
            );
        }
        let mut queries: Vec<Self> = forms.into_iter().map(with).collect();
        if self.from.is_some() {
            queries.push(Self {
                form: self.form.clone(),
                from: None,
            });
        }
        queries
    }
}

fn of(group: &Group, form: impl Fn(Group) -> Form) -> Vec<Form> {
    shorter(group).into_iter().map(form).collect()
}

fn without<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let less = |place| {
        let mut list = list.to_vec();
        list.remove(place);
        list
    };
    (0..list.len()).map(less).collect()
}

impl Select {
    /// Returns the queries that are a step shorter.
    pub fn shorter(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let mut push = |change: &dyn Fn(&mut Self)| {
            let mut select = self.clone();
            change(&mut select);
            all.push(select);
        };
        if !self.modifier.is_empty() {
            push(&|select| select.modifier.clear());
        }
        if self.limit.is_some() || self.offset.is_some() {
            push(&|select| (select.limit, select.offset) = (None, None));
        }
        if self.offset.is_some() {
            push(&|select| select.offset = None);
        }
        for order in without(&self.order) {
            push(&|select| select.order.clone_from(&order));
        }
        for grouping in without(&self.grouping) {
            push(&|select| select.grouping.clone_from(&grouping));
        }
        if self.items.len() > 1 {
            for items in without(&self.items) {
                push(&|select| select.items.clone_from(&items));
            }
        }
        for group in shorter(&self.group) {
            push(&|select| select.group.clone_from(&group));
        }
        all
    }
}
