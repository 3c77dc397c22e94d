//! When a notice was issued, and until when it takes comments: from its signature, its header and its foot.

use std::ops::Range;

use super::{
    dates,
    notice::Notice,
    page::{Page, Rule},
};
use crate::{
    extract::rules::Rules,
    fact::{
        KnownDate,
        account::{DateOf, PolicyAccount, PolicyDate},
    },
};

/// How near the end a record of printing stands: `2023年5月8日印发`. Bytes.
const RECORD: usize = 600;

/// Reads the dates of the signature and of the header's fields.
pub(super) fn read_dates(
    page: &Page,
    notice: &Notice,
    own: Range<usize>,
    policy: &mut PolicyAccount,
) {
    let mut add = |of, range: Range<usize>, method: &str| {
        let known = policy.dates.iter().any(|date: &PolicyDate| date.of == of);
        let found = dates::find_dates(page.slice(range.clone()))
            .into_iter()
            .next();
        let date = found.map(|found| {
            (
                found.date,
                range.start + found.range.start..range.start + found.range.end,
            )
        });
        let date = date.or_else(|| iso_date(page, &range));
        if let (false, Some((date, range))) = (known, date) {
            let date = page.said(date, range, &Rule::printed(method));
            policy.dates.push(PolicyDate { of, date });
        }
    };
    if let Some(signature) = &notice.parts.signature {
        add(DateOf::Signed, signature.date.clone(), "signature");
    } else if let Some(line) = last_date_line(page, own) {
        add(DateOf::Signed, line, "date line");
    }
    for field in &notice.fields {
        let of = match field.field {
            "signed" => DateOf::Signed,
            "published" => DateOf::Published,
            "effective" => DateOf::Effective,
            "ends_force" => DateOf::EndsForce,
            _ => continue,
        };
        add(of, field.value.clone(), "header field");
    }
}

/// Returns the last line that is a date and nothing else, as stands under an order that a person signs.
fn last_date_line(page: &Page, own: Range<usize>) -> Option<Range<usize>> {
    let mut end = own.end;
    for line in page.slice(own).rsplit('\n') {
        let range = page.trim(end - line.len()..end);
        end = (end - line.len()).saturating_sub(1);
        let found = dates::find_dates(page.slice(range.clone()));
        if matches!(found.as_slice(), [date] if date.range == (0..range.len())) {
            return Some(range);
        }
    }
    None
}

/// Reads a date in digits, as pages print it in a field: 2023-10-10, 2023/10/10, 2023.10.10 09:30.
fn iso_date(page: &Page, range: &Range<usize>) -> Option<(KnownDate, Range<usize>)> {
    let text = page.slice(range.clone());
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || "-/.".contains(c)))
        .unwrap_or(text.len());
    let parts: Vec<u32> = text[..end]
        .split(['-', '/', '.'])
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let date = format!("{year:04}-{month:02}-{day:02}").parse().ok()?;
    Some((date, range.start..range.start + end))
}

/// Returns the date of the record of printing at the foot of a notice: `2023年5月8日印发`.
pub(super) fn printed_on(page: &Page) -> Option<KnownDate> {
    let mut start = page.words.len().saturating_sub(RECORD);
    while !page.words.is_char_boundary(start) {
        start += 1;
    }
    let foot = page.slice(start..page.words.len());
    let end = foot.rfind("印发")?;
    let found = dates::find_dates(&foot[..end]).pop()?;
    foot[found.range.end..end]
        .trim()
        .is_empty()
        .then_some(found.date)
}

/// Reads until when comments are taken.
pub(super) fn read_deadline(
    page: &Page,
    own: Range<usize>,
    rules: &Rules,
    policy: &mut PolicyAccount,
) {
    let text = page.slice(own.clone());
    for phrase in &rules.official.deadlines {
        for (at, _) in text.match_indices(phrase.as_str()) {
            let from = at + phrase.len();
            let rest = &text[from..];
            let near: String = rest.chars().take(30).collect();
            let Some(found) = dates::find_dates(&near).into_iter().next() else {
                continue;
            };
            let range = own.start + at..own.start + from + found.range.end;
            let date = page.said(found.date, range, &Rule::printed("comment deadline"));
            policy.dates.push(PolicyDate {
                of: DateOf::CommentsUntil,
                date,
            });
            return;
        }
    }
}
