//! A notice, opinion, announcement or order, and the text that it issues.
//!
//! A notice that issues a text (关于印发《…》的通知) gives two policies: the
//! notice, and the text with what the text says.

use std::ops::Range;

use super::{
    cue::clip_end,
    force,
    issuance::{
        issued_policy, printed_on, read_adopted, read_dates, read_deadline, read_issuers,
        read_kind, title_of,
    },
    marks::find_titles,
    page::{Page, Rule, closed_up},
    relations,
    title::kind_of,
    top::{Top, read_top},
    wording::{begins, ends, holds},
};
use crate::{
    extract::{
        bodies::Signature,
        header_fields::{HeaderField, fields},
        rules::Rules,
    },
    fact::account::{Account, PolicyAccount, RelationAccount},
    source::Given,
    vocab,
};

/// What a notice is made of, in bytes of the words.
pub(super) struct Notice<'a> {
    pub(super) top: Top,
    pub(super) fields: Vec<HeaderField<'a>>,
    pub(super) signature: Option<Signature>,
    /// The text that it issues.
    issued: Option<Issued>,
    /// Where the notice's own text ends.
    end: usize,
}

/// A text that a notice issues.
pub(super) struct Issued {
    /// Its title where the notice names it, or where it stands over the text.
    pub(super) title: Range<usize>,
    /// The text, its title included; empty where it is not there.
    pub(super) body: Range<usize>,
}

/// Finds the parts of a notice; `None` where the document has nothing of a notice.
pub(super) fn find_notice<'a>(page: &Page, given: &Given, rules: &'a Rules) -> Option<Notice<'a>> {
    let fields = fields(given, &rules.header_fields);
    let top = read_top(page, &fields, &rules.official);
    let title = closed_up(page.slice(top.title.clone()));
    let of_kind = |kind: &str| {
        rules
            .official
            .wording
            .notice_kinds
            .iter()
            .any(|one| one == kind)
    };
    let titled = kind_of(&title, &rules.official).is_some_and(|(kind, _)| of_kind(kind));
    let named = issued_title(page, &top.title, rules).or_else(|| promulgated(page, &top, rules));
    let (signature, issued, end) = parts(page, &top, named, rules);
    let notice = titled || signature.is_some() || !top.numbers.is_empty() || !fields.is_empty();
    notice.then_some(Notice {
        top,
        fields,
        signature,
        issued,
        end,
    })
}

/// Finds the signature, the issued text and the end of the notice's own text.
fn parts(
    page: &Page,
    top: &Top,
    named: Option<Range<usize>>,
    rules: &Rules,
) -> (Option<Signature>, Option<Issued>, usize) {
    let whole = top.end..page.words.len();
    let Some(named) = named else {
        return (
            rules.bodies.read_signature(page.words, whole.clone()),
            None,
            whole.end,
        );
    };
    let body = attached(page, top.end, &named, rules);
    let own = top.end..body.as_ref().map_or(whole.end, |body| body.start);
    let signature = rules.bodies.read_signature(page.words, own.clone());
    let issued = match body {
        Some(body) => Issued { title: named, body },
        None => passed_on(page, &named, signature.as_ref(), rules),
    };
    let end = if issued.body.is_empty() {
        whole.end
    } else {
        issued.body.start
    };
    (signature, Some(issued), end)
}

/// Returns the place of the title, in a notice's title, of the text that it issues.
fn issued_title(page: &Page, title: &Range<usize>, rules: &Rules) -> Option<Range<usize>> {
    let text = page.slice(title.clone());
    let verbs = rules.official.issuing.iter();
    let (at, verb) = verbs
        .filter_map(|verb| text.find(verb.as_str()).map(|at| (at, verb)))
        .min()?;
    let from = at + verb.len();
    let rest = &text[from..];
    let marks = find_titles(page.words, title.start + from..title.end);
    if let Some(first) = marks.titles.first() {
        let next = rest.trim_start().starts_with('《')
            || verb.contains("征求")
            || first.outer.start - title.start - from < 120;
        return next.then(|| first.inner.clone());
    }
    if rules.official.marked_only.contains(verb) {
        return None;
    }
    let ends = rules.official.wording.issued_ends.iter();
    let end = ends.filter_map(|end| rest.rfind(end.as_str())).max()?;
    let bare = closed_up(&rest[..end]);
    let named = kind_of(&bare, &rules.official).is_some();
    named.then(|| page.trim(title.start + from..title.start + from + end))
}

/// Returns the place of the title of the text that an order publishes: 《…》已经…通过，现予公布.
fn promulgated(page: &Page, top: &Top, rules: &Rules) -> Option<Range<usize>> {
    let title = closed_up(page.slice(top.title.clone()));
    let (kind, _) = kind_of(&title, &rules.official)?;
    let wording = &rules.official.wording;
    if !wording.order_kinds.iter().any(|one| one == kind) {
        return None;
    }
    let near = clip_end(page.slice(top.end..page.words.len()), NEAR).len();
    let marks = find_titles(page.words, top.end..top.end + near);
    let first = marks.titles.first()?;
    let rest = page.slice(first.outer.end..page.words.len());
    let sentence = &rest[..rest.find('。').unwrap_or(rest.len())];
    let before = page.slice(top.end..first.outer.start).trim_end();
    let publishes = holds(sentence, &wording.publishes) || ends(before, &wording.publishing);
    publishes.then(|| first.inner.clone())
}

/// How far into an order the text that it publishes is named: bytes.
const NEAR: usize = 900;

/// Returns where the issued text stands after the notice: from the line or lines that are its title.
fn attached(page: &Page, from: usize, named: &Range<usize>, rules: &Rules) -> Option<Range<usize>> {
    let title = comparable(page.slice(named.clone()));
    let lines = lines(page, from);
    for (at, line) in lines.iter().enumerate() {
        let mut joined = String::new();
        for next in lines[at..].iter().take(4) {
            joined.push_str(&comparable(page.slice(next.clone())));
            if joined == title {
                return Some(line.start..page.words.len());
            }
            if joined
                .strip_prefix(&title)
                .is_some_and(|rest| begins(rest, &rules.official.wording.follows))
            {
                return Some(line.end..page.words.len());
            }
            if !title.starts_with(joined.as_str()) {
                break;
            }
        }
    }
    None
}

/// Returns the text that a notice passes on under another title than the notice gives it: the first titled line after
/// the signature. Where nothing follows, the text is known by the notice's title alone.
fn passed_on(
    page: &Page,
    named: &Range<usize>,
    signature: Option<&Signature>,
    rules: &Rules,
) -> Issued {
    let from = signature.map_or(page.words.len(), |signature| signature.date.end);
    let title = lines(page, from).into_iter().take(6).find(|line| {
        let text = closed_up(page.slice(line.clone()));
        text.len() < 240
            && kind_of(&text, &rules.official).is_some()
            && !text.contains(['。', '：'])
    });
    match title {
        Some(title) => Issued {
            body: title.start..page.words.len(),
            title,
        },
        None => Issued {
            title: named.clone(),
            body: 0..0,
        },
    }
}

fn comparable(title: &str) -> String {
    let kept = title
        .chars()
        .filter(|c| !c.is_whitespace() && !"#*《》〈〉".contains(*c));
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        '-' | '–' | '―' => '—',
        _ => c,
    })
    .collect()
}

fn lines(page: &Page, from: usize) -> Vec<Range<usize>> {
    let mut start = from;
    let lines = page
        .slice(from..page.words.len())
        .split_inclusive('\n')
        .map(|line| {
            let range = page.trim(start..start + line.len());
            start += line.len();
            range
        });
    lines.filter(|line| !line.is_empty()).collect()
}

/// Reads a notice and the text that it issues into the account.
pub(super) fn read_notice(page: &Page, notice: &Notice, rules: &Rules, account: &mut Account) {
    let mut policy = PolicyAccount {
        title: title_of(page, &notice.top.title, "title lines"),
        numbers: notice.top.numbers.clone(),
        ..PolicyAccount::default()
    };
    read_kind(
        page,
        &notice.top.title,
        notice.issued.is_none(),
        rules,
        &mut policy,
    );
    read_issuers(page, notice, rules, &mut policy, account);
    let own = notice.top.end..notice.end;
    read_dates(page, notice, own.clone(), &mut policy);
    let printed = printed_on(page);
    let commencement = &rules.official.commencement;
    force::read_effective(page, own.clone(), printed, commencement, &mut policy);
    force::read_end(page, own.clone(), commencement, &mut policy);
    let mut texts: Vec<PolicyAccount> = Vec::new();
    if let Some(issued) = &notice.issued {
        let mut text = issued_policy(page, &notice.top.title, issued, &policy, rules);
        force::read_effective(page, issued.body.clone(), printed, commencement, &mut text);
        read_adopted(page, own.clone(), issued, &mut text);
        force::read_end(page, issued.body.clone(), commencement, &mut text);
        policy.relations.extend(issues(page, issued, &text));
        texts.push(text);
    }
    let issued = notice
        .issued
        .as_ref()
        .map_or(0..0, |issued| issued.body.clone());
    let title = notice.top.title.clone();
    relations::read_notice(
        page,
        [title, own.clone(), issued],
        &rules.official,
        &mut policy,
        texts.first_mut(),
        account,
    );
    read_deadline(page, own, rules, texts.first_mut().unwrap_or(&mut policy));
    account.policies.push(policy);
    account.policies.extend(texts);
}

/// Returns the relation of a notice to the text that it issues.
fn issues(page: &Page, issued: &Issued, text: &PolicyAccount) -> Option<RelationAccount> {
    Some(RelationAccount {
        relation: vocab::local_name(vocab::ISSUES_TEXT),
        title: text.title.as_ref()?.value.clone(),
        number: None,
        date: None,
        articles: Vec::new(),
        grounds: page.grounds(issued.title.clone(), &Rule::printed("issued text")),
    })
}
