//! Networks from rows as queries give them, and rows that are refused.

use crate::graph::{Network, Node};
use crate::store::rows::{Rows, Term};

const AGENCY: &str = "https://w3id.org/policygraph/id/agency/";

/// Makes rows of cells: `a:` before a key of an agency, `-` for unbound, else a literal.
fn rows(columns: &str, rows: &[&str]) -> Rows {
    let cell = |text: &str| match text.split_once(':') {
        Some(("a", key)) => Some(Term::Iri(format!("{AGENCY}{key}"))),
        Some(("pg", name)) => Some(Term::Iri(format!("https://w3id.org/policygraph/ns#{name}"))),
        _ => (text != "-").then(|| Term::Literal {
            value: text.into(),
            datatype: "http://www.w3.org/2001/XMLSchema#string".into(),
            language: None,
        }),
    };
    Rows {
        columns: columns.split(' ').map(str::to_owned).collect(),
        rows: rows
            .iter()
            .map(|row| row.split(' ').map(cell).collect())
            .collect(),
    }
}

fn read(directed: bool, nodes: &Rows, edges: &Rows) -> Network {
    Network::from_rows("test", directed, nodes, edges).unwrap()
}

#[test]
fn an_entity_of_several_rows_is_one_node() {
    let nodes = rows(
        "id label label_zh abbreviation kind date",
        &[
            "a:miit MIIT 工信部 - pg:Agency 2023",
            "a:cac - 网信办 CAC agency -",
            "a:miit Ministry 工业和信息化部 MIIT pg:Agency 2023-10",
            "a:miit - - - - 2024-01-01",
            "a:mof - - - - -",
        ],
    );
    let network = read(true, &nodes, &rows("from to", &[]));
    let node = |key: &str, label: &str, label_zh: Option<&str>, short: Option<&str>| Node {
        id: format!("{AGENCY}{key}"),
        label: label.into(),
        label_zh: label_zh.map(str::to_owned),
        abbreviation: short.map(str::to_owned),
        ..Node::default()
    };
    let expected = [
        Node {
            kind: "agency".into(),
            ..node("cac", "网信办", Some("网信办"), Some("CAC"))
        },
        Node {
            kind: "Agency".into(),
            date: Some("2023-10".into()),
            ..node("miit", "MIIT", Some("工业和信息化部"), Some("MIIT"))
        },
        node("mof", "mof", None, None),
    ];
    assert_eq!(network.nodes(), expected);
}

#[test]
fn edges_have_weights_and_relations() {
    let nodes = rows("id", &["a:b", "a:a"]);
    let edges = rows(
        "to from relation weight",
        &["a:b a:a pg:amends 2", "a:b a:a basedOn -", "a:a a:b - 0.5"],
    );
    let directed = read(true, &nodes, &edges);
    let summary = |network: &Network| -> Vec<(usize, usize, String, String)> {
        let edges = network.edges().iter();
        edges
            .map(|e| (e.from, e.to, e.weight.to_string(), e.relation.clone()))
            .collect()
    };
    assert_eq!(
        summary(&directed),
        [
            (0, 1, "3".into(), "amends basedOn".into()),
            (1, 0, "0.5".into(), String::new())
        ]
    );
    assert_eq!(
        summary(&read(false, &nodes, &edges)),
        [(0, 1, "3.5".into(), "amends basedOn".into())]
    );
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let nodes = ["a:a one 2023 x", "a:a two 2023-10-10 -", "a:b - - -"];
    let edges = ["a:a a:b 0.1", "a:a a:b 0.2", "a:a a:b 0.3"];
    let turned = |rows: [&'static str; 3]| [rows[2], rows[1], rows[0]];
    let read = |nodes: &[&str], edges: &[&str]| {
        read(
            true,
            &rows("id label date abbreviation", nodes),
            &rows("from to weight", edges),
        )
    };
    assert_eq!(read(&nodes, &edges), read(&turned(nodes), &turned(edges)));
}

#[test]
fn says_which_row_is_wrong() {
    let say = |node_columns, nodes: &[&str], edge_columns, edges: &[&str]| {
        let (nodes, edges) = (rows(node_columns, nodes), rows(edge_columns, edges));
        let refusal = Network::from_rows("test", true, &nodes, &edges).unwrap_err();
        refusal.to_string()
    };
    assert_eq!(
        say("node label", &[], "from to", &[]),
        "no column `id` in the nodes: found `node, label`"
    );
    assert_eq!(
        say("id", &[], "from target", &[]),
        "no column `to` in the edges: found `from, target`"
    );
    assert_eq!(
        say("id", &["a:a", "-"], "from to", &[]),
        "row 2 of the nodes: `id` is unbound, expected an IRI"
    );
    assert_eq!(
        say("id", &["a:a"], "from to", &["a:a -"]),
        "row 1 of the edges: `to` is unbound, expected an IRI"
    );
    assert_eq!(
        say("id", &["a:a"], "from to", &["a:a a:x"]),
        "row 1 of the edges: `https://w3id.org/policygraph/id/agency/x` is not among the nodes"
    );
    assert_eq!(
        say(
            "id",
            &["a:a", "a:b"],
            "from to weight",
            &["a:a a:b 1", "a:b a:a much"]
        ),
        "row 2 of the edges: cannot read the weight `much` as a number"
    );
    assert_eq!(
        say("id", &["a:a", "a:b"], "from to weight", &["a:a a:b NaN"]),
        "weight NaN between `https://w3id.org/policygraph/id/agency/a` and \
         `https://w3id.org/policygraph/id/agency/b`: expected a finite number, zero or more"
    );
}
