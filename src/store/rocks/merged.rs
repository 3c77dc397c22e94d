//! Oxigraph's store as the merge of its graphs, in which a triple of two documents counts once.
//!
//! Takes a store and the graphs that a query names; gives quads to the query engine. Terms are numbered as they are
//! met, so that the engine compares numbers; what the store keeps of them is not to be had from outside, so each is
//! spelled first.

use std::{cell::RefCell, collections::HashSet, iter, rc::Rc};

use oxigraph::{
    model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef},
    store::{QuadIter, StorageError, Store},
};
use spareval::{InternalQuad, QueryableDataset};
use spargebra::{Query, algebra::QueryDataset};

use crate::store::terms::Terms;

/// The graphs that a query sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Those that make up its default graph; `None` for all.
    default: Option<Vec<NamedNode>>,
    /// Those that `GRAPH` may name; `None` for all.
    named: Option<Vec<NamedNode>>,
}

impl Scope {
    /// Takes `FROM` and `FROM NAMED` out of a query.
    pub fn take(query: &mut Query) -> Self {
        let (Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. }) = query;
        match dataset.take() {
            None => Self::default(),
            Some(QueryDataset { default, named }) => Self {
                default: Some(default),
                named: Some(named.unwrap_or_default()),
            },
        }
    }
}

/// A store under the query engine, for one query.
pub struct Merged<'a> {
    store: &'a Store,
    scope: Rc<Scope>,
    terms: Rc<RefCell<Terms>>,
}

type Found = Result<InternalQuad<u32>, StorageError>;

impl<'a> Merged<'a> {
    /// Takes a store and what a query sees of it.
    pub fn new(store: &'a Store, scope: Scope) -> Self {
        Self {
            store,
            scope: Rc::new(scope),
            terms: Rc::default(),
        }
    }

    fn term(&self, number: Option<&u32>) -> Option<Term> {
        number.map(|number| self.terms.borrow().term(*number).clone())
    }

    /// Reads the store's quads of a pattern; none where its terms can make none.
    fn matching(
        &self,
        ends: [Option<&u32>; 3],
        graph: Option<&GraphName>,
    ) -> Option<QuadIter<'static>> {
        let [subject, predicate, object] = ends.map(|end| self.term(end));
        let subject = subject.as_ref().map(node).transpose().ok()?;
        let predicate = predicate.as_ref().map(iri).transpose().ok()?;
        let object = object.as_ref().map(Term::as_ref);
        let graph = graph.map(GraphName::as_ref);
        Some(
            self.store
                .quads_for_pattern(subject, predicate, object, graph),
        )
    }

    /// Gives each triple of the default graph once, whatever the order of the quads.
    fn merge(&self, ends: [Option<&u32>; 3]) -> Box<dyn Iterator<Item = Found> + 'a> {
        let one = match self.scope.default.as_deref() {
            Some([one]) => Some(GraphName::from(one.clone())),
            _ => None,
        };
        let (scope, terms) = (Rc::clone(&self.scope), Rc::clone(&self.terms));
        let is_seen = move |quad: &Quad| match (&scope.default, &quad.graph_name) {
            (None, _) => true,
            (Some(graphs), GraphName::NamedNode(graph)) => graphs.contains(graph),
            (Some(_), _) => false,
        };
        let mut before = HashSet::new();
        let quads = self.matching(ends, one.as_ref()).into_iter().flatten();
        Box::new(quads.filter_map(move |quad| {
            let quad = match quad {
                Ok(quad) if is_seen(&quad) => quad,
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            };
            let mut found = numbered(&quad, &terms);
            found.graph_name = None;
            let triple = [found.subject, found.predicate, found.object];
            (one.is_some() || before.insert(triple)).then_some(Ok(found))
        }))
    }

    /// Gives the quads of the named graphs that the query may see, each with its graph.
    fn each(
        &self,
        ends: [Option<&u32>; 3],
        graph: Option<&u32>,
    ) -> Box<dyn Iterator<Item = Found> + 'a> {
        let graph = match graph.map(|graph| self.term(Some(graph))) {
            None => None,
            Some(Some(Term::NamedNode(graph))) => Some(GraphName::from(graph)),
            Some(Some(Term::BlankNode(graph))) => Some(GraphName::from(graph)),
            Some(_) => return Box::new(iter::empty()),
        };
        let (scope, terms) = (Rc::clone(&self.scope), Rc::clone(&self.terms));
        let is_seen = move |quad: &Quad| match (&scope.named, &quad.graph_name) {
            (_, GraphName::DefaultGraph) | (Some(_), GraphName::BlankNode(_)) => false,
            (None, _) => true,
            (Some(graphs), GraphName::NamedNode(graph)) => graphs.contains(graph),
        };
        let quads = self.matching(ends, graph.as_ref()).into_iter().flatten();
        Box::new(quads.filter_map(move |quad| match quad {
            Ok(quad) => is_seen(&quad).then(|| Ok(numbered(&quad, &terms))),
            Err(error) => Some(Err(error)),
        }))
    }
}

impl<'a> QueryableDataset<'a> for Merged<'a> {
    type InternalTerm = u32;
    type Error = StorageError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&u32>,
        predicate: Option<&u32>,
        object: Option<&u32>,
        graph_name: Option<Option<&u32>>,
    ) -> impl Iterator<Item = Found> + use<'a> {
        let ends = [subject, predicate, object];
        match graph_name {
            Some(None) => self.merge(ends),
            Some(graph) => self.each(ends, graph),
            None => self.each(ends, None),
        }
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<u32, StorageError>> + use<'a> {
        let terms = Rc::clone(&self.terms);
        let (named, stored): (Vec<NamedNode>, _) = match &self.scope.named {
            Some(named) => (named.clone(), None),
            None => (Vec::new(), Some(self.store.named_graphs())),
        };
        let named = named.into_iter().map(|graph| Ok(graph.into()));
        let graphs = named.chain(stored.into_iter().flatten());
        graphs.map(move |graph: Result<oxigraph::model::NamedOrBlankNode, _>| {
            Ok(terms.borrow_mut().number(graph?.as_ref().into()))
        })
    }

    fn internalize_term(&self, term: Term) -> Result<u32, StorageError> {
        Ok(self.terms.borrow_mut().number(term.as_ref()))
    }

    fn externalize_term(&self, number: u32) -> Result<Term, StorageError> {
        Ok(self.terms.borrow().term(number).clone())
    }
}

/// Numbers the terms of a quad.
fn numbered(quad: &Quad, terms: &RefCell<Terms>) -> InternalQuad<u32> {
    let mut terms = terms.borrow_mut();
    let mut number = |term: TermRef<'_>| terms.number(term);
    InternalQuad {
        subject: number(quad.subject.as_ref().into()),
        predicate: number(quad.predicate.as_ref().into()),
        object: number(quad.object.as_ref()),
        graph_name: match &quad.graph_name {
            GraphName::NamedNode(node) => Some(number(node.as_ref().into())),
            GraphName::BlankNode(node) => Some(number(node.as_ref().into())),
            GraphName::DefaultGraph => None,
        },
    }
}

/// Returns a term that can be a subject.
fn node(term: &Term) -> Result<NamedOrBlankNodeRef<'_>, ()> {
    match term {
        Term::NamedNode(node) => Ok(node.as_ref().into()),
        Term::BlankNode(node) => Ok(node.as_ref().into()),
        Term::Literal(_) => Err(()),
    }
}

/// Returns a term that can be a predicate.
fn iri(term: &Term) -> Result<NamedNodeRef<'_>, ()> {
    match term {
        Term::NamedNode(node) => Ok(node.as_ref()),
        Term::BlankNode(_) | Term::Literal(_) => Err(()),
    }
}
