//! One network made from another: agencies tied by the policies they issue.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edge, Network, NetworkError, Node};

/// Who issued each policy: places of agencies by the place of the policy, in the issuance network.
type Issuers = BTreeMap<usize, BTreeSet<usize>>;

/// Keeps the agencies that issued something, and every policy.
#[must_use]
pub fn issuing(issuance: &Network) -> Network {
    issuance.filtered(|node| {
        let place = issuance.find(&node.id);
        node.kind == "policy" || place.is_some_and(|place| !issuance.successors(place).is_empty())
    })
}

/// Returns the network of agencies that issued policies together.
///
/// Undirected; the weight of a tie is how many policies bear both names. An
/// agency that only ever issued alone is a node without ties; one that issued
/// nothing is no node. From `issuance`, agency to policy. O(Σ issuers²).
///
/// # Errors
///
/// None that the network itself could give rise to; the type is the constructor's.
pub fn co_issuance(issuance: &Network) -> Result<Network, NetworkError> {
    let mut together: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for issuers in issuers(issuance).values() {
        for from in issuers {
            for to in issuers.range(from + 1..) {
                *together.entry((*from, *to)).or_default() += 1.0;
            }
        }
    }
    assemble("co-issuance", false, issuance, &together, "issuedTogether")
}

/// Returns the network of agencies whose policies rest on one another's.
///
/// Directed; an edge from A to B weighs how many of B's policies derive
/// directly from at least one policy of A. What an agency derives from itself
/// is left out. Nodes are the agencies that issued something.
///
/// # Errors
///
/// As [`co_issuance`].
pub fn influence(issuance: &Network, lineage: &Network) -> Result<Network, NetworkError> {
    let issuers = issuers(issuance);
    let of = |place: usize| {
        let policy = lineage
            .nodes()
            .get(place)
            .and_then(|node| issuance.find(&node.id));
        policy
            .and_then(|policy| issuers.get(&policy))
            .into_iter()
            .flatten()
            .copied()
    };
    let mut shaped: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for newer in 0..lineage.nodes().len() {
        let older: BTreeSet<usize> = lineage
            .successors(newer)
            .iter()
            .flat_map(|older| of(*older))
            .collect();
        for shaping in older {
            for by in of(newer).filter(|by| *by != shaping) {
                *shaped.entry((shaping, by)).or_default() += 1.0;
            }
        }
    }
    assemble("influence", true, issuance, &shaped, "shapes")
}

fn issuers(issuance: &Network) -> Issuers {
    let mut issuers = Issuers::new();
    for edge in issuance.edges() {
        issuers.entry(edge.to).or_default().insert(edge.from);
    }
    issuers
}

/// Makes a network of the agencies that issued something, tied as counted.
fn assemble(
    name: &str,
    directed: bool,
    issuance: &Network,
    ties: &BTreeMap<(usize, usize), f64>,
    relation: &str,
) -> Result<Network, NetworkError> {
    let issued = |place: &usize| !issuance.successors(*place).is_empty();
    let places: Vec<usize> = (0..issuance.nodes().len()).filter(issued).collect();
    let new_place: BTreeMap<usize, usize> = places
        .iter()
        .enumerate()
        .map(|(new, old)| (*old, new))
        .collect();
    let nodes: Vec<Node> = places
        .iter()
        .map(|place| issuance.nodes()[*place].clone())
        .collect();
    let edge = |(ends, weight): (&(usize, usize), &f64)| Edge {
        from: new_place[&ends.0],
        to: new_place[&ends.1],
        weight: *weight,
        relation: relation.to_owned(),
    };
    let edges = ties.iter().map(edge).collect();
    Network::new(name, directed, nodes, edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str) -> Node {
        let kind = if key.len() == 1 { "agency" } else { "policy" };
        Node {
            id: key.to_owned(),
            label: key.to_owned(),
            label_zh: None,
            abbreviation: None,
            kind: kind.to_owned(),
            date: None,
        }
    }

    fn network(name: &str, keys: &[&str], ends: &[(usize, usize)]) -> Network {
        let edge = |(from, to): &(usize, usize)| Edge {
            from: *from,
            to: *to,
            weight: 1.0,
            relation: "r".to_owned(),
        };
        let nodes = keys.iter().map(|key| node(key)).collect();
        Network::new(name, true, nodes, ends.iter().map(edge).collect()).unwrap()
    }

    /// a and b issue p1 and p2 together, c issues p3 alone, d nothing.
    fn issuance() -> Network {
        let keys = ["a", "b", "c", "d", "p1", "p2", "p3"];
        network("issuance", &keys, &[(0, 4), (1, 4), (0, 5), (1, 5), (2, 6)])
    }

    fn ties(network: &Network) -> Vec<(&str, &str, f64)> {
        let id = |place: usize| network.nodes()[place].id.as_str();
        network
            .edges()
            .iter()
            .map(|edge| (id(edge.from), id(edge.to), edge.weight))
            .collect()
    }

    #[test]
    fn agencies_are_tied_by_the_policies_that_bear_both_names() {
        let together = co_issuance(&issuance()).unwrap();
        assert_eq!(ties(&together), [("a", "b", 2.0)]);
        let ids: Vec<&str> = together
            .nodes()
            .iter()
            .map(|node| node.id.as_str())
            .collect();
        assert_eq!(
            ids,
            ["a", "b", "c"],
            "an agency alone is a node, one that issued nothing is none"
        );
    }

    #[test]
    fn an_agency_shapes_those_whose_policies_derive_from_its_own() {
        // p1 (a, b) and p2 (a, b) derive from p3 (c); p2 from p1 as well.
        let lineage = network("lineage", &["p1", "p2", "p3"], &[(0, 2), (1, 2), (1, 0)]);
        let influence = influence(&issuance(), &lineage).unwrap();
        let expected = [
            ("a", "b", 1.0),
            ("b", "a", 1.0),
            ("c", "a", 2.0),
            ("c", "b", 2.0),
        ];
        assert_eq!(ties(&influence), expected);
    }
}
