//! A network as node-link JSON, which d3 and `networkx.node_link_graph` read.
//!
//! Nodes bear the IRI as id; what is not known is `null`. Labels are read back
//! exactly, see [`super::json`].

use super::json::{array, object, optional, string};
use crate::graph::{Edge, Network, Node};

/// Returns the JSON text: one object, a node or an edge a line, ended by a newline.
#[must_use]
pub fn network_json(network: &Network) -> String {
    let nodes = network.nodes();
    format!(
        "{{\n  \"name\": {},\n  \"directed\": {},\n  \"multigraph\": false,\n  \
         \"nodes\": {},\n  \"edges\": {}\n}}\n",
        string(network.name()),
        network.is_directed(),
        array(nodes.iter().map(node_object), "  "),
        array(
            network.edges().iter().map(|edge| edge_object(edge, nodes)),
            "  "
        ),
    )
}

fn node_object(node: &Node) -> String {
    object(&[
        ("id", string(&node.id)),
        ("label", string(&node.label)),
        ("label_zh", optional(node.label_zh.as_deref())),
        ("abbreviation", optional(node.abbreviation.as_deref())),
        ("kind", string(&node.kind)),
        ("date", optional(node.date.as_deref())),
    ])
}

fn edge_object(edge: &Edge, nodes: &[Node]) -> String {
    let weight = if edge.weight.is_finite() {
        edge.weight.to_string()
    } else {
        "null".to_owned()
    };
    object(&[
        ("source", string(&nodes[edge.from].id)),
        ("target", string(&nodes[edge.to].id)),
        ("weight", weight),
        ("relation", string(&edge.relation)),
    ])
}

#[cfg(test)]
mod tests {
    use super::network_json;
    use crate::view::sample::{HOSTILE, hostile_network};

    #[test]
    fn nodes_and_edges_are_read_back_exactly() {
        let text = network_json(&hostile_network());
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (place, label) in HOSTILE.iter().enumerate() {
            assert_eq!(back["nodes"][place]["label"], *label);
        }
        assert_eq!(back["directed"], true);
        assert_eq!(back["edges"][0]["target"], back["nodes"][0]["id"]);
        assert_eq!(back["edges"][0]["weight"], 2);
        assert_eq!(back["edges"][0]["relation"], "buildsOn");
    }
}
