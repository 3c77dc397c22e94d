//! What each page has around its content: head, style, heading, and how to read evidence.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::name::text;
use crate::view::text::visible;

/// The style of both pages: one column, readable from 400 pixels on, dark where wished, printable.
const STYLE: &str = include_str!("style.css");

/// Puts a page together.
pub(super) fn page(title: &str, about: &[String], body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(super::GENERATOR);
                meta name="referrer" content="no-referrer";
                title { (visible(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (text(title)) }
                    @for line in about { p class="about" { (text(line)) } }
                }
                (body)
                footer { (reading()) }
            }
        }
        "\n"
    }
}

fn reading() -> Markup {
    html! {
        h2 { "How to read the evidence" }
        p {
            "Each row rests on places in documents; a click on “places” shows them. "
            b { "Stated" } " means that the text says so itself, " b { "judged" } " that its author weighs or hedges, "
            b { "reported" } " that it passes on what others say, " b { "inferred" } " that it follows from what is stated. "
            "Confidence is 1 for what is printed and less where it had to be interpreted, inferred or was added from general knowledge. "
            "Characters count from the start of the document, as Unicode characters; the end is not included."
        }
    }
}
