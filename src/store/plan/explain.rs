//! How a query was answered: the engine's own account, in short words, beside what was expected.
//!
//! The engine counts and times itself, which slows a query several times over: the times tell
//! where it goes, not how long the query takes without.

use oxigraph::sparql::QueryExplanation;
use serde::Serialize;
use serde_json::Value;

use super::{
    notes::Notes,
    paths::{Closure, virtual_predicate},
};
use crate::vocab;

/// A step of a query's evaluation and those that it is made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    /// What is done, in short words.
    pub what: String,
    /// The rows expected, over all evaluations; `None` where nothing was estimated.
    pub estimate: Option<f64>,
    /// The rows found, over all evaluations.
    pub rows: u64,
    /// The time in it and in its parts.
    pub seconds: f64,
    /// Its parts, in the order of evaluation.
    pub children: Vec<Plan>,
}

/// The engine's names, and ours; those that end in a bracket keep what stands in it.
const WORDS: [(&str, &str); 19] = [
    ("QuadPattern(", ""),
    ("Path(", "path "),
    (
        "ForLoopLeftJoin(expression = \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>)",
        "for each row, OPTIONAL",
    ),
    (
        "ForLoopLeftJoin(expression = ",
        "for each row, OPTIONAL with ",
    ),
    ("Lateral", "for each row"),
    ("Join(HashBuildLeftProbeRight, keys = )", "all pairs of"),
    ("Join(HashBuildLeftProbeRight, keys = ", "join by hash of "),
    (
        "LeftJoin(HashBuildRightProbeLeft, keys = ",
        "OPTIONAL by hash of ",
    ),
    (
        "AntiJoin(HashBuildRightProbeLeft, keys = ",
        "MINUS by hash of ",
    ),
    ("Filter(", "FILTER "),
    ("Extend(", "BIND "),
    ("Project(", "SELECT "),
    ("Aggregate(", "GROUP "),
    ("Sort(", "ORDER BY "),
    ("Slice(", "slice "),
    ("StaticBindings(", "VALUES "),
    ("Distinct(Hash)", "DISTINCT"),
    ("Service(", "SERVICE "),
    ("Union", "UNION"),
];

/// How an OPTIONAL without a condition ends, prefixes put in.
const NO_CONDITION: &str = ", expression = \"true\"^^xsd:boolean";

/// The longest a step is told, in characters.
const MOST_CHARACTERS: usize = 240;

/// Reads the engine's account of a query that has run.
pub(in crate::store) fn read(
    explanation: &QueryExplanation,
    mut notes: Notes,
    closures: &[Closure],
) -> Result<Plan, String> {
    let mut json = Vec::new();
    let written = explanation.write_in_json(&mut json);
    written.map_err(|error| error.to_string())?;
    let account: Value = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    Ok(step(&account["plan"], &mut notes, closures))
}

fn step(account: &Value, notes: &mut Notes, closures: &[Closure]) -> Plan {
    let name = account["name"].as_str().unwrap_or_default();
    let estimate = notes.take(name);
    let children = account["children"].as_array().into_iter().flatten();
    let children: Vec<Plan> = children.map(|child| step(child, notes, closures)).collect();
    let of_children = if name == "Lateral" {
        children.last().and_then(|child| child.estimate)
    } else if name.starts_with("Project(") || name.starts_with("Sort(") {
        children.first().and_then(|child| child.estimate)
    } else {
        None
    };
    Plan {
        what: words(name, closures),
        estimate: estimate.or(of_children),
        rows: account["number of results"].as_u64().unwrap_or_default(),
        seconds: account["duration in seconds"].as_f64().unwrap_or_default(),
        children,
    }
}

/// Puts an engine's name for a step into our words, with prefixes for the IRIs that have one.
fn words(name: &str, closures: &[Closure]) -> String {
    let known = WORDS.iter().find(|(theirs, _)| name.starts_with(theirs));
    let mut text = match known {
        Some((theirs, ours)) => {
            let rest = &name[theirs.len()..];
            let opened = theirs.contains('(') && !theirs.ends_with(')');
            let rest = if opened {
                rest.strip_suffix(')').unwrap_or(rest)
            } else {
                ""
            };
            format!("{ours}{rest}")
        }
        None => name.to_owned(),
    };
    for (number, closure) in closures.iter().enumerate() {
        let predicate = virtual_predicate(number).to_string();
        text = text.replace(&predicate, &closure.to_string());
    }
    for (prefix, namespace) in vocab::PREFIXES {
        text = shorten(&text, prefix, namespace);
    }
    text = named(&text).replace(NO_CONDITION, "");
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Writes `?_` for variables that the parser named by chance, with 32 digits.
fn named(text: &str) -> String {
    let mut parts = text.split('?');
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        let (sign, rest) = if digits >= 30 {
            ("?_", &part[digits..])
        } else {
            ("?", part)
        };
        named.push_str(sign);
        named.push_str(rest);
    }
    named
}

/// Writes `<namespace…>` as `prefix:…`, where what follows is plain.
fn shorten(text: &str, prefix: &str, namespace: &str) -> String {
    let opening = format!("<{namespace}");
    let mut parts = text.split(&opening);
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('>').unwrap_or(0);
        let plain = part[..end]
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        if plain && end > 0 {
            for piece in [prefix, ":", &part[..end], &part[end + 1..]] {
                short.push_str(piece);
            }
        } else {
            short.push_str(&opening);
            short.push_str(part);
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Graph, Quads, term::named as iri};

    #[test]
    fn a_plan_tells_the_rows_expected_and_found() {
        let mut quads = Quads::default();
        for policy in ["http://x/1", "http://x/2", "http://x/3"] {
            let terms = [policy, "http://x/older", "http://x/0", "http://x/g"];
            quads.add(terms.map(iri));
        }
        let graph = Graph::new(&quads).unwrap();
        let sparql = "SELECT ?p ?q { ?p <http://x/older>+ <http://x/0> OPTIONAL { ?q <http://x/older> ?p } }";
        let plan = graph.explain("q", sparql).unwrap();
        let row = |plan: &Plan| (plan.what.clone(), plan.estimate, plan.rows);
        assert_eq!(row(&plan), ("SELECT ?p, ?q".to_owned(), None, 3));
        let join = &plan.children[0];
        assert_eq!(row(join), ("for each row, OPTIONAL".to_owned(), None, 3));
        let walk = "?p (<http://x/older>)+ <http://x/0>".to_owned();
        assert_eq!(row(&join.children[0]), (walk, Some(3.0), 3));
        assert_eq!(join.children[1].what, "?q <http://x/older> ?p");
        assert_eq!(join.children[1].rows, 0);
        assert!(graph.explain("q", "SELECT").is_err());
    }

    #[test]
    fn a_step_is_told_in_short_words() {
        for (name, wanted) in [
            (
                "QuadPattern(?s <https://w3id.org/policygraph/ns#issuedBy> ?o)",
                "?s pg:issuedBy ?o",
            ),
            ("Lateral", "for each row"),
            (
                "Join(HashBuildLeftProbeRight, keys = ?x)",
                "join by hash of ?x",
            ),
            ("Join(HashBuildLeftProbeRight, keys = )", "all pairs of"),
            ("Filter((?x = 1))", "FILTER (?x = 1)"),
            ("Distinct(Hash)", "DISTINCT"),
            ("Project(?s, ?o)", "SELECT ?s, ?o"),
            ("Project(?0123456789abcdef0123456789abcdef)", "SELECT ?_"),
            ("Unheard", "Unheard"),
        ] {
            assert_eq!(words(name, &[]), wanted);
        }
    }
}
