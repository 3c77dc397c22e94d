//! Terms by number: each distinct term is held once, and a quad is four numbers.
//!
//! Language tags are compared without regard to case, as RDF 1.1 asks (Concepts, section 3.3).

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use oxigraph::model::{Term, TermRef};

use super::language::recased;

/// Distinct terms, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    /// The number of each term, by its digest. The seed is fixed: terms come from files that the user chose.
    numbers: HashTable<u32>,
}

impl Terms {
    /// Returns the number of a term, and takes it up where it is new.
    pub fn number(&mut self, term: TermRef<'_>) -> u32 {
        let key = digest(term);
        if let Some(number) = self.find_by(key, term) {
            return number;
        }
        // A row has 16 bytes, so memory ends long before the numbers do.
        let number = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.push(recased(term));
        let terms = &self.terms;
        self.numbers.insert_unique(key, number, |number| {
            digest(terms[*number as usize].as_ref())
        });
        number
    }

    /// Returns the number of a term that is held.
    #[must_use]
    pub fn find(&self, term: TermRef<'_>) -> Option<u32> {
        self.find_by(digest(term), term)
    }

    fn find_by(&self, key: u64, term: TermRef<'_>) -> Option<u32> {
        let same = |number: &u32| is_same(self.terms[*number as usize].as_ref(), term);
        self.numbers.find(key, same).copied()
    }

    /// Returns the term of a number that this gave.
    #[must_use]
    pub fn term(&self, number: u32) -> &Term {
        &self.terms[number as usize]
    }

    /// Returns the terms, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }
}

/// Returns the digest of a term; equal for terms that [`is_same`] calls equal.
fn digest(term: TermRef<'_>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    match term {
        TermRef::Literal(literal) => {
            literal.value().hash(&mut hasher);
            match literal.language() {
                // A tag has at most a few letters; its length tells most of them apart.
                Some(tag) => tag.len().hash(&mut hasher),
                None => literal.datatype().hash(&mut hasher),
            }
        }
        other => other.hash(&mut hasher),
    }
    hasher.finish()
}

fn is_same(one: TermRef<'_>, other: TermRef<'_>) -> bool {
    match (one, other) {
        (TermRef::Literal(one), TermRef::Literal(other)) => {
            match (one.language(), other.language()) {
                (Some(tag), Some(wanted)) => {
                    one.value() == other.value() && tag.eq_ignore_ascii_case(wanted)
                }
                _ => one == other,
            }
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{Literal, LiteralRef, NamedNodeRef};

    use super::*;

    #[test]
    fn a_language_tag_is_found_in_any_case_and_leaves_in_one() {
        let mut terms = Terms::default();
        let tagged = |tag: &str| Literal::new_language_tagged_literal_unchecked("工信部", tag);
        let number = terms.number(tagged("zh-hans").as_ref().into());
        assert_eq!(terms.find(tagged("ZH-hans").as_ref().into()), Some(number));
        assert_eq!(terms.number(tagged("zh-Hans").as_ref().into()), number);
        assert_eq!(terms.term(number).to_string(), "\"工信部\"@zh-Hans");
        assert_eq!(terms.find(tagged("zh-Hant").as_ref().into()), None);
    }

    #[test]
    fn terms_that_differ_in_kind_or_datatype_have_numbers_of_their_own() {
        let mut terms = Terms::default();
        let iri = NamedNodeRef::new_unchecked("a");
        let numbers = [
            terms.number(iri.into()),
            terms.number(LiteralRef::new_simple_literal("a").into()),
            terms.number(LiteralRef::new_typed_literal("a", iri).into()),
            terms.number(iri.into()),
        ];
        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!(terms.iter().count(), 3);
    }
}
