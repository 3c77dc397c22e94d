//! Until when a document is in force: 有效期至2028年12月31日, or 有效期五年 from a day that is printed.

use std::{iter, ops::Range};

use super::{
    cue::{clip_end, clip_start},
    dates,
    force::Commencement,
    page::{Page, Rule},
    wording::{begins, ends, holds},
};
use crate::fact::{
    KnownDate,
    account::{DateOf, PolicyAccount, PolicyDate, Said, Warning},
    numeral::{is_numeral, parse_numeral},
};

/// So many bytes after a word are looked at for a date or a period.
const REACH: usize = 120;
/// So far before a period its sentence is looked at: bytes.
const LONGEST_SENTENCE: usize = 900;
/// The end of a document, where it tells of its own force: bytes.
const TAIL: usize = 3_000;
/// So many places of a word are looked at, from the end: a document tells of its own force near its end.
const MOST: usize = 20;

/// Reads until when the document is in force: a date where one is printed, else the first day after a period that
/// begins with the commencement. A period from a day that is not printed gives a warning with its words.
pub(super) fn read_end(
    page: &Page,
    within: Range<usize>,
    rules: &Commencement,
    policy: &mut PolicyAccount,
) -> Option<Warning> {
    if policy.date(DateOf::EndsForce).is_some() {
        return None;
    }
    if let Some((first, last)) = printed_end(page, &within, rules) {
        if let Some(date) = first.filter(|_| policy.date(DateOf::Effective).is_none()) {
            let of = DateOf::Effective;
            policy.dates.push(PolicyDate { of, date });
        }
        policy.dates.push(ends_force(last));
        return None;
    }
    let (range, months) = find_period(page, &within, rules)?;
    let begins = policy.date(DateOf::Effective);
    if let Some(day) = begins.and_then(|begins| later(begins, months)) {
        let rule = Rule::inferred("period of force");
        policy.dates.push(ends_force(page.said(day, range, &rule)));
        return None;
    }
    let words = page.slice(range.clone());
    Some(Warning {
        text: format!("`{words}` from a day that is not printed: no end of force is told"),
        span: Some(page.span(range)),
    })
}

const fn ends_force(date: Said<KnownDate>) -> PolicyDate {
    let of = DateOf::EndsForce;
    PolicyDate { of, date }
}

/// Reads 有效期至2028年12月31日 and 执行期限为2024年1月1日至2027年12月31日, the last of them.
fn printed_end(
    page: &Page,
    within: &Range<usize>,
    rules: &Commencement,
) -> Option<(Option<Said<KnownDate>>, Said<KnownDate>)> {
    let text = page.slice(within.clone());
    let found = |at: usize, word: &str, lasts: bool| {
        let near = clip_end(&text[at + word.len()..], REACH);
        let (dates, end) = date_after(near, lasts)?;
        let own = holds(sentence_before(text, at), &rules.own);
        own.then_some((at, at + word.len() + end, dates))
    };
    let until = rules.until.iter().filter_map(|word| {
        let mut last = text.rmatch_indices(word.as_str()).take(MOST);
        last.find_map(|(at, word)| found(at, word, false))
    });
    let periods = places_of_periods(text, rules).into_iter();
    let dated = until.chain(periods.filter_map(|(at, word)| found(at, word, true)));
    let (at, end, (first, last)) = dated.max_by_key(|(at, end, _)| (*at, *end))?;
    let range = within.start + at..within.start + end;
    let rule = Rule::printed("end of force");
    let first = first.map(|date| page.said(date, range.clone(), &rule));
    Some((first, page.said(last, range, &rule)))
}

/// The day of the end, and that of the commencement where both stand together.
type Days = (Option<KnownDate>, KnownDate);

/// Reads the date that follows at once, or two: 为2024年1月1日至2027年12月31日; gives how far they reach.
fn date_after(near: &str, second: bool) -> Option<(Days, usize)> {
    let found = dates::find_dates(near);
    let first = found.first()?;
    let before = near[..first.range.start].trim();
    if !second {
        return before
            .is_empty()
            .then_some(((None, first.date), first.range.end));
    }
    let last = found.get(1)?;
    let between = near[first.range.end..last.range.start].trim();
    let joined = matches!(between, "至" | "起至" | "—" | "－" | "-");
    let begins = matches!(before, "" | "为" | "自" | "从" | "为自" | "是");
    (joined && begins).then_some(((Some(first.date), last.date), last.range.end))
}

/// Returns the words before a place that are of its sentence: they say whether a period is one of the document itself.
fn sentence_before(text: &str, at: usize) -> &str {
    let before = clip_start(&text[..at], LONGEST_SENTENCE);
    &before[before.rfind(['。', '\n']).unwrap_or(0)..]
}

/// Returns where words for a period stand: near the end, and in the sentences by which something comes into force.
fn places_of_periods<'a>(text: &str, rules: &'a Commencement) -> Vec<(usize, &'a str)> {
    let tail = text.len() - clip_start(text, TAIL).len();
    let begins = text.rmatch_indices('起').filter_map(|(at, mark)| {
        let after = text[at + mark.len()..].trim_start();
        begins(after, &rules.verbs).then_some(())?;
        let end = after.find(['。', '\n']).unwrap_or(after.len());
        let start = text.len() - after.len();
        Some(start..start + end)
    });
    let sentences = begins.take(MOST).filter(|range| range.start < tail);
    let stretches: Vec<Range<usize>> = sentences.chain(iter::once(tail..text.len())).collect();
    let of_word = |word: &'a String| {
        let within = stretches.iter().flat_map(move |stretch| {
            let found = text[stretch.clone()].match_indices(word.as_str());
            found.map(|(at, _)| (stretch.start + at, word.as_str()))
        });
        within.collect::<Vec<_>>()
    };
    rules.lasts.iter().flat_map(of_word).collect()
}

/// Finds the last period of the document's own force, in months: 起施行，有效期五年; 本办法试行期为一年.
fn find_period(
    page: &Page,
    within: &Range<usize>,
    rules: &Commencement,
) -> Option<(Range<usize>, u32)> {
    let text = page.slice(within.clone());
    let own: Vec<String> = rules
        .own
        .iter()
        .filter(|word| word.starts_with('本'))
        .cloned()
        .collect();
    let says = |sentence: &str| {
        let commences = |verb: &String| sentence.contains(&format!("起{verb}"));
        rules.verbs.iter().any(commences) || ends(sentence.trim_end(), &own)
    };
    let periods = places_of_periods(text, rules).into_iter();
    let last = periods.filter_map(|(at, word)| {
        let (months, end) = period_after(&text[at + word.len()..])?;
        says(sentence_before(text, at)).then_some((at, at + word.len() + end, months))
    });
    let (at, end, months) = last.max_by_key(|(at, end, _)| (*end, usize::MAX - at))?;
    Some((within.start + at..within.start + end, months))
}

/// Reads 五年, 为5年, 六个月 and how far it reaches; nothing may follow but the end of a clause.
fn period_after(text: &str) -> Option<(u32, usize)> {
    let bare = text.trim_start_matches(['为', '是', ' ', '：']);
    let digits = bare.find(|c| !is_numeral(c))?;
    let number = u32::try_from(parse_numeral(&bare[..digits])?).ok()?;
    let unit = bare[digits..].trim_start();
    let units = [("年", 12), ("个月", 1)];
    let (word, months) = units.iter().find(|(word, _)| unit.starts_with(word))?;
    let rest = &unit[word.len()..];
    let bounded = rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '\n', '（', ',']);
    let fits = bounded && (1..=600).contains(&number);
    fits.then_some((number * months, text.len() - rest.len()))
}

/// Returns the day so many months after a day; a day that the month lacks is the first of the next.
fn later(day: KnownDate, months: u32) -> Option<KnownDate> {
    let printed = day.to_string();
    let mut parts = printed.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let count = year * 12 + (month - 1) + months;
    let date = |count: u32, day: u32| {
        let date = format!("{:04}-{:02}-{day:02}", count / 12, count % 12 + 1);
        date.parse().ok()
    };
    date(count, day).or_else(|| date(count + 1, 1))
}

#[cfg(test)]
mod tests {
    use super::{super::force::read_effective, *};
    use crate::source::Text;

    /// The words of `commencement.csv` that these tests need.
    fn rules() -> Commencement {
        Commencement {
            verbs: vec!["施行".to_owned(), "实施".to_owned()],
            lasts: vec![
                "有效期".to_owned(),
                "试行期".to_owned(),
                "执行期限".to_owned(),
            ],
            until: vec!["有效期至".to_owned(), "执行至".to_owned()],
            days: Vec::new(),
            own: vec!["施行".to_owned(), "执行".to_owned(), "本公告".to_owned()],
        }
    }

    #[test]
    fn commencement_and_end_are_those_of_the_document_itself() {
        for (words, begins, ends) in [
            (
                "本办法自2024年1月1日起施行，有效期至2027年12月31日。",
                "2024-01-01",
                "2027-12-31",
            ),
            ("2006年1月1日起实施的《旧条例》同时废止。", "", ""),
            ("本公告执行至2027年12月31日。", "", "2027-12-31"),
            ("许可证有效期至2027年12月31日。", "", ""),
            (
                "本规定自2025年1月1日起施行，有效期5年。",
                "2025-01-01",
                "2030-01-01",
            ),
            (
                "本规定自2024年2月29日起施行，试行期为一年。",
                "2024-02-29",
                "2025-03-01",
            ),
            (
                "本规定自2024年11月1日起实施，有效期六个月，由某部解释。",
                "2024-11-01",
                "2025-05-01",
            ),
            ("本规定自发布之日起施行，有效期五年。", "", ""),
            ("本办法自2024年1月起施行，有效期五年。", "2024-01", ""),
            (
                "许可证有效期5年。本办法自2024年1月1日起施行。",
                "2024-01-01",
                "",
            ),
            (
                "本公告执行期限为2024年1月1日至2027年12月31日。",
                "2024-01-01",
                "2027-12-31",
            ),
            (
                "自2024年1月1日起施行，档案有效期5年备查。",
                "2024-01-01",
                "",
            ),
        ] {
            let text = Text::plain(words.to_owned());
            let page = Page::new(&text);
            let mut policy = PolicyAccount::default();
            read_effective(&page, 0..words.len(), None, &rules(), &mut policy);
            let _ = read_end(&page, 0..words.len(), &rules(), &mut policy);
            let date = |of| {
                policy
                    .date(of)
                    .map(|date| date.to_string())
                    .unwrap_or_default()
            };
            assert_eq!(date(DateOf::Effective), begins, "{words}");
            assert_eq!(date(DateOf::EndsForce), ends, "{words}");
        }
    }

    #[test]
    fn a_period_whose_first_day_is_not_printed_is_told_in_its_words() {
        let words = "本规定自发布之日起施行，有效期五年。";
        let text = Text::plain(words.to_owned());
        let page = Page::new(&text);
        let mut policy = PolicyAccount::default();
        let warning = read_end(&page, 0..words.len(), &rules(), &mut policy).unwrap();
        let said = "`有效期五年` from a day that is not printed: no end of force is told";
        assert_eq!(warning.text, said);
        assert!(policy.dates.is_empty());
    }
}
