//! Reads a manifest: which tests there are, and what each is made of.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{Quad, Term};

use super::Folder;

const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const QT: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const ENTAILMENT: &str = "http://www.w3.org/ns/sparql-service-description#entailmentRegime";
const APPROVAL: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#approval";
const WITHDRAWN: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#Withdrawn";

/// What a test asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// That the query is taken for SPARQL, or that it is not.
    Syntax(bool),
    /// That the answer is as expected.
    Evaluation(Evaluation),
}

/// A query with its data and its answer, each by its IRI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// What stands in the default graph.
    pub data: Vec<String>,
    /// The named graphs.
    pub graphs: Vec<String>,
    /// The file of the answer.
    pub result: String,
    /// Whether a row that is expected more than once may come less often.
    pub lax: bool,
    /// Whether the answer needs rules of RDFS, OWL or RIF.
    pub entailment: bool,
}

/// A test.
#[derive(Clone, Debug)]
pub struct Test {
    /// What it is called: its folder, then its name in the manifest.
    pub name: String,
    /// The IRI of the query.
    pub query: String,
    /// What it asks.
    pub kind: Kind,
}

/// The triples of a manifest by subject and predicate.
struct Facts(BTreeMap<(String, String), Vec<Term>>);

impl Facts {
    fn new(quads: Vec<Quad>) -> Self {
        let mut facts: BTreeMap<_, Vec<Term>> = BTreeMap::new();
        for quad in quads {
            let key = (quad.subject.to_string(), quad.predicate.into_string());
            facts.entry(key).or_default().push(quad.object);
        }
        Self(facts)
    }

    fn all(&self, subject: &Term, predicate: &str) -> &[Term] {
        let key = (subject.to_string(), predicate.to_owned());
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }

    fn one(&self, subject: &Term, predicate: &str) -> Option<&Term> {
        self.all(subject, predicate).first()
    }

    fn list<'a>(&'a self, mut rest: Option<&'a Term>) -> Vec<&'a Term> {
        let mut items = Vec::new();
        while let Some(node) = rest {
            items.extend(self.one(node, &format!("{RDF}first")));
            rest = self.one(node, &format!("{RDF}rest"));
        }
        items
    }
}

fn iri(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => panic!("expected an IRI, found {other}"),
    }
}

/// Returns the tests of queries that a manifest lists and that were not withdrawn.
pub fn tests(folder: &Folder, manifest: &str) -> Vec<Test> {
    let quads = folder.triples(manifest).unwrap();
    let lists: Vec<Term> = quads
        .iter()
        .filter(|quad| quad.predicate.as_str() == format!("{MF}entries"))
        .map(|quad| quad.object.clone())
        .collect();
    let facts = Facts::new(quads);
    let mut seen = BTreeSet::new();
    lists
        .iter()
        .flat_map(|list| facts.list(Some(list)))
        .filter(|entry| seen.insert(entry.to_string()))
        .filter_map(|entry| test(&facts, entry, manifest))
        .collect()
}

fn test(facts: &Facts, entry: &Term, manifest: &str) -> Option<Test> {
    let kind = iri(facts.one(entry, &format!("{RDF}type"))?);
    let action = facts.one(entry, &format!("{MF}action"))?;
    let withdrawn = facts
        .one(entry, APPROVAL)
        .is_some_and(|term| iri(term) == WITHDRAWN);
    if withdrawn {
        return None;
    }
    let (query, kind) = match kind.strip_prefix(MF)? {
        "PositiveSyntaxTest" | "PositiveSyntaxTest11" => (iri(action), Kind::Syntax(true)),
        "NegativeSyntaxTest" | "NegativeSyntaxTest11" => (iri(action), Kind::Syntax(false)),
        "QueryEvaluationTest" | "CSVResultFormatTest" => {
            let query = iri(facts.one(action, &format!("{QT}query"))?);
            (query, Kind::Evaluation(evaluation(facts, entry, action)?))
        }
        _ => return None,
    };
    let folder = manifest.rsplit('/').nth(1).unwrap_or_default();
    let own = iri(entry);
    let name = format!("{folder}/{}", own.rsplit(['#', '/']).next().unwrap_or(&own));
    Some(Test { name, query, kind })
}

fn evaluation(facts: &Facts, entry: &Term, action: &Term) -> Option<Evaluation> {
    let files = |name: &str| {
        let terms = facts.all(action, &format!("{QT}{name}")).iter();
        terms.map(iri).collect()
    };
    Some(Evaluation {
        data: files("data"),
        graphs: files("graphData"),
        result: iri(facts.one(entry, &format!("{MF}result"))?),
        lax: facts
            .one(entry, &format!("{MF}resultCardinality"))
            .is_some(),
        entailment: facts.one(action, ENTAILMENT).is_some(),
    })
}
