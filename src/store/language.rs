//! Language tags in the case that RFC 5646 recommends (section 2.1.1): `zh-Hans`, `en-GB`.
//!
//! The parsers of oxigraph make tags small letters. The graph holds them as they are written
//! everywhere else, so that `LANG(?label) = "zh-Hans"` answers and dumps say what the tables say;
//! hence the constants of a query are brought to the same case.

use oxigraph::model::{self, Literal, TermRef};
use spargebra::{
    Query,
    algebra::{Expression, GraphPattern},
    term::{GroundTerm, TermPattern, TriplePattern},
};

use super::algebra::{expressions, inner, operands_mut};

/// Returns a term of our own, its language tag in the recommended case.
pub(super) fn recased(term: TermRef<'_>) -> model::Term {
    let mut term = term.into_owned();
    if let model::Term::Literal(literal) = &mut term {
        recase_literal(literal);
    }
    term
}

fn recase_literal(literal: &mut Literal) {
    if let Some(tag) = literal.language() {
        let tag = recase(tag);
        *literal = Literal::new_language_tagged_literal_unchecked(literal.value(), tag);
    }
}

/// Returns a tag in the recommended case: small letters, but a region of two large, and a script
/// of four with a large first; not at the beginning, nor after a single letter.
pub(super) fn recase(tag: &str) -> String {
    let mut recased: Vec<String> = Vec::new();
    for part in tag.split('-') {
        let mut part = part.to_ascii_lowercase();
        let free = recased.last().is_some_and(|last| last.len() > 1);
        match part.len() {
            2 if free => part.make_ascii_uppercase(),
            4 if free => part[..1].make_ascii_uppercase(),
            _ => {}
        }
        recased.push(part);
    }
    recased.join("-")
}

/// Brings the language tags of a query's constants to the recommended case.
pub(super) fn recase_query(query: &mut Query) {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    in_pattern(pattern);
    if let Query::Construct { template, .. } = query {
        in_triples(template);
    }
}

fn in_triples(triples: &mut [TriplePattern]) {
    for triple in triples {
        if let TermPattern::Literal(literal) = &mut triple.object {
            recase_literal(literal);
        }
    }
}

fn in_pattern(pattern: &mut GraphPattern) {
    in_constants(pattern);
    expressions(pattern).into_iter().for_each(in_expression);
    inner(pattern).into_iter().for_each(in_pattern);
}

fn in_constants(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Bgp { patterns } => in_triples(patterns),
        GraphPattern::Path {
            object: TermPattern::Literal(literal),
            ..
        } => recase_literal(literal),
        GraphPattern::Values { bindings, .. } => {
            for term in bindings.iter_mut().flatten().flatten() {
                if let GroundTerm::Literal(literal) = term {
                    recase_literal(literal);
                }
            }
        }
        _ => {}
    }
}

fn in_expression(expression: &mut Expression) {
    match expression {
        Expression::Literal(literal) => recase_literal(literal),
        Expression::Exists(pattern) => in_pattern(pattern),
        _ => operands_mut(expression).into_iter().for_each(in_expression),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Answer, Graph, Quads, Term, term::named};

    #[test]
    fn a_tag_is_cased_as_rfc_5646_recommends() {
        for (tag, wanted) in [
            ("ZH-HANS", "zh-Hans"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("EN-gb", "en-GB"),
            ("en-ca-x-ca", "en-CA-x-ca"),
            ("sgn-be-fr", "sgn-BE-FR"),
            ("az-latn-x-latn", "az-Latn-x-latn"),
            ("en", "en"),
        ] {
            assert_eq!(recase(tag), wanted);
        }
    }

    #[test]
    fn a_query_finds_a_tag_however_either_writes_it() {
        let mut quads = Quads::default();
        let label = Literal::new_language_tagged_literal_unchecked("工信部", "ZH-hans");
        let [subject, graph] = ["http://x/s", "http://x/g"].map(named);
        quads.add([subject, subject, label.as_ref().into(), graph]);
        let graph = Graph::new(&quads).unwrap();
        for (condition, finds) in [
            ("?s ?p \"工信部\"@zh-hans", true),
            ("?s ?p ?l FILTER(LANG(?l) = \"zh-Hans\")", true),
            ("?s ?p ?l FILTER(LANG(?l) = \"zh-hans\")", false),
            ("?s ?p ?l FILTER(LANGMATCHES(LANG(?l), \"ZH\"))", true),
            ("?s ?p ?l FILTER(?l = \"工信部\"@zh-HANS)", true),
            ("?s ?p ?l FILTER(?l IN (\"工信部\"@zh-Hans))", true),
            (
                "?s ?p ?l FILTER(EXISTS { FILTER(!(?l != \"工信部\"@zh-hans)) })",
                true,
            ),
            ("VALUES ?l { \"工信部\"@zh-HANS } ?s ?p ?l", true),
            ("?s ?p ?l FILTER(?l = \"工信部\"@zh-Hant)", false),
            (
                "?s ?p ?l { SELECT (MAX(STR(?a)) AS ?m) { BIND(\"工信部\"@zh-hans AS ?a) } } FILTER(STR(?l) = ?m)",
                true,
            ),
        ] {
            let answer = graph.answer("q", &format!("ASK {{ {condition} }}"));
            assert!(
                matches!(answer, Ok(Answer::Boolean(found)) if found == finds),
                "{condition}"
            );
        }
        let rows = graph.rows("q", "SELECT (\"x\"@zh-hans AS ?x) {}").unwrap();
        let Some(Term::Literal { language, .. }) = &rows.rows[0][0] else {
            panic!("expected a literal")
        };
        assert_eq!(language.as_deref(), Some("zh-Hans"));
    }
}
