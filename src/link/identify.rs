//! Accounts become claims: every name a document prints becomes an entity.
//!
//! Which policy a title means is the catalogue's to say, which body a name
//! means the caller's. What nothing describes becomes an entity known by its
//! name only; what could be two things becomes none of them, with a warning.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    Known,
    catalogue::{Catalogue, Citing, Entry},
    describe::Describer,
    known::titles,
    speaker::{Labels, Speaker},
    titles::{plain_title, slug},
};
use crate::fact::{
    Claim, DocumentNumber, Id, Kind, KnownDate, Object, Origin,
    account::{Account, DateOf, Detail, PolicyAccount, Warning},
};

/// The relation that puts an end to the other policy.
const ENDS: &str = "supersedes";

/// What `link` has to be told: it knows neither tables nor bodies.
pub struct Hooks<'a> {
    /// Which body a printed name means at a date.
    pub bodies: &'a dyn Fn(&str, Option<KnownDate>) -> Id,
    /// What a column of a table says: its property and the values of the cell; else what was expected.
    pub columns: &'a Columns<'a>,
    /// Whether a unit is one of the vocabulary.
    pub is_unit: &'a dyn Fn(&str) -> bool,
    /// Whether a concept is one of the vocabulary: `kind-notice`.
    pub is_concept: &'a dyn Fn(&str) -> bool,
}

/// A table and one of its cells become a property and values.
pub type Columns<'a> = dyn Fn(&str, &Detail) -> Result<(String, Vec<Object>), String> + 'a;

/// What accounts become.
#[derive(Clone, Debug, Default)]
pub struct Identified {
    /// The claims, document by document in the order of their paths.
    pub claims: Vec<Claim>,
    /// What was doubtful, with the path of the document.
    pub warnings: Vec<(String, Warning)>,
}

/// Names every entity of accounts, and gives what they say as claims, all pending.
///
/// The order of the accounts does not matter. Linear in their size but for sorting.
#[must_use]
pub fn identify(accounts: &[Account], known: &Known, hooks: &Hooks) -> Identified {
    let mut accounts: Vec<&Account> = accounts.iter().collect();
    accounts.sort_by(|a, b| (&a.path, &a.sha256).cmp(&(&b.path, &b.sha256)));
    let mut catalogue = known.policies.clone();
    let policies = settle(&accounts, &mut catalogue);
    let declared = declare(&accounts);
    let fullest = fullest(&accounts);
    remember_dated(&accounts, &policies, &fullest, &mut catalogue);
    let mut labels: Labels = known.labels.clone();
    let mut identified = Identified::default();
    let mut met = HashSet::new();
    for (account, ids) in accounts.iter().zip(&policies) {
        if !met.insert(&account.sha256) {
            let text = format!(
                "the same bytes as another document: `{}` is passed over",
                account.path
            );
            identified
                .warnings
                .push((account.path.clone(), Warning { text, span: None }));
            continue;
        }
        let speaker = Speaker::new(origin(account, known), &mut labels);
        let (known, catalogue, declared, fullest) = (known, &catalogue, &declared, &fullest);
        let mut describer = Describer {
            speaker,
            known,
            catalogue,
            declared,
            fullest,
            hooks,
        };
        describer.describe(account, ids);
        identified.claims.append(&mut describer.speaker.claims);
        let warnings = describer.speaker.warnings.drain(..);
        identified
            .warnings
            .extend(warnings.map(|warning| (account.path.clone(), warning)));
    }
    identified
}

/// Returns the document of an account: that of a table with its digest, else one of its file's name and digest.
fn origin(account: &Account, known: &Known) -> Arc<Origin> {
    let name = account.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digits = account.sha256.get(..8).unwrap_or_default();
    let coined = || Id::coined(Kind::Document, &format!("{}-{digits}", slug(stem)));
    Arc::new(Origin {
        path: account.path.clone(),
        sha256: account.sha256.clone(),
        key: known
            .documents
            .get(&account.sha256)
            .cloned()
            .unwrap_or_else(coined),
        title: account.title.as_ref().map(|title| title.value.clone()),
    })
}

/// Gives every described policy its id, in the order of accounts; those with a number first.
fn settle(accounts: &[&Account], catalogue: &mut Catalogue) -> Vec<Vec<Id>> {
    let mut versions: HashMap<String, HashSet<Option<KnownDate>>> = HashMap::new();
    for policy in accounts.iter().flat_map(|account| &account.policies) {
        for title in entry(policy).titles {
            versions.entry(title).or_default().insert(version(policy).0);
        }
    }
    let mut ids: Vec<Vec<Option<Id>>> = accounts
        .iter()
        .map(|account| vec![None; account.policies.len()])
        .collect();
    for numbered in [true, false] {
        for (account, ids) in accounts.iter().zip(&mut ids) {
            for (policy, id) in account.policies.iter().zip(ids) {
                if policy.numbers.is_empty() != numbered {
                    let entry = entry(policy);
                    let lone = entry
                        .titles
                        .iter()
                        .all(|title| versions.get(title).is_none_or(|all| all.len() == 1));
                    *id = Some(catalogue.settle(entry, lone));
                }
            }
        }
    }
    ids.into_iter()
        .map(|ids| ids.into_iter().flatten().collect())
        .collect()
}

/// Returns the date of a policy's version, and whether that is the date of a change.
pub(super) fn version(policy: &PolicyAccount) -> (Option<KnownDate>, bool) {
    let amended = policy
        .dates
        .iter()
        .filter(|date| date.of == DateOf::Amended);
    if let Some(date) = amended.map(|date| date.date.value).max() {
        return (Some(date), true);
    }
    let order = [
        DateOf::Adopted,
        DateOf::Signed,
        DateOf::Published,
        DateOf::Approved,
        DateOf::Effective,
    ];
    (order.into_iter().find_map(|of| policy.date(of)), false)
}

fn entry(policy: &PolicyAccount) -> Entry {
    let (version, amended) = version(policy);
    let named: Vec<&str> = [&policy.title, &policy.title_en]
        .into_iter()
        .flatten()
        .map(|said| said.value.as_str())
        .collect();
    let number = policy.numbers.first().map(|number| number.value.as_str());
    let own = |date: &&crate::fact::account::PolicyDate| {
        !matches!(
            date.of,
            DateOf::Reported | DateOf::CommentsUntil | DateOf::EndsForce
        )
    };
    Entry {
        titles: titles(named.iter().copied()),
        numbers: policy
            .numbers
            .iter()
            .map(|number| DocumentNumber::spell(&number.value))
            .collect(),
        version,
        amended,
        dates: policy
            .dates
            .iter()
            .filter(own)
            .map(|date| date.date.value)
            .collect(),
        draft: policy
            .status
            .as_ref()
            .is_some_and(|status| status.value == "draft"),
        issuers: policy
            .issuers
            .iter()
            .map(|issuer| plain_title(&issuer.value))
            .collect(),
        name: named
            .first()
            .copied()
            .or(number)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Collects what documents say that a name is: `(kind, plain name)`.
fn declare(accounts: &[&Account]) -> HashSet<(Kind, String)> {
    let entities = accounts.iter().flat_map(|account| &account.entities);
    entities
        .map(|entity| (entity.kind, plain_title(&entity.name.value)))
        .collect()
}

/// Returns the longest form in which each title is cited: what is known by title only bears its full name.
fn fullest(accounts: &[&Account]) -> HashMap<String, String> {
    let mut fullest: HashMap<String, String> = HashMap::new();
    let policies = accounts.iter().flat_map(|account| &account.policies);
    for relation in policies.flat_map(|policy| &policy.relations) {
        let best = fullest.entry(plain_title(&relation.title)).or_default();
        let longer =
            (relation.title.chars().count(), &*relation.title) > (best.chars().count(), &**best);
        if longer {
            best.clone_from(&relation.title);
        }
    }
    fullest
}

/// Notes which versions are cited with their date and described by no document.
fn remember_dated(
    accounts: &[&Account],
    ids: &[Vec<Id>],
    fullest: &HashMap<String, String>,
    catalogue: &mut Catalogue,
) {
    let policies = accounts.iter().flat_map(|account| &account.policies);
    for (policy, id) in policies.zip(ids.iter().flatten()) {
        let dated = policy
            .relations
            .iter()
            .filter_map(|relation| Some((relation, relation.date?)));
        for (relation, date) in dated {
            let title = fullest.get(&plain_title(&relation.title));
            let title = title.unwrap_or(&relation.title);
            let ends = relation.relation == ENDS;
            let ended = entry(policy).dates.first().copied().filter(|_| ends);
            let number = relation.number.as_deref();
            catalogue.remember(title, number, date, &citing(id, policy), ended);
        }
    }
}

/// Who cites: a policy of an account.
pub(super) fn citing(id: &Id, policy: &PolicyAccount) -> Citing {
    Citing {
        id: id.clone(),
        version: version(policy).0,
        issuers: entry(policy).issuers,
    }
}
