//! The measures by name: what each says, and where it is defined.
//!
//! Takes a name, gives a measure with its help text. Its values on a network
//! are for `compute`.

use serde::Serialize;
use std::{fmt, str::FromStr};

/// What can be measured on a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Edges at a node.
    Degree,
    /// Edges that end at a node.
    InDegree,
    /// Edges that start at a node.
    OutDegree,
    /// Summed weight of the edges at a node.
    WeightedDegree,
    /// Shortest paths of others that pass through a node.
    Betweenness,
    /// How near a node is to those that reach it.
    Closeness,
    /// In proportion to the sum of the neighbours' own.
    Eigenvector,
    /// The share of a random walk's time spent at a node.
    #[serde(rename = "pagerank")]
    PageRank,
    /// The densest core that holds a node.
    Core,
    /// The share of a node's neighbours that are neighbours themselves.
    Clustering,
    /// How far a node's ties lead back to the same few others.
    Constraint,
    /// A node's neighbours, less those it could reach through others.
    EffectiveSize,
    /// Parts of the network that no edge joins.
    Components,
    /// The share of possible edges that exist.
    Density,
}

/// No measure bears a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no measure `{name}`: expected one of {}", Measure::ALL.map(Measure::name).join(", "))]
pub struct UnknownMeasure {
    /// The name asked for.
    pub name: String,
}

impl Measure {
    /// All measures, in the order in which they are listed.
    pub const ALL: [Self; 14] = [
        Self::Degree,
        Self::InDegree,
        Self::OutDegree,
        Self::WeightedDegree,
        Self::Betweenness,
        Self::Closeness,
        Self::Eigenvector,
        Self::PageRank,
        Self::Core,
        Self::Clustering,
        Self::Constraint,
        Self::EffectiveSize,
        Self::Components,
        Self::Density,
    ];

    /// Returns the name, as it is asked for and as it heads a column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::InDegree => "in-degree",
            Self::OutDegree => "out-degree",
            Self::WeightedDegree => "weighted-degree",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Eigenvector => "eigenvector",
            Self::PageRank => "pagerank",
            Self::Core => "core",
            Self::Clustering => "clustering",
            Self::Constraint => "constraint",
            Self::EffectiveSize => "effective-size",
            Self::Components => "components",
            Self::Density => "density",
        }
    }

    /// Returns what the measure says and where it is defined, in one line for a help text.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Degree => "edges at the node, in and out (Freeman 1978)",
            Self::InDegree => "edges that end at the node (Freeman 1978)",
            Self::OutDegree => "edges that start at the node (Freeman 1978)",
            Self::WeightedDegree => "summed weight of the edges at the node (Barrat et al. 2004)",
            Self::Betweenness => {
                "unweighted shortest paths between others that pass through the node (Freeman 1977; Brandes 2001)"
            }
            Self::Closeness => {
                "share of others that reach the node, over their mean distance (Wasserman and Faust 1994, 5.2.2)"
            }
            Self::Eigenvector => {
                "in proportion to the sum over the neighbours, unweighted, of length 1 (Bonacich 1972)"
            }
            Self::PageRank => {
                "share of a random walk by the weights, damping 0.85 (Brin and Page 1998)"
            }
            Self::Core => {
                "largest k such that the node is in a part where all have k edges (Seidman 1983)"
            }
            Self::Clustering => {
                "share of the possible triangles at the node (Watts and Strogatz 1998; directed: Fagiolo 2007)"
            }
            Self::Constraint => {
                "how far the node's ties lead back to the same few others, unweighted (Burt 2004)"
            }
            Self::EffectiveSize => {
                "neighbours less their redundancy, unweighted (Burt 1992; Borgatti 1997)"
            }
            Self::Components => "parts of the network that no edge joins; one value for the whole",
            Self::Density => {
                "share of the possible edges; one value for the whole (Wasserman and Faust 1994, 4.1)"
            }
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(name: &str) -> Result<Self, UnknownMeasure> {
        let found = Self::ALL.into_iter().find(|measure| measure.name() == name);
        found.ok_or_else(|| UnknownMeasure {
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for measure in Measure::ALL {
            assert_eq!(measure.to_string().parse(), Ok(measure));
            assert_eq!(
                serde_json::to_string(&measure).unwrap(),
                format!("\"{measure}\"")
            );
        }
        assert_eq!(
            "centrality".parse::<Measure>().unwrap_err().to_string(),
            "no measure `centrality`: expected one of degree, in-degree, out-degree, weighted-degree, \
             betweenness, closeness, eigenvector, pagerank, core, clustering, constraint, \
             effective-size, components, density"
        );
    }
}
