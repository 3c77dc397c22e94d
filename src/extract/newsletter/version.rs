//! Earlier versions of a policy that a sentence puts it to: `the 2019 edition`, `that of December 2023`, `a draft`.
//!
//! They seldom bear a title of their own, so that of the policy is given, with
//! the year of the edition that is meant. Which relation it is, the cue says.

use super::{
    cue::RelationCue,
    date,
    part::Part,
    phrases::Found,
    policies::{Policies, Reading},
    relation::{self, Hit},
    title::Cited,
};

/// Puts the subject to an earlier version of itself.
pub(super) fn relate(
    reading: &Reading,
    hit: &Hit,
    subject: usize,
    item: &Cited,
    policies: &mut Policies,
) {
    policies.take(item.title);
    let title = title(reading, item, &policies.title_of(subject));
    let cue = Found {
        range: hit.cue.range.clone(),
        item: &final_version(hit.cue.item, item),
    };
    let hit = Hit { cue: &cue, ..*hit };
    let range = hit.cue.range.start..item.title.range().end;
    relation::relate(
        reading,
        &hit,
        subject,
        (&title, Some(item)),
        range,
        policies,
    );
}

/// What has to do with its own draft is the final version of it.
fn final_version(cue: &RelationCue, item: &Cited) -> RelationCue {
    let mut cue = cue.clone();
    if item.title.text.starts_with("draft") {
        cue.relation = "finalizes";
    }
    cue
}

/// Returns the title of an earlier version: that of the policy itself; `those of 2021` as printed.
fn title(reading: &Reading, item: &Cited, own: &str) -> String {
    let words = item.title.text;
    if words.starts_with("those") || words.starts_with("that ") {
        return words.to_owned();
    }
    let year = item
        .dates
        .first()
        .and_then(|(_, found)| found.printed.year);
    let mut title = own.to_owned();
    while let Some(earlier) = without_status(reading, &title, year) {
        title = earlier;
    }
    without_renewal(reading, &title).to_owned()
}

/// Leaves out `(Revised)`, `(Draft for Comments)` and `(2024 Edition)` at the end, which an earlier version does not
/// bear; of an edition the year that is meant stands there.
fn without_status(reading: &Reading, title: &str, year: Option<i32>) -> Option<String> {
    let open = title.rfind(" (").filter(|_| title.ends_with(')'))?;
    let inside = Part {
        at: 0,
        text: &title[open + 2..title.len() - 1],
    };
    let rules = reading.rules;
    let bare = title[..open].to_owned();
    if rules.statuses.stands_in(inside) || rules.words("revised").stands_in(inside) {
        return Some(bare);
    }
    let words = inside.words();
    let printed = words.iter().find_map(|word| date::year(word.text))?;
    let edition = rules.words("version").stands_in(inside);
    match year {
        _ if !edition || year == Some(printed) => None,
        Some(year) => Some(format!(
            "{bare} ({})",
            inside.text.replacen(&printed.to_string(), &year.to_string(), 1)
        )),
        None => Some(bare),
    }
}

/// Leaves out `revised` and its like at the beginning.
fn without_renewal<'a>(reading: &Reading, title: &'a str) -> &'a str {
    let first = title.split(' ').next().unwrap_or("");
    let renewed = reading.rules.is("renewed", first);
    title
        .strip_prefix(first)
        .filter(|_| renewed)
        .map_or(title, str::trim_start)
}
