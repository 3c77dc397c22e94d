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

    /// Returns a number in the usual spelling, also one of another form, such as `国令第725号`: brackets round the year as
    /// `〔〕`, plain digits, no space beside either; the space between two issuers stays.
    #[must_use]
    pub fn spell(text: &str) -> String {
        let is_part = |c: char| c.is_ascii_digit() || "〔〕第号".contains(usual_bracket(c));
        let plain: String = text.chars().map(plain_digit).collect();
        let mut joined = String::new();
        for word in plain.split_whitespace() {
            let close = joined.ends_with(is_part) || word.starts_with(is_part);
            if !joined.is_empty() && !close {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        let mut spelled: Vec<char> = joined.chars().collect();
        for start in 0..spelled.len() {
            let Some([open, year @ .., close]) = spelled.get_mut(start..start + 6) else {
                break;
            };
            let is_year = year.iter().all(char::is_ascii_digit);
            if is_year && usual_bracket(*open) == '〔' && usual_bracket(*close) == '〕' {
                (*open, *close) = ('〔', '〕');
            }
        }
        spelled.into_iter().collect()
    }

    /// Returns the key that a policy of this number bears: `工信部联网安-2022-182`.
    #[must_use]
    pub fn to_key(&self) -> String {
        format!("{}-{}-{}", self.code, self.year, self.serial)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}

fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}

/// Gives each bracket its usual shape.
fn usual_bracket(c: char) -> char {
    match c {
        '﹝' | '[' | '［' | '【' | '(' | '（' => '〔',
        '﹞' | ']' | '］' | '】' | ')' | '）' => '〕',
        _ => c,
    }
}

/// Drops spaces, makes digits plain, and gives each bracket its usual shape.
fn plain_character(c: char) -> Option<char> {
    (!c.is_whitespace()).then(|| usual_bracket(plain_digit(c)))
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
    fn a_number_of_any_form_is_spelled_in_one_way() {
        for (printed, spelled) in [
            ("工信部联网安﹝2022﹞182号", "工信部联网安〔2022〕182号"),
            (
                " 工信部联网安 【２０２２】 182 号",
                "工信部联网安〔2022〕182号",
            ),
            ("国发(2022)5号", "国发〔2022〕5号"),
            ("国知发运字[2022] 5号", "国知发运字〔2022〕5号"),
            ("国令第 725 号", "国令第725号"),
            (
                "国家知识产权局公告 第五一七号",
                "国家知识产权局公告第五一七号",
            ),
            (
                "财政部 税务总局公告2023年第2号",
                "财政部 税务总局公告2023年第2号",
            ),
            ("公告(试行)第3号", "公告(试行)第3号"),
            ("", ""),
        ] {
            assert_eq!(DocumentNumber::spell(printed), spelled, "{printed}");
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
}
