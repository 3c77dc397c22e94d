//! When two names, titles or numbers count as one: what does not count is left out.
//!
//! Of Chinese words white space, book-title marks, the width of brackets, dashes and
//! 中华人民共和国 do not count; of all others letter case, a leading article, marks and white
//! space do not. Whether two names mean one body is not asked here: that is left to `link`.

use std::borrow::Cow;

/// What a name may begin with and be the same name.
const ARTICLES: [&str; 3] = ["the", "a", "an"];

/// What stands before the names of laws and bodies, or not.
const STATE: &str = "中华人民共和国";

/// Returns what counts of a name, a title or a number.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().map(narrow).collect();
    if !text.chars().any(is_hanzi) {
        return plain_letters(&text);
    }
    let kept: String = text.chars().filter(|c| counts(*c)).collect();
    let short = kept.replace(STATE, "");
    if short.is_empty() { kept } else { short }
}

/// Returns what counts of the name of a body: as [`plain`], and which 届 of it does not.
pub fn plain_body(name: &str) -> String {
    let name = plain(name);
    match ordinal(&name) {
        Some(range) => format!("{}{}", &name[..range.start], &name[range.end..]),
        None => name,
    }
}

/// Returns what counts of a number: `60.0` is `60`, `1,200` is `1200`.
pub fn plain_number(number: &str) -> Cow<'_, str> {
    if !number.contains(['.', ',']) {
        return Cow::Borrowed(number);
    }
    let number = number.replace(',', "");
    let Some((whole, fraction)) = number.split_once('.') else {
        return Cow::Owned(number);
    };
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Cow::Owned(format!("{whole}{point}{fraction}"))
}

fn plain_letters(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let first = words.next_if(|word| ARTICLES.contains(word));
    let kept: String = words.collect();
    if kept.is_empty() {
        return first.unwrap_or_default().to_owned();
    }
    kept
}

/// The bytes of 第N届.
fn ordinal(name: &str) -> Option<std::ops::Range<usize>> {
    let start = name.find('第')?;
    let rest = &name[start + '第'.len_utf8()..];
    let is_number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    let tail = rest.trim_start_matches(is_number);
    let after = tail
        .strip_prefix('届')
        .filter(|_| tail.len() < rest.len())?;
    Some(start..name.len() - after.len())
}

/// A character of full width, or a bracket of another make, as the plain one.
fn narrow(character: char) -> char {
    match character {
        '〔' | '﹝' | '【' | '[' | '［' => '(',
        '〕' | '﹞' | '】' | ']' | '］' => ')',
        '“' | '”' | '＂' => '"',
        '‘' | '’' => '\'',
        '！'..='～' => char::from_u32(u32::from(character) - 0xFF01 + 0x21).unwrap_or(character),
        other => other,
    }
}

fn counts(character: char) -> bool {
    !character.is_whitespace() && !"《》〈〉<>-‐‑‒–—―─".contains(character)
}

fn is_hanzi(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_count_is_left_out_and_the_rest_is_kept() {
        for (one, other) in [
            ("《中华人民共和国食品 安全法》", "食品安全法"),
            ("办法（试行）", "办法(试行)"),
            ("国发〔2010〕33号", "国发[2010]３３ 号"),
            ("规划（2024—2030年）", "规划（2024-2030年）"),
            ("The Plan for \"Set Sail\"", "plan for Set Sail"),
            ("high-quality 6G", "High quality 6g"),
            ("The", "the"),
        ] {
            assert_eq!(plain(one), plain(other), "{one}");
        }
        for (one, other) in [
            ("办法", "办法（试行）"),
            ("Plan A", "Plan B"),
            ("规定", "规则"),
        ] {
            assert_ne!(plain(one), plain(other), "{one}");
        }
    }

    #[test]
    fn which_congress_it_was_does_not_count_of_a_body() {
        for (one, other) in [
            ("郑州市第十一届人民代表大会", "郑州市人民代表大会"),
            ("第9届全国人民代表大会", "全国人民代表大会"),
        ] {
            assert_eq!(plain_body(one), plain_body(other), "{one}");
        }
        for name in ["第一机械工业部", "第届会", "国务院"] {
            assert_eq!(plain_body(name), name);
        }
    }

    #[test]
    fn a_number_is_what_it_is_worth() {
        for (one, other) in [
            ("60.0", "60"),
            ("1,200", "1200"),
            ("0.50", "0.5"),
            ("120", "120"),
        ] {
            assert_eq!(plain_number(one), other, "{one}");
        }
    }
}
