//! The tables there are and what each column says, from `ontology/tables.csv`.

use std::collections::BTreeMap;

use crate::{fact::Kind, source::Table, vocab};

/// How a cell is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Words, with their language.
    Text(Option<&'static str>),
    /// The name of an entity of one of these kinds.
    Entity(Vec<Kind>),
    /// A concept of a scheme: `kind`, `status`, `rank`.
    Concept(String),
    /// A class under this one, by its local name.
    Class(String),
    /// A date as exact as known.
    Date,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A unit's notation.
    Unit,
    /// A document number (文号), held in its one form.
    Number,
    /// One of `=`, `>=`, `<=`, `>`, `<`.
    Comparator,
    /// A web address.
    Iri,
    /// Sixty-four hexadecimal digits.
    Sha256,
}

/// A column: its name, the property it states and how its cells are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in the header.
    pub name: String,
    /// The property's IRI.
    pub property: String,
    /// How a cell is read.
    pub reading: Reading,
    /// Whether a cell may hold several values, with `;` between.
    pub many: bool,
}

/// The tables and their columns.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    tables: BTreeMap<String, Vec<Column>>,
}

/// Why the mapping of tables is no mapping.
#[derive(Debug, thiserror::Error)]
#[error(
    "{path}:{line}: found `{found}`: expected a property of the vocabulary and a way of reading"
)]
pub struct SchemaError {
    /// The file.
    pub path: String,
    /// The line.
    pub line: u64,
    /// What was found.
    pub found: String,
}

impl Schema {
    /// Reads the mapping: columns `table,column,property,value,many`.
    ///
    /// # Errors
    ///
    /// Refuses a line whose property has an unknown prefix or whose reading is none.
    pub fn new(mapping: &Table) -> Result<Self, SchemaError> {
        let mut schema = Self::default();
        for row in &mapping.rows {
            let [table, name, property, reading, many] = row.cells.as_slice() else {
                return Err(broken(mapping, row.line, &row.cells.join(",")));
            };
            let column = Column {
                name: name.clone(),
                property: vocab::expand(property)
                    .ok_or_else(|| broken(mapping, row.line, property))?,
                reading: parse_reading(reading)
                    .ok_or_else(|| broken(mapping, row.line, reading))?,
                many: many == ";",
            };
            schema.tables.entry(table.clone()).or_default().push(column);
        }
        Ok(schema)
    }

    /// Returns the table that a file of this name holds: `agencies-library` holds `agencies`.
    #[must_use]
    pub fn table_of<'a>(&'a self, stem: &str) -> Option<(&'a str, &'a [Column])> {
        let belongs = |name: &str| stem == name || stem.starts_with(&format!("{name}-"));
        let mut tables = self.tables.iter().filter(|(name, _)| belongs(name));
        tables
            .next_back()
            .map(|(name, columns)| (name.as_str(), columns.as_slice()))
    }

    /// Returns the names of the tables, sorted.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Returns the kind of the entities that a table describes.
    #[must_use]
    pub fn kind_of(table: &str) -> Option<Kind> {
        match table {
            "documents" => Some(Kind::Document),
            "agencies" => Some(Kind::Agency),
            "firms" => Some(Kind::Firm),
            "policies" | "policy-library" => Some(Kind::Policy),
            "people" => Some(Kind::Person),
            "posts" => Some(Kind::Post),
            "products" => Some(Kind::Product),
            "technologies" => Some(Kind::Technology),
            "sectors" => Some(Kind::Sector),
            "targets" => Some(Kind::Target),
            "observations" => Some(Kind::Observation),
            "events" => Some(Kind::Event),
            _ => None,
        }
    }
}

fn broken(mapping: &Table, line: u64, found: &str) -> SchemaError {
    SchemaError {
        path: mapping.path.clone(),
        line,
        found: found.to_owned(),
    }
}

fn parse_reading(text: &str) -> Option<Reading> {
    let (name, rest) = text.split_once([':', '@']).unwrap_or((text, ""));
    Some(match name {
        "text" => Reading::Text(match rest {
            "" => None,
            "en" => Some("en"),
            "zh-Hans" => Some("zh-Hans"),
            _ => return None,
        }),
        "entity" => Reading::Entity(
            rest.split('|')
                .map(|kind| kind.parse().ok())
                .collect::<Option<_>>()?,
        ),
        "concept" => Reading::Concept(rest.to_owned()),
        "class" => Reading::Class(format!("{}{rest}", vocab::NS)),
        "date" => Reading::Date,
        "integer" => Reading::Integer,
        "decimal" => Reading::Decimal,
        "number" => Reading::Number,
        "unit" => Reading::Unit,
        "comparator" => Reading::Comparator,
        "iri" => Reading::Iri,
        "sha256" => Reading::Sha256,
        _ => return None,
    })
}
