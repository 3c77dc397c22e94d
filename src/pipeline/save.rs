//! Accounts become a file of claims in a folder; what was decided there stays.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use super::{
    CompileError,
    earlier::{self, Kept, kept},
    facts::read_tables,
    lock::lock,
    read_ontology, schema,
};
use crate::{
    extract::{Reading, Schema, Terms, cell::read_cell},
    fact::{
        Claim, Id, Kind, KnownDate, Object, Place, Value,
        account::{Account, Detail, Warning},
    },
    link::{Hooks, Identified, Known, identify, known::CITING, resolve, titles::slug},
    source::{
        Line, SourceError, folder,
        line::{Given, Source, Subject, write_lines},
        read_folder,
    },
    vocab,
};

/// The file of claims in a folder.
pub const FACTS: &str = "facts.jsonl";

/// Which body a printed name means at a date.
pub type Bodies<'a> = dyn Fn(&str, Option<KnownDate>) -> Id + 'a;

/// What was saved.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// How many claims the accounts made.
    pub claims: usize,
    /// The documents of which facts were saved before and stay as they are, and how many.
    pub kept: BTreeMap<Source, usize>,
    /// The relations between policies by local name: how many there are, and how many of them lead to a policy that a
    /// document describes, and does not only name.
    pub relations: BTreeMap<&'static str, (usize, usize)>,
    /// What was doubtful, with the path of the document.
    pub warnings: Vec<(String, Warning)>,
}

/// Names the entities of accounts and writes their claims to `facts.jsonl` of a folder, sorted.
///
/// They take the place of what was saved of the same documents, known by their bytes or file; what was saved of others
/// stays as it is. The tables of the folder say what is known already. The folder is made where it is not there; the file is whole or as
/// it was, and `decisions.csv` is not touched. `bodies` says whom a name of a public body means; without it, whom the
/// tables call so, else a new one.
///
/// # Errors
///
/// Fails where a table or the facts of the folder are wrong, or the disk fails.
pub fn save(
    accounts: &[Account],
    folder: &Path,
    bodies: Option<&Bodies>,
) -> Result<Saved, CompileError> {
    let terms = Terms::new(&read_ontology()?);
    let path = folder.join(FACTS);
    let failed = |cause| SourceError::Unwritable {
        path: path.display().to_string(),
        cause,
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let _lock = lock(folder, || {});
    let kept = kept(folder, accounts)?;
    let known = known(folder, &kept, &terms)?;
    let identified = name(accounts, &known, &terms, bodies)?;
    let mut lines: Vec<Line> = identified.claims.iter().map(to_line).collect();
    let claims = lines.len();
    lines.extend(kept.iter().map(|(_, line)| line.clone()));
    lines.sort_by(|a, b| sorting(a).cmp(&sorting(b)));
    let bytes = write_lines(&lines).map_err(failed)?;
    replace(&path, &bytes).map_err(failed)?;
    Ok(Saved {
        claims,
        kept: earlier::documents(kept),
        relations: count_relations(&identified.claims),
        warnings: identified.warnings,
    })
}

/// Counts the relations between policies, each once, and those that lead to one that is described.
fn count_relations(claims: &[Claim]) -> BTreeMap<&'static str, (usize, usize)> {
    let facts = claims.iter().map(|claim| &claim.fact);
    let described = facts
        .clone()
        .filter(|fact| !CITING.contains(&fact.predicate.as_str()));
    let described: HashSet<&Id> = described.map(|fact| &fact.subject).collect();
    let mut met = HashSet::new();
    let mut counts = BTreeMap::new();
    for fact in facts {
        let relation = vocab::relation_between_policies(vocab::local_name(&fact.predicate));
        let (Some(relation), Value::Entity(object)) = (relation, &fact.object) else {
            continue;
        };
        if met.insert((&fact.subject, relation, object)) {
            let (all, known) = counts.entry(relation).or_insert((0, 0));
            *all += 1;
            *known += usize::from(described.contains(object));
        }
    }
    counts
}

/// Names the entities of accounts by what is known.
///
/// # Errors
///
/// Fails where the shipped mapping of tables is broken, which it is not.
pub fn name(
    accounts: &[Account],
    known: &Known,
    terms: &Terms,
    bodies: Option<&Bodies>,
) -> Result<Identified, CompileError> {
    let schema = schema()?;
    let by_name = |name: &str, _: Option<KnownDate>| match known
        .names
        .meant(name, &[Kind::Agency])
        .as_slice()
    {
        [id] => id.clone(),
        _ => Id::coined(Kind::Agency, &slug(name)),
    };
    Ok(identify(
        accounts,
        known,
        &Hooks {
            bodies: bodies.unwrap_or(&by_name),
            columns: &|table, detail| column(table, detail, &schema, terms),
            is_unit: &|unit| terms.is_unit(unit),
            is_concept: &|name| terms.is_concept(&format!("{}{name}", vocab::NS)),
        },
    ))
}

/// Reads what the tables of a folder know, and what the lines say that stay; nothing where there are none.
fn known(folder: &Path, kept: &[Kept], terms: &Terms) -> Result<Known, CompileError> {
    let mut statements = Vec::new();
    if folder::has_sources(folder) {
        statements = read_tables(&read_folder(folder)?, terms)?;
    }
    let of_tables = statements.len();
    statements.extend(earlier::statements(folder, kept, terms)?);
    let facts = resolve(statements)?;
    let (tables, claims) = facts.split_at(of_tables);
    let mut known = Known::of(tables);
    known.remember(claims);
    Ok(known)
}

/// Reads what a column of a table says, as a cell of it would.
fn column(
    table: &str,
    detail: &Detail,
    schema: &Schema,
    terms: &Terms,
) -> Result<(String, Vec<Object>), String> {
    let columns = schema
        .table_of(table)
        .map_or(&[][..], |(_, columns)| columns);
    let column = columns.iter().find(|column| column.name == detail.column);
    let column = column.ok_or_else(|| format!("a column of the table of {table}"))?;
    let split = column.many && matches!(column.reading, Reading::Entity(_));
    let parts: Vec<&str> = if split {
        detail.value.split(';').collect()
    } else {
        vec![&detail.value]
    };
    let read = |part: &str| read_cell(part.trim(), &column.reading, terms, &Place::default());
    let objects: Result<Vec<Object>, String> = parts.into_iter().map(read).collect();
    Ok((column.property.clone(), objects?))
}

fn sorting(line: &Line) -> (&str, &str, u64, u64, &str, &Option<String>, &str) {
    let document = &line.document;
    let (start, end) = (line.start, line.end);
    (
        &document.path,
        &document.sha256,
        start,
        end,
        &line.predicate,
        &line.id,
        &line.method,
    )
}

fn to_line(claim: &Claim) -> Line {
    let (fact, evidence) = (&claim.fact, &claim.fact.evidence);
    let span = evidence
        .span
        .unwrap_or(crate::fact::Span { start: 0, end: 0 });
    Line {
        id: Some(claim.id()),
        subject: Subject::Key(fact.subject.to_string()),
        predicate: vocab::local_name(&fact.predicate).to_owned(),
        object: to_given(&fact.object),
        document: Source {
            path: claim.origin.path.clone(),
            sha256: claim.origin.sha256.clone(),
            key: claim.origin.key.key().to_owned(),
            title: claim.origin.title.clone(),
        },
        section: evidence.section.clone(),
        start: span.start,
        end: span.end,
        quote: claim.quote.clone(),
        mention: evidence.mention.clone(),
        modality: vocab::local_name(evidence.modality.iri())
            .trim_start_matches("modality-")
            .to_owned(),
        method: evidence.method.clone(),
        confidence: evidence.confidence.to_string(),
        note: evidence.note.clone(),
    }
}

fn to_given(value: &Value) -> Given {
    let mut given = Given::default();
    match value {
        Value::Entity(id) => given.entity = Some(id.to_string()),
        Value::Iri(iri) => match iri.strip_prefix(vocab::NS) {
            Some(name) => given.concept = Some(name.to_owned()),
            None => given.iri = Some(iri.clone()),
        },
        Value::Text(text, language) => {
            given.text = Some(text.clone());
            given.language = language.map(str::to_owned);
        }
        Value::Date(date) => given.date = Some(date.to_string()),
        Value::Integer(number) => given.integer = Some(*number),
        Value::Decimal(number) => given.decimal = Some(number.to_string()),
    }
    given
}

/// Writes a file beside its place and renames it: who reads meanwhile sees the old one or the new one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Each writer has a name of its own, so that none renames what another is still writing.
    static WRITERS: AtomicU64 = AtomicU64::new(0);
    let writer = WRITERS.fetch_add(1, Ordering::Relaxed);
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}-{writer}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // Nothing more can be done where even the clean-up fails.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a file and waits until the disk has it, for a full disk may tell so late.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
