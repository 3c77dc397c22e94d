//! The numbered sections: each is about the policy that its article names.
//!
//! Puts together what article, paragraphs at a glance and comment say.

use super::{
    article, event, glance,
    imprint::is_outside,
    layout::BlockKind,
    news::Period,
    part::Part,
    policies::{Policies, Reading},
    relation::{self, Thread},
    target::{self, Governing},
};
use crate::fact::account::{Account, DateOf, PolicyAccount};

/// The blocks of a section.
#[derive(Debug, Default)]
struct Section<'a> {
    glance: Vec<(BlockKind, Part<'a>)>,
    comment: Vec<Part<'a>>,
    articles: Vec<Part<'a>>,
}

/// Reads the sections of a newsletter. The policies of the articles come first, in their order.
pub(super) fn read(
    reading: &Reading,
    period: Option<&Period>,
    policies: &mut Policies,
    account: &mut Account,
) {
    let sections = sections(reading);
    let mut numbers = Vec::new();
    for section in &sections {
        if section.articles.is_empty() && !section.glance.is_empty() {
            let first = section.glance[0].1;
            article::warn(
                reading,
                account,
                first,
                "a section without an article: its policy has no title",
            );
        }
        let mut own = None;
        for (at, block) in section.articles.iter().enumerate() {
            let mut policy = article::read(reading, *block, account);
            check_date(reading, *block, &policy, period, account);
            if at == 0 {
                read_glance(reading, section, &mut policy, account);
            }
            let number = policies.add(policy);
            own = own.or(Some(number));
        }
        if let (None, false) = (own, section.glance.is_empty()) {
            let mut policy = PolicyAccount::default();
            read_glance(reading, section, &mut policy, account);
            own = Some(policies.add(policy));
        }
        numbers.push(own);
    }
    for (section, own) in sections.iter().zip(numbers) {
        let Some(own) = own else { continue };
        let mut thread = Thread::default();
        for (_, part) in &section.glance {
            relation::read(reading, *part, own, policies, &mut thread);
        }
        for part in &section.comment {
            relation::read_comment(reading, *part, own, policies, &mut thread);
            event::read_dated(reading, *part, account);
        }
    }
}

fn sections<'a>(reading: &Reading<'a>) -> Vec<Section<'a>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open = false;
    for block in &reading.page.blocks {
        let part = reading.page.part(block);
        let begins = match block.kind {
            BlockKind::Heading => {
                open = false;
                continue;
            }
            BlockKind::Glance => {
                !open
                    || sections
                        .last()
                        .is_some_and(|section| !section.articles.is_empty())
            }
            BlockKind::GlancePoint | BlockKind::Comment | BlockKind::Article => !open,
            _ => continue,
        };
        if begins {
            sections.push(Section::default());
            open = true;
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        match block.kind {
            BlockKind::Comment => section.comment.push(part),
            BlockKind::Article => section.articles.push(part),
            kind => section.glance.push((kind, part)),
        }
    }
    sections
}

/// Says so where the date of an article lies outside the reporting period. It stays as printed.
fn check_date(
    reading: &Reading,
    block: Part,
    policy: &PolicyAccount,
    period: Option<&Period>,
    account: &mut Account,
) {
    let (Some(date), Some(period)) = (policy.date(DateOf::Published), period) else {
        return;
    };
    if is_outside(date, period) {
        let text = format!("{date} is outside the reporting period");
        article::warn(reading, account, block, &text);
    }
}

fn read_glance(
    reading: &Reading,
    section: &Section,
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let mut governing = Governing::default();
    for (at, (kind, part)) in section.glance.iter().enumerate() {
        if *kind == BlockKind::GlancePoint {
            target::read_point(reading, *part, &mut governing, &mut policy.targets);
            if !governing.is_goals {
                glance::read_provision(reading, *part, policy);
            }
            continue;
        }
        glance::read(reading, *part, policy);
        if at == 0 {
            glance::check_count(reading, *part, policy, account);
        }
        target::read_paragraph(reading, *part, &mut policy.targets);
        governing = Governing::of(reading, *part);
    }
    glance::infer_draft(policy);
}
