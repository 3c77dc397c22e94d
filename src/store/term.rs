//! Plain terms and values as the query engine's terms, and back.

use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, Term, TermRef};

use super::rows;
use crate::{fact::Value, vocab};

/// Makes a node of an IRI that our own types or a parser have checked.
pub(super) fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// Makes a term that borrows an IRI which our own types or a parser have checked.
pub(super) fn named(iri: &str) -> TermRef<'_> {
    NamedNodeRef::new_unchecked(iri).into()
}

/// Makes a literal of a form that our own types have checked.
pub(super) fn typed(value: &str, datatype: &str) -> Term {
    Literal::new_typed_literal(value, iri(datatype)).into()
}

/// Returns a fact's value as a term.
pub(super) fn object(value: &Value) -> Term {
    match value {
        Value::Entity(id) => iri(&id.to_iri()).into(),
        Value::Iri(text) => iri(text).into(),
        Value::Text(text, None) => Literal::new_simple_literal(text).into(),
        Value::Text(text, Some(tag)) => {
            Literal::new_language_tagged_literal_unchecked(text, *tag).into()
        }
        Value::Date(date) => typed(&date.to_string(), date.datatype()),
        Value::Integer(number) => typed(&number.to_string(), vocab::XSD_INTEGER),
        Value::Decimal(number) => typed(number.as_str(), vocab::XSD_DECIMAL),
    }
}

fn blank(label: &str) -> BlankNode {
    BlankNode::new_unchecked(label.trim_start_matches("_:"))
}

/// Returns a plain term as oxigraph's.
pub(super) fn term(plain: &rows::Term) -> Term {
    match plain {
        rows::Term::Iri(text) => iri(text).into(),
        rows::Term::Blank(label) => blank(label).into(),
        rows::Term::Literal {
            value,
            language: Some(tag),
            ..
        } => Literal::new_language_tagged_literal_unchecked(value, tag).into(),
        rows::Term::Literal {
            value,
            datatype,
            language: None,
        } => typed(value, datatype),
    }
}

/// Returns an oxigraph term as a plain one.
pub(super) fn plain(term: &Term) -> rows::Term {
    match term {
        Term::NamedNode(node) => rows::Term::Iri(node.as_str().to_owned()),
        Term::BlankNode(node) => rows::Term::Blank(node.as_str().to_owned()),
        Term::Literal(literal) => rows::Term::Literal {
            value: literal.value().to_owned(),
            datatype: literal.datatype().as_str().to_owned(),
            language: literal.language().map(str::to_owned),
        },
    }
}
