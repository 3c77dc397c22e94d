//! The engines: the graph of this crate, Oxigraph's store in memory, and with feature `disk` in RocksDB.
//!
//! Each takes the same N-Triples in the fastest way it has, and gives an answer with all its words.

use std::{
    collections::HashSet,
    error::Error,
    fs,
    path::Path,
    sync::{Arc, mpsc},
    thread::{self, available_parallelism},
    time::Duration,
};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::Term as OxTerm,
    sparql::{CancellationToken, QueryResults, SparqlEvaluator},
    store::Store,
};
use policygraph::{
    fact::digest::sha256,
    link::names::plain,
    store::{
        Beside, Graph, Rows,
        load::{Loading, MEMORY, Source, load_graph},
    },
};

/// The graph that the data stands in, as it stands in that of its file when it is built.
const GRAPH: &str = "https://w3id.org/policygraph/id/document/data";

/// The folder of the built graph.
const BUILT: &str = "bench-graph";

/// Where the data is asked.
pub enum Engine {
    /// The graph of this crate, and how many triples it has.
    Graph(Arc<Graph>, usize),
    /// A store of Oxigraph, and how many bytes it has on disk.
    Store(Store, Option<u64>),
}

/// An answer as the engine gave it.
pub enum Answer {
    Rows(Rows),
    Solutions(Vec<Vec<Option<OxTerm>>>),
}

/// What an answer says, to be compared with another engine's.
pub struct Spelled {
    /// How many rows it has.
    pub rows: usize,
    /// Eight digits of the SHA-256 of its sorted rows, cells with tabs between.
    pub digest: String,
}

fn parser() -> RdfParser {
    RdfParser::from_format(RdfFormat::NTriples).lenient()
}

fn threads() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// Reads the triples on all threads and keeps nothing; returns how many there are.
pub fn parse(data: &Path) -> usize {
    let bytes = fs::read(data).unwrap();
    let parts = parser().split_slice_for_parallel_parsing(&bytes, threads());
    thread::scope(|scope| {
        let count = |part: oxigraph::io::SliceQuadParser<'_>| part.flatten().count();
        let running: Vec<_> = parts
            .into_iter()
            .map(|part| scope.spawn(move || count(part)))
            .collect();
        running.into_iter().map(|one| one.join().unwrap()).sum()
    })
}

/// Returns how many bytes of text the distinct terms have: IRIs, and literals other than dates, which need none.
pub fn text_bytes(data: &Path) -> usize {
    let bytes = fs::read(data).unwrap();
    let mut texts = HashSet::new();
    for quad in parser().for_slice(&bytes).flatten() {
        let terms: [OxTerm; 3] = [quad.subject.into(), quad.predicate.into(), quad.object];
        let texts_of = terms.iter().filter(|term| !is_date(term)).map(value);
        texts.extend(texts_of);
    }
    texts.iter().map(String::len).sum()
}

fn is_date(term: &OxTerm) -> bool {
    matches!(term, OxTerm::Literal(literal) if literal.datatype() == oxigraph::model::vocab::xsd::DATE)
}

impl Engine {
    /// Loads N-Triples into the engine of a name; what it keeps on disk goes into a folder.
    pub fn load(name: &str, data: &Path, work: &Path) -> Result<Self, Box<dyn Error>> {
        match name {
            "graph" => {
                build(data, &work.join(BUILT))?;
                let (graph, manifest) = Graph::open(&work.join(BUILT))?;
                let triples = usize::try_from(manifest.triples)?;
                Ok(Self::Graph(Arc::new(graph), triples))
            }
            "memory" => {
                let store = Store::new()?;
                bulk_load(&store, data)?;
                Ok(Self::Store(store, None))
            }
            #[cfg(feature = "disk")]
            "rocksdb" => {
                let folder = work.join("rocksdb");
                fs::create_dir_all(&folder)?;
                let store = Store::open(&folder)?;
                if store.is_empty()? {
                    bulk_load(&store, data)?;
                    store.flush()?;
                }
                Ok(Self::Store(store, Some(bytes_in(&folder)?)))
            }
            _ => Err(format!("no engine `{name}` here; {} is left alone", work.display()).into()),
        }
    }

    /// Returns how many triples were loaded.
    pub fn triples(&self) -> usize {
        match self {
            Self::Graph(_, triples) => *triples,
            Self::Store(store, _) => store.len().unwrap_or(0),
        }
    }

    /// Returns how many bytes it has on disk, if any.
    pub fn bytes(&self) -> Option<u64> {
        match self {
            Self::Graph(..) => None,
            Self::Store(_, bytes) => *bytes,
        }
    }

    /// Asks a query; `None` where it does not end in time.
    pub fn ask(&self, sparql: &str, limit: Duration) -> Option<Answer> {
        let (sender, receiver) = mpsc::channel();
        let token = CancellationToken::new();
        let running = match self {
            Self::Graph(graph, _) => {
                let (graph, sparql) = (Arc::clone(graph), sparql.to_owned());
                thread::spawn(move || {
                    let rows = graph.rows("query", &sparql).map(Answer::Rows);
                    let _ = sender.send(rows.map_err(|error| error.to_string()));
                })
            }
            Self::Store(store, _) => {
                let (store, sparql, token) = (store.clone(), sparql.to_owned(), token.clone());
                thread::spawn(move || {
                    let answer = ask_store(&store, &sparql, token);
                    let _ = sender.send(answer.map_err(|error| error.to_string()));
                })
            }
        };
        let answer = receiver.recv_timeout(limit);
        token.cancel();
        // What an engine gives back after its answer is its own time, not that of the next.
        answer.ok().map(|answer| {
            running.join().unwrap();
            answer.unwrap()
        })
    }
}

/// Opens the graph that was built.
pub fn open(work: &Path) -> Graph {
    Graph::open(&work.join(BUILT)).unwrap().0
}

/// Builds a graph as `policygraph build --from FILE.nt` does.
fn build(data: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let source = Source {
        path: data.to_owned(),
        graph: GRAPH.to_owned(),
    };
    let loading = Loading {
        memory: MEMORY,
        threads: threads(),
        progress: &|_, _| {},
    };
    let beside = Beside {
        plain,
        files: &|_| Ok(Vec::new()),
    };
    load_graph(folder, &[source], &loading, &beside)?;
    Ok(())
}

fn bulk_load(store: &Store, data: &Path) -> Result<(), Box<dyn Error>> {
    let mut loader = store.bulk_loader().with_num_threads(2 * threads());
    loader.parallel_load_from_file(parser(), data)?;
    Ok(loader.commit()?)
}

#[cfg(feature = "disk")]
fn bytes_in(folder: &Path) -> std::io::Result<u64> {
    let files = fs::read_dir(folder)?;
    files.map(|file| Ok(file?.metadata()?.len())).sum()
}

fn ask_store(
    store: &Store,
    sparql: &str,
    token: CancellationToken,
) -> Result<Answer, Box<dyn Error>> {
    let evaluator = SparqlEvaluator::new().with_cancellation_token(token);
    let query = evaluator.parse_query(sparql)?.on_store(store);
    let QueryResults::Solutions(solutions) = query.execute()? else {
        return Err("expected SELECT".into());
    };
    let rows = solutions.map(|solution| Ok(solution?.values().to_vec()));
    Ok(Answer::Solutions(
        rows.collect::<Result<_, Box<dyn Error>>>()?,
    ))
}

impl Answer {
    /// Spells the answer in a way that all engines share: values alone, rows sorted.
    pub fn spell(&self) -> Spelled {
        let mut lines: Vec<String> = match self {
            Self::Rows(rows) => rows
                .rows
                .iter()
                .map(|row| joined(row, |cell| cell.text().to_owned()))
                .collect(),
            Self::Solutions(rows) => rows.iter().map(|row| joined(row, value)).collect(),
        };
        lines.sort_unstable();
        let mut digest = sha256(lines.join("\n").as_bytes());
        digest.truncate(8);
        Spelled {
            rows: lines.len(),
            digest,
        }
    }
}

fn joined<T>(row: &[Option<T>], spell: impl Fn(&T) -> String) -> String {
    let cells = row
        .iter()
        .map(|cell| cell.as_ref().map_or_else(String::new, &spell));
    cells.collect::<Vec<_>>().join("\t")
}

fn value(term: &OxTerm) -> String {
    match term {
        OxTerm::NamedNode(node) => node.as_str().to_owned(),
        OxTerm::BlankNode(node) => node.as_str().to_owned(),
        OxTerm::Literal(literal) => literal.value().to_owned(),
    }
}
