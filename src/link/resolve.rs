//! Statements that name become facts that know.

use super::{Found, Names};
use crate::{
    fact::{Fact, Id, Kind, Mention, Object, Place, Statement, Value},
    vocab,
};

/// The properties whose values are names of their subject.
const NAMING: [&str; 4] = [
    vocab::RDFS_LABEL,
    vocab::SKOS_ALT_LABEL,
    vocab::ABBREVIATION,
    vocab::DOCUMENT_NUMBER,
];

/// Why a name could not be resolved.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// No entity has this name.
    #[error(
        "{place}: found `{name}`, the name of no {kinds}: expected the key or a name of one that a table describes"
    )]
    Unknown {
        /// Where the name stands.
        place: Place,
        /// What it was to be.
        kinds: String,
        /// The name.
        name: String,
        /// The nearest known names.
        nearest: Vec<String>,
    },
    /// Several entities have this name.
    #[error("{place}: found `{name}`, the name of several: expected one of {candidates}")]
    Ambiguous {
        /// Where the name stands.
        place: Place,
        /// The name.
        name: String,
        /// The entities it may mean, as `kind/key`.
        candidates: String,
    },
}

/// Resolves the names of all statements, in their order.
///
/// The names of an entity are the labels, other names, abbreviations and
/// document numbers that the statements themselves give it. Where a source
/// names an entity otherwise than by key, the name goes with the evidence.
///
/// # Errors
///
/// Refuses a name that means no entity or several, with its place.
pub fn resolve(statements: Vec<Statement>) -> Result<Vec<Fact>, LinkError> {
    let names = collect_names(&statements);
    statements
        .into_iter()
        .map(|statement| fact(statement, &names))
        .collect()
}

/// Collects what the statements call the entities they describe.
fn collect_names(statements: &[Statement]) -> Names {
    let mut names = Names::default();
    for statement in statements {
        let Some(id) = Id::parse(&statement.subject.text) else {
            continue;
        };
        match &statement.object {
            Object::Value(Value::Text(name, _))
                if NAMING.contains(&statement.predicate.as_str()) =>
            {
                names.add_name(&id, name);
            }
            _ if statement.predicate == vocab::RDF_TYPE => names.add(&id),
            _ => {}
        }
    }
    names
}

fn fact(statement: Statement, names: &Names) -> Result<Fact, LinkError> {
    let subject = entity(&statement.subject, names)?;
    let mut evidence = statement.evidence;
    if !names.contains(&evidence.document) {
        let name = evidence.document.key().to_owned();
        let nearest = match names.find(&name, &[Kind::Document]) {
            Found::None(nearest) => nearest,
            Found::One(id) => vec![id.key().to_owned()],
            Found::Many(ids) => ids.iter().map(|id| id.key().to_owned()).collect(),
        };
        let kinds = "document".to_owned();
        return Err(LinkError::Unknown {
            place: evidence.place,
            kinds,
            name,
            nearest,
        });
    }
    let object = match statement.object {
        Object::Value(value) => value,
        Object::Mention(mention) => {
            let id = entity(&mention, names)?;
            if mention.text != id.key() && mention.text != id.to_string() {
                evidence.mention = Some(mention.text);
            }
            Value::Entity(id)
        }
    };
    let predicate = statement.predicate;
    Ok(Fact {
        subject,
        predicate,
        object,
        evidence,
    })
}

fn entity(mention: &Mention, names: &Names) -> Result<Id, LinkError> {
    let (place, name) = (mention.place.clone(), mention.text.clone());
    match names.find(&mention.text, &mention.kinds) {
        Found::One(id) => Ok(id),
        Found::Many(ids) => {
            let candidates: Vec<String> = ids.iter().map(ToString::to_string).collect();
            let candidates = candidates.join(" ");
            Err(LinkError::Ambiguous {
                place,
                name,
                candidates,
            })
        }
        Found::None(nearest) => {
            let kinds = if mention.kinds.len() > 5 {
                "entity".to_owned()
            } else {
                let kinds: Vec<&str> = mention.kinds.iter().map(|kind| kind.as_str()).collect();
                kinds.join(" or ")
            };
            Err(LinkError::Unknown {
                place,
                kinds,
                name,
                nearest,
            })
        }
    }
}
