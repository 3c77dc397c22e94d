//! One document becomes its account: what it is is recognised, and its reader called.

use super::{newsletter, official, rules::Rules};
use crate::{
    fact::account::{Account, Make},
    source::Given,
};

/// Reads what a document says.
#[must_use]
pub fn read_document(given: &Given, rules: &Rules) -> Account {
    if newsletter::recognise(given.text.words()) {
        let mut account = Account::new(&given.path, &given.sha256, Make::Newsletter);
        newsletter::read(given, rules, &mut account);
        return account;
    }
    let mut account = Account::new(&given.path, &given.sha256, Make::Law);
    official::read(given, rules, &mut account);
    account
}
