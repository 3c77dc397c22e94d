//! The graph written out in the open formats of RDF 1.1.

use std::{collections::BTreeSet, io};

use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::{GraphName, Quad},
};

use crate::vocab;

/// The forms a graph can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpForm {
    /// N-Quads: every statement with the document that makes it.
    NQuads,
    /// N-Triples: the merge of all graphs.
    NTriples,
    /// Turtle: the merge of all graphs.
    Turtle,
    /// JSON-LD: every graph by name.
    JsonLd,
}

/// Writes quads in the order of their N-Quads lines, each once: the same graph gives the same bytes.
///
/// Turtle and N-Triples have no graphs and give the merge; a triple of two documents stands once.
///
/// # Errors
///
/// Fails only where the serializer does.
pub fn dump(quads: impl IntoIterator<Item = Quad>, form: DumpForm) -> io::Result<Vec<u8>> {
    match form {
        DumpForm::NQuads => Ok(lines(quads)),
        DumpForm::NTriples => Ok(lines(quads.into_iter().map(merged))),
        DumpForm::Turtle => serialize(&sorted(quads.into_iter().map(merged)), RdfFormat::Turtle),
        DumpForm::JsonLd => {
            let profile = JsonLdProfileSet::empty();
            serialize(&sorted(quads), RdfFormat::JsonLd { profile })
        }
    }
}

fn merged(mut quad: Quad) -> Quad {
    quad.graph_name = GraphName::DefaultGraph;
    quad
}

fn lines(quads: impl IntoIterator<Item = Quad>) -> Vec<u8> {
    let lines: BTreeSet<String> = quads
        .into_iter()
        .map(|quad| format!("{quad} .\n"))
        .collect();
    lines.into_iter().collect::<String>().into_bytes()
}

fn sorted(quads: impl IntoIterator<Item = Quad>) -> Vec<Quad> {
    let mut keyed: Vec<(String, Quad)> = quads
        .into_iter()
        .map(|quad| (format!("{} {quad}", quad.graph_name), quad))
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.dedup_by(|a, b| a.0 == b.0);
    keyed.into_iter().map(|(_, quad)| quad).collect()
}

fn serialize(quads: &[Quad], format: RdfFormat) -> io::Result<Vec<u8>> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in vocab::PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for quad in quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()
}
