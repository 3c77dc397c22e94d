//! Decimal numbers held as they are written, so that no digit is lost on the way.

use std::{fmt, str::FromStr};

/// A decimal number in plain notation: an optional minus, digits, an optional fraction.
///
/// Kept as text without needless zeros; `1.50` and `1.5` are one value. As wide as `xsd:decimal`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(String);

/// Why a text is no decimal number.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no number in `{text}`: expected digits with at most one decimal point and no separators, such as 9900000000 or 46.6"
)]
pub struct DecimalError {
    /// The text as found.
    pub text: String,
}

impl Decimal {
    /// Returns the number 1.
    #[must_use]
    pub fn one() -> Self {
        Self("1".to_owned())
    }

    /// Returns the number 0.5.
    #[must_use]
    pub fn half() -> Self {
        Self("0.5".to_owned())
    }

    /// Returns the number in its shortest plain form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let refuse = || DecimalError {
            text: text.to_owned(),
        };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || digits.len() > 30 {
            return Err(refuse());
        }
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        let number = format!("{whole}{point}{fraction}");
        let sign = if text.starts_with('-') && number != "0" {
            "-"
        } else {
            ""
        };
        Ok(Self(format!("{sign}{number}")))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form() {
        for (text, form) in [
            ("300", "300"),
            ("46.60", "46.6"),
            ("0.5", "0.5"),
            ("007", "7"),
            ("-0", "0"),
            ("-1.20", "-1.2"),
            ("1000000000000", "1000000000000"),
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().as_str(), form, "{text}");
        }
    }

    #[test]
    fn separators_and_words_are_refused() {
        for text in [
            "", "6,000", "1e9", ".5", "5.", "--1", "八百", "1 000", "NaN", "1.2.3",
        ] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }
}
