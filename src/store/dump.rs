//! The graph written out in the open formats of RDF 1.1.

use std::{cmp::Ordering, io};

use oxigraph::{
    io::{JsonLdProfileSet, RdfFormat, RdfSerializer},
    model::{GraphName, Quad},
};

use super::{
    quads::{Row, quad},
    terms::Terms,
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
/// O(n log n), and each term is spelled once.
pub(super) fn write(terms: &Terms, rows: &[Row], form: DumpForm) -> io::Result<Vec<u8>> {
    let spelled = Spelled::new(terms);
    match form {
        DumpForm::NQuads => Ok(spelled.lines(rows, 4)),
        DumpForm::NTriples => Ok(spelled.lines(rows, 3)),
        DumpForm::Turtle => {
            let merged = spelled.sorted(rows, &[0, 1, 2]).into_iter();
            let quads = merged.filter_map(|row| quad(terms, row)).map(|mut quad| {
                quad.graph_name = GraphName::DefaultGraph;
                quad
            });
            serialize(quads, RdfFormat::Turtle)
        }
        DumpForm::JsonLd => {
            let sorted = spelled.sorted(rows, &[3, 0, 1, 2]).into_iter();
            let profile = JsonLdProfileSet::empty();
            let quads = sorted.filter_map(|row| quad(terms, row));
            serialize(quads, RdfFormat::JsonLd { profile })
        }
    }
}

/// The terms as N-Quads spells them, and their order.
struct Spelled {
    texts: Vec<String>,
    /// The place of each term among the sorted texts. In a line a space follows a term, which no
    /// term has where another ends, so lines stand in the order of their terms.
    places: Vec<u32>,
}

impl Spelled {
    fn new(terms: &Terms) -> Self {
        let texts: Vec<String> = terms.iter().map(ToString::to_string).collect();
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_unstable_by(|a, b| texts[*a].cmp(&texts[*b]));
        let mut places = vec![0; texts.len()];
        for (place, number) in (0..).zip(order) {
            places[number] = place;
        }
        Self { texts, places }
    }

    /// Returns the rows sorted by these ends, and each combination of them once.
    fn sorted(&self, rows: &[Row], ends: &[usize]) -> Vec<Row> {
        let place = |row: &Row, end: usize| self.places[row[end] as usize];
        let compare = |a: &Row, b: &Row| {
            let differ = |end: &usize| place(a, *end).cmp(&place(b, *end));
            let first = ends.iter().map(differ).find(|order| order.is_ne());
            first.unwrap_or(Ordering::Equal)
        };
        let mut sorted = rows.to_vec();
        sorted.sort_unstable_by(compare);
        sorted.dedup_by(|a, b| compare(a, b).is_eq());
        sorted
    }

    /// Writes a line a row, of its first `length` terms.
    fn lines(&self, rows: &[Row], length: usize) -> Vec<u8> {
        let mut lines = String::new();
        for row in self.sorted(rows, &[0, 1, 2, 3][..length]) {
            for number in &row[..length] {
                lines.push_str(&self.texts[*number as usize]);
                lines.push(' ');
            }
            lines.push_str(".\n");
        }
        lines.into_bytes()
    }
}

fn serialize(quads: impl Iterator<Item = Quad>, format: RdfFormat) -> io::Result<Vec<u8>> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in vocab::PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for quad in quads {
        writer.serialize_quad(&quad)?;
    }
    writer.finish()
}
