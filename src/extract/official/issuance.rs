//! Who issued a notice and when: from its title, its signature and the labelled header of its page.

use std::ops::Range;

use super::{
    dates,
    notice::{Issued, Notice},
    page::{Page, Rule, closed_up},
    title::{kind_of, state_of},
    wording::ends,
};
use crate::{
    extract::{
        bodies::{Leading, Named},
        rules::Rules,
    },
    fact::{
        KnownDate,
        account::{Account, DateOf, PolicyAccount, PolicyDate, Said, Warning},
    },
};

/// How near the end a record of printing stands: `2023年5月8日印发`. Bytes.
const RECORD: usize = 600;

/// Reads a title: lines are joined, spaces in it closed up but for one between names.
pub(super) fn title_of(page: &Page, range: &Range<usize>, method: &str) -> Option<Said<String>> {
    let mut title = String::new();
    let mut depth = 0_u32;
    let mut gap = false;
    for c in page.slice(range.clone()).chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c.is_whitespace() {
            gap |= c != '\n' && c != '\r' && depth == 0;
            continue;
        }
        if gap && !title.is_empty() {
            title.push(' ');
        }
        gap = false;
        title.push(c);
    }
    (!title.is_empty()).then(|| page.said(title, range.clone(), &Rule::printed(method)))
}

/// Reads what the title says of kind and, for a text of its own, of state.
pub(super) fn read_kind(
    page: &Page,
    title: &Range<usize>,
    with_state: bool,
    rules: &Rules,
    policy: &mut PolicyAccount,
) {
    let text = closed_up(page.slice(title.clone()));
    let rule = Rule::printed("title ending");
    policy.kind = kind_of(&text, &rules.official)
        .filter(|(kind, _)| !kind.is_empty())
        .map(|(kind, _)| page.said(kind.to_owned(), title.clone(), &rule));
    if with_state {
        policy.status = state_of(&text, &rules.official).map(|state| {
            page.said(
                state.to_owned(),
                title.clone(),
                &Rule::printed("mark in title"),
            )
        });
    }
}

/// Reads the issuers: those who signed, else those of the title, else those of the header's field.
pub(super) fn read_issuers(
    page: &Page,
    notice: &Notice,
    rules: &Rules,
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let leading = rules
        .bodies
        .find_leading(page.words, notice.top.title.clone());
    let titled = leading.as_ref().map_or(&[][..], |leading| &leading.names);
    let signed = notice
        .signature
        .as_ref()
        .map_or(&[][..], |signature| &signature.names);
    policy.issuers = if signed.len() >= titled.len() && !signed.is_empty() {
        said_names(page, signed, "signature")
    } else if titled.is_empty() {
        field_names(page, notice, rules)
    } else {
        said_names(page, titled, "title begin")
    };
    let Some(leading) = leading else { return };
    policy.lead = leading.lead().map(|lead| {
        page.said(
            closed_up(&lead.to_name(page.words)),
            lead.range.clone(),
            &Rule::printed("title begin"),
        )
    });
    if let Some((count, range)) = leading.count {
        let said = page.said(count, range, &Rule::printed("title count"));
        if !signed.is_empty() && count != policy.issuers.len() as u64 {
            account.warnings.push(Warning {
                text: format!(
                    "the title counts {count} issuers, {} are named",
                    policy.issuers.len()
                ),
                span: Some(said.grounds.span),
            });
        }
        policy.issuer_count = Some(said);
    }
}

fn said_names(page: &Page, names: &[Named], method: &str) -> Vec<Said<String>> {
    let rule = Rule::printed(method);
    let mut said: Vec<Said<String>> = Vec::new();
    for name in names {
        let printed = closed_up(&name.to_name(page.words));
        if said.iter().all(|known| known.value != printed) {
            said.push(page.said(printed, name.range.clone(), &rule));
        }
    }
    said
}

fn field_names(page: &Page, notice: &Notice, rules: &Rules) -> Vec<Said<String>> {
    let of_issuer = notice.fields.iter().find(|field| field.field == "issuer");
    let names = of_issuer.map(|field| rules.bodies.split_list(page.words, field.value.clone()));
    said_names(page, &names.unwrap_or_default(), "header field")
}

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
    if let Some(signature) = &notice.signature {
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

/// Makes the policy of the issued text: its title and kind are its own, its issuers the notice's, which is inferred.
pub(super) fn issued_policy(
    page: &Page,
    top: &Range<usize>,
    issued: &Issued,
    notice: &PolicyAccount,
    rules: &Rules,
) -> PolicyAccount {
    let mut text = PolicyAccount {
        title: title_of(page, &issued.title, "title of the issued text"),
        lead: notice.lead.clone(),
        ..PolicyAccount::default()
    };
    read_kind(page, &issued.title, true, rules, &mut text);
    let own = own_issuers(page, issued, rules);
    let own_named = !own.is_empty();
    text.issuers = if own.is_empty() {
        // The president promulgates laws and issues none.
        let issuers = notice.issuers.iter();
        issuers
            .filter(|one| !ends(&one.value, &rules.official.wording.promulgators))
            .map(inferred)
            .collect()
    } else {
        own
    };
    text.lead = text.lead.as_ref().map(inferred);
    if let Some(leading) = passed_on_by(page, top, rules) {
        let names = said_names(page, &leading.names, "title of what is passed on");
        text.lead = leading.lead().and(names.first().cloned());
        text.issuers = if own_named { text.issuers } else { names };
    }
    text
}

/// Reads when the text was adopted from what the order that publishes it says: 《…》已经2024年2月2日…会议通过.
pub(super) fn read_adopted(
    page: &Page,
    own: Range<usize>,
    issued: &Issued,
    text: &mut PolicyAccount,
) {
    if !(own.start..own.end).contains(&issued.title.end) {
        return;
    }
    let rest = page.slice(issued.title.end..own.end);
    let sentence = &rest[..rest.find(['。', '\n']).unwrap_or(rest.len())];
    let Some(end) = sentence.find("通过") else {
        return;
    };
    let Some(found) = dates::find_dates(&sentence[..end]).pop() else {
        return;
    };
    let range = issued.title.end + found.range.start..issued.title.end + end + "通过".len();
    let date = page.said(found.date, range, &Rule::printed("adopted, by the order"));
    text.dates.push(PolicyDate {
        of: DateOf::Adopted,
        date,
    });
}

/// Returns the bodies whose text a notice passes on, as its title names them: 国务院办公厅转发国家发展改革委等部门关于….
fn passed_on_by(page: &Page, title: &Range<usize>, rules: &Rules) -> Option<Leading> {
    let text = page.slice(title.clone());
    let verbs = rules.official.passing_on.iter();
    let end = verbs
        .filter_map(|verb| text.find(verb.as_str()).map(|at| at + verb.len()))
        .min()?;
    rules
        .bodies
        .find_leading(page.words, title.start + end..title.end)
}

/// Returns the bodies that a text passed on names under its title.
fn own_issuers(page: &Page, issued: &Issued, rules: &Rules) -> Vec<Said<String>> {
    let after = page.slice(issued.title.end..issued.body.end);
    let Some(line) = after
        .split_inclusive('\n')
        .map(str::trim)
        .find(|line| !line.is_empty())
    else {
        return Vec::new();
    };
    let Some(at) = after.find(line) else {
        return Vec::new();
    };
    let range = issued.title.end + at..issued.title.end + at + line.len();
    let names = rules.bodies.split_list(page.words, range);
    let length: usize = names.iter().map(|name| name.range.len()).sum();
    let only = !names.is_empty() && length * 10 >= closed_up(line).len() * 8;
    if only {
        said_names(page, &names, "under the title")
    } else {
        Vec::new()
    }
}

fn inferred(said: &Said<String>) -> Said<String> {
    let rule = Rule::inferred("issued by the notice");
    let mut said = said.clone();
    said.grounds.modality = rule.modality;
    said.grounds.method = rule.method;
    said.grounds.confidence = rule.confidence;
    said
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
