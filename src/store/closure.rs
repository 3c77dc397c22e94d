//! What follows from subclasses and subproperties: the "is also" column of the vocabulary.
//!
//! RDFS rules 5, 7, 9 and 11 (RDF 1.1 Semantics, section 9.2.1) and no others:
//! domains and ranges tell a reader what a term is for and make no types here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::quads::iri;
use crate::vocab;

type Parents = BTreeMap<NamedNode, BTreeSet<NamedNode>>;

/// Adds the quads that follow, in the graph of what is inferred, where no document states their triple.
///
/// O(quads × the most ancestors of a term).
pub fn close(quads: &mut Vec<Quad>) {
    let classes = ancestors(quads, vocab::RDFS_SUB_CLASS_OF);
    let properties = ancestors(quads, vocab::RDFS_SUB_PROPERTY_OF);
    let graph = GraphName::from(iri(vocab::GRAPH_INFERRED));
    let follow = |quad| consequences(quad, &classes, &properties, &graph);
    let mut found: HashSet<Quad> = quads
        .iter()
        .filter(|quad| is_of_document(quad))
        .flat_map(follow)
        .collect();
    for quad in quads
        .iter()
        .filter(|quad| is_of_document(quad) && !is_of_assertion(quad))
    {
        found.remove(&Quad {
            graph_name: graph.clone(),
            ..quad.clone()
        });
    }
    quads.extend(found);
}

/// Says whether a quad is part of an assertion. Nothing that follows is stated by one: no document calls it a statement.
fn is_of_assertion(quad: &Quad) -> bool {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(subject) => subject.as_str().starts_with(vocab::ASSERTION_BASE),
        NamedOrBlankNode::BlankNode(_) => false,
    }
}

/// Says whether a quad stands in the graph of a document.
pub(super) fn is_of_document(quad: &Quad) -> bool {
    match &quad.graph_name {
        GraphName::NamedNode(graph) => !graph.as_str().starts_with(vocab::GRAPH_BASE),
        _ => false,
    }
}

fn consequences(
    quad: &Quad,
    classes: &Parents,
    properties: &Parents,
    graph: &GraphName,
) -> Vec<Quad> {
    let in_graph = |predicate: &NamedNode, object: Term| {
        Quad::new(
            quad.subject.clone(),
            predicate.clone(),
            object,
            graph.clone(),
        )
    };
    let mut follow = Vec::new();
    for parent in properties.get(&quad.predicate).into_iter().flatten() {
        follow.push(in_graph(parent, quad.object.clone()));
    }
    if quad.predicate.as_str() == vocab::RDF_TYPE
        && let Term::NamedNode(class) = &quad.object
    {
        for parent in classes.get(class).into_iter().flatten() {
            follow.push(in_graph(&quad.predicate, parent.clone().into()));
        }
    }
    follow
}

/// Returns, for each term, all terms above it in the ontology.
fn ancestors(quads: &[Quad], relation: &str) -> Parents {
    let mut parents = Parents::new();
    for quad in quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == relation)
    {
        if let (NamedOrBlankNode::NamedNode(child), Term::NamedNode(parent)) =
            (&quad.subject, &quad.object)
        {
            parents
                .entry(child.clone())
                .or_default()
                .insert(parent.clone());
        }
    }
    let all = |term: &NamedNode| {
        let mut reached = BTreeSet::new();
        let mut open = vec![term];
        while let Some(term) = open.pop() {
            let next = parents.get(term).into_iter().flatten();
            open.extend(next.filter(|parent| reached.insert((*parent).clone())));
        }
        reached
    };
    parents
        .keys()
        .map(|term| (term.clone(), all(term)))
        .collect()
}
