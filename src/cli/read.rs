//! `policygraph read`: what documents say, with the words.

mod compare;
mod rows;
mod save;

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context, Result};

use self::compare::Comparison;
use super::{
    Outcome,
    answer::Columns,
    form::{TableForm, write_rows},
    output::{Out, tell},
};
use crate::{
    extract::rules::Rules,
    fact::account::Account,
    pipeline::{ReadFile, read_files, rules},
    source::walk,
    store::Rows,
    view::account::write_line,
};

/// Read documents and show what they say, with the words
///
/// Newsletters, laws, notices, web pages, PDFs and tables, by file or folder. Each row is one thing that a document
/// says: of whom, what, and the words at their place, in characters of the document as it was given. `--as json` prints
/// an object a document and line, as docs/read.schema.json says.
///
/// A file that cannot be read is named on standard error, and the others are read. Exits with 1 where no file says
/// anything, with 2 where a file could not be read.
///
/// With `--compare` only the documents of the gold are read, and the answer is how right it was: a row a field or
/// relation, then a row a miss (`row` is `score` or `miss` in CSV and JSON). A document of the gold is named by the end
/// of its path as `file`; its fields are those of `--as json`. A field that is missing is not compared, `FIELD_ok` lists
/// what else is accepted. Exits with 1 where no document of the gold was read.
///
/// Example: policygraph read notices/ --as csv --out facts.csv
#[derive(Debug, clap::Args)]
pub struct Read {
    /// Files, and folders with all that is in them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The form of the answer [default: by the ending of --out, else table]
    #[arg(long = "as", value_name = "FORM")]
    form: Option<TableForm>,
    /// Read by the tables of this folder instead of the shipped data/rules
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Save what the documents say as pending facts in this folder, beside those of other documents, for `review` and
    /// `build --from`
    #[arg(long, value_name = "DIR", conflicts_with_all = ["compare", "form", "columns", "out"])]
    save: Option<PathBuf>,
    /// Compare with what a person read: JSON Lines, a document a line, or a folder of .json files
    #[arg(long, value_name = "GOLD")]
    compare: Option<PathBuf>,
    /// What the columns of CSV and XLSX tables mean: a table of the columns column, means, split
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    out: Out,
}

/// What was read so far.
#[derive(Default)]
struct Tally {
    files: usize,
    unread: usize,
    said: bool,
}

impl Read {
    pub(super) fn run(self) -> Result<Outcome> {
        let rules = rules(self.rules.as_deref(), self.mapping.as_deref())?;
        let mut tally = Tally::default();
        let (paths, unread) = walk(&tally.readable(&self.paths));
        for error in unread {
            tell(format_args!("error: {error}"));
            tally.files += 1;
            tally.unread += 1;
        }
        if paths.is_empty() && tally.unread == 0 {
            tell(
                "found no document: expected files, or folders with files such as .md, .txt, .html, .pdf, .csv or .xlsx",
            );
        }
        if let Some(gold) = &self.compare {
            return self.compare(Comparison::open(gold)?, &paths, &rules, tally);
        }
        if let Some(folder) = &self.save {
            return save::save(folder, &paths, &rules, &mut tally);
        }
        match self.form() {
            TableForm::Json => self.write_lines(&paths, &rules, &mut tally)?,
            TableForm::Csv => self.write_csv(&paths, &rules, &mut tally)?,
            TableForm::Table => self.write_table(&paths, &rules, &mut tally)?,
        }
        tally.end()
    }

    fn compare(
        &self,
        mut comparison: Comparison,
        paths: &[PathBuf],
        rules: &Rules,
        mut tally: Tally,
    ) -> Result<Outcome> {
        let wanted = paths.iter().filter(|path| comparison.has(path));
        let wanted: Vec<PathBuf> = wanted.cloned().collect();
        each(&wanted, rules, &mut tally, |account| {
            comparison.add(&account)
        })?;
        let form = self.form();
        self.out.write(&comparison.written(form, &self.columns)?)?;
        tally.end()?;
        Ok(comparison.end())
    }

    fn form(&self) -> TableForm {
        self.form.unwrap_or(match self.out.ending() {
            Some("csv") => TableForm::Csv,
            Some("json" | "jsonl") => TableForm::Json,
            _ => TableForm::Table,
        })
    }

    fn write_lines(&self, paths: &[PathBuf], rules: &Rules, tally: &mut Tally) -> Result<()> {
        self.columns.refuse()?;
        self.write_each(|out| {
            each(paths, rules, tally, |account| {
                write_line(&account, &mut *out)?;
                Ok(out.write_all(b"\n")?)
            })
        })
    }

    /// Writes rows as they are read: a table of a million policies would not be held otherwise.
    fn write_csv(&self, paths: &[PathBuf], rules: &Rules, tally: &mut Tally) -> Result<()> {
        let lines = |rows: &Rows| write_rows(&*self.columns.of(rows)?, TableForm::Csv);
        let header = lines(&rows::empty())?;
        let mut told = 0;
        self.write_each(|out| {
            out.write_all(&header)?;
            each(paths, rules, tally, |account| {
                rows::each(&account, |rows| {
                    Ok::<_, anyhow::Error>(out.write_all(&lines(&rows)?[header.len()..])?)
                })?;
                tell_warnings(&account, &mut told);
                Ok(())
            })
        })
    }

    /// Writes piece by piece to standard output, where a reader may stop early, or all at once to the file of `--out`.
    fn write_each(&self, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        if self.out.out.is_none() {
            let mut out = BufWriter::new(io::stdout().lock());
            let written = write(&mut out).and_then(|()| Ok(out.flush()?));
            return written
                .or_else(pipe_closed)
                .context("cannot write to standard output");
        }
        let mut whole = Vec::new();
        write(&mut whole)?;
        self.out.write(&whole)
    }

    fn write_table(&self, paths: &[PathBuf], rules: &Rules, tally: &mut Tally) -> Result<()> {
        let mut rows = rows::empty();
        let mut told = 0;
        each(paths, rules, tally, |account| {
            rows::each(&account, |part| {
                rows.rows.extend(part.rows);
                Ok::<_, anyhow::Error>(())
            })?;
            tell_warnings(&account, &mut told);
            Ok(())
        })?;
        let rows = self.columns.of(&rows)?;
        self.out.write(&write_rows(&rows, TableForm::Table)?)
    }
}

/// How many warnings are told one by one.
const MOST_TOLD: usize = 20;

/// Tells what was doubtful in a document, with its place; beyond a number of them only that there are more.
fn tell_warnings(account: &Account, told: &mut usize) {
    for warning in &account.warnings {
        *told += 1;
        if *told > MOST_TOLD + 1 {
            return;
        }
        if *told > MOST_TOLD {
            tell("there are more warnings: `--as json` has them all");
            return;
        }
        let place = warning
            .span
            .map_or(String::new(), |span| format!(":{}", span.start));
        tell(format_args!(
            "warning: {}{place}: {}",
            account.path, warning.text
        ));
    }
}

/// A reader that stops early (`| head`) is no error.
fn pipe_closed(error: anyhow::Error) -> Result<()> {
    match error.downcast_ref::<io::Error>() {
        Some(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(error),
    }
}

/// Reads the files and hands on what each says; what cannot be read is told.
fn each(
    paths: &[PathBuf],
    rules: &Rules,
    tally: &mut Tally,
    mut take: impl FnMut(Account) -> Result<()>,
) -> Result<()> {
    let bar = super::progress::bar(paths);
    read_files(paths, rules, |ReadFile { account, bytes, .. }| {
        tally.files += 1;
        bar.inc(bytes);
        match account {
            Ok(account) => {
                tally.said |= !account.policies.is_empty() || !account.events.is_empty();
                take(account)
            }
            Err(error) => {
                tally.unread += 1;
                bar.suspend(|| tell(format_args!("error: {error}")));
                Ok(())
            }
        }
    })
}

impl Tally {
    /// Returns the paths that are files or folders; the others are told and counted.
    fn readable(&mut self, paths: &[PathBuf]) -> Vec<PathBuf> {
        let mut readable = Vec::new();
        for path in paths {
            match fs::metadata(path) {
                Ok(found) if found.is_file() || found.is_dir() => {
                    readable.push(path.clone());
                    continue;
                }
                Ok(_) => tell(format_args!(
                    "error: `{}` is no file: expected a document or a folder of them",
                    path.display()
                )),
                Err(cause) => {
                    tell(format_args!(
                        "error: cannot read `{}`: {cause}",
                        path.display()
                    ));
                }
            }
            self.files += 1;
            self.unread += 1;
        }
        readable
    }

    fn end(&self) -> Result<Outcome> {
        if self.unread > 0 {
            anyhow::bail!(
                "{} of {} files could not be read: each is named above",
                self.unread,
                self.files
            );
        }
        Ok(if self.said {
            Outcome::Done
        } else {
            Outcome::Nothing
        })
    }
}
