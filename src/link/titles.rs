//! Titles of policies: one plain form for matching, and keys made of them.
//!
//! Two titles match where they differ only in spaces, book-title marks, the
//! shape of brackets, full-width letters, 中华人民共和国 at the front or 试行 in brackets.

use super::names::plain;
use crate::fact::{DocumentNumber, digest::sha256};

/// The name of the state, with which full titles begin and short ones do not.
const STATE: &str = "中华人民共和国";

/// Marks of trial in brackets, which a citation may leave out; brackets as [`plain`] gives them.
const TRIAL: [&str; 2] = ["(试行)", "(暂行)"];

/// The most characters of a Chinese title in a key; a longer one ends in a digest.
const MOST_HANZI: usize = 120;

/// The most letters of an English title in a key.
const MOST_LETTERS: usize = 60;

/// Returns the form in which titles are compared.
#[must_use]
pub fn plain_title(title: &str) -> String {
    let mut form: String = plain(title)
        .chars()
        .filter(|c| !"〈〉<>〔〕[]【】".contains(*c))
        .collect();
    for mark in TRIAL {
        form = form.replace(mark, "");
    }
    match form.strip_prefix(STATE) {
        // 中华人民共和国宪法 is the constitution; nothing but the name of the state is no title.
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => form,
    }
}

/// Says whether a text has hanzi.
#[must_use]
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}

/// Returns the language tag of a text: Chinese where it has hanzi.
#[must_use]
pub fn language_of(text: &str) -> &'static str {
    if is_chinese(text) { "zh-Hans" } else { "en" }
}

/// Makes a key of a name: letters and digits of any script in lower case, a hyphen for what stands between them.
///
/// Spaces in Chinese and book-title marks count as nothing. A name of Latin letters is cut at a word, at about sixty;
/// a name without a letter or digit gives `unnamed`.
#[must_use]
pub fn slug(name: &str) -> String {
    let chinese = is_chinese(name);
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push('-');
            }
            key.push(c);
            gap = false;
        } else if !(chinese && (c.is_whitespace() || "《》〈〉".contains(c))) {
            gap |= !"'’".contains(c);
        }
    }
    if key.is_empty() {
        return "unnamed".to_owned();
    }
    if !chinese {
        return cut(&key, MOST_LETTERS).to_owned();
    }
    match key.char_indices().nth(MOST_HANZI) {
        Some((end, _)) => format!("{}-{}", &key[..end], &sha256(key.as_bytes())[..8]),
        None => key,
    }
}

/// Makes the key of a document number of any form; `None` for one that names no code or no serial.
#[must_use]
pub fn number_key(printed: &str) -> Option<String> {
    if let Some(number) = DocumentNumber::parse(printed) {
        return Some(number.to_key());
    }
    let spelled = DocumentNumber::spell(printed);
    let joined: String = spelled.chars().filter(|c| c.is_alphanumeric()).collect();
    let (head, serial) = joined.strip_suffix('号')?.rsplit_once('第')?;
    let year = head
        .strip_suffix('年')
        .and_then(|rest| Some((rest, rest.len().checked_sub(4)?)));
    let (code, year) = match year {
        Some((rest, at)) if rest.is_char_boundary(at) => rest.split_at(at),
        _ => (head, ""),
    };
    if code.is_empty() || serial.is_empty() {
        return None;
    }
    let year = if year.is_empty() {
        String::new()
    } else {
        format!("-{year}")
    };
    Some(format!("{code}{year}-{serial}"))
}

/// Cuts a key at a hyphen so that it has at most so many characters; in the word where there is no hyphen.
#[must_use]
pub fn cut(key: &str, most: usize) -> &str {
    let Some((end, _)) = key.char_indices().nth(most) else {
        return key;
    };
    let whole = key[end..].starts_with('-');
    let at = if whole {
        end
    } else {
        key[..end].rfind('-').unwrap_or(end)
    };
    &key[..at]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_in_form_only_are_one() {
        for (one, other) in [
            ("中华人民共和国专利法", "《专利法》"),
            ("数据安全管理办法（试行）", "数据安全管理 办法"),
            ("数据安全管理办法(试行)", "数据安全管理办法"),
            ("Action Plan（2023—2025）", "action plan (2023-2025)"),
            ("关于修改〈商标法〉的决定", "关于修改《商标法》的决定"),
        ] {
            assert_eq!(plain_title(one), plain_title(other), "{one}");
        }
        assert_ne!(
            plain_title("管理办法（征求意见稿）"),
            plain_title("管理办法")
        );
        assert_eq!(plain_title("中华人民共和国"), "中华人民共和国");
    }

    #[test]
    fn a_key_has_letters_digits_and_hyphens_only() {
        for (name, key) in [
            ("中华人民共和国专利法", "中华人民共和国专利法"),
            ("数据 安全管理办法（试行）", "数据安全管理办法-试行"),
            (
                "Measures on People's Data, 2nd ed.",
                "measures-on-peoples-data-2nd-ed",
            ),
            ("《…》", "unnamed"),
        ] {
            assert_eq!(slug(name), key);
        }
        for (number, key) in [
            ("工信部联通信〔2023〕180号", Some("工信部联通信-2023-180")),
            ("国令第782号", Some("国令-782")),
            (
                "财政部 税务总局公告2023年第2号",
                Some("财政部税务总局公告-2023-2"),
            ),
            (
                "国家知识产权局公告 第五一七号",
                Some("国家知识产权局公告-517"),
            ),
            ("2022年第7号", None),
            ("第7号", None),
            ("无号", None),
        ] {
            assert_eq!(number_key(number).as_deref(), key, "{number}");
        }
        let long = "Guiding opinions on the high quality development of the measuring instruments industry";
        assert_eq!(
            slug(long),
            "guiding-opinions-on-the-high-quality-development-of-the"
        );
        assert_eq!(cut("abc-def", 3), "abc");
        assert_eq!(cut("abcdef", 3), "abc");
    }
}
