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
        TermRef::NamedNode(node) => spell_iri(node.as_str().as_bytes(), bytes),
        TermRef::BlankNode(node) => spell_blank(node.as_str().as_bytes(), bytes),
        TermRef::Literal(literal) => {
            let text = literal.value().as_bytes();
            if let Some(tag) = literal.language() {
                spell_tagged(text, &recase(tag), bytes);
            } else {
                spell_typed(text, literal.datatype().as_str().as_bytes(), bytes);
            }
        }
    }
}

/// Spells an IRI.
pub fn spell_iri(iri: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(IRI);
    bytes.extend_from_slice(iri);
}

/// Spells a blank node.
pub fn spell_blank(label: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(BLANK);
    bytes.extend_from_slice(label);
}

/// Spells a literal without a language; it has no number of its own.
pub fn spell_typed(text: &[u8], datatype: &[u8], bytes: &mut Vec<u8>) {
    if datatype == xsd::STRING.as_str().as_bytes() {
        bytes.push(STRING);
    } else {
        bytes.push(TYPED);
        bytes.extend_from_slice(datatype);
        bytes.push(END);
    }
    bytes.extend_from_slice(text);
}

/// Spells a literal with a language tag, which is in the case that `recase` gives.
pub fn spell_tagged(text: &[u8], tag: &str, bytes: &mut Vec<u8>) {
    bytes.push(TAGGED);
    bytes.extend_from_slice(tag.as_bytes());
    bytes.push(END);
    bytes.extend_from_slice(text);
}

/// Returns the digest by which a term is found: XXH3 of its spelling.
pub fn digest(spelling: &[u8]) -> u64 {
    XxHash3_64::oneshot(spelling)
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
    let whole = || std::str::from_utf8(rest).ok();
    Some(match *kind {
        IRI => NamedNode::new_unchecked(whole()?).into(),
        BLANK => BlankNode::new_unchecked(whole()?).into(),
        STRING => Literal::new_simple_literal(whole()?).into(),
        TAGGED => {
            let [tag, text] = two_parts(rest)?;
            Literal::new_language_tagged_literal_unchecked(text, tag).into()
        }
        TYPED => {
            let [datatype, text] = two_parts(rest)?;
            Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)).into()
        }
        _ => return None,
    })
}

/// Parts a tag or datatype from the text after it, which may be empty.
fn two_parts(rest: &[u8]) -> Option<[&str; 2]> {
    let mut parts = rest.splitn(2, |byte| *byte == END);
    let first = std::str::from_utf8(parts.next()?).ok()?;
    let second = std::str::from_utf8(parts.next().unwrap_or_default()).ok()?;
    Some([first, second])
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
