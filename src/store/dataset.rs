//! The quads in memory as sorted rows of numbers, under oxigraph's query engine.
//!
//! A command reads its graph once, asks and ends. oxigraph's own `Store`
//! takes 2.3 µs a quad to fill, and its union of all graphs gives a triple as
//! often as there are graphs that state it; this takes 0.4 µs, and
//! gives each triple once, as the contract asks.

use std::{convert::Infallible, io, rc::Rc};

use oxigraph::model::{Term, TermRef};
use spareval::{InternalQuad, QueryableDataset};

use super::{
    dump::{DumpForm, write},
    plan::{
        paths::{Closure, virtual_predicate},
        walk::Walk,
    },
    quads::{Quads, Row},
    terms::Terms,
};

/// The orders in which rows are kept: each begins with the ends that a pattern may know.
/// The graph comes last, so that a triple of two graphs stands in neighbouring rows.
const ORDERS: [[usize; 4]; 3] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3]];

/// A term of the dataset by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub(super) u32);

/// How a predicate is spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Triples that have it.
    pub triples: u64,
    /// Distinct subjects of those.
    pub subjects: u64,
    /// Distinct objects of those.
    pub objects: u64,
}

/// Quads in three orders and the terms their numbers stand for.
#[derive(Debug, Default)]
pub struct Dataset {
    terms: Terms,
    orders: [Vec<Row>; 3],
    /// For each order, where the rows of a first term begin, by its number; one more than there are terms.
    starts: [Vec<usize>; 3],
}

/// A term of the dataset by its number, or one that a query made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Internal {
    /// A term of the dataset.
    Known(u32),
    /// A term that no quad holds.
    Made(Rc<Term>),
    /// The predicate that stands for a walk.
    Virtual(usize),
}

impl Dataset {
    /// Takes quads; one that stands twice counts once. O(n log n).
    #[must_use]
    pub fn new(quads: Quads) -> Self {
        let Quads { terms, mut rows } = quads;
        rows.sort_unstable();
        rows.dedup();
        let orders = ORDERS.map(|order| permuted(&rows, order));
        let starts = orders.each_ref().map(|rows| starts(rows, terms.count()));
        Self {
            terms,
            orders,
            starts,
        }
    }

    /// Returns how many quads there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.orders[0].len()
    }

    /// Says whether there is no quad.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the quads in an open format. See [`DumpForm`].
    ///
    /// # Errors
    ///
    /// Fails only where the serializer does.
    pub fn dump(&self, form: DumpForm) -> io::Result<Vec<u8>> {
        write(&self.terms, &self.orders[0], form)
    }

    /// Returns the quads.
    #[must_use]
    pub fn into_quads(self) -> Quads {
        let [rows, ..] = self.orders;
        Quads {
            terms: self.terms,
            rows,
        }
    }

    /// Returns the number of a term that some quad holds.
    pub(super) fn find(&self, term: TermRef<'_>) -> Option<Id> {
        self.terms.find(term).map(Id)
    }

    /// Returns the term of a number.
    pub(super) fn term(&self, id: Id) -> Term {
        self.terms.term(id.0).clone()
    }

    /// Returns the triples of all graphs that match a pattern, each once.
    pub(super) fn triples(&self, pattern: [Option<Id>; 3]) -> impl Iterator<Item = [Id; 3]> {
        self.read(pattern, Graphs::Merge)
    }

    /// Returns the triples of one graph that match a pattern.
    pub(super) fn triples_in(
        &self,
        graph: Id,
        pattern: [Option<Id>; 3],
    ) -> impl Iterator<Item = [Id; 3]> {
        self.read(pattern, Graphs::One(Some(graph.0)))
    }

    fn read(
        &self,
        pattern: [Option<Id>; 3],
        graphs: Graphs,
    ) -> impl Iterator<Item = [Id; 3]> + use<'_> {
        let pattern = pattern.map(|end| end.map(|Id(number)| number));
        let (place, rows) = self.matching(pattern);
        select(rows, ORDERS[place], pattern, graphs).map(|(triple, _)| triple.map(Id))
    }

    /// Returns at least how many triples match a pattern.
    pub(super) fn count(&self, pattern: [Option<Id>; 3]) -> u64 {
        let (_, rows) = self.matching(pattern.map(|end| end.map(|Id(number)| number)));
        rows.len() as u64
    }

    /// Returns how many quads a graph has.
    pub(super) fn graph_len(&self, graph: Id) -> u64 {
        self.triples_in(graph, [None; 3]).count() as u64
    }

    /// Returns how a predicate is spread.
    pub(super) fn statistics(&self, predicate: Id) -> Statistics {
        let distinct = |end: usize| {
            let mut ids: Vec<Id> = self
                .triples([None, Some(predicate), None])
                .map(|triple| triple[end])
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids.len() as u64
        };
        Statistics {
            triples: self.triples([None, Some(predicate), None]).count() as u64,
            subjects: distinct(0),
            objects: distinct(2),
        }
    }

    /// Returns the rows that match a pattern, from the order that knows most of it.
    fn matching(&self, pattern: [Option<u32>; 3]) -> (usize, &[Row]) {
        let known = |order: &[usize; 4]| {
            order
                .iter()
                .take(3)
                .take_while(|end| pattern[**end].is_some())
                .count()
        };
        let best =
            (0..ORDERS.len()).max_by_key(|place| (known(&ORDERS[*place]), ORDERS.len() - place));
        let place = best.unwrap_or(0);
        let mut rows = self.orders[place].as_slice();
        let mut wanted = ORDERS[place].iter().take(3).map_while(|end| pattern[*end]);
        if let Some(first) = wanted.next() {
            let starts = &self.starts[place][first as usize..];
            rows = &rows[starts[0]..starts[1]];
        }
        for (column, wanted) in (1..3).zip(wanted) {
            let start = rows.partition_point(|row| row[column] < wanted);
            let length = rows[start..].partition_point(|row| row[column] == wanted);
            rows = &rows[start..start + length];
        }
        (place, rows)
    }
}

/// Returns where the rows of each first term begin in an order. O(rows + terms).
fn starts(rows: &[Row], terms: usize) -> Vec<usize> {
    let mut starts = vec![0; terms + 1];
    for row in rows {
        starts[row[0] as usize + 1] += 1;
    }
    for number in 0..terms {
        starts[number + 1] += starts[number];
    }
    starts
}

fn permuted(rows: &[Row], order: [usize; 4]) -> Vec<Row> {
    let mut permuted: Vec<Row> = rows.iter().map(|row| order.map(|end| row[end])).collect();
    permuted.sort_unstable();
    permuted
}

/// Which graphs a pattern looks into.
#[derive(Clone, Copy)]
enum Graphs {
    /// The merge of all: each triple once.
    Merge,
    /// Each named graph by itself.
    Each,
    /// One graph; `None` where it is not in the dataset.
    One(Option<u32>),
}

/// The dataset as a query sees it, with the walks that its virtual predicates stand for.
pub struct View<'a> {
    dataset: &'a Dataset,
    walks: Vec<Walk>,
}

impl<'a> View<'a> {
    /// Takes the closures of a plan, in the order of their numbers.
    pub(super) fn new(dataset: &'a Dataset, closures: &[Closure]) -> Self {
        let walks = closures.iter().map(|closure| Walk::new(closure, dataset));
        Self {
            dataset,
            walks: walks.collect(),
        }
    }

    fn walked(
        &self,
        ends: [Option<&Internal>; 2],
        walk: usize,
        graph: Option<Option<&Internal>>,
    ) -> Box<dyn Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + 'a> {
        let made = ends.iter().flatten().any(|end| end.number().is_none());
        let graphs = match graph {
            Some(Some(graph)) => graph.number().map(|graph| Graphs::One(Some(graph))),
            _ => Some(Graphs::Merge),
        };
        let (false, Some(graphs)) = (made, graphs) else {
            return Box::new(std::iter::empty());
        };
        let dataset = self.dataset;
        let ends = ends.map(|end| end.and_then(Internal::number).map(Id));
        let pairs = self.walks[walk].pairs(ends, move |pattern| dataset.read(pattern, graphs));
        let graph_name = graph.flatten().cloned();
        Box::new(pairs.map(move |[subject, object]| {
            Ok(InternalQuad {
                subject: Internal::Known(subject.0),
                predicate: Internal::Virtual(walk),
                object: Internal::Known(object.0),
                graph_name: graph_name.clone(),
            })
        }))
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        if let Some(Internal::Virtual(walk)) = predicate {
            return self.walked([subject, object], *walk, graph_name);
        }
        let ends = [subject, predicate, object];
        let made = ends.iter().flatten().any(|end| end.number().is_none());
        let pattern = ends.map(|end| end.and_then(Internal::number));
        let graphs = match graph_name {
            None => Graphs::Each,
            Some(None) => Graphs::Merge,
            Some(Some(graph)) => Graphs::One(graph.number()),
        };
        let (place, rows) = self.dataset.matching(pattern);
        let rows = if made { &rows[..0] } else { rows };
        Box::new(
            select(rows, ORDERS[place], pattern, graphs).map(|(triple, graph)| {
                let [subject, predicate, object] = triple.map(Internal::Known);
                let graph_name = graph.map(Internal::Known);
                Ok(InternalQuad {
                    subject,
                    predicate,
                    object,
                    graph_name,
                })
            }),
        )
    }

    fn internal_named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<Internal, Infallible>> + use<'a> {
        let rows = self.dataset.orders[0].iter();
        let mut graphs: Vec<u32> = rows.map(|row| row[3]).collect();
        graphs.sort_unstable();
        graphs.dedup();
        graphs.into_iter().map(|graph| Ok(Internal::Known(graph)))
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        if let Term::NamedNode(node) = &term
            && let Some(walk) = (0..self.walks.len()).find(|walk| virtual_predicate(*walk) == *node)
        {
            return Ok(Internal::Virtual(walk));
        }
        let number = self.dataset.terms.find(term.as_ref());
        Ok(number.map_or_else(|| Internal::Made(Rc::new(term)), Internal::Known))
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(number) => self.dataset.terms.term(number).clone(),
            Internal::Made(term) => Rc::unwrap_or_clone(term),
            Internal::Virtual(walk) => virtual_predicate(walk).into(),
        })
    }
}

impl Internal {
    fn number(&self) -> Option<u32> {
        match self {
            Self::Known(number) => Some(*number),
            Self::Made(_) | Self::Virtual(_) => None,
        }
    }
}

/// Gives the triples of an order's rows that match the whole pattern, with the graph where graphs are told apart.
fn select(
    rows: &[Row],
    order: [usize; 4],
    pattern: [Option<u32>; 3],
    graphs: Graphs,
) -> impl Iterator<Item = ([u32; 3], Option<u32>)> {
    let mut last = None;
    rows.iter().filter_map(move |row| {
        let mut quad = [0; 4];
        for (end, number) in order.into_iter().zip(row) {
            quad[end] = *number;
        }
        let fits = pattern
            .iter()
            .zip(&quad)
            .all(|(wanted, found)| wanted.is_none_or(|wanted| wanted == *found));
        let graph = match graphs {
            Graphs::Merge => None,
            Graphs::Each => Some(quad[3]),
            Graphs::One(wanted) if wanted == Some(quad[3]) => wanted,
            Graphs::One(_) => return None,
        };
        let triple = [quad[0], quad[1], quad[2]];
        let again = graph.is_none() && last == Some(triple);
        if !fits || again {
            return None;
        }
        last = Some(triple);
        Some((triple, graph))
    })
}
