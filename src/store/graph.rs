//! A graph that answers SPARQL.

use std::{io, path::Path, sync::OnceLock, thread};

use oxigraph::sparql::{BoundPreparedSparqlQuery, SparqlEvaluator};

#[cfg(feature = "disk")]
use super::rocks::Rocks;
use super::{
    Answer, DiskError, DumpForm, Manifest, Quad, Quads, Rows,
    bare::{self, Bare},
    disk::{Version, open_index},
    held::Held,
    index::{Index, IndexError},
    names::{self, Name, NameIndex, Plain},
    plan::{Plan, Planned, plan},
    query::{parse, take_dataset},
    view::{DefaultGraph, View},
};
use crate::fact::Place;

/// How deep a query may nest brackets. The engine recurses once a level; at
/// this depth it uses less than a tenth of [`STACK_BYTES`].
const MOST_NESTING: usize = 1_000;

/// The stack on which queries run: about 550 nested groups overflow the usual 2 MiB.
const STACK_BYTES: usize = 256 << 20;

/// A graph that does not change.
#[derive(Debug)]
pub struct Graph {
    held: Held,
    default: DefaultGraph,
    names: OnceLock<NameIndex>,
    /// Where it was built into a folder.
    version: Option<Version>,
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
    /// The graph's file is not as it was written.
    #[error(transparent)]
    Damaged(#[from] IndexError),
    /// The answer is not a table.
    #[error("the query gives no table: expected SELECT")]
    NotRows,
}

impl Graph {
    /// Makes a graph of quads, in memory. O(n log n).
    ///
    /// # Errors
    ///
    /// Refuses more quads or terms than an index can hold.
    pub fn new(quads: &Quads) -> io::Result<Self> {
        let index = Index::of(quads)?;
        Ok(Self::of(index, DefaultGraph::Union))
    }

    /// Takes a graph as [`Self::to_bytes`] gave it. O(1).
    ///
    /// # Errors
    ///
    /// Says what is wrong with the header; what is wrong after it, answers say.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, IndexError> {
        Ok(Self::of(Index::from_bytes(bytes)?, DefaultGraph::Union))
    }

    /// Returns the graph in the form of `docs/graph-format.md`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.index().to_bytes()
    }

    /// Opens the graph that is built in a folder, and returns its manifest too. O(1).
    ///
    /// # Errors
    ///
    /// As [`open_index`].
    pub fn open(folder: &Path) -> Result<(Self, Manifest), DiskError> {
        let opened = open_index(folder)?;
        let manifest = opened.version.manifest.clone();
        let graph = Self {
            held: Held::Index(opened.index),
            default: DefaultGraph::Union,
            names: opened.names.map(OnceLock::from).unwrap_or_default(),
            version: Some(opened.version),
        };
        Ok((graph, manifest))
    }

    /// Verifies the checksum of every part of the graph's file. Reads it whole.
    ///
    /// # Errors
    ///
    /// Names the first part that is not as it was written.
    pub fn verify(&self) -> Result<(), DiskError> {
        match &self.version {
            Some(version) => version.verify(self.index()),
            None => Ok(()),
        }
    }

    /// Returns a file that was made of the graph when it was built; `None` where it has none of that name.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read, or is not as it was written.
    pub fn beside(&self, name: &str) -> Option<Result<Vec<u8>, DiskError>> {
        self.version.as_ref()?.beside(name)
    }

    /// Makes a graph of oxigraph's quads, in memory; those of the default graph too.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn from_dataset(
        quads: impl IntoIterator<Item = Quad>,
        default: DefaultGraph,
    ) -> io::Result<Self> {
        Ok(Self::of(Index::of_dataset(quads)?, default))
    }

    pub(super) fn of(index: Index, default: DefaultGraph) -> Self {
        Self {
            held: Held::Index(index),
            default,
            names: OnceLock::new(),
            version: None,
        }
    }

    /// Returns the index of the quads.
    pub(super) fn index(&self) -> &Index {
        self.held.index()
    }

    /// Returns how many quads there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.index().quads()
    }

    /// Says whether there is no quad.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the names of an entity, sorted.
    #[must_use]
    pub fn names_of(&self, iri: &str) -> Vec<Name> {
        names::names_of(self.index(), iri)
    }

    /// Returns the IRIs of the entities that bear a name, in any spelling of the same plain form; sorted.
    ///
    /// `plain` is the form that the graph was built with. O(log names) where the graph was built into a folder.
    #[must_use]
    pub fn bearing(&self, name: &str, plain: Plain) -> Vec<String> {
        let digests = self
            .names
            .get_or_init(|| NameIndex::of(self.index(), plain));
        names::bearing(self.index(), digests, plain, name)
    }

    /// Calls `take` with the IRI of each entity that is named, and each of its names.
    pub fn each_named(&self, take: impl FnMut(&str, &str)) {
        names::each_named(self.index(), take);
    }

    /// Returns the triples with an entity as subject, or as object, by the documents that state them; sorted.
    #[must_use]
    pub fn triples_of(&self, iri: &str, as_object: bool) -> Vec<Bare> {
        bare::triples_of(self.index(), iri, as_object)
    }

    /// Says whether anything is said of an entity, be it accepted or not.
    #[must_use]
    pub fn is_known(&self, iri: &str) -> bool {
        names::is_known(self.index(), iri)
    }

    /// Returns the quads of the named graphs, each once.
    ///
    /// # Errors
    ///
    /// Says what was found to point nowhere.
    pub fn quads(&self) -> Result<Quads, IndexError> {
        let quads = self.index().to_quads();
        self.sound().map(|()| quads)
    }

    /// Says whether nothing was found to point nowhere, by any question asked of the graph so far.
    ///
    /// # Errors
    ///
    /// Says what was found first. Queries and dumps ask by themselves.
    pub fn sound(&self) -> Result<(), IndexError> {
        self.index().damage().map_or(Ok(()), Err)
    }

    /// Writes the graph in an open format. See [`DumpForm`].
    ///
    /// # Errors
    ///
    /// As [`Self::quads`], and where the serializer fails.
    pub fn dump(&self, form: DumpForm) -> io::Result<Vec<u8>> {
        self.quads().map_err(io::Error::other)?.dump(form)
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
        on_large_stack(sparql, || {
            #[cfg(feature = "disk")]
            if let Held::Rocks(rocks) = &self.held {
                let query = parse(name, sparql)?;
                let answer = rocks.results(query).and_then(Answer::collect);
                return answer.map_err(|error| QueryError::stopped(&error));
            }
            let (_, prepared) = self.prepare(name, sparql)?;
            let answer = prepared.execute().and_then(Answer::collect);
            let answer = answer.map_err(|error| QueryError::stopped(&error))?;
            self.sound()?;
            Ok(answer)
        })
    }

    /// Answers a query, throws the answer away, and tells how it was found. Slower than the answer alone.
    ///
    /// # Errors
    ///
    /// As [`Self::answer`].
    pub fn explain(&self, name: &str, sparql: &str) -> Result<Plan, QueryError> {
        on_large_stack(sparql, || {
            let (planned, prepared) = self.prepare(name, sparql)?;
            let (results, explanation) = prepared.compute_statistics().explain();
            let answer = results.and_then(Answer::collect);
            answer.map_err(|error| QueryError::stopped(&error))?;
            self.sound()?;
            planned
                .account(&explanation)
                .map_err(|error| QueryError::stopped(&error))
        })
    }

    /// Parses and plans a query, and binds it to the index.
    fn prepare(
        &self,
        name: &str,
        sparql: &str,
    ) -> Result<(Planned, BoundPreparedSparqlQuery<'_, View<'_>>), QueryError> {
        let mut query = parse(name, sparql)?;
        let listed = take_dataset(&mut query);
        let planned = plan(query, self.index());
        let view = View::new(self.index(), self.default, listed.as_ref());
        let view = view.with_walks(&planned.closures);
        let prepared = SparqlEvaluator::new().for_query(planned.query.clone());
        let prepared = prepared.on_queryable_dataset(view);
        Ok((planned, prepared))
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
        Self {
            held: Held::Rocks(rocks),
            default: DefaultGraph::Union,
            names: OnceLock::new(),
            version: None,
        }
    }
}

/// Runs what recurses with a query's nesting, where there is room for that.
fn on_large_stack<T: Send>(
    sparql: &str,
    run: impl FnOnce() -> Result<T, QueryError> + Send,
) -> Result<T, QueryError> {
    let found = nesting(sparql);
    if found > MOST_NESTING {
        return Err(QueryError::TooDeep { found });
    }
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, run);
        let worker = worker.map_err(|error| QueryError::stopped(&error))?;
        worker
            .join()
            .map_err(|_| QueryError::stopped(&"the engine failed"))?
    })
}

impl QueryError {
    /// Puts what stopped a query into words.
    pub(super) fn stopped(message: &dyn std::fmt::Display) -> Self {
        Self::Stopped {
            message: message.to_string(),
        }
    }
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
