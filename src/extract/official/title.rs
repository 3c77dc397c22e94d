//! How a law is laid out: title, header, body; and what its title says of it.

use std::ops::Range;

use super::{
    page::{Page, Rule},
    rules::Rules,
    wording,
};
use crate::fact::account::{PolicyAccount, Said};

/// What ends the header in the corpus of laws.
const HEADER_END: &str = "<!-- INFO END -->";
/// A header with it is no longer than that: bytes.
const LONGEST_MARKED: usize = 40_000;
/// A header without that mark ends by then.
const LONGEST_HEADER: usize = 6_000;

/// The parts of a document, in bytes of the words.
pub(super) struct Layout {
    pub(super) title: Range<usize>,
    pub(super) header: Range<usize>,
    pub(super) body: Range<usize>,
    /// Whether the document marks where its header ends.
    pub(super) marked: bool,
}

impl Layout {
    /// Returns the layout of a document that ends there.
    pub(super) fn up_to(&self, end: usize) -> Self {
        let clip = |range: &Range<usize>| range.start.min(end)..range.end.min(end);
        Self {
            title: self.title.clone(),
            header: clip(&self.header),
            body: clip(&self.body),
            marked: self.marked,
        }
    }
}

/// Finds the parts: the title is the first line, the header what stands before the first article.
pub(super) fn find_layout(page: &Page, rules: &Rules) -> Layout {
    let line = first_line(page, page.begin());
    let named = |range: &Range<usize>| {
        kind_of(page.slice(range.clone()), rules).is_some_and(|(_, instrument)| instrument)
    };
    let of_page = page.title.clone();
    let of_page = of_page.filter(|title| !named(&line) && named(title));
    let title = of_page.unwrap_or(line);
    let rest = page.slice(title.end..page.words.len());
    let marked = rest.find(HEADER_END).filter(|at| *at <= LONGEST_MARKED);
    let (header_end, body) = if let Some(at) = marked {
        (title.end + at, title.end + at + HEADER_END.len())
    } else {
        let at = title.end + begin_of_body(rest, &rules.wording.body_begins);
        (at, at)
    };
    Layout {
        header: title.end..header_end,
        body: body..page.words.len(),
        marked: marked.is_some(),
        title,
    }
}

fn first_line(page: &Page, from: usize) -> Range<usize> {
    let mut start = from;
    for line in page.slice(from..page.words.len()).split_inclusive('\n') {
        let text = line.trim_start_matches(['#', ' ', '\u{3000}', '\u{feff}']);
        if !text.trim().is_empty() {
            let begin = start + (line.len() - text.len());
            return page.trim(begin..start + line.len());
        }
        start += line.len();
    }
    start..start
}

/// Returns where the first line that begins an article or heading begins.
fn begin_of_body(rest: &str, begins: &[String]) -> usize {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let text = line.trim_start_matches(['#', ' ', '\u{3000}']);
        let sentence = text.len() > 60 && text.contains('。');
        let opens = text.len() > 30 && text.trim_end().ends_with('：');
        if wording::begins(text, begins) || at > LONGEST_HEADER || sentence || opens {
            return at;
        }
        at += line.len();
    }
    0
}

/// Reads the title: book-title marks round the whole are no part of it.
pub(super) fn read_title(page: &Page, layout: &Layout) -> Option<Said<String>> {
    let title = page.slice(layout.title.clone());
    let bare = title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'));
    let bare = bare.filter(|bare| !bare.contains('《')).unwrap_or(title);
    (!bare.is_empty()).then(|| {
        page.said(
            bare.to_owned(),
            layout.title.clone(),
            &page.rule_of_title(&layout.title, "title line"),
        )
    })
}

/// Reads what the title says of kind and state.
pub(super) fn read_kind(page: &Page, layout: &Layout, rules: &Rules, policy: &mut PolicyAccount) {
    let Some(title) = policy.title.as_ref().map(|title| title.value.clone()) else {
        return;
    };
    let rule = Rule::printed("title ending");
    policy.kind = kind_of(&title, rules)
        .filter(|(kind, _)| !kind.is_empty())
        .map(|(kind, _)| page.said(kind.to_owned(), layout.title.clone(), &rule));
    policy.status = state_of(&title, rules).map(|state| {
        page.said(
            state.to_owned(),
            layout.title.clone(),
            &Rule::printed("mark in title"),
        )
    });
}

/// Returns the kind that a title's ending names, and whether what is called so is an instrument.
pub(super) fn kind_of<'a>(title: &str, rules: &'a Rules) -> Option<(&'a str, bool)> {
    let bare = without_brackets_at_end(title);
    let ending = rules
        .kinds
        .iter()
        .find(|ending| bare.ends_with(&ending.words))?;
    Some((&ending.kind, ending.instrument))
}

/// Returns the state that a mark in the title names.
pub(super) fn state_of<'a>(title: &str, rules: &'a Rules) -> Option<&'a str> {
    let state = rules
        .states
        .iter()
        .find(|(mark, _)| title.contains(mark.as_str()))?;
    Some(&state.1)
}

/// Leaves out what stands in brackets at the end of a title: `（试行）`, `（2021—2035年）`.
pub(super) fn without_brackets_at_end(title: &str) -> &str {
    let mut bare = title.trim_end();
    while bare.ends_with(['）', ')']) {
        match bare.rfind(['（', '(']) {
            Some(at) => bare = bare[..at].trim_end(),
            None => break,
        }
    }
    bare
}
