//! Series of coordinated words inside a title or description: `the Administration of Access, Recall and Online Upgrades`.
//!
//! Takes the words behind a comma; says how far the comma belongs to what stands before it. A list of policies,
//! each with its kind, is no series, nor is what another clause tells.

use super::{
    cues::Rules,
    name::{is_agency, is_capital, is_short_form},
    part::Part,
};

/// A series has no more words.
const MOST: usize = 24;

/// A part of a series has no more words.
const MOST_OF_ITEM: usize = 6;

/// Returns where the last part of a series begins, where the word `at` stands behind a comma in one.
pub(super) fn last_item(words: &[Part], at: usize, part: Part, rules: &Rules) -> Option<usize> {
    let before = words.get(at.checked_sub(1)?)?;
    let first = words.get(at)?;
    if part.between(before.range().end, first.at).text != ", " {
        return None;
    }
    let kind = rules.kinds.whole(before.text).is_some();
    let large = is_capital(before.text);
    let rest = words.get(at..words.len().min(at + MOST))?;
    let and = rest
        .iter()
        .position(|word| matches!(word.text, "and" | "or" | "&"))?;
    let apart = |c: char| ";:.()–".contains(c);
    if part
        .between(first.at, rest.get(and + 1)?.at)
        .text
        .contains(apart)
    {
        return None;
    }
    let mut items = items(&rest[..and], part);
    items.push(last(&rest[and + 1..], part, rules, large)?);
    let first_of_last = rest.get(and + 1)?;
    let fits = |item: &&[Part]| is_item(item, part, rules, large);
    (!kind && items.iter().all(fits)).then_some(first_of_last.at)
}

/// Parts words at the commas between them; `, and` leaves nothing behind the last.
fn items<'b, 'a>(words: &'b [Part<'a>], part: Part<'a>) -> Vec<&'b [Part<'a>]> {
    let mut items = Vec::new();
    let mut start = 0;
    for at in 1..words.len() {
        let gap = part.between(words[at - 1].range().end, words[at].at).text;
        if gap != " " && gap != "-" {
            items.push(&words[start..at]);
            start = at;
        }
    }
    if start < words.len() {
        items.push(&words[start..]);
    }
    items
}

/// Returns the words of the last part; nothing where a verb shows that they begin another clause.
fn last<'b, 'a>(
    words: &'b [Part<'a>],
    part: Part<'a>,
    rules: &Rules,
    large: bool,
) -> Option<&'b [Part<'a>]> {
    let marked = |at: &usize| part.between(words[*at - 1].range().end, words[*at].at).text != " ";
    let mark = (1..words.len()).find(marked).unwrap_or(words.len());
    let words = &words[..mark];
    let inside = |word: &Part| {
        let small = rules.is("small", word.text);
        small || (!ends(*word, part, rules) && is_capital(word.text) == large)
    };
    let length = words.iter().take_while(|word| inside(word)).count();
    let told = words.get(length).map_or("", |word| word.text);
    let clause = match words.get(length) {
        None => false,
        Some(next) if large => !ends(*next, part, rules) && !is_number(*next),
        Some(_) => rules.is("auxiliary", told) || rules.is("modal", told),
    };
    // What ties the last part to a longer one may go on.
    let item = &words[..length.min(MOST_OF_ITEM)];
    (!clause && !item.is_empty()).then_some(item)
}

fn is_number(word: Part) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Says whether a word tells more of a policy than its title does: `released`, `which`, `setting`.
fn ends(word: Part, part: Part, rules: &Rules) -> bool {
    let words = [word];
    let is = |of: &str| rules.words(of).at(&words, part).is_some();
    is("title-end") || is("phrase-end") || is("dated")
}

/// Says whether words are one part of a series: written like the others, with no policy, body or verb of their own.
fn is_item(item: &[Part], part: Part, rules: &Rules, large: bool) -> bool {
    let Some(first) = item.first() else {
        return false;
    };
    let article = |word: &Part| rules.is("article", &word.text.to_lowercase());
    let small = |word: &Part| rules.is("small", word.text);
    let alike = |word: &Part| small(word) || is_capital(word.text) == large;
    let verb = |word: &Part| !large && ends(*word, part, rules);
    let whole = first.at..item.last().map_or(first.at, |word| word.range().end);
    let whole = part.between(whole.start, whole.end);
    // `setting targets` is a deed, `sorting of waste` is none.
    let deed =
        !large && first.text.ends_with("ing") && item.get(1).is_some_and(|next| !small(next));
    let participle = !large && (first.text.ends_with("ed") || first.text.ends_with("ly"));
    let named = is_short_form(whole.text) || is_agency(whole, rules) && large;
    let starts = !small(first) && !article(first) && !deed && !participle;
    starts
        && !named
        && item.len() <= MOST_OF_ITEM
        && item.iter().all(|word| alike(word) && !verb(word))
        && !has_head(item, part, rules)
}

/// Says whether words name a kind that does not only tell more of the word behind it: of `QR Code Management` it does.
fn has_head(item: &[Part], part: Part, rules: &Rules) -> bool {
    let large = |at: usize| {
        item.iter()
            .find(|word| word.at > at)
            .is_some_and(|word| is_capital(word.text))
    };
    let kinds = rules.kinds.find_in(item, part).into_iter();
    kinds.map(|kind| kind.range.end).any(|end| !large(end))
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    #[test]
    fn a_comma_belongs_to_a_title_where_coordinated_words_follow() {
        let rules = shipped();
        for (text, is) in [
            ("Notice on Access, Recall and Online Upgrades of Cars", true),
            (
                "Measures for Registration, Filing, and Testing of Cosmetics",
                true,
            ),
            ("guidelines on pigs, sheep and goats, effective", true),
            (
                "notice on collection, sorting and recycling of batteries",
                true,
            ),
            ("Data Security Law, Cybersecurity Law and Seed Law", false),
            ("Notice on Access, the Seed Law and Upgrades", false),
            ("Notice on Access, Recall and Upgrade Rules", false),
            ("Notice on Access, Recall and QR Code Management", true),
            ("Rules on Imports, Beijing and Shanghai followed", false),
            ("Rules on Imports, BYD and Geely", false),
            ("rules on imports, setting targets and deadlines", false),
            ("rules on imports, farmers and firms will follow", false),
            ("rules on imports, issued in May and June", false),
            ("rules on imports, seeds; farmers and firms", false),
        ] {
            let part = Part { at: 0, text };
            let words = part.words();
            let comma = text.find(", ").map_or(0, |at| at + 2);
            let at = words.iter().position(|word| word.at == comma).unwrap();
            assert_eq!(last_item(&words, at, part, &rules).is_some(), is, "{text}");
        }
    }
}
