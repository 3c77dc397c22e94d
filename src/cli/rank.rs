//! `policygraph rank`: who matters, by named measures on a named network.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::builder::PossibleValue;

use super::{
    Outcome,
    answer::Answer,
    form::TableForm,
    networks::{NetworkName, Window, network, parse_count, parse_date},
    open::Source,
    output::{counted, tell},
    statements::text_term,
};
use crate::{
    graph::{Measure, Network, compute},
    store::{Graph, Rows, Term},
    vocab,
};

/// Rank agencies, policies or firms by their place in a network
///
/// One row an entity, by the first measure, largest first. A measure that is not defined for a node (the constraint of
/// an isolated one) is left empty. Exits with 1 where the network has no such entity.
///
/// Example: policygraph rank agencies --network co-issuance --by betweenness,closeness
#[derive(Debug, clap::Args)]
pub struct Rank {
    /// What to rank
    kind: Ranked,
    /// The network [default: agencies co-issuance, policies lineage, firms exposure]
    #[arg(long, value_name = "NAME")]
    network: Option<NetworkName>,
    /// Measures, with commas between
    #[arg(
        long,
        value_name = "MEASURE,…",
        value_delimiter = ',',
        default_value = "weighted-degree,degree,betweenness,pagerank"
    )]
    by: Vec<Named>,
    /// Divide betweenness by the number of pairs of other nodes; other measures stay as they are
    #[arg(long)]
    normalized: bool,
    /// Count only policies surely issued or in force by this date
    #[arg(long, value_name = "DATE", conflicts_with = "each")]
    at: Option<String>,
    /// One ranking for each period of policies' dates, told by the column `period`
    #[arg(long, value_name = "PERIOD")]
    each: Option<Period>,
    /// Rows to print (of each period) [default: all]
    #[arg(long, value_name = "N", value_parser = parse_count, allow_negative_numbers = true)]
    top: Option<usize>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    answer: Answer,
}

/// What can be ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Ranked {
    #[value(alias = "agency")]
    Agencies,
    #[value(alias = "policy")]
    Policies,
    #[value(alias = "firm")]
    Firms,
}

/// The periods that policies' dates fall into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Period {
    /// 2023
    Year,
    /// 2023-10; policies of which only the year is known are left out
    Month,
}

/// A measure by its name on the command line, with its definition in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Named(Measure);

impl clap::ValueEnum for Named {
    fn value_variants<'a>() -> &'a [Self] {
        const NAMED: [Named; Measure::ALL.len()] = {
            let mut named = [Named(Measure::Degree); Measure::ALL.len()];
            let mut place = 0;
            while place < named.len() {
                named[place] = Named(Measure::ALL[place]);
                place += 1;
            }
            named
        };
        &NAMED
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()).help(self.0.definition()))
    }
}

impl Ranked {
    fn kind(self) -> &'static str {
        match self {
            Self::Agencies => "agency",
            Self::Policies => "policy",
            Self::Firms => "firm",
        }
    }

    /// Returns the networks that can hold such entities.
    fn networks(self) -> &'static [NetworkName] {
        use NetworkName::{CoIssuance, Exposure, Graph, Influence, Issuance, Lineage};
        match self {
            Self::Agencies => &[CoIssuance, Issuance, Influence, Exposure, Graph],
            Self::Policies => &[Lineage, Issuance, Exposure, Graph],
            Self::Firms => &[Exposure, Graph],
        }
    }

    fn network(self) -> NetworkName {
        match self {
            Self::Agencies => NetworkName::CoIssuance,
            Self::Policies => NetworkName::Lineage,
            Self::Firms => NetworkName::Exposure,
        }
    }
}

impl Rank {
    pub(super) fn run(self) -> Result<Outcome> {
        let graph = self.source.open()?.graph;
        let mut measures: Vec<Measure> = Vec::new();
        for Named(measure) in &self.by {
            if !measures.contains(measure) {
                measures.push(*measure);
            }
        }
        let mut columns: Vec<String> = ["entity", "label", "label_zh"].map(str::to_owned).to_vec();
        columns.extend(measures.iter().map(ToString::to_string));
        let mut rows = Vec::new();
        for (period, window) in self.windows(&graph)? {
            let mut ranked = self.ranking(&graph, &window, &measures)?;
            if let Some(period) = period {
                for row in &mut ranked {
                    row.insert(0, text_term(&period));
                }
            }
            rows.extend(ranked);
        }
        if self.each.is_some() {
            columns.insert(0, "period".to_owned());
        }
        let rows = Rows { columns, rows };
        self.answer.write(&rows)?;
        if rows.rows.is_empty() {
            self.tell_nothing();
            return Ok(Outcome::Nothing);
        }
        Ok(Outcome::Done)
    }

    /// Says that there is nothing to rank, and where there may be.
    fn tell_nothing(&self) {
        let (network, networks) = (self.network(), self.kind.networks());
        let kind = self.kind.kind();
        let (name, hold) = (network.as_str(), networks.iter().map(|name| name.as_str()));
        tell(format_args!("the network {name} has no {kind} to rank"));
        if !networks.contains(&network) {
            let hold: Vec<&str> = hold.collect();
            tell(format_args!("hint: these hold some: {}", hold.join(" ")));
        }
    }

    fn network(&self) -> NetworkName {
        self.network.unwrap_or(self.kind.network())
    }

    /// Returns the windows to rank in, each with the period it stands for.
    fn windows(&self, graph: &Graph) -> Result<Vec<(Option<String>, Window)>> {
        if let Some(at) = &self.at {
            return Ok(vec![(None, Window::By(parse_date(at)?))]);
        }
        let Some(each) = self.each else {
            return Ok(vec![(None, Window::All)]);
        };
        let length = match each {
            Period::Year => 4,
            Period::Month => 7,
        };
        let policies = network(graph, NetworkName::Issuance, &Window::All)?;
        let dates = policies
            .nodes()
            .iter()
            .filter_map(|node| node.date.as_deref());
        let periods: BTreeSet<&str> = dates.filter_map(|date| date.get(..length)).collect();
        let window = |period: &str| (Some(period.to_owned()), Window::Within(period.to_owned()));
        Ok(periods.into_iter().map(window).collect())
    }

    fn ranking(
        &self,
        graph: &Graph,
        window: &Window,
        measures: &[Measure],
    ) -> Result<Vec<Vec<Option<Term>>>> {
        let network = network(graph, self.network(), window)?;
        let values = measures
            .iter()
            .map(|measure| compute(&network, *measure, self.normalized));
        let values: Vec<Vec<Option<f64>>> = values.collect::<Result<_, _>>()?;
        let mut places: Vec<usize> = (0..network.nodes().len())
            .filter(|place| network.nodes()[*place].kind == self.kind.kind())
            .collect();
        let first = |place: usize| {
            values
                .first()
                .and_then(|values| values[place])
                .unwrap_or(f64::NEG_INFINITY)
        };
        places.sort_by(|a, b| first(*b).total_cmp(&first(*a)).then(a.cmp(b)));
        places.truncate(self.top.unwrap_or(usize::MAX));
        tell_size(&network, window);
        Ok(places
            .iter()
            .map(|place| self.row(&network, *place, &values))
            .collect())
    }

    fn row(
        &self,
        network: &Network,
        place: usize,
        values: &[Vec<Option<f64>>],
    ) -> Vec<Option<Term>> {
        let node = &network.nodes()[place];
        let mut row = vec![
            Some(Term::Iri(node.id.clone())),
            text_term(&node.label),
            text_term(node.label_zh.as_deref().unwrap_or("")),
        ];
        row.extend(
            values
                .iter()
                .map(|values| values[place].map(|value| self.number(value))),
        );
        row
    }

    /// Gives a number all its digits in data, and six places in a table for people.
    fn number(&self, value: f64) -> Term {
        let rounded = (value * 1e6).round() / 1e6;
        let value = if self.answer.form() == TableForm::Table {
            rounded
        } else {
            value
        };
        Term::Literal {
            value: value.to_string(),
            datatype: vocab::XSD_DOUBLE.to_owned(),
            language: None,
        }
    }
}

fn tell_size(network: &Network, window: &Window) {
    let (nodes, edges) = (network.nodes().len(), network.edges().len());
    let when = match window {
        Window::All => String::new(),
        Window::By(at) => format!(" by {at}"),
        Window::Within(period) => format!(" of {period}"),
    };
    tell(format_args!(
        "network {}{when}: {}, {}",
        network.name(),
        counted(nodes, "node"),
        counted(edges, "edge")
    ));
}
