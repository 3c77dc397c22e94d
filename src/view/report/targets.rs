//! Targets by due year, with what is observed; the ones without a number beside them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    content::{Evidence, Observed, Target},
    name::{grouped, name, names, text},
    proof::proof,
};
use crate::view::{bars::progress, text::visible};

/// Returns the section.
pub(super) fn section(targets: &[Target], goals: &[Target]) -> Markup {
    html! {
        @if targets.is_empty() { p class="none" { "No targets." } }
        @for (year, mut due) in by_year(targets) {
            ({ due.sort_by(|one, other| key(one).cmp(&key(other))); years(year, &due) })
        }
        @if !goals.is_empty() { h3 { "Goals without a number" } (goals_table(goals)) }
    }
}

/// By when, what has no deadline last.
fn due(target: &Target) -> (bool, &str) {
    (target.deadline.is_empty(), &target.deadline)
}

fn key(target: &Target) -> (&str, &str, &str) {
    (&target.deadline, &target.indicator, &target.name.id)
}

/// Sorts the targets by the year of their deadline; what has none comes last.
fn by_year(targets: &[Target]) -> BTreeMap<(bool, &str), Vec<&Target>> {
    let mut years: BTreeMap<(bool, &str), Vec<&Target>> = BTreeMap::new();
    for target in targets {
        let year = target.deadline.split('-').next().unwrap_or_default();
        years
            .entry((year.is_empty(), year))
            .or_default()
            .push(target);
    }
    years
}

fn years((undated, year): (bool, &str), due: &[&Target]) -> Markup {
    html! {
        h3 { @if undated { "No due year" } @else { "Due " (text(year)) } }
        table {
            thead {
                tr {
                    th scope="col" { "Target" }
                    th scope="col" { "Value" }
                    th scope="col" { "How far" }
                    th scope="col" { "Set by" }
                    th scope="col" { "Evidence" }
                }
            }
            tbody { @for target in due { (line(target)) } }
        }
    }
}

fn line(target: &Target) -> Markup {
    html! {
        tr {
            th scope="row" data-label="Target" {
                (name(&target.name))
                @if !target.indicator.is_empty() && target.indicator != target.name.label {
                    div class="aside" { (text(&target.indicator)) }
                }
            }
            td data-label="Value" {
                (comparator(&target.comparator)) b class="amount" { (amount(&target.value, &target.unit)) }
                @if target.deadline.len() > 4 { div class="aside" { "by " (text(&target.deadline)) } }
            }
            td data-label="How far" {
                @if let Some(observed) = &target.observed { (how_far(target, observed)) }
                @else { span class="none" { "no value observed" } }
            }
            td data-label="Set by" class="many" { (set_by(target)) }
            td data-label="Evidence" { (proof(&all_evidence(target))) }
        }
    }
}

/// Returns the places of the target and of what is held against it.
fn all_evidence(target: &Target) -> Vec<Evidence> {
    let observed = target
        .observed
        .iter()
        .flat_map(|observed| &observed.evidence);
    target.evidence.iter().chain(observed).cloned().collect()
}

fn set_by(target: &Target) -> Markup {
    html! {
        (names(&target.set_by))
        @if !target.inherited_from.is_empty() {
            div class="aside" { "year or value from " (names(&target.inherited_from)) }
        }
    }
}

fn how_far(target: &Target, observed: &Observed) -> Markup {
    let now = amount(&observed.value, &observed.unit);
    let text_of = |ratio: f64| {
        let percent = (ratio * 100.0).round();
        format!(
            "{} of {} ({percent} %)",
            grouped(&observed.value),
            amount(&target.value, &target.unit)
        )
    };
    html! {
        @if let Some(ratio) = observed.ratio {
            (progress(ratio, &text_of(ratio))) div { (text_of(ratio)) }
        } @else {
            div { (now) " observed" }
        }
        @if !observed.date.is_empty() { div class="aside" { "observed " (text(&observed.date)) } }
    }
}

/// Says in words how a value is meant; nothing, where it is meant exactly.
fn comparator(comparator: &str) -> Markup {
    match comparator {
        "" | "=" => html! {},
        ">=" | "≥" => html! { "at least " },
        "<=" | "≤" => html! { "at most " },
        ">" => html! { "more than " },
        "<" => html! { "less than " },
        "~" | "≈" => html! { "about " },
        other => html! { (text(other)) " " },
    }
}

/// Spells a value with its unit; counts have none.
fn amount(value: &str, unit: &str) -> String {
    let unit = if unit == "count" { "" } else { unit };
    visible(format!("{} {unit}", grouped(value)).trim_end())
}

fn goals_table(goals: &[Target]) -> Markup {
    let mut goals: Vec<&Target> = goals.iter().collect();
    goals.sort_by(|one, other| due(one).cmp(&due(other)).then(key(one).cmp(&key(other))));
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "Goal" }
                    th scope="col" { "Due" }
                    th scope="col" { "Set by" }
                    th scope="col" { "Evidence" }
                }
            }
            tbody {
                @for goal in goals {
                    tr {
                        th scope="row" data-label="Goal" {
                            (name(&goal.name))
                            @if goal.goal != goal.name.label { div class="aside" { (text(&goal.goal)) } }
                        }
                        td data-label="Due" class="date" { (text(&goal.deadline)) }
                        td data-label="Set by" class="many" { (set_by(goal)) }
                        td data-label="Evidence" { (proof(&goal.evidence)) }
                    }
                }
            }
        }
    }
}
