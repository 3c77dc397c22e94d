//! Where a phrase ends: at a mark, or at a word of `newsletter-words` that begins something else.

use super::{cues::Rules, part::Part};

/// Returns the words before the first word of a use, and before the first of these marks.
pub(super) fn until<'a>(rules: &Rules, of: &str, marks: &[char], part: Part<'a>) -> Part<'a> {
    let mark = part.text.find(marks).unwrap_or(part.text.len());
    let clause = part.cut(0..mark);
    let hits = rules.words(of).find(clause).into_iter();
    let stop = hits.map(|hit| hit.range.start).find(|at| *at > clause.at);
    clause.before(stop.unwrap_or(clause.range().end))
}

/// Says whether a passage begins with a word of a use.
pub(super) fn begins(rules: &Rules, of: &str, part: Part) -> bool {
    rules.words(of).start(part).is_some()
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    #[test]
    fn an_object_ends_before_what_it_is_for_and_at_a_mark() {
        for (text, object) in [
            (
                "its Dalian shipyard for EUR 85 million",
                "its Dalian shipyard",
            ),
            ("25 seaplanes, which", "25 seaplanes"),
            ("30 percent of itself", "30 percent of itself"),
            ("for sale", "for sale"),
        ] {
            let part = Part { at: 0, text };
            let found = until(&shipped(), "object-end", &[',', ';'], part);
            assert_eq!(found.trim("").text, object);
        }
    }
}
