//! Who counts: agencies by whom they issue with and whom they shape, policies by what rests on them.

use anyhow::Result;

use super::{Networks, base::Base, grounds::Grounds};
use crate::{
    cli::networks::NetworkName,
    graph::{Measure, Network, compute},
    view::report::{self, Ranked, Ranking},
};

/// How many rows of a ranking the page shows; `rank` prints all.
const SHOWN: usize = 15;

/// A ranking of the page.
struct Plan {
    title: &'static str,
    note: &'static str,
    network: NetworkName,
    kind: &'static str,
    measures: &'static [Measure],
}

const PLANS: [Plan; 4] = [
    Plan {
        title: "Agencies by documents issued together",
        note: "The network co-issuance: a tie weighs the documents that bear both names. The places say who issued those documents; betweenness and PageRank depend on all ties of the network besides.",
        network: NetworkName::CoIssuance,
        kind: "agency",
        measures: &[
            Measure::WeightedDegree,
            Measure::Degree,
            Measure::Betweenness,
            Measure::PageRank,
            Measure::Constraint,
        ],
    },
    Plan {
        title: "Agencies by the policies of others that derive from theirs",
        note: "The network influence: an arrow weighs the policies of one agency that derive from another's. The places say what derives from what, and who issued both.",
        network: NetworkName::Influence,
        kind: "agency",
        measures: &[
            Measure::OutDegree,
            Measure::WeightedDegree,
            Measure::InDegree,
        ],
    },
    Plan {
        title: "Policies by what rests on them",
        note: "The network lineage: in-degree counts the newer policies that derive directly from this one. The places say so of each; PageRank depends on all links of the network besides.",
        network: NetworkName::Lineage,
        kind: "policy",
        measures: &[Measure::InDegree, Measure::PageRank],
    },
    Plan {
        title: "Firms by what they are exposed to",
        note: "The network exposure: out-degree counts the products, technologies, sectors and policies next to a firm. The places say so of each; betweenness depends on all links of the network besides.",
        network: NetworkName::Exposure,
        kind: "firm",
        measures: &[Measure::OutDegree, Measure::Betweenness],
    },
];

/// Computes the rankings of the page; those of which no one has any value are left out.
pub fn rankings(networks: &Networks, base: &Base) -> Result<Vec<Ranking>> {
    let grounds = Grounds::new(base);
    let mut rankings = Vec::new();
    for plan in PLANS {
        for (_, network) in networks.iter().filter(|(name, _)| *name == plan.network) {
            let ranking = ranking(network, &plan, base, &grounds)?;
            rankings.extend((ranking.total > 0).then_some(ranking));
        }
    }
    Ok(rankings)
}

fn ranking(network: &Network, plan: &Plan, base: &Base, grounds: &Grounds) -> Result<Ranking> {
    let values = plan
        .measures
        .iter()
        .map(|measure| compute(network, *measure, false));
    let values: Vec<Vec<Option<f64>>> = values.collect::<Result<_, _>>()?;
    let first = |place: usize| values[0][place].unwrap_or(0.0);
    let counts = |place: &usize| network.nodes()[*place].kind == plan.kind && first(*place) > 0.0;
    let mut places: Vec<usize> = (0..network.nodes().len()).filter(counts).collect();
    places.sort_by(|a, b| first(*b).total_cmp(&first(*a)).then(a.cmp(b)));
    let row = |place: &usize| Ranked {
        name: base.name(&network.nodes()[*place].id),
        values: values.iter().map(|values| values[*place]).collect(),
        evidence: grounds.of(plan.network, &network.nodes()[*place].id),
    };
    let measure = |measure: &Measure| report::Measure {
        name: measure.to_string(),
        meaning: measure.definition().to_owned(),
    };
    Ok(Ranking {
        title: plan.title.to_owned(),
        note: plan.note.to_owned(),
        measures: plan.measures.iter().map(measure).collect(),
        rows: places.iter().take(SHOWN).map(row).collect(),
        total: places.len(),
    })
}
