//! `policygraph review`: what waits for a person's word, and the word.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{
    Outcome,
    answer::Answer,
    output::{counted, tell},
};
use crate::{
    fact::{Fact, KnownDate},
    pipeline::{self, Facts, Texts},
    source::read_folder,
};

mod choice;
mod record;
mod rows;

pub use choice::Choice;

/// Review the facts that were read from documents: list them with their words, accept or reject
///
/// Lists what waits in the facts (*.jsonl) of a folder. With --accept or --reject what the filters leave is decided, and
/// each decision is a row of decisions.csv beside the facts; the last row about a fact counts. An accepted fact takes
/// along what its document says of class and names of the entities it is about. A sheet written by `--as csv`, its
/// column `decision` filled with accepted or rejected, is taken back by --apply.
/// Exits with 1 where no fact is left by the filters.
///
/// Example: policygraph review --in laws --rule based-on --min-confidence 0.9 --accept --by "Li Na" --on 2026-11-25
#[derive(Debug, clap::Args)]
pub struct Review {
    /// The folder of the facts and their decisions
    #[arg(long = "in", value_name = "DIR", default_value = "data")]
    folder: PathBuf,
    #[command(flatten)]
    choice: Choice,
    /// Accept what the filters leave
    #[arg(long, conflicts_with_all = ["reject", "apply"])]
    accept: bool,
    /// Reject what the filters leave
    #[arg(long, conflicts_with = "apply")]
    reject: bool,
    /// Record the decisions of this sheet: a CSV file with columns `fact` and `decision`
    #[arg(long, value_name = "SHEET")]
    apply: Option<PathBuf>,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The day of the decision
    #[arg(long, value_name = "DATE")]
    on: Option<KnownDate>,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    reason: String,
    /// Hold the words to the documents in this folder first, found by their SHA-256
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    #[command(flatten)]
    answer: Answer,
}

/// Who decides, when and why.
#[derive(Clone, Debug)]
pub struct Judge {
    by: String,
    on: KnownDate,
    reason: String,
}

/// A claim as it is listed: the fact, its id, its words.
pub type Listed<'a> = (&'a Fact, &'a str, &'a str);

impl Review {
    pub(super) fn run(self) -> Result<Outcome> {
        let is_verdict = self.accept || self.reject;
        let writes = is_verdict || self.apply.is_some();
        let _lock = writes.then(|| pipeline::lock(&self.folder, || tell_wait(&self.folder)));
        let facts = read(&self.folder, self.documents.as_deref())?;
        tell_lost(&facts);
        if let Some(sheet) = &self.apply {
            let judge = self.judge()?;
            return record::apply(&self.folder, sheet, &facts, &judge);
        }
        let chosen: Vec<Listed> = self.choice.of(&facts)?;
        if !is_verdict {
            self.answer.write(&rows::rows(&chosen, &facts))?;
            tell(counted(chosen.len(), "fact"));
            return Ok(outcome(chosen.len()));
        }
        let judge = self.judge()?;
        self.choice.refuse_all()?;
        let word = if self.accept { "accepted" } else { "rejected" };
        let decided: Vec<(Listed, &str)> = chosen.into_iter().map(|claim| (claim, word)).collect();
        record::record(&self.folder, &facts, &decided, &judge)?;
        tell(format_args!("{word} {}", counted(decided.len(), "fact")));
        Ok(outcome(decided.len()))
    }

    /// Returns who decides and when: no clock is asked.
    fn judge(&self) -> Result<Judge> {
        let by = self.by.clone().filter(|by| !by.trim().is_empty());
        let (Some(by), Some(on)) = (by, self.on) else {
            bail!("a decision needs who made it and when: expected --by NAME --on DATE");
        };
        let reason = self.reason.clone();
        Ok(Judge { by, on, reason })
    }
}

fn outcome(found: usize) -> Outcome {
    if found == 0 {
        Outcome::Nothing
    } else {
        Outcome::Done
    }
}

fn read(folder: &Path, documents: Option<&Path>) -> Result<Facts> {
    let texts = documents.map(pipeline::texts).transpose()?;
    let files = read_folder(folder)?;
    Ok(pipeline::claims(
        &files,
        &texts.unwrap_or_else(Texts::default),
    )?)
}

fn tell_wait(folder: &Path) {
    tell(format_args!(
        "note: another run writes in `{}`: this one waits until it has ended",
        folder.display()
    ));
}

/// Tells which decisions are about facts that there are no longer.
fn tell_lost(facts: &Facts) {
    for decision in &facts.lost {
        tell(format_args!(
            "note: {}: no fact has the id {}; the decision is kept",
            decision.place, decision.fact
        ));
    }
}
