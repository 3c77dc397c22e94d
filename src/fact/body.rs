//! A public body as a table of names gives it: what it is called, from when to when, and what came after it.
//!
//! Plain data. Finding the names in text is left to `extract`, saying which
//! body a name means to `link`.

use super::KnownDate;

/// A public body, or the office of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its key: `miit`.
    pub key: String,
    /// Its full name.
    pub name: String,
    /// Short forms and other names that it bears.
    pub names: Vec<String>,
    /// From when it is; unknown, or since long, where there is none.
    pub since: Option<KnownDate>,
    /// From when it is no more.
    pub until: Option<KnownDate>,
    /// The key of the body that took its place.
    pub succeeded_by: Option<String>,
    /// The key of the body whose general office it is.
    pub office_of: Option<String>,
    /// The key of the body that it is a part of.
    pub part_of: Option<String>,
    /// Its rank: a notation of the scheme of ranks.
    pub rank: Option<String>,
    /// How the codes of its document numbers (发文字号) begin.
    pub codes: Vec<String>,
    /// Its name in English.
    pub name_en: Option<String>,
    /// Its abbreviation in Latin letters.
    pub abbreviation: Option<String>,
}

/// A word that makes the name of a body the name of its general office: 办公厅.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeWord {
    /// The word.
    pub word: String,
    /// What the key of the body is lengthened by: `office`.
    pub key: String,
}

/// The words about bodies' names by which one body's names are brought together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameWords {
    /// Make a body's name that of its general office.
    pub offices: Vec<OfficeWord>,
    /// Short forms at the end of a name, and the long form: 人大常委会, 人民代表大会常务委员会.
    pub long_forms: Vec<(String, String)>,
    /// Stand before the name of a body that is no more: 原.
    pub former: Vec<String>,
    /// Stand before the name of a body of the state: 中华人民共和国.
    pub state: Vec<String>,
}

impl Body {
    /// Returns all its names, the full one first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.names)
            .map(String::as_str)
    }

    /// Says whether the body may have been there on a date, as exact as the three dates are.
    #[must_use]
    pub fn is_there(&self, on: KnownDate) -> bool {
        let begun = self.since.is_none_or(|since| !on.is_surely_before(since));
        let not_over = self.until.is_none_or(|until| !until.is_surely_before(on));
        begun && not_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_there_from_its_first_to_its_last_date_as_exactly_as_they_are_known() {
        let body = Body {
            since: "1998-03".parse().ok(),
            until: "2003-03".parse().ok(),
            ..Body::default()
        };
        for (on, there) in [
            ("1998-02-28", false),
            ("1998-03-30", true),
            ("1998", true),
            ("2001-05-01", true),
            ("2003-03-15", true),
            ("2003-04-01", false),
            ("2018", false),
        ] {
            assert_eq!(body.is_there(on.parse().unwrap()), there, "{on}");
        }
        assert!(Body::default().is_there("1949".parse().unwrap()));
    }
}
