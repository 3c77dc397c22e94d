//! The quads in memory as sorted rows of numbers, under oxigraph's query engine.
//!
//! A command reads its graph once, asks and ends. oxigraph's own `Store`
//! takes 2.3 µs a quad to fill, and its union of all graphs gives a triple as
//! often as there are graphs that state it; this takes 0.4 µs, and
//! gives each triple once, as the contract asks.

use std::{convert::Infallible, io, rc::Rc};

use oxigraph::model::Term;
use spareval::{InternalQuad, QueryableDataset};

use super::{
    dump::{DumpForm, write},
    quads::{Quads, Row},
    terms::Terms,
};

/// The orders in which rows are kept: each begins with the ends that a pattern may know.
/// The graph comes last, so that a triple of two graphs stands in neighbouring rows.
const ORDERS: [[usize; 4]; 3] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3]];

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
enum Graphs {
    /// The merge of all: each triple once.
    Merge,
    /// Each named graph by itself.
    Each,
    /// One graph; `None` where it is not in the dataset.
    One(Option<u32>),
}

impl<'a> QueryableDataset<'a> for &'a Dataset {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        let ends = [subject, predicate, object];
        let made = ends
            .iter()
            .any(|end| matches!(end, Some(Internal::Made(_))));
        let pattern = ends.map(|end| end.and_then(Internal::number));
        let graphs = match graph_name {
            None => Graphs::Each,
            Some(None) => Graphs::Merge,
            Some(Some(graph)) => Graphs::One(graph.number()),
        };
        let (place, rows) = self.matching(pattern);
        let rows = if made { &rows[..0] } else { rows };
        select(rows, ORDERS[place], pattern, graphs)
    }

    fn internal_named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<Internal, Infallible>> + use<'a> {
        let mut graphs: Vec<u32> = self.orders[0].iter().map(|row| row[3]).collect();
        graphs.sort_unstable();
        graphs.dedup();
        graphs.into_iter().map(|graph| Ok(Internal::Known(graph)))
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        let number = self.terms.find(term.as_ref());
        Ok(number.map_or_else(|| Internal::Made(Rc::new(term)), Internal::Known))
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(number) => self.terms.term(number).clone(),
            Internal::Made(term) => Rc::unwrap_or_clone(term),
        })
    }
}

impl Internal {
    fn number(&self) -> Option<u32> {
        match self {
            Self::Known(number) => Some(*number),
            Self::Made(_) => None,
        }
    }
}

/// Gives the rows of an order that match the whole pattern, as quads.
fn select(
    rows: &[Row],
    order: [usize; 4],
    pattern: [Option<u32>; 3],
    graphs: Graphs,
) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> {
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
        let [subject, predicate, object] = triple.map(Internal::Known);
        let graph_name = graph.map(Internal::Known);
        Some(Ok(InternalQuad {
            subject,
            predicate,
            object,
            graph_name,
        }))
    })
}
