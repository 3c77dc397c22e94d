//! A network as `GraphML`, for networkx, igraph, Gephi, yEd and Cytoscape.
//!
//! Nodes bear the IRI as id, and label, `label_zh`, abbreviation, kind and date
//! where known; edges weight and relation. Characters that XML 1.0 cannot hold
//! (NUL, ESC, …) are replaced by U+FFFD; all else is read back exactly.

use maud::{Markup, html};

use super::xml::{DECLARATION, escape};
use crate::graph::{Edge, Network, Node};

/// What nodes and edges bear: whose it is, its name, its type.
const KEYS: [(&str, &str, &str); 7] = [
    ("node", "label", "string"),
    ("node", "label_zh", "string"),
    ("node", "abbreviation", "string"),
    ("node", "kind", "string"),
    ("node", "date", "string"),
    ("edge", "weight", "double"),
    ("edge", "relation", "string"),
];

/// Returns the `GraphML` text.
#[must_use]
pub fn graphml(network: &Network) -> String {
    let direction = if network.is_directed() {
        "directed"
    } else {
        "undirected"
    };
    let file = html! {
        (DECLARATION)
        graphml xmlns="http://graphml.graphdrawing.org/xmlns" {
            @for (owner, name, datatype) in KEYS {
                "\n  " key id=(name) for=(owner) "attr.name"=(name) "attr.type"=(datatype) {}
            }
            "\n  " key id="name" for="graph" "attr.name"="name" "attr.type"="string" {}
            "\n  " graph id=(escape(network.name())) edgedefault=(direction) {
                "\n    " (data("name", Some(network.name())))
                @for node in network.nodes() { "\n    " (node_element(node)) }
                @for edge in network.edges() { "\n    " (edge_element(edge, network.nodes())) }
            }
        }
        "\n"
    };
    file.into_string()
}

fn node_element(node: &Node) -> Markup {
    html! {
        node id=(escape(&node.id)) {
            (data("label", Some(&node.label)))
            (data("label_zh", node.label_zh.as_deref()))
            (data("abbreviation", node.abbreviation.as_deref()))
            (data("kind", Some(&node.kind)))
            (data("date", node.date.as_deref()))
        }
    }
}

fn edge_element(edge: &Edge, nodes: &[Node]) -> Markup {
    html! {
        edge source=(escape(&nodes[edge.from].id)) target=(escape(&nodes[edge.to].id)) {
            (data("weight", Some(&edge.weight.to_string())))
            (data("relation", Some(&edge.relation)))
        }
    }
}

fn data(key: &str, value: Option<&str>) -> Markup {
    html! { @if let Some(value) = value { data key=(key) { (escape(value)) } } }
}

#[cfg(test)]
mod tests {
    use super::graphml;
    use crate::view::{
        sample::{HOSTILE, hostile_network, xml_texts},
        xml::read_back,
    };

    #[test]
    fn each_label_is_read_back_but_for_what_xml_cannot_hold() {
        let texts = xml_texts(&graphml(&hostile_network()));
        for label in HOSTILE {
            assert!(texts.contains(&read_back(label)), "{label:?}");
        }
    }

    #[test]
    fn nodes_bear_their_iri_and_edges_their_weight_and_relation() {
        let text = graphml(&hostile_network());
        assert!(text.contains("<node id=\"https://w3id.org/policygraph/id/policy/h00\">"));
        assert!(
            text.contains("<data key=\"weight\">2</data><data key=\"relation\">buildsOn</data>")
        );
        assert!(text.contains("edgedefault=\"directed\""));
    }
}
