//! Sorts rows of numbers, in memory while they fit, else by runs in a file that are merged.
//!
//! Takes rows in any order; gives them sorted, each once. What comes out depends
//! on nothing but the rows: not on how many fit, nor on how many threads sort.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
    vec,
};

use rayon::slice::ParallelSliceMut;

/// How many bytes are written to a file at once, and the fewest that are read at once.
const BLOCK: usize = 1 << 16;

/// A row.
type Row<const N: usize> = [u32; N];

/// Rows that are to be sorted.
pub struct Sorter<const N: usize> {
    rows: Vec<Row<N>>,
    /// How many rows memory holds.
    most: usize,
    /// How many bytes the reading of all runs may take.
    buffers: usize,
    runs: Option<Runs>,
    path: PathBuf,
}

/// Sorted runs in a file.
struct Runs {
    file: Temporary,
    /// Where each begins, and how many bytes it has.
    extents: Vec<[u64; 2]>,
}

/// A file that goes when it is no longer used.
struct Temporary {
    file: File,
    path: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Its folder is removed with it where this fails.
        let _ = fs::remove_file(&self.path);
    }
}

impl<const N: usize> Sorter<N> {
    /// Sorts in memory.
    pub fn in_memory() -> Self {
        Self::new(Path::new(""), usize::MAX, 0)
    }

    /// Sorts with so many bytes of memory, and a file of this path beyond it; `buffers` bytes more when it is read.
    pub fn new(path: &Path, bytes: usize, buffers: usize) -> Self {
        Self {
            rows: Vec::new(),
            most: (bytes / (4 * N)).max(1),
            buffers,
            runs: None,
            path: path.to_owned(),
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    ///
    /// Fails where the disk does.
    pub fn push(&mut self, row: Row<N>) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() >= self.most {
            self.spill()?;
        }
        Ok(())
    }

    /// Returns how many bytes the rows in memory take.
    pub fn bytes(&self) -> u64 {
        (self.rows.len() * 4 * N) as u64
    }

    /// Says whether there are rows on disk.
    pub fn has_spilled(&self) -> bool {
        self.runs.is_some()
    }

    /// Makes a run of the rows in memory.
    ///
    /// # Errors
    ///
    /// Fails where the disk does.
    pub fn spill(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.sort();
        let runs = match &mut self.runs {
            Some(runs) => runs,
            none => none.insert(Runs::create(&self.path)?),
        };
        runs.write(&self.rows)?;
        self.rows.clear();
        Ok(())
    }

    fn sort(&mut self) {
        if !self.rows.is_sorted() {
            self.rows.par_sort_unstable();
        }
        self.rows.dedup();
    }

    /// Returns the rows sorted, each once.
    ///
    /// # Errors
    ///
    /// Fails where the disk does.
    pub fn finish(mut self) -> io::Result<Sorted<N>> {
        if self.runs.is_some() {
            self.spill()?;
        }
        let Some(runs) = self.runs.take() else {
            self.sort();
            return Ok(Sorted::Memory(self.rows.into_iter()));
        };
        drop(std::mem::take(&mut self.rows));
        Merge::new(runs, self.buffers).map(Sorted::Merge)
    }
}

impl Runs {
    fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(true);
        Ok(Self {
            file: Temporary {
                file: file.open(path)?,
                path: path.to_owned(),
            },
            extents: Vec::new(),
        })
    }

    fn write<const N: usize>(&mut self, rows: &[Row<N>]) -> io::Result<()> {
        let start = self.file.file.seek(SeekFrom::End(0))?;
        let mut out = BufWriter::with_capacity(BLOCK, &self.file.file);
        for number in rows.iter().flatten() {
            out.write_all(&number.to_le_bytes())?;
        }
        out.flush()?;
        self.extents.push([start, (rows.len() * 4 * N) as u64]);
        Ok(())
    }
}

/// Rows in order, each once.
pub enum Sorted<const N: usize> {
    /// Rows that fitted.
    Memory(vec::IntoIter<Row<N>>),
    /// Rows of a file.
    Merge(Merge<N>),
}

impl<const N: usize> Iterator for Sorted<N> {
    type Item = io::Result<Row<N>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Memory(rows) => rows.next().map(Ok),
            Self::Merge(merge) => merge.next().transpose(),
        }
    }
}

/// The runs of a file as one.
pub struct Merge<const N: usize> {
    runs: Vec<Run<N>>,
    /// The first row of each run, and which run it is of.
    heads: BinaryHeap<Reverse<(Row<N>, usize)>>,
    last: Option<Row<N>>,
}

impl<const N: usize> Merge<N> {
    fn new(runs: Runs, buffers: usize) -> io::Result<Self> {
        let block = (buffers / runs.extents.len()).max(BLOCK / 16);
        let file = Arc::new(runs.file);
        let extents = runs.extents.into_iter();
        let mut runs: Vec<Run<N>> = extents
            .map(|[start, left]| Run {
                file: Arc::clone(&file),
                start,
                left,
                block: (block / (4 * N)).max(1) * 4 * N,
                bytes: Vec::new(),
                at: 0,
            })
            .collect();
        let mut heads = BinaryHeap::new();
        for (place, run) in runs.iter_mut().enumerate() {
            heads.extend(run.next()?.map(|row| Reverse((row, place))));
        }
        let last = None;
        Ok(Self { runs, heads, last })
    }

    fn next(&mut self) -> io::Result<Option<Row<N>>> {
        while let Some(mut head) = self.heads.peek_mut() {
            let Reverse((row, place)) = *head;
            match self.runs[place].next()? {
                Some(next) => *head = Reverse((next, place)),
                None => drop(PeekMut::pop(head)),
            }
            if self.last.replace(row) != Some(row) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// A run that is read in blocks.
struct Run<const N: usize> {
    file: Arc<Temporary>,
    start: u64,
    left: u64,
    block: usize,
    bytes: Vec<u8>,
    at: usize,
}

impl<const N: usize> Run<N> {
    fn next(&mut self) -> io::Result<Option<Row<N>>> {
        if self.at == self.bytes.len() && !self.fill()? {
            return Ok(None);
        }
        let mut row = [0; N];
        let bytes = self.bytes[self.at..].as_chunks::<4>().0;
        for (number, bytes) in row.iter_mut().zip(bytes) {
            *number = u32::from_le_bytes(*bytes);
        }
        self.at += 4 * N;
        Ok(Some(row))
    }

    fn fill(&mut self) -> io::Result<bool> {
        let length = self.left.min(self.block as u64);
        self.bytes.resize(usize::try_from(length).unwrap_or(0), 0);
        let mut file = &self.file.file;
        file.seek(SeekFrom::Start(self.start))?;
        file.read_exact(&mut self.bytes)?;
        (self.start, self.left, self.at) = (self.start + length, self.left - length, 0);
        Ok(length > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_sorted_and_each_once_however_many_fit() {
        let folder = tempfile::tempdir().unwrap();
        let rows: Vec<Row<2>> = (0..5000_u32)
            .map(|number| [number * 7919 % 1009, number % 3])
            .collect();
        let mut wanted = rows.clone();
        wanted.sort_unstable();
        wanted.dedup();
        for bytes in [1, 8, 100, 4000, 1 << 20] {
            let path = folder.path().join("rows");
            let mut sorter = Sorter::new(&path, bytes, 100);
            rows.iter().try_for_each(|row| sorter.push(*row)).unwrap();
            assert_eq!(sorter.has_spilled(), bytes < 1 << 20);
            let found: io::Result<Vec<Row<2>>> = sorter.finish().unwrap().collect();
            assert_eq!(found.unwrap(), wanted, "{bytes} bytes");
            assert!(!path.exists());
        }
    }

    #[test]
    fn no_rows_are_none() {
        let mut none = Sorter::<4>::in_memory();
        none.spill().unwrap();
        assert!(none.finish().unwrap().next().is_none());
    }
}
