//! From when a document is in force: 本法自2025年1月1日起施行, or 自公布之日起施行 where that date is printed.

use std::ops::Range;

use super::{
    dates,
    page::{Page, Rule},
};
use crate::fact::{
    KnownDate,
    account::{DateOf, PolicyAccount, PolicyDate},
};

/// How many bytes of a clause are looked at: from 自 to 施行.
const REACH: usize = 120;

/// What a commencement clause says.
enum Begins {
    /// On a date.
    On(dates::Found),
    /// On the day that this happened.
    With(DateOf),
}

/// Reads the date from which the document is in force, from the last commencement clause of a stretch.
///
/// A date of publication or adoption stands for 自公布之日 only where the document prints it; `printed` is the day on
/// which it was printed, for 自印发之日.
pub(super) fn read_effective(
    page: &Page,
    within: Range<usize>,
    printed: Option<KnownDate>,
    rules: &Commencement,
    policy: &mut PolicyAccount,
) {
    let Some((range, begins)) = find_clause(page, within, rules) else {
        return;
    };
    let (date, rule) = match begins {
        Begins::On(found) => (found.date, Rule::printed("commencement")),
        Begins::With(of) => {
            let printed = printed.filter(|_| of == DateOf::Signed);
            match printed.or_else(|| policy.date(of)) {
                Some(date) => (date, Rule::printed("commencement by reference")),
                None => return,
            }
        }
    };
    policy.dates.retain(|known| known.of != DateOf::Effective);
    let date = page.said(date, range, &rule);
    policy.dates.push(PolicyDate {
        of: DateOf::Effective,
        date,
    });
}

/// The wording of commencement, from `commencement.csv`.
#[derive(Clone, Debug, Default)]
pub(super) struct Commencement {
    /// 施行, 实施, 生效 …
    pub(super) verbs: Vec<String>,
    /// 有效期, 试行期 …
    pub(super) lasts: Vec<String>,
    /// 有效期至, 执行至 …
    pub(super) until: Vec<String>,
    /// 公布, 发布, 通过 … and what is dated so.
    pub(super) days: Vec<(String, DateOf)>,
    /// Words of a sentence that tells of the document's own force.
    pub(super) own: Vec<String>,
}

/// Finds the last clause by which the document itself comes into force.
fn find_clause(
    page: &Page,
    body: Range<usize>,
    rules: &Commencement,
) -> Option<(Range<usize>, Begins)> {
    let text = page.slice(body.clone());
    let mut weaker = None;
    for (at, _) in text.rmatch_indices('起') {
        let Some((range, begins)) = clause_round(text, at, rules) else {
            continue;
        };
        let own = says_of_itself(&text[..range.start]);
        let range = body.start + range.start..body.start + range.end;
        if own {
            return Some((range, begins));
        }
        weaker = weaker.or(Some((range, begins)));
    }
    // A clause without its subject stands for the document only near its end.
    weaker.filter(|(range, _)| body.end - range.end < 600)
}

/// Reads the clause 自…起施行 round a 起.
fn clause_round(text: &str, at: usize, rules: &Commencement) -> Option<(Range<usize>, Begins)> {
    let after = text[at + '起'.len_utf8()..].trim_start();
    let verb = rules
        .verbs
        .iter()
        .find(|verb| after.starts_with(verb.as_str()))?;
    let end = text.len() - after.len() + verb.len();
    // 2006年1月1日起施行的《…》 tells of another document.
    if text[end..].starts_with('的') {
        return None;
    }
    let mut reach = at.saturating_sub(REACH);
    while !text.is_char_boundary(reach) {
        reach += 1;
    }
    let start = reach + text[reach..at].rfind(['自', '从', '于'])?;
    let when = &text[start..at];
    if let Some(found) = dates::find_dates(when).pop() {
        let tail = when[found.range.end..].trim();
        return (tail.is_empty() || tail == "零时" || tail == "0时")
            .then_some((start..end, Begins::On(found)));
    }
    let day = when.trim_end().strip_suffix("之日")?;
    let (_, of) = rules
        .days
        .iter()
        .find(|(word, _)| day.ends_with(word.as_str()))?;
    Some((start..end, Begins::With(*of)))
}

/// Says whether the words before a clause name the document as its subject: 本条例, 本法, or nothing but an article's number.
fn says_of_itself(before: &str) -> bool {
    let tail: String = before
        .chars()
        .rev()
        .take(100)
        .take_while(|c| !"。；;\n".contains(*c))
        .collect();
    let subject: String = tail.chars().rev().collect();
    let subject = subject.trim();
    let head = subject.rsplit(['　', ' ', '、']).next().unwrap_or(subject);
    head.starts_with('本') || (subject.starts_with('本') && subject.chars().count() < 40)
}
