//! An index as the query engine sees it.
//!
//! Terms stay numbers until rows leave. What a query computes gets numbers that
//! last as long as the query, looked up in the dictionary first: two equal
//! terms always have one number.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use foldhash::fast::FixedState;
use oxigraph::model::{NamedNode, Term};
use spareval::{ExpressionTerm, InternalQuad, QueryableDataset};

use super::{
    index::{Id, Index, Triples, inline_of},
    language::recased,
    plan::{
        paths::{Closure, virtual_predicate},
        walk::Walk,
    },
};

/// What a query sees where it names no graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefaultGraph {
    /// The merge of all graphs, in which a triple of two counts once.
    #[default]
    Union,
    /// The triples that stand in no named graph.
    Own,
}

/// An index under one query.
#[derive(Clone, Debug)]
pub struct View<'a> {
    index: &'a Index,
    default: Default,
    /// The named graphs that the query may see; all where there is no list.
    named: Option<Rc<[Id]>>,
    made: Rc<RefCell<Made>>,
    /// What virtual predicates stand for; their numbers are those of the first computed terms.
    walks: Rc<[Walk]>,
}

/// The triples of the default graph.
#[derive(Clone, Debug)]
enum Default {
    Union,
    Own,
    /// The merge of these graphs.
    Listed(Rc<[Option<Id>]>),
}

/// A query computed more terms than there are numbers for.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("found more than 268,435,456 computed terms: expected fewer")]
pub struct TooManyTerms;

/// Terms that a query made.
#[derive(Debug, Default)]
struct Made {
    terms: Vec<Term>,
    numbers: HashMap<Term, Id, FixedState>,
}

impl<'a> View<'a> {
    /// Shows an index to a query; what its `FROM` and `FROM NAMED` list, or all.
    pub fn new(
        index: &'a Index,
        default: DefaultGraph,
        dataset: Option<&spargebra::algebra::QueryDataset>,
    ) -> Self {
        let number = |name: &NamedNode| index.find(name.as_ref().into());
        let (default, named) = match dataset {
            None if default == DefaultGraph::Union => (Default::Union, None),
            None => (Default::Own, None),
            Some(listed) => {
                let graphs = listed.default.iter().filter_map(number).map(Some).collect();
                let named = listed.named.iter().flatten().filter_map(number).collect();
                (Default::Listed(graphs), Some(named))
            }
        };
        Self {
            index,
            default,
            named,
            made: Rc::default(),
            walks: Rc::default(),
        }
    }

    /// Adds the closures of a plan, in the order of their numbers. Comes first: no term may be computed before.
    pub fn with_walks(mut self, closures: &[Closure]) -> Self {
        let walks = closures
            .iter()
            .map(|closure| Walk::new(closure, self.index));
        self.walks = walks.collect();
        let mut made = self.made.borrow_mut();
        for number in 0..closures.len() {
            // There are fewer closures than numbers: each was read from the query.
            let _ = made.number(&virtual_predicate(number).into());
        }
        drop(made);
        self
    }

    /// Returns the pairs of a closure as quads of its virtual predicate.
    fn of_walk(
        &self,
        walk: &Walk,
        [subject, predicate, object]: [Option<Id>; 3],
        graph: Option<Id>,
    ) -> Quads<'a> {
        let Some(predicate) = predicate else {
            return Quads::Boxed(Box::new(std::iter::empty()));
        };
        let (ends, index) = ([subject, object], self.index);
        if graph.is_some_and(|graph| !self.may_see(graph)) {
            return Quads::Boxed(Box::new(std::iter::empty()));
        }
        let pairs = match (graph, &self.default) {
            (Some(graph), _) => {
                walk.pairs(ends, move |pattern| index.triples_in(Some(graph), pattern))
            }
            (None, Default::Union) => walk.pairs(ends, move |pattern| index.triples(pattern)),
            (None, _) => {
                let view = self.clone();
                let triple = |quad: InternalQuad<Id>| [quad.subject, quad.predicate, quad.object];
                walk.pairs(ends, move |pattern| {
                    view.of_default(pattern).flatten().map(triple)
                })
            }
        };
        let quads = pairs.map(move |[subject, object]| quad([subject, predicate, object], graph));
        Quads::Boxed(Box::new(quads))
    }

    fn may_see(&self, graph: Id) -> bool {
        self.named
            .as_ref()
            .is_none_or(|named| named.contains(&graph))
    }

    fn of_default(&self, pattern: [Option<Id>; 3]) -> Quads<'a> {
        match &self.default {
            Default::Union => Quads::Merged(self.index.triples(pattern)),
            Default::Own => Quads::Boxed(self.in_graph(None, pattern)),
            Default::Listed(graphs) if graphs.len() == 1 => {
                Quads::Boxed(self.in_graph(graphs[0], pattern))
            }
            Default::Listed(graphs) => {
                let (index, graphs) = (self.index, Rc::clone(graphs));
                let mut seen = HashSet::<_, FixedState>::default();
                let all = (0..graphs.len())
                    .flat_map(move |place| index.triples_in(graphs[place], pattern));
                Quads::Boxed(Box::new(
                    all.filter(move |triple| seen.insert(*triple)).map(unnamed),
                ))
            }
        }
    }

    fn in_graph(&self, graph: Option<Id>, pattern: [Option<Id>; 3]) -> BoxedQuads<'a> {
        let triples = self.index.triples_in(graph, pattern);
        Box::new(triples.map(move |triple| quad(triple, graph)))
    }

    fn of_each(&self, pattern: [Option<Id>; 3]) -> Quads<'a> {
        let (index, view) = (self.index, self.clone());
        let quads = index.triples(pattern).flat_map(move |triple| {
            let view = view.clone();
            let graphs = index
                .graphs_of(triple)
                .filter(move |graph| view.may_see(*graph));
            graphs.map(move |graph| quad(triple, Some(graph)))
        });
        Quads::Boxed(Box::new(quads))
    }
}

type BoxedQuads<'a> = Box<dyn Iterator<Item = InternalQuad<Id>> + 'a>;

/// The quads of a pattern.
pub enum Quads<'a> {
    /// Of the merge of all graphs: what most queries ask for.
    Merged(Triples<'a>),
    /// All else.
    Boxed(BoxedQuads<'a>),
}

impl Iterator for Quads<'_> {
    type Item = Result<InternalQuad<Id>, TooManyTerms>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Merged(triples) => triples.next().map(unnamed).map(Ok),
            Self::Boxed(quads) => quads.next().map(Ok),
        }
    }
}

fn unnamed(triple: [Id; 3]) -> InternalQuad<Id> {
    quad(triple, None)
}

fn quad([subject, predicate, object]: [Id; 3], graph_name: Option<Id>) -> InternalQuad<Id> {
    InternalQuad {
        subject,
        predicate,
        object,
        graph_name,
    }
}

impl Made {
    /// Returns the number of a term that no quad holds.
    fn number(&mut self, term: &Term) -> Result<Id, TooManyTerms> {
        let term = recased(term.as_ref());
        if let Some(id) = self.numbers.get(&term) {
            return Ok(*id);
        }
        let id = Id::of_query(self.terms.len()).ok_or(TooManyTerms)?;
        self.terms.push(term.clone());
        self.numbers.insert(term, id);
        Ok(id)
    }
}

impl<'a> QueryableDataset<'a> for View<'a> {
    type InternalTerm = Id;
    type Error = TooManyTerms;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Id>,
        predicate: Option<&Id>,
        object: Option<&Id>,
        graph_name: Option<Option<&Id>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Id>, TooManyTerms>> + use<'a> {
        let pattern = [subject, predicate, object].map(Option::<&Id>::copied);
        let walk = predicate.and_then(|predicate| self.walks.get(predicate.query_place()?));
        if let (Some(walk), Some(graph)) = (walk, graph_name) {
            return self.of_walk(walk, pattern, graph.copied());
        }
        match graph_name {
            Some(None) => self.of_default(pattern),
            Some(Some(graph)) if self.may_see(*graph) => {
                Quads::Boxed(self.in_graph(Some(*graph), pattern))
            }
            Some(Some(_)) => Quads::Boxed(Box::new(std::iter::empty())),
            None => self.of_each(pattern),
        }
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Id, TooManyTerms>> + use<'a> {
        let view = self.clone();
        let graphs = self.index.graphs();
        graphs.filter(move |graph| view.may_see(*graph)).map(Ok)
    }

    fn contains_internal_graph_name(&self, graph_name: &Id) -> Result<bool, TooManyTerms> {
        Ok(self.may_see(*graph_name) && self.index.has_graph(*graph_name))
    }

    fn internalize_term(&self, term: Term) -> Result<Id, TooManyTerms> {
        let found = self.index.find(term.as_ref());
        found.map_or_else(|| self.made.borrow_mut().number(&term), Ok)
    }

    fn externalize_term(&self, term: Id) -> Result<Term, TooManyTerms> {
        let made = self.made.borrow();
        let known = term.query_place().and_then(|place| made.terms.get(place));
        Ok(known.cloned().unwrap_or_else(|| self.index.term(term)))
    }

    fn externalize_expression_term(&self, term: Id) -> Result<ExpressionTerm, TooManyTerms> {
        if term.query_place().is_some() {
            return Ok(self.externalize_term(term)?.into());
        }
        Ok(self.index.expression_term(term))
    }

    fn internalize_expression_term(&self, term: ExpressionTerm) -> Result<Id, TooManyTerms> {
        match inline_of(&term) {
            Some(id) => Ok(id),
            None => self.internalize_term(term.into()),
        }
    }
}
