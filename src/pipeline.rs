//! The whole flow as one function: sources → statements → facts → quads.
//!
//! Carries the shipped ontology, data and queries, so that an installed
//! program works in any folder.

mod bodies;
mod earlier;
mod lock;
mod read;

pub use earlier::earlier;
pub use lock::lock;
pub use read::{ReadFile, read_files, rules, save_accounts};

use std::path::Path;

use include_dir::{Dir, include_dir};

pub mod facts;
pub mod save;

pub use facts::{Facts, Texts, read_facts};
pub use save::{Saved, save};

use crate::{
    extract::{ExtractError, Schema, Terms, rules::RulesError, schema::SchemaError},
    fact::{Decision, Fact, digest::sha256},
    link::LinkError,
    source::{
        File, SourceError, Triple, TripleObject, parse_table, parse_turtle, read_documents,
        read_folder,
    },
    store::{self, Quads, SavedQuery, Term},
    vocab,
};

static DATA: Dir = include_dir!("$CARGO_MANIFEST_DIR/data");
static ONTOLOGY: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology");
static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// Where sources are, where no folder is given.
const DEFAULT: &str = "data";

/// Why sources do not compile.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// A file could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file says what cannot be held.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A name means nothing, or two things.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The sources say nothing.
    #[error("found no row in any table: expected at least one")]
    NoRows,
    /// A table of rules is broken.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The shipped mapping of tables is broken.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}

/// What sources compile to.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The facts, in the order of files and rows.
    pub facts: Vec<Fact>,
    /// The quads of the whole graph.
    pub quads: Quads,
    /// The files: name without folder, and SHA-256.
    pub sources: Vec<(String, String)>,
    /// The decisions about claims that there are no longer.
    pub lost: Vec<Decision>,
}

/// Compiles source files into the quads of a graph.
///
/// # Errors
///
/// Stops at the first file, row or name that is wrong, and says where it is.
pub fn compile(files: &[File]) -> Result<Compiled, CompileError> {
    compile_against(files, &Texts::default())
}

/// Compiles source files, and holds the words of claims to those documents that are at hand.
///
/// # Errors
///
/// As [`compile`], and where words do not stand in their document.
pub fn compile_against(files: &[File], texts: &Texts) -> Result<Compiled, CompileError> {
    let ontology = read_ontology()?;
    let mut read = read_facts(files, &Terms::new(&ontology), texts)?;
    let claims = &read.facts[read.facts.len() - read.claims.len()..];
    let names = bodies::names_of_bodies(&read.facts, claims)?;
    read.facts.extend(names);
    if read.facts.is_empty() {
        return Err(CompileError::NoRows);
    }
    let triples: Vec<store::facts::Triple> = ontology.iter().map(plain).collect();
    let quads = store::quads_of(&read.facts, &triples);
    let sources = files
        .iter()
        .map(|file| (file_name(file), sha256(&file.bytes)))
        .collect();
    Ok(Compiled {
        facts: read.facts,
        quads,
        sources,
        lost: read.lost,
    })
}

/// Reads the claims of files, with what was decided about them.
///
/// # Errors
///
/// As [`compile`].
pub fn claims(files: &[File], texts: &Texts) -> Result<Facts, CompileError> {
    read_facts(files, &Terms::new(&read_ontology()?), texts)
}

/// Reads the documents of a folder, as [`compile_against`] takes them.
///
/// # Errors
///
/// Fails where the folder or a file cannot be read.
pub fn texts(folder: &Path) -> Result<Texts, SourceError> {
    let documents = read_documents(folder)?.into_iter();
    Ok(documents.map(|text| (text.sha256.clone(), text)).collect())
}

fn file_name(file: &File) -> String {
    format!("{}.{}", file.stem, file.ending)
}

/// Returns what the columns of tables mean.
fn schema() -> Result<Schema, CompileError> {
    let mapping = shipped(&ONTOLOGY, "csv");
    let schema = mapping
        .first()
        .map(|file| Ok::<_, CompileError>(Schema::new(&parse_table(file)?)?));
    Ok(schema.transpose()?.unwrap_or_default())
}

fn read_ontology() -> Result<Vec<Triple>, SourceError> {
    let mut triples = Vec::new();
    for file in shipped(&ONTOLOGY, "ttl")
        .iter()
        .filter(|file| file.stem != "shapes")
    {
        let renamed = |triple: Triple| name_blanks(triple, &file.stem);
        triples.extend(parse_turtle(file)?.into_iter().map(renamed));
    }
    Ok(triples)
}

/// Keeps the blank nodes of two files apart.
fn name_blanks(mut triple: Triple, stem: &str) -> Triple {
    let name = |label: &str| format!("_:{stem}{}", label.trim_start_matches("_:"));
    if triple.subject.starts_with("_:") {
        triple.subject = name(&triple.subject);
    }
    if let TripleObject::Blank(label) = &triple.object {
        triple.object = TripleObject::Blank(name(label));
    }
    triple
}

fn plain(triple: &Triple) -> store::facts::Triple {
    let subject = match triple.subject.strip_prefix("_:") {
        Some(label) => Term::Blank(label.to_owned()),
        None => Term::Iri(triple.subject.clone()),
    };
    let object = match &triple.object {
        TripleObject::Iri(iri) => Term::Iri(iri.clone()),
        TripleObject::Blank(label) => Term::Blank(label.clone()),
        TripleObject::Literal {
            value,
            datatype,
            language,
        } => Term::Literal {
            value: value.clone(),
            datatype: datatype
                .clone()
                .unwrap_or_else(|| vocab::XSD_STRING.to_owned()),
            language: language.clone(),
        },
    };
    [subject, Term::Iri(triple.predicate.clone()), object]
}

/// Returns the source files of a folder, or the shipped ones.
///
/// Without a folder it is `data/` where that holds a table of documents, else what the program carries;
/// a file of that name is refused.
///
/// # Errors
///
/// Fails where the folder cannot be read or holds nothing to build.
pub fn sources(folder: Option<&Path>) -> Result<Vec<File>, SourceError> {
    let default = Path::new(DEFAULT);
    match folder {
        Some(folder) => read_folder(folder),
        None if default.is_file() || default.join("documents.csv").is_file() => {
            read_folder(default)
        }
        None => Ok(shipped(&DATA, "csv")
            .into_iter()
            .chain(shipped(&DATA, "ttl"))
            .collect()),
    }
}

/// Says whether there is a folder `data` here that [`sources`] does not read.
#[must_use]
pub fn passes_over_data() -> bool {
    let default = Path::new(DEFAULT);
    default.is_dir() && !default.join("documents.csv").is_file()
}

/// Returns the files of a folder of sources that hold tables in a form which [`sources`] does not read.
#[must_use]
pub fn unread_tables(folder: Option<&Path>) -> Vec<String> {
    crate::source::unread_tables(folder.unwrap_or(Path::new(DEFAULT)))
}

/// Returns the saved queries of a folder of `queries/` (`ask`, `check`, `project`), by name.
#[must_use]
pub fn saved_queries(folder: &str) -> Vec<SavedQuery> {
    let files = QUERIES
        .get_dir(folder)
        .map(|folder| shipped(folder, "rq"))
        .unwrap_or_default();
    let query = |file: &File| SavedQuery::new(&file.stem, &String::from_utf8_lossy(&file.bytes));
    files.iter().map(query).collect()
}

/// Returns the files of one ending that the program carries, by name.
fn shipped(folder: &Dir, ending: &str) -> Vec<File> {
    let file = |file: &include_dir::File| {
        let name = file
            .path()
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        File::new(&name, file.contents().to_vec())
    };
    let mut files: Vec<File> = folder
        .files()
        .map(file)
        .filter(|file| file.ending == ending)
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
