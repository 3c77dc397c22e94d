//! When two answers are the same: as multisets, and up to the labels of blank nodes.
//!
//! Language tags are compared in small letters, as RDF 1.1 asks (Concepts, section 3.3). Blank
//! nodes are first told apart by where they stand, then matched by trying.

use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use oxigraph::model::{BlankNode, Literal, NamedOrBlankNode, Term, Triple};

/// A row of a table, or a triple.
pub type Row = Vec<Option<Term>>;

/// How often blank nodes are told apart anew by their neighbours.
const ROUNDS: usize = 4;

/// How many matches of rows are tried before the comparison gives up.
const MOST_TRIES: usize = 2_000_000;

/// Returns a literal with its tag in small letters.
pub fn tagged(value: String, tag: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(value, tag.to_ascii_lowercase())
}

/// Returns a term with its tag in small letters.
pub fn small(term: Term) -> Term {
    match term {
        Term::Literal(literal) => match literal.language() {
            Some(tag) => tagged(literal.value().to_owned(), tag).into(),
            None => literal.into(),
        },
        other => other,
    }
}

/// Returns a triple with its tag in small letters.
pub fn small_tag(triple: Triple) -> Triple {
    Triple::new(triple.subject, triple.predicate, small(triple.object))
}

/// Returns triples, each once and in order, with their tags in small letters.
pub fn small_tags(triples: impl Iterator<Item = Triple>) -> Vec<Triple> {
    let mut triples: Vec<Triple> = triples.map(small_tag).collect();
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    triples
}

/// Returns triples as rows.
pub fn as_rows(triples: &[Triple]) -> Vec<Row> {
    let subject = |subject: &NamedOrBlankNode| Term::from(subject.clone());
    let row = |triple: &Triple| {
        let predicate = triple.predicate.clone().into();
        vec![
            Some(subject(&triple.subject)),
            Some(predicate),
            Some(triple.object.clone()),
        ]
    };
    triples.iter().map(row).collect()
}

/// Returns rows in an order of their own, whatever order they came in.
pub fn sorted(rows: &[Row]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    rows.sort_by_cached_key(written);
    rows
}

/// Returns a row as text.
pub fn written(row: &Row) -> String {
    let cell = |cell: &Option<Term>| cell.as_ref().map_or("-".to_owned(), Term::to_string);
    row.iter().map(cell).collect::<Vec<_>>().join("\t")
}

/// Says whether two multisets of rows are the same up to the labels of blank nodes.
pub fn isomorphic(ours: &[Row], theirs: &[Row]) -> bool {
    if ours.len() != theirs.len() {
        return false;
    }
    let (ours, theirs) = (coloured(ours), coloured(theirs));
    let colours = |rows: &[(u64, Row)]| rows.iter().map(|(colour, _)| *colour).collect::<Vec<_>>();
    if colours(&ours) != colours(&theirs) {
        return false;
    }
    let mut search = Search {
        ours: &ours,
        theirs: &theirs,
        used: vec![false; theirs.len()],
        there: HashMap::new(),
        back: HashMap::new(),
        tries: 0,
    };
    search.matches(0)
}

/// Gives each row a colour that the labels of its blank nodes have no part in, and sorts by it.
fn coloured(rows: &[Row]) -> Vec<(u64, Row)> {
    let mut nodes: BTreeMap<String, u64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut seen: BTreeMap<String, Vec<(usize, u64)>> = BTreeMap::new();
        for row in rows {
            let colour = colour(row, &nodes);
            for (place, cell) in row.iter().enumerate() {
                if let Some(Term::BlankNode(node)) = cell {
                    let seen = seen.entry(node.as_str().to_owned()).or_default();
                    seen.push((place, colour));
                }
            }
        }
        nodes = seen
            .into_iter()
            .map(|(node, mut seen)| {
                seen.sort_unstable();
                (node, digest(&seen))
            })
            .collect();
    }
    let mut coloured: Vec<(u64, Row)> = rows
        .iter()
        .map(|row| (colour(row, &nodes), row.clone()))
        .collect();
    coloured.sort_by_cached_key(|(colour, row)| (*colour, written(row)));
    coloured
}

fn colour(row: &Row, nodes: &BTreeMap<String, u64>) -> u64 {
    let cells: Vec<Option<Result<&Term, Option<&u64>>>> = row
        .iter()
        .map(|cell| {
            cell.as_ref().map(|term| match term {
                Term::BlankNode(node) => Err(nodes.get(node.as_str())),
                term => Ok(term),
            })
        })
        .collect();
    digest(&cells)
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A search for a match of rows under which blank nodes go to blank nodes, one to one.
struct Search<'a> {
    ours: &'a [(u64, Row)],
    theirs: &'a [(u64, Row)],
    used: Vec<bool>,
    there: HashMap<BlankNode, BlankNode>,
    back: HashMap<BlankNode, BlankNode>,
    tries: usize,
}

impl Search<'_> {
    fn matches(&mut self, place: usize) -> bool {
        let Some((colour, row)) = self.ours.get(place) else {
            return true;
        };
        let start = self.theirs.partition_point(|(other, _)| other < colour);
        for at in start..self.theirs.len() {
            let (other, candidate) = &self.theirs[at];
            if other != colour {
                break;
            }
            if self.used[at] {
                continue;
            }
            self.tries += 1;
            assert!(self.tries < MOST_TRIES, "too many blank nodes alike");
            let (there, back) = (self.there.clone(), self.back.clone());
            if self.pair(row, candidate) {
                self.used[at] = true;
                if self.matches(place + 1) {
                    return true;
                }
                self.used[at] = false;
            }
            (self.there, self.back) = (there, back);
        }
        false
    }

    /// Takes up what a pair of rows says of blank nodes, where that fits what is known.
    fn pair(&mut self, row: &Row, candidate: &Row) -> bool {
        row.iter()
            .zip(candidate)
            .all(|(one, other)| match (one, other) {
                (Some(Term::BlankNode(one)), Some(Term::BlankNode(other))) => {
                    let there = self.there.entry(one.clone()).or_insert(other.clone());
                    let back = self.back.entry(other.clone()).or_insert(one.clone());
                    there == other && back == one
                }
                (one, other) => one == other,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a line each, terms of a word each.
    fn rows(text: &str) -> Vec<Row> {
        let cell = |word: &str| match word.strip_prefix("_:") {
            Some(label) => Some(BlankNode::new_unchecked(label).into()),
            None => (word != "-").then(|| Literal::new_simple_literal(word).into()),
        };
        let lines = text.lines();
        lines
            .map(|line| line.split(' ').map(cell).collect())
            .collect()
    }

    #[test]
    fn rows_are_the_same_in_any_order_and_with_other_labels_of_blank_nodes() {
        for (one, other, same) in [
            ("a b\nc -", "c -\na b", true),
            ("a b\na b", "a b", false),
            ("a b\na b\nc d", "a b\nc d\nc d", false),
            ("a -", "- a", false),
            ("_:x a\n_:y b", "_:y a\n_:x b", true),
            ("_:x a\n_:x b", "_:x a\n_:y b", false),
            ("_:x _:x", "_:x _:y", false),
            ("_:x _:y\n_:y _:x", "_:p _:q\n_:q _:p", true),
            ("_:x a", "b a", false),
            // A ring of four, and two rings of two: each node has one way in and one out.
            (
                "_:a _:b\n_:b _:c\n_:c _:d\n_:d _:a",
                "_:a _:b\n_:b _:a\n_:c _:d\n_:d _:c",
                false,
            ),
        ] {
            assert_eq!(
                isomorphic(&rows(one), &rows(other)),
                same,
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn tags_of_languages_are_compared_in_small_letters() {
        let tagged = |tag| Literal::new_language_tagged_literal_unchecked("x", tag).into();
        assert_eq!(small(tagged("zh-Hans")), small(tagged("ZH-hans")));
        assert_ne!(small(tagged("zh-Hans")), small(tagged("zh")));
    }
}
