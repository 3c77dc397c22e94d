//! Who plays which part in an event: buyer and seller, appointee and post, from whom and to whom.
//!
//! Takes a sentence and the cue in it; adds columns to the event. A part that
//! is not plainly there is left out.

use super::{
    event::{Told, how},
    inquiry::reasons,
    list,
    name::{self, Name},
    number::{self, Quantity},
    office::person_before,
    page::How,
    part::Part,
    policies::Reading,
    stops::until,
};
use crate::fact::account::EventAccount;

/// Says whether the words round a cue make it one of its class.
pub(super) fn holds(reading: &Reading, told: &Told) -> bool {
    let rules = reading.rules;
    let (subject, after) = (subjects(reading, told), told.after());
    let named = |words: usize| {
        let runs = name::capital_runs(after.before(after.at + 60), rules);
        runs.first().is_some_and(|run| run.words().len() >= words)
    };
    match (told.cue.item.class.as_str(), told.cue.item.subject) {
        ("Appointment", Some("announced_by")) => {
            named(2) && (after.text.contains(" as ") || rules.words("post").stands_in(after))
        }
        ("Appointment", _) if told.cue.item.object == Some("replaced") => {
            named(2) && !after.text.starts_with(" in ") && after.text.contains(" as ")
        }
        ("Appointment", _) => !person_before(reading, told).text.is_empty(),
        ("DutyTransfer", _) => {
            rules.words("duties").stands_in(told.sentence) || is_between_bodies(reading, told)
        }
        ("Investigation", Some("investigated")) => !subject.is_empty(),
        ("Investigation", _) => {
            let own = rules.words("the-firm").start(after).is_some();
            let run = name::capital_runs(after, rules).into_iter().next();
            let until = run.map_or(after.range().end, |run| run.at);
            let near = after.words().into_iter().take(4);
            let mut origin = near.map(|word| name::tells_origin(word.text, rules));
            let land = run.is_none()
                && (super::inquiry::place(reading, after).is_some() || origin.any(|is| is));
            (run.is_some() || own || land) && !rules.words("duties").stands_in(after.before(until))
        }
        ("Deal", _) => !is_counted(told) && is_deal(reading, told, &subject),
        ("Restructuring", None) => !name::capital_runs(after, rules).is_empty(),
        ("Restructuring", _)
            if rules
                .words("deal-object")
                .stands_in(after.before(after.at + 70)) =>
        {
            false
        }
        // `SAMR closed its review`
        ("Restructuring", _) if is_official(reading, told) => false,
        ("Restructuring", _) => !subject.is_empty() && !after.text.starts_with(" to "),
        _ => true,
    }
}

/// Says whether a number stands before a cue of one word, which is a noun then: `received 30,000 orders`.
fn is_counted(told: &Told) -> bool {
    let (cue, before) = (&told.cue.range, told.before());
    let one = told.sentence.between(cue.start, cue.end).words().len() == 1;
    let number = |word: &Part| word.text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    one && before.words().last().is_some_and(number)
}

/// Says whether the words round a cue of a deal tell who deals with whom or for how much.
fn is_deal(reading: &Reading, told: &Told, subject: &[Part]) -> bool {
    let (rules, after) = (reading.rules, told.after());
    let money = || {
        number::quantities(after, rules)
            .iter()
            .any(Quantity::is_money)
    };
    match told.cue.item.subject {
        Some("buyer") if told.cue.item.object == Some("object") && is_official(reading, told) => {
            false
        }
        _ if told.cue.item.object.is_some() && after.text.starts_with(" to ") => false,
        Some("party") => {
            subject.len() >= 2
                || to_firm(reading, after, " with ").is_some()
                || (!subject.is_empty() && money())
        }
        _ => {
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
    }
}

/// Says whether something moves from one public body to another: `A takes over the program from B`.
fn is_between_bodies(reading: &Reading, told: &Told) -> bool {
    let body = |part: Part| {
        let bodies = super::guess::leading_bodies(reading, part);
        bodies.iter().any(|body| {
            name::is_agency(*body, reading.rules) || reading.rules.is("body", body.text)
        })
    };
    let after = told.after();
    let from = after.text.find(" from ");
    let from = from.map(|at| after.cut(at + 6..after.text.len()));
    body(told.sentence) && from.is_some_and(body)
}

/// Says whether the sentence begins with a public body, which orders and buys otherwise than a firm.
fn is_official(reading: &Reading, told: &Told) -> bool {
    super::guess::is_official(reading, told.before())
}

/// Returns the names before the cue whose deed it is.
pub(super) fn subjects<'a>(reading: &Reading, told: &Told<'a, '_>) -> Vec<Part<'a>> {
    let Some(piece) = subject_words(reading, told) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for item in list::list(piece, reading.rules)
        .into_iter()
        .flat_map(halves)
    {
        let name = name::without_home(Name::of(item).name, reading.rules);
        if name::is_agency(name, reading.rules) && name.text.starts_with(char::is_uppercase) {
            names.push(name);
        } else if let Some(firm) = name::firm(item, reading.rules) {
            names.push(firm);
        }
    }
    names
}

/// `BYD and Toyota` in two, where both are names.
pub(super) fn halves(part: Part) -> Vec<Part> {
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
pub(super) fn subject_words<'a>(reading: &Reading, told: &Told<'a, '_>) -> Option<Part<'a>> {
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
    // `Following Starbucks, Decathlon …`
    let leads = |piece: &Part| {
        let first = piece.words().first().map_or("", |word| word.text);
        piece.at == before.at
            && piece.range().end < before.range().end
            && reading.rules.is("lead-in", first)
    };
    let pieces = pieces.filter(|piece| !leads(piece));
    let mut pieces = pieces.filter(|piece| {
        let adverb = piece.words().iter().any(|word| {
            matches!(
                reading.rules.number(word.text),
                Some(super::cue::NumberWord::Month(_))
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
pub(super) fn to_firm<'a>(reading: &Reading, after: Part<'a>, link: &str) -> Option<Part<'a>> {
    after
        .text
        .match_indices(link)
        .take(20)
        .find_map(|(at, link)| {
            let rest = after.cut(at + link.len()..after.text.len());
            let rest = until(reading.rules, "firm-end", &[',', ';', '('], rest);
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

pub(super) fn add(
    reading: &Reading,
    event: &mut EventAccount,
    column: &'static str,
    part: Part,
    how: How,
) {
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

/// Reads the parties of a restructuring or milestone, and how many employees it touches.
pub(super) fn other(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let cue = told.cue.item;
    let after = told.after();
    if cue.subject.is_some() {
        let maker = maker(reading, told)
            .or_else(|| owner_of_product(reading, told))
            .filter(|_| event.kind == "Milestone");
        let names = maker.map_or_else(|| subjects(reading, told), |maker| vec![maker]);
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
        let object = until(reading.rules, "cause", &[',', ';'], after).trim("");
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
    employees(reading, told, event, how);
    if event.kind == "Restructuring" {
        reasons(reading, after, event, how);
    }
}

/// Adds how many employees it touches.
fn employees(reading: &Reading, told: &Told, event: &mut EventAccount, how: How) {
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
}

/// Returns the firm behind a product or plant: `run by A`, `of Shanghai-based B`.
fn maker<'a>(reading: &Reading, told: &Told<'a, '_>) -> Option<Part<'a>> {
    let before = told.before();
    let by = reading.rules.words("made-by").first(before);
    if let Some(by) = by {
        return name::firm(before.from(by.range.end), reading.rules);
    }
    let of = before.text.rfind(" of ")?;
    let owner = before.cut(of + 4..before.text.len());
    let is_firm = owner.text.contains("based ") || reading.rules.words("firm").stands_in(owner);
    name::firm(owner, reading.rules).filter(|_| is_firm)
}

/// Returns whose product did it: of `COMAC's C919` the firm.
fn owner_of_product<'a>(reading: &Reading, told: &Told<'a, '_>) -> Option<Part<'a>> {
    let runs = name::capital_runs(told.before(), reading.rules);
    let [owner, product, ..] = &runs[..] else {
        return None;
    };
    let bare = owner.text.trim_end_matches("'s").trim_end_matches("’s");
    let close = told.sentence.between(owner.range().end, product.at).text == " ";
    let owns = bare.len() < owner.text.len() && close && !reading.rules.is("no-name", bare);
    let number = product.text.chars().any(|c| c.is_ascii_digit());
    (owns && number && owner.at == told.sentence.at).then(|| owner.cut(0..bare.len()))
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
