//! In which order nodes stand on a circle, so that strong ties are short.
//!
//! A heuristic, deterministic: group by group, each begun with its strongest
//! node and grown at the end that the next node is tied to most, then improved
//! by swaps of neighbours for as long as they shorten the ties.

use super::{group, measure::float};
use crate::graph::Network;

/// How often the whole order is gone over at most.
const ROUNDS: usize = 40;

/// Returns the tied nodes in the order of the circle, the largest group first, and then those without ties.
pub(super) fn on_circle(network: &Network) -> (Vec<usize>, Vec<usize>) {
    let ties = ties(network);
    let (groups, alone) = group::groups(network);
    let count = network.nodes().len() - alone.len();
    let mut order = Vec::with_capacity(count);
    for group in groups {
        let mut chain = chain(&group, &ties);
        shorten(&mut chain, &ties, order.len(), count);
        order.extend(chain);
    }
    (order, alone)
}

/// The ties of each node: whom to, and how strong both ways.
type Ties = Vec<Vec<(usize, f64)>>;

fn ties(network: &Network) -> Ties {
    let mut ties: Ties = vec![Vec::new(); network.nodes().len()];
    for edge in network.edges() {
        ties[edge.from].push((edge.to, edge.weight));
        ties[edge.to].push((edge.from, edge.weight));
    }
    ties
}

/// Grows a chain from the strongest node; the most recent nodes at the end pull most.
fn chain(group: &[usize], ties: &Ties) -> Vec<usize> {
    let strength = |node: usize| ties[node].iter().map(|(_, weight)| weight).sum::<f64>();
    let mut left = group.to_vec();
    let mut chain: Vec<usize> = Vec::with_capacity(group.len());
    let mut place: Vec<Option<usize>> = vec![None; ties.len()];
    while !left.is_empty() {
        let pull = |node: usize| {
            let steps = |other: usize| place[other].map(|at| float(chain.len() - at));
            let pulls = ties[node]
                .iter()
                .filter_map(|&(other, weight)| Some(weight / steps(other)?));
            pulls.sum::<f64>()
        };
        let keys: Vec<(f64, f64)> = left
            .iter()
            .map(|&node| (pull(node), strength(node)))
            .collect();
        let best = (0..left.len()).max_by(|&one, &other| {
            let (key, other_key) = (keys[one], keys[other]);
            let by_pull = key.0.total_cmp(&other_key.0);
            by_pull
                .then(key.1.total_cmp(&other_key.1))
                .then(left[other].cmp(&left[one]))
        });
        let Some(best) = best else { break };
        place[left[best]] = Some(chain.len());
        chain.push(left.remove(best));
    }
    chain
}

/// Swaps neighbours as long as that shortens the ties, each weighed by its strength.
fn shorten(chain: &mut [usize], ties: &Ties, start: usize, count: usize) {
    let mut place = vec![0; ties.len()];
    for (step, &node) in chain.iter().enumerate() {
        place[node] = start + step;
    }
    let length = |node: usize, place: &[usize]| -> f64 {
        let apart = |other: usize| place[node].abs_diff(place[other]);
        let around = |steps: usize| float(steps.min(count - steps));
        ties[node]
            .iter()
            .map(|&(other, weight)| weight * around(apart(other)))
            .sum()
    };
    for round in 0..ROUNDS {
        let mut swapped = false;
        // Far swaps too: a node caught between two strong neighbours gets past them.
        let reach = 1 + round % 3;
        for step in reach..chain.len() {
            let (one, other) = (chain[step - reach], chain[step]);
            let before = length(one, &place) + length(other, &place);
            place.swap(one, other);
            if length(one, &place) + length(other, &place) < before - 1e-9 {
                chain.swap(step - reach, step);
                swapped = true;
            } else {
                place.swap(one, other);
            }
        }
        if !swapped && reach == 3 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::on_circle;
    use crate::{
        graph::Network,
        view::sample::{edge, node},
    };

    #[test]
    fn a_ring_is_put_in_order_and_the_unlinked_last() {
        let nodes = (0..7)
            .map(|i| node(&format!("agency/{i}"), "x", "", None))
            .collect();
        let ring = [(0, 3), (1, 3), (1, 4), (2, 4), (2, 5), (0, 5)];
        let edges = ring
            .iter()
            .map(|&(a, b)| edge(a, b, 1.0, "issuedBy"))
            .collect();
        let network = Network::new("co-issuance", false, nodes, edges).unwrap();
        let (order, alone) = on_circle(&network);
        assert_eq!(alone, [6]);
        let place = |node| order.iter().position(|&other| other == node).unwrap();
        let long = ring
            .iter()
            .filter(|&&(a, b)| place(a).abs_diff(place(b)) > 2)
            .count();
        assert!(long <= 1, "{order:?}");
    }
}
