//! What a body lets firms do, and who comes to a firm or goes: events whose verbs tell of something else elsewhere.
//!
//! `Cleared`, `joined` and `lost` alone tell nothing; with a drug, a post or a
//! person beside them they do.

use super::{
    cue::EventCue, guess::is_official, office, part::Part, phrases::Found, policies::Reading,
};

/// Says whether a sentence tells of an approval, a change of staff or nobody's departure, whatever its verbs tell elsewhere.
pub(super) fn is_other(reading: &Reading, clause: Part, cues: &[Found<EventCue>]) -> bool {
    let classes = |class: &str| cues.iter().any(|cue| cue.item.class == class);
    let approved = is_official(reading, clause) && is_approved(reading, clause);
    (approved && !classes("Milestone") && !classes("Investigation"))
        || (is_of_staff(reading, clause) && !classes("Appointment") && !classes("Detention"))
}

/// Says whether a body lets somebody do something: `NMPA cleared a drug`.
pub(super) fn is_approved(reading: &Reading, clause: Part) -> bool {
    let verb = reading.rules.words("approves").first(clause);
    let not = reading.rules.words("not").stands_in(clause);
    verb.is_some() && !not
}

/// Says whether somebody with a post goes: `finance chief A quits`.
pub(super) fn leaves_post(reading: &Reading, clause: Part) -> bool {
    let titled = |person: &Part| {
        let before = clause.before(person.at).words();
        let last = before.last().map_or("", |word| word.text);
        let office = reading.rules.is("staff", last) || reading.rules.is("post", last);
        let rest = clause.from(person.range().end);
        let near = rest.before(rest.at + 30);
        let goes = ["departs", "comes"]
            .iter()
            .any(|of| reading.rules.words(of).stands_in(near));
        office && goes
    };
    office::persons_in(reading, clause).iter().any(titled)
}

/// Says whether a body lets a deal happen: `SAMR approved the purchase of A by B`.
pub(super) fn is_approved_deal(reading: &Reading, clause: Part) -> bool {
    is_approved(reading, clause) && reading.rules.words("deal-object").stands_in(clause)
}

/// Says whether somebody takes or leaves a post in a firm: `joined B as chief engineer`, `hired A to lead its research`.
pub(super) fn is_of_staff(reading: &Reading, clause: Part) -> bool {
    if leaves_post(reading, clause) {
        return true;
    }
    let Some(verb) = reading.rules.words("hires").first(clause) else {
        return false;
    };
    let rest = clause.from(verb.range.end);
    let post = rest.text.contains(" as ") && reading.rules.words("post").stands_in(rest);
    let lead = reading.rules.words("leads").stands_in(rest);
    let person = office::persons_in(reading, rest).into_iter().next();
    let titled = person.is_some_and(|person| {
        let before = rest.before(person.at).words();
        let last = before.last().map_or("", |word| word.text);
        reading.rules.is("staff", last) || reading.rules.is("post", last)
    });
    (post || lead || titled) && !office::persons_in(reading, clause).is_empty()
}
