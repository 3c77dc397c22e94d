//! What is safe to show: characters that hide or turn text around, made visible.
//!
//! For people only (terminal, DOT, SVG, HTML). CSV, JSON, `GraphML` and GEXF give
//! the raw text back and do not use [`visible`].

use std::fmt::Write;

/// Returns the text with control and direction characters spelled out.
///
/// Newline, tab and carriage return become `\n`, `\t`, `\r`; the other controls
/// and the marks that reorder text or take no room become `\u{202e}` and the
/// like. A backslash of the text itself stays as it is: the result is for
/// reading, not for reading back.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            hidden if is_hidden(hidden) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(hidden));
            }
            plain => shown.push(plain),
        }
    }
    shown
}

/// Says whether a character is a control, a mark that reorders text, or takes no room.
///
/// The joiners U+200C and U+200D are left alone: scripts need them.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns an IRI with its start replaced by what stands for it; the first prefix that fits wins.
///
/// With `("https://…/id/", "")` and `("https://…/ns#", "pg:")`, an entity reads
/// `agency/miit` and a term `pg:issuedBy`. An IRI of none of them stays whole.
#[must_use]
pub fn shorten(iri: &str, prefixes: &[(&str, &str)]) -> String {
    for (start, short) in prefixes {
        if let Some(rest) = iri.strip_prefix(start)
            && !rest.is_empty()
        {
            return format!("{short}{rest}");
        }
    }
    iri.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{shorten, visible};

    #[test]
    fn hidden_characters_are_spelled_out_and_hanzi_kept() {
        for (text, shown) in [
            ("工业和信息化部", "工业和信息化部"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe"),
            ("a\u{200f}\u{61c}\u{feff}", "a\\u{200f}\\u{61c}\\u{feff}"),
            ("\0\u{1b}[31m", "\\u{0}\\u{1b}[31m"),
            ("\u{2066}x\u{2069}\u{2028}", "\\u{2066}x\\u{2069}\\u{2028}"),
            ("<b>&amp;\"'", "<b>&amp;\"'"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
        }
    }

    #[test]
    fn an_iri_is_shortened_by_the_first_prefix_that_fits() {
        let prefixes = [("https://x/id/", ""), ("https://x/ns#", "pg:")];
        for (iri, short) in [
            ("https://x/id/agency/miit", "agency/miit"),
            ("https://x/ns#issuedBy", "pg:issuedBy"),
            ("https://x/ns#", "https://x/ns#"),
            ("https://y/", "https://y/"),
        ] {
            assert_eq!(shorten(iri, &prefixes), short);
        }
    }
}
