//! The quads in memory as sorted rows of numbers, under oxigraph's query engine.
//!
//! A command reads its graph once, asks and ends. oxigraph's own `Store`
//! takes 2.3 µs a quad to fill, and its union of all graphs gives a triple as
//! often as there are graphs that state it; this takes 0.4 µs, and
//! gives each triple once, as the contract asks.

use std::{collections::HashMap, convert::Infallible, rc::Rc};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use spareval::{InternalQuad, QueryableDataset};

/// Subject, predicate, object, graph: numbers of terms.
type Row = [u32; 4];

/// The orders in which rows are kept: each begins with the ends that a pattern may know.
/// The graph comes last, so that a triple of two graphs stands in neighbouring rows.
const ORDERS: [[usize; 4]; 3] = [[0, 1, 2, 3], [1, 2, 0, 3], [2, 0, 1, 3]];

/// Quads in three orders and the terms their numbers stand for.
#[derive(Debug, Default)]
pub struct Dataset {
    terms: Vec<Term>,
    /// With a fixed seed: the order of no output rests on it, and terms come from our own files.
    numbers: HashMap<Term, u32, foldhash::fast::FixedState>,
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
    /// Takes quads of named graphs, in any order; one that stands twice counts once. O(n log n).
    pub fn new(quads: impl IntoIterator<Item = Quad>) -> Self {
        let mut dataset = Self::default();
        let mut rows: Vec<Row> = Vec::new();
        for quad in quads {
            let subject = match quad.subject {
                NamedOrBlankNode::NamedNode(node) => node.into(),
                NamedOrBlankNode::BlankNode(node) => node.into(),
            };
            let graph = match quad.graph_name {
                GraphName::NamedNode(node) => node.into(),
                GraphName::BlankNode(node) => node.into(),
                GraphName::DefaultGraph => continue,
            };
            rows.push(
                [subject, quad.predicate.into(), quad.object, graph]
                    .map(|term| dataset.number(term)),
            );
        }
        rows.sort_unstable();
        rows.dedup();
        dataset.orders = ORDERS.map(|order| permuted(&rows, order));
        dataset.starts = dataset
            .orders
            .each_ref()
            .map(|rows| starts(rows, dataset.terms.len()));
        dataset
    }

    fn number(&mut self, term: Term) -> u32 {
        if let Some(number) = self.numbers.get(&term) {
            return *number;
        }
        // A row has 16 bytes, so memory ends long before the numbers do.
        let number = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.push(term.clone());
        self.numbers.insert(term, number);
        number
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

    /// Returns every quad, each once, in no order that matters.
    pub fn quads(&self) -> impl Iterator<Item = [&Term; 4]> {
        self.orders[0]
            .iter()
            .map(|row| row.map(|number| &self.terms[number as usize]))
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

/// Makes a quad of the four terms that [`Dataset::quads`] gives; `None` where they make none.
#[must_use]
pub fn to_quad([subject, predicate, object, graph]: [&Term; 4]) -> Option<Quad> {
    let node = |term: &Term| match term {
        Term::NamedNode(node) => Some(NamedOrBlankNode::from(node.clone())),
        Term::BlankNode(node) => Some(node.clone().into()),
        Term::Literal(_) => None,
    };
    let Term::NamedNode(predicate) = predicate else {
        return None;
    };
    let graph = GraphName::from(node(graph)?);
    Some(Quad::new(
        node(subject)?,
        predicate.clone(),
        object.clone(),
        graph,
    ))
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
        let number = self.numbers.get(&term).copied();
        Ok(number.map_or_else(|| Internal::Made(Rc::new(term)), Internal::Known))
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(number) => self.terms[number as usize].clone(),
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
