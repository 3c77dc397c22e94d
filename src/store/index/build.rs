//! Numbers terms and makes an index of quads that fit into memory.

use std::io::{self, Cursor, Seek, Write};

use oxigraph::model::TermRef;

use super::{
    Id, dictionary,
    inline::inline,
    layout::Layout,
    sort::Sorter,
    write::{Quad, Spellings, Triple, Writer},
};

/// Terms that get their numbers in the order in which they come.
///
/// The hash table is the one that is written, so a lookup while a graph is built is one of the built graph.
#[derive(Clone, Debug)]
pub struct Dictionary {
    heap: Vec<u8>,
    starts: Vec<u32>,
    /// The digest of each term, so that the table grows without reading their text again.
    digests: Vec<u64>,
    slots: Vec<u32>,
    spelling: Vec<u8>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            heap: Vec::new(),
            starts: vec![0],
            digests: Vec::new(),
            slots: vec![0; dictionary::slots(0)],
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
        let number = self.number_of_valid(spelling, || true)?;
        Ok(number.unwrap_or(0))
    }

    /// As [`Self::number_of_spelling`]; `None` where the term is new and not valid.
    ///
    /// # Errors
    ///
    /// As [`Self::number_of`].
    pub fn number_of_valid(
        &mut self,
        spelling: &[u8],
        is_valid: impl FnOnce() -> bool,
    ) -> io::Result<Option<u32>> {
        let digest = dictionary::digest(spelling);
        let same = |filled: &[u8]| dictionary::is_spelled(filled, spelling);
        match self.find(digest, same) {
            Ok(number) => Ok(Some(number)),
            Err(_) if !is_valid() => Ok(None),
            Err(free) => self.take(spelling, digest, free).map(Some),
        }
    }

    /// Takes up the terms of another dictionary in its order; returns which number each has here, that of none first.
    ///
    /// # Errors
    ///
    /// As [`Self::number_of`].
    pub fn merge(&mut self, other: &Self, numbers: &mut Vec<u32>) -> io::Result<()> {
        numbers.clear();
        numbers.push(0);
        for (number, digest) in (1..).zip(&other.digests) {
            let filled = other.filled(number);
            let number = match self.find(*digest, |own| own == filled) {
                Ok(number) => number,
                Err(free) => self.take(filled, *digest, free)?,
            };
            numbers.push(number);
        }
        Ok(())
    }

    /// Forgets the terms and keeps the room.
    pub fn clear(&mut self) {
        self.heap.clear();
        self.starts.truncate(1);
        self.digests.clear();
        self.slots.fill(0);
    }

    /// Returns the number of a term, or else the slot where it belongs.
    fn find(&self, digest: u64, same: impl Fn(&[u8]) -> bool) -> Result<u32, usize> {
        let mut place = first_slot(digest, &self.slots);
        loop {
            let number = self.slots[place];
            if number == 0 {
                return Err(place);
            }
            if self.digests[number as usize - 1] == digest && same(self.filled(number)) {
                return Ok(number);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    fn take(&mut self, spelling: &[u8], digest: u64, free: usize) -> io::Result<u32> {
        self.heap.extend_from_slice(spelling);
        let end = self.heap.len().next_multiple_of(dictionary::UNIT);
        self.heap.resize(end, dictionary::END);
        let end = u32::try_from(end / dictionary::UNIT);
        let end = end.map_err(|_| too_much("text of terms", "16 GiB"))?;
        self.starts.push(end);
        self.digests.push(digest);
        let number = u32::try_from(self.count()).ok().and_then(Id::new);
        let number = number
            .filter(|number| number.is_dictionary())
            .ok_or_else(|| too_much("terms", "2,147,483,648"))?;
        let slots = dictionary::slots(self.count());
        if slots > self.slots.len() {
            self.slots = placed(&self.digests, slots);
        } else {
            self.slots[free] = number.get();
        }
        Ok(number.get())
    }

    fn filled(&self, number: u32) -> &[u8] {
        filled(&self.heap, &self.starts, number)
    }

    /// Returns how many terms there are.
    pub fn count(&self) -> usize {
        self.digests.len()
    }

    /// Returns how many bytes of memory the terms take.
    pub fn bytes(&self) -> u64 {
        let numbers = self.starts.len() + self.slots.len() + 2 * self.digests.len();
        (self.heap.len() + 4 * numbers) as u64
    }

    /// Returns the terms as they are written.
    pub fn spellings(&self) -> Spellings<'_> {
        Spellings {
            heap: &self.heap,
            starts: &self.starts,
            slots: &self.slots,
        }
    }
}

/// Returns a table of so many slots with each term in the first free one from its digest on, in their order.
fn placed(digests: &[u64], slots: usize) -> Vec<u32> {
    let mut placed = vec![0; slots];
    for (number, digest) in (1..).zip(digests) {
        let mut place = first_slot(*digest, &placed);
        while placed[place] != 0 {
            place = (place + 1) & (slots - 1);
        }
        placed[place] = number;
    }
    placed
}

fn first_slot(digest: u64, slots: &[u32]) -> usize {
    let last = slots.len() as u64 - 1;
    usize::try_from(digest & last).unwrap_or(0)
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
    let mut writer = Writer::new(out, &dictionary.spellings())?;
    quads.sort_unstable();
    quads.dedup();
    let sorters = [(); 2].map(|()| Sorter::in_memory());
    writer.subjects(quads.iter().copied().map(Ok), sorters)?;
    let mut triples: Vec<Triple> = Vec::with_capacity(quads.len());
    triples.extend(
        quads
            .iter()
            .map(|[subject, predicate, object, _]| [*object, *predicate, *subject]),
    );
    drop(quads);
    triples.sort_unstable();
    triples.dedup();
    writer.objects(triples.iter().copied().map(Ok))?;
    for [object, predicate, subject] in &mut triples {
        [*object, *predicate, *subject] = [*predicate, *subject, *object];
    }
    triples.sort_unstable();
    writer.predicates(triples.into_iter().map(Ok))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Quads of 7 graphs, the default graph among them, in 20 sets, some with inline objects, some twice.
    fn numbered(count: u32) -> (Dictionary, Vec<Quad>) {
        let mut dictionary = Dictionary::default();
        let mut number = |text: String| dictionary.number_of_spelling(text.as_bytes()).unwrap();
        let graphs: Vec<u32> = (0..6).map(|graph| number(format!("Ig{graph}"))).collect();
        let graph = |place: u32| *graphs.get(place as usize).unwrap_or(&0);
        let mut quads = Vec::new();
        for place in 0..count {
            let [subject, predicate, object] = [place * 7 % 101, place % 5, place * 31 % 97]
                .map(|name| number(format!("It{name}{}", "x".repeat(name as usize % 5))));
            let object = if place % 3 == 0 {
                0x8000_0000 + place % 50
            } else {
                object
            };
            quads.push([subject, predicate, object, graph(place % 7)]);
            quads.push([subject, predicate, object, graph(place / 9 % 7)]);
        }
        (dictionary, quads)
    }

    #[test]
    fn the_bytes_of_a_format_do_not_change() {
        for (count, checksum) in [
            (0, "255332f2892cffd3"),
            (1, "3306dca0bbad9a69"),
            (40, "97ac49f86cb70424"),
            (2000, "f4f14a3e581142e1"),
        ] {
            let (dictionary, quads) = numbered(count);
            let (_, layout) = write(&dictionary, quads, Cursor::new(Vec::new())).unwrap();
            assert_eq!(
                format!("{:016x}", layout.checksum()),
                checksum,
                "{count} quads"
            );
        }
    }
}
