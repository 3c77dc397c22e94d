//! Deals: who buys, who sells, what, how many, and for which sums.

use super::{
    event::{Told, how},
    firms, hedge, name,
    number::{self, Quantity},
    page::How,
    part::Part,
    policies::Reading,
    role::{add, subjects, to_firm},
    stops::until,
};
use crate::fact::{Modality, account::EventAccount};

const METHOD: &str = "newsletter/event";

/// Reads the parties and the object of a deal.
pub(super) fn deal(reading: &Reading, told: &Told, event: &mut EventAccount) {
    let how = how(reading, told);
    let cue = told.cue.item;
    for name in subjects(reading, told) {
        add(reading, event, cue.subject.unwrap_or("party"), name, how);
    }
    let (before, after) = (told.before(), told.after());
    let links = [
        (" with ", cue.with),
        (" from ", cue.from),
        (" to ", cue.to),
        (" by ", cue.by),
    ];
    for (link, role) in links {
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
    if let Some(name) = government(reading, after) {
        add(reading, event, other, name, how);
    }
    if cue.subject == Some("buyer")
        && let Some(name) = target_firm(reading, after)
    {
        add(reading, event, "party", name, how);
    }
    if cue.object == Some("object") {
        object(reading, after, event, how);
        owner(reading, after, other, event, how);
    } else {
        let clause = after.cut(0..after.text.find([',', ';']).unwrap_or(after.text.len()));
        if let Some(link) = reading.rules.words("object-link").first(clause) {
            let rest = clause.from(link.range.end).trim("");
            add(reading, event, "object", object_of(reading, rest), how);
        }
    }
}

/// Returns the government with which a deal is made: `with the Turkish government`.
fn government<'a>(reading: &Reading, after: Part<'a>) -> Option<Part<'a>> {
    let with = after.text.find(" with ")?;
    let rest = name::without_article(after.cut(with + 6..after.text.len()));
    let words = rest.words();
    let [land, noun, ..] = &words[..] else {
        return None;
    };
    let public = matches!(noun.text, "government" | "authorities");
    let of_land = name::is_capital(land.text) && !reading.rules.is("firm", land.text);
    (public && of_land).then(|| rest.before(noun.range().end))
}

/// Returns the firm in which money or a stake goes: `a stake of 25 percent in German toolmaker A`.
fn target_firm<'a>(reading: &Reading, after: Part<'a>) -> Option<Part<'a>> {
    let share = after
        .text
        .find("percent of ")
        .map(|at| at + "percent".len());
    let at = share.or_else(|| after.text.find(" in "))?;
    let (before, behind) = (after.cut(0..at), after.cut(at + 4..after.text.len()));
    let behind = until(reading.rules, "firm-end", &[',', ';', '('], behind);
    let stake = reading.rules.words("stake").stands_in(before);
    let trade = reading.rules.words("firm").stands_in(behind);
    name::firm(behind, reading.rules).filter(|_| stake || trade)
}

/// `acquired JAC's factories`: who owns them sells them, where no other seller is named.
fn owner(reading: &Reading, after: Part, role: &'static str, event: &mut EventAccount, how: How) {
    let object = object_of(reading, after);
    let known = event.details.iter().any(|detail| detail.column == role);
    let run = name::capital_runs(object, reading.rules).into_iter().next();
    let owner = run.filter(|run| run.text.ends_with("'s") || run.text.ends_with("’s"));
    if let Some(name) = owner
        .and_then(|run| name::firm(run, reading.rules))
        .filter(|_| !known && role == "seller")
    {
        add(reading, event, role, name, how);
    }
}

/// Reads what is dealt in, and how many of it.
fn object(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    let words = object_of(reading, after).trim("");
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

/// Returns the words of an object.
fn object_of<'a>(reading: &Reading, part: Part<'a>) -> Part<'a> {
    let mark = part.text.find(", ").unwrap_or(part.text.len());
    until(reading.rules, "object-end", &[';'], part.cut(0..mark))
}

/// Adds the firms of the sentence that have no part yet.
pub(super) fn add_firms(reading: &Reading, sentence: Part, event: &mut EventAccount) {
    let how = How::thought(METHOD).with(event.grounds.modality);
    let clause = sentence.cut(0..sentence.text.find(';').unwrap_or(sentence.text.len()));
    let clause = hedge::without_teller(reading, clause);
    let clause = clause.cut(0..clause.text.find(" after ").unwrap_or(clause.text.len()));
    for name in firms::named(reading, clause) {
        let parties = event
            .details
            .iter()
            .filter(|detail| detail.column != "object");
        let known = parties
            .into_iter()
            .any(|detail| detail.value.contains(name.text) || name.text.contains(&detail.value));
        if !known {
            add(reading, event, "party", name, how);
        }
    }
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
        let behind = sentence.from(sum.core.end);
        let (column, modality) = column_of(reading, before, behind, event.grounds.modality);
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

/// Returns which sum of a deal one is by the words round it: its value, a first payment, or a maximum.
fn column_of(
    reading: &Reading,
    before: Part,
    behind: Part,
    modality: Modality,
) -> (&'static str, Modality) {
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
    let behind = reading.rules.words("initial").start(behind).is_some()
        || behind.text.starts_with(" in upfront");
    let end =
        |hit: &Option<super::phrases::Found<String>>| hit.as_ref().map_or(0, |hit| hit.range.end);
    if behind || (initial.is_some() && end(&initial) > end(&maximum)) {
        ("initial_payment", modality)
    } else if maximum.is_some() {
        ("maximum_value", Modality::Reported)
    } else {
        ("value", modality)
    }
}
