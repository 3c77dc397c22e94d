//! Investigations and detentions: against whom, why, how many persons of which firm.

use super::{
    event::{Told, how},
    firms,
    glance::count,
    guess, name,
    office::person,
    page::How,
    part::Part,
    policies::Reading,
    role::{add, halves, subjects},
};
use crate::fact::account::EventAccount;

/// Reads against whom an investigation goes, and why.
pub(super) fn investigation(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let after = told.after();
    let reason = reading.rules.words("reason").first(after);
    if told.cue.item.subject == Some("investigated") {
        for name in subjects(reading, told) {
            add(reading, event, "investigated", name, how);
        }
        if let Some(by) = after.text.find(" by ").filter(|at| *at < 40) {
            for body in guess::leading_bodies(reading, after.cut(by + 4..after.text.len())) {
                add(reading, event, "party", body, how);
            }
        }
    } else {
        actor(reading, told, event, how);
        let end = reason
            .as_ref()
            .map_or(after.range().end, |hit| hit.range.start);
        let stop = after
            .text
            .find([',', ';'])
            .map_or(end, |at| (after.at + at).min(end));
        for item in halves(after.before(stop)) {
            if let Some(name) = name::firm(item, reading.rules) {
                add(reading, event, "investigated", name, how);
            }
        }
        if !event
            .details
            .iter()
            .any(|detail| detail.column == "investigated")
            && let Some(place) = place(reading, after.before(stop))
        {
            add(reading, event, "investigated", place, how);
        }
    }
    reasons(reading, after, event, how);
}

/// Returns the country that an inquiry goes against: `into brandy from the EU`, `into the EU's use of …`.
pub(super) fn place<'a>(reading: &Reading, words: Part<'a>) -> Option<Part<'a>> {
    let runs = name::capital_runs(words, reading.rules).into_iter();
    let mut bare = runs.map(|run| {
        let bare = run.text.trim_end_matches("'s").trim_end_matches("’s");
        run.cut(0..bare.len())
    });
    let foreign = |run: &Part| {
        reading.rules.is("no-name", run.text)
            && !reading.rules.is("home", run.text)
            && (run.text.len() <= 3 || !reading.rules.is("demonym", run.text))
            && run.text.starts_with(char::is_uppercase)
    };
    // `the EU` is no run of capitals of its own.
    bare.find(foreign)
        .or_else(|| words.words().into_iter().find(foreign))
}

/// Adds who acts: a body by its name, others in words.
fn actor(reading: &Reading, told: &Told, event: &mut EventAccount, how: How) {
    let before = told.before();
    let bodies = guess::leading_bodies(reading, told.sentence);
    if event.kind == "Investigation" && !bodies.is_empty() {
        for body in bodies {
            add(reading, event, "party", body, how);
        }
        return;
    }
    let words = acting(reading, before);
    let body = name::capital_runs(words, reading.rules)
        .into_iter()
        .find(|run| name::is_agency(*run, reading.rules) || name::is_short_form(run.text));
    match body.filter(|_| event.kind == "Investigation") {
        Some(body) => add(reading, event, "party", body, how),
        // `Customs authorities in Ningbo`
        None if event.kind == "Investigation"
            && reading.rules.words("authority").stands_in(words) =>
        {
            add(reading, event, "party", words, how);
        }
        None => add(reading, event, "actor", words, how),
    }
}

/// Adds the firms of the sentence that an investigation goes against, up to its reason.
pub(super) fn add_firms(reading: &Reading, sentence: Part, event: &mut EventAccount) {
    let how = How {
        tenths: 7,
        ..How::stated("newsletter/event").with(event.grounds.modality)
    };
    let reason = reading.rules.words("reason").first(sentence);
    let reason = reason.map_or(sentence.range().end, |hit| hit.range.start);
    let clause = sentence.before(reason);
    let clause = clause.cut(0..clause.text.find(" after ").unwrap_or(clause.text.len()));
    for name in firms::named(reading, clause) {
        let known = event
            .details
            .iter()
            .any(|detail| detail.value.contains(name.text) || name.text.contains(&detail.value));
        if !known && !name::is_short_form(name.text) {
            add(reading, event, "investigated", name, how);
        }
    }
}

/// Returns the firm of which somebody is or was something: `Evergrande's former auditor Li Dong`.
fn employer<'a>(reading: &Reading, words: Part<'a>) -> Option<Part<'a>> {
    let firms = firms::named(reading, words).into_iter();
    let owns = |name: &Part| {
        let rest = words.from(name.range().end).text;
        rest.starts_with("'s ") || rest.starts_with("’s ")
    };
    let names = name::capital_runs(words, reading.rules).into_iter();
    let owner = names
        .filter(|run| run.text.ends_with("'s") || run.text.ends_with("’s"))
        .find_map(|run| name::firm(run, reading.rules));
    owner.or_else(|| firms.into_iter().find(owns))
}

/// Gives a detention the firm of the inquiry of the same item, where it names none: `two employees of its local arm`.
pub(super) fn share_firm(events: &mut [EventAccount]) {
    let of = |event: &EventAccount, column: &str| {
        let mut details = event.details.iter();
        details.find(|detail| detail.column == column).cloned()
    };
    let inquired = events.iter().find_map(|event| of(event, "investigated"));
    let detained = events.iter().find_map(|event| of(event, "detained_from"));
    for event in events.iter_mut() {
        let (column, firm) = match event.kind.as_str() {
            "Detention" => ("detained_from", &inquired),
            "Investigation" => ("investigated", &detained),
            _ => continue,
        };
        let persons = of(event, "investigated").is_some() || of(event, "detained_from").is_some();
        if let (false, Some(firm)) = (persons, firm) {
            let mut firm = firm.clone();
            firm.column = column;
            event.details.push(firm);
        }
    }
}

/// Returns the words of the subject: up to the first verb or mark.
fn acting<'a>(reading: &Reading, before: Part<'a>) -> Part<'a> {
    let events = reading.rules.events.find(before).into_iter();
    let verbs = events.map(|hit| hit.range.start);
    let issue = reading.rules.words("issue").find(before).into_iter();
    let verbs = verbs.chain(issue.map(|hit| hit.range.start));
    let end = verbs.filter(|at| *at > before.at).min();
    let mark = before.text.find([',', ';', '(']).map(|at| before.at + at);
    let ends = [end, mark].into_iter().flatten();
    before.before(ends.min().unwrap_or(before.range().end))
}

/// Adds what stands behind `regarding`, `over`, `amid`: each of two joined by `and`.
pub(super) fn reasons(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    let Some(hit) = reading.rules.words("reason").first(after) else {
        return;
    };
    let rest = after.from(hit.range.end);
    let stop = rest.text.find([',', ';', '(']).unwrap_or(rest.text.len());
    let rest = rest.cut(0..stop);
    for word in ["and also", "which", "that"] {
        if rest.text.trim_start().starts_with(word) {
            return;
        }
    }
    let (first, second) = match rest.text.find(" and ") {
        Some(at) => (rest.cut(0..at), Some(rest.cut(at + 5..rest.text.len()))),
        None => (rest, None),
    };
    for part in [Some(first), second].into_iter().flatten() {
        let part = part.trim("");
        let part = part.text.strip_prefix("its ").map_or(part, |bare| {
            part.cut(part.text.len() - bare.len()..part.text.len())
        });
        add(reading, event, "reason", name::without_article(part), how);
    }
}

/// Returns where the words for the firm of those detained begin.
fn before_firm(words: Part) -> usize {
    let of = words
        .text
        .rfind(" of ")
        .or_else(|| words.text.rfind(" from "));
    of.map_or(words.range().end, |at| words.at + at)
}

/// Returns the firm of those detained: `managers of A`, `A's former auditor`.
fn firm_of<'a>(reading: &Reading, words: Part<'a>) -> Option<Part<'a>> {
    let last = name::firm(words.from(before_firm(words)), reading.rules);
    // `managers of Copper Corp of Hunan`
    let first = || {
        let at = words.text.find(" of ")?;
        name::firm(words.cut(at + 4..words.text.len()), reading.rules)
    };
    last.or_else(first).or_else(|| employer(reading, words))
}

/// Reads the groups that were detained, each an event; the later ones have no date of their own.
pub(super) fn detentions(
    reading: &Reading,
    told: &Told,
    plain: &EventAccount,
) -> Option<Vec<EventAccount>> {
    let how = how(reading, told);
    let active = told.cue.item.object.is_some();
    let words = if active { told.after() } else { told.before() };
    // `on suspicion of bribery` names no firm.
    let reason = reading.rules.words("reason").first(words);
    let words = words.before(reason.map_or(words.range().end, |hit| hit.range.start));
    let from = firm_of(reading, words);
    let mut events = Vec::new();
    let mut last = words.at;
    for word in words.words() {
        let number = count(word.text, reading.rules).filter(|number| *number < 100_000);
        let Some(number) = number else { continue };
        let mut event = plain.clone();
        if words.between(last, word.at).text.contains("later") {
            event.date = None;
        }
        last = word.range().end;
        event
            .details
            .push(reading.detail("persons", number.to_string(), word.range(), how));
        events.push(event);
    }
    if events.is_empty() {
        let run = name::capital_runs(words.before(before_firm(words)), reading.rules).pop()?;
        let mut event = plain.clone();
        add(
            reading,
            &mut event,
            "investigated",
            person(reading, run),
            how,
        );
        events.push(event);
    }
    for event in &mut events {
        if active {
            actor(reading, told, event, how);
        }
        if let Some(name) = from {
            add(reading, event, "detained_from", name, how);
        }
    }
    Some(events)
}
