//! The text that a notice issues: where its title stands and where the text does.

use std::ops::Range;

use super::{
    cue::clip_end,
    marks::{Mark, find_titles},
    page::{Page, closed_up},
    rules::CuePlace,
    title::kind_of,
    top::Top,
    wording::{begins, ends, holds},
};
use crate::{
    extract::{bodies::Signature, rules::Rules},
    vocab,
};

/// A text that a notice issues, or one that stands after a decision as it is once changed.
pub(super) struct Issued {
    /// Its title where the notice names it, or where it stands over the text.
    pub(super) title: Range<usize>,
    /// Its title over the text; empty where the text is not there.
    pub(super) line: Range<usize>,
    /// The text, its title included; empty where it is not there.
    pub(super) body: Range<usize>,
}

/// What a notice is made of below its top.
pub(super) struct Parts {
    pub(super) signature: Option<Signature>,
    pub(super) issued: Option<Issued>,
    /// The text that the notice, or the decision that it issues, changes, as it is then.
    pub(super) revised: Option<Issued>,
    /// Where the notice's own text ends.
    pub(super) end: usize,
}

/// Finds the signature, the texts and the end of the notice's own text.
pub(super) fn find_parts(
    page: &Page,
    top: &Top,
    named: Option<Range<usize>>,
    rules: &Rules,
) -> Parts {
    let whole = top.end..page.words.len();
    let mut revised = None;
    let mut issued = None;
    if let Some(named) = &named {
        issued = attached(page, top.end, named, rules);
    } else {
        revised = find_revised(page, &top.title, top.end, rules);
    }
    let body = issued.as_ref().or(revised.as_ref());
    let end = body.map_or(whole.end, |text| text.body.start);
    let signature = rules.bodies.read_signature(page.words, top.end..end);
    if let Some(named) = named.filter(|_| issued.is_none()) {
        issued = Some(passed_on(page, &named, signature.as_ref(), rules));
    }
    if let Some(text) = issued.as_mut().filter(|text| !text.line.is_empty()) {
        revised = find_revised(page, &text.line, text.line.end, rules);
        text.body.end = revised.as_ref().map_or(text.body.end, |it| it.body.start);
    }
    let body = issued.as_ref().filter(|text| !text.body.is_empty());
    Parts {
        end: body.map_or(end, |text| text.body.start),
        signature,
        issued,
        revised,
    }
}

/// Finds the text that a decision changes, as it stands after the decision once it is changed.
pub(super) fn find_revised(
    page: &Page,
    title: &Range<usize>,
    from: usize,
    rules: &Rules,
) -> Option<Issued> {
    let rules = (&rules.official, rules);
    let text = page.slice(title.clone());
    if !ends(closed_up(text).as_str(), &rules.0.wording.decisions) {
        return None;
    }
    let marks = find_titles(page.words, title.clone()).titles;
    let [mark] = marks.as_slice() else {
        return None;
    };
    let before = &text[..mark.outer.start - title.start];
    let amends = vocab::local_name(vocab::AMENDS);
    let mut cues = rules
        .0
        .cues
        .iter()
        .filter(|cue| cue.place == CuePlace::Title);
    cues.find(|cue| cue.relation == amends && before.contains(&cue.word))?;
    let found = attached(page, from, &mark.inner, rules.1)?;
    is_text(page, found.line.end, rules.0).then_some(found)
}

/// Says whether the body of a law follows here: an article, a chapter, or its history in brackets.
fn is_text(page: &Page, from: usize, rules: &super::rules::Rules) -> bool {
    let near = from + clip_end(page.slice(from..page.words.len()), NEAR).len();
    let lines = lines(page, from..near);
    let mut first = lines.iter().take(6).map(|line| page.slice(line.clone()));
    first.any(|line| line.starts_with('（') || begins(line, &rules.wording.body_begins))
}

/// Returns the place of the title, in a notice's title, of the text that it issues.
pub(super) fn issued_title(
    page: &Page,
    title: &Range<usize>,
    rules: &Rules,
) -> Option<Range<usize>> {
    let text = page.slice(title.clone());
    let all = find_titles(page.words, title.clone()).titles;
    let is_inside = |at: usize| {
        all.iter()
            .any(|mark| mark.outer.contains(&(title.start + at)))
    };
    let verbs = rules.official.issuing.iter();
    let (at, verb) = verbs
        .filter_map(|verb| {
            let mut places = text.match_indices(verb.as_str()).map(|(at, _)| at);
            Some((places.find(|at| !is_inside(*at))?, verb))
        })
        .min()?;
    let asks = rules.official.asking.contains(verb);
    let from = title.start + at + verb.len();
    if let Some(first) = all.iter().find(|mark| mark.outer.start >= from) {
        let near = asks || first.outer.start - from < 120;
        return near.then(|| first.inner.clone());
    }
    if let Some(last) = all.last().filter(|_| asks) {
        return Some(last.inner.clone());
    }
    if rules.official.marked_only.contains(verb) {
        return None;
    }
    let rest = &text[from - title.start..];
    let ends = rules.official.wording.issued_ends.iter();
    let end = ends.filter_map(|end| rest.rfind(end.as_str())).max()?;
    let bare = &rest[..end];
    let bare = bare.strip_suffix(COMMENTS).filter(|_| asks).unwrap_or(bare);
    let named = kind_of(&closed_up(bare), &rules.official).is_some();
    named.then(|| page.trim(from..from + bare.len()))
}

/// What one asks for who asks for comments.
pub(super) const COMMENTS: &str = "意见";

/// Returns the place of the title of the text that an order publishes: 《…》已经…通过，现予公布.
pub(super) fn promulgated(page: &Page, top: &Top, rules: &Rules) -> Option<Range<usize>> {
    let title = closed_up(page.slice(top.title.clone()));
    let (kind, _) = kind_of(&title, &rules.official)?;
    let wording = &rules.official.wording;
    if !wording.order_kinds.iter().any(|one| one == kind) {
        return None;
    }
    let near = clip_end(page.slice(top.end..page.words.len()), NEAR).len();
    let marks = find_titles(page.words, top.end..top.end + near);
    let before = |mark: &Mark| page.slice(top.end..mark.outer.start).trim_end();
    let published = |mark: &&Mark| ends(before(mark), &wording.publishing);
    let cues = rules.official.cues.iter().filter(|cue| cue.before);
    let cues: Vec<String> = cues.map(|cue| cue.word.clone()).collect();
    let told = |mark: &&Mark| {
        let rest = page.slice(mark.outer.end..page.words.len());
        let sentence = &rest[..rest.find(['。', '《']).unwrap_or(rest.len())];
        holds(sentence, &wording.publishes) && !ends(before(mark), &cues)
    };
    let titles = &marks.titles;
    let title = titles
        .iter()
        .find(published)
        .or_else(|| titles.iter().find(told))?;
    Some(title.inner.clone())
}

/// How far into an order the text that it publishes is named: bytes.
const NEAR: usize = 900;

/// Finds the text of this title after a place: from the line or lines that are its title.
fn attached(page: &Page, from: usize, named: &Range<usize>, rules: &Rules) -> Option<Issued> {
    let title = comparable(page.slice(named.clone()));
    let lines = lines(page, from..page.words.len());
    for (at, line) in lines.iter().enumerate() {
        let mut joined = String::new();
        for next in lines[at..].iter().take(4) {
            joined.push_str(&comparable(page.slice(next.clone())));
            let line = line.start..next.end;
            let text = |start: usize| Issued {
                title: named.clone(),
                line: line.clone(),
                body: start..page.words.len(),
            };
            if joined == title {
                return Some(text(line.start));
            }
            let rest = joined.strip_prefix(&title);
            if rest.is_some_and(|rest| begins(rest, &rules.official.wording.follows)) {
                return Some(text(line.end));
            }
            if !title.starts_with(joined.as_str()) {
                break;
            }
        }
    }
    None
}

/// Returns the text that a notice passes on under another title than the notice gives it: the first titled line after
/// the signature. Where nothing follows, the text is known by the notice's title alone.
fn passed_on(
    page: &Page,
    named: &Range<usize>,
    signature: Option<&Signature>,
    rules: &Rules,
) -> Issued {
    let from = signature.map_or(page.words.len(), |signature| signature.date.end);
    let title = lines(page, from..page.words.len())
        .into_iter()
        .take(6)
        .find(|line| {
            let text = closed_up(page.slice(line.clone()));
            text.len() < 240
                && kind_of(&text, &rules.official).is_some()
                && !text.contains(['。', '：'])
        });
    match title {
        Some(title) => Issued {
            body: title.start..page.words.len(),
            line: title.clone(),
            title,
        },
        None => Issued {
            title: named.clone(),
            line: 0..0,
            body: 0..0,
        },
    }
}

/// Returns a title as it is compared: without white space and marks, with brackets and dashes of one shape.
pub(super) fn comparable(title: &str) -> String {
    let kept = title
        .chars()
        .filter(|c| !c.is_whitespace() && !"#*《》〈〉".contains(*c));
    kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        '-' | '–' | '―' => '—',
        _ => c,
    })
    .collect()
}

/// Returns the lines of a stretch that hold anything.
pub(super) fn lines(page: &Page, within: Range<usize>) -> Vec<Range<usize>> {
    let mut start = within.start;
    let lines = page.slice(within).split_inclusive('\n').map(|line| {
        let range = page.trim(start..start + line.len());
        start += line.len();
        range
    });
    lines.filter(|line| !line.is_empty()).collect()
}
