//! What to do about an error, where there is something to say.

use std::io::ErrorKind;

use super::{ask::AskError, entity::NameError};
use crate::{
    extract::ExtractError,
    graph::MeasureError,
    link::{LinkError, names::nearest_of},
    pipeline::CompileError,
    source::SourceError,
    store::{DiskError, QueryError},
};

/// How a spreadsheet writes what can be read here.
const AS_CSV: &str = "in a spreadsheet, save as `CSV UTF-8 (comma delimited)`";

/// Returns the hint for an error, if there is one.
#[must_use]
pub fn hint(error: &anyhow::Error) -> Option<String> {
    if let Some(error) = error.downcast_ref::<CompileError>() {
        return of_compile(error);
    }
    if let Some(error) = error.downcast_ref::<SourceError>() {
        return of_source(error);
    }
    match error.downcast_ref::<NameError>() {
        Some(NameError::Unknown { nearest, .. }) if nearest.is_empty() => {
            return Some("`policygraph ask entities kind=KIND` lists what there is".to_owned());
        }
        Some(NameError::Unknown { nearest, .. }) => return did_you_mean(nearest),
        Some(NameError::OtherKind { .. }) => {
            return Some("`policygraph show` takes entities of every kind".to_owned());
        }
        Some(NameError::Ambiguous { .. }) => return Some("name it as kind/key".to_owned()),
        Some(NameError::Empty { .. }) | None => {}
    }
    if let Some(AskError::UnknownQuestion { nearest, .. }) = error.downcast_ref() {
        let nearest = nearest
            .iter()
            .map(|name| format!("did you mean `{name}`? "));
        let nearest: String = nearest.collect();
        return Some(format!(
            "{nearest}`policygraph ask` lists the saved questions; SPARQL needs braces"
        ));
    }
    if let Some(error) = error.downcast_ref::<DiskError>() {
        return of_disk(error);
    }
    if let Some(error) = error.downcast_ref::<QueryError>() {
        return of_query(error);
    }
    if let Some(MeasureError::Acyclic { .. }) = error.downcast_ref() {
        return Some("pagerank and degree are defined on every network".to_owned());
    }
    None
}

fn of_disk(error: &DiskError) -> Option<String> {
    match error {
        DiskError::Newer { by, .. } => Some(format!(
            "use policygraph {by} or newer, or build the graph again into another folder"
        )),
        DiskError::Damaged { .. } | DiskError::Index { .. } => Some(
            "build the graph again with `policygraph build`, or go back with `policygraph build --rollback`"
                .to_owned(),
        ),
        DiskError::Older { .. } => Some("build the graph again with `policygraph build`".to_owned()),
        DiskError::NotAGraph { .. } => {
            Some("`policygraph build --graph DIR` makes one; sources are read by --from".to_owned())
        }
        DiskError::Io {
            act: "read", cause, ..
        } if cause.kind() == ErrorKind::NotFound => {
            Some("`policygraph build --graph DIR` makes a graph folder".to_owned())
        }
        DiskError::Io { .. } | DiskError::NoVersionBefore { .. } => None,
    }
}

fn of_query(error: &QueryError) -> Option<String> {
    match error {
        QueryError::Syntax { place, message } if message.contains("prefix") => Some(format!(
            "add a line `PREFIX …: <…>` to {}; pg: eli: org: schema: prov: skos: foaf: lode: dct: rdf: rdfs: xsd: need none",
            place.file
        )),
        QueryError::Update { .. } => {
            Some("a graph is changed by its sources: edit the tables and build again".to_owned())
        }
        QueryError::Stopped { message } if message.contains("service") => {
            Some("policygraph asks no other server; leave out the SERVICE".to_owned())
        }
        _ => None,
    }
}

fn of_compile(error: &CompileError) -> Option<String> {
    match error {
        CompileError::Source(error) => of_source(error),
        CompileError::Link(LinkError::Unknown { nearest, .. }) if nearest.is_empty() => {
            Some("add a row that describes it, or correct the name".to_owned())
        }
        CompileError::Link(LinkError::Unknown { nearest, .. }) => did_you_mean(nearest),
        CompileError::Link(LinkError::Ambiguous { .. }) => {
            Some("write the one you mean as kind/key".to_owned())
        }
        CompileError::Extract(
            ExtractError::UnknownColumn {
                column: found,
                expected,
                ..
            }
            | ExtractError::UnknownTable {
                table: found,
                expected,
                ..
            },
        ) => {
            let known: Vec<String> = expected.split(' ').map(str::to_owned).collect();
            did_you_mean(nearest_of(found, &known).as_slice())
        }
        CompileError::NoRows => {
            Some("every row of a table states something; a header alone does not".to_owned())
        }
        CompileError::Extract(ExtractError::BadLines { .. }) => {
            Some("docs/facts.md says what a line holds".to_owned())
        }
        CompileError::Extract(_) | CompileError::Rules(_) | CompileError::Schema(_) => None,
    }
}

fn is_csv(file: &str) -> bool {
    let ending = std::path::Path::new(file).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

fn of_source(error: &SourceError) -> Option<String> {
    match error {
        SourceError::NotUtf8 { place, .. } | SourceError::Nul { place } if is_csv(&place.file) => {
            Some(AS_CSV.to_owned())
        }
        SourceError::NotCommas { .. } => Some(AS_CSV.to_owned()),
        SourceError::ManyFields { .. } => Some("a cell that holds a comma needs double quotes round it".to_owned()),
        SourceError::AfterQuote { .. } => Some("a quote inside a quoted cell is written twice".to_owned()),
        SourceError::NotTurtle { .. } => Some(
            "a statement is `SUBJECT PROPERTY VALUE .`; IRIs stand between < and >, texts between \" and \" on one line".to_owned(),
        ),
        _ => None,
    }
}

fn did_you_mean(nearest: &[String]) -> Option<String> {
    let names: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(", ")))
}
