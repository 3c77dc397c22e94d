//! Which facts are meant: by id, rule, document, relation, confidence and state.

use anyhow::{Result, bail};

use super::Listed;
use crate::{
    fact::{Decimal, Review},
    pipeline::Facts,
    vocab,
};

/// The facts of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum State {
    /// Those that wait
    #[default]
    Pending,
    /// Those in the graph
    Accepted,
    /// Those turned down
    Rejected,
    /// All
    All,
}

/// Filters; a fact has to pass each that is given.
#[derive(Debug, Default, clap::Args)]
pub struct Choice {
    /// Facts of these ids
    #[arg(long = "id", value_name = "ID,…", value_delimiter = ',')]
    ids: Vec<String>,
    /// Facts that this rule read
    #[arg(long, value_name = "METHOD")]
    rule: Option<String>,
    /// Facts of this document: its key, or a part of its path
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
    /// Facts of this property, by its local name
    #[arg(long, value_name = "PROPERTY")]
    relation: Option<String>,
    /// Facts at least so sure
    #[arg(long, value_name = "SHARE")]
    min_confidence: Option<Decimal>,
    /// Facts less sure than this
    #[arg(long, value_name = "SHARE")]
    below: Option<Decimal>,
    /// Facts of this state [default: pending; with --id, all]
    #[arg(long, value_name = "STATE")]
    state: Option<State>,
    /// Decide on all facts of the state
    #[arg(long)]
    all: bool,
}

impl Choice {
    /// Returns the claims that pass, in their order.
    ///
    /// # Errors
    ///
    /// Refuses an id that no claim has.
    pub fn of<'a>(&self, facts: &'a Facts) -> Result<Vec<Listed<'a>>> {
        for id in &self.ids {
            if !facts.claims.iter().any(|(known, _)| known == id) {
                bail!("no fact has the id `{id}`: expected one that `policygraph review` lists");
            }
        }
        let usual = if self.ids.is_empty() {
            State::Pending
        } else {
            State::All
        };
        let state = self.state.unwrap_or(usual);
        Ok(facts
            .claims()
            .filter(|claim| self.passes(claim, state, facts))
            .collect())
    }

    fn passes(&self, (fact, id, _): &Listed, state: State, facts: &Facts) -> bool {
        let evidence = &fact.evidence;
        let of_state = match state {
            State::All => true,
            State::Pending => evidence.review == Review::Pending,
            State::Accepted => evidence.review == Review::Accepted,
            State::Rejected => evidence.review == Review::Rejected,
        };
        let in_document = |name: &String| {
            let path = facts.paths.get(&evidence.document);
            evidence.document.key() == name || path.is_some_and(|path| path.contains(name))
        };
        let share = share(&evidence.confidence);
        of_state
            && (self.ids.is_empty() || self.ids.iter().any(|wanted| wanted == id))
            && self
                .rule
                .as_ref()
                .is_none_or(|rule| *rule == evidence.method)
            && self.document.as_ref().is_none_or(in_document)
            && self
                .relation
                .as_ref()
                .is_none_or(|name| name == vocab::local_name(&fact.predicate))
            && self
                .min_confidence
                .as_ref()
                .is_none_or(|least| share >= self::share(least))
            && self
                .below
                .as_ref()
                .is_none_or(|bound| share < self::share(bound))
    }

    /// Refuses to decide on everything unless that is asked for.
    ///
    /// # Errors
    ///
    /// Refuses where no filter is given, nor `--all`.
    pub fn refuse_all(&self) -> Result<()> {
        let filters = self.rule.is_some()
            || self.document.is_some()
            || self.relation.is_some()
            || self.min_confidence.is_some()
            || self.below.is_some();
        if filters || self.all || !self.ids.is_empty() {
            return Ok(());
        }
        bail!(
            "no filter says which facts are meant: expected --id, --rule, --document, --relation, --min-confidence, --below or --all"
        );
    }
}

/// Confidence is a number of few digits from 0 to 1: exact enough to compare.
fn share(number: &Decimal) -> f64 {
    number.as_str().parse().unwrap_or_default()
}
