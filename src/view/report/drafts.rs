//! Drafts and trial versions, and till when comments are open.

use maud::{Markup, html};

use super::{
    content::Draft,
    name::{name, names, text},
    proof::proof,
};

/// Returns the section.
pub(super) fn section(drafts: &[Draft]) -> Markup {
    html! {
        @if drafts.is_empty() { p class="none" { "No drafts and no trials." } }
        @else {
            table {
                thead {
                    tr {
                        th scope="col" { "Policy" }
                        th scope="col" { "Status" }
                        th scope="col" { "Issued by" }
                        th scope="col" { "Published" }
                        th scope="col" { "Comments until" }
                        th scope="col" { "Evidence" }
                    }
                }
                tbody { @for draft in drafts { (line(draft)) } }
            }
        }
    }
}

fn line(draft: &Draft) -> Markup {
    html! {
        tr {
            th scope="row" data-label="Policy" { (name(&draft.policy)) }
            td data-label="Status" { (text(&draft.status)) }
            td data-label="Issued by" { (names(&draft.issuers)) }
            td data-label="Published" class="date" { (text(&draft.published)) }
            td data-label="Comments until" class="date" {
                @if let Some(day) = &draft.comments_until {
                    @if day.is_empty() { span class="none" { "no day given" } }
                    @else { (text(day)) }
                }
            }
            td data-label="Evidence" { (proof(&draft.evidence)) }
        }
    }
}
