//! The firms, bodies and persons that an issue names: from its events, and with their short forms.
//!
//! Takes events that are read; which names are one is left to `link`.

use std::collections::HashSet;

use super::{name, page::How, part::Part, policies::Reading};
use crate::fact::{
    Kind,
    account::{Account, Detail, EntityAccount, EventAccount},
};

/// Adds whom an event names as entities.
pub(super) fn add_entities(event: &EventAccount, account: &mut Account) {
    for detail in &event.details {
        let kind = match detail.column {
            "buyer" | "seller" | "detained_from" => Kind::Firm,
            "party" if event.kind == "Investigation" => Kind::Agency,
            "party" | "investigated" if event.kind != "Milestone" => Kind::Firm,
            "appointee" | "replaced" => Kind::Person,
            "transferred_from" | "transferred_to" | "announced_by" => Kind::Agency,
            _ => continue,
        };
        add_entity(kind, detail, account);
    }
}

/// Adds an entity.
pub(super) fn add_entity(kind: Kind, detail: &Detail, account: &mut Account) {
    let name = crate::fact::account::Said {
        value: detail.value.clone(),
        grounds: detail.grounds.clone(),
    };
    account.entities.push(EntityAccount {
        kind,
        name,
        details: Vec::new(),
    });
}

/// Leaves each entity in once; of those of one name the first that says more than the name.
pub(super) fn leave_once(account: &mut Account) {
    let mut seen = HashSet::new();
    account
        .entities
        .sort_by_key(|entity| entity.details.is_empty());
    account
        .entities
        .retain(|entity| seen.insert((entity.kind, entity.name.value.clone())));
    account
        .entities
        .sort_by_key(|entity| entity.name.grounds.span.start);
}

/// Adds the bodies whose short form stands behind their name.
pub(super) fn add_agencies(reading: &Reading, account: &mut Account) {
    let all: Vec<Part> = reading
        .page
        .blocks
        .iter()
        .map(|block| reading.page.part(block))
        .collect();
    for part in all {
        for found in name::with_short_forms(part, reading.rules) {
            let Some(short) = found
                .short
                .filter(|_| name::is_agency(found.name, reading.rules))
            else {
                continue;
            };
            let how = How::stated("newsletter/short-form");
            account.entities.push(EntityAccount {
                kind: Kind::Agency,
                name: reading.page.said_as_printed(found.name, how),
                details: vec![reading.detail(
                    "abbreviation",
                    short.text.to_owned(),
                    short.range(),
                    how,
                )],
            });
        }
    }
}
