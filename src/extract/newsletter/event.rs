//! What an item of news says happened: deals, appointments, transfers of duties, investigations, milestones.
//!
//! The verbs and who plays which part beside them are rows of
//! `newsletter-events`; here the parts are found in the sentence.

use super::{
    cue::EventCue, date, deal, entity, firms, guess, hedge, inquiry, name, news::Item, office,
    page::How, part::Part, phrases::Found, policies::Reading, role, staff, transfer,
};
use crate::fact::account::{Account, EventAccount};

pub(super) const METHOD: &str = "newsletter/event";

/// A sentence and the cue in it.
#[derive(Clone, Copy)]
pub(super) struct Told<'a, 'b> {
    pub sentence: Part<'a>,
    pub cue: &'b Found<'b, EventCue>,
    /// Where the words of the next event of the sentence begin.
    pub end: usize,
}

impl<'a> Told<'a, '_> {
    /// The words before the cue.
    pub fn before(&self) -> Part<'a> {
        self.sentence.before(self.cue.range.start)
    }

    /// The words behind it, as far as they belong to it.
    pub fn after(&self) -> Part<'a> {
        self.sentence.between(self.cue.range.end, self.end)
    }
}

/// Says whether a sentence tells of an appointment or of duties that move, which is no policy.
pub(super) fn is_of_persons_or_duties(reading: &Reading, sentence: Part) -> bool {
    let cues = reading.rules.events.find(sentence);
    cues.iter().any(|cue| {
        let told = Told {
            sentence,
            cue,
            end: sentence.range().end,
        };
        let class = cue.item.class.as_str();
        // `launched an investigation into …`, but not `guidelines for the investigation of …`
        let inquiry = class == "Investigation"
            && told.before().words().len() <= 8
            && !reading.rules.kinds.stands_in(told.before());
        (matches!(class, "Appointment" | "DutyTransfer") || inquiry) && role::holds(reading, &told)
    })
}

/// Reads the events of an item; what a public body does outside the news of business is none that needs no cue.
pub(super) fn read(reading: &Reading, item: &Item, in_business: bool, account: &mut Account) {
    let mut events: Vec<EventAccount> = Vec::new();
    let sentences = reading.rules.sentences(item.body);
    for sentence in &sentences {
        read_sentence(reading, item, *sentence, in_business, &mut events);
    }
    if events.is_empty()
        && let Some(first) = sentences.first()
    {
        let event = guess::guess(reading, item, *first, in_business);
        let event = event.or_else(|| unclassed(reading, item, *first).filter(|_| in_business));
        let official = !in_business && guess::is_official(reading, *first);
        let class = event.as_ref().map_or("", |event| event.kind.as_str());
        let general = class == "Investigation" && is_general(reading, *first);
        let on_none = general && event.as_ref().is_some_and(is_on_none);
        let idle = on_none || matches!(class, "Deal" | "Restructuring" | "Milestone" | "Event");
        events.extend(event.filter(|_| !(official && idle)));
        if let Some(deal) = events.iter_mut().find(|event| event.kind == "Deal") {
            for sentence in &sentences {
                deal::add_sums(reading, *sentence, deal);
            }
        }
    }
    leave_one_of_sale(&mut events);
    let person = |sentence: &Part| !office::persons_in(reading, *sentence).is_empty();
    if !in_business && sentences.first().is_some_and(person) {
        events.retain(|event| event.kind != "Milestone");
    }
    complete(reading, &sentences, &mut events);
    for event in &mut events {
        finish(reading, item, event);
        entity::add_entities(event, account);
    }
    account.events.extend(events);
}

/// Says whether of all that speaks for an inquiry there are only words that forbid.
fn is_general(reading: &Reading, sentence: Part) -> bool {
    let hits = reading.rules.hints.find(sentence).into_iter();
    let mut inquiries = hits.filter(|hit| hit.item == "Investigation");
    inquiries.all(|hit| {
        let words = sentence.between(hit.range.start, hit.range.end);
        reading.rules.words("forbids").stands_in(words)
    })
}

/// Says whether nobody is inquired into: `MOFCOM banned exports of antimony` is a rule for all.
fn is_on_none(event: &EventAccount) -> bool {
    let mut columns = event.details.iter().map(|detail| detail.column);
    !columns.any(|column| column == "investigated")
}

/// Reads the events that the cues of a sentence tell of.
fn read_sentence(
    reading: &Reading,
    item: &Item,
    sentence: Part,
    in_business: bool,
    events: &mut Vec<EventAccount>,
) {
    let mut cues = chosen(reading, sentence, events);
    let first = sentence.cut(0..sentence.text.find(';').unwrap_or(sentence.text.len()));
    let milestone = matches!(&cues[..], [only] if only.item.class == "Milestone");
    if milestone && guess::is_more_than_milestone(reading, first) {
        cues.clear();
    }
    if in_business && staff::is_other(reading, first, &cues) {
        cues.clear();
    }
    for (at, cue) in cues.iter().enumerate() {
        let next = cues
            .get(at + 1)
            .map_or(sentence.range().end, |next| next.range.start);
        let told = Told {
            sentence,
            cue,
            end: next.max(cue.range.end),
        };
        if let Some(event) = event(reading, item, &told) {
            events.extend(event);
        }
    }
    let sums = |event: &&mut EventAccount| matches!(event.kind.as_str(), "Deal" | "Investigation");
    if let Some(event) = events.iter_mut().find(sums) {
        deal::add_sums(reading, sentence, event);
    }
}

/// Leaves out a restructuring that a sum makes a deal: `agreed on a restructuring in which A raised its holding for …`.
fn leave_one_of_sale(events: &mut Vec<EventAccount>) {
    let paid = |event: &EventAccount| {
        let sum = |column| matches!(column, "value" | "initial_payment" | "maximum_value");
        event.kind == "Deal" && event.details.iter().any(|detail| sum(detail.column))
    };
    if events.iter().any(paid) {
        events.retain(|event| event.kind != "Restructuring");
    }
    // `dissolved their joint venture` is no new one.
    let parties = |kind: &str| {
        let event = events.iter().find(|event| event.kind == kind)?;
        let parties = event.details.iter().filter(|it| it.column == "party");
        Some(parties.map(|it| it.value.clone()).collect::<Vec<String>>())
    };
    let ends = parties("Restructuring");
    if ends.is_some() && ends == parties("Deal") {
        events.retain(|event| event.kind != "Deal");
    }
}

/// Returns the cues that count, one event each: the narrow classes first, a milestone only where there is nothing else.
fn chosen<'b>(
    reading: &'b Reading,
    sentence: Part,
    known: &[EventAccount],
) -> Vec<Found<'b, EventCue>> {
    let mut chosen: Vec<Found<EventCue>> = Vec::new();
    let mut milestone = None;
    for cue in reading.rules.events.find(sentence) {
        let told = Told {
            sentence,
            cue: &cue,
            end: sentence.range().end,
        };
        if cue.item.class == "Milestone" {
            // `developed by A` only tells whose it is.
            let of_maker = told.after().text.starts_with(" by ");
            milestone = milestone.or(Some(cue).filter(|_| !of_maker));
            continue;
        }
        let again = |class: &str| {
            chosen.iter().any(|other| other.item.class == class)
                || known.iter().any(|event| event.kind == class)
        };
        let twice = again(&cue.item.class);
        if !role::holds(reading, &told) {
            continue;
        }
        // `signed a deal with B to acquire C` is one deal: the verb that says who buys counts.
        let vague = |other: &&mut Found<EventCue>| {
            other.item.class == "Deal"
                && other.item.subject == Some("party")
                && cue.item.class == "Deal"
                && cue.item.subject != Some("party")
        };
        if let Some(other) = chosen.iter_mut().find(vague) {
            *other = cue;
        } else if !twice {
            chosen.push(cue);
        }
    }
    if chosen.is_empty() && known.is_empty() {
        chosen.extend(milestone);
    }
    chosen
}

/// Reads the event that a cue tells of; a detention of two groups is two.
fn event(reading: &Reading, item: &Item, told: &Told) -> Option<Vec<EventAccount>> {
    let class = told.cue.item.class.as_str();
    let mut event = EventAccount {
        kind: class.to_owned(),
        label: label(told.sentence),
        date: item.date.clone(),
        details: Vec::new(),
        grounds: reading
            .page
            .grounds(told.sentence.range(), how(reading, told)),
    };
    match class {
        "Detention" => return inquiry::detentions(reading, told, &event),
        "Appointment" => office::appointment(reading, told, &mut event),
        "DutyTransfer" => transfer::transfer(reading, told, &mut event),
        "Investigation" => inquiry::investigation(reading, told, &mut event),
        "Deal" => deal::deal(reading, told, &mut event),
        _ => role::other(reading, told, &mut event),
    }
    Some(vec![event])
}

/// An item of corporate news that no cue fits is still an event of its subject; of others nothing is said.
fn unclassed(reading: &Reading, item: &Item, sentence: Part) -> Option<EventAccount> {
    item.date.as_ref()?;
    Some(EventAccount {
        kind: "Event".to_owned(),
        label: label(sentence),
        date: item.date.clone(),
        details: Vec::new(),
        grounds: reading.page.grounds(sentence.range(), How::thought(METHOD)),
    })
}

/// Adds what the cue does not lead to: the other firms of a deal, who left a post.
fn complete(reading: &Reading, sentences: &[Part], events: &mut [EventAccount]) {
    let Some(first) = sentences.first() else {
        return;
    };
    for event in events.iter_mut() {
        match event.kind.as_str() {
            "Deal" => deal::add_firms(reading, *first, event),
            "Investigation" => inquiry::add_firms(reading, *first, event),
            "Appointment" => {
                office::add_replaced(reading, sentences, event);
                office::add_appointee(reading, sentences, event);
            }
            "Restructuring" => firms::add_split(reading, *first, event),
            _ => {}
        }
    }
    inquiry::share_firm(events);
}

/// How a sentence says it: outright, as hearsay, or as what the author thinks.
pub(super) fn how(reading: &Reading, told: &Told) -> How {
    How::stated(METHOD).with(hedge::modality(reading, told.sentence, told.cue.range.end))
}

/// Returns the first clause of a sentence as a short name of what it tells.
pub(super) fn label(sentence: Part) -> String {
    let stop = sentence.text.find([';']).unwrap_or(sentence.text.len());
    let clause = sentence.cut(0..stop).text;
    let mut label = String::new();
    for word in clause.split_inclusive(' ') {
        if label.len() + word.len() > 100 {
            break;
        }
        label.push_str(word);
    }
    label.trim_end_matches([' ', ',', '.', ':']).to_owned()
}

/// Adds the source.
fn finish(reading: &Reading, item: &Item, event: &mut EventAccount) {
    if let Some(source) = item.source {
        let detail = reading.detail(
            "source",
            source.text.to_owned(),
            source.range(),
            How::stated(METHOD),
        );
        event.details.push(detail);
    }
}

/// Reads the events of a comment: sentences that begin with when it happened, `In October, …`.
pub(super) fn read_dated(reading: &Reading, part: Part, account: &mut Account) {
    for sentence in reading.rules.sentences(part) {
        let Some(found) = opening_date(reading, sentence) else {
            continue;
        };
        let body = sentence.from(found.range.end).trim(",");
        let cues = chosen(reading, body, &[]);
        let Some((cue, (date, implied))) = cues
            .first()
            .zip(reading.calendar.resolve(found.printed, date::Towards::Past))
        else {
            continue;
        };
        let how = if implied {
            How::thought(METHOD)
        } else {
            How::stated(METHOD)
        };
        let item = Item {
            date: Some(reading.page.said(date, found.range.clone(), how)),
            found: Some(found),
            body,
            source: None,
        };
        let told = Told {
            sentence: body,
            cue,
            end: body.range().end,
        };
        let agency = name::is_agency(told.before(), reading.rules);
        for mut event in event(reading, &item, &told).into_iter().flatten() {
            if event.details.is_empty() || agency {
                continue;
            }
            if event.kind == "Deal" {
                deal::add_sums(reading, body, &mut event);
            }
            entity::add_entities(&event, account);
            account.events.push(event);
        }
    }
}

/// Returns the date with which a sentence begins: `In October, …`.
fn opening_date(reading: &Reading, sentence: Part) -> Option<date::FoundDate> {
    let head = sentence.before(sentence.at + 40);
    let comma = head.text.find(',')?;
    let opens = sentence.text.starts_with("In ") || sentence.text.starts_with("On ");
    let found = date::dates(head, reading.rules, reading.calendar)
        .into_iter()
        .next()?;
    let near = found.range.end <= sentence.at + comma + 6 && found.printed.month.is_some();
    (opens && near).then_some(found)
}
