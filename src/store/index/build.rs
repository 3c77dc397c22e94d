//! Numbers terms and makes an index of quads that fit into memory.

use std::io::{self, Cursor, Seek, Write};

use hashbrown::HashTable;
use oxigraph::model::TermRef;

use super::{
    Id, dictionary,
    inline::inline,
    layout::Layout,
    write::{Quad, Spellings, Triple, Writer},
};

/// Terms that get their numbers in the order in which they come.
#[derive(Clone, Debug)]
pub struct Dictionary {
    heap: Vec<u8>,
    starts: Vec<u32>,
    numbers: HashTable<u32>,
    spelling: Vec<u8>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            heap: Vec::new(),
            starts: vec![0],
            numbers: HashTable::new(),
            spelling: Vec::new(),
        }
    }
}

impl Dictionary {
    /// Returns the number of a term, and takes it up where it is new.
    ///
    /// # Errors
    ///
    /// Refuses more terms, or more text, than the format can hold.
    pub fn number_of(&mut self, term: TermRef<'_>) -> io::Result<u32> {
        if let Some(id) = inline(term) {
            return Ok(id.get());
        }
        let mut spelling = std::mem::take(&mut self.spelling);
        spelling.clear();
        dictionary::spell(term, &mut spelling);
        let number = self.number_of_spelling(&spelling);
        self.spelling = spelling;
        number
    }

    /// Returns the number of a term by its spelling, and takes it up where it is new.
    ///
    /// # Errors
    ///
    /// As [`Self::number_of`].
    pub fn number_of_spelling(&mut self, spelling: &[u8]) -> io::Result<u32> {
        let digest = dictionary::digest(spelling);
        let same = |number: &u32| dictionary::is_spelled(self.filled(*number), spelling);
        if let Some(number) = self.numbers.find(digest, same) {
            return Ok(*number);
        }
        let number = self.take(spelling)?;
        let (heap, starts) = (&self.heap, &self.starts);
        let again = |number: &u32| dictionary::digest_of(filled(heap, starts, *number));
        self.numbers.insert_unique(digest, number, again);
        Ok(number)
    }

    fn take(&mut self, spelling: &[u8]) -> io::Result<u32> {
        self.heap.extend_from_slice(spelling);
        let end = self.heap.len().next_multiple_of(dictionary::UNIT);
        self.heap.resize(end, dictionary::END);
        let end = u32::try_from(end / dictionary::UNIT);
        let end = end.map_err(|_| too_much("text of terms", "16 GiB"))?;
        self.starts.push(end);
        let number = u32::try_from(self.starts.len() - 1).ok().and_then(Id::new);
        let number = number.filter(|number| number.is_dictionary());
        number
            .map(Id::get)
            .ok_or_else(|| too_much("terms", "2,147,483,648"))
    }

    fn filled(&self, number: u32) -> &[u8] {
        filled(&self.heap, &self.starts, number)
    }

    /// Returns how many terms there are.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns the hash table as it is written: each term in the first free slot from its digest on.
    pub fn slots(&self) -> Vec<u32> {
        let mut slots = vec![0; dictionary::slots(self.count())];
        let last = slots.len() - 1;
        for number in (1..).take(self.count()) {
            let digest = dictionary::digest_of(self.filled(number));
            let mut place = usize::try_from(digest & last as u64).unwrap_or(0);
            while slots[place] != 0 {
                place = (place + 1) & last;
            }
            slots[place] = number;
        }
        slots
    }

    /// Returns the terms as they are written.
    pub fn spellings<'a>(&'a self, slots: &'a [u32]) -> Spellings<'a> {
        Spellings {
            heap: &self.heap,
            starts: &self.starts,
            slots,
        }
    }
}

fn filled<'a>(heap: &'a [u8], starts: &[u32], number: u32) -> &'a [u8] {
    let [start, end] =
        [number - 1, number].map(|place| starts[place as usize] as usize * dictionary::UNIT);
    &heap[start..end]
}

fn too_much(what: &str, most: &str) -> io::Error {
    io::Error::other(format!(
        "found more {what} than an index can hold: expected less than {most}; part the graph"
    ))
}

/// Writes an index of quads that fit into memory; a quad may stand twice. O(n log n).
///
/// # Errors
///
/// Fails where the output does, and where there are more quads than the format can hold.
pub fn write<W: Write + Seek>(
    dictionary: &Dictionary,
    mut quads: Vec<Quad>,
    out: W,
) -> io::Result<(W, Layout)> {
    let slots = dictionary.slots();
    let mut writer = Writer::new(out, &dictionary.spellings(&slots))?;
    quads.sort_unstable();
    quads.dedup();
    writer.subjects(&mut quads.iter().copied().map(Ok))?;
    let mut triples: Vec<Triple> = Vec::with_capacity(quads.len());
    triples.extend(
        quads
            .iter()
            .map(|[subject, predicate, object, _]| [*object, *predicate, *subject]),
    );
    drop(quads);
    triples.sort_unstable();
    triples.dedup();
    writer.objects(&mut triples.iter().copied().map(Ok))?;
    for [object, predicate, subject] in &mut triples {
        [*object, *predicate, *subject] = [*predicate, *subject, *object];
    }
    triples.sort_unstable();
    writer.predicates(&mut triples.into_iter().map(Ok))?;
    writer.finish()
}

/// Makes the bytes of an index of quads.
///
/// # Errors
///
/// Fails where there are more quads than the format can hold.
pub fn to_bytes(dictionary: &Dictionary, quads: Vec<Quad>) -> io::Result<Vec<u8>> {
    let (cursor, _) = write(dictionary, quads, Cursor::new(Vec::new()))?;
    Ok(cursor.into_inner())
}
