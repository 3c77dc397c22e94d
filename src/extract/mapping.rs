//! What the columns of someone else's table mean: a mapping is a small table itself.
//!
//! Its columns are `column` (of the table), `means` (a word of [`Means`]) and
//! `split` (what parts several values in a cell; empty where a cell is one).

use super::rules::RulesError;
use crate::{fact::account::DateOf, source::Table};

/// What a column says of the policy of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The title in Chinese.
    Title,
    /// The title in English.
    TitleEn,
    /// A document number.
    Number,
    /// A body that issued it.
    Issuers,
    /// The body that led.
    Lead,
    /// What it is: a notation of the scheme of kinds.
    Kind,
    /// Its state: a notation of the scheme of states.
    Status,
    /// A date.
    Date(DateOf),
    /// The title or number of another policy, and how it stands to that one: the local name of the property.
    Relation(&'static str),
    /// What the cell of this column of the table of policies would hold.
    Detail(&'static str),
}

/// The words for what a column means.
const WORDS: [(&str, Means); 27] = [
    ("title", Means::Title),
    ("title_en", Means::TitleEn),
    ("number", Means::Number),
    ("issuers", Means::Issuers),
    ("lead", Means::Lead),
    ("kind", Means::Kind),
    ("status", Means::Status),
    ("adopted", Means::Date(DateOf::Adopted)),
    ("approved", Means::Date(DateOf::Approved)),
    ("signed", Means::Date(DateOf::Signed)),
    ("published", Means::Date(DateOf::Published)),
    ("reported", Means::Date(DateOf::Reported)),
    ("effective", Means::Date(DateOf::Effective)),
    ("amended", Means::Date(DateOf::Amended)),
    ("ends_force", Means::Date(DateOf::EndsForce)),
    ("comments_until", Means::Date(DateOf::CommentsUntil)),
    ("basedOn", Means::Relation("basedOn")),
    ("implements", Means::Relation("implements")),
    ("buildsOn", Means::Relation("buildsOn")),
    ("amends", Means::Relation("amends")),
    ("supersedes", Means::Relation("supersedes")),
    ("finalizes", Means::Relation("finalizes")),
    ("cites", Means::Relation("cites")),
    ("accompanies", Means::Relation("accompanies")),
    ("page", Means::Detail("page")),
    ("about", Means::Detail("about")),
    ("remark", Means::Detail("remark")),
];

/// A column and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The column's name in the table.
    pub column: String,
    /// What it says.
    pub means: Means,
    /// What parts several values in a cell.
    pub split: Option<char>,
}

/// What the columns of a table mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The columns that mean anything.
    pub columns: Vec<Mapped>,
}

impl Mapping {
    /// Makes a mapping of the table that describes it.
    ///
    /// # Errors
    ///
    /// Refuses a table that lacks a column, a word that means nothing, a split of more than one character, and a
    /// mapping without a title or number, by which a row is known.
    pub fn new(table: &Table) -> Result<Self, RulesError> {
        let field = |column: &'static str| {
            let path = table.path.clone();
            table
                .column(column)
                .ok_or(RulesError::NoColumn { path, column })
        };
        let fields = (field("column")?, field("means")?, field("split")?);
        let mut columns = Vec::new();
        for row in &table.rows {
            let cell = |at: usize| row.cells[at].as_str();
            let refuse = |at: usize, expected: String| RulesError::BadCell {
                place: table.place(row.line, at),
                found: cell(at).to_owned(),
                expected,
            };
            let word = WORDS.iter().find(|(word, _)| *word == cell(fields.1));
            let (_, means) = word.ok_or_else(|| refuse(fields.1, one_of_the_words()))?;
            let mut split = cell(fields.2).chars();
            let mark = split.next();
            if split.next().is_some() {
                return Err(refuse(fields.2, "one character or none".to_owned()));
            }
            columns.push(Mapped {
                column: cell(fields.0).to_owned(),
                means: *means,
                split: mark,
            });
        }
        let known =
            |mapped: &Mapped| matches!(mapped.means, Means::Title | Means::TitleEn | Means::Number);
        if columns.iter().any(known) {
            return Ok(Self { columns });
        }
        Err(RulesError::BadCell {
            place: table.place(table.header_line, fields.1),
            found: "no title and no number".to_owned(),
            expected: "a column that means `title` or `number`".to_owned(),
        })
    }

    /// Says whether a table has all its columns.
    #[must_use]
    pub fn fits(&self, header: &[&str]) -> bool {
        let mut names = self.columns.iter().map(|mapped| mapped.column.as_str());
        names.all(|name| header.contains(&name))
    }
}

fn one_of_the_words() -> String {
    let words: Vec<&str> = WORDS.iter().map(|(word, _)| *word).collect();
    format!("one of {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{File, parse_table};

    fn mapping(text: &str) -> Result<Mapping, String> {
        let table = parse_table(&File::new("m.csv", text.as_bytes().to_vec())).unwrap();
        Mapping::new(&table).map_err(|error| error.to_string())
    }

    #[test]
    fn a_mapping_says_what_a_column_means_and_fits_a_table_that_has_them_all() {
        let mapping = mapping("column,means,split\n标题,title,\n依据,basedOn,;\n").unwrap();
        assert_eq!(mapping.columns[0].means, Means::Title);
        assert_eq!(mapping.columns[1].means, Means::Relation("basedOn"));
        assert_eq!(mapping.columns[1].split, Some(';'));
        assert!(mapping.fits(&["x", "依据", "标题"]));
        assert!(!mapping.fits(&["标题"]));
    }

    #[test]
    fn a_mapping_that_cannot_be_followed_is_refused_with_its_place() {
        for (text, message) in [
            (
                "column,means\na,title\n",
                "m.csv: no column `split`: expected it in the header",
            ),
            (
                "column,means,split\na,title,;;\n",
                "m.csv:2:3: column `split`: found `;;`: expected one character or none",
            ),
            (
                "column,means,split\na,published,\n",
                "m.csv:1:2: column `means`: found `no title and no number`: expected a column that means `title` or `number`",
            ),
        ] {
            assert_eq!(mapping(text), Err(message.to_owned()));
        }
        let error = mapping("column,means,split\na,name,\n").unwrap_err();
        assert!(
            error.starts_with(
                "m.csv:2:2: column `means`: found `name`: expected one of title, title_en, number,"
            ),
            "{error}"
        );
    }
}
