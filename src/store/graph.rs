//! A graph that answers SPARQL.

use std::{io, thread};

use oxigraph::{model::IriParseError, sparql::SparqlEvaluator};
use spargebra::SparqlParser;

#[cfg(feature = "disk")]
use super::rocks::Rocks;
use super::{
    Answer, DumpForm, Quads, Rows,
    dataset::Dataset,
    language::recase_query,
    syntax::{Fault, find_fault},
};
use crate::{fact::Place, vocab};

/// How deep a query may nest brackets. The engine recurses once a level; at
/// this depth it uses less than a tenth of [`STACK_BYTES`].
const MOST_NESTING: usize = 1_000;

/// The stack on which queries run: about 550 nested groups overflow the usual 2 MiB.
const STACK_BYTES: usize = 256 << 20;

/// A graph, read once and never changed.
#[derive(Debug)]
pub struct Graph {
    held: Held,
}

/// Where a graph is.
#[derive(Debug)]
enum Held {
    Memory(Dataset),
    #[cfg(feature = "disk")]
    Rocks(Rocks),
}

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The query breaks the grammar of SPARQL 1.1.
    #[error("{place}: not SPARQL: {message}")]
    Syntax {
        /// Where the parser stopped.
        place: Place,
        /// What it expected.
        message: String,
    },
    /// The text would change a graph.
    #[error("{name}: found an update: expected SELECT, ASK, CONSTRUCT or DESCRIBE")]
    Update {
        /// What the text is called.
        name: String,
    },
    /// The query nests deeper than the engine can follow.
    #[error("the query nests {found} brackets: expected at most {MOST_NESTING}")]
    TooDeep {
        /// How deep it nests.
        found: usize,
    },
    /// The query stopped while it ran.
    #[error("the query stopped: {message}")]
    Stopped {
        /// What the engine said.
        message: String,
    },
    /// The answer is not a table.
    #[error("the query gives no table: expected SELECT")]
    NotRows,
}

impl Graph {
    /// Takes the quads of a graph.
    #[must_use]
    pub fn new(quads: Quads) -> Self {
        let held = Held::Memory(Dataset::new(quads));
        Self { held }
    }

    /// Returns the quads, each once.
    ///
    /// # Errors
    ///
    /// Fails only where a store on disk does.
    pub fn into_quads(self) -> io::Result<Quads> {
        match self.held {
            Held::Memory(dataset) => Ok(dataset.into_quads()),
            #[cfg(feature = "disk")]
            Held::Rocks(rocks) => rocks.quads().map_err(io::Error::other),
        }
    }

    /// Writes the graph in an open format. See [`DumpForm`].
    ///
    /// # Errors
    ///
    /// Fails only where the serializer, or a store on disk, does.
    pub fn dump(&self, form: DumpForm) -> io::Result<Vec<u8>> {
        match &self.held {
            Held::Memory(dataset) => dataset.dump(form),
            #[cfg(feature = "disk")]
            Held::Rocks(rocks) => rocks.quads().map_err(io::Error::other)?.dump(form),
        }
    }

    /// Answers a query. `name` is what messages call it: a file, or `query`.
    ///
    /// Without `FROM` it sees the merge of all graphs, in which a triple of two
    /// documents counts once; `GRAPH` sees each document by itself. The
    /// prefixes of `vocab::PREFIXES` need no declaration. `SERVICE` is refused: the crate is built without an HTTP client.
    ///
    /// # Errors
    ///
    /// Refuses what is not a SPARQL 1.1 query, and one that nests too deep.
    pub fn answer(&self, name: &str, sparql: &str) -> Result<Answer, QueryError> {
        let found = nesting(sparql);
        if found > MOST_NESTING {
            return Err(QueryError::TooDeep { found });
        }
        let stopped = |message: String| QueryError::Stopped { message };
        thread::scope(|scope| {
            let run = || self.run(name, sparql);
            let worker = thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, run);
            let worker = worker.map_err(|error| stopped(error.to_string()))?;
            worker
                .join()
                .map_err(|_| stopped("the engine failed".to_owned()))?
        })
    }

    fn run(&self, name: &str, sparql: &str) -> Result<Answer, QueryError> {
        let stopped = |message: String| QueryError::Stopped { message };
        let parser = parser().map_err(|error| stopped(error.to_string()))?;
        let query = parser.clone().parse_query(sparql);
        let mut query = query.map_err(|error| refuse(name, sparql, &error.to_string(), &parser))?;
        recase_query(&mut query);
        let results = match &self.held {
            Held::Memory(dataset) => {
                let prepared = SparqlEvaluator::new().for_query(query);
                prepared.on_queryable_dataset(dataset).execute()
            }
            #[cfg(feature = "disk")]
            Held::Rocks(rocks) => rocks.results(query),
        };
        let answer = results.and_then(Answer::collect);
        answer.map_err(|error| stopped(error.to_string()))
    }

    /// Answers a `SELECT` query with its rows.
    ///
    /// # Errors
    ///
    /// As [`Self::answer`], and where the query is not a `SELECT`.
    pub fn rows(&self, name: &str, sparql: &str) -> Result<Rows, QueryError> {
        match self.answer(name, sparql)? {
            Answer::Rows(rows) => Ok(rows),
            Answer::Boolean(_) | Answer::Triples(_) => Err(QueryError::NotRows),
        }
    }
}

#[cfg(feature = "disk")]
impl From<Rocks> for Graph {
    fn from(rocks: Rocks) -> Self {
        let held = Held::Rocks(rocks);
        Self { held }
    }
}

/// Returns a parser that knows the prefixes of the vocabulary.
fn parser() -> Result<SparqlParser, IriParseError> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in vocab::PREFIXES {
        parser = parser.with_prefix(*prefix, *iri)?;
    }
    Ok(parser)
}

/// Puts the parser's refusal into words.
fn refuse(name: &str, sparql: &str, refusal: &str, parser: &SparqlParser) -> QueryError {
    // The grammar takes an empty text for an update of nothing.
    let says_something = sparql
        .lines()
        .any(|line| !matches!(line.trim().chars().next(), None | Some('#')));
    if says_something && parser.clone().parse_update(sparql).is_ok() {
        return QueryError::Update {
            name: name.to_owned(),
        };
    }
    let parse = |text: &str| {
        parser
            .clone()
            .parse_query(text)
            .err()
            .map(|error| error.to_string())
    };
    let Fault { place, message } = find_fault(name, sparql, refusal, &parse);
    QueryError::Syntax { place, message }
}

/// Returns how deep brackets nest; those in strings count too, which errs on the safe side.
fn nesting(sparql: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in sparql.bytes() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
