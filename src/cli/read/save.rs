//! `read --save`: what documents say waits in a folder until a person decides.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{MOST_TOLD, Outcome, Tally, each, tell};
use crate::{cli::output::counted, extract::rules::Rules, pipeline::save_accounts};

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
    let of_documents = accounts.iter().flat_map(|account| {
        let warnings = account.warnings.iter();
        warnings.map(|warning| (account.path.clone(), warning.clone()))
    });
    let mut warnings: Vec<_> = of_documents.collect();
    let saved = save_accounts(&accounts, folder, rules)?;
    warnings.extend(saved.warnings);
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
    for (relation, (all, known)) in &saved.relations {
        tell(format_args!(
            "{relation}: {all}, of which {known} lead to a policy that was read"
        ));
    }
    tell(format_args!(
        "saved {} of {} in `{}`, all pending: `policygraph review --in {}` shows them",
        counted(saved.claims, "fact"),
        counted(accounts.len(), "document"),
        folder.display(),
        folder.display()
    ));
    tally.end()
}
