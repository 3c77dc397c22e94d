//! Writes an index from numbered terms and sorted triples.
//!
//! What comes in is in order already: the terms as they were numbered, the
//! quads by subject, and the triples by object and by predicate. So a graph that does not fit into memory is
//! written as one that does. Nothing depends on when, where or with how many threads it is written.

use std::{
    collections::HashMap,
    hash::Hasher,
    io::{self, Seek, SeekFrom, Write},
};

use foldhash::fast::FixedState;
use twox_hash::XxHash3_64;

mod groups;

use groups::{Graphs, Groups, Starts, number};

use super::{
    Id,
    layout::{Extent, HEADER, Layout, Section},
};

/// The terms of a dictionary, as they are written.
#[derive(Clone, Copy, Debug)]
pub struct Spellings<'a> {
    /// The terms, each filled up to a multiple of four bytes.
    pub heap: &'a [u8],
    /// Where each begins, in fours of bytes, and where the last ends.
    pub starts: &'a [u32],
    /// The hash table: numbers of terms from 1, 0 where it is free.
    pub slots: &'a [u32],
}

/// How many bytes are written at once.
const BUFFER: usize = 1 << 16;

/// Subject, predicate, object, and the graph; 0 is the default graph.
pub type Quad = [u32; 4];

/// Three ends of a triple, in the order of the rows they are for.
pub type Triple = [u32; 3];

/// A stream of rows that can fail, as one read from disk can.
type Stream<'a, T> = &'a mut dyn Iterator<Item = io::Result<T>>;

/// Writes the sections one after the other.
pub struct Writer<W> {
    out: W,
    at: u64,
    hasher: XxHash3_64,
    buffer: Vec<u8>,
    layout: Layout,
    terms: u32,
    /// How many objects each predicate has.
    objects_of: HashMap<u32, u32, FixedState>,
}

impl<W: Write + Seek> Writer<W> {
    /// Begins an index and writes its dictionary.
    ///
    /// # Errors
    ///
    /// Fails where the disk does.
    pub fn new(mut out: W, terms: &Spellings<'_>) -> io::Result<Self> {
        out.write_all(&[0; HEADER])?;
        let mut writer = Self {
            out,
            at: HEADER as u64,
            hasher: XxHash3_64::default(),
            buffer: Vec::with_capacity(BUFFER + 8),
            layout: Layout::default(),
            terms: number(terms.starts.len() - 1)?,
            objects_of: HashMap::default(),
        };
        writer.layout.terms = u64::from(writer.terms);
        writer.bytes(Section::Heap, terms.heap)?;
        writer.numbers(Section::HeapStarts, terms.starts)?;
        writer.numbers(Section::Slots, terms.slots)?;
        Ok(writer)
    }

    /// Writes the quads by subject, with the graphs that each triple stands in. `quads` are sorted, each once.
    ///
    /// # Errors
    ///
    /// Fails where the stream or the disk does, and where there are more than 2^32 - 1 quads.
    pub fn subjects(&mut self, quads: Stream<'_, Quad>) -> io::Result<()> {
        let mut starts = Starts::new(self.terms);
        let mut graphs = Graphs::default();
        let start = self.begin()?;
        let mut triple = None;
        for quad in quads {
            let [subject, predicate, object, graph] = quad?;
            if triple != Some([subject, predicate, object]) {
                triple = Some([subject, predicate, object]);
                graphs.close()?;
                starts.count(subject);
                self.put([predicate, object])?;
            }
            graphs.take(graph)?;
        }
        graphs.close()?;
        self.end(Section::Subjects, start)?;
        self.layout.triples = graphs.set_of.len() as u64;
        self.layout.quads = graphs.quads();
        self.numbers(Section::SubjectStarts, &starts.finish())?;
        self.graphs(graphs)
    }

    fn graphs(&mut self, mut graphs: Graphs) -> io::Result<()> {
        graphs.renumber();
        let mut starts = vec![0];
        let mut rows = Vec::new();
        for (_, places) in &graphs.of {
            rows.extend_from_slice(places);
            starts.push(number(rows.len())?);
        }
        let names: Vec<u32> = graphs.of.iter().map(|(graph, _)| *graph).collect();
        self.numbers(Section::Graphs, &names)?;
        self.numbers(Section::GraphStarts, &starts)?;
        self.numbers(Section::GraphRows, &rows)?;
        let one_set = graphs.sets.len() <= 1;
        let set_of = if one_set { &[][..] } else { &graphs.set_of };
        self.numbers(Section::SetOfTriple, set_of)?;
        let sets = graphs.listed()?;
        self.numbers(Section::Sets, &sets)
    }

    /// Writes the triples by object; each is object, predicate, subject. `triples` are sorted, each once.
    ///
    /// # Errors
    ///
    /// Fails where the stream or the disk does.
    pub fn objects(&mut self, triples: Stream<'_, Triple>) -> io::Result<()> {
        let mut starts = Starts::new(self.terms);
        let mut inline = Groups::default();
        let mut last = None;
        let start = self.begin()?;
        for (place, triple) in triples.enumerate() {
            let [object, predicate, subject] = triple?;
            if last.replace([object, predicate]) != Some([object, predicate]) {
                *self.objects_of.entry(predicate).or_default() += 1;
            }
            if Id::new(object).is_some_and(Id::is_dictionary) {
                starts.count(object);
            } else {
                inline.take(object, place)?;
            }
            self.put([predicate, subject])?;
        }
        self.end(Section::Objects, start)?;
        self.numbers(Section::ObjectStarts, &starts.finish())?;
        let all = number(usize::try_from(self.layout.triples).unwrap_or(usize::MAX))?;
        self.numbers(Section::InlineObjects, &inline.names)?;
        self.numbers(Section::InlineStarts, &inline.finish(all))
    }

    /// Writes the triples by predicate, after those by object; each is predicate, subject, object.
    /// `triples` are sorted, each once.
    ///
    /// # Errors
    ///
    /// Fails where the stream or the disk does.
    pub fn predicates(&mut self, triples: Stream<'_, Triple>) -> io::Result<()> {
        let mut groups = Groups::default();
        let mut subjects = Vec::new();
        let mut last = None;
        let start = self.begin()?;
        for (place, triple) in triples.enumerate() {
            let [predicate, subject, object] = triple?;
            if groups.take(predicate, place)? {
                subjects.push(0_u32);
            }
            if last.replace([predicate, subject]) != Some([predicate, subject])
                && let Some(count) = subjects.last_mut()
            {
                *count += 1;
            }
            self.put([subject, object])?;
        }
        self.end(Section::PredicateRows, start)?;
        let all = number(usize::try_from(self.layout.triples).unwrap_or(usize::MAX))?;
        let statistics = groups
            .names
            .iter()
            .zip(&subjects)
            .flat_map(|(name, count)| {
                let objects = self.objects_of.get(name).copied().unwrap_or(0);
                [*count, objects]
            });
        let statistics: Vec<u32> = statistics.collect();
        self.numbers(Section::Predicates, &groups.names)?;
        self.numbers(Section::Statistics, &statistics)?;
        self.numbers(Section::PredicateStarts, &groups.finish(all))
    }

    /// Writes the header and returns what was written to, and the layout.
    ///
    /// # Errors
    ///
    /// Fails where the disk does.
    pub fn finish(mut self) -> io::Result<(W, Layout)> {
        self.layout.length = self.at;
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&self.layout.to_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.layout))
    }

    fn bytes(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        let start = self.begin()?;
        self.write(bytes)?;
        self.end(section, start)
    }

    fn numbers(&mut self, section: Section, numbers: &[u32]) -> io::Result<()> {
        let start = self.begin()?;
        for part in numbers.chunks(BUFFER / 4) {
            for number in part {
                self.buffer.extend(number.to_le_bytes());
            }
            self.flush()?;
        }
        self.end(section, start)
    }

    /// Writes a row.
    fn put(&mut self, [first, second]: [u32; 2]) -> io::Result<()> {
        self.buffer.extend(first.to_le_bytes());
        self.buffer.extend(second.to_le_bytes());
        if self.buffer.len() >= BUFFER {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let buffer = std::mem::take(&mut self.buffer);
        self.write(&buffer)?;
        self.buffer = buffer;
        self.buffer.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.write(bytes);
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Begins a section at a multiple of eight bytes, where numbers are read fastest.
    fn begin(&mut self) -> io::Result<u64> {
        let filled = self.at.next_multiple_of(8);
        let fill = usize::try_from(filled - self.at).unwrap_or(0);
        self.out.write_all(&[0; 8][..fill])?;
        self.at = filled;
        self.hasher = XxHash3_64::default();
        Ok(filled)
    }

    fn end(&mut self, section: Section, start: u64) -> io::Result<()> {
        self.flush()?;
        self.layout.sections[section as usize] = Extent {
            start,
            length: self.at - start,
            checksum: self.hasher.finish(),
        };
        Ok(())
    }
}
