//! What a notice is and who issued it: from its title, its signature and the labelled header of its page.

use std::ops::Range;

use super::{
    issued::COMMENTS,
    notice::Notice,
    page::{Page, Rule, closed_up},
    title::{kind_of, state_of},
    wording::holds,
};
use crate::{
    extract::{bodies::Named, rules::Rules},
    fact::{
        DocumentNumber,
        account::{Account, PolicyAccount, Said, Warning},
    },
};

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
    (!title.is_empty()).then(|| page.said(title, range.clone(), &page.rule_of_title(range, method)))
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
    // 公开征求…的意见 is no opinion.
    let asks = holds(&text, &rules.official.asking) && text.ends_with(COMMENTS);
    policy.kind = kind_of(&text, &rules.official)
        .filter(|(kind, _)| !kind.is_empty() && !asks)
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
        .find_leading(page.words, notice.top.line.clone());
    let titled = leading.as_ref().map_or(&[][..], |leading| &leading.names);
    let signed = notice
        .parts
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
    if policy.issuers.is_empty() {
        policy.issuers = by_code(&policy.numbers, rules);
    }
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

/// Returns the body whose code begins a number, where it is one alone: no words name it, so it is inferred.
fn by_code(numbers: &[Said<String>], rules: &Rules) -> Vec<Said<String>> {
    let user = |said: &Said<String>| {
        let number = DocumentNumber::parse(&said.value)?;
        let year = number.year()?.to_string().parse().ok();
        let [body] = rules.bodies.by_code(number.code(), year)[..] else {
            return None;
        };
        let value = body.name.clone();
        let mut grounds = said.grounds.clone();
        let rule = Rule::inferred("number code");
        grounds.modality = rule.modality;
        grounds.method = rule.method;
        grounds.confidence = rule.confidence;
        Some(Said { value, grounds })
    };
    numbers.iter().find_map(user).into_iter().collect()
}

/// Says names, each once.
pub(super) fn said_names(page: &Page, names: &[Named], method: &str) -> Vec<Said<String>> {
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
