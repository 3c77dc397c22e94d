//! What the graph holds: counts by class and by document; a click lists what is counted.

use maud::{Markup, html};

use super::{
    content::{Count, Report},
    name::{grouped, name, plural, text},
};

/// Returns the section.
pub(super) fn section(report: &Report) -> Markup {
    html! {
        p {
            "A click on a class lists its entities, one on a document those it speaks of; "
            "each name leads to what is said of it, and where."
        }
        h3 { "Entities by class" }
        (cards(&report.counts, plural))
        @if !report.documents.is_empty() {
            h3 { "Statements by document" }
            (cards(&report.documents, str::to_owned))
        }
    }
}

/// Draws a card a count; `several` words what is counted where it is not one.
fn cards(counts: &[Count], several: fn(&str) -> String) -> Markup {
    let label = |count: &Count| match count.total {
        1 => count.label.clone(),
        _ => several(&count.label),
    };
    html! {
        div class="cards" {
            @for count in counts {
                details class="card" {
                    summary { b { (grouped(&count.total.to_string())) } " " (text(&label(count))) }
                    ul { @for entity in &count.entities { li { (name(entity)) } } }
                }
            }
        }
    }
}
