//! What entities are called, read from the index as it is asked for.
//!
//! A name is found in any of its forms by the digest of a plain form that the
//! caller defines. The digests of all names stand sorted in a file beside the
//! index, so that a name is found among millions without reading them. See
//! `docs/graph-format.md`.

use std::path::Path;

use oxigraph::model::{Term, TermRef};
use zerocopy::{FromBytes, little_endian::U32};

use super::{
    index::{Bytes, Id, Index, checksum},
    term::named,
};
use crate::vocab;

/// The form in which names are compared.
pub type Plain = fn(&str) -> String;

/// The properties that name an entity.
const NAMING: [&str; 4] = [
    vocab::RDFS_LABEL,
    vocab::SKOS_ALT_LABEL,
    vocab::ABBREVIATION,
    vocab::DOCUMENT_NUMBER,
];

const MAGIC: [u8; 8] = *b"pgraphnm";

/// Magic, how many entries, the checksum of the index's header, and that of these.
const HEADER: usize = 32;

/// One of the names of an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The property's local name: `label`, `altLabel`, `abbreviation` or `documentNumber`.
    pub property: String,
    /// The language tag; empty without one.
    pub language: String,
    /// The name.
    pub text: String,
}

/// The digests of names, sorted, each with the number of the entity: two halves, the higher first, and the number.
#[derive(Debug)]
pub(super) struct NameIndex(Bytes);

type Entry = [U32; 3];

impl NameIndex {
    /// Makes the index of all names of the entities of a graph. O(names × log names).
    pub(super) fn of(index: &Index, plain: Plain) -> Self {
        let mut entries: Vec<[u32; 3]> = Vec::new();
        each_name(index, |entity, name| {
            let [high, low] = halves(&plain(name));
            entries.push([high, low, entity.get()]);
        });
        entries.sort_unstable();
        entries.dedup();
        let mut body = Vec::with_capacity(HEADER + entries.len() * 12);
        body.extend(
            entries
                .iter()
                .flatten()
                .flat_map(|number| number.to_le_bytes()),
        );
        let mut bytes = MAGIC.to_vec();
        let numbers = [entries.len() as u64, index.header_checksum()];
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes.extend(body);
        Self(Bytes::Owned(bytes))
    }

    /// Opens the file of a version; `None` where it is not that of this index, or is damaged.
    pub(super) fn open(path: &Path, index: &Index) -> Option<Self> {
        let names = Self(Bytes::map(path).ok()?);
        let header = names.0.get(..HEADER)?;
        let number = |place: usize| {
            let bytes = header.get(place..place + 8)?;
            Some(u64::from_le_bytes(bytes.try_into().ok()?))
        };
        let length = usize::try_from(number(8)?).ok()?.checked_mul(12)?;
        let fits = header.starts_with(&MAGIC)
            && number(24)? == checksum(&header[..24])
            && number(16)? == index.header_checksum()
            && names.0.len() == HEADER.checked_add(length)?;
        fits.then_some(names)
    }

    /// Returns the bytes of the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }

    /// Returns the entities of which a name may have this plain form.
    fn bearing(&self, plain: &str) -> impl Iterator<Item = Id> {
        let entries = <[Entry]>::ref_from_bytes(self.0.get(HEADER..).unwrap_or_default());
        let entries = entries.unwrap_or_default();
        let wanted = halves(plain);
        let digest = |entry: &Entry| [entry[0].get(), entry[1].get()];
        let start = entries.partition_point(|entry| digest(entry) < wanted);
        let same = entries[start..]
            .iter()
            .take_while(move |entry| digest(entry) == wanted);
        same.filter_map(|entry| Id::new(entry[2].get()))
    }
}

fn halves(plain: &str) -> [u32; 2] {
    let digest = checksum(plain.as_bytes());
    [digest >> 32, digest & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or(0))
}

/// Calls `take` with each entity and each of its names.
fn each_name(index: &Index, mut take: impl FnMut(Id, &str)) {
    for property in naming(index) {
        for [entity, _, name] in index.triples([None, Some(property), None]) {
            if is_entity(index, entity)
                && let Term::Literal(name) = index.term(name)
            {
                take(entity, name.value());
            }
        }
    }
}

fn naming(index: &Index) -> impl Iterator<Item = Id> {
    NAMING
        .into_iter()
        .filter_map(|property| index.find(named(property)))
}

fn is_entity(index: &Index, id: Id) -> bool {
    index.is_iri_under(id, vocab::ID)
}

/// Returns the names of an entity, sorted.
pub(super) fn names_of(index: &Index, iri: &str) -> Vec<Name> {
    let entity = index.find(named(iri)).filter(|id| is_entity(index, *id));
    let Some(entity) = entity else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for property in naming(index) {
        for [_, property, name] in index.triples([Some(entity), Some(property), None]) {
            names.extend(name_of(index, property, name));
        }
    }
    names.sort();
    names
}

fn name_of(index: &Index, property: Id, name: Id) -> Option<Name> {
    let (Term::NamedNode(property), Term::Literal(name)) = (index.term(property), index.term(name))
    else {
        return None;
    };
    Some(Name {
        property: vocab::local_name(property.as_str()).to_owned(),
        language: name.language().unwrap_or("").to_owned(),
        text: name.value().to_owned(),
    })
}

/// Returns the IRIs of the entities that bear a name, in any spelling that has the same plain form; sorted.
pub(super) fn bearing(index: &Index, names: &NameIndex, plain: Plain, name: &str) -> Vec<String> {
    let wanted = plain(name);
    let bears = |iri: &String| {
        let names = names_of(index, iri);
        names.iter().any(|name| plain(&name.text) == wanted)
    };
    let iri = |id: Id| match index.term(id) {
        Term::NamedNode(iri) => Some(iri.into_string()),
        _ => None,
    };
    let mut found: Vec<String> = names
        .bearing(&wanted)
        .filter_map(iri)
        .filter(bears)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Calls `take` with the IRI of each entity that is named, and each of its names.
pub(super) fn each_named(index: &Index, mut take: impl FnMut(&str, &str)) {
    each_name(index, |entity, name| {
        if let Term::NamedNode(iri) = index.term(entity) {
            take(iri.as_str(), name);
        }
    });
}

/// Says whether anything is said of an entity, be it accepted or not.
pub(super) fn is_known(index: &Index, iri: &str) -> bool {
    let find = |term: TermRef<'_>| index.find(term);
    let Some(entity) = find(named(iri)) else {
        return false;
    };
    let about = find(named(vocab::RDF_SUBJECT));
    index.count([Some(entity), None, None]) > 0
        || about.is_some_and(|about| index.count([None, Some(about), Some(entity)]) > 0)
}
