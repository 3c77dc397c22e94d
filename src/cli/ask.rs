//! `policygraph ask`: a saved question, a SPARQL query, or a file of one.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{
    Outcome,
    answer::Answer as Written,
    form::TableForm,
    networks::{parse_date, project},
    open::{Opened, Source},
    output::tell,
};
use crate::{
    fact::{Kind, KnownDate},
    pipeline,
    store::{Answer, DumpForm, Plan, SavedQuery, Term, bind, saved},
    view, vocab,
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
    /// Show how the query is answered, not the answer: each step with the rows expected and found, and its time
    ///
    /// The rows are exact. Counting and timing slow the query several times over: the times tell where it goes,
    /// and are no measure of the query without. As a tree, or with --as json.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    answer: Written,
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
            self.answer.write_bytes(list(&saved).as_bytes())?;
            return Ok(Outcome::Done);
        };
        let query = find(question, saved)?;
        let opened = self.source.open()?;
        let text = bind_all(&query, &self.parameters, &opened)?;
        if self.explain {
            let plan = opened.graph.explain(&query.name, &text)?;
            return self.print_plan(&plan);
        }
        let answer = opened.graph.answer(&query.name, &text)?;
        self.print(answer, &query.hint)
    }

    fn print_plan(&self, plan: &Plan) -> Result<Outcome> {
        let text = match self.answer.form() {
            TableForm::Table => view::plan::plan(plan),
            TableForm::Json => format!("{}\n", serde_json::to_string_pretty(plan)?),
            TableForm::Csv => bail!("a plan is a tree: found --as csv, expected table or json"),
        };
        self.answer.write_bytes(text.as_bytes())?;
        Ok(Outcome::Done)
    }

    fn print(&self, answer: Answer, hint: &str) -> Result<Outcome> {
        let found = match answer {
            Answer::Rows(rows) => {
                self.answer.write(&rows)?;
                !rows.rows.is_empty()
            }
            Answer::Boolean(yes) => {
                self.answer.write_bytes(format!("{yes}\n").as_bytes())?;
                return Ok(if yes { Outcome::Done } else { Outcome::Nothing });
            }
            Answer::Triples(triples) => {
                self.answer
                    .write_bytes(&triples.dump(DumpForm::NTriples)?)?;
                !triples.is_empty()
            }
        };
        if !found {
            tell("nothing in the graph answers this");
        }
        if !hint.is_empty() {
            tell(format_args!("note: {hint}"));
        }
        Ok(if found {
            Outcome::Done
        } else {
            Outcome::Nothing
        })
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
        let stem = Path::new(question).file_stem().unwrap_or_default();
        let meant = saved.iter().find(|query| *query.name == *stem);
        let failed = || match meant {
            Some(query) => format!(
                "cannot read `{question}`; `{}` is a saved question, asked by that name",
                query.name
            ),
            None => format!("cannot read `{question}`"),
        };
        let bytes = fs::read(question).with_context(failed)?;
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

fn bind_all(query: &SavedQuery, given: &[String], opened: &Opened) -> Result<String> {
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
        if bound.contains(&name) {
            bail!(wrong(format!("parameter `{name}` is given twice")));
        }
        text = bind(&text, name, &value_of(name, value, opened)?);
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

/// Reads a parameter's value: the name of the kind of entity it bears, a date or year, a term of the ontology, a number,
/// else words.
fn value_of(name: &str, value: &str, opened: &Opened) -> Result<Term> {
    let literal = |value: String, datatype: &str| Term::Literal {
        value,
        datatype: datatype.to_owned(),
        language: None,
    };
    let entity = |kinds: &[Kind]| Ok(Term::Iri(opened.entities.find(value, kinds)?.to_iri()));
    if name == "entity" {
        return entity(&Kind::ALL);
    }
    if let Ok(kind) = name.parse::<Kind>() {
        return entity(&[kind]);
    }
    if matches!(name, "date" | "year" | "at" | "since" | "until") {
        let date: KnownDate = parse_date(value)?.parse()?;
        return Ok(literal(date.to_string(), date.datatype()));
    }
    if let Some(known) = known_words(name, opened)?
        && !known.iter().any(|word| word == value)
    {
        let expected = known.join(" ");
        bail!("no {name} is called `{value}`: expected one of {expected}");
    }
    if value.parse::<i64>().is_ok() {
        return Ok(literal(value.to_owned(), vocab::XSD_INTEGER));
    }
    Ok(literal(value.to_owned(), vocab::XSD_STRING))
}

/// Returns the words that a parameter can be: kinds of entity, concepts of a scheme, or properties; `None` where any word will do.
fn known_words(name: &str, opened: &Opened) -> Result<Option<Vec<String>>> {
    Ok(match name {
        "kind" => Some(Kind::ALL.map(|kind| kind.as_str().to_owned()).to_vec()),
        "modality" | "rank" | "status" | "review" => Some(opened.terms()?.concepts(name)),
        "property" => {
            let rows = project(&opened.graph, "properties", &[])?;
            let named = |row| vocab::local_name(rows.text(row, "property")).to_owned();
            Some((0..rows.rows.len()).map(named).collect())
        }
        _ => None,
    })
}
