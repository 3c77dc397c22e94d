//! Gives the terms of blocks their numbers in the graph, in the order of the blocks.
//!
//! Each thread reads a block, parses it, waits until the blocks before it are
//! taken up, and takes it up itself. So no block waits in memory but those that
//! threads hold, and the first mistake in the order of the files is the one that is told.

use std::{
    path::Path,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use super::{
    Limits, LoadError, Loaded, Source,
    chunk::{Chunk, Chunks},
    parse::{Form, Mistake, Parser, Refusal, is_iri},
};
use crate::store::index::{Dictionary, sort::Sorter};

/// What the threads share.
pub struct Shared<'a> {
    sources: &'a [Source],
    forms: Vec<Form>,
    chunks: Mutex<Chunks<'a>>,
    merged: Mutex<Merged>,
    /// Tells the threads that a block was taken up.
    taken: Condvar,
    limits: Limits,
    /// How many bytes the files have.
    all: u64,
    progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// What was taken up.
pub struct Merged {
    pub dictionary: Dictionary,
    /// Subject, predicate, object and graph of each statement.
    pub quads: Sorter<4>,
    /// The number of the block that is next.
    turn: u64,
    failed: Option<LoadError>,
    /// The place of the file of the last block, and how many of its lines are done.
    file: (usize, u64),
    /// The numbers of a block's terms in the graph.
    numbers: Vec<u32>,
    loaded: Loaded,
}

impl<'a> Shared<'a> {
    /// Looks at the files.
    ///
    /// # Errors
    ///
    /// Refuses a file of another form, a graph whose name is no IRI, and a file that is not there.
    pub fn new(
        sources: &'a [Source],
        limits: Limits,
        folder: &Path,
        progress: &'a (dyn Fn(u64, u64) + Sync),
    ) -> Result<Self, LoadError> {
        let forms = sources.iter().enumerate().map(form);
        let forms = forms.collect::<Result<_, _>>()?;
        let mut all = 0;
        for source in sources {
            let length = source.path.metadata();
            all += length.map_err(LoadError::read(&source.path))?.len();
        }
        Ok(Self {
            sources,
            forms,
            chunks: Mutex::new(Chunks::new(sources, limits)),
            merged: Mutex::new(Merged::new(limits, folder)),
            taken: Condvar::new(),
            limits,
            all,
            progress,
        })
    }

    /// Reads and takes up blocks until there are no more.
    pub fn work(&self) {
        let _alarm = Alarm(self);
        let mut parser = Parser::default();
        let mut buffer = Vec::new();
        loop {
            let next = lock(&self.chunks).next(buffer);
            let Some((turn, chunk)) = next else { return };
            let parsed = chunk.map(|chunk| {
                let parsed = parser.parse(&chunk.bytes, &self.forms[chunk.source]);
                (chunk, parsed)
            });
            let mut merged = self.wait_for(turn);
            if merged.failed.is_some() {
                return;
            }
            let taken = parsed.and_then(|(chunk, parsed)| {
                self.take(&mut merged, &chunk, parsed, &parser)?;
                Ok(chunk.bytes)
            });
            merged.turn += 1;
            self.taken.notify_all();
            match taken {
                Ok(bytes) => buffer = bytes,
                Err(error) => {
                    merged.failed = Some(self.placed(error, &merged));
                    return;
                }
            }
        }
    }

    /// Waits until all blocks before are taken up, or one has failed.
    fn wait_for(&self, turn: u64) -> MutexGuard<'_, Merged> {
        let is_early = |merged: &mut Merged| merged.turn != turn && merged.failed.is_none();
        let waited = self.taken.wait_while(lock(&self.merged), is_early);
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    fn take(
        &self,
        merged: &mut Merged,
        chunk: &Chunk,
        parsed: Result<(), Refusal>,
        parser: &Parser,
    ) -> Result<(), LoadError> {
        if merged.file.0 != chunk.source {
            merged.file = (chunk.source, 0);
        }
        merged.file.1 += parser.lines;
        match parsed {
            Ok(()) => {}
            Err(Refusal::Full(error)) => return Err(LoadError::Write(error)),
            Err(Refusal::Mistake(mistake)) => return Err(self.syntax(chunk.source, mistake)),
        }
        merged.loaded.lines += parser.lines;
        merged.loaded.bytes += chunk.bytes.len() as u64;
        merged.take(parser).map_err(LoadError::Write)?;
        merged.spill(self.limits).map_err(LoadError::Write)?;
        let terms = merged.dictionary.bytes();
        if terms > self.limits.terms {
            return Err(self.too_many(terms, merged.loaded.bytes));
        }
        (self.progress)(merged.loaded.bytes, self.all);
        Ok(())
    }

    fn syntax(&self, source: usize, mistake: Mistake) -> LoadError {
        LoadError::Syntax {
            path: self.sources[source].path.display().to_string(),
            line: 1,
            column: mistake.column,
            found: mistake.found,
            problem: mistake.problem,
            expected: if self.forms[source].with_graph {
                "subject, predicate, object, perhaps a graph, and a dot"
            } else {
                "subject, predicate, object and a dot"
            },
        }
    }

    /// Says of a line which one it is in its file.
    fn placed(&self, mut error: LoadError, merged: &Merged) -> LoadError {
        if let LoadError::Syntax { line, .. } = &mut error {
            *line += merged.file.1;
        }
        if let LoadError::Line { line, path, .. } = &mut error {
            let file = &self.sources[merged.file.0].path;
            let is_same = *path == file.display().to_string();
            *line += if is_same { merged.file.1 } else { 0 };
        }
        error
    }

    fn too_many(&self, found: u64, done: u64) -> LoadError {
        let whole = u128::from(found) * u128::from(self.all) / u128::from(done.max(1));
        let needed = u64::try_from(whole * 8 / 5).unwrap_or(u64::MAX);
        LoadError::Memory {
            found,
            most: self.limits.terms,
            memory: self.limits.memory,
            needed: needed.max(self.limits.memory),
            done,
            all: self.all,
        }
    }

    /// Returns what was taken up, and name and SHA-256 of each file.
    ///
    /// # Errors
    ///
    /// Returns the first error in the order of the files.
    pub fn into_merged(self) -> Result<(Merged, Vec<(String, String)>), LoadError> {
        let merged = self.merged.into_inner();
        let mut merged = merged.unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = merged.failed.take() {
            return Err(error);
        }
        let chunks = self.chunks.into_inner();
        let chunks = chunks.unwrap_or_else(PoisonError::into_inner);
        Ok((merged, chunks.into_digests()))
    }
}

impl Merged {
    fn new(limits: Limits, folder: &Path) -> Self {
        let bytes = usize::try_from(limits.memory).unwrap_or(usize::MAX);
        Self {
            dictionary: Dictionary::default(),
            quads: Sorter::new(&folder.join("quads.rows"), bytes, bytes / 4),
            turn: 0,
            failed: None,
            file: (0, 0),
            numbers: Vec::new(),
            loaded: Loaded::default(),
        }
    }

    pub fn loaded(&self) -> Loaded {
        self.loaded.clone()
    }

    fn take(&mut self, parser: &Parser) -> std::io::Result<()> {
        self.dictionary
            .merge(&parser.dictionary, &mut self.numbers)?;
        let numbers = &self.numbers;
        let global = |number: u32| numbers.get(number as usize).copied().unwrap_or(number);
        for row in &parser.rows {
            self.quads.push(row.map(global))?;
        }
        self.loaded.statements += parser.rows.len() as u64;
        Ok(())
    }

    /// Puts the quads on disk where terms, quads and blocks together take too much.
    fn spill(&mut self, limits: Limits) -> std::io::Result<()> {
        let terms = self.dictionary.bytes();
        let rest = limits.memory.saturating_sub(terms + limits.in_flight);
        if self.quads.bytes() > rest.max(limits.memory / 8) {
            self.quads.spill()?;
            self.loaded.runs += 1;
        }
        Ok(())
    }
}

/// Wakes the threads that wait for one that ends in the middle of its work.
struct Alarm<'a, 'b>(&'a Shared<'b>);

impl Drop for Alarm<'_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let cause = "one of them ended".to_owned();
            lock(&self.0.merged).failed = Some(LoadError::Threads { cause });
        }
        self.0.taken.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the form that a file's ending says.
fn form((place, source): (usize, &Source)) -> Result<Form, LoadError> {
    let path = || source.path.display().to_string();
    let ending = source.path.extension().unwrap_or_default();
    if ending != "nt" && ending != "nq" {
        return Err(LoadError::Form { path: path() });
    }
    if !is_iri(source.graph.as_bytes()) {
        let graph = source.graph.clone();
        return Err(LoadError::Graph {
            path: path(),
            graph,
        });
    }
    Ok(Form {
        with_graph: ending == "nq",
        graph: source.graph.clone(),
        prefix: format!("f{}_", place + 1),
    })
}
