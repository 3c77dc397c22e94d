//! Document numbers (文号): `国发〔2015〕28号`, `国令第725号`, in the forms that people print.

mod find;

use std::fmt;

use super::numeral::parse_numeral;
pub use find::{find_numbers, read_cell};

/// What a series of announcements and orders is called at the end of its name; the longer before one that it ends with.
const SERIES: [&str; 6] = ["公告", "通告", "通报", "布告", "命令", "令"];

/// A document number in one form: an agency's code or the name of a series, a year, a serial number.
///
/// Brackets of every shape count as `〔〕`, full-width and Chinese digits as plain ones,
/// and spaces as nothing: `工信部联网安 ﹝２０２２﹞182号` is `工信部联网安〔2022〕182号`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    code: String,
    year: Option<u16>,
    serial: String,
    form: Form,
}

/// How the parts of a number are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    /// CODE〔YEAR〕SERIAL号.
    Bracketed,
    /// SERIES YEAR年第SERIAL号, the year left out where the series runs on.
    Series,
}

impl DocumentNumber {
    /// Reads a number of the form CODE〔YEAR〕SERIAL号, SERIES第SERIAL号 or SERIES YEAR年第SERIAL号; `None` for any other
    /// text, also for one that does not say whose number it is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_part(text).filter(|number| !number.code.is_empty())
    }

    /// Reads a number as [`Self::parse`] does, also one that does not say whose it is, for a place where that is known:
    /// 2024年第40号.
    #[must_use]
    pub fn parse_part(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter_map(plain_character).collect();
        let number = match plain.split_once('〔') {
            Some((code, rest)) => parse_bracketed(code, rest)?,
            None => parse_series(&plain)?,
        };
        let fits = number.code.chars().all(char::is_alphanumeric);
        fits.then_some(number)
    }

    fn bracketed(code: &str, year: u16, serial: u64) -> Self {
        Self {
            code: without_spaces(code),
            year: Some(year),
            serial: serial.to_string(),
            form: Form::Bracketed,
        }
    }

    fn of_series(series: &str, year: Option<u16>, serial: u64) -> Self {
        Self {
            code: without_spaces(series),
            year,
            serial: serial.to_string(),
            form: Form::Series,
        }
    }

    /// Returns the agency's code or the name of the series, without spaces: 工信部联网安, 国令; empty where the number does not
    /// say whose it is.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(&self) -> Option<u16> {
        self.year
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

    /// Returns the key that a policy of this number bears: `工信部联网安-2022-182`, `国令-725`.
    ///
    /// A number without a code gives a key that others may have too.
    #[must_use]
    pub fn to_key(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let code = Some(&self.code).filter(|code| !code.is_empty());
        let parts = [code, year.as_ref(), Some(&self.serial)];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join("-")
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        match (self.form, self.year) {
            (Form::Bracketed, Some(year)) => write!(f, "〔{year}〕{}号", self.serial),
            (Form::Series, Some(year)) => write!(f, "{year}年第{}号", self.serial),
            (_, None) => write!(f, "第{}号", self.serial),
        }
    }
}

/// Reads what stands before and after the bracket that opens the year.
fn parse_bracketed(code: &str, rest: &str) -> Option<DocumentNumber> {
    let (year, serial) = rest.split_once('〕')?;
    let serial = serial.strip_suffix('号').unwrap_or(serial);
    let serial = serial.strip_prefix('第').unwrap_or(serial);
    let year = parse_year(year.strip_suffix('年').unwrap_or(year))?;
    Some(DocumentNumber::bracketed(
        code,
        year,
        parse_numeral(serial)?,
    ))
}

fn parse_series(plain: &str) -> Option<DocumentNumber> {
    if let Some(number) = parse_order(plain) {
        return Some(number);
    }
    let (series, serial) = plain.strip_suffix('号')?.rsplit_once('第')?;
    let serial = parse_numeral(serial)?;
    let head = series.strip_suffix('年').unwrap_or(series);
    let code = head.trim_end_matches(|c: char| c.is_ascii_digit());
    match parse_year(&head[code.len()..]) {
        Some(year) => Some(DocumentNumber::of_series(code, Some(year), serial)),
        None => Some(DocumentNumber::of_series(series, None, serial)),
    }
}

/// Reads ISSUER第SERIAL号SERIES, which is ISSUER SERIES第SERIAL号: 国务院第725号令.
fn parse_order(plain: &str) -> Option<DocumentNumber> {
    let series = SERIES.iter().find(|series| plain.ends_with(**series))?;
    let serial = plain.strip_suffix(series)?.strip_suffix('号')?;
    let (issuers, serial) = serial.rsplit_once('第')?;
    let code = format!("{issuers}{series}");
    Some(DocumentNumber::of_series(
        &code,
        None,
        parse_numeral(serial)?,
    ))
}

fn parse_year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn without_spaces(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '、')
        .collect()
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
    fn announcements_and_orders_are_numbers_and_have_a_stable_key() {
        for (text, number, key) in [
            ("国令第725号", "国令第725号", "国令-725"),
            ("国令 第 725 号", "国令第725号", "国令-725"),
            ("主席令第二十四号", "主席令第24号", "主席令-24"),
            ("国务院第725号令", "国务院令第725号", "国务院令-725"),
            ("公告2020年第13号", "公告2020年第13号", "公告-2020-13"),
            (
                "财政部 税务总局公告2023年第2号",
                "财政部税务总局公告2023年第2号",
                "财政部税务总局公告-2023-2",
            ),
            (
                "国家知识产权局公告 第五一七号",
                "国家知识产权局公告第517号",
                "国家知识产权局公告-517",
            ),
        ] {
            let parsed = DocumentNumber::parse(text).unwrap();
            assert_eq!(parsed.to_string(), number, "{text}");
            assert_eq!(parsed.to_key(), key, "{text}");
        }
        let part = DocumentNumber::parse_part("2024年第40号").unwrap();
        assert_eq!((part.code(), part.to_key().as_str()), ("", "2024-40"));
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
