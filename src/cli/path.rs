//! `policygraph path`: how two entities hang together.

use anyhow::{Result, bail};

use super::{
    Outcome,
    answer::Answer,
    networks::{NetworkName, Window, network},
    open::Source,
    output::tell,
    statements::{number_term, text_term},
};
use crate::{
    fact::{Id, Kind},
    graph::{Direction, Leg, Limits, Network, shortest_path},
    store::{Rows, Term},
};

/// Find the shortest path between two entities
///
/// Between policies along their lineage, between agencies along co-issuance, else along every relation; an edge may be
/// walked against its direction (`←`) unless --directed. One row a leg. Exits with 1 where there is no path.
///
/// Example: policygraph path metrology-industry-guiding-opinions metrology-development-plan
#[derive(Debug, clap::Args)]
pub struct Path {
    /// Where the path starts
    #[arg(id = "start", value_name = "FROM")]
    from: String,
    /// Where it ends
    #[arg(id = "end", value_name = "TO")]
    to: String,
    /// The network to walk
    #[arg(long, value_name = "NAME")]
    network: Option<NetworkName>,
    /// Walk edges only in their direction
    #[arg(long)]
    directed: bool,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    answer: Answer,
}

impl Path {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = self.source.open()?;
        let kinds: Vec<Kind> = Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Assertion)
            .collect();
        let from = opened.entities.find(&self.from, &kinds)?;
        let to = opened.entities.find(&self.to, &kinds)?;
        let name = self.network.unwrap_or_else(|| usual(&from, &to));
        let network = network(&opened.graph, name, &Window::All)?;
        let place = |id: &Id| match network.find(&id.to_iri()) {
            Some(place) => Ok(place),
            None => bail!(
                "`{id}` is no node of the network {}: expected one of its nodes, or --network graph, which holds every entity",
                network.name()
            ),
        };
        let direction = if self.directed {
            Direction::Respect
        } else {
            Direction::Ignore
        };
        let path = shortest_path(
            &network,
            place(&from)?,
            place(&to)?,
            direction,
            &Limits::default(),
        );
        let Some(legs) = path else {
            tell(format_args!(
                "no path from {from} to {to} in the network {}",
                network.name()
            ));
            return Ok(Outcome::Nothing);
        };
        if legs.is_empty() {
            tell(format_args!("{from} is both start and end"));
        }
        self.answer.write(&rows(&network, &legs))?;
        Ok(Outcome::Done)
    }
}

/// The network in which two entities of these kinds hang together.
fn usual(from: &Id, to: &Id) -> NetworkName {
    match (from.kind(), to.kind()) {
        (Kind::Policy, Kind::Policy) => NetworkName::Lineage,
        (Kind::Agency, Kind::Agency) => NetworkName::CoIssuance,
        _ => NetworkName::Graph,
    }
}

fn rows(network: &Network, legs: &[Leg]) -> Rows {
    let columns = [
        "step",
        "from",
        "from_label",
        "relation",
        "weight",
        "to",
        "to_label",
    ];
    let row = |(step, leg): (usize, &Leg)| {
        let edge = &network.edges()[leg.edge];
        let (from, to) = if leg.forward {
            (edge.from, edge.to)
        } else {
            (edge.to, edge.from)
        };
        let [from, to] = [from, to].map(|place| &network.nodes()[place]);
        let arrow = if leg.forward || !network.is_directed() {
            ""
        } else {
            "← "
        };
        vec![
            Some(number_term(&(step + 1))),
            Some(Term::Iri(from.id.clone())),
            text_term(&from.label),
            text_term(&format!("{arrow}{}", edge.relation)),
            Some(number_term(&edge.weight)),
            Some(Term::Iri(to.id.clone())),
            text_term(&to.label),
        ]
    };
    Rows {
        columns: columns.map(str::to_owned).to_vec(),
        rows: legs.iter().enumerate().map(row).collect(),
    }
}
