//! Where a query breaks the grammar, and what could stand there.
//!
//! The parser of oxigraph tells where it looked last, which is often words
//! further on. Here the query is cut into words, and the longest beginning is
//! sought that the parser could still go on from; the word after it is the
//! one that is wrong. What could stand there is found by trying.

use std::ops::Range;

use crate::{fact::Place, vocab};

/// What stands after a beginning that is tried, more than any keyword is long: the parser looks ahead by as much.
const ROOM: &str = "                                        ";

/// The longest query that is looked into, in bytes; each try reads it once.
const LONGEST: usize = 100_000;

/// What is tried after a beginning, and what messages call it.
const TRIED: [(&str, &str); 21] = [
    ("SELECT", "SELECT"),
    ("ASK", "ASK"),
    ("CONSTRUCT", "CONSTRUCT"),
    ("DESCRIBE", "DESCRIBE"),
    ("WHERE", "WHERE"),
    ("{", "`{`"),
    ("?x", "a variable"),
    ("<http://x/>", "an IRI"),
    ("\"x\"", "a text"),
    ("1", "a number"),
    ("(", "`(`"),
    (")", "`)`"),
    (".", "`.`"),
    (";", "`;`"),
    (",", "`,`"),
    ("=", "`=`"),
    ("FILTER", "FILTER"),
    ("OPTIONAL", "OPTIONAL"),
    ("ORDER", "ORDER"),
    ("LIMIT", "LIMIT"),
    ("}", "`}`"),
];

/// What is wrong with a query.
pub(super) struct Fault {
    /// The word that is wrong.
    pub place: Place,
    /// What was found and what was expected.
    pub message: String,
}

/// Finds the fault of a query that the parser refused.
///
/// `parse` gives the parser's words where it refuses a text, as
/// `error at LINE:COLUMN: MESSAGE`.
pub(super) fn find_fault(
    name: &str,
    sparql: &str,
    refusal: &str,
    parse: &dyn Fn(&str) -> Option<String>,
) -> Fault {
    if sparql.len() > LONGEST {
        return as_told(name, refusal);
    }
    let words = words(sparql);
    let goes_on = |text: &str| match parse(&format!("{text}{ROOM}")) {
        None => true,
        Some(refusal) => stopped_at(&refusal).is_some_and(|(place, _)| place == end_of(text)),
    };
    let sound = words.partition_point(|word| goes_on(&sparql[..word.end]));
    let before = sound
        .checked_sub(1)
        .map_or("", |last| &sparql[..words[last].end]);
    let open = words.iter().find(|word| is_open(&sparql[(*word).clone()]));
    let wrong = open.or(words.get(sound));
    let at = wrong.map_or(sparql.trim_end().len(), |word| word.start);
    let (line, column) = line_and_column(&sparql[..at]);
    let place = Place {
        file: name.to_owned(),
        line,
        column,
        field: String::new(),
    };
    let found = wrong.map(|word| &sparql[word.clone()]);
    let message = match (
        found,
        found.and_then(|word| undeclared(word, sparql)),
        sentence(refusal),
    ) {
        _ if open.is_some() => {
            "found a text that does not end: expected its closing quote".to_owned()
        }
        (_, Some(prefix), _) => {
            format!("found the prefix `{prefix}:`: expected one that `PREFIX` declares")
        }
        (None, _, Some(sentence)) => sentence,
        (Some(word), ..) => format!("found `{word}`: expected {}", expected(before, &goes_on)),
        (None, ..) => format!(
            "found the end of the query: expected {}",
            expected(before, &goes_on)
        ),
    };
    Fault { place, message }
}

/// Says whether a word is a text that nothing closes.
fn is_open(word: &str) -> bool {
    word.starts_with(['"', '\'']) && (word.len() == 1 || !word.ends_with(&word[..1]))
}

/// Returns what the parser says in a sentence: that the grammar is kept and a rule beyond it is not.
fn sentence(refusal: &str) -> Option<String> {
    let (_, told) = stopped_at(refusal)?;
    let told = told.strip_prefix("expected ").unwrap_or(told);
    let mut parts = told.strip_prefix("one of ").unwrap_or(told).split(", ");
    let said = parts
        .find(|part| part.starts_with(char::is_alphabetic) && part.matches(' ').count() > 2)?;
    Some(said.replacen("The ", "the ", 1))
}

fn expected(before: &str, goes_on: &dyn Fn(&str) -> bool) -> String {
    let fits = |(word, _): &&(&str, &str)| goes_on(&format!("{before} {word}"));
    let names: Vec<&str> = TRIED.iter().filter(fits).map(|(_, name)| *name).collect();
    match names.as_slice() {
        [] => "what the grammar of SPARQL 1.1 allows here".to_owned(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// Returns the prefix of a name, where neither the query nor the vocabulary declares it.
fn undeclared<'a>(word: &'a str, sparql: &str) -> Option<&'a str> {
    let (prefix, _) = word.split_once(':')?;
    let known = vocab::PREFIXES.iter().any(|(known, _)| *known == prefix);
    let named = prefix
        .chars()
        .all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let pieces: Vec<&str> = sparql.split_whitespace().collect();
    let declares = |pair: &[&str]| {
        let after = pair[1]
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(':'));
        pair[0].eq_ignore_ascii_case("prefix") && after
    };
    (named && !known && !pieces.windows(2).any(declares)).then_some(prefix)
}

/// Gives the parser's own words, for a query too long to look into.
fn as_told(name: &str, refusal: &str) -> Fault {
    let ((line, column), told) = stopped_at(refusal).unwrap_or(((1, 1), refusal));
    let told = told.strip_prefix("expected ").unwrap_or(told);
    let place = Place {
        file: name.to_owned(),
        line,
        column,
        field: String::new(),
    };
    Fault {
        place,
        message: told.to_owned(),
    }
}

/// Takes the parser's `error at LINE:COLUMN: MESSAGE` apart.
fn stopped_at(refusal: &str) -> Option<((u64, u64), &str)> {
    let (line, rest) = refusal.strip_prefix("error at ")?.split_once(':')?;
    let (column, told) = rest.split_once(':')?;
    Some((
        (line.trim().parse().ok()?, column.trim().parse().ok()?),
        told.trim(),
    ))
}

fn end_of(text: &str) -> (u64, u64) {
    let (line, column) = line_and_column(text);
    (line, column + ROOM.len() as u64)
}

/// Returns the line and character after a text, from 1.
fn line_and_column(text: &str) -> (u64, u64) {
    let last = text.rsplit('\n').next().unwrap_or("");
    (
        1 + text.matches('\n').count() as u64,
        1 + last.chars().count() as u64,
    )
}

/// Cuts a query into words; white space and comments lie between them.
fn words(sparql: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = sparql[at..].chars().next() {
        let rest = &sparql[at..];
        let length = match first {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                let length = word_length(rest, first);
                words.push(at..at + length);
                length
            }
        };
        at += length;
    }
    words
}

fn word_length(rest: &str, first: char) -> usize {
    let part = |c: char| c.is_alphanumeric() || "_-.:%".contains(c);
    match first {
        '<' => iri_length(rest).unwrap_or(1),
        '"' | '\'' => text_length(rest, first),
        '?' | '$' | '@' => 1 + rest[1..].find(|c: char| !part(c)).unwrap_or(rest.len() - 1),
        _ if part(first) && first != '.' => {
            let word = &rest[..rest.find(|c: char| !part(c)).unwrap_or(rest.len())];
            word.trim_end_matches('.').len()
        }
        _ => {
            let pairs = ["^^", "&&", "||", "!=", "<=", ">="];
            pairs
                .iter()
                .find(|pair| rest.starts_with(**pair))
                .map_or(first.len_utf8(), |pair| pair.len())
        }
    }
}

fn iri_length(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    let inside = |c: char| !c.is_whitespace() && !"<\"{}|^`".contains(c);
    rest[1..end].chars().all(inside).then_some(end + 1)
}

/// The length of a text with its quotes; without a closing one, to the end of the line.
fn text_length(rest: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let close = if rest.starts_with(&long) {
        long
    } else {
        quote.to_string()
    };
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(close.len()) {
        if !escaped && rest[at..].starts_with(&close) {
            return at + close.len();
        }
        if c == '\n' && close.len() == 1 {
            return at;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use crate::store::{Graph, Quads};

    #[test]
    fn a_fault_is_placed_at_the_word_that_is_wrong() {
        for (sparql, message) in [
            (
                "SELECT * WHERE { ?s ?p }",
                "q:1:24: not SPARQL: found `}`: expected a variable, an IRI, a text, a number or `(`",
            ),
            (
                "SELECT *\nWHERE { ?s ?p }\n",
                "q:2:15: not SPARQL: found `}`: expected a variable, an IRI, a text, a number or `(`",
            ),
            (
                "SELECT * { ?s a pg:Policy",
                "q:1:26: not SPARQL: found the end of the query: expected `{`, `.`, `;`, `,`, FILTER, OPTIONAL or `}`",
            ),
            (
                "SELECT * { ?s a foo:Bar }",
                "q:1:17: not SPARQL: found the prefix `foo:`: expected one that `PREFIX` declares",
            ),
            (
                "SELEC * { ?s ?p ?o }",
                "q:1:1: not SPARQL: found `SELEC`: expected SELECT, ASK, CONSTRUCT or DESCRIBE",
            ),
            (
                "",
                "q:1:1: not SPARQL: found the end of the query: expected SELECT, ASK, CONSTRUCT or DESCRIBE",
            ),
            (
                "SELECT ?n (1 AS ?n) { ?s ?p ?n }",
                "q:1:33: not SPARQL: the SELECT overrides an existing variable using an expression",
            ),
            (
                "SELECT * { ?s ?p \"abc }",
                "q:1:18: not SPARQL: found a text that does not end: expected its closing quote",
            ),
            (
                "INSERT DATA { <a:b> <a:c> <a:d> }",
                "q: found an update: expected SELECT, ASK, CONSTRUCT or DESCRIBE",
            ),
        ] {
            assert_eq!(
                Graph::new(&Quads::default())
                    .unwrap()
                    .answer("q", sparql)
                    .unwrap_err()
                    .to_string(),
                message,
                "{sparql}"
            );
        }
    }
}
