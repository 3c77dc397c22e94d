//! The pictures, each as wide as the page at most or in full size to scroll, with links to the same as files.

use maud::{Markup, PreEscaped, html};

use super::{content::Picture, name::text};
use crate::view::text::visible;

/// Returns the section.
pub(super) fn section(pictures: &[Picture]) -> Markup {
    html! {
        @if pictures.is_empty() { p class="none" { "No pictures were asked for." } }
        @for picture in pictures {
            h3 id={ "picture-" (visible(&picture.id)) } { (text(&picture.title)) }
            figure {
                figcaption {
                    (text(&picture.caption))
                    @for (label, file) in &picture.files { " " a href=(visible(file)) { (text(label)) } }
                }
                input type="checkbox" class="full" id={ "full-" (visible(&picture.id)) };
                label for={ "full-" (visible(&picture.id)) } { " Full size, to scroll" }
                div class="frame" tabindex="0" { (PreEscaped(&picture.svg)) }
            }
        }
    }
}
