//! Made-up values for the tests of this room: hostile labels, rows, networks.

use quick_xml::{Reader, events::Event};

use crate::{
    graph::{Edge, Network, Node},
    store::rows::{Rows, Term},
};

/// Where made-up entities live.
const ENTITY: &str = "https://w3id.org/policygraph/id/";

/// Labels that break what does not escape.
pub const HOSTILE: [&str; 14] = [
    "plain",
    "say \"quoted\" 'twice'",
    "<script>alert(1)</script>",
    "back\\slash\\",
    "two\nlines\r\nand\ttab",
    "\u{202e}desrever",
    "right\u{200f}mark",
    "]]>",
    "&amp; &lt;",
    "nul\0esc\u{1b}[31m",
    "--> <!-- x",
    "《数据》，\u{2028}〔2023〕",
    "=HYPERLINK(\"x\"),;|",
    "${x} {{y}} %s \\N \\G",
];

/// Makes rows of cells.
pub fn rows(columns: &[&str], rows: Vec<Vec<Option<Term>>>) -> Rows {
    Rows {
        columns: columns.iter().map(|&name| name.to_owned()).collect(),
        rows,
    }
}

/// A plain text.
pub fn text(value: &str) -> Option<Term> {
    literal(value, "string")
}

/// A literal of an XML Schema datatype.
#[expect(clippy::unnecessary_wraps, reason = "a cell is an option")]
pub fn literal(value: &str, datatype: &str) -> Option<Term> {
    Some(Term::Literal {
        value: value.to_owned(),
        datatype: format!("http://www.w3.org/2001/XMLSchema#{datatype}"),
        language: None,
    })
}

/// An IRI.
#[expect(clippy::unnecessary_wraps, reason = "a cell is an option")]
pub fn iri(value: &str) -> Option<Term> {
    Some(Term::Iri(value.to_owned()))
}

/// A node by `kind/key`, undated.
pub fn node(path: &str, label: &str, label_zh: &str, abbreviation: Option<&str>) -> Node {
    Node {
        id: format!("{ENTITY}{path}"),
        label: label.to_owned(),
        label_zh: (!label_zh.is_empty()).then(|| label_zh.to_owned()),
        abbreviation: abbreviation.map(str::to_owned),
        kind: path.split('/').next().unwrap_or_default().to_owned(),
        date: None,
    }
}

/// An edge between two places.
pub fn edge(from: usize, to: usize, weight: f64, relation: &str) -> Edge {
    Edge {
        from,
        to,
        weight,
        relation: relation.to_owned(),
    }
}

/// A lineage whose policies bear the hostile labels and all build on the first.
pub fn hostile_network() -> Network {
    let nodes = HOSTILE
        .iter()
        .enumerate()
        .map(|(place, label)| node(&format!("policy/h{place:02}"), label, label, None))
        .collect();
    let edges = (1..HOSTILE.len())
        .map(|place| edge(place, 0, 2.0, "buildsOn"))
        .collect();
    Network::new("lineage", true, nodes, edges).unwrap()
}

/// Reads XML and returns the text of each element and the value of each attribute.
pub fn xml_texts(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut texts = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return texts,
            Event::Text(text) => texts.push(text.unescape().unwrap().into_owned()),
            Event::Start(tag) => {
                for attribute in tag.attributes() {
                    texts.push(attribute.unwrap().unescape_value().unwrap().into_owned());
                }
            }
            _ => {}
        }
    }
}
