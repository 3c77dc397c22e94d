//! The clauses of a sentence that holds several aims.

use super::{number::Quantity, part::Part, policies::Reading};

/// Splits a sentence where a new aim begins: at marks, at `with`, and at `and` before a verb or another number.
pub(super) fn clauses<'a>(
    reading: &Reading,
    sentence: Part<'a>,
    quantities: &[Quantity],
) -> Vec<Part<'a>> {
    let words = sentence.words();
    let mut cuts = vec![sentence.at];
    for at in 1..words.len() {
        let last = cuts.last().copied().unwrap_or(sentence.at);
        let has = |from: usize, to: usize| {
            quantities
                .iter()
                .any(|it| it.core.start >= from && it.core.start < to)
        };
        if begins_aim(reading, sentence, (&words, at), last, has) {
            cuts.push(words[at].at);
        }
    }
    cuts.push(sentence.range().end);
    let pieces = cuts
        .windows(2)
        .map(|ends| sentence.between(ends[0], ends[1]));
    pieces
        .map(|piece| tidy(reading, piece))
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// Says whether an aim begins with a word. `last` is where the one before it begins, `has` says whether a number
/// stands between two places.
fn begins_aim(
    reading: &Reading,
    sentence: Part,
    (words, at): (&[Part], usize),
    last: usize,
    has: impl Fn(usize, usize) -> bool,
) -> bool {
    let word = words[at];
    let gap = sentence.between(words[at - 1].range().end, word.at).text;
    let mark = gap.contains([';', ':']) || gap.contains(" – ");
    let comma = gap.contains(',');
    let and = matches!(word.text, "and" | "while" | "before" | "whereas");
    let next = verb_at(words, at, comma, and);
    let twin = is_verb(reading, words[at - 1].text) && !comma;
    let verb = !twin && next.is_some_and(|next| is_verb(reading, next.text));
    let numbered = has(word.at, next_mark(sentence, word.at));
    // `, covering finance and transport` only describes what stands before it.
    let describes = next.is_some_and(|next| next.text.ends_with("ing")) && !and && !numbered;
    let joins = comma || and;
    // What follows up to the next mark holds a number of its own.
    let number = joins && numbered && has(last, word.at);
    let with = word.text == "with" && numbered && (comma || has(last, word.at));
    let item = and && next.is_some_and(|next| next.text == "a" || next.text == "an");
    let turns = and && word.text != "and" && comma;
    mark || (joins && verb && !describes) || number || with || item || turns
}

/// Returns the word that would be the verb of an aim: behind `and`, and behind `to`.
fn verb_at<'b, 'a>(
    words: &'b [Part<'a>],
    at: usize,
    comma: bool,
    and: bool,
) -> Option<&'b Part<'a>> {
    let next = words.get(at + usize::from(and))?;
    if next.text == "to" && (comma || and) {
        words.get(at + usize::from(and) + 1)
    } else {
        Some(next)
    }
}

fn next_mark(sentence: Part, from: usize) -> usize {
    let rest = sentence.from(from).text;
    let mark = rest.char_indices().skip(1).find(|(at, c)| {
        matches!(c, ';' | ':')
            || (*c == ',' && !rest[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
    });
    mark.map_or(sentence.range().end, |(at, _)| from + at)
}

fn tidy<'a>(reading: &Reading, piece: Part<'a>) -> Part<'a> {
    let mut piece = piece.trim(",;:.");
    for word in ["and ", "while ", "whereas "] {
        if let Some(rest) = piece.text.strip_prefix(word) {
            piece = piece
                .cut(piece.text.len() - rest.len()..piece.text.len())
                .trim("");
        }
    }
    let last = piece.words().pop();
    match last {
        Some(last) if last.text == "and" || reading.rules.is("hanging", last.text) => {
            piece.before(last.at).trim(",;")
        }
        _ => piece,
    }
}

/// Says whether a word is a verb of aims, in its plain form or with `ing`.
pub(super) fn is_verb(reading: &Reading, word: &str) -> bool {
    let small = word.to_lowercase();
    if reading.rules.is("verb", &small) {
        return true;
    }
    let Some(stem) = small.strip_suffix("ing") else {
        return false;
    };
    let mut letters = stem.chars().rev();
    let last = letters.next();
    let twice = last.is_some() && last == letters.next() && letters.next().is_some();
    let doubled = last
        .filter(|_| twice)
        .and_then(|last| stem.strip_suffix(last));
    reading.rules.is("verb", stem)
        || reading.rules.is("verb", &format!("{stem}e"))
        || doubled.is_some_and(|stem| reading.rules.is("verb", stem))
}

pub(super) fn starts_with_verb(reading: &Reading, clause: Part) -> bool {
    clause
        .words()
        .first()
        .is_some_and(|word| is_verb(reading, word.text))
}

pub(super) fn breaks_scope(reading: &Reading, sentence: Part, clause: Part) -> bool {
    let lead = clause.text.starts_with("with ") || clause.text.contains(" of which");
    let before = sentence.before(clause.at).text.trim_end();
    lead || before.ends_with(';') || reading.rules.words("skip").start(clause).is_some()
}

/// Leaves out the words that lead up to an aim: `The plan envisages that`.
pub(super) fn aim_of<'a>(reading: &Reading, clause: Part<'a>) -> Part<'a> {
    let leads = reading.rules.words("aim-lead").find(clause);
    let lead = leads
        .into_iter()
        .rfind(|hit| hit.range.end < clause.at + clause.text.len() / 2 + 40);
    let aim = lead.map_or(clause, |hit| clause.from(hit.range.end));
    let aim = aim.text.strip_prefix("before ").map_or(aim, |rest| {
        aim.cut(aim.text.len() - rest.len()..aim.text.len())
    });
    let aim = aim.trim(",:");
    if aim.words().len() >= 3 { aim } else { clause }
}
