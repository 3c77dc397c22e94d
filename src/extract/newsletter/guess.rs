//! Events that no cue tells of: their class by the words that speak for one, their parties by where they stand.
//!
//! An editor has a hundred verbs for a sale; that a stake and a sum are spoken
//! of tells as much. What is read here is a thought, and says so.

use super::{
    deal,
    event::{METHOD, label},
    firms,
    hedge::{modality, without_teller},
    list,
    name::{self, Name},
    news::Item,
    number::{self, Quantity},
    office,
    page::How,
    part::Part,
    policies::Reading,
    role::add,
    staff::{is_approved, is_of_staff},
    transfer,
};
use crate::fact::account::EventAccount;

/// The classes, the narrow ones first: of two that as many words speak for, the first is meant.
const CLASSES: [&str; 7] = [
    "Detention",
    "Investigation",
    "DutyTransfer",
    "Appointment",
    "Restructuring",
    "Deal",
    "Milestone",
];

/// Reads the event of a sentence by its words: that of its first clause, else of the next that tells of one.
pub(super) fn guess(
    reading: &Reading,
    item: &Item,
    sentence: Part,
    in_business: bool,
) -> Option<EventAccount> {
    item.date.as_ref()?;
    let mut clauses = pieces(sentence, ';').into_iter();
    let first = guess_clause(reading, item, (sentence, clauses.next()?), in_business);
    let rest = |clause| {
        let told = guess_clause(reading, item, (sentence, clause), true)?;
        let known = is_told_of(reading, clause) && told.kind == "Deal";
        known.then_some(told)
    };
    first.or_else(|| clauses.filter(|_| in_business).find_map(rest))
}

/// Says whether a clause names a sum or a stake, so that it tells of a deal.
fn is_told_of(reading: &Reading, clause: Part) -> bool {
    number::quantities(clause, reading.rules)
        .iter()
        .any(Quantity::is_money)
        || reading.rules.words("stake").stands_in(clause)
}

/// Returns what stands between the marks of a sentence.
fn pieces(sentence: Part, mark: char) -> Vec<Part> {
    let pieces = sentence.text.split(mark).map(|piece| {
        let at = piece.as_ptr() as usize - sentence.text.as_ptr() as usize;
        sentence.cut(at..at + piece.len()).trim("")
    });
    pieces.collect()
}

/// Reads the event of a clause of a sentence by its words.
fn guess_clause(
    reading: &Reading,
    item: &Item,
    (sentence, clause): (Part, Part),
    in_business: bool,
) -> Option<EventAccount> {
    let clause = without_teller(reading, clause);
    let (class, tenths) = if in_business {
        of_business(reading, clause)?
    } else {
        (of_policy(reading, clause)?, 7)
    };
    let deed = reading
        .rules
        .hints
        .find(clause)
        .into_iter()
        .find(|hit| hit.item == class);
    let deed = deed.map_or(clause.range().end, |hit| hit.range.end);
    let how = How {
        tenths,
        ..How::stated(METHOD).with(modality(reading, sentence, deed))
    };
    let mut event = EventAccount {
        kind: class.to_owned(),
        label: label(sentence),
        date: item.date.clone(),
        details: Vec::new(),
        grounds: reading.page.grounds(sentence.range(), how),
    };
    match class {
        "Appointment" => office::persons(reading, sentence, &mut event, how),
        "DutyTransfer" => transfer::bodies(reading, sentence, &mut event, how),
        "Investigation" | "Detention" => inquiry(reading, clause, &mut event, how),
        _ => business(reading, clause, &mut event, how),
    }
    if class == "Deal" {
        payers(reading, sentence, clause, &mut event, how);
    }
    let empty = event.details.is_empty();
    if matches!(class, "Deal" | "Investigation") {
        deal::add_sums(reading, sentence, &mut event);
    }
    (!empty).then_some(event)
}

/// Adds who pays in a later clause: `A let go of its crane unit; B paid CNY 2 billion`.
fn payers(reading: &Reading, sentence: Part, clause: Part, event: &mut EventAccount, how: How) {
    let marks = pieces(sentence, ';').into_iter();
    let later = marks.chain(pieces(sentence, ':').into_iter().skip(1));
    for piece in later.filter(|piece| piece.at > clause.at) {
        let pays = reading.rules.words("pays").first(piece);
        let Some(pays) = pays.filter(|_| is_told_of(reading, piece)) else {
            continue;
        };
        let before = piece.before(pays.range.start);
        let known = |name: &Part| {
            let mut values = event.details.iter().map(|detail| detail.value.as_str());
            values.any(|value| value.contains(name.text))
        };
        let names = firms::named(reading, before).into_iter();
        let names: Vec<Part> = names.filter(|name| !known(name)).collect();
        for name in names {
            add(reading, event, "party", name, how);
        }
    }
}

/// Returns the class of an item of business news, and how sure it is. Where no word speaks for one, two firms
/// have dealt with each other, what a public body did to a firm is an inquiry, and one firm has reached something.
fn of_business(reading: &Reading, clause: Part) -> Option<(&'static str, u8)> {
    let official = is_official(reading, clause);
    if is_of_staff(reading, clause) {
        return Some(("Appointment", 7));
    }
    if official && is_approved(reading, clause) {
        let deal = reading.rules.words("deal-object").stands_in(clause);
        return Some((if deal { "Deal" } else { "Milestone" }, 7));
    }
    match class(reading, clause) {
        Some(class) if official && matches!(class, "Deal" | "Restructuring" | "Milestone") => {
            let named = !firms::named(reading, clause).is_empty();
            named.then_some(("Investigation", 6))
        }
        Some(class) => Some((class, 7)),
        None if official || is_of_country(reading, clause) => Some(("Investigation", 5)),
        None => match firms::named(reading, clause).len() {
            0 => None,
            1 => Some(("Milestone", 5)),
            _ => Some(("Deal", 5)),
        },
    }
}

/// Says whether a sentence begins with a country, which does something to a firm: `India froze accounts of A`.
fn is_of_country(reading: &Reading, clause: Part) -> bool {
    let run = name::capital_runs(clause, reading.rules).into_iter().next();
    run.is_some_and(|run| {
        let land = reading.rules.is("no-name", run.text) && run.at == clause.at;
        land && clause.from(run.range().end).text.starts_with(' ')
            && firms::named(reading, clause).len() == 1
    })
}

/// Says whether a sentence begins with a public body; a short form alone can be a firm's.
pub(super) fn is_official(reading: &Reading, clause: Part) -> bool {
    let bodies = leading_bodies(reading, clause);
    bodies
        .iter()
        .any(|body| name::is_agency(*body, reading.rules) || reading.rules.is("body", body.text))
}

/// Returns the class of an item of policy news that tells of no policy: who takes a post, or whose a duty is.
fn of_policy(reading: &Reading, clause: Part) -> Option<&'static str> {
    let votes = class(reading, clause);
    if votes == Some("Detention") || votes == Some("Investigation") {
        return votes;
    }
    let moves = reading.rules.words("moves").stands_in(clause);
    let bodies = transfer::bodies_in(reading, clause).len();
    let below = moves && bodies == 1 && reading.rules.words("level").stands_in(clause);
    if (moves && bodies >= 2 || below) && is_of_duties(reading, clause) {
        return Some("DutyTransfer");
    }
    let comes_or_goes = ["departs", "comes", "removes", "replacing"]
        .iter()
        .any(|of| reading.rules.words(of).stands_in(clause));
    let post = office::persons_in(reading, clause)
        .first()
        .is_some_and(|name| {
            let rest = clause.from(name.range().end);
            reading.rules.words("post").stands_in(rest)
        });
    let person = !office::persons_in(reading, clause).is_empty();
    if person && (comes_or_goes || post || votes == Some("Appointment")) {
        return Some("Appointment");
    }
    (moves && bodies >= 2).then_some("DutyTransfer").or(votes)
}

/// Returns the class that most words speak for.
pub(super) fn class(reading: &Reading, clause: Part) -> Option<&'static str> {
    let votes = votes(reading, clause);
    let most = votes
        .iter()
        .map(|(_, votes)| *votes)
        .max()
        .filter(|most| *most > 0)?;
    let first = votes.into_iter().find(|(_, votes)| *votes == most)?;
    Some(first.0)
}

/// Says whether more words speak for another class than for a milestone.
pub(super) fn is_more_than_milestone(reading: &Reading, clause: Part) -> bool {
    let votes = votes(reading, clause);
    let of = |class: &str| {
        votes
            .iter()
            .find(|(of, _)| *of == class)
            .map_or(0, |(_, votes)| *votes)
    };
    votes.iter().any(|(_, votes)| *votes > of("Milestone"))
}

/// Counts the words that speak for each class, twice each; a sum of money speaks once for a deal.
fn votes(reading: &Reading, clause: Part) -> Vec<(&'static str, usize)> {
    let hits = reading.rules.hints.find(clause);
    let sums = number::quantities(clause, reading.rules);
    let money = usize::from(sums.iter().any(Quantity::is_money));
    let fits = |class: &&&str| !matches!(**class, "DutyTransfer") || is_of_duties(reading, clause);
    let votes = |class: &'static str| {
        let count = hits.iter().filter(|hit| hit.item == class).count();
        // A sum, or a second firm, beside a word for a deal weighs as much as that word.
        let money = money * (1 + usize::from(count > 0));
        let two = count > 0 && money == 0 && firms::named(reading, clause).len() > 1;
        let more = money + 2 * usize::from(two);
        (class, count * 2 + if class == "Deal" { more } else { 0 })
    };
    CLASSES
        .iter()
        .filter(fits)
        .map(|class| votes(class))
        .collect()
}

fn is_of_duties(reading: &Reading, clause: Part) -> bool {
    reading.rules.words("duties").stands_in(clause)
        && (clause.text.contains(" from ") || clause.text.contains(" to "))
}

/// Adds the firms of a deal, of a milestone the one that reached it.
fn business(reading: &Reading, clause: Part, event: &mut EventAccount, how: How) {
    let firms = firms::named(reading, clause);
    let most = if event.kind == "Deal" { firms.len() } else { 1 };
    for name in firms.into_iter().take(most) {
        add(reading, event, "party", name, how);
    }
}

/// Adds who inquires and into whom.
fn inquiry(reading: &Reading, clause: Part, event: &mut EventAccount, how: How) {
    let column = if event.kind == "Detention" {
        "detained_from"
    } else {
        "investigated"
    };
    for body in leading_bodies(reading, clause) {
        if !is_official(reading, clause) {
            break;
        }
        add(reading, event, "party", body, how);
    }
    if let Some(words) = authority(reading, clause) {
        add(reading, event, "party", words, how);
    }
    if event.kind == "Investigation"
        && firms::named(reading, clause).is_empty()
        && let Some(from) = clause.text.find(" from ")
        && let Some(place) = super::inquiry::place(reading, clause.cut(from..clause.text.len()))
    {
        add(reading, event, "investigated", place, how);
    }
    let after = clause.cut(0..clause.text.find(" after ").unwrap_or(clause.text.len()));
    for name in firms::named(reading, after) {
        let known = event
            .details
            .iter()
            .any(|detail| detail.value.contains(name.text));
        if !known {
            add(reading, event, column, name, how);
        }
    }
}

/// Returns the words with which a sentence begins where they name an authority without a name: `Regulators in Shandong`.
fn authority<'a>(reading: &Reading, clause: Part<'a>) -> Option<Part<'a>> {
    if !leading_bodies(reading, clause).is_empty() {
        return None;
    }
    let hits = reading.rules.hints.find(clause).into_iter();
    let mut deeds = hits.filter(|hit| hit.item == "Investigation" && hit.range.start > clause.at);
    let words = clause.before(deeds.next()?.range.start).trim("");
    let named = reading.rules.words("authority").stands_in(words);
    let short = words.words().len() <= 5 && !words.text.contains([',', ';']);
    (named && short).then_some(words)
}

/// Leaves out what says of a body what it is: `The antitrust office SAMR …`.
fn behind_kind<'a>(reading: &Reading, sentence: Part<'a>) -> Part<'a> {
    let words = sentence.words();
    let Some(at) = words
        .iter()
        .take(5)
        .position(|word| reading.rules.is("body", word.text))
    else {
        return sentence;
    };
    let kind = |word: &Part| {
        word.text.starts_with(char::is_lowercase) && !reading.rules.is("small", word.text)
    };
    let article = words[0].text == "The" && at >= 2 && words[1..at].iter().all(kind);
    if article {
        sentence.from(words[at].at)
    } else {
        sentence
    }
}

/// Returns the public bodies with which a sentence begins: `SAMR and the Ministry of Commerce (MOFCOM) …`.
pub(super) fn leading_bodies<'a>(reading: &Reading, sentence: Part<'a>) -> Vec<Part<'a>> {
    let sentence = behind_kind(reading, sentence);
    let (mut end, mut last) = (sentence.at, sentence.at);
    for word in sentence.words() {
        let gap = sentence.between(last, word.at).text;
        let joined = last == sentence.at || matches!(gap.trim(), "" | "," | "(" | ")" | "),");
        let small = matches!(word.text, "of" | "for" | "and" | "the" | "The" | "on");
        if !joined || !(small || name::is_capital(word.text)) {
            break;
        }
        if name::is_capital(word.text) {
            end = word.range().end;
        }
        last = word.range().end;
    }
    let names = list::list(sentence.before(end), reading.rules).into_iter();
    let names = names.map(|item| name::without_home(Name::of(item).name, reading.rules));
    // `Department store chain Parkson` is no department.
    let whole = |name: &Part| name.words().len() > 1 || !name::is_agency(*name, reading.rules);
    names
        .filter(|name| name::is_agency(*name, reading.rules) || name::is_short_form(name.text))
        .filter(whole)
        .collect()
}
