//! `read --save`: what documents say waits in a folder until a person decides.
//!
//! The documents that were saved there before are read again with the new ones where they are at hand, so that what one
//! cites of the other is found whichever came first. What was saved of the others stays as it is, and that is told.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::Result;

use super::{MOST_TOLD, Outcome, Tally, each, tell};
use crate::{
    cli::output::counted,
    extract::rules::Rules,
    fact::account::{Account, Warning},
    pipeline::{earlier, read_files, save_accounts},
    source::line::Source,
};

/// Reads the files and saves what they say; tells how many relations there are and how many lead to a text that was read.
pub(super) fn save(
    folder: &Path,
    paths: &[PathBuf],
    rules: &Rules,
    tally: &mut Tally,
) -> Result<Outcome> {
    let mut accounts = Vec::new();
    each(paths, rules, tally, |account| {
        accounts.push(account);
        Ok(())
    })?;
    let read = accounts.len();
    let again = read_again(folder, &accounts, rules)?;
    let of_before = again.len();
    accounts.extend(again);
    let saved = save_accounts(&accounts, folder, rules)?;
    tell_warnings(&accounts[..read], &saved.warnings);
    for (relation, (all, known)) in &saved.relations {
        tell(format_args!(
            "{relation}: {all}, of which {known} lead to a policy that was read"
        ));
    }
    tell_kept(&saved.kept);
    let before = match of_before {
        0 => String::new(),
        number => format!(", with {} read before", counted(number, "document")),
    };
    tell(format_args!(
        "saved {} of {}{before} in `{}`: `policygraph review --in {}` shows what waits",
        counted(saved.claims, "fact"),
        counted(read, "document"),
        folder.display(),
        folder.display()
    ));
    tally.end()
}

/// Tells what was doubtful in the documents that were read now, and about the names in them.
fn tell_warnings(accounts: &[Account], of_names: &[(String, Warning)]) {
    let of_documents = accounts.iter().flat_map(|account| {
        let warnings = account.warnings.iter();
        warnings.map(|warning| (&account.path, warning))
    });
    let read: BTreeSet<&String> = accounts.iter().map(|account| &account.path).collect();
    let of_names = of_names.iter().map(|(path, warning)| (path, warning));
    let of_names = of_names.filter(|(path, _)| read.contains(path));
    let warnings: Vec<_> = of_documents.chain(of_names).collect();
    for (path, warning) in warnings.iter().take(MOST_TOLD) {
        let place = warning
            .span
            .map_or(String::new(), |span| format!(":{}", span.start));
        tell(format_args!("warning: {path}{place}: {}", warning.text));
    }
    if warnings.len() > MOST_TOLD {
        tell(format_args!(
            "and {} more",
            counted(warnings.len() - MOST_TOLD, "warning")
        ));
    }
}

/// Reads the documents again that were saved in a folder and are still as they were.
///
/// One that says nothing now, for it was read by another mapping, is left as it was saved.
fn read_again(folder: &Path, read: &[Account], rules: &Rules) -> Result<Vec<Account>> {
    let documents = earlier(folder, read)?;
    let paths = documents
        .keys()
        .map(|document| PathBuf::from(&document.path));
    let paths: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    let known = documents.keys().map(|known| (&known.path, &known.sha256));
    let known: BTreeSet<(&String, &String)> = known.collect();
    let as_it_was = |account: &Account| known.contains(&(&account.path, &account.sha256));
    let mut again: Vec<Account> = Vec::new();
    read_files(&paths, rules, |file| {
        let account = file.account.ok().filter(says_something);
        again.extend(account.filter(as_it_was));
        anyhow::Ok(())
    })?;
    Ok(again)
}

fn says_something(account: &Account) -> bool {
    !(account.policies.is_empty() && account.events.is_empty() && account.entities.is_empty())
}

/// Tells which documents could not be read again, and why.
fn tell_kept(kept: &BTreeMap<Source, usize>) {
    for (document, facts) in kept.iter().take(MOST_TOLD) {
        let path = &document.path;
        let why = if Path::new(path).is_file() {
            "is not what it was or is read otherwise now"
        } else {
            "is no longer there"
        };
        tell(format_args!(
            "note: `{path}` {why}: what was saved of it is kept as it was ({})",
            counted(*facts, "fact")
        ));
    }
    if kept.len() > MOST_TOLD {
        tell(format_args!(
            "and of {}",
            counted(kept.len() - MOST_TOLD, "more document")
        ));
    }
}
