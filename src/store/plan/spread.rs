//! How the pairs of paths are spread, guessed from what is known of their predicates.

use spargebra::{algebra::PropertyPathExpression as Path, term::TermPattern};

use super::{
    paths::Closure,
    size::{End, Size, Sizes, Values},
};

impl Sizes<'_> {
    /// Guesses how many nodes a walk that is not soon over reaches: a tenth of those there are.
    pub(super) fn far(&self, closure: &Closure) -> f64 {
        let Spread { from, to, .. } = self.closure_spread(closure);
        from.max(to) / 10.0
    }

    pub(super) fn closure_spread(&self, closure: &Closure) -> Spread {
        let mut sum = Spread::default();
        for step in &closure.steps {
            let predicate = Path::NamedNode(step.predicate.clone());
            let one = self.path_spread(&predicate).turned(!step.forward);
            sum = sum.and(&one);
        }
        sum
    }

    /// Returns the rows of a path that the engine walks.
    pub(super) fn path(&self, subject: &TermPattern, path: &Path, object: &TermPattern) -> Size {
        let Spread { triples, from, to } = self.path_spread(path);
        let none = Values::new();
        let (mut alone, mut fewer) = (triples, Vec::new());
        for (end, distinct) in [
            (self.end(subject, &none), from),
            (self.end(object, &none), to),
        ] {
            match end {
                End::Nowhere => alone = 0.0,
                End::Constant(_) | End::Few(..) => alone /= distinct.max(1.0),
                End::Free(variable) => fewer.push((variable, distinct.max(1.0))),
            }
        }
        Size {
            alone,
            fewer,
            least: 0.0,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn path_spread(&self, path: &Path) -> Spread {
        match path {
            Path::NamedNode(node) => {
                let found = self.index.find(node.as_ref().into());
                let spread = found.map(|id| self.spread(id)).unwrap_or_default();
                let (triples, from, to) = (spread.triples, spread.subjects, spread.objects);
                Spread {
                    triples: triples as f64,
                    from: from as f64,
                    to: to as f64,
                }
            }
            Path::Reverse(inner) => self.path_spread(inner).turned(true),
            Path::Alternative(one, other) => self.path_spread(one).and(&self.path_spread(other)),
            Path::Sequence(one, other) => {
                let (one, other) = (self.path_spread(one), self.path_spread(other));
                let triples = one.triples * other.triples / one.to.max(other.from).max(1.0);
                Spread {
                    triples,
                    from: one.from,
                    to: other.to,
                }
            }
            Path::OneOrMore(inner) => {
                let inner = self.path_spread(inner);
                Spread {
                    triples: inner.triples * inner.from.sqrt(),
                    ..inner
                }
            }
            Path::ZeroOrMore(inner) => {
                let inner = self.path_spread(inner);
                let nodes = self.all() / 4.0;
                let triples = inner.triples * inner.from.sqrt() + nodes;
                Spread {
                    triples,
                    from: nodes.max(inner.from),
                    to: nodes.max(inner.to),
                }
            }
            Path::ZeroOrOne(inner) => {
                let nodes = self.all() / 4.0;
                self.path_spread(inner).and(&Spread {
                    triples: nodes,
                    from: nodes,
                    to: nodes,
                })
            }
            Path::NegatedPropertySet(_) => {
                let all = self.all();
                Spread {
                    triples: all,
                    from: all / 8.0,
                    to: all / 4.0,
                }
            }
        }
    }
}

/// How pairs are spread: how many, and how many distinct first and second ends.
#[derive(Clone, Copy, Default)]
pub(super) struct Spread {
    pub triples: f64,
    pub from: f64,
    pub to: f64,
}

impl Spread {
    fn turned(self, turned: bool) -> Self {
        if turned {
            Self {
                from: self.to,
                to: self.from,
                ..self
            }
        } else {
            self
        }
    }

    fn and(self, other: &Self) -> Self {
        Self {
            triples: self.triples + other.triples,
            from: self.from + other.from,
            to: self.to + other.to,
        }
    }
}
