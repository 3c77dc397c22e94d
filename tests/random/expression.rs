//! Conditions and values over variables.

use std::collections::BTreeMap;

use super::{
    chance::Chance,
    data::{ABSENT, NODES, compared, literal},
    maker::example,
};

/// What an expression may speak of.
pub struct Scope<'a> {
    /// The variables, with `?`; never none.
    pub variables: &'a [String],
    /// Whether constants may be literals in other than canonical form.
    pub odd: bool,
    /// The variables that stand for terms of the data, by the term.
    pub names: &'a BTreeMap<String, String>,
}

/// Returns a constant that a query may write: no blank node.
pub fn constant(chance: &mut Chance, odd: bool) -> String {
    match chance.below(10) {
        0..5 => iri(chance),
        5 => chance.text(&ABSENT),
        _ => literal(chance, odd),
    }
}

/// Returns an IRI of the data.
pub fn iri(chance: &mut Chance) -> String {
    loop {
        let node = chance.text(&NODES);
        if !node.starts_with("_:") {
            return node;
        }
    }
}

const COMPARISONS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

const KINDS: [&str; 5] = ["integer", "decimal", "date", "gYear", "string"];

/// Returns a condition of at most `depth` connectives.
pub fn condition(chance: &mut Chance, scope: &Scope<'_>, depth: usize) -> String {
    if depth > 0 && chance.percent(25) {
        let one = condition(chance, scope, depth - 1);
        return match chance.below(3) {
            0 => format!("(!({one}))"),
            1 => format!("({one} && {})", condition(chance, scope, depth - 1)),
            _ => format!("({one} || {})", condition(chance, scope, depth - 1)),
        };
    }
    let one = chance.one(scope.variables).clone();
    let other = chance.one(scope.variables).clone();
    if let Some(term) = example(scope.names, &one)
        && chance.percent(65)
    {
        return held(chance, &one, term);
    }
    simple(chance, scope, &one, &other)
}

/// Returns a condition without connectives.
fn simple(chance: &mut Chance, scope: &Scope<'_>, one: &str, other: &str) -> String {
    let comparison = chance.text(&COMPARISONS);
    match chance.below(17) {
        0..3 => format!("({one} {comparison} {})", compared(chance, scope.odd)),
        3 => format!("({one} {comparison} {other})"),
        4 => format!(
            "({one} {} {})",
            chance.text(&["=", "!="]),
            constant(chance, scope.odd)
        ),
        5 => format!(
            "{}({one})",
            chance.text(&["isIRI", "isBLANK", "isLITERAL", "isNUMERIC"])
        ),
        6 => format!("{}BOUND({one})", chance.text(&["", "!"])),
        7 => format!("(LANG({one}) {} \"en\")", chance.text(&["=", "!="])),
        8 => format!(
            "LANGMATCHES(LANG({one}), \"{}\")",
            chance.text(&["zh", "*", "EN", "zh-Hans"])
        ),
        // Tags leave our graph as RFC 5646 writes them, and the peer in small letters.
        9 => format!("(LCASE(LANG({one})) = \"zh-hans\")"),
        10 => format!("(DATATYPE({one}) = xsd:{})", chance.text(&KINDS)),
        11 => {
            let list = [
                constant(chance, scope.odd),
                constant(chance, scope.odd),
                other.to_owned(),
            ];
            format!(
                "({one} {}IN ({}))",
                chance.text(&["", "NOT "]),
                list.join(", ")
            )
        }
        12 => format!(
            "STRSTARTS(STR({one}), \"{}\")",
            chance.text(&["http://x/", "2023", "o", "工"])
        ),
        13 => format!(
            "REGEX(STR({one}), \"{}\")",
            chance.text(&["^0?1$", "[a-c]$", "信", "-"])
        ),
        14 => format!("sameTerm({one}, {})", constant(chance, scope.odd)),
        15 => format!("(YEAR({one}) {comparison} 2023)"),
        _ => format!("({one})"),
    }
}

/// Returns a condition that holds where a variable is a term.
fn held(chance: &mut Chance, name: &str, term: &str) -> String {
    let iri = iri(chance);
    let holds = match term.as_bytes()[0] {
        b'_' => [format!("isBLANK({name})"), format!("({name} != {iri})")].to_vec(),
        b'<' => [
            format!("isIRI({name})"),
            format!("({name} IN ({iri}, {term}))"),
            format!("STRSTARTS(STR({name}), \"http\")"),
            format!("({name} != <http://x/absent>)"),
            format!("sameTerm({name}, {term})"),
        ]
        .to_vec(),
        _ => [
            format!("isLITERAL({name})"),
            format!("({name} = {term})"),
            format!("({name} >= {term})"),
            format!("({name} <= {term})"),
            format!("sameTerm({name}, {term})"),
            format!("(DATATYPE({name}) = DATATYPE({term}))"),
            format!("LANGMATCHES(LANG({name}), LANG({term}))"),
            format!("(STRLEN(STR({name})) >= 0)"),
        ]
        .to_vec(),
    };
    chance.one(&holds).clone()
}

/// Returns an expression for a value.
pub fn value(chance: &mut Chance, scope: &Scope<'_>) -> String {
    let one = chance.one(scope.variables).clone();
    let other = chance.one(scope.variables).clone();
    match chance.below(14) {
        0..2 => one,
        2 => format!("({one} + 1)"),
        3 => format!("(-{one})"),
        4 => format!("STR({one})"),
        5 => format!("COALESCE({one}, {other}, \"none\")"),
        6 => format!(
            "IF({}, {one}, {})",
            condition(chance, scope, 0),
            constant(chance, scope.odd)
        ),
        7 => format!("CONCAT(STR({one}), \"!\")"),
        8 => format!("DATATYPE({one})"),
        9 => format!("STRLEN(STR({one}))"),
        10 => format!("IRI(CONCAT(\"http://x/\", STR({one})))"),
        11 => format!("xsd:integer({one})"),
        12 => format!("xsd:date(STR({one}))"),
        _ => constant(chance, scope.odd),
    }
}
