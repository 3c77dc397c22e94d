//! The networks by name, from the saved queries of `queries/project/`.

use anyhow::{Result, anyhow};

use crate::{
    graph::{self, Known, Network, Node, known_by},
    pipeline,
    store::{BesideFile, Graph, QueryError, Rows, Term, bind, saved},
};

/// The networks there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum NetworkName {
    /// Agencies, undirected; weight: documents issued together
    CoIssuance,
    /// Agency to policy it issued
    Issuance,
    /// Policy to the older policies it derives from, by relation
    Lineage,
    /// Agency A to agency B; weight: how many of B's policies derive from one of A's
    Influence,
    /// Firm to product, technology or sector, policy, agency
    Exposure,
    /// Every entity, and every relation between two
    Graph,
}

impl NetworkName {
    /// Returns the name as users give it: `co-issuance`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CoIssuance => "co-issuance",
            Self::Issuance => "issuance",
            Self::Lineage => "lineage",
            Self::Influence => "influence",
            Self::Exposure => "exposure",
            Self::Graph => "graph",
        }
    }
}

/// Which policies a network counts, by the earliest date known of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// All of them.
    All,
    /// Those surely issued or in force by this date; not those whose date is unknown or too coarse to say.
    By(String),
    /// Those whose date begins so: a year, or a month.
    Within(String),
}

impl Window {
    fn admits(&self, node: &Node) -> bool {
        let date = node.date.as_deref();
        match self {
            _ if node.kind != "policy" => true,
            Self::All => true,
            Self::By(at) => date.is_some_and(|date| known_by(date, at) == Known::Yes),
            Self::Within(period) => date.is_some_and(|date| date.starts_with(period.as_str())),
        }
    }
}

/// Returns a network of the graph.
///
/// # Errors
///
/// Fails where a shipped query does not give the columns that a network needs.
pub fn network(graph: &Graph, name: NetworkName, window: &Window) -> Result<Network> {
    let seen = |name: &str| -> Result<Network> {
        Ok(read(graph, name)?.filtered(|node| window.admits(node)))
    };
    Ok(match name {
        NetworkName::Issuance => graph::issuing(&seen("issuance")?),
        NetworkName::Lineage | NetworkName::Exposure | NetworkName::Graph => seen(name.as_str())?,
        NetworkName::CoIssuance => graph::co_issuance(&seen("issuance")?)?,
        NetworkName::Influence => graph::influence(&seen("issuance")?, &seen("lineage")?)?,
    })
}

/// The networks that are kept beside a built graph: those from which the others are made.
const KEPT: [NetworkName; 4] = [
    NetworkName::Issuance,
    NetworkName::Lineage,
    NetworkName::Exposure,
    NetworkName::Graph,
];

/// The name of the file that keeps a network.
fn file_of(name: &str) -> String {
    format!("{name}.network")
}

/// Returns the networks that are kept beside a built graph, each as a file.
///
/// # Errors
///
/// As [`network`].
pub fn kept(graph: &Graph) -> Result<Vec<BesideFile>> {
    let file = |name: &NetworkName| {
        let network = read(graph, name.as_str())?;
        Ok((file_of(name.as_str()), network.to_bytes()?))
    };
    KEPT.iter().map(file).collect()
}

/// Reads a network from its file, or from the answers of its two queries.
fn read(graph: &Graph, name: &str) -> Result<Network> {
    if let Some(bytes) = graph.beside(&file_of(name)) {
        return Ok(Network::from_bytes(&bytes?)?);
    }
    let nodes = project(graph, &format!("{name}-nodes"), &[])?;
    let edges = project(graph, &format!("{name}-edges"), &[])?;
    Ok(Network::from_rows(name, true, &nodes, &edges)?)
}

/// Runs a saved query of `queries/project/`; parameters that are not given stay free.
///
/// # Errors
///
/// Fails where there is no such query or it does not run, which the shipped ones do.
pub fn project(graph: &Graph, name: &str, parameters: &[(&str, Term)]) -> Result<Rows, QueryError> {
    let queries = pipeline::saved_queries("project");
    let query = queries.iter().find(|query| query.name == name);
    let text = query.map_or("", |query| query.text.as_str());
    let bound = parameters
        .iter()
        .fold(text.to_owned(), |text, (name, term)| {
            bind(&text, name, term)
        });
    graph.rows(&format!("queries/project/{name}.rq"), &saved::free(&bound))
}

/// Reads how many are wanted.
///
/// # Errors
///
/// Refuses what is no whole number, and 0.
pub fn parse_count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "expected a whole number from 1".to_owned())
}

/// Reads a date given on the command line.
///
/// # Errors
///
/// Refuses what is no date.
pub fn parse_date(text: &str) -> Result<String, anyhow::Error> {
    let date: crate::fact::KnownDate = text.parse().map_err(|error| anyhow!("{error}"))?;
    Ok(date.to_string())
}
