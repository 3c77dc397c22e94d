//! Where things stand in an index: its header and its sections.
//!
//! See `docs/graph-format.md`. All numbers are little-endian. The header says
//! where each section is, what its checksum is, and carries its own.

use twox_hash::XxHash3_64;

/// What every index begins with.
pub const MAGIC: [u8; 8] = *b"pgraphix";

/// The format that this program writes, and the only one that it reads.
pub const FORMAT: u32 = 1;

/// How many bytes the header has: fixed fields, sections, checksum.
pub const HEADER: usize = FIELDS + SECTIONS * ENTRY + 8;

/// The bytes before the table of sections.
const FIELDS: usize = 56;

/// The bytes of a section in the table: where it begins, its length, its checksum.
const ENTRY: usize = 24;

/// How many sections there are.
pub const SECTIONS: usize = 18;

/// The sections, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Section {
    /// The terms, each from a multiple of four bytes.
    Heap,
    /// For each term, and once more for the end: where it begins, in fours of bytes.
    HeapStarts,
    /// A hash table with open addressing: numbers of terms, 0 where it is free.
    Slots,
    /// For each term, and once more: where its triples as subject begin.
    SubjectStarts,
    /// By subject: predicate and object.
    Subjects,
    /// For each term, and once more: where its triples as object begin.
    ObjectStarts,
    /// By object, those of the dictionary first: predicate and subject.
    Objects,
    /// The inline numbers that are objects, in their order.
    InlineObjects,
    /// For each of them, and once more: where its triples begin among [`Section::Objects`].
    InlineStarts,
    /// The predicates, in the order of their numbers.
    Predicates,
    /// For each of them, and once more: where its triples begin.
    PredicateStarts,
    /// By predicate: subject and object.
    PredicateRows,
    /// For each predicate: how many subjects and how many objects it has.
    Statistics,
    /// The graphs, in the order of their numbers; 0 is the default graph.
    Graphs,
    /// For each of them, and once more: where its triples begin.
    GraphStarts,
    /// By graph: places among [`Section::Subjects`], in order.
    GraphRows,
    /// For each triple of [`Section::Subjects`]: the set of graphs it stands in; empty where there is one set.
    SetOfTriple,
    /// Each set of graphs: how many there are, then their places among [`Section::Graphs`], in order.
    Sets,
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The first byte.
    pub start: u64,
    /// How many bytes.
    pub length: u64,
    /// Its XXH3 (64 bits, seed 0).
    pub checksum: u64,
}

/// What the header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// How many bytes the whole has.
    pub length: u64,
    /// How many terms the dictionary has.
    pub terms: u64,
    /// How many triples there are, each once.
    pub triples: u64,
    /// How many quads.
    pub quads: u64,
    /// The sections.
    pub sections: [Extent; SECTIONS],
}

/// What is wrong with an index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// It begins otherwise.
    #[error("found a file that is no index: expected `pgraphix` at its beginning")]
    NotAnIndex,
    /// Another program wrote it.
    #[error("found format {found}: expected format {FORMAT}")]
    Format {
        /// Its format.
        found: u32,
    },
    /// It ends too early, or goes on.
    #[error("found {found} bytes: expected {expected}")]
    Length {
        /// How many there are.
        found: u64,
        /// How many the header wants.
        expected: u64,
    },
    /// The header is not as it was written.
    #[error("found a header whose checksum is not its own")]
    Header,
    /// A section's length is none that its content can have.
    #[error("found {found} bytes in section {section:?}: expected {expected}")]
    Section {
        /// Which.
        section: Section,
        /// How long it is.
        found: u64,
        /// How long it should be.
        expected: u64,
    },
    /// A section is not as it was written.
    #[error("found section {section:?} altered: its checksum is not the header's")]
    Altered {
        /// Which.
        section: Section,
    },
    /// A number in a section points nowhere.
    #[error("found an index that is altered: {what}")]
    Damaged {
        /// What points nowhere.
        what: String,
    },
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; SECTIONS] = [
        Self::Heap,
        Self::HeapStarts,
        Self::Slots,
        Self::SubjectStarts,
        Self::Subjects,
        Self::ObjectStarts,
        Self::Objects,
        Self::InlineObjects,
        Self::InlineStarts,
        Self::Predicates,
        Self::PredicateStarts,
        Self::PredicateRows,
        Self::Statistics,
        Self::Graphs,
        Self::GraphStarts,
        Self::GraphRows,
        Self::SetOfTriple,
        Self::Sets,
    ];
}

/// Returns the checksum of bytes.
pub fn checksum(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

impl Layout {
    /// Returns the header.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(u32::to_le_bytes(u32::try_from(HEADER).unwrap_or(0)));
        for number in [self.length, self.terms, self.triples, self.quads, 0] {
            bytes.extend(number.to_le_bytes());
        }
        for extent in &self.sections {
            for number in [extent.start, extent.length, extent.checksum] {
                bytes.extend(number.to_le_bytes());
            }
        }
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// Returns the checksum of the header.
    pub fn checksum(&self) -> u64 {
        checksum(&self.to_bytes()[..HEADER - 8])
    }

    /// Reads the header of an index, and holds each section to the bounds of the whole and to its use. O(1).
    ///
    /// # Errors
    ///
    /// Says what is wrong with the header.
    pub fn read(bytes: &[u8]) -> Result<Self, IndexError> {
        if !bytes.starts_with(&MAGIC) {
            return Err(IndexError::NotAnIndex);
        }
        let found = bytes.len() as u64;
        let header = bytes.get(..HEADER).ok_or(IndexError::Length {
            found,
            expected: HEADER as u64,
        })?;
        let format = u32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if format != FORMAT {
            return Err(IndexError::Format { found: format });
        }
        let number = |place: usize| {
            let mut taken = [0; 8];
            taken.copy_from_slice(&header[place..place + 8]);
            u64::from_le_bytes(taken)
        };
        if checksum(&header[..HEADER - 8]) != number(HEADER - 8) {
            return Err(IndexError::Header);
        }
        let extent = |place: usize| Extent {
            start: number(FIELDS + place * ENTRY),
            length: number(FIELDS + place * ENTRY + 8),
            checksum: number(FIELDS + place * ENTRY + 16),
        };
        let layout = Self {
            length: number(16),
            terms: number(24),
            triples: number(32),
            quads: number(40),
            sections: std::array::from_fn(extent),
        };
        if layout.length != found {
            let expected = layout.length;
            return Err(IndexError::Length { found, expected });
        }
        layout.held()
    }

    fn held(self) -> Result<Self, IndexError> {
        for (section, extent) in Section::ALL.into_iter().zip(&self.sections) {
            let end = extent.start.checked_add(extent.length);
            if end.is_none_or(|end| end > self.length) {
                return Err(IndexError::Damaged {
                    what: format!("section {section:?} ends after the file"),
                });
            }
        }
        for (section, expected) in self.lengths() {
            let found = self.sections[section as usize].length;
            if expected != Some(found) {
                let expected = expected.unwrap_or(u64::MAX);
                return Err(IndexError::Section {
                    section,
                    found,
                    expected,
                });
            }
        }
        Ok(self)
    }

    /// Returns how long the sections have to be whose length follows from others.
    fn lengths(&self) -> [(Section, Option<u64>); 11] {
        let of = |section: Section| self.sections[section as usize].length;
        let starts = |count: u64| count.checked_add(1)?.checked_mul(4);
        let rows = self.triples.checked_mul(8);
        let slots = of(Section::Slots) / 4;
        let slots = (slots.is_power_of_two() && slots > self.terms).then_some(slots * 4);
        let set_of = of(Section::SetOfTriple);
        [
            (Section::HeapStarts, starts(self.terms)),
            (Section::Slots, slots),
            (Section::SubjectStarts, starts(self.terms)),
            (Section::Subjects, rows),
            (Section::ObjectStarts, starts(self.terms)),
            (Section::Objects, rows),
            (Section::PredicateRows, rows),
            (
                Section::InlineStarts,
                starts(of(Section::InlineObjects) / 4),
            ),
            (
                Section::PredicateStarts,
                starts(of(Section::Predicates) / 4),
            ),
            (Section::GraphStarts, starts(of(Section::Graphs) / 4)),
            (
                Section::SetOfTriple,
                if set_of == 0 {
                    Some(0)
                } else {
                    self.triples.checked_mul(4)
                },
            ),
        ]
    }
}
