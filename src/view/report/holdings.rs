//! What the graph holds: counts by class and by document; a click lists what is counted.

use maud::{Markup, html};

use super::{
    content::{Count, Report},
    name::{name, text},
};

/// Returns the section.
pub(super) fn section(report: &Report) -> Markup {
    html! {
        p { "A click on a number lists what it counts; each name leads to what is said of it, and where." }
        h3 { "Entities by class" }
        (cards(&report.counts))
        @if !report.documents.is_empty() {
            h3 { "Statements by document" }
            (cards(&report.documents))
        }
    }
}

fn cards(counts: &[Count]) -> Markup {
    html! {
        div class="cards" {
            @for count in counts {
                details class="card" {
                    summary { b { (count.total) } " " (text(&count.label)) }
                    ul { @for entity in &count.entities { li { (name(entity)) } } }
                }
            }
        }
    }
}
