//! Titles of policies in running text, known by their capitals: `Measures for the Security of Cross-Border Data Transfer`.

use super::{
    amendment,
    cues::Rules,
    date,
    name::{self, is_capital},
    part::Part,
    series,
};

/// Reads a title by its capitals: `Measures for the Security of Cross-Border Data Transfer`, `Plan (2021-2035)`.
pub(super) fn proper<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let first = words.first()?;
    let known = rules.words("named-policy").at(words, part);
    if let Some((length, hit)) = known.filter(|(_, hit)| !opens_title(part, hit.range.end)) {
        let next = words
            .get(length)
            .filter(|word| rules.kinds.whole(word.text).is_some());
        let end = next.map_or(hit.range.end, |word| word.range().end);
        return Some(part.between(first.at, end));
    }
    let next_is_capital = words.get(1).is_some_and(|word| is_capital(word.text));
    let begins = is_capital(first.text) || (is_ordinal(first.text) && next_is_capital);
    if !begins {
        return None;
    }
    if let Some(end) = standard(words, part, rules) {
        return Some(part.between(first.at, end));
    }
    let head_first = rules.kinds.whole(first.text).is_some() && !next_is_capital;
    let end = run_end(words, part, rules, head_first);
    let title = without_year(part.between(first.at, end));
    let mut title = without_body(title, rules);
    if rules.kinds.find(title).is_empty() {
        title = with_small_kind(words, title, part, rules)?;
    }
    let title = with_brackets(title, part, rules);
    let alone = title.words().len() < 2;
    (!alone).then_some(title)
}

/// Says whether a quotation ends here that only opens a title: `"AI Plus" Energy Action Plan`.
fn opens_title(part: Part, end: usize) -> bool {
    let rest = part.from(end).text;
    let rest = rest.strip_prefix("\" ").or(rest.strip_prefix("” "));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Reads capitals that name no kind, three at least, with what in brackets belongs to them.
pub(super) fn kindless<'a>(words: &[Part<'a>], part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let first = words.first()?;
    let run = part.between(first.at, run_end(words, part, rules, true));
    let capitals = run.words();
    let capitals = capitals.iter().filter(|word| is_capital(word.text)).count();
    (capitals >= 3).then(|| with_brackets(run, part, rules))
}

/// Returns where the capitals of a title end, with the small words between them. `head_first`: its kind opens it.
fn run_end(words: &[Part], part: Part, rules: &Rules, head_first: bool) -> usize {
    let Some(first) = words.first() else {
        return part.at;
    };
    let mut end = first.range().end;
    let mut last = end;
    let mut series = end;
    for (at, word) in words.iter().enumerate().skip(1) {
        let gap = part.between(last, word.at).text;
        if gap == ", " && rules.kinds.stands_in(part.between(first.at, end)) {
            series = series::last_item(words, at, part, rules).unwrap_or(series);
        }
        let listed = word.at <= series;
        let plain = (listed && gap == ", ")
            || gap.chars().all(|c| c == ' ' || "-–\"'“”‘’".contains(c))
            || gap == " ("
            || gap == ") ";
        let capital = is_capital(word.text)
            || (word.text.starts_with(|c: char| c.is_ascii_digit()) && !gap.contains('('));
        let small = rules.is("small", word.text);
        let inside = plain && (capital || small) && !gap.contains(" (");
        if !inside || dates(words, at, rules) {
            break;
        }
        let so_far = part.between(first.at, end);
        if !listed && begins_another(&words[at..], so_far, part, rules, head_first) {
            break;
        }
        let closes = small && rules.is("title-end", word.text) && !head_first;
        if closes && ends_kind(so_far, rules, false) {
            break;
        }
        last = word.range().end;
        if capital {
            end = last;
        }
        if let Some(owner) = possessive(*word, rules).filter(|_| capital) {
            return owner;
        }
    }
    end
}

/// Says whether `and` or `or` ends a title here because another begins behind it.
fn begins_another(
    words: &[Part],
    so_far: Part,
    part: Part,
    rules: &Rules,
    head_first: bool,
) -> bool {
    let [link, rest @ ..] = words else {
        return false;
    };
    if !matches!(link.text, "and" | "or") {
        return false;
    }
    let the = rest.first().is_some_and(|next| next.text == "the");
    let whole = ends_kind(so_far, rules, head_first) || (the && rules.kinds.stands_in(so_far));
    whole && goes_on(rest, part, rules)
}

/// Takes in the kind in small letters behind capitals that name none: `Dual Credit policy`.
fn with_small_kind<'a>(
    words: &[Part<'a>],
    title: Part<'a>,
    part: Part<'a>,
    rules: &Rules,
) -> Option<Part<'a>> {
    let end = title.range().end;
    let next = words.iter().find(|word| word.at >= end)?;
    let close = matches!(part.between(end, next.at).text, " " | "\" ");
    let many = title.words().len() >= 2;
    rules
        .kinds
        .whole(next.text)
        .filter(|_| close && many && !name::is_agency(title, rules))?;
    Some(part.between(title.at, next.range().end))
}

/// Returns where the name of a technical standard ends: `GB 2760-2014`, `GB/T 31467`.
fn standard(words: &[Part], part: Part, rules: &Rules) -> Option<usize> {
    let first = words.first()?;
    if !rules.is("standard-series", first.text) {
        return None;
    }
    let recommended = words.get(1).is_some_and(|word| word.text == "T");
    let number = words.get(if recommended { 2 } else { 1 })?;
    let gap = part.between(first.range().end, number.at).text;
    let digits = number.text.starts_with(|c: char| c.is_ascii_digit());
    (digits && matches!(gap, " " | "/T ")).then_some(number.range().end)
}

/// Returns where a title ends that owns what follows: `the Vaccine Administration Law's requirements`.
fn possessive(word: Part, rules: &Rules) -> Option<usize> {
    let bare = word
        .text
        .strip_suffix("'s")
        .or(word.text.strip_suffix("’s"))?;
    rules.kinds.whole(bare)?;
    Some(word.at + bare.len())
}

/// Leaves out `of the NHC` at the end, which says whose the policy is.
fn without_body<'a>(title: Part<'a>, rules: &Rules) -> Part<'a> {
    let Some(at) = title.text.rfind(" of ") else {
        return title;
    };
    let (bare, body) = (title.cut(0..at), title.cut(at + 4..title.text.len()));
    let the = body.text.starts_with("the ");
    let body = name::without_article(body);
    let short = name::is_short_form(body.text) && (the || rules.is("body", body.text));
    let known = short || (the && name::is_agency(body, rules));
    let whole = bare.words().len() >= 3 && rules.kinds.stands_in(bare);
    if known && whole { bare } else { title }
}

/// Says whether a date begins here that tells when the policy was issued: `of August 2020`, `in July 2023`.
fn dates(words: &[Part], at: usize, rules: &Rules) -> bool {
    if !matches!(words[at].text, "of" | "in" | "from" | "on" | "since") {
        return false;
    }
    let next = words.get(at + 1).map_or("", |word| word.text);
    let second = words.get(at + 2).map_or("", |word| word.text);
    date::month(next, rules).is_some()
        || (date::month(second, rules).is_some() && next.bytes().all(|b| b.is_ascii_digit()))
        || (matches!(words[at].text, "in" | "from" | "since") && date::year(next).is_some())
}

/// Says whether the date of a description begins here: also `of 2015`.
pub(super) fn dates_description(words: &[Part], at: usize, rules: &Rules) -> bool {
    let next = words.get(at + 1).map_or("", |word| word.text);
    (words[at].text == "of" && date::year(next).is_some()) || dates(words, at, rules)
}

/// Leaves out `of 2017` at the end, which is the date of the policy and not part of its title.
fn without_year(title: Part) -> Part {
    let year = title.text.rsplit(' ').next().and_then(date::year);
    let end = title.text.len().saturating_sub(" of 2017".len());
    match title.text.get(end..) {
        Some(tail) if year.is_some() && tail.starts_with(" of ") => title.cut(0..end),
        _ => title,
    }
}

/// Says whether a word is a number in an order: `14th`.
pub(super) fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    number && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
}

/// Says whether a title can end with these words.
fn ends_kind(title: Part, rules: &Rules, head_first: bool) -> bool {
    let last = title
        .words()
        .last()
        .is_some_and(|word| rules.kinds.whole(word.text).is_some());
    last || title.text.ends_with(')') || head_first
}

/// Says whether another title begins here: an article and capitals with a kind, or capitals that end with a kind.
fn goes_on(words: &[Part], part: Part, rules: &Rules) -> bool {
    let words = &words[..words.len().min(25)];
    let article = words.first().is_some_and(|word| word.text == "the");
    let words = if article { &words[1..] } else { words };
    let run = words
        .iter()
        .take_while(|word| is_capital(word.text) || rules.is("small", word.text));
    let run: Vec<Part> = run.copied().collect();
    let kind = !rules.kinds.find_in(&run, part).is_empty();
    kind || (article && !words.first().is_some_and(|word| is_capital(word.text)))
}

/// Takes in brackets behind a title that belong to it: years, `(Trial)`, `(Draft for Comments)`.
fn with_brackets<'a>(title: Part<'a>, part: Part<'a>, rules: &Rules) -> Part<'a> {
    let mut end = title.range().end;
    loop {
        let rest = part.from(end).text;
        let Some(inside) = rest.strip_prefix(" (") else {
            break;
        };
        let Some(close) = inside.bytes().take(60).position(|b| b == b')') else {
            break;
        };
        let inner = Part {
            at: 0,
            text: &inside[..close],
        };
        let years = inner.text.chars().any(|c| c.is_ascii_digit())
            && inner.text.contains(['-', '–', '—'])
            && !inner.text.chars().any(char::is_alphabetic);
        let of_title = is_edition(inner, rules);
        if !years && !of_title {
            break;
        }
        end += 2 + close + 1;
    }
    let open = part.before(title.at).text.ends_with(['"', '“']);
    let inside = part.between(title.at, end).text;
    let closes = match inside.find(['"', '“', '”']) {
        Some(at) => {
            !inside[at..].starts_with('“') && inside.matches(['"', '“', '”']).count() % 2 == 1
        }
        None => false,
    };
    let start = title.at
        - if open && closes {
            quote_length(part, title.at)
        } else {
            0
        };
    part.between(start, end)
}

/// Says whether words in brackets belong to the title before them: `Trial`, `2020 Edition`, `Third Batch`.
fn is_edition(inner: Part, rules: &Rules) -> bool {
    let known = ["version", "revised", "batch"];
    // `Food Safety Law (2021 amendment)` says which year's law is meant.
    let small = inner.words().len() == 2 && inner.words()[1].text.starts_with(char::is_lowercase);
    if small && date::year(inner.words()[0].text).is_some() {
        return false;
    }
    rules.statuses.stands_in(inner)
        || known.iter().any(|of| rules.words(of).stands_in(inner))
        || rules.kinds.stands_in(inner)
}

/// Returns the bytes of the character before a byte.
fn quote_length(part: Part, at: usize) -> usize {
    part.before(at)
        .text
        .chars()
        .next_back()
        .map_or(0, char::len_utf8)
}

/// Says whether the word that opens a sentence belongs to no title behind it: `Readers of the Clean Kitchen Plan`.
fn is_of_another(words: &[Part], at: usize, rules: &Rules) -> bool {
    let kind = words
        .first()
        .is_some_and(|word| rules.kinds.whole(word.text).is_some());
    let next = words.get(1..4).unwrap_or(&[]);
    let small = next
        .first()
        .is_some_and(|word| rules.is("small", word.text));
    let the = next
        .iter()
        .take(2)
        .any(|word| matches!(word.text, "the" | "its" | "this"));
    at == 0 && !kind && small && the
}

/// Returns the titles that stand anywhere in a passage, by their capitals.
pub(super) fn titles<'a>(part: Part<'a>, rules: &Rules) -> Vec<Part<'a>> {
    let words = part.words();
    let mut found: Vec<Part> = Vec::new();
    let mut end = part.at;
    for at in 0..words.len() {
        let word = words[at];
        let begins = is_capital(word.text) || is_ordinal(word.text);
        let month = date::month(word.text, rules).is_some();
        let other = rules.is("deictic", word.text) || rules.is("no-title-start", word.text);
        if word.at < end || !begins || month || other || is_of_another(&words, at, rules) {
            continue;
        }
        let window = &words[at..words.len().min(at + 40)];
        if let Some(title) = proper(window, part, rules) {
            end = title.range().end;
            if !rules.words("body-with-kind").stands_in(title) {
                found.push(amendment::with_draft(&words[..at], part, title, rules));
            }
        } else {
            // The rest of these capitals is no title either.
            let run = window.iter().take_while(|word| is_capital(word.text));
            end = run.last().map_or(end, |word| word.range().end);
        }
    }
    found
}
