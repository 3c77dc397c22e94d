//! The forms that answers and networks can be written in.

use anyhow::Result;

use super::entity::Terms;
use crate::{
    graph::{Network, Node},
    store::Rows,
    view::{self, Language, svg::PictureOptions},
    vocab,
};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TableForm {
    /// Aligned columns for a terminal
    #[default]
    Table,
    /// RFC 4180, exact: a cell that begins with `=` is not changed, so a spreadsheet has to import it as text
    Csv,
    /// One array of rows
    Json,
}

/// How a network is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkForm {
    /// Graphviz.
    Dot,
    /// A picture.
    Svg,
    /// For Gephi, yEd, networkx and others.
    Graphml,
    /// For Gephi.
    Gexf,
    /// A list of edges.
    Csv,
    /// Nodes and links.
    Json,
}

/// The language of labels in pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LabelLanguage {
    /// English where there is any
    En,
    /// Chinese where there is any
    Zh,
    /// Both
    #[default]
    Both,
}

impl From<LabelLanguage> for Language {
    fn from(language: LabelLanguage) -> Self {
        match language {
            LabelLanguage::En => Self::En,
            LabelLanguage::Zh => Self::Zh,
            LabelLanguage::Both => Self::Both,
        }
    }
}

/// What the picture of a policy's lineage is called, in English and in Chinese.
pub fn lineage_title(policy: &Node) -> [String; 2] {
    let zh = policy.label_zh.as_deref().unwrap_or(&policy.label);
    [
        format!("Lineage of {}", policy.label),
        format!("{zh}：沿革"),
    ]
}

/// Writes rows in a form.
///
/// # Errors
///
/// Fails only where the writer of CSV does.
pub fn write_rows(rows: &Rows, form: TableForm) -> Result<Vec<u8>> {
    Ok(match form {
        TableForm::Table => table(rows),
        TableForm::Csv => view::csv::csv(rows)?,
        TableForm::Json => view::json::json(rows),
    }
    .into_bytes())
}

/// Writes rows for a terminal: our entities as `kind/key`, terms with their prefix.
fn table(rows: &Rows) -> String {
    let named = vocab::PREFIXES
        .iter()
        .map(|(prefix, iri)| (*iri, format!("{prefix}:")));
    let named: Vec<(&str, String)> = [(vocab::ID, String::new())]
        .into_iter()
        .chain(named)
        .collect();
    let prefixes: Vec<(&str, &str)> = named
        .iter()
        .map(|(iri, prefix)| (*iri, prefix.as_str()))
        .collect();
    view::table::table(rows, &prefixes)
}

/// Writes a network in a form.
///
/// # Errors
///
/// Fails only where the writer of CSV does.
pub fn write_network(
    network: &Network,
    form: NetworkForm,
    language: Language,
    title: [&str; 2],
    terms: &Terms,
) -> Result<Vec<u8>> {
    let options = PictureOptions {
        term: &|name| terms.labels(name),
        language,
        title,
        href: &|_| None,
        include_isolated: false,
    };
    Ok(match form {
        NetworkForm::Dot => view::dot::dot(network, language),
        NetworkForm::Svg => view::svg::picture(network, &options),
        NetworkForm::Graphml => view::graphml::graphml(network),
        NetworkForm::Gexf => view::gexf::gexf(network),
        NetworkForm::Csv => view::network_csv::network_csv(network)?,
        NetworkForm::Json => view::network_json::network_json(network),
    }
    .into_bytes())
}
