//! Parts of a network: some of its nodes, or some of its relations.
//!
//! Takes a network and what to keep, gives a new network of the same name. A
//! part keeps the order of the whole, so its places only close up.

use super::network::{Edge, Network, Node};

impl Network {
    /// Returns the network under another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }

    /// Returns the part of the network whose nodes pass `keep`, with the edges between them. O(V + E).
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&Node) -> bool) -> Self {
        let kept: Vec<bool> = self.nodes.iter().map(keep).collect();
        self.part(&kept)
    }

    /// Returns the part of the network made of these nodes and the edges between them. O(V + E).
    ///
    /// Places that no node has, and repeated ones, make no difference.
    #[must_use]
    pub fn induced(&self, nodes: &[usize]) -> Self {
        let mut kept = vec![false; self.nodes.len()];
        for &node in nodes {
            if let Some(kept) = kept.get_mut(node) {
                *kept = true;
            }
        }
        self.part(&kept)
    }

    /// Returns the network with all its nodes and only the edges that bear one of these relations.
    ///
    /// An edge that stays keeps its weight, and names only the relations asked for. O(V + E).
    #[must_use]
    pub fn with_relations(&self, relations: &[String]) -> Self {
        let edges = self.edges.iter().filter_map(|edge| {
            let kept: Vec<&str> = edge
                .relations()
                .filter(|relation| relations.iter().any(|asked| asked == relation))
                .collect();
            (!kept.is_empty()).then(|| Edge {
                relation: kept.join(" "),
                ..edge.clone()
            })
        });
        let (name, nodes) = (self.name.clone(), self.nodes.clone());
        Self::from_sorted(name, self.directed, nodes, edges.collect())
    }

    fn part(&self, kept: &[bool]) -> Self {
        let mut places = vec![0; kept.len()];
        let mut nodes = Vec::new();
        for (place, node) in self
            .nodes
            .iter()
            .enumerate()
            .filter(|&(place, _)| kept[place])
        {
            places[place] = nodes.len();
            nodes.push(node.clone());
        }
        let edges = self
            .edges
            .iter()
            .filter(|edge| kept[edge.from] && kept[edge.to])
            .map(|edge| Edge {
                from: places[edge.from],
                to: places[edge.to],
                ..edge.clone()
            });
        Self::from_sorted(self.name.clone(), self.directed, nodes, edges.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::small::{edge, network, nodes};

    #[test]
    fn a_part_has_the_edges_between_its_nodes() {
        let whole = network(true, "a-b b-c c-d d-b");
        let part = network(true, "b-c c-d d-b");
        assert_eq!(whole.induced(&[3, 1, 2, 1, 99]), part);
        assert_eq!(whole.filtered(|node| node.id != "a"), part);
        assert_eq!(part.clone().named("other").name(), "other");
    }

    #[test]
    fn only_the_relations_asked_for_stay() {
        let relation = |names: &str, edge: Edge| Edge {
            relation: names.into(),
            ..edge
        };
        let make = |edges| Network::new("n", true, nodes(&["a", "b", "c"]), edges).unwrap();
        let whole = make(vec![
            relation("amends basedOn", edge(0, 1, 2.0)),
            relation("cites", edge(1, 2, 1.0)),
        ]);
        assert_eq!(
            whole.with_relations(&["basedOn".into()]),
            make(vec![relation("basedOn", edge(0, 1, 2.0))])
        );
    }
}
