//! `policygraph trace`: what a policy rests on, and what rests on it.

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{
    Outcome,
    answer::Columns,
    form::{LabelLanguage, NetworkForm, TableForm, lineage_title, write_network, write_rows},
    networks::{NetworkName, Window, network, parse_count, parse_date},
    open::{Opened, Source},
    output::{Out, tell},
    statements::{
        Library, Quotes, Stated, evidence_cells, evidence_columns, number_term, statements,
        text_term,
    },
};
use crate::{
    fact::Kind,
    graph::{Known, Limits, Network, Node, Step, Towards, walk},
    store::{Rows, Term},
    vocab,
};

/// Trace the lineage of a policy: what it rests on, and what rests on it
///
/// One row a step and statement, nearest first, with the document that says so. Older policies are `up`, newer ones
/// `down`. Exits with 1 where there are none.
///
/// Example: policygraph trace data-security-assessment-rules-draft --up --at 2023-12-31
#[derive(Debug, clap::Args)]
pub struct Trace {
    /// IRI, key, title, or a document number such as 工信部网安〔2022〕166号
    policy: String,
    /// Follow to older policies only
    #[arg(long, conflicts_with = "down")]
    up: bool,
    /// Follow to newer policies only
    #[arg(long)]
    down: bool,
    /// Follow both ways, as without --up and --down
    #[arg(long, conflicts_with_all = ["up", "down"])]
    both: bool,
    /// Steps to follow [default: all]
    #[arg(long, value_name = "N", value_parser = parse_count, allow_negative_numbers = true)]
    depth: Option<usize>,
    /// See only what was in force or issued by this date (YYYY-MM-DD, YYYY-MM, YYYY). An older policy of unknown date
    /// counts as issued before the newer one that rests on it; a newer one of unknown date is left out
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// Follow these relations only: basedOn implements buildsOn amends supersedes finalizes derivesFrom
    #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
    relations: Vec<String>,
    /// The form of the answer [default: by the ending of --out, else table]
    #[arg(long = "as", value_name = "FORM")]
    form: Option<Form>,
    /// The language of labels in pictures
    #[arg(long, value_name = "LANGUAGE", default_value = "both")]
    language: LabelLanguage,
    #[command(flatten)]
    columns: Columns,
    #[command(flatten)]
    quotes: Quotes,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    out: Out,
}

/// The forms of a trace: a table of steps, or the network of all that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Table,
    Csv,
    Json,
    Dot,
    Svg,
    Graphml,
    Gexf,
}

/// The columns of a trace, before those of the evidence.
const COLUMNS: [&str; 7] = [
    "direction",
    "generation",
    "policy",
    "label",
    "date",
    "relation",
    "of",
];

/// What was reached from a policy.
struct Walked {
    lineage: Network,
    start: usize,
    up: Vec<Step>,
    down: Vec<Step>,
    /// The relations that were followed; all where there is none.
    relations: Vec<String>,
}

impl Trace {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = self.source.open()?;
        let id = opened.entities.find(&self.policy, &[Kind::Policy])?;
        let at = self.at.as_deref().map(parse_date).transpose()?;
        let relations = self
            .relations
            .iter()
            .map(|name| relation(name))
            .collect::<Result<Vec<_>>>()?;
        let lineage = network(&opened.graph, NetworkName::Lineage, &Window::All)?;
        let Some(start) = lineage.find(&id.to_iri()) else {
            bail!("the graph has no lineage of `{id}`");
        };
        if let Some(at) = &at
            && lineage.nodes()[start].known_by(at) == Known::No
        {
            tell(format_args!("{id} was not issued by {at}"));
            return Ok(Outcome::Nothing);
        }
        let walk = |towards| self.walked(&lineage, start, towards, at.as_deref(), &relations);
        let (up, down) = (walk(Towards::Older), walk(Towards::Newer));
        if up.is_empty() && down.is_empty() {
            tell(format_args!(
                "no statement relates {id} to {}",
                self.sought()
            ));
            return Ok(Outcome::Nothing);
        }
        let walked = Walked {
            lineage,
            start,
            up,
            down,
            relations,
        };
        let bytes = self.write(&opened, &walked)?;
        self.out.write(&bytes)?;
        Ok(Outcome::Done)
    }

    /// Returns the form that was asked for, or that the ending of the file means.
    fn form(&self) -> Form {
        let ending = self.out.ending().unwrap_or("");
        let meant = Form::from_str(ending, false).unwrap_or(Form::Table);
        self.form.unwrap_or(meant)
    }

    /// Says what was looked for, in words.
    fn sought(&self) -> String {
        let age = match (self.up, self.down) {
            (true, _) => "an older policy",
            (_, true) => "a newer policy",
            _ => "another policy",
        };
        let by = if self.relations.is_empty() {
            String::new()
        } else {
            format!(" by {}", self.relations.join(" or "))
        };
        let at = self
            .at
            .as_ref()
            .map_or(String::new(), |at| format!(" as of {at}"));
        format!("{age}{by}{at}")
    }

    fn walked(
        &self,
        lineage: &Network,
        start: usize,
        towards: Towards,
        at: Option<&str>,
        relations: &[String],
    ) -> Vec<Step> {
        let wanted = match towards {
            Towards::Older => !self.down,
            Towards::Newer => !self.up,
        };
        let admits = |node: &Node| match (at.map(|at| node.known_by(at)), towards) {
            (None | Some(Known::Yes), _) | (Some(Known::Maybe), Towards::Older) => true,
            (Some(_), _) => false,
        };
        let generations = self.depth.unwrap_or(usize::MAX);
        let limits = Limits {
            generations,
            relations,
            admits: &admits,
        };
        if wanted {
            walk(lineage, start, towards, &limits)
        } else {
            Vec::new()
        }
    }

    fn write(&self, opened: &Opened, walked: &Walked) -> Result<Vec<u8>> {
        match self.form() {
            Form::Table => self.table(opened, walked, TableForm::Table),
            Form::Csv => self.table(opened, walked, TableForm::Csv),
            Form::Json => self.table(opened, walked, TableForm::Json),
            Form::Dot => self.picture(opened, walked, NetworkForm::Dot),
            Form::Svg => self.picture(opened, walked, NetworkForm::Svg),
            Form::Graphml => self.picture(opened, walked, NetworkForm::Graphml),
            Form::Gexf => self.picture(opened, walked, NetworkForm::Gexf),
        }
    }

    fn picture(&self, opened: &Opened, walked: &Walked, form: NetworkForm) -> Result<Vec<u8>> {
        self.columns.refuse()?;
        let steps = walked.up.iter().chain(&walked.down);
        let mut reached: Vec<usize> = steps.map(|step| step.node).collect();
        reached.push(walked.start);
        let mut part = walked.lineage.induced(&reached);
        if !walked.relations.is_empty() {
            part = part.with_relations(&walked.relations);
        }
        let title = lineage_title(&walked.lineage.nodes()[walked.start]);
        let title = title.each_ref().map(String::as_str);
        write_network(&part, form, self.language.into(), title, opened.terms()?)
    }

    fn table(&self, opened: &Opened, walked: &Walked, form: TableForm) -> Result<Vec<u8>> {
        let library = self.quotes.library(&opened.graph, &opened.entities)?;
        let said = Said {
            lineage: &walked.lineage,
            statements: lineage_statements(opened)?,
            library: &library,
        };
        let mut columns = COLUMNS.map(str::to_owned).to_vec();
        columns.extend(evidence_columns(&library));
        let rows = |direction, steps: &[Step]| -> Vec<_> {
            let steps = steps.iter();
            steps
                .flat_map(|step| said.rows(direction, step, &walked.relations))
                .collect()
        };
        let rows = [rows("up", &walked.up), rows("down", &walked.down)].concat();
        let rows = Rows { columns, rows };
        let rows = self.columns.of(&rows)?;
        write_rows(&rows, form)
    }
}

/// Returns the local name of a relation of lineage, given in `camelCase` or `kebab-case`.
fn relation(name: &str) -> Result<String> {
    let plain = |name: &str| name.replace('-', "").to_lowercase();
    let known = || vocab::LINEAGE.into_iter().map(vocab::local_name);
    match known().find(|relation| plain(relation) == plain(name)) {
        Some(relation) => Ok(relation.to_owned()),
        None => bail!(
            "no relation of lineage is called `{name}`: expected one of {}",
            known().collect::<Vec<_>>().join(" ")
        ),
    }
}

/// Returns the statements that relate two policies.
fn lineage_statements(opened: &Opened) -> Result<Vec<Stated>> {
    let mut said = statements(&opened.graph, None, None)?;
    said.retain(|statement| {
        vocab::LINEAGE.contains(&statement.property.as_str()) && statement.review == "accepted"
    });
    Ok(said)
}

/// What is needed to put a step into rows.
struct Said<'a> {
    lineage: &'a Network,
    statements: Vec<Stated>,
    library: &'a Library,
}

impl Said<'_> {
    /// Returns a row for each statement by which a step was reached.
    fn rows(&self, direction: &str, step: &Step, relations: &[String]) -> Vec<Vec<Option<Term>>> {
        let mut rows = Vec::new();
        for edge in step.by.iter().chain(&step.also) {
            let edge = &self.lineage.edges()[*edge];
            let [newer, older] = [edge.from, edge.to].map(|place| &self.lineage.nodes()[place]);
            let other = if edge.from == step.node { older } else { newer };
            for statement in &self.statements {
                let relation = vocab::local_name(&statement.property);
                let wanted = relations.is_empty() || relations.iter().any(|name| name == relation);
                if wanted && statement.subject == newer.id && statement.value.text() == older.id {
                    let mut row = self.step_cells(direction, step, relation, other);
                    row.extend(evidence_cells(statement, self.library));
                    rows.push(row);
                }
            }
        }
        rows
    }

    fn step_cells(
        &self,
        direction: &str,
        step: &Step,
        relation: &str,
        other: &Node,
    ) -> Vec<Option<Term>> {
        let node = &self.lineage.nodes()[step.node];
        vec![
            text_term(direction),
            Some(number_term(&step.generation)),
            Some(Term::Iri(node.id.clone())),
            text_term(&node.label),
            text_term(node.date.as_deref().unwrap_or("")),
            text_term(relation),
            Some(Term::Iri(other.id.clone())),
        ]
    }
}
