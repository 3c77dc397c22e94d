//! Text as XML 1.0 wants it, for the two XML formats of networks.

use std::fmt::Write;

use maud::{Markup, PreEscaped};

/// The first line of each file.
pub(super) const DECLARATION: PreEscaped<&str> =
    PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

/// Returns the text with markup and white space escaped, for content and attributes alike.
///
/// A parser gives the exact text back, but for the characters that XML 1.0
/// cannot hold in any form (NUL, ESC, U+FFFE, …): each is replaced by U+FFFD.
pub(super) fn escape(text: &str) -> Markup {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            forbidden if !is_allowed(forbidden) => escaped.push('\u{fffd}'),
            hidden if super::text::is_hidden(hidden) => {
                let _ = write!(escaped, "&#{};", u32::from(hidden));
            }
            plain => escaped.push(plain),
        }
    }
    PreEscaped(escaped)
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
        && !matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// What a parser gives back for a text.
#[cfg(test)]
pub(super) fn read_back(text: &str) -> String {
    text.chars()
        .map(|character| {
            if is_allowed(character) {
                character
            } else {
                '\u{fffd}'
            }
        })
        .collect()
}
