//! Deals, investigations, appointments and what else happened.

use maud::{Markup, html};

use super::{
    content::Event,
    name::{name, text},
    proof::proof,
};

/// Returns the section.
pub(super) fn section(events: &[Event]) -> Markup {
    html! {
        @if events.is_empty() { p class="none" { "No events." } }
        @else {
            table {
                thead {
                    tr {
                        th scope="col" { "Date" }
                        th scope="col" { "Event" }
                        th scope="col" { "Who" }
                        th scope="col" { "Value" }
                        th scope="col" { "Evidence" }
                    }
                }
                tbody { @for event in events { (line(event)) } }
            }
        }
    }
}

fn line(event: &Event) -> Markup {
    html! {
        tr {
            td data-label="Date" class="date" { (text(&event.date)) }
            th scope="row" data-label="Event" {
                (name(&event.name))
                @if !event.kind.is_empty() { div class="aside" { (text(&event.kind)) } }
            }
            td data-label="Who" class="many" {
                @for (role, party) in &event.parties {
                    div { (name(party)) " " span class="aside" { (text(role)) } }
                }
            }
            td data-label="Value" { (text(&event.value)) }
            td data-label="Evidence" { (proof(&event.evidence)) }
        }
    }
}
