//! Lists of names: `A, B and C`, where names hold `and` themselves.
//!
//! Takes the words of a list or a subject, gives its names one by one.

use super::{
    cues::Rules,
    name::{self, Name},
    part::Part,
};

/// A list of names is no longer, in bytes.
const LONGEST_LIST: usize = 4000;

/// Returns the parts of a list: `A, B and C`, where names hold `and` themselves.
pub(super) fn list<'a>(part: Part<'a>, rules: &Rules) -> Vec<Part<'a>> {
    let part = part.before(part.at + LONGEST_LIST);
    let mut items = Vec::new();
    for piece in split(part, &[",", ";", "、", "，", "；", "/"]) {
        let piece = piece.trim(".");
        let piece = piece.text.strip_prefix("and ").map_or(piece, |rest| {
            piece.from(piece.at + piece.text.len() - rest.len())
        });
        split_at_and(piece.trim(""), rules, &mut items);
    }
    items.retain(|item| !item.text.is_empty());
    items
}

/// Returns the bodies that a subject names, each with whether it is surely one: `Six agencies including MIIT and MOF`.
pub(super) fn bodies<'a>(subject: Part<'a>, rules: &Rules) -> Vec<(Part<'a>, bool)> {
    let lead = rules.words("lead").first(subject).map(|hit| hit.range.end);
    let some = rules.words("hyper").first(subject).map(|hit| hit.range.end);
    let subject = subject.from(lead.or(some).unwrap_or(subject.at));
    let mut bodies = Vec::new();
    for item in list(subject, rules) {
        let with = rules.words("together-with").start(item);
        let item = with.map_or(item, |hit| item.from(hit.range.end).trim(""));
        let name = name::without_home(Name::of(item).name, rules);
        let counted = name
            .words()
            .first()
            .is_some_and(|word| rules.number(word.text).is_some());
        let empty = rules.is("article", &name.text.to_lowercase());
        if counted || empty || name.words().len() > 12 || !name.text.starts_with(char::is_uppercase)
        {
            continue;
        }
        bodies.push((
            name,
            name::is_agency(name, rules) || name::is_short_form(name.text),
        ));
    }
    bodies
}

/// Splits at the marks that stand outside brackets.
fn split<'a>(part: Part<'a>, marks: &[&str]) -> Vec<Part<'a>> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in part.text.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 && marks.iter().any(|mark| mark.chars().eq([c])) => {
                pieces.push(part.cut(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(part.cut(start..part.text.len()));
    pieces
}

/// Splits `MIIT and the Ministry of Commerce`, and leaves `Ministry of Industry and Information Technology` whole.
fn split_at_and<'a>(part: Part<'a>, rules: &Rules, items: &mut Vec<Part<'a>>) {
    let mut rest = part;
    for (at, mark) in part
        .text
        .match_indices(" and ")
        .chain(part.text.match_indices(" & "))
    {
        let (left, right) = (
            rest.before(part.at + at),
            part.from(part.at + at + mark.len()),
        );
        if left.text.is_empty() || !ends_name(left, rules) || !begins_name(right, rules) {
            continue;
        }
        items.push(left.trim(""));
        rest = right;
    }
    items.push(rest.trim(""));
}

/// Says whether a list's item can end here.
fn ends_name(left: Part, rules: &Rules) -> bool {
    let one = name::without_article(left.trim("")).words().len() == 1;
    let opens = left.text.matches('(').count() > left.text.matches(')').count();
    !opens && (one || left.text.ends_with(')') || name::is_agency(left, rules))
}

/// Says whether a list's item can begin here: with a short form, an article, or a word that names of bodies begin with.
fn begins_name(right: Part, rules: &Rules) -> bool {
    let right_words = right.words();
    let Some(first) = right_words.first() else {
        return false;
    };
    let starts = rules
        .words("agency-start")
        .start(name::without_article(right));
    let whole = right_words.iter().take(8).copied().collect::<Vec<_>>();
    let agency = !rules.words("agency").find_in(&whole, right).is_empty();
    let number =
        rules.number(first.text).is_some() || first.text.bytes().all(|b| b.is_ascii_digit());
    name::is_short_form(first.text)
        || number
        || right.text.starts_with("the ")
        || (starts.is_some() && agency)
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    fn part(text: &str) -> Part<'_> {
        Part { at: 0, text }
    }

    #[test]
    fn a_list_of_issuers_is_split_between_names_and_not_inside_them() {
        let rules = shipped();
        for (text, items) in [
            (
                "MIIT, CAC, PBoC and NHC",
                vec!["MIIT", "CAC", "PBoC", "NHC"],
            ),
            ("State Council and MIIT", vec!["State Council", "MIIT"]),
            (
                "Ministry of Industry and Information Technology",
                vec!["Ministry of Industry and Information Technology"],
            ),
            (
                "Ministry of Finance and State Taxation Administration",
                vec!["Ministry of Finance", "State Taxation Administration"],
            ),
            (
                "National Development and Reform Commission, and National Energy Administration",
                vec![
                    "National Development and Reform Commission",
                    "National Energy Administration",
                ],
            ),
            ("MIIT", vec!["MIIT"]),
        ] {
            let found: Vec<&str> = list(part(text), &rules)
                .iter()
                .map(|item| item.text)
                .collect();
            assert_eq!(found, items);
        }
    }
}
