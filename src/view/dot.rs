//! A network as DOT, for Graphviz.
//!
//! Node ids are IRIs. Kinds differ by shape and colour, relations are edge
//! labels. A lineage runs from the older on the left to the newer on the right.
//! dot-writer quotes nothing itself, so text is escaped here.

use dot_writer::{Attributes, DotWriter, Scope};

use super::{
    language::Language,
    svg::palette::{kind_look, relation_look},
    text::visible,
};
use crate::graph::{Edge, Network, Node};

/// Returns the DOT text.
///
/// Control and direction characters are shown as in [`visible`]; Graphviz draws
/// each label exactly as that gives it.
#[must_use]
pub fn dot(network: &Network, language: Language) -> String {
    let mut bytes = Vec::new();
    {
        let mut writer = DotWriter::from(&mut bytes);
        let mut graph = if network.is_directed() {
            writer.digraph()
        } else {
            writer.graph()
        };
        set_graph(&mut graph, network.name());
        for node in network.nodes() {
            push_node(&mut graph, node, language);
        }
        for edge in network.edges() {
            push_edge(&mut graph, edge, network.nodes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn set_graph(graph: &mut Scope, name: &str) {
    graph.set("label", &label(name), true);
    graph.set("charset", "UTF-8", true);
    // In a lineage, edges point from the newer to the older: `RL` puts the older on the left.
    let direction = if name == "lineage" { "RL" } else { "LR" };
    graph.set("rankdir", direction, false);
    graph.set("fontname", "Noto Sans CJK SC", true);
    graph
        .node_attributes()
        .set("fontname", "Noto Sans CJK SC", true)
        .set("style", "filled", true)
        .set("fontsize", "11", false);
    graph
        .edge_attributes()
        .set("fontname", "Noto Sans CJK SC", true)
        .set("fontsize", "9", false);
}

fn push_node(graph: &mut Scope, node: &Node, language: Language) {
    let look = kind_look(&node.kind);
    graph
        .node_named(id(&node.id))
        .set("label", &label(&language.label(node)), true)
        .set("tooltip", &label(&Language::full(node)), true)
        .set("class", &label(&node.kind), true)
        .set("shape", look.dot_shape, false)
        .set("color", look.colour, true)
        .set("fillcolor", look.tint, true);
}

fn push_edge(graph: &mut Scope, edge: &Edge, nodes: &[Node]) {
    let look = relation_look(&edge.relation);
    graph
        .edge(id(&nodes[edge.from].id), id(&nodes[edge.to].id))
        .attributes()
        .set("label", &label(&edge.relation), true)
        .set("weight", &edge.weight.to_string(), true)
        .set("color", look.colour, true)
        .set("fontcolor", look.colour, true)
        .set("style", look.dot_style, false);
}

/// Quotes an IRI as a node id. No IRI holds quotes or backslashes; what does is percent-encoded.
fn id(iri: &str) -> String {
    format!(
        "\"{}\"",
        visible(iri).replace('"', "%22").replace('\\', "%5C")
    )
}

/// Escapes a label: Graphviz reads backslashes, quotes, and entities such as `&amp;`.
fn label(text: &str) -> String {
    visible(text)
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::{dot, id, label};
    use crate::view::{Language, sample::hostile_network};

    #[test]
    fn labels_are_escaped_for_the_string_and_for_what_graphviz_does_with_it() {
        for (text, escaped) in [
            ("a \"b\"", "a \\\"b\\\""),
            ("C:\\N\\", "C:\\\\N\\\\"),
            ("x\ny", "x\\\\ny"),
            ("&lt;", "&amp;lt;"),
            ("\u{202e}", "\\\\u{202e}"),
        ] {
            assert_eq!(label(text), escaped, "{text:?}");
        }
        assert_eq!(id("https://x/\"];\\"), "\"https://x/%22];%5C\"");
    }

    #[test]
    fn a_lineage_points_to_the_older_on_the_left() {
        let text = dot(&hostile_network(), Language::En);
        assert!(text.starts_with("digraph {"));
        assert!(text.contains("rankdir=RL;"));
        assert!(text.contains(
            "\"https://w3id.org/policygraph/id/policy/h01\" -> \"https://w3id.org/policygraph/id/policy/h00\" \
             [label=\"buildsOn\", weight=\"2\""
        ));
    }
}
