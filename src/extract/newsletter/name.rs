//! Names in running text: public bodies with their short names, firms, persons, lists of issuers.
//!
//! A name is what is printed. Who is meant is left to `link`.

use super::{cues::Rules, part::Part, phrases::Found};

/// A name and, where one stands in brackets behind it, its short form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    /// The name without an article before it.
    pub name: Part<'a>,
    /// The short form.
    pub short: Option<Part<'a>>,
}

impl<'a> Name<'a> {
    /// Reads a name with its short form: `the Ministry of Commerce (MOFCOM)`.
    pub fn of(part: Part<'a>) -> Self {
        let part = without_article(part.trim(",.;:"));
        let open = part.text.find('(');
        let Some(open) = open else {
            return Self {
                name: part,
                short: None,
            };
        };
        let close = part.text[open..]
            .find(')')
            .map_or(part.text.len(), |at| open + at);
        let short = part.cut(open + 1..close).trim("");
        Self {
            name: part.cut(0..open).trim(",;"),
            short: is_short_form(short.text).then_some(short),
        }
    }
}

/// Says whether a word in brackets can be the short form of a name: `MIIT`, `PBoC`, `TC260`.
pub(super) fn is_short_form(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let letters = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "&-".contains(c));
    (2..=10).contains(&word.len()) && letters && capitals >= 2
}

/// Leaves out `the`, `a`, `an` and the like at the beginning.
pub(super) fn without_article(part: Part) -> Part {
    let mut part = part;
    for article in ["the ", "The ", "a ", "A ", "an ", "An "] {
        if part.text.starts_with(article) {
            part = part.cut(article.len()..part.text.len()).trim("");
        }
    }
    part
}

/// Leaves out whose body it is where it is the country of the newsletter: `China's Ministry of Commerce`.
pub(super) fn without_home<'a>(name: Part<'a>, rules: &Rules) -> Part<'a> {
    let Some(first) = name.words().into_iter().next() else {
        return name;
    };
    let bare = first
        .text
        .strip_suffix("'s")
        .or(first.text.strip_suffix("’s"));
    let rest = name.from(first.range().end).trim("");
    let home = bare.is_some_and(|bare| rules.is("home-owner", bare));
    if home && !rest.text.is_empty() {
        rest
    } else {
        name
    }
}

/// Returns the name of a body with which words begin, without the verb behind it: `NDRC want to double`.
pub(super) fn body_at_start(part: Part) -> Part {
    let part = without_article(part);
    let mut end = part.at;
    for word in part.words() {
        let small = matches!(word.text, "of" | "for" | "and" | "the" | "on");
        if is_capital(word.text) {
            end = word.range().end;
        } else if !small {
            let close = usize::from(part.from(end).text.starts_with(')'));
            return if end > part.at {
                part.before(end + close)
            } else {
                part
            };
        }
    }
    part
}

/// Says whether words name a public body.
pub(super) fn is_agency(part: Part, rules: &Rules) -> bool {
    rules.words("agency").stands_in(part)
}

/// Returns the names with a short form behind them: `Cyberspace Administration of China (CAC)`.
pub(super) fn with_short_forms<'a>(part: Part<'a>, rules: &Rules) -> Vec<Name<'a>> {
    let mut names = Vec::new();
    let mut from = part.at;
    for (open, _) in part.text.match_indices('(') {
        let rest = &part.text[open + 1..];
        let length = rest.bytes().take(12).position(|b| b == b')');
        let Some(length) = length else { continue };
        let short = part.cut(open + 1..open + 1 + length);
        if !is_short_form(short.text) {
            continue;
        }
        // A name is no longer than 200 bytes.
        let start = from.max((part.at + open).saturating_sub(200));
        if let Some(name) = name_before(part.between(start, part.at + open), rules) {
            names.push(Name {
                name,
                short: Some(short),
            });
        }
        from = short.range().end;
    }
    names
}

/// Returns the name that ends where the part ends: capitalised words, with small words between them.
pub(super) fn name_before<'a>(part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let words = part.words();
    let mut start = None;
    let mut end = part.range().end;
    let mut the = false;
    for word in words.iter().rev() {
        let gap = part.between(word.range().end, end).text;
        if gap.contains([',', ';', '.', ':', ')', '(', '"']) && start.is_some() {
            break;
        }
        let part_of_name = rules.number(word.text).is_none();
        if !part_of_name || (the && !matches!(word.text, "of" | "for" | "and")) {
            break;
        }
        the = word.text == "the";
        if is_capital(word.text) {
            start = Some(word.at);
        } else if !matches!(word.text, "of" | "and" | "for" | "on" | "the" | "&") || start.is_none()
        {
            break;
        }
        end = word.at;
    }
    let name = without_article(part.from(start?).trim(","));
    (!name.text.is_empty() && rules.number(name.text).is_none()).then_some(name)
}

/// Says whether a word is written like a part of a name: `BYD`, `eHang`, `3M`.
pub(super) fn is_capital(word: &str) -> bool {
    let mut characters = word.chars();
    let first = characters.next().unwrap_or(' ');
    first.is_uppercase()
        || (first.is_lowercase() && characters.next().is_some_and(char::is_uppercase))
        || (first.is_ascii_digit() && word.chars().any(char::is_uppercase))
}

/// Returns the name of a firm in a noun phrase: `Chinese drugmaker MediLink Therapeutics`, `Intel's China unit`.
pub(super) fn firm<'a>(part: Part<'a>, rules: &Rules) -> Option<Part<'a>> {
    let runs = capital_runs(part, rules);
    for (at, run) in runs.iter().enumerate() {
        let bare = run.text.trim_end_matches("'s").trim_end_matches("’s");
        if bare.is_empty() || rules.is("no-name", bare) {
            continue;
        }
        // Of `Geely's Zeekr` the second is meant, of `Geely's China unit` the first.
        let next = runs.get(at + 1).filter(|next| {
            let gap = part.between(run.range().end, next.at).text;
            bare.len() < run.text.len() && gap == " " && !rules.is("no-name", next.text)
        });
        return Some(next.copied().unwrap_or(run.cut(0..bare.len())));
    }
    None
}

/// Returns the runs of capitalised words of a phrase; a possessive ends its run, and so does a word of nationality alone.
pub(super) fn capital_runs<'a>(part: Part<'a>, rules: &Rules) -> Vec<Part<'a>> {
    let mut runs: Vec<Part> = Vec::new();
    let mut open = false;
    for word in part.words() {
        let number = open && word.text.bytes().all(|b| b.is_ascii_digit());
        let unit = rules.units.whole(word.text).is_some_and(|unit| unit.before);
        let inside = (is_capital(word.text) && !unit) || number || matches!(word.text, "of" | "&");
        let based = tells_origin(word.text, rules);
        if !inside || based {
            open = false;
            continue;
        }
        let gap = runs
            .last()
            .map_or("", |run| part.between(run.range().end, word.at).text);
        let small = !is_capital(word.text) && !number;
        match runs.last_mut() {
            Some(run) if open && gap.chars().all(|c| " .&".contains(c)) => {
                *run = part.between(run.at, word.range().end);
            }
            _ if !small => runs.push(word),
            _ => continue,
        }
        open = !word.text.ends_with("'s") && !word.text.ends_with("’s");
    }
    let tidy = |run: &Part<'a>| {
        let run = run
            .text
            .strip_suffix(" of")
            .map_or(*run, |name| run.cut(0..name.len()));
        without_demonym(run, rules)
    };
    let mut runs: Vec<Part> = runs.iter().map(tidy).collect();
    drop_description(part, &mut runs, rules);
    runs.retain(|run| {
        let unit = rules.units.whole(run.text).is_some();
        !run.text.is_empty() && !unit && !matches!(run.text, "The" | "A" | "An")
    });
    runs
}

/// Says whether a word only tells where something is from: `EU-made`, `Shenzhen-based`, `Taiwanbased`.
pub(super) fn tells_origin(word: &str, rules: &Rules) -> bool {
    let tail = word.rsplit_once('-').map_or("", |(_, tail)| tail);
    word.ends_with("based") || rules.is("of-origin", tail)
}

/// Leaves out the capital of a description that opens a sentence: `Hot pot chain Shuxiang`.
fn drop_description(part: Part, runs: &mut Vec<Part>, rules: &Rules) {
    let [first, second, ..] = runs[..] else {
        return;
    };
    let opens = part.before(first.at).text.trim().is_empty() && first.words().len() <= 2;
    let gap = part.between(first.range().end, second.at);
    let words = gap.words();
    let plain = gap
        .text
        .chars()
        .all(|c| c == ' ' || c == '-' || c.is_lowercase());
    let trade = words.last().is_some_and(|word| is_trade(word.text, rules));
    if opens && plain && trade && words.len() <= 3 {
        runs.remove(0);
    }
}

/// Says whether a noun before a name says what it is: one of the trades, or one that ends like them.
pub(super) fn is_trade(word: &str, rules: &Rules) -> bool {
    let small = word.starts_with(char::is_lowercase);
    let ends = ["er", "or", "yard", "ist"]
        .iter()
        .any(|end| word.ends_with(end));
    let noun = small && ends && word.len() > 4 && !rules.is("no-trade", word);
    noun || rules.is("firm", word)
}

/// Returns the trade with which a run begins at the beginning of a sentence: `Carmaker Geely`.
fn trade<'b>(run: Part, rules: &'b Rules) -> Option<Found<'b, String>> {
    let hit = rules.words("firm").start(run)?;
    let next = run.from(hit.range.end).text.trim_start();
    let of_name = rules.is("name-start", run.before(hit.range.end).text);
    (next.starts_with(char::is_uppercase) && !of_name).then_some(hit)
}

/// Leaves out words of nationality at the beginning of a run; nothing is left of a run that is only such a word.
fn without_demonym<'a>(run: Part<'a>, rules: &Rules) -> Part<'a> {
    let mut run = without_article(run);
    while let Some(hit) = rules
        .words("demonym")
        .start(run)
        .or_else(|| trade(run, rules))
    {
        let rest = run.from(hit.range.end);
        if rest.text.starts_with(['-', '\'', '’']) {
            break;
        }
        run = rest.trim("");
    }
    run
}

#[cfg(test)]
mod tests {
    use super::{super::cues::tests::shipped, *};

    fn part(text: &str) -> Part<'_> {
        Part { at: 0, text }
    }

    #[test]
    fn a_name_before_its_short_form_begins_after_small_words() {
        let rules = shipped();
        let text = "led by the Ministry of Industry and Information Technology (MIIT) and issued by the Cyberspace Administration of China (CAC)";
        let names = with_short_forms(part(text), &rules);
        let found: Vec<_> = names
            .iter()
            .map(|name| (name.name.text, name.short.map(|short| short.text)))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "Ministry of Industry and Information Technology",
                    Some("MIIT")
                ),
                ("Cyberspace Administration of China", Some("CAC"))
            ]
        );
    }

    #[test]
    fn the_name_of_a_firm_is_without_what_it_is() {
        let rules = shipped();
        for (text, name) in [
            (
                "Chinese drugmaker MediLink Therapeutics",
                "MediLink Therapeutics",
            ),
            (
                "its Chinese partner Dongfeng Motor Group",
                "Dongfeng Motor Group",
            ),
            ("Taiwanbased Foxconn", "Foxconn"),
            ("the China unit of Baltic Paper", "Baltic Paper"),
            ("IBM’s former IT services unit", "IBM"),
            ("Shenzhen-based carmaker BYD", "BYD"),
            ("Carmaker Geely", "Geely"),
            ("China Eastern Airlines", "China Eastern Airlines"),
            ("eHang", "eHang"),
        ] {
            assert_eq!(
                firm(part(text), &rules).map(|run| run.text),
                Some(name),
                "{text}"
            );
        }
    }
}
