//! A case: data and a query, our answer and the peers', and whether they agree.
//!
//! The peers answer over a dataset that holds what `FROM` asks for. Oxigraph's `Store` is asked only
//! where each literal is in canonical form, since it keeps no other.

use oxigraph::model::{GraphName, Quad};
use policygraph::store::DefaultGraph;

use super::{chance::Chance, compare::difference, data::quads, query::Query};
use crate::conformance::{
    Engine, Outcome,
    ours::Ours,
    peer::{self, AsWritten, Exact, Stored},
};

/// The data of some cases.
#[derive(Clone, Debug)]
pub struct Data {
    /// The quads.
    pub quads: Vec<Quad>,
    /// Whether literals may be in other than canonical form.
    pub odd: bool,
    /// What a query without `FROM` sees.
    pub default: DefaultGraph,
}

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All answers are the same; whether there is a row, a triple, or a yes.
    Same(bool),
    /// Our answer differs: how.
    Different(String),
    /// The peer takes the text for no query.
    NotSparql(String),
}

impl Data {
    /// Makes data.
    pub fn by_chance(chance: &mut Chance) -> Self {
        let odd = chance.percent(50);
        let default = if chance.percent(50) {
            DefaultGraph::Own
        } else {
            DefaultGraph::Union
        };
        Self {
            quads: quads(chance, odd),
            odd,
            default,
        }
    }

    /// Returns the quads as a query writes their terms; the default graph is empty.
    pub fn terms(&self) -> Vec<[String; 4]> {
        let graph = |graph: &GraphName| match graph {
            GraphName::DefaultGraph => String::new(),
            named => named.to_string(),
        };
        let terms = |quad: &Quad| {
            [
                quad.subject.to_string(),
                quad.predicate.to_string(),
                quad.object.to_string(),
                graph(&quad.graph_name),
            ]
        };
        self.quads.iter().map(terms).collect()
    }

    /// Says what comes of a query over the data.
    pub fn try_query(&self, ours: &Ours, query: &Query) -> Verdict {
        let text = query.written(true);
        let made = query.written(false);
        let whole = query.whole().map(|query| query.written(false));
        let found = ours.answer(None, &text);
        let dataset = peer::dataset(&self.quads, self.default, query.from.as_ref());
        let exact = Exact::new(&dataset);
        let answers = ask(&exact, &made, whole.as_deref());
        if let Err(said) = peer::takes(None, &text) {
            return Verdict::NotSparql(said);
        }
        let verdict = judge(query, "its dataset", &found, answers);
        if let Verdict::Different(_) = verdict {
            // The words of the query decide where the peer's optimizer takes liberties with them.
            let answers = ask(&AsWritten::new(&dataset), &made, whole.as_deref());
            let written = judge(query, "its dataset", &found, answers);
            return if matches!(written, Verdict::Same(_)) {
                written
            } else {
                verdict
            };
        }
        if self.odd || !matches!(verdict, Verdict::Same(_)) {
            return verdict;
        }
        let stored = Stored::new(&dataset);
        let answers = ask(&stored, &made, whole.as_deref());
        judge(query, "its store", &found, answers)
    }
}

/// Asks a query, and what it is without its cut, if it is cut.
fn ask(peer: &dyn Engine, made: &str, whole: Option<&str>) -> [Outcome; 2] {
    let answer = peer.answer(None, made);
    let whole = whole.map_or(answer.clone(), |whole| peer.answer(None, whole));
    [answer, whole]
}

fn judge(query: &Query, peer: &str, ours: &Outcome, theirs: [Outcome; 2]) -> Verdict {
    match (ours, theirs) {
        (Ok(ours), [Ok(theirs), Ok(whole)]) => match difference(query, ours, &theirs, &whole) {
            Some(difference) => Verdict::Different(format!("against {peer}: {difference}")),
            None => Verdict::Same(ours.says_something()),
        },
        (Err(_), [Err(_), _]) => Verdict::Same(false),
        (ours, [theirs, _]) => {
            let told = [ours, &theirs].map(|outcome| match outcome {
                Ok(_) => "an answer".to_owned(),
                Err(said) => format!("refused: {said}"),
            });
            Verdict::Different(format!("ours: {}\n{peer}: {}", told[0], told[1]))
        }
    }
}
