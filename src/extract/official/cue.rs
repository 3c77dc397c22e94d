//! What is said of a run of titles: the cue that stands nearest before or after it.

use std::{cmp::Reverse, ops::Range};

use super::{
    citation::Citation,
    dates,
    page::Page,
    rules::{Cue, CuePlace, Rules},
    sentence::{Run, Sentence},
    wording::{ends, holds},
};
use crate::fact::{DocumentNumber, KnownDate, number::find_numbers};

/// The longest a gap may be between a cue and the first title: `根据国家有关法律、行政法规和《…》`. Bytes.
const GAP: usize = 120;
/// The longest a gap may be between the last title and a word that ends it: `《…》自本条例施行之日起同时废止`. Bytes.
const END_GAP: usize = 75;
/// How many bytes before or after a title are read for what is said of it.
const NEARBY: usize = 900;
/// The longest words that carry a relation reach from the cue over a list to the title; beyond it, only the title is
/// told, else a list of many titles is told once for each of them. Bytes.
const LONGEST_WORDS: usize = 6_000;

/// Returns the cue that stands before or after a run, the nearest and of those the longest.
pub(super) fn cue_of<'a>(
    page: &Page,
    rules: &'a Rules,
    run: &Run,
    in_head: bool,
) -> Option<&'a Cue> {
    let before = clip_start(page.slice(run.before.clone()), NEARBY);
    let after = clip_end(page.slice(run.after.clone()), NEARBY);
    let clause = &after[..after.find(['，', '；', '。']).unwrap_or(after.len())];
    let made = rules
        .making
        .iter()
        .any(|phrase| after.contains(phrase.as_str()));
    let fits = |cue: &Cue| match cue.place {
        CuePlace::Any => true,
        CuePlace::Head => in_head && (made || !cue.made),
        CuePlace::Title => false,
        CuePlace::Repeal => {
            cue.before
                && ends_outright(before, &cue.word, &rules.wording.outright)
                && !of_articles(run)
        }
    };
    let rank = |cue: &'a Cue| {
        let gap = if cue.before {
            before
                .rfind(&cue.word)
                .map(|at| before.len() - at - cue.word.len())
                .filter(|gap| *gap <= GAP)
        } else {
            let within = if cue.place == CuePlace::Any {
                after
            } else {
                clause
            };
            within.find(&cue.word).filter(|gap| *gap <= END_GAP)
        };
        gap.map(|gap| ((Reverse(gap), cue.word.len()), cue))
    };
    let fitting = rules.cues.iter().filter(|cue| fits(cue)).filter_map(rank);
    fitting.max_by_key(|(rank, _)| *rank).map(|(_, cue)| cue)
}

/// Says whether only articles of the last title are spoken of.
fn of_articles(run: &Run) -> bool {
    let last = run.citations.last();
    last.is_some_and(|last| !last.articles.is_empty())
}

/// Says whether the words before a title end it outright: `三、废止`, `决定废止`; not `修改或者废止`.
fn ends_outright(before: &str, word: &str, outright: &[String]) -> bool {
    let Some(rest) = before.trim_end().strip_suffix(word) else {
        return false;
    };
    let rest = rest.trim();
    let numbered = rest.ends_with(['、', '.', '．', '）', ')', '条', '　']);
    rest.is_empty() || numbered || ends(rest, outright)
}

/// Returns the cue by which a run ends: `《…》同时废止`. An article that ends is no policy that ends.
pub(super) fn end_after<'a>(page: &Page, rules: &'a Rules, run: &Run) -> Option<&'a Cue> {
    if of_articles(run) {
        return None;
    }
    let after = clip_end(page.slice(run.after.clone()), NEARBY);
    let clause = &after[..after.find(['。', '；', '\n']).unwrap_or(after.len())];
    let ends = |cue: &&Cue| {
        let at = clause.find(&cue.word).filter(|at| *at <= END_GAP);
        at.is_some_and(|at| !holds(&clause[..at], &rules.wording.not_an_end))
    };
    rules
        .cues
        .iter()
        .filter(|cue| cue.place == CuePlace::Repeal && !cue.before)
        .find(ends)
}

/// Returns the words that carry a relation: from the cue to the title, or from the title to the cue.
pub(super) fn words_of(
    page: &Page,
    run: &Run,
    cue: &Cue,
    citation: &Citation,
    sentence: &Sentence,
) -> Range<usize> {
    if cue.before {
        let before = clip_start(page.slice(run.before.clone()), NEARBY);
        let at = before
            .rfind(&cue.word)
            .map(|at| run.before.end - before.len() + at);
        let near = at.filter(|at| citation.end - at <= LONGEST_WORDS);
        return near.unwrap_or(citation.outer.start)..citation.end;
    }
    let rest = clip_end(page.slice(citation.end..sentence.range.end), NEARBY);
    let end = rest
        .find(&cue.word)
        .map_or(citation.end, |at| citation.end + at + cue.word.len());
    citation.outer.start..end
}

/// Returns the date in the words before a title that says when it was made: `1990年3月14日…通过的《…》`.
pub(super) fn date_before(page: &Page, rules: &Rules, range: Range<usize>) -> Option<KnownDate> {
    let text = clip_start(page.slice(range), NEARBY);
    let text = text.rsplit_once("起施行，").map_or(text, |(_, rest)| rest);
    let found = dates::find_dates(text);
    let ends = found
        .iter()
        .skip(1)
        .map(|next| next.range.start)
        .chain([text.len()]);
    let said: Vec<(KnownDate, &str)> = found
        .iter()
        .zip(ends)
        .map(|(found, end)| (found.date, &text[found.range.end..end]))
        .collect();
    rules.wording.dated.iter().find_map(|acts| {
        let dated = said.iter().find(|(_, said)| holds(said, acts));
        dated.map(|(date, _)| *date)
    })
}

/// Returns the number in the words before a title by which it was published: `国家药品监督管理局令第26号公布的《…》`. Of several
/// it is the first, those after it changed it.
pub(super) fn number_before(page: &Page, rules: &Rules, range: Range<usize>) -> Option<String> {
    let text = clip_start(page.slice(range), NEARBY);
    let found = find_numbers(text);
    let last = found.last()?;
    if !text[last.0.end..].trim_end().ends_with('的') {
        return None;
    }
    let ends = found.iter().skip(1).map(|(next, _)| next.start);
    let mut said = found.iter().zip(ends.chain([text.len()]));
    let publishes =
        |end: usize, place: &Range<usize>| holds(&text[place.end..end], &rules.wording.dated[1]);
    let (place, _) = said.find(|((place, _), end)| publishes(*end, place))?.0;
    Some(DocumentNumber::spell(&text[place.clone()]))
}

/// Returns the end of a text.
pub(super) fn clip_start(text: &str, bytes: usize) -> &str {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}

/// Returns the beginning of a text.
pub(super) fn clip_end(text: &str, bytes: usize) -> &str {
    let mut at = text.len().min(bytes);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}
