//! All names of all entities, and what a name means.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{DocumentNumber, Id, Kind};

/// How far a name may be from a known one and still be taken for a slip of it:
/// the Jaro–Winkler similarity of `strsim`, 0 to 1. Only a hint rests on it.
const NEAR: f64 = 0.8;

/// How many bytes of a name must be given for the whole to be taken as meant: five letters, or two hanzi.
const SHORTEST_PART: usize = 5;

/// The names of entities, in one plain form each.
#[derive(Clone, Debug, Default)]
pub struct Names {
    ids: BTreeSet<Id>,
    by_name: BTreeMap<String, BTreeSet<Id>>,
    /// The names as they were given, for hints.
    printed: BTreeMap<String, String>,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One entity.
    One(Id),
    /// Several; sorted.
    Many(Vec<Id>),
    /// None; the nearest known names, nearest first, five at most.
    None(Vec<String>),
}

impl Names {
    /// Adds an entity by its id.
    pub fn add(&mut self, id: &Id) {
        self.ids.insert(id.clone());
    }

    /// Adds a name of an entity: a label, an alias, an abbreviation or a document number.
    pub fn add_name(&mut self, id: &Id, name: &str) {
        self.add(id);
        let plain = plain(name);
        self.printed
            .entry(plain.clone())
            .or_insert_with(|| name.to_owned());
        self.by_name.entry(plain).or_default().insert(id.clone());
    }

    /// Says whether an entity of this id is known.
    #[must_use]
    pub fn contains(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// Returns what a name means among entities of these kinds.
    ///
    /// Tried in this order: IRI or `kind/key`, key, name as given (letter
    /// case, spaces and the shape of brackets do not count). The first that
    /// finds anything decides.
    #[must_use]
    pub fn find(&self, name: &str, kinds: &[Kind]) -> Found {
        match self.meant(name, kinds) {
            ids if ids.is_empty() => Found::None(self.nearest(name, kinds)),
            ids => one_or_many(ids),
        }
    }

    /// Returns the entities that a name means, tried as [`Self::find`] does; nothing near is looked for.
    #[must_use]
    pub fn meant(&self, name: &str, kinds: &[Kind]) -> Vec<Id> {
        let exact = Id::from_iri(name).or_else(|| Id::parse(name));
        if let Some(id) = exact.filter(|id| self.ids.contains(id) && kinds.contains(&id.kind())) {
            return vec![id];
        }
        let keys = kinds.iter().filter_map(|kind| Id::new(*kind, name).ok());
        let by_key: Vec<Id> = keys.filter(|id| self.ids.contains(id)).collect();
        if !by_key.is_empty() {
            return by_key;
        }
        let named = self.by_name.get(&plain(name)).into_iter().flatten();
        named
            .filter(|id| kinds.contains(&id.kind()))
            .cloned()
            .collect()
    }

    /// Returns the known names most like this one, of entities of these kinds; one for each entity.
    fn nearest(&self, name: &str, kinds: &[Kind]) -> Vec<String> {
        let wanted = plain(name.rsplit('/').next().unwrap_or(name));
        let fits = |id: &&Id| kinds.contains(&id.kind());
        let keys = self
            .ids
            .iter()
            .filter(fits)
            .map(|id| (likeness(&wanted, id.key()), id.to_string(), id));
        let names = self.by_name.iter().flat_map(|(known, ids)| {
            let likeness = likeness(&wanted, known);
            ids.iter()
                .filter(fits)
                .map(move |id| (likeness, self.printed[known].clone(), id))
        });
        let mut near: Vec<(f64, String, &Id)> = keys
            .chain(names)
            .filter(|(score, ..)| *score >= NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut met = BTreeSet::new();
        near.retain(|(.., id)| met.insert(*id));
        near.into_iter().take(5).map(|(_, name, _)| name).collect()
    }
}

/// Says how like a known name is, 0 to 1: one that holds the wanted one is near, the shorter the nearer.
fn likeness(wanted: &str, known: &str) -> f64 {
    let similarity = strsim::jaro_winkler(wanted, known);
    let part = wanted.len() >= SHORTEST_PART && known.contains(wanted);
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    let share = wanted.len() as f64 / known.len().max(1) as f64;
    if part {
        similarity.max(0.9 + 0.1 * share)
    } else {
        similarity
    }
}

/// Returns the name of a list that is most like this one, if any is near.
#[must_use]
pub fn nearest_of(name: &str, known: &[String]) -> Option<String> {
    let scored = known
        .iter()
        .map(|known| (strsim::jaro_winkler(name, known), known));
    let near = scored.filter(|(score, _)| *score >= NEAR);
    near.max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known.clone())
}

fn one_or_many(mut ids: Vec<Id>) -> Found {
    ids.sort();
    match ids.as_slice() {
        [id] => Found::One(id.clone()),
        _ => Found::Many(ids),
    }
}

/// The form in which names are compared: lower case, `and` for `&`, no white space, book-title marks and quotes left out.
#[must_use]
pub fn plain(name: &str) -> String {
    if let Some(number) = DocumentNumber::parse(name) {
        return number.to_string();
    }
    let kept = name
        .chars()
        .filter(|c| !c.is_whitespace() && !"《》\"“”'’‘".contains(*c));
    let plain: String = kept.map(narrow).flat_map(char::to_lowercase).collect();
    plain.replace('&', "and")
}

/// Gives full-width letters, digits and brackets their plain form.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '–' | '—' | '―' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        for (id, name) in [
            (
                "agency/miit",
                "Ministry of Industry and Information Technology",
            ),
            ("agency/miit", "工信部"),
            ("agency/pboc", "PBoC"),
            ("policy/a", "Action Plan (2023—2025)"),
            ("policy/b", "国发〔2015〕28号"),
            ("firm/nio", "NIO"),
            ("product/nio", "Nio car"),
        ] {
            names.add_name(&Id::parse(id).unwrap(), name);
        }
        names
    }

    #[test]
    fn an_entity_is_found_by_any_of_its_names() {
        let id = |text: &str| Found::One(Id::parse(text).unwrap());
        for (name, found) in [
            ("miit", "agency/miit"),
            ("agency/miit", "agency/miit"),
            ("https://w3id.org/policygraph/id/agency/miit", "agency/miit"),
            ("工信部", "agency/miit"),
            (
                "ministry of industry and information technology",
                "agency/miit",
            ),
            ("PBOC", "agency/pboc"),
            (
                "Ministry of Industry & Information Technology",
                "agency/miit",
            ),
            (
                "Ministry of Industry ＆ Information Technology",
                "agency/miit",
            ),
            ("《Action Plan（2023-2025）》", "policy/a"),
            ("国发[2015] 28 号", "policy/b"),
            ("firm/nio", "firm/nio"),
        ] {
            assert_eq!(names().find(name, &Kind::ALL), id(found), "{name}");
        }
    }

    #[test]
    fn a_name_of_two_entities_gives_both_and_kinds_tell_them_apart() {
        let id = |text: &str| Id::parse(text).unwrap();
        let both = Found::Many(vec![id("firm/nio"), id("product/nio")]);
        assert_eq!(names().find("nio", &Kind::ALL), both);
        assert_eq!(
            names().find("nio", &[Kind::Product]),
            Found::One(id("product/nio"))
        );
    }

    #[test]
    fn an_unknown_name_gives_the_nearest_known_of_the_kind() {
        assert_eq!(
            names().find("miitt", &Kind::ALL),
            Found::None(vec!["agency/miit".to_owned()])
        );
        assert_eq!(names().find("miitt", &[Kind::Firm]), Found::None(vec![]));
        assert_eq!(names().find("zzz", &Kind::ALL), Found::None(vec![]));
        let plan = Found::None(vec!["Action Plan (2023—2025)".to_owned()]);
        assert_eq!(names().find("2023-2025", &Kind::ALL), plan);
    }
}
