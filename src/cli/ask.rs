//! `policygraph ask`: a saved question, a SPARQL query, or a file of one.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{
    Outcome,
    entity::Entities,
    form::{TableForm, write_rows},
    networks::parse_date,
    open::Source,
    output::{Out, tell},
};
use crate::{
    fact::{Kind, KnownDate},
    pipeline,
    store::{Answer, DumpForm, SavedQuery, Term, bind, saved},
    vocab,
};

/// Ask the graph: a saved question by name, a SPARQL query, or a .rq file
///
/// Without a question it lists the saved ones. Parameters are given as NAME=VALUE; an entity by any of its names.
/// Exits with 1 where there is no answer.
///
/// Example: policygraph ask co-issuers agency=MIIT
#[derive(Debug, clap::Args)]
pub struct Ask {
    /// The name of a saved question, a SPARQL query, or a file that ends in .rq
    question: Option<String>,
    /// Parameters of the question
    #[arg(value_name = "NAME=VALUE")]
    parameters: Vec<String>,
    /// The form of the answer; CONSTRUCT and DESCRIBE give N-Triples whatever it is
    #[arg(long = "as", value_name = "FORM", default_value = "table")]
    form: TableForm,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    out: Out,
}

/// Why a question cannot be asked.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No saved question is called so.
    #[error("no saved question is called `{name}`")]
    UnknownQuestion {
        /// The name.
        name: String,
        /// The nearest.
        nearest: Option<String>,
    },
    /// A parameter is not one of the question's, is missing, or is not `NAME=VALUE`.
    #[error("{problem}: `{question}` takes {expected}")]
    Parameters {
        /// What is wrong.
        problem: String,
        /// The question.
        question: String,
        /// Its parameters.
        expected: String,
    },
}

impl Ask {
    pub(super) fn run(self) -> Result<Outcome> {
        let saved = pipeline::saved_queries("ask");
        let Some(question) = &self.question else {
            self.out.write(list(&saved).as_bytes())?;
            return Ok(Outcome::Done);
        };
        let query = find(question, saved)?;
        let opened = self.source.open()?;
        let text = bind_all(&query, &self.parameters, &opened.entities)?;
        let answer = opened.graph.answer(&query.name, &text)?;
        self.print(answer)
    }

    fn print(&self, answer: Answer) -> Result<Outcome> {
        let (bytes, found) = match answer {
            Answer::Rows(rows) => (write_rows(&rows, self.form)?, !rows.rows.is_empty()),
            Answer::Boolean(yes) => {
                self.out.write(format!("{yes}\n").as_bytes())?;
                return Ok(if yes { Outcome::Done } else { Outcome::Nothing });
            }
            Answer::Triples(triples) => {
                let found = !triples.is_empty();
                (triples.dump(DumpForm::NTriples)?, found)
            }
        };
        self.out.write(&bytes)?;
        if found {
            return Ok(Outcome::Done);
        }
        tell("nothing in the graph answers this");
        Ok(Outcome::Nothing)
    }
}

fn list(saved: &[SavedQuery]) -> String {
    let mut text = String::new();
    for query in saved {
        let parameters = query.parameters.iter().map(|parameter| {
            if parameter.required {
                format!(" {}=…", parameter.name)
            } else {
                format!(" [{}=…]", parameter.name)
            }
        });
        let call = format!("{}{}", query.name, parameters.collect::<String>());
        let _ = writeln!(text, "{call:<46} {}", query.question);
    }
    text
}

/// Finds the query that a question means: SPARQL has white space and braces, a file ends in `.rq`.
fn find(question: &str, saved: Vec<SavedQuery>) -> Result<SavedQuery> {
    if Path::new(question)
        .extension()
        .is_some_and(|ending| ending == "rq")
    {
        let bytes = fs::read(question).with_context(|| format!("cannot read `{question}`"))?;
        return Ok(SavedQuery::new(
            question,
            crate::source::decode(question, &bytes)?,
        ));
    }
    if question.contains(['{', ' ', '\n']) {
        return Ok(SavedQuery::new("query", question));
    }
    let names: Vec<String> = saved.iter().map(|query| query.name.clone()).collect();
    let found = saved.into_iter().find(|query| query.name == question);
    found.ok_or_else(|| {
        let name = question.to_owned();
        let nearest = crate::link::names::nearest_of(question, &names);
        AskError::UnknownQuestion { name, nearest }.into()
    })
}

fn bind_all(query: &SavedQuery, given: &[String], entities: &Entities) -> Result<String> {
    let wrong = |problem: String| AskError::Parameters {
        problem,
        question: query.name.clone(),
        expected: expected(query),
    };
    let mut text = query.text.clone();
    let mut bound = Vec::new();
    for parameter in given {
        let (name, value) = parameter
            .split_once('=')
            .ok_or_else(|| wrong(format!("found `{parameter}`, expected NAME=VALUE")))?;
        if !query.parameters.iter().any(|known| known.name == name) {
            bail!(wrong(format!("no parameter `{name}`")));
        }
        text = bind(&text, name, &value_of(name, value, entities)?);
        bound.push(name);
    }
    let missing = query
        .parameters
        .iter()
        .find(|known| known.required && !bound.contains(&known.name.as_str()));
    if let Some(missing) = missing {
        bail!(wrong(format!("parameter `{}` is missing", missing.name)));
    }
    Ok(saved::free(&text))
}

fn expected(query: &SavedQuery) -> String {
    let parameters = query.parameters.iter();
    let words: Vec<String> = parameters
        .map(|p| format!("{}=… ({})", p.name, p.meaning))
        .collect();
    if words.is_empty() {
        "no parameters".to_owned()
    } else {
        words.join(", ")
    }
}

/// Reads a parameter's value: the name of the kind of entity it bears, a date or year, a number, else words.
fn value_of(name: &str, value: &str, entities: &Entities) -> Result<Term> {
    let literal = |value: String, datatype: &str| Term::Literal {
        value,
        datatype: datatype.to_owned(),
        language: None,
    };
    if name == "entity" {
        return Ok(Term::Iri(entities.find(value, &Kind::ALL)?.to_iri()));
    }
    if let Ok(kind) = name.parse::<Kind>() {
        return Ok(Term::Iri(entities.find(value, &[kind])?.to_iri()));
    }
    if matches!(name, "date" | "year" | "at" | "since" | "until") {
        let date: KnownDate = parse_date(value)?.parse()?;
        return Ok(literal(date.to_string(), date.datatype()));
    }
    if value.parse::<i64>().is_ok() {
        return Ok(literal(value.to_owned(), vocab::XSD_INTEGER));
    }
    Ok(literal(value.to_owned(), vocab::XSD_STRING))
}
