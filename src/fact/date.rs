//! Dates as known: a day, a month or a year, as exact as the source and never more.

use std::{fmt, str::FromStr};

use crate::vocab;

/// A date of the Gregorian calendar, as exact as the source gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KnownDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is no date.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no date in `{text}`: expected YYYY-MM-DD, YYYY-MM or YYYY, and a day that the calendar has"
)]
pub struct DateError {
    /// The text as found.
    pub text: String,
}

impl KnownDate {
    /// Returns the XSD datatype that is as exact as this date.
    #[must_use]
    pub const fn datatype(self) -> &'static str {
        match (self.month, self.day) {
            (None, _) => vocab::XSD_G_YEAR,
            (Some(_), None) => vocab::XSD_G_YEAR_MONTH,
            (Some(_), Some(_)) => vocab::XSD_DATE,
        }
    }

    /// Says whether every day that this date may be lies before every day that the other may be.
    #[must_use]
    pub fn is_surely_before(self, other: Self) -> bool {
        let (Some(month), Some(other_month)) = (self.month, other.month) else {
            return self.year < other.year;
        };
        let (Some(day), Some(other_day)) = (self.day, other.day) else {
            return (self.year, month) < (other.year, other_month);
        };
        (self.year, month, day) < (other.year, other_month, other_day)
    }

    /// Says whether two dates can be of one day: they agree as far as both are known.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        let same = |a: Option<i8>, b: Option<i8>| a.zip(b).is_none_or(|(a, b)| a == b);
        let months = same(self.month, other.month);
        let days = self.month.is_none() || other.month.is_none() || same(self.day, other.day);
        self.year == other.year && months && days
    }

    /// Returns the whole months between two dates, at least: a month that is not known can be any.
    #[must_use]
    pub fn months_apart(self, other: Self) -> u16 {
        let first = |date: Self| i32::from(date.year) * 12 + date.month.map_or(1, i32::from);
        let last = |date: Self| i32::from(date.year) * 12 + date.month.map_or(12, i32::from);
        let apart = (first(self) - last(other))
            .max(first(other) - last(self))
            .max(0);
        u16::try_from(apart).unwrap_or(u16::MAX)
    }
}

impl FromStr for KnownDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let refuse = || DateError {
            text: text.to_owned(),
        };
        let parts: Vec<&str> = text.split('-').collect();
        let widths = [4, 2, 2];
        let shaped = |(part, width): (&&str, &usize)| {
            part.len() == *width && part.bytes().all(|b| b.is_ascii_digit())
        };
        if parts.len() > 3 || !parts.iter().zip(&widths).all(shaped) {
            return Err(refuse());
        }
        let number = |place: usize| parts.get(place).and_then(|part| part.parse().ok());
        let year = parts[0].parse().map_err(|_| refuse())?;
        let (month, day) = (number(1), number(2));
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| refuse())?;
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for KnownDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_exactness() {
        for (text, datatype) in [
            ("2023-10-10", vocab::XSD_DATE),
            ("2022-01", vocab::XSD_G_YEAR_MONTH),
            ("2021", vocab::XSD_G_YEAR),
            ("2024-02-29", vocab::XSD_DATE),
        ] {
            let date: KnownDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.datatype(), datatype, "{text}");
        }
    }

    #[test]
    fn a_date_is_surely_before_another_only_where_both_are_exact_enough() {
        for (date, other, before) in [
            ("2018", "2019", true),
            ("2018", "2018-03", false),
            ("2018-03-01", "2018-03", false),
            ("2018-02-28", "2018-03", true),
            ("2018-03-01", "2018-03-02", true),
            ("2018-03-02", "2018-03-02", false),
            ("2019", "2018-03-02", false),
        ] {
            let [date, other]: [KnownDate; 2] = [date, other].map(|text| text.parse().unwrap());
            assert_eq!(date.is_surely_before(other), before, "{date} {other}");
        }
    }

    #[test]
    fn dates_agree_as_far_as_both_are_known() {
        for (one, other, agree, apart) in [
            ("2020-01-02", "2020-01-02", true, 0),
            ("2020-01-02", "2020-01-03", false, 0),
            ("2020", "2020-05", true, 0),
            ("2020-05", "2020-05-31", true, 0),
            ("2020-05", "2020-08-01", false, 3),
            ("2019", "2020-11", false, 11),
        ] {
            let date = |text: &str| text.parse::<KnownDate>().unwrap();
            assert_eq!(date(one).agrees_with(date(other)), agree, "{one} {other}");
            assert_eq!(date(other).agrees_with(date(one)), agree, "{one} {other}");
            assert_eq!(date(one).months_apart(date(other)), apart, "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2023-02-30",
            "2023-13",
            "23-1-1",
            "2023-1-1",
            "Oct 2023",
            "2023/10/10",
            "2023-10-10-1",
            "2023-",
            "２０２３",
            "+202",
            "2023-00",
        ] {
            assert!(text.parse::<KnownDate>().is_err(), "{text}");
        }
    }
}
