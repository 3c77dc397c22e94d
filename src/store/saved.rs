//! Saved queries: what their header says, and how a parameter is bound.
//!
//! A query takes a parameter where it says `VALUES ?name { UNDEF }`, which by
//! itself leaves the variable free: the file runs in any SPARQL tool.

use super::{rows::Term, term::term};

/// A saved query with what its header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedQuery {
    /// The file's name without ending.
    pub name: String,
    /// The question it answers: its first line.
    pub question: String,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// For a rule of `check`: `violation`, `warning` or `info`.
    pub severity: String,
    /// For a rule of `check`: what to do about a finding.
    pub hint: String,
    /// The SPARQL text, header and all.
    pub text: String,
}

/// A parameter of a saved query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without `?`.
    pub name: String,
    /// Whether the query makes no sense without it.
    pub required: bool,
    /// What it is.
    pub meaning: String,
}

impl SavedQuery {
    /// Reads the header of a query file.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let header = || text.lines().take_while(|line| line.starts_with('#'));
        let field = |name: &str| {
            let mut lines = header().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(name));
            lines.next().unwrap_or("").trim().to_owned()
        };
        let question = header().next().unwrap_or("");
        Self {
            name: name.to_owned(),
            question: question.trim_start_matches('#').trim().to_owned(),
            parameters: parameters(header()),
            severity: field("severity"),
            hint: field("hint"),
            text: text.to_owned(),
        }
    }
}

/// The lines from `# in` on that begin with a variable, up to the next field.
fn parameters<'a>(header: impl Iterator<Item = &'a str>) -> Vec<Parameter> {
    let mut parameters = Vec::new();
    let mut inside = false;
    for line in header {
        let rest = line.trim_start_matches('#');
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        if !rest.starts_with(' ') {
            inside = rest.starts_with("in ");
        }
        let rest = rest.strip_prefix("in ").unwrap_or(rest).trim();
        if let Some((name, meaning)) = rest.strip_prefix('?').and_then(|rest| rest.split_once(' '))
            && inside
        {
            let meaning = meaning.trim();
            let needed = meaning.strip_prefix("required; ");
            parameters.push(Parameter {
                name: name.to_owned(),
                required: needed.is_some(),
                meaning: needed.unwrap_or(meaning).to_owned(),
            });
        }
    }
    parameters
}

/// Binds a variable wherever the query offers it as a parameter.
#[must_use]
pub fn bind(sparql: &str, name: &str, value: &Term) -> String {
    let offer = format!("VALUES ?{name} {{ UNDEF }}");
    let bound = format!("VALUES ?{name} {{ {} }}", term(value));
    sparql.replace(&offer, &bound)
}

/// Drops the offers that nothing was bound to, so that the engine need not join with them.
#[must_use]
pub fn free(sparql: &str) -> String {
    let mut parts = sparql.split("VALUES ?");
    let mut freed = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let name = part
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(part.len());
        if let Some(rest) = part[name..].strip_prefix(" { UNDEF }") {
            freed.push_str(rest);
        } else {
            freed.push_str("VALUES ?");
            freed.push_str(part);
        }
    }
    freed
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "# Who issued this policy?\n#\n# in      ?policy   required; the policy\n#         ?agency   only this agency\n# out     ?agency   who\n# severity  warning\nSELECT * { VALUES ?policy { UNDEF } ?policy ?p ?o }";

    #[test]
    fn a_header_says_what_a_query_asks_and_takes() {
        let query = SavedQuery::new("issuers", QUERY);
        assert_eq!(query.question, "Who issued this policy?");
        assert_eq!(query.severity, "warning");
        let parameter = |name: &str, required, meaning: &str| Parameter {
            name: name.to_owned(),
            required,
            meaning: meaning.to_owned(),
        };
        assert_eq!(
            query.parameters,
            [
                parameter("policy", true, "the policy"),
                parameter("agency", false, "only this agency")
            ]
        );
    }

    #[test]
    fn an_offer_that_is_not_taken_leaves_the_variable_free() {
        let query = "{ VALUES ?a { UNDEF } VALUES ?b { 1 } VALUES ?longer { UNDEF } ?a ?b ?c }";
        assert_eq!(free(query), "{  VALUES ?b { 1 }  ?a ?b ?c }");
    }

    #[test]
    fn a_bound_value_cannot_break_out_of_its_place() {
        let value = Term::Literal {
            value: "x\" } DROP ALL # \\".to_owned(),
            datatype: crate::vocab::XSD_STRING.to_owned(),
            language: None,
        };
        let bound = bind(QUERY, "policy", &value);
        assert!(
            bound.contains(r#"VALUES ?policy { "x\" } DROP ALL # \\" }"#),
            "{bound}"
        );
    }
}
