//! An index of quads that are in memory, and the quads of an index.

use std::io::{self, Seek, Write};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, TermRef};

use super::{
    Dictionary, Id, Index, IndexError, Layout,
    build::{to_bytes, write},
    dictionary::spell,
};
use crate::store::Quads;

impl Index {
    /// Makes an index of quads, in memory. O(n log n).
    ///
    /// # Errors
    ///
    /// Refuses more quads or terms than an index can hold.
    pub fn of(quads: &Quads) -> io::Result<Self> {
        let (dictionary, rows) = quads.numbered()?;
        Self::of_rows(&dictionary, rows)
    }

    /// Makes an index of oxigraph's quads, in memory; those of the default graph too.
    ///
    /// # Errors
    ///
    /// As [`Self::of`].
    pub fn of_dataset(quads: impl IntoIterator<Item = Quad>) -> io::Result<Self> {
        let mut dictionary = Dictionary::default();
        let mut rows = Vec::new();
        for quad in quads {
            let mut number = |term: TermRef<'_>| dictionary.number_of(term);
            rows.push([
                number(subject_of(&quad.subject))?,
                number(quad.predicate.as_ref().into())?,
                number(quad.object.as_ref())?,
                graph_of(&quad.graph_name).map_or(Ok(0), number)?,
            ]);
        }
        Self::of_rows(&dictionary, rows)
    }

    fn of_rows(dictionary: &Dictionary, rows: Vec<[u32; 4]>) -> io::Result<Self> {
        let bytes = to_bytes(dictionary, rows)?;
        Self::from_bytes(bytes).map_err(|error: IndexError| io::Error::other(error))
    }

    /// Returns the quads of the named graphs, each once.
    pub fn to_quads(&self) -> Quads {
        let mut quads = Quads::default();
        let mut numbers = Numbers::default();
        for triple in self.triples([None; 3]) {
            let triple_numbers = triple.map(|id| numbers.of(id, self, &mut quads));
            for graph in self.graphs_of(triple) {
                let [subject, predicate, object] = triple_numbers;
                let graph = numbers.of(graph, self, &mut quads);
                quads.rows.push([subject, predicate, object, graph]);
            }
        }
        quads
    }
}

impl Quads {
    /// Writes an index of the quads. O(n log n).
    ///
    /// # Errors
    ///
    /// Fails where the output does; refuses more quads or terms than an index can hold.
    pub(crate) fn write_index<W: Write + Seek>(&self, out: W) -> io::Result<(W, Layout)> {
        let (dictionary, rows) = self.numbered()?;
        write(&dictionary, rows, out)
    }

    /// Numbers the terms in the order of their spelling, whatever the order in which they came.
    fn numbered(&self) -> io::Result<(Dictionary, Vec<[u32; 4]>)> {
        let mut dictionary = Dictionary::default();
        let terms: Vec<&Term> = self.terms.iter().collect();
        let mut spellings = vec![Vec::new(); terms.len()];
        for (term, spelling) in terms.iter().zip(&mut spellings) {
            spell(term.as_ref(), spelling);
        }
        let mut order: Vec<usize> = (0..terms.len()).collect();
        order.sort_unstable_by(|a, b| spellings[*a].cmp(&spellings[*b]));
        let mut numbers = vec![0; terms.len()];
        for place in order {
            numbers[place] = dictionary.number_of(terms[place].as_ref())?;
        }
        let rows = self
            .rows
            .iter()
            .map(|row| row.map(|term| numbers[term as usize]));
        Ok((dictionary, rows.collect()))
    }
}

/// The numbers that terms of an index have among those of quads; one more, so that 0 is none.
#[derive(Default)]
struct Numbers {
    of_dictionary: Vec<u32>,
}

impl Numbers {
    fn of(&mut self, id: Id, index: &Index, quads: &mut Quads) -> u32 {
        if !id.is_dictionary() {
            return quads.terms.number(index.term(id).as_ref());
        }
        let place = id.get() as usize;
        if self.of_dictionary.is_empty() {
            self.of_dictionary = vec![0; index.terms() as usize + 1];
        }
        match self.of_dictionary.get(place) {
            Some(0) | None => {}
            Some(number) => return number - 1,
        }
        let number = quads.terms.number(index.term(id).as_ref());
        if let Some(slot) = self.of_dictionary.get_mut(place) {
            *slot = number + 1;
        }
        number
    }
}

fn subject_of(node: &NamedOrBlankNode) -> TermRef<'_> {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_ref().into(),
        NamedOrBlankNode::BlankNode(node) => node.as_ref().into(),
    }
}

/// Returns the name of a graph; none of the default graph.
fn graph_of(graph: &GraphName) -> Option<TermRef<'_>> {
    match graph {
        GraphName::NamedNode(node) => Some(node.as_ref().into()),
        GraphName::BlankNode(node) => Some(node.as_ref().into()),
        GraphName::DefaultGraph => None,
    }
}
