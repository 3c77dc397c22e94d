//! Who plays which part in an event: buyer and seller, appointee and post, from whom and to whom.
//!
//! Takes a sentence and the cue in it; adds columns to the event. A part that
//! is not plainly there is left out.

use super::{
    event::{Told, how},
    glance::count,
    name::{self, Name},
    number::{self, Quantity},
    page::How,
    part::Part,
    policies::Reading,
};
use crate::fact::{Modality, account::EventAccount};

const METHOD: &str = "newsletter/event";

/// Says whether the words round a cue make it one of its class.
pub(super) fn holds(reading: &Reading, told: &Told) -> bool {
    let rules = reading.rules;
    let (subject, after) = (subjects(reading, told), told.after());
    let money = || {
        number::quantities(after, rules)
            .iter()
            .any(Quantity::is_money)
    };
    let named = |words: usize| {
        let runs = name::capital_runs(after.before(after.at + 60), rules);
        runs.first().is_some_and(|run| run.words().len() >= words)
    };
    match (told.cue.item.class.as_str(), told.cue.item.subject) {
        ("Appointment", Some("announced_by")) => named(2) && after.text.contains(" as "),
        ("Appointment", _) if told.cue.item.object == Some("replaced") => {
            named(2) && !after.text.starts_with(" in ") && after.text.contains(" as ")
        }
        ("Appointment", _) => !person_before(reading, told).text.is_empty(),
        ("DutyTransfer", _) => rules.words("duties").stands_in(told.sentence),
        ("Investigation", Some("investigated")) => !subject.is_empty(),
        ("Investigation", _) => {
            !name::capital_runs(after, rules).is_empty() && !rules.words("duties").stands_in(after)
        }
        ("Deal", _) if told.cue.item.object.is_some() && after.text.starts_with(" to ") => false,
        ("Deal", _) => {
            let text = told
                .sentence
                .between(told.cue.range.start, told.cue.range.end)
                .text;
            let sale = matches!(
                text,
                "sold" | "sells" | "raised" | "invested" | "invests" | "licensed" | "leased"
            );
            let sums = money()
                || after.text.contains("stake")
                || to_firm(reading, after, " to ").is_some();
            !subject.is_empty() && (!sale || sums)
        }
        ("Restructuring", None) => !name::capital_runs(after, rules).is_empty(),
        ("Restructuring", _) => !subject.is_empty() && !after.text.starts_with(" to "),
        _ => true,
    }
}

/// Returns the names before the cue whose deed it is.
fn subjects<'a>(reading: &Reading, told: &Told<'a, '_>) -> Vec<Part<'a>> {
    let Some(piece) = subject_words(reading, told) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for item in name::list(piece, reading.rules)
        .into_iter()
        .flat_map(halves)
    {
        let name = Name::of(item);
        if name::is_agency(name.name, reading.rules)
            && name.name.text.starts_with(char::is_uppercase)
        {
            names.push(name.name);
        } else if let Some(firm) = name::firm(item, reading.rules) {
            names.push(firm);
        }
    }
    names
}

/// `BYD and Toyota` in two, where both are names.
fn halves(part: Part) -> Vec<Part> {
    let Some(at) = part.text.find(" and ") else {
        return vec![part];
    };
    let (left, right) = (part.cut(0..at), part.cut(at + 5..part.text.len()));
    let starts = |part: Part| part.text.starts_with(char::is_uppercase);
    if starts(right) && !left.text.ends_with(" of") {
        vec![left, right]
    } else {
        vec![part]
    }
}

/// Returns the words of the subject: behind `that`, before the first verb, without what is added between commas.
fn subject_words<'a>(reading: &Reading, told: &Told<'a, '_>) -> Option<Part<'a>> {
    let mut before = told.before();
    if let Some(at) = before
        .text
        .rfind(" that ")
        .filter(|at| before.text.len() - at > 7)
    {
        before = before.cut(at + 6..before.text.len());
    }
    let pieces = before.text.split(',').map(|piece| {
        let at = piece.as_ptr() as usize - before.text.as_ptr() as usize;
        before.cut(at..at + piece.len()).trim("")
    });
    let mut pieces = pieces.filter(|piece| {
        let adverb = piece.words().iter().any(|word| {
            matches!(
                reading.rules.number(word.text),
                Some(super::cues::NumberWord::Month(_))
            )
        });
        !adverb
            && (name::firm(*piece, reading.rules).is_some()
                || name::is_agency(*piece, reading.rules))
    });
    let piece = pieces.next()?;
    // A verb that came earlier in the sentence has the subject before it.
    let verb = reading
        .rules
        .events
        .find(piece)
        .into_iter()
        .find(|hit| hit.range.start > piece.at + 1);
    Some(verb.map_or(piece, |verb| piece.before(verb.range.start)))
}

/// Returns the firm behind a word such as ` to `.
fn to_firm<'a>(reading: &Reading, after: Part<'a>, link: &str) -> Option<Part<'a>> {
    after
        .text
        .match_indices(link)
        .take(20)
        .find_map(|(at, link)| {
            let rest = after.cut(at + link.len()..after.text.len());
            let stop = rest.text.find([',', ';', '(']).unwrap_or(rest.text.len());
            let mut rest = rest.cut(0..stop);
            let ends = [
                " to ", " for ", " in ", " which ", " that ", " as ", " from ", " worth ",
                " will ", " at ",
            ];
            if let Some(stop) = ends.iter().filter_map(|word| rest.text.find(word)).min() {
                rest = rest.cut(0..stop);
            }
            let first = rest.words().first().copied()?;
            let name = name::is_capital(first.text)
                || matches!(
                    first.text,
                    "the" | "its" | "a" | "an" | "their" | "state-owned"
                )
                || reading.rules.is("firm", first.text);
            let money = number::quantities(rest, reading.rules)
                .iter()
                .any(Quantity::is_money);
            name::firm(rest, reading.rules).filter(|_| name && !money)
        })
}

fn add(reading: &Reading, event: &mut EventAccount, column: &'static str, part: Part, how: How) {
    let part = part.trim(",;.");
    let known = event
        .details
        .iter()
        .any(|detail| detail.column == column && detail.value == part.text);
    if !part.text.is_empty() && !known {
        event
            .details
            .push(reading.detail(column, part.text.to_owned(), part.range(), how));
    }
}

/// Reads the parties and the object of a deal.
pub(super) fn deal(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let cue = told.cue.item;
    for name in subjects(reading, told) {
        add(reading, event, cue.subject.unwrap_or("party"), name, how);
    }
    let (before, after) = (told.before(), told.after());
    for (link, role) in [(" with ", cue.with), (" from ", cue.from), (" to ", cue.to)] {
        if let (Some(role), Some(name)) = (role, to_firm(reading, after, link)) {
            add(reading, event, role, name, how);
        }
    }
    // `signed a deal with B to acquire …`
    let other = match cue.subject {
        Some("buyer") => "seller",
        Some("seller") => "buyer",
        _ => "party",
    };
    if let Some(name) = to_firm(reading, before, " with ") {
        add(reading, event, other, name, how);
    }
    if cue.object == Some("object") {
        object(reading, after, event, how);
    } else if let Some(at) = after
        .text
        .find(" to ")
        .or_else(|| after.text.find(" on "))
        .or_else(|| after.text.find(" for "))
    {
        let rest = after.cut(at + 4..after.text.len());
        add(reading, event, "object", rest.cut(0..object_end(rest)), how);
    }
}

/// Reads what is dealt in, and how many of it.
fn object(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    let words = after.cut(0..object_end(after)).trim("");
    let quantity = number::quantities(words, reading.rules).into_iter().next();
    let quantity = quantity.filter(|it| it.unit.is_none() && it.core.start <= words.at + 14);
    let mut object = name::without_article(words);
    if let Some(it) = quantity {
        let value = it.value.to_string();
        event
            .details
            .push(reading.detail("quantity", value, it.core.clone(), how));
        object = words.from(it.core.end);
    }
    add(reading, event, "object", object, how);
}

/// Returns where the words of an object end.
fn object_end(part: Part) -> usize {
    let ends = [
        " for ",
        " worth ",
        " valued ",
        " from ",
        " to ",
        " in a deal",
        " at a ",
        ", ",
        "; ",
        " which ",
        " amid ",
        " after ",
        " as part ",
        " following ",
    ];
    let end = ends
        .iter()
        .filter_map(|end| part.text.find(end))
        .filter(|at| *at > 0)
        .min();
    end.unwrap_or(part.text.len())
}

/// Adds the sums of a sentence to a deal: its value, a first payment, a maximum.
pub(super) fn add_sums(reading: &Reading, sentence: Part, event: &mut EventAccount) {
    let sums: Vec<Quantity> = number::quantities(sentence, reading.rules)
        .into_iter()
        .filter(Quantity::is_money)
        .collect();
    let mut from = sentence.at;
    for sum in sums {
        let before = sentence.between(from, sum.core.start);
        let start = before.text.len().saturating_sub(60);
        let start = (start..=before.text.len())
            .find(|at| before.text.is_char_boundary(*at))
            .unwrap_or(0);
        let before = before.cut(start..before.text.len());
        let initial = reading
            .rules
            .words("initial")
            .find(before)
            .into_iter()
            .last();
        let maximum = reading
            .rules
            .words("maximum")
            .find(before)
            .into_iter()
            .last();
        let behind = sentence.from(sum.core.end);
        let behind = reading.rules.words("initial").start(behind).is_some()
            || behind.text.starts_with(" in upfront");
        let end = |hit: &Option<super::phrases::Found<String>>| {
            hit.as_ref().map_or(0, |hit| hit.range.end)
        };
        let (column, modality) = if behind || (initial.is_some() && end(&initial) > end(&maximum)) {
            ("initial_payment", event.grounds.modality)
        } else if maximum.is_some() {
            ("maximum_value", Modality::Reported)
        } else {
            ("value", event.grounds.modality)
        };
        from = sum.core.end;
        if event.details.iter().any(|detail| detail.column == column) {
            continue;
        }
        let how = How::stated(METHOD).with(modality);
        event
            .details
            .push(reading.detail(column, sum.value.to_string(), sum.range.clone(), how));
        if !event.details.iter().any(|detail| detail.column == "unit") {
            let unit = sum.unit.clone().unwrap_or_default();
            event
                .details
                .push(reading.detail("unit", unit, sum.core.clone(), how));
        }
    }
}

/// Returns the name of the person before the cue, empty where there is none.
fn person_before<'a>(reading: &Reading, told: &Told<'a, '_>) -> Part<'a> {
    let before = told.before();
    let stop = before.text.find(['(', ',']).unwrap_or(before.text.len());
    let head = before.cut(0..stop);
    let run = name::capital_runs(head, reading.rules).pop();
    let name = run.map_or(before.cut(0..0), |run| person(reading, run));
    let words = name.words().len();
    if (2..=4).contains(&words) {
        name
    } else {
        before.cut(0..0)
    }
}

/// Leaves out titles before a person's name.
fn person<'a>(reading: &Reading, run: Part<'a>) -> Part<'a> {
    let mut run = run;
    while let Some(hit) = reading.rules.words("person-title").start(run) {
        let rest = run.from(hit.range.end).trim(".");
        if rest.text.is_empty() {
            break;
        }
        run = rest;
    }
    run
}

/// Reads who was appointed to what, and whom they replaced.
pub(super) fn appointment(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let after = told.after();
    let cue = told.cue.item;
    let (appointee, post) = match cue.subject {
        Some("announced_by") => {
            if let Some(body) = subject_words(reading, told) {
                add(reading, event, "announced_by", Name::of(body).name, how);
            }
            let at = after.text.find(" as ").unwrap_or(after.text.len());
            let run = name::capital_runs(after.cut(0..at), reading.rules).pop();
            (
                run.map(|run| person(reading, run)),
                after.cut(at..after.text.len()),
            )
        }
        _ => (Some(person_before(reading, told)), after),
    };
    if let Some(name) = appointee {
        add(reading, event, "appointee", name, how);
    }
    if cue.object == Some("replaced") {
        let at = post.text.find(" as ").unwrap_or(post.text.len());
        if let Some(run) = name::capital_runs(post.cut(0..at), reading.rules).pop() {
            add(reading, event, "replaced", person(reading, run), how);
        }
        add(
            reading,
            event,
            "post",
            post_of(reading, post.cut(at..post.text.len())),
            how,
        );
    } else {
        add(reading, event, "post", post_of(reading, post), how);
    }
    if let Some(hit) = reading.rules.words("replacing").first(after) {
        let rest = after.from(hit.range.end);
        let stop = rest.text.find([',', ';', '(']).unwrap_or(rest.text.len());
        if let Some(run) = name::capital_runs(rest.cut(0..stop), reading.rules).pop() {
            add(reading, event, "replaced", person(reading, run), how);
        }
    }
}

fn post_of<'a>(reading: &Reading, part: Part<'a>) -> Part<'a> {
    let mut part = part.trim("");
    for word in ["as ", "to be ", "to ", "the ", "new ", "a "] {
        if let Some(rest) = part.text.strip_prefix(word) {
            part = part.cut(part.text.len() - rest.len()..part.text.len());
        }
    }
    let replacing = reading
        .rules
        .words("replacing")
        .first(part)
        .map(|hit| hit.range.start);
    let part = part.before(replacing.unwrap_or(part.range().end));
    let stop = part.text.find([',', ';', '(']).unwrap_or(part.text.len());
    part.cut(0..stop)
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
    let stop = subject.text.find([',', ';']).unwrap_or(subject.text.len());
    let subject = subject.cut(0..stop);
    match cue.subject {
        Some("duty") => add(reading, event, "duty", subject, how),
        Some(role) => add(reading, event, role, Name::of(subject).name, how),
        None => {}
    }
    let body = |link: &str| {
        let at = after.text.find(link)? + link.len();
        let rest = after.cut(at..after.text.len());
        let stops = [",", ";", " to ", " from ", " including ", " as "];
        let stop = stops.iter().filter_map(|stop| rest.text.find(stop)).min();
        Some(Name::of(rest.cut(0..stop.unwrap_or(rest.text.len()))).name)
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

/// Reads the duties that are listed behind `including`, else the object of the verb.
fn duties(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    let Some(at) = after.text.find("including ") else {
        let stops = [" to ", " from ", ",", ";"];
        let stop = stops.iter().filter_map(|stop| after.text.find(stop)).min();
        return add(
            reading,
            event,
            "duty",
            after.cut(0..stop.unwrap_or(after.text.len())),
            how,
        );
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

/// Reads against whom an investigation goes, and why.
pub(super) fn investigation(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let after = told.after();
    let reason = reading.rules.words("reason").first(after);
    if told.cue.item.subject == Some("investigated") {
        for name in subjects(reading, told) {
            add(reading, event, "investigated", name, how);
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
    }
    reasons(reading, after, event, how);
}

/// Adds who acts: a body by its name, others in words.
fn actor(reading: &Reading, told: &Told, event: &mut EventAccount, how: How) {
    let before = told.before();
    let verb = reading
        .rules
        .events
        .find(before)
        .into_iter()
        .map(|hit| hit.range.start);
    let issue = reading
        .rules
        .words("issue")
        .find(before)
        .into_iter()
        .map(|hit| hit.range.start);
    let end = verb
        .chain(issue)
        .filter(|at| *at > before.at)
        .min()
        .unwrap_or(before.range().end);
    let stop = before
        .text
        .find([',', ';', '('])
        .map_or(end, |at| (before.at + at).min(end));
    add(reading, event, "actor", before.before(stop), how);
}

/// Adds what stands behind `regarding`, `over`, `amid`: each of two joined by `and`.
fn reasons(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
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

/// Reads the groups that were detained, each an event; the later ones have no date of their own.
pub(super) fn detentions(
    reading: &Reading,
    told: &Told,
    plain: &EventAccount,
) -> Option<Vec<EventAccount>> {
    let how = how(reading, told);
    let active = told.cue.item.object.is_some();
    let words = if active { told.after() } else { told.before() };
    let of = words
        .text
        .rfind(" of ")
        .or_else(|| words.text.rfind(" from "));
    let from = of.and_then(|at| name::firm(words.cut(at..words.text.len()), reading.rules));
    let mut events = Vec::new();
    let mut last = words.at;
    for word in words.words() {
        let Some(number) = count(word.text, reading.rules).filter(|number| *number < 100_000)
        else {
            continue;
        };
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
        let run = name::capital_runs(
            words.before(of.map_or(words.range().end, |at| words.at + at)),
            reading.rules,
        )
        .pop()?;
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

/// Reads the parties of a restructuring or milestone, and how many employees it touches.
pub(super) fn other(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let cue = told.cue.item;
    let after = told.after();
    if cue.subject.is_some() {
        let names = subjects(reading, told);
        // `China's computer, the Jiuzhang 3 prototype, broke …`: what stands between the commas is no firm.
        let words = subject_words(reading, told).map_or("", |words| words.text);
        let aside = event.kind == "Milestone" && words.starts_with("the ");
        for name in &names {
            let thing = aside && !name::is_agency(*name, reading.rules);
            let column = if thing { "concerns" } else { "party" };
            add(reading, event, column, *name, how);
        }
        if names.is_empty() {
            concern(reading, told, event, how);
        }
    }
    if let Some(column) = cue.object {
        let stops = [
            ",",
            ";",
            " amid ",
            " after ",
            " due to ",
            " by ",
            " in order ",
            " following ",
        ];
        let stop = stops.iter().filter_map(|stop| after.text.find(stop)).min();
        let object = after.cut(0..stop.unwrap_or(after.text.len())).trim("");
        let object = object.text.strip_prefix("its ").map_or(object, |bare| {
            object.cut(object.text.len() - bare.len()..object.text.len())
        });
        let column = if column == "concerns" {
            concerned(reading, object)
        } else {
            Some(object)
        }
        .map(|part| (column, part));
        if let Some((column, part)) = column {
            add(reading, event, column, name::without_article(part), how);
        }
    }
    for it in number::quantities(told.sentence, reading.rules) {
        let behind = told.sentence.from(it.core.end);
        if it.unit.is_none() && reading.rules.words("employees").start(behind).is_some() {
            let how = How {
                tenths: if it.doubtful { 9 } else { 10 },
                ..how
            };
            event.details.push(reading.detail(
                "employees_affected",
                it.value.to_string(),
                it.core.clone(),
                how,
            ));
        }
    }
    if event.kind == "Restructuring" {
        reasons(reading, after, event, how);
    }
}

/// Returns the name of a product in words: its capitals and numbers.
fn concerned<'a>(reading: &Reading, object: Part<'a>) -> Option<Part<'a>> {
    name::capital_runs(object, reading.rules)
        .into_iter()
        .find(|run| !reading.rules.is("no-name", run.text))
}

/// Adds what a milestone is about where no firm reached it: a name between commas.
fn concern(reading: &Reading, told: &Told, event: &mut EventAccount, how: How) {
    let runs = name::capital_runs(told.before(), reading.rules);
    let bare = |run: &Part| {
        run.text
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    };
    let run = runs
        .iter()
        .find(|run| !reading.rules.is("no-name", &bare(run)));
    if let Some(run) = run {
        add(reading, event, "concerns", *run, how);
    }
}
