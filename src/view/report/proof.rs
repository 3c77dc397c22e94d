//! The evidence of a row, folded until it is clicked.

use maud::{Markup, html};

use super::{
    content::Evidence,
    name::{text, web_link},
};

/// Returns the evidence, folded; says so where there is none.
pub(super) fn proof(evidence: &[Evidence]) -> Markup {
    let several = if evidence.len() == 1 {
        "1 place"
    } else {
        &format!("{} places", evidence.len())
    };
    html! {
        @if evidence.is_empty() {
            span class="none" { "no evidence" }
        } @else {
            details class="proof" {
                summary { (several) }
                ul { @for one in evidence { li { (place(one)) } } }
            }
        }
    }
}

/// Returns one place: where, how it is meant, how sure it is, and the words.
fn place(evidence: &Evidence) -> Markup {
    html! {
        @if !evidence.says.is_empty() { div class="says" { (text(&evidence.says)) } }
        div class="place" {
            cite {
                @if let Some(page) = &evidence.link { (web_link(page, &evidence.document)) }
                @else { (text(&evidence.document)) }
            }
            @if !evidence.section.is_empty() { ", " (text(&evidence.section)) }
            @if let (Some(start), Some(end)) = (evidence.start, evidence.end) {
                ", characters " (start) "–" (end)
            }
        }
        div class="how" { (how(evidence)) }
        @if !evidence.note.is_empty() { div class="note" { "Note: " (text(&evidence.note)) } }
        @if let Some(quote) = &evidence.quote { blockquote { @for line in quote.lines() { div { (text(line)) } } } }
    }
}

fn how(evidence: &Evidence) -> Markup {
    let words = [&evidence.modality, &evidence.method, &evidence.review];
    let known: Vec<&String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    html! {
        @for (place, word) in known.iter().enumerate() {
            @if place > 0 { " · " }
            (text(word))
        }
        @if let Some(confidence) = evidence.confidence {
            @if !known.is_empty() { " · " }
            "confidence " (confidence)
        }
    }
}
