//! Document numbers (文号): `国发〔2015〕28号`, in the forms that people print.

use std::fmt;

/// A document number in one form: an agency's code, a year, a serial number.
///
/// Brackets of every shape count as `〔〕`, full-width digits as plain ones,
/// and spaces as nothing: `工信部联网安 ﹝２０２２﹞182号` is `工信部联网安〔2022〕182号`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    code: String,
    year: u16,
    serial: String,
}

impl DocumentNumber {
    /// Reads a number of the form CODE〔YEAR〕SERIAL号; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter_map(plain_character).collect();
        let (code, rest) = plain.split_once('〔')?;
        let (year, serial) = rest.split_once('〕')?;
        let serial = serial.strip_suffix('号').unwrap_or(serial);
        let serial = serial.strip_prefix('第').unwrap_or(serial);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if code.is_empty() || !code.chars().all(char::is_alphanumeric) {
            return None;
        }
        if year.len() != 4 || !digits(year) || !digits(serial) {
            return None;
        }
        Some(Self {
            code: code.to_owned(),
            year: year.parse().ok()?,
            serial: serial.to_owned(),
        })
    }

    /// Returns a text that numbers a document in its one form, whether or not it has a code and a year.
    ///
    /// `国令第752号` and `公告2024年第39号` are numbers too: of these only spaces go, digits
    /// become plain ones, and brackets that no other text has become `〔〕`.
    #[must_use]
    pub fn canonical(text: &str) -> String {
        Self::parse(text).map_or_else(
            || text.chars().filter_map(plain_outside_a_number).collect(),
            |number| number.to_string(),
        )
    }

    /// Returns the key that a policy of this number bears: `工信部联网安-2022-182`.
    #[must_use]
    pub fn to_key(&self) -> String {
        format!("{}-{}-{}", self.code, self.year, self.serial)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{:04}〕{}号", self.code, self.year, self.serial)
    }
}

/// Drops spaces, widens nothing, and gives each bracket its usual shape.
fn plain_character(c: char) -> Option<char> {
    match c {
        '﹝' | '[' | '［' | '【' | '(' | '（' | '〔' => Some('〔'),
        '﹞' | ']' | '］' | '】' | ')' | '）' | '〕' => Some('〕'),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ if c.is_whitespace() => None,
        _ => Some(c),
    }
}

/// The same, but round brackets stay: a text that is no number of the usual form may hold words in them.
fn plain_outside_a_number(c: char) -> Option<char> {
    match c {
        '(' | ')' | '（' | '）' => Some(c),
        _ => plain_character(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_people_print_are_one_number() {
        for text in [
            "工信部联网安〔2022〕182号",
            "工信部联网安﹝2022﹞182号",
            "工信部联网安[2022]182号",
            "工信部联网安 【２０２２】 182 号",
            "工信部联网安（2022）第182号",
        ] {
            let number = DocumentNumber::parse(text).unwrap();
            assert_eq!(number.to_string(), "工信部联网安〔2022〕182号", "{text}");
            assert_eq!(number.to_key(), "工信部联网安-2022-182", "{text}");
        }
    }

    #[test]
    fn what_has_no_code_or_no_year_is_no_document_number() {
        for text in [
            "",
            "2024年第40号",
            "〔2022〕1号",
            "国发〔22〕1号",
            "国发〔2022〕号",
            "国发2022",
        ] {
            assert_eq!(DocumentNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_number_has_one_form() {
        for (text, form) in [
            ("工信部联网安﹝2022﹞182号", "工信部联网安〔2022〕182号"),
            ("国发[２０１５] 28号", "国发〔2015〕28号"),
            ("国令第752号", "国令第752号"),
            ("2022年第7号", "2022年第7号"),
            (
                "财政部 税务总局公告2023年第２号",
                "财政部税务总局公告2023年第2号",
            ),
            ("公告﹝第4号﹞（第一批）", "公告〔第4号〕（第一批）"),
            ("", ""),
        ] {
            assert_eq!(DocumentNumber::canonical(text), form, "{text}");
            assert_eq!(DocumentNumber::canonical(form), form, "{form}");
        }
    }
}
