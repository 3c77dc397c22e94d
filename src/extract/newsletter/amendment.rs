//! Drafts that would change a law, named after it: `draft amendments to the Road Traffic Safety Law`.
//!
//! They are policies of their own, under these words. What changes the law for
//! good is told by a relation, and left to `relation`.

use super::{cues::Rules, name::without_article, part::Part, title::key};

/// Such a draft has no more words before the title of the law.
const MOST: usize = 4;

/// Returns a title together with those of the words before it that make it that of a draft.
pub(super) fn with_draft<'a>(
    before: &[Part],
    part: Part<'a>,
    title: Part<'a>,
    rules: &Rules,
) -> Part<'a> {
    let near = &before[before.len().saturating_sub(MOST)..];
    let starts = near
        .iter()
        .map(|word| part.between(word.at, title.range().end));
    let draft = |whole: &Part| law(*whole, rules).is_some_and(|law| law.at == title.at);
    starts.into_iter().find(draft).unwrap_or(title)
}

/// Returns what stands behind `draft amendments to the` where words begin so.
pub(super) fn law<'a>(title: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let hit = rules.words("draft-change").start(title)?;
    let law = title.from(hit.range.end);
    let gap = law.text.starts_with(' ');
    gap.then(|| without_article(law.trim("")))
}

/// Says whether a title is that of the draft that the passage is about: of its law, which is said to be changed there.
pub(super) fn is_of(own: &str, title: Part, rules: &Rules) -> bool {
    let Some(law) = law(title, rules) else {
        return false;
    };
    let words = Part { at: 0, text: own };
    let changed = rules.statuses.stands_in(words) || rules.words("revised").stands_in(words);
    changed && key(own).contains(&key(law.text))
}

/// Says whether a title is that of the law which a policy named after it changes: `Amendment to the Price Law`.
pub(super) fn changes(own: &str, title: &str, rules: &Rules) -> bool {
    let own = Part { at: 0, text: own };
    let law = rules
        .words("law-change")
        .start(own)
        .map(|hit| own.from(hit.range.end));
    let (law, title) = (law.map(|law| key(law.trim("").text)), key(title));
    law.is_some_and(|law| !title.is_empty() && law.starts_with(&title))
}

/// Says whether the words of a cue belong to the name of such a draft: `draft` stands before `amendments to`.
pub(super) fn names(sentence: Part, cue: &std::ops::Range<usize>, rules: &Rules) -> bool {
    let hits = rules.words("draft-change").find(sentence).into_iter();
    let mut hits = hits.map(|hit| hit.range);
    hits.any(|range| range.start < cue.end && cue.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    #[test]
    fn a_draft_that_changes_a_law_is_named_after_it() {
        let rules = shipped();
        for (text, law_title) in [
            (
                "draft amendments to the Road Traffic Safety Law",
                Some("Road Traffic Safety Law"),
            ),
            ("draft revision of the Seed Law", Some("Seed Law")),
            ("amendments to the Seed Law", None),
            ("draft Seed Law", None),
        ] {
            let found = law(Part { at: 0, text }, &rules).map(|law| law.text);
            assert_eq!(found, law_title, "{text}");
        }
    }

    #[test]
    fn the_law_that_an_amendment_is_named_after_is_another_policy() {
        let rules = shipped();
        for (own, title, is) in [
            (
                "Amendment to the Seed Law (Draft for Comments)",
                "Seed Law",
                true,
            ),
            ("Decision on Amending the Seed Law", "Seed Law", true),
            ("Amendments to the Seed Law", "Water Law", false),
            ("Seed Law (Draft Amendment)", "Seed Law", false),
            ("Measures for the Seed Law", "Seed Law", false),
        ] {
            assert_eq!(changes(own, title, &rules), is, "{own}");
        }
    }

    #[test]
    fn a_draft_is_that_of_the_passage_where_both_are_of_one_law() {
        let rules = shipped();
        let text = "draft amendments to the Seed Law";
        for (own, is) in [
            ("Seed Law (Draft Amendment)", true),
            ("Seed Law (Revised Draft)", true),
            ("Measures for the Seed Law", false),
            ("Water Law (Draft Amendment)", false),
        ] {
            assert_eq!(is_of(own, Part { at: 0, text }, &rules), is, "{own}");
        }
    }
}
