//! Appointments and transfers of duties: who comes into which office, and which duties move.

use super::{
    event::{METHOD, Told, how},
    name::{self, Name},
    page::How,
    part::Part,
    policies::Reading,
    role::{add, subject_words},
};
use crate::fact::account::EventAccount;

/// Returns the name of the person before the cue, empty where there is none.
pub(super) fn person_before<'a>(reading: &Reading, told: &Told<'a, '_>) -> Part<'a> {
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
pub(super) fn person<'a>(reading: &Reading, run: Part<'a>) -> Part<'a> {
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
        Some("announced_by") => announced(reading, told, event),
        _ => (Some(person_before(reading, told)), after),
    };
    if let Some(name) = appointee {
        add(reading, event, "appointee", name, how);
    }
    if cue.object == Some("replaced") && replaces_with(reading, after, event, how) {
        return;
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
        let post = with_cue(reading, told, post);
        let (post, gone) = match cue.from {
            Some("replaced") => taken_from(reading, post),
            _ => (post, None),
        };
        add(reading, event, "post", post_of(reading, post), how);
        if let Some(gone) = gone {
            add(reading, event, "replaced", gone, how);
        }
    }
    replaced_behind(reading, after, event, how);
}

/// Reads `the State Council appointed A as B`: who was appointed, and the words that name the post.
fn announced<'a>(
    reading: &Reading,
    told: &Told<'a, '_>,
    event: &mut EventAccount,
) -> (Option<Part<'a>>, Part<'a>) {
    let after = told.after();
    if let Some(body) = subject_words(reading, told) {
        let how = how(reading, told);
        add(reading, event, "announced_by", Name::of(body).name, how);
    }
    let post = reading.rules.words("post").first(after);
    let post = post.map_or(after.text.len(), |hit| hit.range.start - after.at);
    let at = after.text.find(" as ").unwrap_or(post);
    let mut runs = name::capital_runs(after.cut(0..at), reading.rules).into_iter();
    let run = runs
        .find(|run| is_person(*run))
        .or_else(|| runs.next_back());
    let appointee = run.map(|run| person(reading, run));
    (appointee, after.cut(at..after.text.len()))
}

/// Takes in the post where the cue names it: `became director of A`.
fn with_cue<'a>(reading: &Reading, told: &Told<'a, '_>, post: Part<'a>) -> Part<'a> {
    let cue = told
        .sentence
        .between(told.cue.range.start, told.cue.range.end);
    let is_post = |word: &Part| {
        ["post", "post-start"]
            .iter()
            .any(|of| reading.rules.is(of, word.text))
    };
    let first = cue.words().into_iter().find(is_post);
    first.map_or(post, |word| {
        told.sentence.between(word.at, post.range().end)
    })
}

/// Parts a post from the person that it is taken over from: `chairman of A from B`.
fn taken_from<'a>(reading: &Reading, post: Part<'a>) -> (Part<'a>, Option<Part<'a>>) {
    for (at, from) in post.text.match_indices(" from ").take(4) {
        let behind = post.cut(at + from.len()..post.text.len());
        let run = name::capital_runs(behind, reading.rules).into_iter().next();
        let name = persons_in(reading, behind).into_iter().next();
        let close = run.is_some_and(|run| behind.before(run.at).words().len() <= 2);
        let same = |name: &Part| run.is_some_and(|run| run.range().end == name.range().end);
        if let Some(name) = name.filter(same).filter(|_| close) {
            return (post.cut(0..at), Some(name));
        }
    }
    (post, None)
}

/// Adds whom somebody replaces: `replacing A`.
fn replaced_behind(reading: &Reading, after: Part, event: &mut EventAccount, how: How) {
    if let Some(hit) = reading.rules.words("replacing").first(after) {
        let rest = after.from(hit.range.end);
        let stop = rest.text.find([',', ';', '(']).unwrap_or(rest.text.len());
        if let Some(run) = name::capital_runs(rest.cut(0..stop), reading.rules).pop() {
            add(reading, event, "replaced", person(reading, run), how);
        }
    }
}

/// Reads `replaced chairman A with B`, where the one behind `with` comes; says whether it did.
fn replaces_with(reading: &Reading, after: Part, event: &mut EventAccount, how: How) -> bool {
    let stop = after.text.find([',', ';']).unwrap_or(after.text.len());
    let after = after.cut(0..stop);
    let Some(with) = after.text.find(" with ") else {
        return false;
    };
    let (before, behind) = (after.cut(0..with), after.cut(with..after.text.len()));
    let first = |part: Part<'_>| -> Option<(usize, usize)> {
        let found = persons_in(reading, part).into_iter().next();
        found.map(|name| (name.at, name.range().end))
    };
    let (Some(goes), Some(comes)) = (first(before), first(behind)) else {
        return false;
    };
    event.details.retain(|detail| detail.column != "appointee");
    let name = |(start, end)| after.between(start, end);
    add(reading, event, "appointee", name(comes), how);
    add(reading, event, "replaced", name(goes), how);
    let posts = reading.rules.words("post").find(before);
    if let Some(post) = posts.into_iter().next() {
        let post = before.between(post.range.start, post.range.end);
        add(reading, event, "post", post, how);
    }
    true
}

/// Adds who comes where only who goes is named: from a later clause or sentence of the item.
pub(super) fn add_appointee(reading: &Reading, sentences: &[Part], event: &mut EventAccount) {
    let has = |column: &str| event.details.iter().any(|detail| detail.column == column);
    if has("appointee") || !has("replaced") {
        return;
    }
    let how = How::thought(METHOD).with(event.grounds.modality);
    for sentence in sentences {
        let gone = reading.rules.words("departs").first(*sentence);
        let rest = gone.map_or(*sentence, |hit| sentence.from(hit.range.end));
        let known = |name: &Part| event.details.iter().any(|detail| detail.value == name.text);
        let comes = reading.rules.words("comes").stands_in(rest)
            || reading.rules.words("follows").stands_in(rest);
        let name = persons_in(reading, rest)
            .into_iter()
            .find(|name| comes && !known(name));
        if let Some(name) = name {
            return add(reading, event, "appointee", name, how);
        }
    }
}

/// Says whether capitals can be the name of a person.
fn is_person(run: Part) -> bool {
    (2..=4).contains(&run.words().len())
}

/// Reads who comes and who goes where no cue tells: the first person comes, unless the words say that they go.
pub(super) fn persons(reading: &Reading, sentence: Part, event: &mut EventAccount, how: How) {
    let replaced = sentence.text.find(" replace").filter(|at| *at < 80);
    if let Some(at) = replaced
        && replaces_with(reading, sentence.cut(at..sentence.text.len()), event, how)
    {
        return;
    }
    let Some(first) = first_person(reading, sentence) else {
        return;
    };
    let rest = sentence.from(first.range().end);
    if let Some(hit) = reading.rules.words("comes").first(rest) {
        let next = persons_in(reading, rest.from(hit.range.end))
            .into_iter()
            .next();
        if let Some(next) = next {
            add(reading, event, "appointee", next, how);
        }
    }
    let before = sentence.before(first.at);
    let near = before.from(before.range().end.saturating_sub(40).max(before.at));
    if reading.rules.words("removes").stands_in(near) {
        add(reading, event, "replaced", first, how);
        if let Some(post) = reading.rules.words("post").find(near).pop() {
            add(
                reading,
                event,
                "post",
                sentence.between(post.range.start, post.range.end),
                how,
            );
        }
        return;
    }
    let clause = rest.cut(0..rest.text.find(';').unwrap_or(rest.text.len()));
    let leaves = reading.rules.words("departs").stands_in(clause);
    let column = if leaves { "replaced" } else { "appointee" };
    add(reading, event, column, first, how);
    if let Some(post) = post_behind(reading, rest) {
        add(reading, event, "post", post, how);
    }
}

/// Returns the person a sentence is about: one behind a post, else the first that is no firm with a post.
fn first_person<'a>(reading: &Reading, sentence: Part<'a>) -> Option<Part<'a>> {
    let names = persons_in(reading, sentence);
    let office = |word: &str| reading.rules.is("post", word) || reading.rules.is("staff", word);
    // `Volkswagen China chief Ralf Brand`
    let employs = |name: &Part| {
        let next = sentence.from(name.range().end).words().into_iter().next();
        let close = sentence.from(name.range().end).text.starts_with(' ');
        close && next.is_some_and(|next| office(next.text))
    };
    let titled = |name: &&Part| {
        let before = sentence.before(name.at);
        let last = before.words().pop().map_or("", |word| word.text);
        office(last) || before.text.ends_with(": ")
    };
    let persons: Vec<Part> = names
        .iter()
        .filter(|name| !employs(name))
        .copied()
        .collect();
    let found = persons.iter().find(titled).or(persons.first());
    found.or(names.first()).copied()
}

/// Returns the persons of a sentence: two to four capitals that are no body.
pub(super) fn persons_in<'a>(reading: &Reading, sentence: Part<'a>) -> Vec<Part<'a>> {
    let runs = name::capital_runs(sentence, reading.rules).into_iter();
    let runs = runs.map(|run| person(reading, run));
    let person = |run: &Part| {
        let owns = run.text.ends_with("'s") || run.text.ends_with("’s");
        let month = |word: &Part| super::date::month(word.text, reading.rules).is_some();
        let title = run.text.contains(" of ")
            || run.words().iter().any(month)
            || reading.rules.kinds.stands_in(*run);
        is_person(*run) && !owns && !title && !name::is_agency(*run, reading.rules)
    };
    runs.filter(person).collect()
}

/// Returns the post behind a name: from the word for it to the end of the clause.
fn post_behind<'a>(reading: &Reading, rest: Part<'a>) -> Option<Part<'a>> {
    let hits = reading.rules.words("post").find(rest);
    let behind_aside = |at: usize| {
        let aside = rest.text.starts_with(',');
        !aside || rest.before(at).text.matches(',').count() >= 2
    };
    let hit = hits.into_iter().find(|hit| behind_aside(hit.range.start))?;
    Some(post_of(reading, rest.from(hit.range.start)))
}

/// Adds whom somebody follows in a post, from any sentence of the item.
pub(super) fn add_replaced(reading: &Reading, sentences: &[Part], event: &mut EventAccount) {
    if event
        .details
        .iter()
        .any(|detail| detail.column == "replaced")
    {
        return;
    }
    let how = How::thought(METHOD).with(event.grounds.modality);
    let clauses = sentences.iter().flat_map(|sentence| {
        let clauses = sentence.text.split(';');
        let clauses = clauses.flat_map(|clause| clause.split(" after "));
        clauses.map(|clause| {
            let at = clause.as_ptr() as usize - sentence.text.as_ptr() as usize;
            sentence.cut(at..at + clause.len())
        })
    });
    for clause in clauses.skip(1) {
        let known = |name: &Part| event.details.iter().any(|detail| detail.value == name.text);
        let leaves = reading.rules.words("departs").stands_in(clause);
        let name = persons_in(reading, clause)
            .into_iter()
            .find(|name| leaves && !known(name));
        if let Some(name) = name {
            return add(reading, event, "replaced", name, how);
        }
    }
    for sentence in sentences {
        let Some(hit) = reading.rules.words("replacing").first(*sentence) else {
            continue;
        };
        let rest = sentence.from(hit.range.end);
        let near = rest.before(rest.at + 60);
        let known = |name: &Part| event.details.iter().any(|detail| detail.value == name.text);
        if let Some(name) = persons_in(reading, near)
            .into_iter()
            .find(|name| !known(name))
        {
            return add(reading, event, "replaced", name, how);
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
    let end = reading.rules.words("post-end").first(part);
    let part = part
        .before(end.map_or(part.range().end, |hit| hit.range.start))
        .trim("");
    let stop = part.text.find([',', ';', '(']).unwrap_or(part.text.len());
    let part = part.cut(0..stop);
    // Of `CEO of chip maker A` the firm is told apart.
    let of = part.text.find(" of ");
    let officer = of.filter(|of| reading.rules.is("officer", &part.text[..*of]));
    part.cut(0..officer.unwrap_or(part.text.len()))
}
