//! The firms that a sentence names, by where their names stand: subject, apposition, behind a preposition.
//!
//! Takes a sentence of business news without its verb being known. A place, a
//! product and a name that only describes a noun (`its Suzhou plant`) are none.

use super::{cue::NumberWord, name, page::How, part::Part, policies::Reading, role::add};
use crate::fact::account::EventAccount;

/// A sentence names no more firms.
const MOST: usize = 6;

/// The words before a name that say what it is are no more.
const MOST_BEFORE: usize = 5;

/// Returns the firms of a sentence, in order, each once.
pub(super) fn named<'a>(reading: &Reading, sentence: Part<'a>) -> Vec<Part<'a>> {
    let body = without_lead(reading, sentence);
    let runs = name::capital_runs(body, reading.rules);
    let mut firms: Vec<Part> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1);
        let Some(name) = firm(reading, body, *run, next) else {
            continue;
        };
        let known = firms.iter().any(|firm| is_part_of(name.text, firm.text));
        if !known && firms.len() < MOST {
            firms.push(name);
        }
    }
    firms
}

/// Says whether a name is a short form of another: `Angang` of `Angang Steel`.
fn is_part_of(name: &str, whole: &str) -> bool {
    whole == name || whole.split(' ').next() == Some(name)
}

/// Leaves out what stands before the sentence proper: `According to X,`, `Sources say that`.
fn without_lead<'a>(reading: &Reading, sentence: Part<'a>) -> Part<'a> {
    let first = sentence.words().first().map_or("", |word| word.text);
    let piece = sentence
        .cut(0..sentence.text.find(", ").unwrap_or(0))
        .words();
    // `a day later, …`
    let adverb =
        (1..=5).contains(&piece.len()) && !piece.iter().any(|word| name::is_capital(word.text));
    let leads = reading.rules.is("lead-in", first) || adverb;
    let comma = sentence.text.find(", ").filter(|_| leads);
    let that = reading.rules.words("said-that").first(sentence);
    let that = that.filter(|hit| hit.range.start <= sentence.at + 80);
    let from = comma.map_or(sentence.at, |at| sentence.at + at + 2);
    sentence.from(that.map_or(from, |hit| hit.range.end.max(from)))
}

/// Returns the name of the firm that a run of capitals is, if it is one.
fn firm<'a>(
    reading: &Reading,
    body: Part<'a>,
    run: Part<'a>,
    next: Option<&Part<'a>>,
) -> Option<Part<'a>> {
    let bare = without_possessive(run);
    let owns = bare.text.len() < run.text.len();
    if bare.text.is_empty() || !is_name(reading, bare) || is_in_brackets(body, run) {
        return None;
    }
    let follows = next.is_some_and(|next| body.between(run.range().end, next.at).text == " ");
    if owns && follows {
        let next = next.filter(|next| {
            let place = reading.rules.is("no-name", next.text);
            place || (modifies(reading, body, **next) && next.words().len() == 1)
        });
        return next.and(Some(bare));
    }
    let before = Before::of(reading, body, run);
    let listed = body.before(run.at).text.ends_with(" and ");
    let modifies =
        !owns && !listed && !is_subject(reading, body, run) && modifies(reading, body, run);
    let bare = without_place(reading, without_holder(reading, bare));
    let fits = before.trade || (before.link && !modifies) || is_subject(reading, body, run);
    fits.then_some(bare)
}

/// Leaves out the ending of a possessive.
fn without_possessive(run: Part) -> Part {
    let bare = run.text.trim_end_matches("'s").trim_end_matches("’s");
    run.cut(0..bare.len())
}

/// Says whether capitals can be the name of a firm: no place, body, month, currency or product with a number.
fn is_name(reading: &Reading, name: Part) -> bool {
    let rules = reading.rules;
    let digits = name.text.chars().any(|c| c.is_ascii_digit());
    let month = |word: &Part| matches!(rules.number(word.text), Some(NumberWord::Month(_)));
    let other = name.words().iter().any(|word| {
        month(word) || rules.is("no-firm-word", word.text) || rules.units.whole(word.text).is_some()
    });
    let body = rules.is("body", name.text);
    !digits && !other && !body && !rules.is("no-name", name.text) && !name::is_agency(name, rules)
}

/// Leaves out whose name it is: `Creditors of WM Motor`.
fn without_holder<'a>(reading: &Reading, name: Part<'a>) -> Part<'a> {
    let Some(at) = name.text.find(" of ") else {
        return name;
    };
    if reading.rules.is("holder", &name.text[..at].to_lowercase()) {
        name.cut(at + 4..name.text.len())
    } else {
        name
    }
}

/// Leaves out where a firm is: `CYVN of Abu Dhabi`, but not `Bank of Ningbo`.
fn without_place<'a>(reading: &Reading, name: Part<'a>) -> Part<'a> {
    let Some(at) = name.text.find(" of ") else {
        return name;
    };
    let (head, place) = (name.cut(0..at), name.cut(at + 4..name.text.len()));
    let whole = reading.rules.words("name-of").stands_in(head);
    if reading.rules.is("no-name", place.text) && !whole {
        head
    } else {
        name
    }
}

/// Adds the firm that is split off, or with which a venture ends: `spun off its unit for glasses, Rokid Vision`.
pub(super) fn add_split(reading: &Reading, sentence: Part, event: &mut EventAccount) {
    let clause = sentence.cut(0..sentence.text.find(';').unwrap_or(sentence.text.len()));
    let Some(verb) = reading.rules.words("splits").first(clause) else {
        return;
    };
    let how = How::thought("newsletter/event").with(event.grounds.modality);
    let rest = clause.from(verb.range.end);
    let apposed = |run: &Part| {
        let behind = rest.from(run.range().end).text;
        let ends = behind.is_empty() || behind.starts_with([',', ';', '.']);
        rest.before(run.at).text.ends_with(", ") && ends
    };
    let runs = name::capital_runs(rest, reading.rules).into_iter();
    let runs = runs.filter(|run| apposed(run) && is_name(reading, *run));
    let named = named(reading, clause).into_iter();
    for name in runs.chain(named.filter(|name| name.at >= rest.at)) {
        let known = event
            .details
            .iter()
            .any(|detail| detail.column == "party" && detail.value.contains(name.text));
        if !known {
            add(reading, event, "party", name, how);
        }
    }
}

fn is_in_brackets(body: Part, run: Part) -> bool {
    let before = body.before(run.at).text;
    let open = before.rfind('(');
    open.is_some_and(|open| !before[open..].contains(')'))
}

/// Says whether a run opens the sentence.
fn is_subject(reading: &Reading, body: Part, run: Part) -> bool {
    let lead = body.before(run.at).words();
    // `Korea's LG Energy`
    let land = |word: &Part| {
        let bare = word.text.trim_end_matches("'s").trim_end_matches("’s");
        bare.len() < word.text.len() && reading.rules.is("no-name", bare)
    };
    lead.iter()
        .all(|word| word.text.eq_ignore_ascii_case("the") || land(word))
}

/// Says whether a run only describes the noun behind it: `its Suzhou plant`.
fn modifies(reading: &Reading, body: Part, run: Part) -> bool {
    let rest = body.from(run.range().end);
    let Some(word) = rest.words().first().copied() else {
        return false;
    };
    let close = rest.before(word.at).text == " ";
    let noun = word.text.starts_with(char::is_lowercase);
    let ends = reading.rules.is("noun-end", word.text) || reading.rules.is("small", word.text);
    close && noun && !ends && !word.text.ends_with("ed") && !word.text.ends_with("ly")
}

/// What stands before a name.
struct Before {
    /// A noun that says what it is: `drugmaker`, `buyout firm`.
    trade: bool,
    /// A word that puts it to the others: a preposition, `and`, a verb.
    link: bool,
}

impl Before {
    fn of(reading: &Reading, body: Part, run: Part) -> Self {
        let words = body.before(run.at).words();
        let mut trade = false;
        let mut next = run.at;
        for (at, word) in words.iter().rev().take(MOST_BEFORE).enumerate() {
            let gap = body.between(word.range().end, next).text;
            next = word.at;
            if gap.contains(':') {
                return Self { trade, link: true };
            }
            if gap.contains([',', ';', '(']) {
                let link = trade || (at == 0 && is_list(&words, reading));
                return Self { trade, link };
            }
            let small = word.text.to_lowercase();
            if reading.rules.is("place-link", &small) {
                let link = trade || is_stake(reading, &words);
                return Self { trade, link };
            }
            if at == 0 && name::is_trade(word.text, reading.rules) {
                trade = true;
            } else if reading.rules.is("firm-link", &small) || small.ends_with("ed") {
                return Self { trade, link: true };
            }
        }
        let link = trade || words.len() <= MOST_BEFORE;
        Self { trade, link }
    }
}

/// Says whether a list of names goes on: `A, B and C`.
fn is_list(words: &[Part], reading: &Reading) -> bool {
    let last = words.last().map_or("", |word| word.text);
    name::is_capital(last) && !reading.rules.is("no-name", last)
}

/// Says whether a share stands before `in`: `a stake of 5 percent in`.
fn is_stake(reading: &Reading, words: &[Part]) -> bool {
    let near = &words[words.len().saturating_sub(8)..];
    near.iter().any(|word| {
        reading.rules.is("stake", &word.text.to_lowercase())
            || reading.rules.number(word.text).is_some()
            || word.text.starts_with(|c: char| c.is_ascii_digit())
    })
}
