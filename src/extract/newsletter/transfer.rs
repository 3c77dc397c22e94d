//! Transfers of duties: which duties move, from which public body to which.
//!
//! Takes a sentence with its cue, or without one where two bodies are named;
//! what is not plainly there is left out.

use super::{
    event::{Told, how},
    guess,
    name::{self, Name},
    page::How,
    part::Part,
    policies::Reading,
    role::add,
    stops::until,
};
use crate::fact::account::EventAccount;

/// Reads between which bodies duties move where no cue tells: `from A to B`, `B instead of A`.
pub(super) fn bodies(reading: &Reading, sentence: Part, event: &mut EventAccount, how: How) {
    let links = [
        (" from ", "transferred_from"),
        (" instead of ", "transferred_from"),
        ("Instead of ", "transferred_from"),
        (" in place of ", "transferred_from"),
        (" no longer ", "transferred_from"),
        (" rather than ", "transferred_from"),
        (" away from ", "transferred_from"),
        (" to ", "transferred_to"),
    ];
    for (link, column) in links {
        if let Some(name) = body_behind(reading, sentence, link) {
            add(reading, event, column, name, how);
        }
    }
    for name in bodies_in(reading, sentence) {
        let has = |column: &str| event.details.iter().any(|detail| detail.column == column);
        let known = event.details.iter().any(|detail| detail.value == name.text);
        if known || reading.rules.is("decides", name.text) {
            continue;
        }
        let column = if has("transferred_from") {
            "transferred_to"
        } else {
            "transferred_from"
        };
        if !has(column) {
            add(reading, event, column, name, how);
        }
    }
    duty(reading, sentence, event, how);
}

/// Returns the body behind a word such as ` to `; of those below the ministries the words for them.
pub(super) fn body_behind<'a>(
    reading: &Reading,
    sentence: Part<'a>,
    link: &'a str,
) -> Option<Part<'a>> {
    let places = || {
        let found = sentence.text.match_indices(link);
        found.map(|(at, link)| sentence.cut(at + link.len()..sentence.text.len()))
    };
    let body = places().find_map(|rest| guess::leading_bodies(reading, rest).into_iter().next());
    body.or_else(|| {
        places().find_map(|rest| {
            let rest = name::without_article(rest);
            Some(rest.before(reading.rules.words("level").start(rest)?.range.end))
        })
    })
}

/// Returns the public bodies of a sentence.
pub(super) fn bodies_in<'a>(reading: &Reading, sentence: Part<'a>) -> Vec<Part<'a>> {
    let runs = name::capital_runs(sentence, reading.rules).into_iter();
    runs.filter_map(|run| {
        guess::leading_bodies(reading, sentence.from(run.at))
            .into_iter()
            .next()
    })
    .collect()
}

/// Adds the duty that a sentence names.
pub(super) fn duty(reading: &Reading, sentence: Part, event: &mut EventAccount, how: How) {
    let Some(duty) = reading.rules.words("duties").first(sentence) else {
        return;
    };
    let rest = sentence.from(duty.range.start);
    let words = until(reading.rules, "duty-end", &[','], rest);
    add(reading, event, "duty", words, how);
}

/// Reads which duties move from whom to whom, and who said so.
pub(super) fn transfer(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let (cue, before, after) = (told.cue.item, told.before(), told.after());
    let mut subject = before;
    if let Some(at) = before.text.rfind(" that ") {
        subject = before.cut(at + 6..before.text.len());
        let verb = reading
            .rules
            .words("issue")
            .first(before)
            .map_or(before.at + at, |hit| hit.range.start);
        add(
            reading,
            event,
            "announced_by",
            Name::of(before.before(verb)).name,
            how,
        );
    }
    let subject = without_lead_in(reading, subject);
    let stop = subject.text.find([',', ';']).unwrap_or(subject.text.len());
    let subject = subject.cut(0..stop);
    match cue.subject {
        Some("duty") => add(reading, event, "duty", subject, how),
        Some(role) => add(reading, event, role, nearest_body(reading, subject), how),
        None => {}
    }
    let body = |link: &str| {
        let at = after.text.find(link)? + link.len();
        let rest = after.cut(at..after.text.len());
        Some(Name::of(until(reading.rules, "body-end", &[',', ';'], rest)).name)
    };
    for (link, role) in [(" from ", cue.from), (" to ", cue.to)] {
        if let (Some(role), Some(name)) = (role, body(link)) {
            add(reading, event, role, name, how);
        }
    }
    if cue.object == Some("duty") {
        duties(reading, after, event, how);
    }
}

/// Leaves out what opens a sentence before its subject: `Under a decision of the State Council, …`.
fn without_lead_in<'a>(reading: &Reading, subject: Part<'a>) -> Part<'a> {
    let words = subject.words();
    let opens = words
        .first()
        .is_some_and(|word| reading.rules.is("lead-in", word.text));
    let comma = subject.text.find(", ").filter(|_| opens);
    comma.map_or(subject, |at| subject.cut(at + 2..subject.text.len()))
}

/// Returns the body that does it: the words of the subject, or of a longer clause its last body.
pub(super) fn nearest_body<'a>(reading: &Reading, subject: Part<'a>) -> Part<'a> {
    let name = Name::of(subject).name;
    let last = || bodies_in(reading, subject).pop();
    if name.words().len() > 8 {
        last().unwrap_or(name)
    } else {
        name
    }
}

/// Reads the duties that are listed behind `including`, else the object of the verb.
pub(super) fn duties(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    let Some(at) = after.text.find("including ") else {
        let duty = until(reading.rules, "duty-link", &[',', ';'], after);
        return add(reading, event, "duty", duty, how);
    };
    let list = after.cut(at + "including ".len()..after.text.len());
    let mut rest = list;
    for (at, mark) in list
        .text
        .match_indices([','])
        .chain(list.text.match_indices(" and "))
    {
        let next = list.cut(at + mark.len()..list.text.len()).trim("");
        let first = next.words().first().map_or("", |word| word.text);
        if list.at + at > rest.at && (first == "the" || first.ends_with("ing") || mark == ",") {
            add(
                reading,
                event,
                "duty",
                name::without_article(rest.before(list.at + at)),
                how,
            );
            rest = next;
        }
    }
    add(reading, event, "duty", name::without_article(rest), how);
}
