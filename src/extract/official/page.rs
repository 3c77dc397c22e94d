//! The words of a document and the grounds that a stretch of them makes.

use std::{ops::Range, sync::Arc};

use crate::{
    fact::{
        Decimal, Modality, Span,
        account::{Grounds, Said},
    },
    source::Text,
};

/// A document in the hands of its readers. Places are bytes of the words.
pub(super) struct Page<'a> {
    text: &'a Text,
    pub(super) words: &'a str,
    /// The title in the head of a web page, with which the words then begin.
    pub(super) title: Option<Range<usize>>,
}

/// How a rule reads: its name, what kind of statement it finds, and how sure it is.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) method: Arc<str>,
    pub(super) modality: Modality,
    pub(super) confidence: Decimal,
}

impl Rule {
    /// A rule that reads what is printed at a known place.
    pub(super) fn printed(method: &str) -> Self {
        Self {
            method: method.into(),
            modality: Modality::Stated,
            confidence: Decimal::one(),
        }
    }

    /// A rule that reads what is printed in a form that may rarely mean something else; `docs/extraction.md` gives 0.9 for that.
    pub(super) fn likely(method: &str) -> Self {
        Self {
            confidence: "0.9".parse().unwrap_or_else(|_| Decimal::one()),
            ..Self::printed(method)
        }
    }

    /// A rule that concludes from what is printed; `data/README.md` gives 0.7 for that.
    pub(super) fn inferred(method: &str) -> Self {
        Self {
            modality: Modality::Inferred,
            confidence: "0.7".parse().unwrap_or_else(|_| Decimal::one()),
            ..Self::printed(method)
        }
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self {
            text,
            words: text.words(),
            title: None,
        }
    }

    /// Takes the title in the head of a web page, with which the words begin.
    pub(super) fn titled(self, title: Option<Range<usize>>) -> Self {
        Self { title, ..self }
    }

    /// Returns where the words of the document itself begin.
    pub(super) fn begin(&self) -> usize {
        self.title.as_ref().map_or(0, |title| title.end)
    }

    /// Returns the rule by which a title at this place is read: `method`, or that of the head of a web page.
    pub(super) fn rule_of_title(&self, place: &Range<usize>, method: &str) -> Rule {
        if self.title.as_ref() == Some(place) {
            Rule::likely("title of the page")
        } else {
            Rule::printed(method)
        }
    }

    /// Returns a stretch of the words; empty where it does not begin and end at characters.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.words.get(range).unwrap_or("")
    }

    /// Returns the stretch without white space at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = self.slice(range.clone());
        let start = range.start + (text.len() - text.trim_start().len());
        start..(start + text.trim().len())
    }

    /// Returns where words stand in the document as it was given.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.text.span(range)
    }

    pub(super) fn grounds(&self, range: Range<usize>, rule: &Rule) -> Grounds {
        Grounds {
            span: self.text.span(range.clone()),
            quote: self.text.quote(range).to_owned(),
            modality: rule.modality,
            method: rule.method.clone(),
            confidence: rule.confidence.clone(),
        }
    }

    pub(super) fn said<T>(&self, value: T, range: Range<usize>, rule: &Rule) -> Said<T> {
        Said {
            value,
            grounds: self.grounds(range, rule),
        }
    }
}

/// Returns words without white space, which breaks lines and pads names.
pub(super) fn closed_up(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}
