//! The policies of a newsletter as they come: one that is named twice is one.

use std::collections::{HashMap, HashSet};

use super::{
    cues::Rules,
    date::{Calendar, Towards},
    implied::Taken,
    page::{How, Page},
    part::Part,
    stops::begins,
    title::{self, Cited},
};
use crate::fact::{
    KnownDate,
    account::{DateOf, Detail, PolicyAccount, PolicyDate, RelationAccount},
};

/// The policies so far.
#[derive(Debug, Default)]
pub(super) struct Policies {
    pub list: Vec<PolicyAccount>,
    by_title: HashMap<String, usize>,
    related: HashSet<(usize, &'static str, String)>,
    taken: Taken,
}

impl Policies {
    /// Adds a policy and returns its number.
    pub fn add(&mut self, policy: PolicyAccount) -> usize {
        let number = self.list.len();
        if let Some(title) = &policy.title_en {
            self.by_title
                .entry(title::key(&title.value))
                .or_insert(number);
        }
        self.list.push(policy);
        number
    }

    /// Returns the policy of this title.
    pub fn find(&self, title: &str) -> Option<usize> {
        self.by_title.get(&title::key(title)).copied()
    }

    /// Notes where a title stands that has been read.
    pub fn take(&mut self, title: Part) {
        self.taken.add(title.at);
    }

    /// Says whether a title in this stretch has been read.
    pub fn is_taken(&self, range: &std::ops::Range<usize>) -> bool {
        self.taken.holds(range)
    }

    /// Adds a relation to a policy, once.
    pub fn relate(&mut self, from: usize, relation: RelationAccount) {
        let Some(policy) = self.list.get_mut(from) else {
            return;
        };
        let said = (from, relation.relation, relation.title.clone());
        if !relation.title.is_empty() && self.related.insert(said) {
            policy.relations.push(relation);
        }
    }

    /// Returns the title by which a policy is meant in relations.
    pub fn title_of(&self, number: usize) -> String {
        let policy = self.list.get(number);
        let title = policy.and_then(|policy| policy.title_en.as_ref().or(policy.title.as_ref()));
        title.map_or_else(String::new, |title| title.value.clone())
    }
}

/// What reading needs everywhere: the page, the rules, the date of the issue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub page: &'a Page<'a>,
    pub rules: &'a Rules,
    pub calendar: &'a Calendar,
}

impl Reading<'_> {
    /// Makes the account of a policy that running text names.
    pub fn policy_of(&self, cited: &Cited) -> PolicyAccount {
        const METHOD: &str = "newsletter/cited";
        let how = if cited.is_title {
            How::stated(METHOD)
        } else {
            How::thought(METHOD)
        };
        let mut policy = PolicyAccount {
            title_en: Some(
                self.page
                    .said(cited.title.text.to_owned(), cited.title.range(), how),
            ),
            ..PolicyAccount::default()
        };
        self.describe(&mut policy, cited.title, METHOD);
        for (of, found) in &cited.dates {
            self.add_date(&mut policy, *of, found, Towards::Past);
        }
        for name in &cited.issuers {
            policy
                .issuers
                .push(self.page.said_as_printed(name.name, How::stated(METHOD)));
        }
        policy
    }

    /// Adds a date to a policy, once.
    pub fn add_date(
        &self,
        policy: &mut PolicyAccount,
        of: Option<DateOf>,
        found: &super::date::FoundDate,
        towards: Towards,
    ) {
        let Some((date, implied)) = self.calendar.resolve(found.printed, towards) else {
            return;
        };
        let how = if implied || found.implied {
            How::thought("newsletter/date")
        } else {
            How::stated("newsletter/date")
        };
        // A date beside a title that is not named is that of publication, a bare year only a date (ontology/dates.ttl).
        let beside = found.printed.month.map(|_| DateOf::Published);
        let Some(of) = of.or(beside) else {
            if !policy.details.iter().any(|detail| detail.column == "date") {
                policy.details.push(self.detail(
                    "date",
                    date.to_string(),
                    found.range.clone(),
                    how,
                ));
            }
            return;
        };
        if !policy
            .dates
            .iter()
            .any(|known| known.of == of && known.date.value == date)
        {
            let date = self.page.said(date, found.range.clone(), how);
            policy.dates.push(PolicyDate { of, date });
        }
    }

    /// Returns the date of a policy that a text names, as exact as printed.
    pub fn date_of(&self, cited: &Cited) -> Option<KnownDate> {
        let published = cited
            .dates
            .iter()
            .find(|(of, _)| *of == Some(DateOf::Published));
        let bare = || cited.dates.iter().find(|(of, _)| of.is_none());
        let date = published.or_else(bare)?;
        self.calendar
            .resolve(date.1.printed, Towards::Past)
            .map(|(date, _)| date)
    }

    /// Reads kind, status and period from a title or description.
    pub fn describe(&self, policy: &mut PolicyAccount, title: Part, method: &'static str) {
        if policy.kind.is_none()
            && let Some((kind, range)) = self.kind(title)
        {
            policy.kind = Some(self.page.said(kind, range, How::stated(method)));
        }
        self.add_status(policy, title, method);
        if policy
            .details
            .iter()
            .any(|detail| detail.column == "period_from")
        {
            return;
        }
        if let Some((from, to, range)) = periods(title).next() {
            for (column, year) in [("period_from", from), ("period_to", to)] {
                policy.details.push(self.detail(
                    column,
                    year.to_owned(),
                    range.clone(),
                    How::stated(method),
                ));
            }
        }
    }

    /// Reads the status of a draft or trial; a draft of trial rules is a draft.
    pub fn add_status(&self, policy: &mut PolicyAccount, words: Part, method: &'static str) {
        let english = self
            .rules
            .statuses
            .find(words)
            .into_iter()
            .map(|hit| (hit.item.clone(), hit.range));
        let chinese = self.rules.statuses_zh.iter().filter_map(|(word, status)| {
            let at = words.at + words.text.find(word.as_str())?;
            Some((status.clone(), at..at + word.len()))
        });
        for (status, range) in english.chain(chinese) {
            let stronger = policy
                .status
                .as_ref()
                .is_none_or(|known| known.value == "trial" && status == "draft");
            if stronger {
                policy.status = Some(self.page.said(status, range, How::stated(method)));
            }
        }
    }

    /// Returns the kind that a title or description names, and where.
    pub fn kind(&self, title: Part) -> Option<(String, std::ops::Range<usize>)> {
        let hits = self.rules.kinds.find(title);
        // `Notice on the issuance of the … outline` is an outline.
        let issuance = self.rules.words("issuance").first(title);
        let from = issuance.map_or(title.at, |hit| hit.range.end);
        let title = title.from(from);
        let hits: Vec<_> = hits
            .into_iter()
            .filter(|hit| hit.range.start >= from)
            .collect();
        let heads = hits
            .iter()
            .find(|hit| begins(self.rules, "head-link", title.from(hit.range.end)));
        let last = hits
            .iter()
            .rev()
            .find(|hit| hit.item != "other")
            .or(hits.last());
        let hit = heads.or(last)?;
        Some((hit.item.clone(), hit.range.clone()))
    }

    /// Returns a value by its column.
    pub fn detail(
        &self,
        column: &'static str,
        value: String,
        range: std::ops::Range<usize>,
        how: How,
    ) -> Detail {
        Detail {
            column,
            value,
            grounds: self.page.grounds(range, how),
        }
    }
}

/// Returns the periods printed in a title: `(2023-2035)`.
fn periods(title: Part<'_>) -> impl Iterator<Item = (&str, &str, std::ops::Range<usize>)> {
    let dashes = title.text.match_indices(['-', '–', '—']);
    dashes.filter_map(move |(at, dash)| {
        let (before, after) = (&title.text[..at], &title.text[at + dash.len()..]);
        let before = before.trim_end().trim_end_matches('年');
        let after_blank = after.trim_start();
        let from = before.get(before.len().checked_sub(4)?..)?;
        let to = after_blank.get(..4)?;
        super::date::year(from)?;
        super::date::year(to)?;
        let start = title.at + before.len() - 4;
        let end = title.at + title.text.len() - after_blank.len() + 4;
        Some((from, to, start..end))
    })
}
