//! Files become facts: tables, Turtle, files of claims, and what was decided about the claims.

use std::collections::{BTreeMap, HashMap};

use super::{CompileError, schema};
use crate::{
    extract::{
        Against, Pending, Terms, claim::describe, decision, read_claims, read_decisions,
        read_table, read_triples,
    },
    fact::{Decision, Fact, Id, Object, Statement, Value},
    link::{decide, resolve},
    source::{Document, File, line::Source, parse_table, parse_turtle},
    vocab,
};

/// Documents at hand, by SHA-256.
pub type Texts = HashMap<String, Document>;

/// What a folder says: all facts, and those among them that are claims.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// All facts: those of tables first, then of documents, then the claims.
    pub facts: Vec<Fact>,
    /// The id and the words of each claim; the claims are the last of the facts.
    pub claims: Vec<(String, String)>,
    /// The path of each document that claims stand in, by its id.
    pub paths: BTreeMap<Id, String>,
    /// All decisions, in their order.
    pub decisions: Vec<Decision>,
    /// The decisions about claims that there are no longer.
    pub lost: Vec<Decision>,
}

impl Facts {
    /// Returns the claims with their ids and words.
    pub fn claims(&self) -> impl Iterator<Item = (&Fact, &str, &str)> {
        let first = self.facts.len() - self.claims.len();
        let claims = self.facts[first..].iter().zip(&self.claims);
        claims.map(|(fact, (id, quote))| (fact, id.as_str(), quote.as_str()))
    }
}

/// Reads the facts of files. Claims are held to those of their documents that are at hand.
///
/// # Errors
///
/// Stops at the first file or name that is wrong; all wrong lines of a file of claims are told.
pub fn read_facts(files: &[File], terms: &Terms, texts: &Texts) -> Result<Facts, CompileError> {
    let mut statements = read_tables(files, terms)?;
    let of_tables = digests(&statements);
    let mut against = Against {
        terms,
        texts,
        known: of_tables.clone(),
    };
    let mut claims: Vec<Pending> = Vec::new();
    for file in files.iter().filter(|file| file.ending == "jsonl") {
        claims.extend(read_claims(file, &mut against)?);
    }
    let mut new = against.known;
    new.retain(|key, _| !of_tables.contains_key(key));
    statements.extend(describe(&new));
    let mut facts = Facts {
        decisions: decisions(files)?,
        ..Facts::default()
    };
    for claim in claims {
        statements.push(claim.statement);
        facts.claims.push((claim.id, claim.quote));
    }
    facts.facts = resolve(statements)?;
    facts.paths = new.into_values().filter_map(path).collect();
    review(&mut facts);
    Ok(facts)
}

fn path(document: Source) -> Option<(Id, String)> {
    let id = Id::new(crate::fact::Kind::Document, &document.key).ok()?;
    Some((id, document.path))
}

fn review(facts: &mut Facts) {
    let first = facts.facts.len() - facts.claims.len();
    let ids: Vec<String> = facts.claims.iter().map(|(id, _)| id.clone()).collect();
    let lost = decide(&mut facts.facts[first..], &ids, &facts.decisions);
    facts.lost = lost.into_iter().cloned().collect();
}

fn is_decisions(file: &File) -> bool {
    file.ending == "csv" && file.stem == decision::TABLE
}

fn decisions(files: &[File]) -> Result<Vec<Decision>, CompileError> {
    let mut decisions = Vec::new();
    for file in files.iter().filter(|file| is_decisions(file)) {
        decisions.extend(read_decisions(&parse_table(file)?)?);
    }
    Ok(decisions)
}

/// Reads the statements of tables and Turtle files.
pub(super) fn read_tables(files: &[File], terms: &Terms) -> Result<Vec<Statement>, CompileError> {
    let schema = schema()?;
    let mut statements = Vec::new();
    for file in files.iter().filter(|file| !is_decisions(file)) {
        match file.ending.as_str() {
            "ttl" => {
                let triples = parse_turtle(file)?;
                statements.extend(read_triples(&file.path, &file.stem, &triples, terms)?);
            }
            "jsonl" => {}
            _ => statements.extend(read_table(&parse_table(file)?, &schema, terms)?),
        }
    }
    Ok(statements)
}

/// Returns the documents whose digest tables state, by key.
fn digests(statements: &[Statement]) -> BTreeMap<String, Source> {
    let stated = statements
        .iter()
        .filter(|statement| statement.predicate == vocab::SHA256);
    let known = stated.filter_map(|statement| {
        let key = statement.subject.text.strip_prefix("document/")?.to_owned();
        let Object::Value(Value::Text(sha256, _)) = &statement.object else {
            return None;
        };
        let source = Source {
            path: key.clone(),
            sha256: sha256.clone(),
            key: key.clone(),
            title: None,
        };
        Some((key, source))
    });
    known.collect()
}
