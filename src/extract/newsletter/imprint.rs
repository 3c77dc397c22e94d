//! What a newsletter says of itself: its title, when it appeared, of which time it reports, who wrote it.

use std::ops::Range;

use super::{
    cues::Rules,
    date::{self, Calendar, FoundDate, Towards},
    layout::BlockKind,
    page::{How, Page},
    part::Part,
    policies::Reading,
};
use crate::fact::{
    KnownDate, Modality,
    account::{Account, Detail},
};

const METHOD: &str = "newsletter/imprint";

/// The line with title, date and reporting period, as far as it is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Imprint<'a> {
    title: Option<Part<'a>>,
    date: Option<FoundDate>,
    period: Option<[FoundDate; 2]>,
}

impl<'a> Imprint<'a> {
    /// Finds it: the block with the reporting period, else one that says the title and a date.
    pub fn find(page: &'a Page, rules: &Rules) -> Self {
        let front = page.blocks.first().map(|block| page.part(block));
        let block = page
            .blocks
            .iter()
            .find(|block| block.kind == BlockKind::Period);
        let mut imprint =
            block.map_or_else(Self::default, |block| Self::read(page.part(block), rules));
        if imprint.date.is_none() {
            imprint.date = dated(page, front, rules);
        }
        imprint.title = imprint.title.or_else(|| before_date(front?, rules));
        imprint
    }

    fn read(part: Part<'a>, rules: &Rules) -> Self {
        let label = rules
            .labels
            .find(part)
            .into_iter()
            .find(|hit| hit.item == "period");
        let (from, to) = label.map_or((part.range().end, part.range().end), |hit| {
            (hit.range.start, hit.range.end)
        });
        let none = Calendar::default();
        let mut period = date::dates(part.from(to), rules, &none).into_iter();
        let head = part.before(from).trim("(|,–-");
        let date = date::dates(head, rules, &none)
            .into_iter()
            .find(|date| date.printed.month.is_some());
        Self {
            title: before_date(head, rules),
            date,
            period: period.next().and_then(|from| Some([from, period.next()?])),
        }
    }

    /// Returns the calendar by which years are filled in.
    pub fn calendar(&self) -> Calendar {
        let to = self
            .period
            .as_ref()
            .map(|[_, to]| to.printed)
            .filter(|to| to.year.is_some());
        Calendar::new(self.date.as_ref().map(|date| date.printed).or(to))
    }

    /// Returns the first and last day that the newsletter reports of.
    pub fn period(&self, calendar: &Calendar) -> Option<[(KnownDate, Range<usize>, bool); 2]> {
        let [from, to] = self.period.as_ref()?;
        let (end, implied) = calendar.resolve(to.printed, Towards::Past)?;
        let mut first = from.printed;
        if first.year.is_none() && to.printed.year.is_some() {
            // `December 12 – January 16, 2024` begins in the year before.
            let back = i32::from(first.month > to.printed.month);
            first.year = to.printed.year.map(|year| year - back);
        }
        let (start, implied_start) = calendar.resolve(first, Towards::Past)?;
        let implied_start = implied_start || from.printed.year.is_none();
        Some([
            (start, from.range.clone(), implied_start),
            (end, to.range.clone(), implied),
        ])
    }
}

/// Returns the title that stands before a date, or all where there is none.
fn before_date<'a>(part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let date = date::dates(part, rules, &Calendar::default())
        .into_iter()
        .find(|date| date.printed.month.is_some());
    let title = part
        .before(date.map_or(part.range().end, |date| date.range.start))
        .trim("|,–-:(");
    (!title.text.is_empty() && title.text.len() <= 200).then_some(title)
}

/// Returns the date of the first short block that begins with the title and has one, else of one of the first blocks.
fn dated(page: &Page, front: Option<Part>, rules: &Rules) -> Option<FoundDate> {
    let title = before_date(front?, rules)?.text;
    let full = |part: Part| {
        let found = date::dates(part, rules, &Calendar::default()).into_iter();
        found
            .into_iter()
            .find(|date| date.printed.month.is_some() && date.printed.year.is_some())
    };
    let parts = || {
        page.blocks
            .iter()
            .map(|block| page.part(block))
            .filter(|part| part.text.len() <= 200)
    };
    let titled = parts()
        .filter(|part| part.text.starts_with(title))
        .find_map(full);
    titled.or_else(|| parts().take(5).find_map(full))
}

/// Writes what the newsletter says of itself into its account.
pub(super) fn read(reading: &Reading, imprint: &Imprint, account: &mut Account) {
    account.title = imprint
        .title
        .map(|title| reading.page.said_as_printed(title, How::stated(METHOD)));
    let calendar = reading.calendar;
    match imprint
        .date
        .as_ref()
        .map(|date| (date, calendar.resolve(date.printed, Towards::Past)))
    {
        Some((found, Some((date, _)))) => {
            let detail = reading.detail(
                "published",
                date.to_string(),
                found.range.clone(),
                How::stated(METHOD),
            );
            account.details.push(detail);
        }
        _ => warn(
            account,
            "the date of the issue was not found: expected it beside the title or the reporting period",
        ),
    }
    let Some(period) = imprint.period(calendar) else {
        return warn(
            account,
            "no reporting period: expected two dates behind `Reporting period`",
        );
    };
    for (column, (date, range, implied)) in
        ["reporting_from", "reporting_to"].into_iter().zip(period)
    {
        let how = if implied {
            inferred()
        } else {
            How::stated(METHOD)
        };
        account
            .details
            .push(reading.detail(column, date.to_string(), range, how));
    }
}

fn inferred() -> How {
    How {
        tenths: 7,
        ..How::stated(METHOD).with(Modality::Inferred)
    }
}

fn warn(account: &mut Account, text: &str) {
    account.warnings.push(crate::fact::account::Warning {
        text: text.to_owned(),
        span: None,
    });
}

/// Reads the lists of authors and editors and the publisher.
pub(super) fn read_people(reading: &Reading, account: &mut Account) {
    let mut waiting: Option<Part> = None;
    let mut kind = BlockKind::Other;
    for block in &reading.page.blocks {
        let column = match block.kind {
            BlockKind::Author => "author",
            BlockKind::Editor => "editor",
            BlockKind::Publisher => {
                if kind != BlockKind::Publisher {
                    account
                        .details
                        .push(publisher(reading, reading.page.part(block)));
                }
                kind = block.kind;
                continue;
            }
            _ => continue,
        };
        kind = block.kind;
        let part = reading.page.part(block);
        let name = match person(part, reading.rules) {
            Person::Named(name) => Some(name),
            Person::Role => waiting.take(),
            Person::Name(name) => {
                waiting = Some(name);
                None
            }
            Person::None => None,
        };
        if let Some(name) = name {
            let detail = reading.detail(
                column,
                name.text.to_owned(),
                name.range(),
                How::stated(METHOD),
            );
            account.details.push(detail);
        }
    }
}

enum Person<'a> {
    /// A name and a role behind it.
    Named(Part<'a>),
    /// A name whose role may follow.
    Name(Part<'a>),
    /// A role alone.
    Role,
    None,
}

fn person<'a>(part: Part<'a>, rules: &Rules) -> Person<'a> {
    let role = rules.words("role").first(part).map(|hit| hit.range.start);
    let comma = part.text.find([',', '|', ':', '(']).map(|at| part.at + at);
    let end = role
        .into_iter()
        .chain(comma)
        .min()
        .unwrap_or(part.range().end);
    let name = part.before(end).trim(",|:–-(");
    let words = name.words();
    let capitals = words
        .iter()
        .filter(|word| super::name::is_capital(word.text))
        .count();
    let is_name =
        (2..=5).contains(&words.len()) && capitals >= 2 && !name.text.contains(['@', '.']);
    match (is_name, role.is_some() || comma.is_some()) {
        (true, true) => Person::Named(name),
        (true, false) => Person::Name(name),
        (false, true) if words.is_empty() => Person::Role,
        _ => Person::None,
    }
}

/// Reads `SHORT | Full Name` as `Full Name (SHORT)`, and any other line as it stands.
fn publisher(reading: &Reading, part: Part) -> Detail {
    let (value, how) = match part.text.split_once('|') {
        Some((short, full)) => (
            format!("{} ({})", full.trim(), short.trim()),
            How::thought(METHOD),
        ),
        None => (part.text.to_owned(), How::stated(METHOD)),
    };
    reading.detail("publisher", value, part.range(), how)
}

/// Says whether a date lies outside the reporting period; a less exact date is outside only as a whole.
pub(super) fn is_outside(date: KnownDate, period: &[(KnownDate, Range<usize>, bool); 2]) -> bool {
    let [from, to] = [&period[0].0, &period[1].0].map(ToString::to_string);
    let date = date.to_string();
    let length = date.len();
    let cut = |text: &str| text.get(..length.min(text.len())).unwrap_or("").to_owned();
    date < cut(&from) || date > cut(&to)
}
