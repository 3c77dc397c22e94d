//! The values of a measure on a network.
//!
//! Takes a network and a measure, gives one value a node in node order. The
//! arithmetic is in the file of each family.

use super::measure::Measure;
use super::network::Network;
use super::{brokerage, cohesion, degree, shortest, spectral};

/// Why a measure has no values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MeasureError {
    /// The eigenvector of a directed network without a cycle is zero.
    #[error("eigenvector centrality is not defined on `{network}`: its edges form no cycle")]
    Acyclic {
        /// The network's name.
        network: String,
    },
    /// The eigenvector is still moving after all rounds.
    #[error("eigenvector centrality did not come to rest on `{network}` within {rounds} rounds")]
    Restless {
        /// The network's name.
        network: String,
        /// The rounds made.
        rounds: usize,
    },
}

/// Returns the value of a measure for each node, in node order.
///
/// `None` where it is not defined for a node: constraint and effective size of
/// an isolated one. A measure of the whole network is repeated for each node.
/// `normalized` divides betweenness by its largest possible value, and changes
/// no other measure. The same network gives the same values, bit for bit.
///
/// # Errors
///
/// Eigenvector centrality on a directed network that has none, see
/// [`MeasureError`].
pub fn compute(
    network: &Network,
    measure: Measure,
    normalized: bool,
) -> Result<Vec<Option<f64>>, MeasureError> {
    let values = match measure {
        Measure::Degree => degree::degree(network),
        Measure::InDegree => degree::in_degree(network),
        Measure::OutDegree => degree::out_degree(network),
        Measure::WeightedDegree => degree::weighted_degree(network),
        Measure::Betweenness => return Ok(shortest::betweenness(network, normalized)),
        Measure::Closeness => return Ok(shortest::closeness(network)),
        Measure::Eigenvector => spectral::eigenvector(network)?,
        Measure::PageRank => spectral::page_rank(network),
        Measure::Core => cohesion::core_number(network),
        Measure::Clustering => cohesion::clustering(network),
        Measure::Constraint => return Ok(brokerage::constraint(network)),
        Measure::EffectiveSize => return Ok(brokerage::effective_size(network)),
        Measure::Components => {
            let parts = cohesion::as_number(cohesion::components(network) as u64);
            vec![parts; network.nodes().len()]
        }
        Measure::Density => vec![cohesion::density(network); network.nodes().len()],
    };
    Ok(values.into_iter().map(Some).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::network;

    #[test]
    fn a_measure_of_the_whole_is_repeated_for_each_node() {
        let pair = network(true, "a-b c");
        assert_eq!(
            compute(&pair, Measure::Components, false),
            Ok(vec![Some(2.0); 3])
        );
        assert_eq!(
            compute(&pair, Measure::Density, false),
            Ok(vec![Some(1.0 / 6.0); 3])
        );
    }

    #[test]
    fn degrees_count_edges_and_weights() {
        let chain = network(true, "a-b b-c a-c");
        for (measure, values) in [
            (Measure::Degree, [2.0, 2.0, 2.0]),
            (Measure::InDegree, [0.0, 1.0, 2.0]),
            (Measure::OutDegree, [2.0, 1.0, 0.0]),
            (Measure::WeightedDegree, [2.0, 2.0, 2.0]),
        ] {
            let found = compute(&chain, measure, false);
            assert_eq!(found, Ok(values.map(Some).to_vec()), "{measure}");
        }
    }

    #[test]
    fn an_empty_network_has_no_values() {
        for directed in [true, false] {
            for measure in Measure::ALL {
                let found = compute(&network(directed, ""), measure, true);
                assert_eq!(found, Ok(Vec::new()), "{measure}");
            }
        }
    }
}
