//! What a figure of a ranking rests on: the statements that gave the links next to an entity, and no others.
//!
//! Takes the accepted statements of a report. How links are made of them is told by `queries/project/` and
//! `graph::project`; each function here names the same statements as those count.

use std::collections::{BTreeMap, BTreeSet};

use super::base::Base;
use crate::{
    cli::{networks::NetworkName, statements::Stated},
    fact::{Id, Kind},
    view::report::Evidence,
    vocab,
};

/// The roles of firms in an event that say who took part.
const PARTIES: [&str; 6] = [
    vocab::PARTY,
    vocab::BUYER,
    vocab::SELLER,
    vocab::APPOINTEE,
    vocab::TRANSFERRED_FROM,
    vocab::TRANSFERRED_TO,
];

/// The statements that links are made of.
pub struct Grounds<'a> {
    base: &'a Base<'a>,
    /// Who issued it, by policy.
    issuers: BTreeMap<&'a str, Vec<&'a Stated>>,
    /// What derives from what.
    derivations: Vec<&'a Stated>,
    /// Who took part in what, and what that was about.
    parts: Vec<&'a Stated>,
}

impl<'a> Grounds<'a> {
    /// Collects the statements of a report that make links.
    pub fn new(base: &'a Base) -> Self {
        let of = |properties: &[&str]| -> Vec<&'a Stated> {
            let wanted = |stated: &&Stated| {
                stated.review == "accepted" && properties.contains(&stated.property.as_str())
            };
            base.all().filter(wanted).collect()
        };
        let mut issuers: BTreeMap<&str, Vec<&Stated>> = BTreeMap::new();
        for stated in of(&[vocab::ISSUED_BY, vocab::LEAD_ISSUER]) {
            issuers.entry(&stated.subject).or_default().push(stated);
        }
        Self {
            base,
            issuers,
            derivations: of(&vocab::LINEAGE),
            parts: of(&PARTIES),
        }
    }

    /// Where the statements stand that gave the links next to an entity, and what each says.
    pub fn of(&self, network: NetworkName, entity: &str) -> Vec<Evidence> {
        let statements = match network {
            NetworkName::CoIssuance => self.co_issuance(entity),
            NetworkName::Influence => self.influence(entity),
            NetworkName::Lineage => self.rests_on(entity),
            _ => self.exposure(entity),
        };
        let mut seen = BTreeSet::new();
        let once = statements.into_iter().filter(|stated| seen.insert(*stated));
        once.map(|stated| self.evidence(stated)).collect()
    }

    fn evidence(&self, stated: &Stated) -> Evidence {
        let label = |iri: &str| self.base.name(iri).label;
        let (subject, value) = (label(&stated.subject), label(stated.value.text()));
        Evidence {
            says: format!("{subject} {} {value}", self.base.term(&stated.property)),
            ..self.base.evidence(stated)
        }
    }

    /// Who issued the documents that an agency issued with others.
    fn co_issuance(&self, agency: &str) -> Vec<&'a Stated> {
        let by_others = |stated: &&Stated| stated.value.text() != agency;
        let together = |issuers: &&Vec<&Stated>| {
            issuers.iter().any(by_others) && !issuers.iter().all(by_others)
        };
        self.issuers
            .values()
            .filter(together)
            .flatten()
            .copied()
            .collect()
    }

    /// What of others derives from an agency's policies, and then what of its own from theirs; with who issued both.
    fn influence(&self, agency: &str) -> Vec<&'a Stated> {
        let mut statements = Vec::new();
        for outward in [true, false] {
            for derivation in &self.derivations {
                let (newer, older) = (derivation.subject.as_str(), derivation.value.text());
                let (own, other) = if outward {
                    (older, newer)
                } else {
                    (newer, older)
                };
                let (own, _) = self.issuers_of(own, agency);
                let (_, other) = self.issuers_of(other, agency);
                if !own.is_empty() && !other.is_empty() {
                    statements.extend([*derivation].into_iter().chain(own).chain(other));
                }
            }
        }
        statements
    }

    /// The statements that an agency issued a policy, and that others did.
    fn issuers_of(&self, policy: &str, agency: &str) -> (Vec<&'a Stated>, Vec<&'a Stated>) {
        let issuers = self.issuers.get(policy).into_iter().flatten().copied();
        issuers.partition(|stated| stated.value.text() == agency)
    }

    /// What derives from a policy.
    fn rests_on(&self, policy: &str) -> Vec<&'a Stated> {
        let from_it = |stated: &&&Stated| stated.value.text() == policy;
        self.derivations.iter().filter(from_it).copied().collect()
    }

    /// What a firm makes, which sector it is in, the products of events it took part in, the policies about it.
    fn exposure(&self, firm: &str) -> Vec<&'a Stated> {
        let base = self.base;
        let own = [vocab::MAKES, vocab::IN_SECTOR]
            .into_iter()
            .flat_map(|property| base.values(firm, property));
        let mut statements: Vec<&Stated> = own.collect();
        for part in self.parts.iter().filter(|part| part.value.text() == firm) {
            let products: Vec<&Stated> = base
                .values(&part.subject, vocab::CONCERNS)
                .filter(|stated| is_of(stated.value.text(), Kind::Product))
                .collect();
            if !products.is_empty() {
                statements.push(part);
                statements.extend(products);
            }
        }
        let of_it = base.all().filter(|stated| {
            stated.review == "accepted"
                && [vocab::ABOUT, vocab::AFFECTS].contains(&stated.property.as_str())
                && stated.value.text() == firm
                && is_of(&stated.subject, Kind::Policy)
        });
        statements.extend(of_it);
        statements
    }
}

fn is_of(iri: &str, kind: Kind) -> bool {
    Id::from_iri(iri).is_some_and(|id| id.kind() == kind)
}
