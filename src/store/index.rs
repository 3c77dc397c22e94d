//! A graph that is built once and then asked: quads of numbers in a file that is mapped, not loaded.
//!
//! Takes bytes as [`write`] made them; gives terms by number, numbers by term,
//! and the triples of a pattern, all without copying. The bytes are not
//! trusted: the header is checked where the index is opened, every number where
//! it is used. One that points nowhere is noted, and what was asked ends; the
//! note makes the answer an error ([`Index::damage`]).

use std::{path::Path, sync::OnceLock};

use oxigraph::model::{Term, TermRef};
use zerocopy::{FromBytes, little_endian::U32};

mod build;
pub mod dictionary;
mod graphs;
pub mod inline;
mod layout;
mod map;
mod quads;
mod rows;
pub mod sort;
#[cfg(test)]
mod tests;
pub mod write;

pub use build::Dictionary;
pub use inline::{Id, of_expression as inline_of};
pub use layout::{IndexError, Layout, checksum};
pub use map::Bytes;
pub use rows::Triples;

use layout::Section;

/// A graph in a frozen form.
#[derive(Debug)]
pub struct Index {
    bytes: Bytes,
    layout: Layout,
    damage: OnceLock<String>,
}

/// How much there is of a predicate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Its triples.
    pub triples: u64,
    /// The subjects they have.
    pub subjects: u64,
    /// The objects they have.
    pub objects: u64,
}

impl Index {
    /// Maps an index. O(1): only the header is read, and its checksum verified.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be mapped; says what is wrong with the header.
    pub fn open(path: &Path) -> std::io::Result<Result<Self, IndexError>> {
        Ok(Self::new(Bytes::map(path)?))
    }

    /// Takes an index that is in memory.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the header.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, IndexError> {
        Self::new(Bytes::Owned(bytes))
    }

    /// Returns the bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }

    fn new(bytes: Bytes) -> Result<Self, IndexError> {
        let layout = Layout::read(&bytes)?;
        let damage = OnceLock::new();
        Ok(Self {
            bytes,
            layout,
            damage,
        })
    }

    /// Makes an empty index that tells as its damage why it is empty.
    #[cfg(feature = "disk")]
    pub fn unreadable(why: &str) -> Self {
        let damage = OnceLock::from(why.to_owned());
        Self {
            bytes: Bytes::Owned(Vec::new()),
            layout: Layout::default(),
            damage,
        }
    }

    /// Verifies the checksum of every section. Reads the whole file.
    ///
    /// # Errors
    ///
    /// Names the first section that is not as it was written.
    pub fn verify(&self) -> Result<(), IndexError> {
        for section in Section::ALL {
            let wanted = self.layout.sections[section as usize].checksum;
            if layout::checksum(self.bytes_of(section)) != wanted {
                return Err(IndexError::Altered { section });
            }
        }
        Ok(())
    }

    /// Returns what was found to point nowhere since the index was opened.
    pub fn damage(&self) -> Option<IndexError> {
        let what = self.damage.get()?.clone();
        Some(IndexError::Damaged { what })
    }

    /// Returns the checksum of the header.
    pub fn header_checksum(&self) -> u64 {
        self.layout.checksum()
    }

    /// Notes that a number points nowhere.
    fn note(&self, what: impl FnOnce() -> String) {
        self.damage.get_or_init(what);
    }

    /// Returns how many triples there are, each once.
    pub fn len(&self) -> u64 {
        self.layout.triples
    }

    /// Returns how many quads there are.
    pub fn quads(&self) -> u64 {
        self.layout.quads
    }

    /// Returns how many terms the dictionary has; their numbers begin at 1.
    pub fn terms(&self) -> u32 {
        u32::try_from(self.layout.terms).unwrap_or(u32::MAX)
    }

    fn bytes_of(&self, section: Section) -> &[u8] {
        let extent = self.layout.sections[section as usize];
        let range = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let start = range(extent.start);
        let bytes = self
            .bytes
            .get(start..start.saturating_add(range(extent.length)));
        bytes.unwrap_or_default()
    }

    fn numbers(&self, section: Section) -> &[U32] {
        <[U32]>::ref_from_bytes(self.bytes_of(section)).unwrap_or_default()
    }

    fn pairs(&self, section: Section) -> &[[U32; 2]] {
        <[[U32; 2]]>::ref_from_bytes(self.bytes_of(section)).unwrap_or_default()
    }

    /// Returns the rows between two neighbouring starts.
    fn between<'a, T>(&self, starts: &[U32], place: usize, rows: &'a [T]) -> &'a [T] {
        let (Some(start), Some(end)) = (starts.get(place), starts.get(place + 1)) else {
            return &[];
        };
        let (start, end) = (start.get() as usize, end.get() as usize);
        rows.get(start..end).unwrap_or_else(|| {
            self.note(|| format!("rows {start} to {end} of {}", rows.len()));
            &[]
        })
    }

    /// Returns the number of a term; `None` where the graph cannot have it.
    ///
    /// A value that needs no place in the dictionary has its number whether or not the graph has it.
    pub fn find(&self, term: TermRef<'_>) -> Option<Id> {
        inline::inline(term).or_else(|| {
            let mut spelling = Vec::new();
            dictionary::spell(term, &mut spelling);
            self.find_spelling(&spelling)
        })
    }

    fn find_spelling(&self, spelling: &[u8]) -> Option<Id> {
        let slots = self.numbers(Section::Slots);
        let last = slots.len().checked_sub(1)?;
        let mut place = usize::try_from(dictionary::digest(spelling) & last as u64).ok()?;
        for _ in 0..slots.len() {
            let id = Id::new(slots[place].get())?;
            if dictionary::is_spelled(self.spelling(id), spelling) {
                return Some(id);
            }
            place = (place + 1) & last;
        }
        None
    }

    /// Returns the filled spelling of a term of the dictionary.
    fn spelling(&self, id: Id) -> &[u8] {
        let starts = self.numbers(Section::HeapStarts);
        let place = id.get() as usize;
        let ends = starts.get(place - 1).zip(starts.get(place));
        let heap = self.bytes_of(Section::Heap);
        let spelling = ends.and_then(|(start, end)| {
            let [start, end] = [start, end].map(|unit| unit.get() as usize * dictionary::UNIT);
            heap.get(start..end)
        });
        spelling.unwrap_or_else(|| {
            self.note(|| format!("the text of term {place}"));
            &[]
        })
    }

    /// Returns a term of the graph; an empty literal, and a note of the damage, where the number is that of none.
    pub fn term(&self, id: Id) -> Term {
        let term = if id.is_dictionary() {
            dictionary::read(self.spelling(id))
        } else {
            inline::term(id)
        };
        term.unwrap_or_else(|| {
            self.note(|| format!("the text of term {}", id.get()));
            oxigraph::model::Literal::new_simple_literal("").into()
        })
    }

    /// Says whether a term is an IRI that begins so.
    pub fn is_iri_under(&self, id: Id, base: &str) -> bool {
        id.is_dictionary() && dictionary::is_iri_under(self.spelling(id), base)
    }

    /// Returns the value that an expression works with.
    pub fn expression_term(&self, id: Id) -> spareval::ExpressionTerm {
        inline::expression_term(id).unwrap_or_else(|| self.term(id).into())
    }

    /// Returns how much there is of a predicate.
    pub fn statistics(&self, predicate: Id) -> Statistics {
        let Some(place) = self.predicate_place(predicate) else {
            return Statistics::default();
        };
        let counts = self.pairs(Section::Statistics).get(place);
        let [subjects, objects] = counts.map_or([0; 2], |pair| pair.map(U32::get));
        Statistics {
            triples: self.predicate_rows(predicate).len() as u64,
            subjects: u64::from(subjects),
            objects: u64::from(objects),
        }
    }
}
