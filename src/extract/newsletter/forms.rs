//! The forms of an English verb, so that a table of cues names each verb once: `[build] on`.
//!
//! Takes a cue with at most one verb in brackets, gives the cues that stand in
//! texts. Verbs that do not go by the rule are rows of `newsletter-verbs`.

use std::collections::HashMap;

/// Which form of its verb a cue has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The cue names no verb to be formed.
    Fixed,
    /// `build`.
    Base,
    /// `builds`, `built`.
    Finite,
    /// `building`.
    Participle,
    /// `to build`.
    Infinitive,
}

/// The forms of the verbs that do not go by the rule, by their base.
#[derive(Clone, Debug, Default)]
pub(super) struct Verbs(HashMap<String, Vec<String>>);

impl Verbs {
    /// Adds a verb with its forms of the past, and others that the rule would miss.
    pub fn add(&mut self, base: &str, forms: &str) {
        let forms = forms.split_whitespace().map(str::to_owned).collect();
        self.0.insert(base.to_owned(), forms);
    }

    /// Returns the cues that a row stands for, each with its form.
    pub fn cues(&self, row: &str) -> Vec<(String, Form)> {
        let Some((before, base, after)) = bracketed(row) else {
            return vec![(row.to_owned(), Form::Fixed)];
        };
        let forms = self.forms(base).into_iter();
        let cue = |(word, form): (String, Form)| (format!("{before}{word}{after}"), form);
        forms.map(cue).collect()
    }

    /// Returns the forms of a verb.
    fn forms(&self, base: &str) -> Vec<(String, Form)> {
        let irregular = self.0.get(base);
        let (ing, past): (Vec<&String>, Vec<&String>) = irregular
            .into_iter()
            .flatten()
            .partition(|form| form.ends_with("ing"));
        let mut forms = vec![
            (base.to_owned(), Form::Base),
            (format!("to {base}"), Form::Infinitive),
            (third_person(base), Form::Finite),
        ];
        let ing = ing
            .first()
            .map_or_else(|| with_ing(base), |form| (*form).clone());
        forms.push((ing, Form::Participle));
        if past.is_empty() {
            forms.push((with_ed(base), Form::Finite));
        }
        forms.extend(past.into_iter().map(|form| (form.clone(), Form::Finite)));
        forms
    }
}

/// Returns what stands before, in and behind the brackets.
fn bracketed(row: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = row.split_once('[')?;
    let (base, after) = rest.split_once(']')?;
    Some((before, base, after))
}

fn ends_with_consonant_and_y(base: &str) -> bool {
    let mut letters = base.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !"aeiou".contains(c))
}

fn third_person(base: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh", "o"];
    match base.strip_suffix('y') {
        Some(stem) if ends_with_consonant_and_y(base) => format!("{stem}ies"),
        _ if hisses.iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

fn with_ed(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if ends_with_consonant_and_y(base) => format!("{stem}ied"),
        _ if base.ends_with('e') => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

fn with_ing(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(row: &str) -> Vec<String> {
        let mut verbs = Verbs::default();
        verbs.add("build", "built");
        verbs.add("scrap", "scrapped scrapping");
        let cues = verbs.cues(row).into_iter();
        cues.map(|(cue, _)| cue).collect()
    }

    #[test]
    fn a_verb_in_brackets_stands_for_all_its_forms() {
        for (row, all) in [
            (
                "[build] on",
                vec![
                    "build on",
                    "to build on",
                    "builds on",
                    "building on",
                    "built on",
                ],
            ),
            (
                "[scrap]",
                vec!["scrap", "to scrap", "scraps", "scrapping", "scrapped"],
            ),
            (
                "[carry] out",
                vec![
                    "carry out",
                    "to carry out",
                    "carries out",
                    "carrying out",
                    "carried out",
                ],
            ),
            (
                "[replace]",
                vec!["replace", "to replace", "replaces", "replacing", "replaced"],
            ),
            ("in line with", vec!["in line with"]),
        ] {
            assert_eq!(forms(row), all);
        }
    }
}
