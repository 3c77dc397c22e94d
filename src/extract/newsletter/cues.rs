//! The tables `data/rules/newsletter-*.csv` as they are used: phrases and what each says.

use std::collections::HashMap;

use super::{
    cue::{EventCue, NumberWord, RelationCue, Scope, Subject, Unit},
    forms::{Form, Verbs},
    part::Part,
    phrases::{Phrases, small},
    stems::Stems,
};
use crate::{
    extract::rules::{RulesError, Tables},
    fact::Modality,
};

/// The properties that a relation can be, by their local names.
const RELATIONS: [&str; 12] = [
    "basedOn",
    "implements",
    "buildsOn",
    "amends",
    "supersedes",
    "finalizes",
    "cites",
    "accompanies",
    "overlapsWith",
    "parallelTo",
    "relatedTo",
    "issuesText",
];

/// The columns of the table of events that a cue can fill.
const ROLES: [&str; 16] = [
    "buyer",
    "seller",
    "party",
    "object",
    "concerns",
    "appointee",
    "post",
    "replaced",
    "announced_by",
    "duty",
    "transferred_from",
    "transferred_to",
    "investigated",
    "detained_from",
    "persons",
    "actor",
];

/// The wording by which newsletters are read.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub(super) labels: Phrases<String>,
    pub(super) kinds: Phrases<String>,
    /// In Chinese: words and notation, longest first.
    pub(super) kinds_zh: Vec<(String, String)>,
    pub(super) statuses: Phrases<String>,
    pub(super) statuses_zh: Vec<(String, String)>,
    pub(super) relations: Phrases<RelationCue>,
    pub(super) comparators: Phrases<(&'static str, Scope)>,
    pub(super) units: Phrases<Unit>,
    /// Comparators that are signs: `≥`; longest first.
    pub(super) comparing: Vec<(String, &'static str)>,
    /// What a unit is counted by: `mg per cubic meter`.
    pub(super) denominators: Phrases<String>,
    /// Units that are signs: `%`, `US$`; longest first.
    pub(super) signs: Vec<(String, Unit)>,
    pub(super) hedges: Phrases<Modality>,
    pub(super) events: Phrases<EventCue>,
    /// Words that tell of what class an event is, where no cue says so.
    pub(super) hints: Phrases<String>,
    /// What tells of a relation where no cue does.
    pub(super) stems: Stems,
    verbs: Verbs,
    numbers: HashMap<String, NumberWord>,
    words: HashMap<String, Phrases<String>>,
    none: Phrases<String>,
}

impl Rules {
    /// Makes the rules of the tables `newsletter-…`.
    ///
    /// # Errors
    ///
    /// Refuses a table that is missing or wrong.
    pub fn new(tables: &Tables) -> Result<Self, RulesError> {
        let mut rules = Self::default();
        for (_, [label, part]) in tables.rows("newsletter-labels", ["label", "part"])? {
            rules.labels.add(label, part.to_owned());
        }
        let kinds = tables.rows("newsletter-kinds", ["phrase", "kind"])?;
        rules.kinds_zh = bilingual(&kinds, &mut rules.kinds);
        let statuses = tables.rows("newsletter-status", ["phrase", "status"])?;
        rules.statuses_zh = bilingual(&statuses, &mut rules.statuses);
        for (_, [word, of]) in tables.rows("newsletter-words", ["word", "use"])? {
            let group = rules.words.entry(of.to_owned()).or_default();
            group.add(word, word.to_owned());
        }
        for (_, [verb, forms]) in tables.rows("newsletter-verbs", ["verb", "forms"])? {
            rules.verbs.add(verb, forms);
        }
        rules.add_relations(tables)?;
        rules.add_stems(tables)?;
        rules.add_comparators(tables)?;
        rules.add_units(tables)?;
        rules.add_numbers(tables)?;
        rules.add_events(tables)?;
        for (_, [word, class]) in tables.rows("newsletter-hints", ["word", "class"])? {
            for (word, _) in rules.verbs.cues(word) {
                rules.hints.add(&word, class.to_owned());
            }
        }
        for (line, [cue, modality]) in tables.rows("newsletter-hedges", ["cue", "modality"])? {
            let bad = || bad_cell(tables, "newsletter-hedges", (line, "modality"), modality);
            rules.hedges.add(cue, modality.parse().map_err(|()| bad())?);
        }
        Ok(rules)
    }

    /// Returns the words of one use in `newsletter-words`.
    pub(super) fn words(&self, of: &str) -> &Phrases<String> {
        self.words.get(of).unwrap_or(&self.none)
    }

    /// Says whether a word has a use.
    pub(super) fn is(&self, of: &str, word: &str) -> bool {
        self.words(of).whole(word).is_some()
    }

    /// Returns what a word of number or time means.
    pub(super) fn number(&self, word: &str) -> Option<NumberWord> {
        self.numbers.get(&small(word)).copied()
    }

    /// Returns the sentences of a passage.
    pub(super) fn sentences<'a>(&self, part: Part<'a>) -> Vec<Part<'a>> {
        part.sentences(|word| self.is("abbreviation", word))
    }

    fn add_relations(&mut self, tables: &Tables) -> Result<(), RulesError> {
        const NAME: &str = "newsletter-relations";
        let columns = [
            "cue",
            "relation",
            "direction",
            "subject",
            "modality",
            "confidence",
        ];
        for (line, cells) in tables.rows(NAME, columns)? {
            let bad = |at: usize| bad_cell(tables, NAME, (line, columns[at]), cells[at]);
            let [cue, relation, direction, subject, modality, confidence] = cells;
            let cue_of = RelationCue {
                relation: one_of(&RELATIONS, relation).ok_or_else(|| bad(1))?,
                forward: direction == "forward",
                subject: match subject {
                    "policy" => Subject::Policy,
                    "any" => Subject::Any,
                    "never" => Subject::Never,
                    _ => return Err(bad(3)),
                },
                modality: modality.parse().map_err(|()| bad(4))?,
                confidence: confidence.parse().map_err(|_| bad(5))?,
            };
            self.add_relation(cue, &cue_of);
        }
        let light = self.words.get("light").into_iter();
        for word in light.flat_map(Phrases::singles) {
            self.relations.let_pass(word);
        }
        Ok(())
    }

    /// Adds a cue in all its forms; what follows `to` or ends in `ing` says itself whose deed it is.
    fn add_relation(&mut self, row: &str, cue_of: &RelationCue) {
        for (cue, form) in self.verbs.cues(row) {
            let mut cue_of = cue_of.clone();
            let free = matches!(form, Form::Infinitive | Form::Participle);
            if free && cue_of.subject == Subject::Policy {
                cue_of.subject = Subject::Any;
            }
            self.relations.add(&cue, cue_of);
        }
    }

    fn add_stems(&mut self, tables: &Tables) -> Result<(), RulesError> {
        const NAME: &str = "newsletter-stems";
        for (line, [stem, relation]) in tables.rows(NAME, ["stem", "relation"])? {
            let relation = one_of(&RELATIONS, relation)
                .ok_or_else(|| bad_cell(tables, NAME, (line, "relation"), relation))?;
            self.stems.add(stem, relation, &self.verbs);
        }
        Ok(())
    }

    fn add_comparators(&mut self, tables: &Tables) -> Result<(), RulesError> {
        const NAME: &str = "newsletter-comparators";
        let columns = ["cue", "comparator", "scope"];
        for (line, [cue, comparator, scope]) in tables.rows(NAME, columns)? {
            let comparator = one_of(&["=", ">=", "<=", ">", "<"], comparator)
                .ok_or_else(|| bad_cell(tables, NAME, (line, "comparator"), comparator))?;
            if scope == "sign" {
                self.comparing.push((cue.to_owned(), comparator));
                continue;
            }
            let scope = match scope {
                "near" => Scope::Near,
                "after" => Scope::After,
                "verb" => Scope::Verb,
                _ => return Err(bad_cell(tables, NAME, (line, "scope"), scope)),
            };
            for (cue, _) in self.verbs.cues(cue) {
                self.comparators.add(&cue, (comparator, scope));
            }
        }
        self.comparing
            .sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        Ok(())
    }

    fn add_units(&mut self, tables: &Tables) -> Result<(), RulesError> {
        for (_, [unit, notation, place]) in
            tables.rows("newsletter-units", ["unit", "notation", "place"])?
        {
            if place == "per" {
                self.denominators.add(unit, notation.to_owned());
                continue;
            }
            let of = Unit {
                notation: notation.to_owned(),
                before: place != "after",
                after: place != "before",
            };
            if unit.ends_with(|c: char| !c.is_alphanumeric()) {
                self.signs.push((unit.to_owned(), of));
            } else {
                self.units.add(unit, of);
            }
        }
        self.signs
            .sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        Ok(())
    }

    fn add_numbers(&mut self, tables: &Tables) -> Result<(), RulesError> {
        const NAME: &str = "newsletter-numbers";
        for (line, [word, of, value]) in tables.rows(NAME, ["word", "use", "value"])? {
            let bad = || bad_cell(tables, NAME, (line, "value"), value);
            let meaning = match of {
                "zeros" => NumberWord::Zeros(value.parse().map_err(|_| bad())?),
                "times" => NumberWord::Times(value.parse().map_err(|_| bad())?),
                "percent" => NumberWord::Percent(value.parse().map_err(|_| bad())?),
                "part" => NumberWord::Part(value.parse().map_err(|_| bad())?),
                "dozen" => NumberWord::Dozen(value.parse().map_err(|_| bad())?),
                "month" => NumberWord::Month(value.parse().map_err(|_| bad())?),
                _ => NumberWord::Value(value.parse().map_err(|_| bad())?),
            };
            self.numbers.insert(small(word), meaning);
        }
        Ok(())
    }

    fn add_events(&mut self, tables: &Tables) -> Result<(), RulesError> {
        const NAME: &str = "newsletter-events";
        let columns = [
            "cue", "class", "subject", "object", "with", "from", "to", "by",
        ];
        for (line, cells) in tables.rows(NAME, columns)? {
            let role = |at: usize| match cells[at] {
                "" => Ok(None),
                name => one_of(&ROLES, name)
                    .map(Some)
                    .ok_or_else(|| bad_cell(tables, NAME, (line, columns[at]), name)),
            };
            let cue = EventCue {
                class: cells[1].to_owned(),
                subject: role(2)?,
                object: role(3)?,
                with: role(4)?,
                from: role(5)?,
                to: role(6)?,
                by: role(7)?,
            };
            self.add_event(cells[0], &cue);
        }
        Ok(())
    }

    /// Adds a cue in all its forms; the base counts behind a word such as `will`.
    fn add_event(&mut self, row: &str, cue_of: &EventCue) {
        let modals: Vec<String> = self.words.get("modal").map_or_else(Vec::new, |modals| {
            modals.singles().map(str::to_owned).collect()
        });
        for (cue, form) in self.verbs.cues(row) {
            if form == Form::Base {
                for modal in &modals {
                    self.events.add(&format!("{modal} {cue}"), cue_of.clone());
                }
            } else {
                self.events.add(&cue, cue_of.clone());
            }
        }
    }
}

/// Adds the English phrases of a table and returns the Chinese ones, longest first.
fn bilingual(rows: &[(u64, [&str; 2])], english: &mut Phrases<String>) -> Vec<(String, String)> {
    let mut chinese = Vec::new();
    for (_, [phrase, of]) in rows {
        if phrase.is_ascii() {
            english.add(phrase, (*of).to_owned());
        } else {
            chinese.push(((*phrase).to_owned(), (*of).to_owned()));
        }
    }
    chinese.sort_by_key(|(phrase, _): &(String, String)| std::cmp::Reverse(phrase.len()));
    chinese
}

/// Returns the name of the list that is this one.
fn one_of(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().find(|known| **known == name).copied()
}

fn bad_cell(
    tables: &Tables,
    name: &'static str,
    (line, column): (u64, &'static str),
    found: &str,
) -> RulesError {
    let place = match tables.table(name) {
        Ok(table) => table.place(line, table.column(column).unwrap_or(0)),
        Err(error) => return error,
    };
    RulesError::BadCell {
        place,
        found: found.to_owned(),
        expected: format!("what the column `{column}` takes in its other rows"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::File;

    /// The shipped tables.
    pub(in super::super) fn shipped() -> Rules {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/rules");
        let files: Vec<File> = crate::source::read_folder(&folder).unwrap();
        Rules::new(&Tables::new(&files).unwrap()).unwrap()
    }

    #[test]
    fn a_relation_that_the_ontology_lacks_is_refused_with_its_place() {
        let files = [
            "labels:label,part",
            "kinds:phrase,kind",
            "status:phrase,status",
            "words:word,use",
            "verbs:verb,forms",
            "relations:cue,relation,direction,subject,modality,confidence\nrests on,restsOn,forward,any,stated,1",
        ];
        let files = files.map(|file| {
            let (name, text) = file.split_once(':').unwrap();
            let path = format!("newsletter-{name}.csv");
            File::new(&path, text.as_bytes().to_vec())
        });
        let error = Rules::new(&Tables::new(&files).unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "newsletter-relations.csv:2:2: column `relation`: found `restsOn`: \
             expected what the column `relation` takes in its other rows"
        );
    }

    #[test]
    fn every_relation_class_and_unit_of_the_tables_is_read() {
        let rules = shipped();
        assert_eq!(rules.number("Sept"), Some(NumberWord::Month(9)));
        assert_eq!(rules.number("billion"), Some(NumberWord::Zeros(9)));
        assert_eq!(
            rules.kinds.whole("Guiding Opinions"),
            Some(&"opinion".to_owned())
        );
        assert!(rules.is("role", "Analyst"));
    }
}
