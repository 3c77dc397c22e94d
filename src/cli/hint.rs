//! What to do about an error, where there is something to say.

use super::{ask::AskError, entity::NameError};
use crate::{
    extract::ExtractError,
    graph::MeasureError,
    link::LinkError,
    pipeline::CompileError,
    source::SourceError,
    store::{DiskError, QueryError},
};

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
        Some(NameError::Unknown { nearest, .. }) => return did_you_mean(nearest),
        Some(NameError::Ambiguous { .. }) => return Some("name it as kind/key".to_owned()),
        None => {}
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
    if let Some(DiskError::Newer { by, .. }) = error.downcast_ref() {
        return Some(format!(
            "use policygraph {by} or newer, or build the graph again into another folder"
        ));
    }
    if let Some(DiskError::Damaged { .. }) = error.downcast_ref() {
        return Some("build the graph again with `policygraph build`".to_owned());
    }
    if let Some(QueryError::Syntax { .. }) = error.downcast_ref() {
        return Some("the prefixes pg: eli: org: schema: prov: skos: foaf: lode: dct: rdf: rdfs: xsd: need no declaration".to_owned());
    }
    if let Some(MeasureError::Acyclic { .. }) = error.downcast_ref() {
        return Some("pagerank and degree are defined on every network".to_owned());
    }
    None
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
            ExtractError::UnknownColumn { .. } | ExtractError::UnknownTable { .. },
        ) => Some("ontology/tables.csv lists the tables and their columns".to_owned()),
        CompileError::Extract(_) | CompileError::Schema(_) => None,
    }
}

fn of_source(error: &SourceError) -> Option<String> {
    match error {
        SourceError::NotUtf8 { .. } => {
            Some("in a spreadsheet, save as `CSV UTF-8 (comma delimited)`".to_owned())
        }
        SourceError::FieldCount { .. } => {
            Some("a cell that holds a comma needs double quotes round it".to_owned())
        }
        _ => None,
    }
}

fn did_you_mean(nearest: &[String]) -> Option<String> {
    let names: Vec<String> = nearest.iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(", ")))
}
