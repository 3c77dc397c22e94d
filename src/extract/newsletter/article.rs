//! The block that names a policy: `Article: TITLE (标题) (Link) Issuing bodies: A, B Date: Month D, YYYY`.

use super::{
    date::{self, Towards},
    list,
    name::Name,
    page::{How, is_chinese},
    part::Part,
    policies::Reading,
    title,
};
use crate::fact::account::{Account, DateOf, PolicyAccount, Warning};

const METHOD: &str = "newsletter/article";

/// What stands behind so many bytes of the block is not read.
const LONGEST: usize = 20_000;

/// The parts of the block.
struct Fields<'a> {
    titles: Part<'a>,
    issuers: Option<Part<'a>>,
    date: Option<Part<'a>>,
}

/// Reads the policy that a block names.
pub(super) fn read(reading: &Reading, block: Part, account: &mut Account) -> PolicyAccount {
    let block = block.before(block.at + LONGEST);
    let fields = fields(reading, block);
    let mut policy = PolicyAccount::default();
    read_titles(reading, fields.titles, &mut policy);
    match fields.issuers {
        Some(issuers) => read_issuers(reading, issuers, &mut policy),
        None => warn(reading, account, block, "an article without issuing bodies"),
    }
    match fields.date {
        Some(words) => read_date(reading, words, &mut policy, account),
        None => warn(reading, account, block, "an article without a date"),
    }
    policy
}

/// Adds a warning about a passage.
pub(super) fn warn(reading: &Reading, account: &mut Account, part: Part, text: &str) {
    let span = reading.page.grounds(part.range(), How::stated(METHOD)).span;
    account.warnings.push(Warning {
        text: text.to_owned(),
        span: Some(span),
    });
}

/// Splits the block at its labels, which end with a colon.
fn fields<'a>(reading: &Reading, block: Part<'a>) -> Fields<'a> {
    let mut marks: Vec<(String, usize, usize)> = Vec::new();
    for hit in reading.rules.labels.find(block) {
        let rest = block.from(hit.range.end).text;
        let colon = rest.len() - rest.trim_start().len();
        let colon = rest[colon..]
            .chars()
            .next()
            .filter(|c| matches!(c, ':' | '：'))
            .map(|c| colon + c.len_utf8());
        let wanted = matches!(hit.item.as_str(), "issuers" | "date");
        if let (Some(colon), true) = (colon, wanted) {
            marks.push((hit.item.clone(), hit.range.start, hit.range.end + colon));
        }
    }
    let field = |label: &str| {
        let at = marks.iter().position(|(name, ..)| name == label)?;
        let end = marks
            .get(at + 1)
            .map_or(block.range().end, |(_, start, _)| *start);
        let part = block.between(marks[at].2, end).trim("");
        (!part.text.is_empty()).then_some(part)
    };
    let titles = marks
        .first()
        .map_or(block.range().end, |(_, start, _)| *start);
    Fields {
        titles: block.before(titles).trim(""),
        issuers: field("issuers"),
        date: field("date"),
    }
}

fn read_titles(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    let chinese = chinese(part);
    let english = part.before(chinese.map_or(part.range().end, |(outer, _)| outer));
    let english = without_link(english);
    if !english.text.is_empty() {
        policy.title_en = Some(reading.page.said_as_printed(english, How::stated(METHOD)));
    }
    if let Some((_, inner)) = chinese {
        read_chinese(reading, inner, policy);
    }
    reading.describe(policy, english, METHOD);
    if let Some((_, inner)) = chinese {
        let kind = policy.kind.as_ref().map(|kind| kind.value.as_str());
        if kind.is_none_or(|kind| kind == "notice" || kind == "other") {
            read_chinese_kind(reading, inner, policy);
        }
        reading.describe(policy, inner, METHOD);
    }
}

/// Leaves out `(Link)` and what is not part of a title at its end.
fn without_link(title: Part) -> Part {
    let mut title = title.trim(",;|");
    loop {
        let small = title.text.to_ascii_lowercase();
        let Some(at) = small.rfind('(').filter(|at| {
            matches!(
                &small[*at..],
                "(link)" | "( link )" | "(link" | "(source)" | "("
            )
        }) else {
            return title.trim("\"“”");
        };
        title = title.cut(0..at).trim(",;|");
    }
}

/// Returns the Chinese title: where its bracket opens, and what stands inside.
fn chinese(part: Part) -> Option<(usize, Part)> {
    let first = part
        .text
        .char_indices()
        .find(|(_, c)| is_chinese(*c) && !"（）【】，、：；".contains(*c))?
        .0;
    let mut depth = 0_usize;
    let mut open = None;
    for (at, c) in part.text[..first].char_indices().rev() {
        match c {
            ')' | '）' => depth += 1,
            '(' | '（' if depth == 0 => {
                open = Some((at, c.len_utf8()));
                break;
            }
            '(' | '（' => depth -= 1,
            _ => {}
        }
    }
    let (outer, inner) = open.map_or((first, first), |(at, length)| (at, at + length));
    let mut depth = 0_usize;
    let mut end = part.text.len();
    for (at, c) in part.text[inner..].char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => {
                end = inner + at;
                break;
            }
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    let title = part.cut(inner..end).trim("");
    let title = if open.is_none() || end == part.text.len() {
        without_link(title)
    } else {
        title
    };
    Some((part.at + outer, title))
}

/// Reads the Chinese title: of a call for comments on `《…》` the text that is called on.
fn read_chinese(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    let inner = part.text.find('《').and_then(|open| {
        let close = part.text.rfind('》').filter(|close| *close > open)?;
        Some(part.cut(open + '《'.len_utf8()..close))
    });
    let all = title::joined(part.text);
    let calls = all.contains("征求") && all.contains("意见");
    let whole = all.starts_with('《') && all.ends_with('》') && all.matches('《').count() == 1;
    let (title, heading) = match inner {
        Some(inner) if whole => (inner, None),
        Some(inner) if calls && all.matches('《').count() == 1 => (inner, Some(all)),
        _ => (part, None),
    };
    let value = title::joined(title.text);
    policy.title = Some(reading.page.said(value, title.range(), How::stated(METHOD)));
    if let Some(heading) = heading {
        let also = reading.detail("also_zh", heading, part.range(), How::stated(METHOD));
        policy.details.push(also);
        reading.add_status(policy, part, METHOD);
    }
}

/// Reads the kind from the end of a Chinese title; of a notice that issues a text, from the text's.
fn read_chinese_kind(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    let notice = part
        .text
        .rfind("的通知")
        .filter(|_| part.text.contains("印发"));
    let part = notice.map_or(part, |at| part.cut(0..at));
    let bare = part
        .text
        .trim_end_matches(|c: char| !is_chinese(c) || "（）》年".contains(c));
    let mut bare = bare;
    // （试行）（征求意见稿） stand behind the kind.
    while let Some((word, _)) = reading
        .rules
        .statuses_zh
        .iter()
        .find(|(word, _)| bare.ends_with(word.as_str()))
    {
        bare = bare[..bare.len() - word.len()].trim_end_matches(['(', '（', '》', ')', '）', ' ']);
    }
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "-—–年(（)） 》".contains(c));
    if let Some((word, kind)) = reading
        .rules
        .kinds_zh
        .iter()
        .find(|(word, _)| bare.ends_with(word.as_str()))
    {
        let range = part.cut(bare.len() - word.len()..bare.len()).range();
        policy.kind = Some(reading.page.said(kind.clone(), range, How::stated(METHOD)));
    }
}

fn read_issuers(reading: &Reading, part: Part, policy: &mut PolicyAccount) {
    for item in list::list(part, reading.rules) {
        if reading.rules.words("others").stands_in(item)
            || reading.rules.is("list-of-issuers-end", item.text)
        {
            continue;
        }
        let name = Name::of(item).name;
        if !name.text.is_empty() {
            policy
                .issuers
                .push(reading.page.said_as_printed(name, How::stated(METHOD)));
        }
    }
}

fn read_date(reading: &Reading, part: Part, policy: &mut PolicyAccount, account: &mut Account) {
    let found = date::dates(part, reading.rules, reading.calendar)
        .into_iter()
        .next();
    let before = policy.dates.len();
    if let Some(found) = found {
        reading.add_date(policy, Some(DateOf::Published), &found, Towards::Past);
    }
    if policy.dates.len() == before {
        let shown: String = part.text.chars().take(40).collect();
        warn(
            reading,
            account,
            part,
            &format!("no date in `{shown}`: expected month, day and year"),
        );
    }
}
