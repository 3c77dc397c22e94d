//! Quads in oxigraph's own store, in a folder.
//!
//! A first writing loads in bulk, a later one changes only what differs, in one transaction. Whoever writes holds a lock
//! on the folder that readers of ours respect; of others' writers, RocksDB itself refuses a second one. What a query
//! means in a graph of many documents is left to `merged`.

use std::{
    collections::BTreeSet,
    fmt, fs,
    fs::{File, TryLockError},
    io,
    path::Path,
    sync::OnceLock,
};

use oxigraph::{
    model::{GraphName, NamedOrBlankNode, Quad, TermRef},
    sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator},
    store::{StorageError, Store},
};
use spargebra::Query;

use super::{
    RocksError, Written, is_rocks,
    merged::{Merged, Scope},
};
use crate::store::{
    Quads,
    index::Index,
    quads::{Row, quad},
};

/// A store in a folder, open for reading.
pub struct Rocks {
    store: Store,
    /// All of it, from when a command first looks a name up or goes beyond SPARQL.
    index: OnceLock<Index>,
    /// Whether no triple can stand in two graphs, since all stand in one.
    one_graph: bool,
    /// Held as long as the store is read; `None` where the file system has no locks.
    _lock: Option<File>,
}

impl fmt::Debug for Rocks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one_graph = &self.one_graph;
        let mut debug = formatter.debug_struct("Rocks");
        debug.field("one_graph", one_graph).finish_non_exhaustive()
    }
}

impl Rocks {
    /// See [`super::open_rocks`].
    pub fn open(folder: &Path) -> Result<Self, RocksError> {
        if !is_rocks(folder) {
            return Err(not_rocks(folder));
        }
        let lock = lock(folder, File::try_lock_shared)?;
        let failed = failed(folder);
        let store = Store::open_read_only(folder).map_err(&failed)?;
        let one_graph = has_one_graph(&store).map_err(&failed)?;
        Ok(Self {
            store,
            index: OnceLock::new(),
            one_graph,
            _lock: lock,
        })
    }

    /// Returns an index of all quads; reads them where it is first asked for.
    ///
    /// Where RocksDB fails it is empty, and says so as its damage.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let quads: Result<Vec<Quad>, StorageError> = self.store.iter().collect();
            let index = quads.map_err(io::Error::other).and_then(Index::of_dataset);
            index.unwrap_or_else(|error| Index::unreadable(&error.to_string()))
        })
    }

    /// Answers a query as [`super::Graph::answer`] says: without `FROM` over the merge of all graphs.
    ///
    /// oxigraph's own union gives a triple as often as there are graphs that state it, so it is asked only where there
    /// is one graph and no `FROM`; else [`Merged`] is, which spells each term that it meets and takes a multiple of the time.
    pub fn results(&self, mut query: Query) -> Result<QueryResults<'_>, QueryEvaluationError> {
        let scope = Scope::take(&mut query);
        let mut prepared = SparqlEvaluator::new().for_query(query);
        if self.one_graph && scope == Scope::default() {
            prepared.dataset_mut().set_default_graph_as_union();
            return prepared.on_store(&self.store).execute();
        }
        let merged = Merged::new(&self.store, scope);
        prepared.on_queryable_dataset(merged).execute()
    }
}

/// See [`super::write_rocks`].
pub fn write(folder: &Path, quads: &Quads) -> Result<Written, RocksError> {
    let io = |cause| io_failed(folder, cause);
    fs::create_dir_all(folder).map_err(io)?;
    let empty = fs::read_dir(folder).map_err(io)?.next().is_none();
    if !empty && !is_rocks(folder) {
        return Err(not_rocks(folder));
    }
    let _lock = lock(folder, File::try_lock)?;
    let write = || {
        let store = Store::open(folder)?;
        let written = if store.is_empty()? {
            load(&store, quads)?
        } else {
            change(&store, quads)?
        };
        store.flush()?;
        Ok(written)
    };
    write().map_err(failed(folder))
}

/// Loads all quads into an empty store.
fn load(store: &Store, quads: &Quads) -> Result<Written, StorageError> {
    let mut loader = store.bulk_loader();
    loader.load_quads(quads.iter())?;
    loader.commit()?;
    let quads = store.len()?;
    Ok(Written {
        quads,
        added: quads,
        removed: 0,
    })
}

/// Changes a store by what differs, in one transaction.
fn change(store: &Store, quads: &Quads) -> Result<Written, StorageError> {
    let mut rows: Vec<Row> = quads.rows.clone();
    rows.sort_unstable();
    rows.dedup();
    let mut kept = vec![false; rows.len()];
    let mut transaction = store.start_transaction()?;
    let mut removed = 0;
    for quad in store {
        let quad = quad?;
        let place = row(quads, &quad).and_then(|row| rows.binary_search(&row).ok());
        if let Some(place) = place {
            kept[place] = true;
        } else {
            transaction.remove(&quad);
            removed += 1;
        }
    }
    let missing = rows.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let missing = missing.filter_map(|(row, _)| quad(&quads.terms, *row));
    let mut added = 0;
    for quad in missing {
        transaction.insert(&quad);
        added += 1;
    }
    let graphs: BTreeSet<u32> = rows.iter().map(|row| row[3]).collect();
    for graph in store.named_graphs() {
        let graph = graph?;
        let number = quads.terms.find(graph.as_ref().into());
        if number.is_none_or(|number| !graphs.contains(&number)) {
            transaction.remove_named_graph(&graph)?;
        }
    }
    transaction.commit()?;
    Ok(Written {
        quads: rows.len(),
        added,
        removed,
    })
}

/// Returns a quad in the numbers of other quads; `None` where they do not have it.
fn row(quads: &Quads, quad: &Quad) -> Option<Row> {
    let graph: TermRef<'_> = match &quad.graph_name {
        GraphName::NamedNode(node) => node.as_ref().into(),
        GraphName::BlankNode(node) => node.as_ref().into(),
        GraphName::DefaultGraph => return None,
    };
    let subject = quad.subject.as_ref().into();
    let number = |term: TermRef<'_>| quads.terms.find(term);
    Some([
        number(subject)?,
        number(quad.predicate.as_ref().into())?,
        number(quad.object.as_ref())?,
        number(graph)?,
    ])
}

/// Says whether all quads stand in one graph, named or not.
fn has_one_graph(store: &Store) -> Result<bool, StorageError> {
    let named: Result<Vec<NamedOrBlankNode>, _> = store.named_graphs().take(2).collect();
    let default = GraphName::DefaultGraph;
    let mut own = store.quads_for_pattern(None, None, None, Some(default.as_ref()));
    let has_own = own.next().transpose()?.is_some();
    Ok(named?.len() + usize::from(has_own) < 2)
}

/// Locks a folder; `None` where the file system has no locks.
fn lock(
    folder: &Path,
    how: impl Fn(&File) -> Result<(), TryLockError>,
) -> Result<Option<File>, RocksError> {
    let Ok(opened) = File::open(folder) else {
        return Ok(None);
    };
    match how(&opened) {
        Ok(()) => Ok(Some(opened)),
        Err(TryLockError::WouldBlock) => Err(RocksError::InUse {
            path: folder.display().to_string(),
        }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn not_rocks(folder: &Path) -> RocksError {
    let path = folder.display().to_string();
    RocksError::NotRocks { path }
}

fn io_failed(folder: &Path, cause: std::io::Error) -> RocksError {
    let path = folder.display().to_string();
    RocksError::Io { path, cause }
}

fn failed(folder: &Path) -> impl Fn(StorageError) -> RocksError + '_ {
    move |cause| RocksError::Storage {
        path: folder.display().to_string(),
        cause,
    }
}
