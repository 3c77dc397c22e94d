//! Numbers of terms, and the values that a number holds itself.
//!
//! A term of the dictionary has a number below 2^31. An integer or a date
//! needs no place there: its value is in the number, but only where the term is
//! spelled as this module would spell it, so that equal numbers are equal terms
//! and unequal numbers unequal ones (SPARQL's `sameTerm`). The ranges are part
//! of the format, see `docs/graph-format.md`.

use std::num::NonZeroU32;

use oxigraph::model::{Literal, Term, TermRef, vocab::xsd};
use oxsdatatypes::Date;
use spareval::ExpressionTerm;

/// The first number of an integer; 2^29 stands in the middle for 0.
const INTEGERS: u32 = 0x8000_0000;
/// The first number of a date: that of 0001-01-01.
const DATES: u32 = 0xC000_0000;
/// The first number of a year: that of the year 0, which is never used.
const YEARS: u32 = 0xE000_0000;
/// The first number of a month: that of January of the year 0, which is never used.
const MONTHS: u32 = 0xE800_0000;
/// The first number that only a query uses.
const QUERY: u32 = 0xF000_0000;
/// Half of the integers that fit.
const HALF: i64 = 1 << 29;
/// The last year: what has more digits is in the dictionary.
const LAST_YEAR: u32 = 9999;

/// The number of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(NonZeroU32);

impl Id {
    /// Takes a number as it stands in a file; `None` where it is 0.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// Returns the number.
    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// Says whether the term is in the dictionary.
    pub fn is_dictionary(self) -> bool {
        self.get() < INTEGERS
    }

    /// Returns the number of the n-th thing that a query made; `None` after 2^28 of them.
    pub fn of_query(place: usize) -> Option<Self> {
        let place = u32::try_from(place).ok()?;
        Self::new(QUERY.checked_add(place)?)
    }

    /// Returns which of the things that a query made this is.
    pub fn query_place(self) -> Option<usize> {
        self.get().checked_sub(QUERY).map(|place| place as usize)
    }
}

/// Returns the number of a term that needs no dictionary.
pub fn inline(term: TermRef<'_>) -> Option<Id> {
    let TermRef::Literal(literal) = term else {
        return None;
    };
    let datatype = literal.datatype();
    // Most literals are labels, so the common answer comes first.
    let number = if datatype == xsd::STRING {
        None
    } else if datatype == xsd::DATE {
        date(literal.value())
    } else if datatype == xsd::INTEGER {
        integer(literal.value())
    } else if datatype == xsd::G_YEAR {
        year(literal.value()).map(|year| YEARS + year)
    } else if datatype == xsd::G_YEAR_MONTH {
        month(literal.value())
    } else {
        None
    };
    number.and_then(Id::new)
}

/// Returns the number of an integer that is spelled as XSD's canonical form has it.
fn integer(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" && digits.len() == text.len() || !digits.starts_with('0'));
    let value: i64 = canonical.then(|| text.parse().ok())??;
    of_integer(value)
}

fn of_integer(value: i64) -> Option<u32> {
    if !(-HALF..HALF).contains(&value) {
        return None;
    }
    Some(INTEGERS + u32::try_from(value + HALF).ok()?)
}

/// Reads so many digits and nothing else.
fn digits(text: &[u8], count: usize) -> Option<u32> {
    let fits = text.len() == count && text.iter().all(u8::is_ascii_digit);
    fits.then(|| {
        text.iter()
            .fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
    })
}

fn year(text: &str) -> Option<u32> {
    digits(text.as_bytes(), 4).filter(|year| *year > 0)
}

fn month(text: &str) -> Option<u32> {
    let (year_text, month_text) = (text.get(..4)?, text.get(5..)?);
    let month = digits(month_text.as_bytes(), 2)?;
    let fits = text.as_bytes()[4] == b'-' && (1..=12).contains(&month);
    let months = year(year_text)? * 12 + month - 1;
    fits.then_some(MONTHS + months)
}

fn date(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(&bytes[..4], 4).filter(|year| *year > 0)?;
    let month = digits(&bytes[5..7], 2).filter(|month| (1..=12).contains(month))?;
    let day = digits(&bytes[8..], 2)?;
    let length = month_start(year, month + 1) - month_start(year, month);
    let days = year_start(year) + month_start(year, month) + day - 1;
    ((1..=length).contains(&day)).then_some(DATES + days)
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Returns the days from 0001-01-01 to the beginning of a year, in the Gregorian calendar of XSD.
fn year_start(year: u32) -> u32 {
    let before = year - 1;
    before * 365 + before / 4 - before / 100 + before / 400
}

/// Returns the days from the beginning of a year to that of a month; of the 13th, of the next year.
fn month_start(year: u32, month: u32) -> u32 {
    const STARTS: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    STARTS[month as usize - 1] + u32::from(month > 2 && is_leap(year))
}

/// Returns year, month and day of so many days after 0001-01-01.
fn civil(days: u32) -> [u32; 3] {
    // Not more than a year too late: 400 years have 146,097 days.
    let mut year = days * 400 / 146_097 + 1;
    while year_start(year) > days {
        year -= 1;
    }
    while year_start(year + 1) <= days {
        year += 1;
    }
    let rest = days - year_start(year);
    let month = (1..=12)
        .rev()
        .find(|month| month_start(year, *month) <= rest)
        .unwrap_or(1);
    [year, month, rest - month_start(year, month) + 1]
}

/// What a number holds.
enum Value {
    Integer(i64),
    /// Days after 0001-01-01.
    Date(u32),
    Year(u32),
    /// A year times 12, and a month from 0.
    Month(u32),
}

fn value(id: Id) -> Option<Value> {
    let number = id.get();
    Some(match number {
        INTEGERS..DATES => Value::Integer(i64::from(number - INTEGERS) - HALF),
        DATES..YEARS => Value::Date(number - DATES),
        YEARS..MONTHS => Value::Year(number - YEARS),
        MONTHS..QUERY => Value::Month(number - MONTHS),
        _ => return None,
    })
}

/// Says whether a number of a file is one that this module gives.
pub fn is_inline(id: Id) -> bool {
    match value(id) {
        Some(Value::Integer(_)) => true,
        Some(Value::Date(days)) => days < year_start(LAST_YEAR + 1),
        Some(Value::Year(year)) => (1..=LAST_YEAR).contains(&year),
        Some(Value::Month(months)) => (12..(LAST_YEAR + 1) * 12).contains(&months),
        None => false,
    }
}

/// Returns the term whose value a number holds.
pub fn term(id: Id) -> Option<Term> {
    let (text, datatype) = match value(id).filter(|_| is_inline(id))? {
        Value::Integer(value) => (value.to_string(), xsd::INTEGER),
        Value::Date(days) => {
            let [year, month, day] = civil(days);
            (format!("{year:04}-{month:02}-{day:02}"), xsd::DATE)
        }
        Value::Year(year) => (format!("{year:04}"), xsd::G_YEAR),
        Value::Month(months) => {
            let text = format!("{:04}-{:02}", months / 12, months % 12 + 1);
            (text, xsd::G_YEAR_MONTH)
        }
    };
    Some(Literal::new_typed_literal(text, datatype).into())
}

/// Returns the value that expressions work with, without spelling the term where that can be.
pub fn expression_term(id: Id) -> Option<ExpressionTerm> {
    match value(id).filter(|_| is_inline(id))? {
        Value::Integer(value) => Some(ExpressionTerm::IntegerLiteral(value.into())),
        Value::Date(days) => Some(ExpressionTerm::DateLiteral(xsd_date(days))),
        Value::Year(_) | Value::Month(_) => term(id).map(Into::into),
    }
}

/// Makes a date without timezone of days after 0001-01-01.
fn xsd_date(days: u32) -> Date {
    // oxsdatatypes 0.2 keeps seconds from 0001-01-01 as a decimal of 18 places, and no timezone as all ones.
    let seconds = i128::from(days) * 86_400 * 1_000_000_000_000_000_000;
    let mut bytes = [0xFF; 18];
    bytes[..16].copy_from_slice(&seconds.to_be_bytes());
    Date::from_be_bytes(bytes)
}

/// Returns the number of a value that an expression gave, without spelling it where that can be.
pub fn of_expression(term: &ExpressionTerm) -> Option<Id> {
    let number = match term {
        ExpressionTerm::IntegerLiteral(value) => of_integer((*value).into())?,
        ExpressionTerm::DateLiteral(value) => date(&value.to_string())?,
        ExpressionTerm::GYearLiteral(value) => year(&value.to_string()).map(|year| YEARS + year)?,
        ExpressionTerm::GYearMonthLiteral(value) => month(&value.to_string())?,
        _ => return None,
    };
    Id::new(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, datatype: oxigraph::model::NamedNodeRef<'_>) -> Term {
        Literal::new_typed_literal(text, datatype).into()
    }

    #[test]
    fn a_term_that_is_spelled_canonically_comes_back_as_it_was() {
        for (text, datatype) in [
            ("0", xsd::INTEGER),
            ("-1", xsd::INTEGER),
            ("536870911", xsd::INTEGER),
            ("-536870912", xsd::INTEGER),
            ("0001-01-01", xsd::DATE),
            ("1600-02-29", xsd::DATE),
            ("2023-12-31", xsd::DATE),
            ("9999-12-31", xsd::DATE),
            ("0001", xsd::G_YEAR),
            ("9999", xsd::G_YEAR),
            ("0001-01", xsd::G_YEAR_MONTH),
            ("9999-12", xsd::G_YEAR_MONTH),
        ] {
            let wanted = typed(text, datatype);
            let id = inline(wanted.as_ref()).unwrap();
            assert_eq!(term(id).unwrap(), wanted);
            assert!(is_inline(id));
            let computed: ExpressionTerm = wanted.into();
            assert_eq!(of_expression(&computed), Some(id), "{text}");
            assert!(expression_term(id) == Some(computed), "{text}");
        }
    }

    #[test]
    fn a_term_that_is_spelled_otherwise_has_no_inline_number() {
        for (text, datatype) in [
            ("00", xsd::INTEGER),
            ("-0", xsd::INTEGER),
            ("+5", xsd::INTEGER),
            ("", xsd::INTEGER),
            ("-", xsd::INTEGER),
            ("536870912", xsd::INTEGER),
            ("99999999999999999999", xsd::INTEGER),
            ("2023-02-29", xsd::DATE),
            ("2023-2-09", xsd::DATE),
            ("2023-01-01Z", xsd::DATE),
            ("-2023-01-01", xsd::DATE),
            ("0000-01-01", xsd::DATE),
            ("2023-00-10", xsd::DATE),
            ("２023-01-01", xsd::DATE),
            ("12023", xsd::G_YEAR),
            ("2023Z", xsd::G_YEAR),
            ("2023-13", xsd::G_YEAR_MONTH),
            ("2023-1２", xsd::G_YEAR_MONTH),
            ("1", xsd::DECIMAL),
            ("1", xsd::STRING),
        ] {
            assert_eq!(inline(typed(text, datatype).as_ref()), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_has_a_number_of_its_own_in_order() {
        let first = year_start(1900);
        for days in first..year_start(2300) {
            let id = Id::new(DATES + days).unwrap();
            let text = term(id).unwrap();
            assert_eq!(inline(text.as_ref()), Some(id));
            let parsed: ExpressionTerm = text.into();
            assert!(expression_term(id) == Some(parsed));
        }
    }

    #[test]
    fn a_number_of_a_file_that_this_program_never_writes_is_no_term() {
        for number in [DATES + year_start(10_000), YEARS, MONTHS + 11, QUERY] {
            assert_eq!(term(Id::new(number).unwrap()), None);
        }
    }
}
