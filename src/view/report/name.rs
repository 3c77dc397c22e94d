//! Names and text in the page: isolated, in their language, linked to their evidence.

use std::fmt::Write;

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar;

use super::content::{Name, Value};
use crate::view::text::visible;

/// Returns the anchor of an entity on the evidence page: `…/id/policy/abc` gives `policy-abc`.
///
/// What is not a letter, digit, `-`, `_` or `.` stands as its code point, so that
/// no two entities share an anchor.
#[must_use]
pub fn anchor(iri: &str) -> String {
    let mut parts = iri.rsplit('/');
    let key = parts.next().unwrap_or_default();
    let kind = parts.next().unwrap_or_default();
    let mut anchor = String::new();
    for character in format!("{kind}-{key}").chars() {
        if character.is_alphanumeric() || "-_.".contains(character) {
            anchor.push(character);
        } else {
            let _ = write!(anchor, "~{:x}~", u32::from(character));
        }
    }
    anchor
}

/// Returns the link to an entity's evidence, for pages and pictures.
#[must_use]
pub fn link(iri: &str) -> String {
    format!("evidence.html#{}", anchor(iri))
}

/// Text of unknown direction, kept from what stands around it.
pub(super) fn text(text: &str) -> Markup {
    html! { bdi lang=(language(text)) { (visible(text)) } }
}

/// The names of an entity, linked to its evidence: the abbreviation or English, and Chinese.
pub(super) fn name(name: &Name) -> Markup {
    let short = name
        .abbreviation
        .as_deref()
        .filter(|short| *short != name.label);
    let names = html! {
        (text(&name.label))
        @if let Some(short) = short { " (" (text(short)) ")" }
    };
    let zh = name.label_zh.as_ref().filter(|zh| **zh != name.label);
    html! {
        span class="name" {
            @if name.id.is_empty() { (names) } @else { a href=(link(&name.id)) { (names) } }
            @if let Some(zh) = zh { " " span class="zh" { (text(zh)) } }
        }
    }
}

/// Several names, one below the other.
pub(super) fn names(names: &[Name]) -> Markup {
    html! { @for one in names { div { (name(one)) } } }
}

/// The value of a statement.
pub(super) fn value(value: &Value) -> Markup {
    match value {
        Value::Text(plain) => text(plain),
        Value::Name(entity) => name(entity),
        Value::Link(page) => web_link(page, page),
    }
}

/// A link to the web; text only, where it is none.
pub(super) fn web_link(page: &str, label: &str) -> Markup {
    let is_web = page.starts_with("https://") || page.starts_with("http://");
    html! {
        @if is_web { a class="web" href=(visible(page)) rel="noreferrer" { (text(label)) } }
        @else { (text(label)) }
    }
}

/// Groups the digits of a whole or decimal number in threes; other text stays as it is.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || whole.len() < 4 {
        return visible(digits);
    }
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| {
        format!("{grouped}.{}", visible(fraction))
    })
}

/// Returns the plural of an English noun: `agency` gives `agencies`.
pub(super) fn plural(noun: &str) -> String {
    let vowel = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    if noun == "person" {
        return "people".to_owned();
    }
    match noun.strip_suffix('y') {
        Some(stem) if !vowel(stem) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn language(text: &str) -> &'static str {
    if text.chars().any(|character| character.width() == Some(2)) {
        "zh-Hans"
    } else {
        "en"
    }
}

#[cfg(test)]
mod tests {
    use super::{anchor, grouped, plural, web_link};

    #[test]
    fn an_anchor_is_kind_and_key_and_holds_no_markup() {
        assert_eq!(
            anchor("https://w3id.org/policygraph/id/policy/abc-1"),
            "policy-abc-1"
        );
        assert_eq!(anchor("https://x/id/policy/\"><b"), "policy-~22~~3e~~3c~b");
    }

    #[test]
    fn digits_stand_in_threes_and_other_text_alone() {
        for (digits, shown) in [
            ("800000000000", "800,000,000,000"),
            ("6000", "6,000"),
            ("100", "100"),
            ("12345.5", "12,345.5"),
            ("about 10000", "about 10000"),
        ] {
            assert_eq!(grouped(digits), shown);
        }
    }

    #[test]
    fn what_is_counted_stands_in_the_plural() {
        for (one, several) in [
            ("agency", "agencies"),
            ("person", "people"),
            ("survey", "surveys"),
            ("sector", "sectors"),
            ("class", "classes"),
        ] {
            assert_eq!(plural(one), several);
        }
    }

    #[test]
    fn only_pages_of_the_web_become_links() {
        assert!(
            web_link("https://x/", "x")
                .into_string()
                .contains("href=\"https://x/\"")
        );
        assert!(
            !web_link("javascript:alert(1)", "x")
                .into_string()
                .contains("href")
        );
    }
}
