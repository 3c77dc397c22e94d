//! One document becomes its account: what it is is recognised, and its reader called.

use super::{from_title::complete, mapped, newsletter, official, rules::Rules};
use crate::{
    fact::account::{Account, Make, Warning},
    source::{Form, Given},
};

/// Reads what a document says.
#[must_use]
pub fn read_document(given: &Given, rules: &Rules) -> Account {
    let mut account = read_form(given, rules);
    let doubts = given.doubts.iter().cloned();
    let warnings = doubts.map(|text| Warning { text, span: None });
    account.warnings.splice(..0, warnings);
    account
}

fn read_form(given: &Given, rules: &Rules) -> Account {
    if matches!(given.form, Form::Csv | Form::Workbook) {
        let mut account = mapped::read(given, &rules.mapped, rules.mapping.as_ref());
        for policy in &mut account.policies {
            complete(policy, rules);
        }
        return account;
    }
    if given.form == Form::JsonLines {
        let mut account = Account::new(&given.path, &given.sha256, Make::Facts);
        account.warnings.push(Warning {
            text: "JSON lines are no document to be read: `build --from FOLDER` takes facts"
                .to_owned(),
            span: None,
        });
        return account;
    }
    if newsletter::recognise(given.text.words()) {
        let mut account = Account::new(&given.path, &given.sha256, Make::Newsletter);
        newsletter::read(given, rules, &mut account);
        return account;
    }
    let mut account = Account::new(&given.path, &given.sha256, Make::Law);
    official::read(given, rules, &mut account);
    account
}
