//! A network as GEXF 1.2, for Gephi and networkx.
//!
//! Nodes bear the IRI as id and the label, and as attributes `label_zh`,
//! abbreviation, kind and date where known; edges their weight and, as an
//! attribute, the relation. Characters that XML 1.0 cannot hold (NUL, ESC, …)
//! are replaced by U+FFFD; all else is read back exactly.

use maud::{Markup, html};

use super::xml::{DECLARATION, escape};
use crate::graph::{Edge, Network, Node};

/// Returns the GEXF text.
#[must_use]
pub fn gexf(network: &Network) -> String {
    let direction = if network.is_directed() {
        "directed"
    } else {
        "undirected"
    };
    let file = html! {
        (DECLARATION)
        gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" {
            "\n  " graph name=(escape(network.name())) defaultedgetype=(direction) mode="static" {
                (attributes("node", &["label_zh", "abbreviation", "kind", "date"]))
                (attributes("edge", &["relation"]))
                "\n    " nodes {
                    @for node in network.nodes() { "\n      " (node_element(node)) }
                }
                "\n    " edges {
                    @for (place, edge) in network.edges().iter().enumerate() {
                        "\n      " (edge_element(place, edge, network.nodes()))
                    }
                }
            }
        }
        "\n"
    };
    file.into_string()
}

fn attributes(owner: &str, names: &[&str]) -> Markup {
    html! {
        "\n    " attributes class=(owner) {
            @for name in names { attribute id=(name) title=(name) type="string" {} }
        }
    }
}

fn node_element(node: &Node) -> Markup {
    html! {
        node id=(escape(&node.id)) label=(escape(&node.label)) {
            attvalues {
                (value("label_zh", node.label_zh.as_deref()))
                (value("abbreviation", node.abbreviation.as_deref()))
                (value("kind", Some(&node.kind)))
                (value("date", node.date.as_deref()))
            }
        }
    }
}

fn edge_element(place: usize, edge: &Edge, nodes: &[Node]) -> Markup {
    let (source, target) = (&nodes[edge.from].id, &nodes[edge.to].id);
    html! {
        edge id=(place) source=(escape(source)) target=(escape(target)) weight=(edge.weight) {
            attvalues { (value("relation", Some(&edge.relation))) }
        }
    }
}

fn value(name: &str, text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { attvalue for=(name) value=(escape(text)) {} } }
}

#[cfg(test)]
mod tests {
    use super::gexf;
    use crate::view::{
        sample::{HOSTILE, hostile_network, xml_texts},
        xml::read_back,
    };

    #[test]
    fn each_label_is_read_back_but_for_what_xml_cannot_hold() {
        let texts = xml_texts(&gexf(&hostile_network()));
        for label in HOSTILE {
            assert!(texts.contains(&read_back(label)), "{label:?}");
        }
    }

    #[test]
    fn edges_bear_their_weight_and_relation() {
        let text = gexf(&hostile_network());
        assert!(
            text.contains("weight=\"2\"><attvalues><attvalue for=\"relation\" value=\"buildsOn\">")
        );
        assert!(text.contains("defaultedgetype=\"directed\""));
    }
}
