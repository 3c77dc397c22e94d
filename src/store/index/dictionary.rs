//! Terms as bytes: how the dictionary spells and finds them.
//!
//! A term is a byte that says what it is and its text. `0xFF`, which UTF-8 never
//! has, ends a language tag or a datatype, and fills up to the next four bytes.

use oxigraph::model::{BlankNode, Literal, NamedNode, Term, TermRef, vocab::xsd};
use twox_hash::XxHash3_64;

use crate::store::language::recase;

/// Where each term begins is a multiple of this.
pub const UNIT: usize = 4;

/// What ends a part of a term, and fills the rest of its last unit.
pub const END: u8 = 0xFF;

const IRI: u8 = b'I';
const BLANK: u8 = b'B';
const STRING: u8 = b'S';
const TAGGED: u8 = b'L';
const TYPED: u8 = b'T';

/// Spells a term at the end of `bytes`, without filling up.
pub fn spell(term: TermRef<'_>, bytes: &mut Vec<u8>) {
    match term {
        TermRef::NamedNode(node) => put(bytes, IRI, node.as_str()),
        TermRef::BlankNode(node) => put(bytes, BLANK, node.as_str()),
        TermRef::Literal(literal) => {
            if let Some(tag) = literal.language() {
                put(bytes, TAGGED, &recase(tag));
                bytes.push(END);
                bytes.extend(literal.value().as_bytes());
            } else if literal.datatype() == xsd::STRING {
                put(bytes, STRING, literal.value());
            } else {
                put(bytes, TYPED, literal.datatype().as_str());
                bytes.push(END);
                bytes.extend(literal.value().as_bytes());
            }
        }
    }
}

fn put(bytes: &mut Vec<u8>, kind: u8, text: &str) {
    bytes.push(kind);
    bytes.extend(text.as_bytes());
}

/// Returns the digest by which a term is found: XXH3 of its spelling.
pub fn digest(spelling: &[u8]) -> u64 {
    XxHash3_64::oneshot(spelling)
}

/// Returns the digest of a term by its filled spelling.
pub fn digest_of(filled: &[u8]) -> u64 {
    digest(spelled(filled))
}

/// Takes away what fills the last unit: all but the byte that ends a tag or a datatype with no text after it.
fn spelled(filled: &[u8]) -> &[u8] {
    let text = trimmed(filled);
    let has_end = text.contains(&END);
    match text.first() {
        Some(&(TAGGED | TYPED)) if !has_end => filled.get(..=text.len()).unwrap_or(text),
        _ => text,
    }
}

/// Takes away what fills the last unit; of a spelling that ends in [`END`] that too.
fn trimmed(filled: &[u8]) -> &[u8] {
    let length = filled.iter().rposition(|byte| *byte != END);
    &filled[..length.map_or(0, |last| last + 1)]
}

/// Says whether a filled spelling is that of these bytes.
pub fn is_spelled(filled: &[u8], spelling: &[u8]) -> bool {
    filled
        .strip_prefix(spelling)
        .is_some_and(|rest| rest.len() < UNIT && rest.iter().all(|byte| *byte == END))
}

/// Says whether a filled spelling is that of an IRI that begins so.
pub fn is_iri_under(filled: &[u8], base: &str) -> bool {
    let rest = filled.strip_prefix(&[IRI]);
    rest.is_some_and(|rest| rest.starts_with(base.as_bytes()))
}

/// Reads a filled spelling; `None` where it is that of no term.
pub fn read(filled: &[u8]) -> Option<Term> {
    let (kind, rest) = trimmed(filled).split_first()?;
    let mut parts = rest.splitn(2, |byte| *byte == END);
    let first = std::str::from_utf8(parts.next()?).ok()?;
    let mut second = || std::str::from_utf8(parts.next().unwrap_or_default()).ok();
    Some(match *kind {
        IRI => NamedNode::new_unchecked(first).into(),
        BLANK => BlankNode::new_unchecked(first).into(),
        STRING => Literal::new_simple_literal(first).into(),
        TAGGED => Literal::new_language_tagged_literal_unchecked(second()?, first).into(),
        TYPED => {
            let datatype = NamedNode::new_unchecked(first);
            Literal::new_typed_literal(second()?, datatype).into()
        }
        _ => return None,
    })
}

/// Returns how many slots the hash table of so many terms has: never more than three of four are taken.
pub fn slots(terms: usize) -> usize {
    (terms + terms / 3 + 1).next_power_of_two()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_comes_back_from_its_filled_spelling() {
        let datatype = NamedNode::new_unchecked("http://x/t");
        for term in [
            Term::from(NamedNode::new_unchecked("http://x/工信部")),
            BlankNode::new_unchecked("b0").into(),
            Literal::new_simple_literal("").into(),
            Literal::new_simple_literal("a\0b").into(),
            Literal::new_language_tagged_literal_unchecked("", "en").into(),
            Literal::new_language_tagged_literal_unchecked("工信部", "zh-Hans").into(),
            Literal::new_typed_literal("", datatype.clone()).into(),
            Literal::new_typed_literal("01", datatype).into(),
        ] {
            let mut bytes = Vec::new();
            spell(term.as_ref(), &mut bytes);
            let spelling = bytes.clone();
            while bytes.len() % UNIT > 0 {
                bytes.push(END);
            }
            assert!(is_spelled(&bytes, &spelling), "{term}");
            assert_eq!(digest_of(&bytes), digest(&spelling), "{term}");
            assert_eq!(read(&bytes), Some(term));
        }
    }

    #[test]
    fn bytes_that_spell_no_term_are_none() {
        for bytes in [&b""[..], b"\xFF\xFF", b"X", b"I\xC3\x28", b"Len\xFF\xC3("] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn the_hash_table_keeps_a_free_slot() {
        for terms in [0, 1, 2, 3, 4, 1000, 1 << 20] {
            assert!(slots(terms) > terms);
        }
    }
}
