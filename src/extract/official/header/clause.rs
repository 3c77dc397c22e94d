//! One clause of a header: a date, a body and what the body did then.
//!
//! Finds where each stands; what they mean together is left to `header`.

use std::ops::Range;

use super::{
    super::{
        dates,
        page::{Page, closed_up},
        rules::Act,
        wording,
    },
    brackets::Brackets,
};
use crate::{
    extract::rules::Rules,
    fact::{KnownDate, numeral::digit},
};

/// One clause of the header.
pub(super) struct Clause {
    pub(super) date: KnownDate,
    /// The date and all up to the next.
    pub(super) range: Range<usize>,
    /// The place of the body's name; empty where there is none.
    pub(super) body: Range<usize>,
    pub(super) acts: Vec<Act>,
    /// Whether it says 批准的 or the like and so tells of the next act.
    pub(super) leads_on: bool,
    /// Whether nothing follows it in its line: 通过的《…修正案》.
    pub(super) ends_line: bool,
    /// Whether the body acts by an order that bears a number: 令第25号.
    pub(super) order: bool,
}

impl Clause {
    pub(super) fn has(&self, act: Act) -> bool {
        self.acts.contains(&act)
    }
}

/// Finds the clauses of a header, in order.
pub(super) fn find_clauses(page: &Page, header: Range<usize>, rules: &Rules) -> Vec<Clause> {
    let text = page.slice(header.clone());
    let depths = Brackets::of(text);
    let mut dates = dates::find_dates(text);
    dates.retain(|found| !depths.holds(found.range.start));
    let ends = dates
        .iter()
        .skip(1)
        .map(|next| next.range.start)
        .chain([text.len()]);
    let clauses = dates.iter().zip(ends).map(|(found, end)| {
        let rest = found.range.end..end;
        let plain = depths.without(text, rest.clone());
        let (body, order) = body_range(text, rest.clone(), &depths, rules);
        let shift = |range: Range<usize>| header.start + range.start..header.start + range.end;
        let closed = closed_up(&plain);
        let closed = closed.trim_end_matches(['，', ',', '、', '《', '》']);
        Clause {
            date: found.date,
            ends_line: text[rest.clone()].ends_with('\n') || end == text.len(),
            range: shift(found.range.start..end),
            body: page.trim(shift(body)),
            acts: acts_in(closed, rules),
            leads_on: wording::ends(closed, &rules.official.wording.leads_on),
            order,
        }
    });
    clauses.collect()
}

/// Returns the acts that a clause names, each once, in the order of the table.
fn acts_in(clause: &str, rules: &Rules) -> Vec<Act> {
    let mut acts = Vec::new();
    for (word, act) in &rules.official.acts {
        if clause.contains(word.as_str()) && !acts.contains(act) {
            acts.push(*act);
        }
    }
    acts
}

/// Returns the place of a body's name at the start of a clause, and whether the body acts by an order.
///
/// The name ends where its session, its order or its act begins; an ordinal before the name, as in
/// 第七届全国人民代表大会, is no part of it.
fn body_range(
    text: &str,
    rest: Range<usize>,
    brackets: &Brackets,
    rules: &Rules,
) -> (Range<usize>, bool) {
    let clause = &text[rest.clone()];
    let title = brackets.next(rest.start);
    let cut = name_end(clause, rules).min(title.map_or(clause.len(), |at| at - rest.start));
    let order = clause[cut..].starts_with('令');
    let name =
        clause[..cut].trim_end_matches(|c: char| c.is_whitespace() || "，、,《(（".contains(c));
    let end = ordinal_at_end(name, '届').unwrap_or(name.len());
    let mut start = name.len()
        - name
            .trim_start_matches(|c: char| c.is_whitespace() || BEFORE_NAMES.contains(c))
            .len();
    let first = ordinal(&name[start..end.max(start)], '届').filter(|range| range.start == 0);
    start += first.map_or(0, |range| range.end);
    (rest.start + start..rest.start + end.max(start), order)
}

/// What may stand between a date and the name of a body.
const BEFORE_NAMES: &str = "根据由经自（(，、";

/// Returns where what is no name any more begins: a session, an order, an act, a title.
fn name_end(clause: &str, rules: &Rules) -> usize {
    let acts = rules.official.acts.iter().map(|(word, _)| word);
    let words = rules.official.sessions.iter().chain(acts);
    let found = words.filter_map(|word| clause.find(word.as_str()));
    let session = ordinal(clause, '次').map(|range| range.start);
    let ends = found.chain(session).chain(clause.find('《'));
    ends.min().unwrap_or(clause.len())
}

/// Returns the place of the first `第…` of this counter: 第十四次.
fn ordinal(text: &str, counter: char) -> Option<Range<usize>> {
    text.match_indices('第').find_map(|(at, _)| {
        let rest = &text[at + '第'.len_utf8()..];
        let end = rest.find(|c| !(digit(c).is_some() || "十百".contains(c)))?;
        let found = end > 0 && rest[end..].starts_with(counter);
        found.then(|| at..at + '第'.len_utf8() + end + counter.len_utf8())
    })
}

/// Returns where an ordinal of this counter begins that ends the text.
fn ordinal_at_end(text: &str, counter: char) -> Option<usize> {
    let last = text.rfind('第')?;
    let range = ordinal(&text[last..], counter)?;
    (last + range.end == text.len()).then_some(last)
}

/// Returns the place of the body that a stretch names first. Of 中华人民共和国第十四届全国人民代表大会 it is the last part.
pub(super) fn first_body(page: &Page, within: Range<usize>, rules: &Rules) -> Range<usize> {
    let text = page.slice(within.clone());
    let state = &rules.bodies.name_words().state;
    let by = text.find('由').map_or(0, |at| at + '由'.len_utf8());
    let before = state
        .iter()
        .filter(|state| text[by..].starts_with(state.as_str()));
    let ordered = before.filter(|state| text[by + state.len()..].starts_with('第'));
    let from = by + ordered.map(String::len).max().unwrap_or(0);
    let (range, _) = body_range(text, from..text.len(), &Brackets::of(text), rules);
    page.trim(within.start + range.start..within.start + range.end)
}
