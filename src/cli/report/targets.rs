//! Targets, and how far they are: a target is held against observations of the same indicator in the same unit.

use super::base::Base;
use crate::{
    fact::Kind,
    view::report::{Observed, Target},
    vocab,
};

/// The targets that are numbers.
pub fn numeric(base: &Base) -> Vec<Target> {
    targets(base)
        .filter(|target| !target.value.is_empty())
        .collect()
}

/// The targets that are words.
pub fn goals(base: &Base) -> Vec<Target> {
    targets(base)
        .filter(|target| target.value.is_empty())
        .collect()
}

fn targets<'a>(base: &'a Base) -> impl Iterator<Item = Target> + 'a {
    base.entities(Kind::Target).map(|iri| target(base, iri))
}

fn target(base: &Base, iri: &str) -> Target {
    let text = |property| base.text(iri, property);
    let value = text(vocab::VALUE);
    let (indicator, unit) = (text(vocab::INDICATOR), text(vocab::UNIT));
    Target {
        name: base.name(iri),
        set_by: base.names(iri, vocab::SET_BY),
        observed: latest(base, &indicator, &unit, &value),
        indicator,
        goal: text(vocab::GOAL),
        comparator: text(vocab::COMPARATOR),
        value,
        unit,
        deadline: text(vocab::DEADLINE),
        inherited_from: base.names(iri, vocab::INHERITED_FROM),
        evidence: base.evidence_of(iri, &[]),
    }
}

/// The latest observation of an indicator in a unit; one without a date counts as older than any with one.
fn latest(base: &Base, indicator: &str, unit: &str, target: &str) -> Option<Observed> {
    if indicator.is_empty() {
        return None;
    }
    let fits = |iri: &&str| {
        base.text(iri, vocab::INDICATOR) == indicator && base.text(iri, vocab::UNIT) == unit
    };
    let fitting = base.entities(Kind::Observation).filter(fits);
    let iri = fitting.max_by_key(|iri| (base.text(iri, vocab::OBSERVED), (*iri).to_owned()))?;
    let value = base.text(iri, vocab::VALUE);
    let ratio = value
        .parse::<f64>()
        .ok()
        .zip(target.parse::<f64>().ok())
        .map(|(seen, aim)| seen / aim);
    Some(Observed {
        value,
        unit: unit.to_owned(),
        date: base.text(iri, vocab::OBSERVED),
        ratio: ratio.filter(|ratio| ratio.is_finite()),
        evidence: base.evidence_of(iri, &[]),
    })
}
