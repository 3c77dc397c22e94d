//! What follows from subclasses and subproperties: the "is also" column of the vocabulary.
//!
//! RDFS rules 5, 7, 9 and 11 (RDF 1.1 Semantics, section 9.2.1) and no others:
//! domains and ranges tell a reader what a term is for and make no types here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use super::quads::iri;
use crate::vocab;

type Parents = BTreeMap<NamedNode, BTreeSet<NamedNode>>;

/// Adds the quads that follow, in the graph of what is inferred, where no graph states their triple.
///
/// The ontology's own triples and the assertions are not closed over: an
/// assertion says what a document says, and that is one triple.
/// O(quads × the most ancestors of a term).
pub fn close(quads: &mut Vec<Quad>) {
    let classes = ancestors(quads, vocab::RDFS_SUB_CLASS_OF);
    let properties = ancestors(quads, vocab::RDFS_SUB_PROPERTY_OF);
    let graph = GraphName::from(iri(vocab::GRAPH_INFERRED));
    let stated: HashSet<(&NamedOrBlankNode, &NamedNode, &Term)> =
        quads.iter().map(|quad| (&quad.subject, &quad.predicate, &quad.object)).collect();
    let mut found = HashMap::new();
    for (place, quad) in quads.iter().filter(|quad| is_of_document(quad)).enumerate() {
        for follows in consequences(quad, &classes, &properties, &graph) {
            let stated = stated.contains(&(&follows.subject, &follows.predicate, &follows.object));
            if !stated {
                found.entry(follows).or_insert(place);
            }
        }
    }
    let mut found: Vec<(Quad, usize)> = found.into_iter().collect();
    found.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.to_string().cmp(&b.0.to_string())));
    quads.extend(found.into_iter().map(|(quad, _)| quad));
}

/// Says whether a quad stands in the graph of a document.
pub(super) fn is_of_document(quad: &Quad) -> bool {
    match &quad.graph_name {
        GraphName::NamedNode(graph) => !graph.as_str().starts_with(vocab::GRAPH_BASE),
        _ => false,
    }
}

fn consequences(quad: &Quad, classes: &Parents, properties: &Parents, graph: &GraphName) -> Vec<Quad> {
    let in_graph = |predicate: &NamedNode, object: Term| {
        Quad::new(quad.subject.clone(), predicate.clone(), object, graph.clone())
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
    for quad in quads.iter().filter(|quad| quad.predicate.as_str() == relation) {
        if let (NamedOrBlankNode::NamedNode(child), Term::NamedNode(parent)) = (&quad.subject, &quad.object) {
            parents.entry(child.clone()).or_default().insert(parent.clone());
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
    parents.keys().map(|term| (term.clone(), all(term))).collect()
}
