//! The policies that tables and documents describe: which one a title, a number and a date mean.

mod dated;

use std::collections::{BTreeSet, HashMap};

use self::dated::Dated;
use super::titles::{number_key, plain_title, slug};
use crate::fact::{DocumentNumber, Id, Kind, KnownDate};

/// Why a citation without a date is taken for one that others make with it.
const OF_ITS_DATE: &str =
    "cited without a date: taken for the version that other texts cite with the date of that time";

/// How many months the dates of one policy may lie apart in two documents: signed in one, published in the other.
const MONTHS_OF_ONE: u16 = 6;

/// A policy as its descriptions have it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its titles in their plain form.
    pub titles: BTreeSet<String>,
    /// Its numbers in the usual spelling.
    pub numbers: BTreeSet<String>,
    /// The date of the version: of the last change, else of its adoption or the like.
    pub version: Option<KnownDate>,
    /// Whether that is the date of a change.
    pub amended: bool,
    /// All its dates.
    pub dates: BTreeSet<KnownDate>,
    /// Whether it is a draft.
    pub draft: bool,
    /// The plain names of its issuers.
    pub issuers: BTreeSet<String>,
    /// What its key is made of where it bears no number.
    pub name: String,
}

/// Who cites.
#[derive(Clone, Debug)]
pub struct Citing {
    /// The policy that cites.
    pub id: Id,
    /// The date of its version.
    pub version: Option<KnownDate>,
    /// The plain names of its issuers.
    pub issuers: BTreeSet<String>,
}

/// What a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A policy that is described, with a remark where the choice needs one.
    Described(Id, Option<&'static str>),
    /// One that is known by the citation only; a remark where several are called so.
    TitleOnly(Id, Option<&'static str>),
}

/// The policies, found by title and number.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: Vec<(Id, Entry)>,
    by_id: HashMap<Id, usize>,
    by_title: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, Vec<usize>>,
    dated: Dated,
}

impl Catalogue {
    /// Adds what a table or document says of a policy whose id is known.
    pub fn add(&mut self, id: &Id, entry: Entry) {
        let place = *self.by_id.entry(id.clone()).or_insert_with(|| {
            self.entries.push((id.clone(), Entry::default()));
            self.entries.len() - 1
        });
        for (index, names) in [
            (&mut self.by_title, &entry.titles),
            (&mut self.by_number, &entry.numbers),
        ] {
            for name in names {
                let places = index.entry(name.clone()).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        self.entries[place].1.take(entry);
    }

    /// Returns the id of a policy that a document describes, and remembers the description.
    ///
    /// A number decides before a title, and dates tell the versions of one title apart. `lone` says that no other
    /// document describes another version: then it may be one of which a table knows the title only.
    pub fn settle(&mut self, entry: Entry, lone: bool) -> Id {
        let id = self
            .same(&entry, lone)
            .unwrap_or_else(|| self.new_id(&entry));
        self.add(&id, entry);
        id
    }

    fn same(&self, entry: &Entry, lone: bool) -> Option<Id> {
        let of =
            |index: &HashMap<String, Vec<usize>>, names: &BTreeSet<String>| -> BTreeSet<usize> {
                names
                    .iter()
                    .flat_map(|name| index.get(name).into_iter().flatten().copied())
                    .collect()
            };
        let mut found = of(&self.by_number, &entry.numbers);
        found.retain(|place| self.entries[*place].1.may_be(entry));
        if found.is_empty() {
            found = of(&self.by_title, &entry.titles);
            found.retain(|place| self.entries[*place].1.is_version(entry, lone));
        }
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (Some(place), None) => Some(self.entries[place].0.clone()),
            _ => None,
        }
    }

    /// Makes a key: of the number, else of the title with the date of the version.
    fn new_id(&self, entry: &Entry) -> Id {
        let number = entry
            .numbers
            .iter()
            .filter(|_| !entry.amended)
            .find_map(|number| number_key(number));
        let by_number = number.and_then(|key| Id::new(Kind::Policy, &key).ok());
        let free = by_number.filter(|id| {
            self.by_id
                .get(id)
                .is_none_or(|place| self.entries[*place].1.may_be(entry))
        });
        free.unwrap_or_else(|| titled(&entry.name, entry.version, entry.draft))
    }

    /// Returns what a citation means: by number, else by title and date.
    #[must_use]
    pub fn cite(
        &self,
        title: &str,
        number: Option<&str>,
        date: Option<KnownDate>,
        citing: &Citing,
    ) -> Cited {
        let plain = plain_title(title);
        let others = |places: Option<&Vec<usize>>| -> Vec<usize> {
            let places = places.into_iter().flatten().copied();
            places
                .filter(|place| self.entries[*place].0 != citing.id)
                .collect()
        };
        let spelled = number.map(DocumentNumber::spell);
        let mut found = others(
            spelled
                .as_ref()
                .and_then(|number| self.by_number.get(number)),
        );
        if found.len() != 1 {
            let named = others(self.by_title.get(&plain));
            found.retain(|place| named.contains(place));
            // A citation with a number that no description bears means another policy than one that bears numbers.
            let without =
                |place: &usize| number.is_none() || self.entries[*place].1.numbers.is_empty();
            if found.is_empty() {
                found = named.into_iter().filter(without).collect();
            }
        }
        let alone = || titled_or_numbered(title, number, date);
        let undated = || match (number, date) {
            (None, None) => self.dated.at(&plain, citing).cloned(),
            _ => None,
        };
        match self.choose(&found, date, citing) {
            Ok(Some((place, remark))) => Cited::Described(self.entries[place].0.clone(), remark),
            Ok(None) => match undated() {
                Some(id) => Cited::Described(id, Some(OF_ITS_DATE)),
                None => Cited::TitleOnly(alone(), None),
            },
            Err(remark) => Cited::TitleOnly(alone(), Some(remark)),
        }
    }

    /// Remembers a citation with a date of what no document describes, for those that leave the date out.
    ///
    /// `ended` is the date of the citing text where it puts an end to what it cites.
    pub fn remember(
        &mut self,
        title: &str,
        number: Option<&str>,
        date: KnownDate,
        citing: &Citing,
        ended: Option<KnownDate>,
    ) {
        if let Cited::TitleOnly(id, None) = self.cite(title, number, Some(date), citing) {
            self.dated.add(&plain_title(title), date, id, citing, ended);
        }
    }

    /// Chooses among policies of one title; refuses with a remark where they are no versions of one, or nothing tells.
    /// One that was first made after the citing text is another: an older one of that title is meant.
    fn choose(
        &self,
        found: &[usize],
        date: Option<KnownDate>,
        citing: &Citing,
    ) -> Result<Option<(usize, Option<&'static str>)>, &'static str> {
        let entry = |place: &usize| &self.entries[*place].1;
        let finals: Vec<usize> = found
            .iter()
            .copied()
            .filter(|place| !entry(place).draft)
            .collect();
        let found = if finals.is_empty() { found } else { &finals };
        let there = |place: &usize| {
            let first = entry(place).dates.first();
            let later = first
                .zip(citing.version)
                .is_some_and(|(first, on)| on.is_surely_before(*first));
            !later
        };
        let found: Vec<usize> = found.iter().copied().filter(there).collect();
        let found = found.as_slice();
        if let Some(date) = date {
            let dated: Vec<usize> = found
                .iter()
                .copied()
                .filter(|place| {
                    entry(place).dates.is_empty()
                        || entry(place)
                            .dates
                            .iter()
                            .any(|known| known.agrees_with(date))
                })
                .collect();
            return match dated.as_slice() {
                [] => Ok(None),
                [one] => Ok(Some((*one, None))),
                _ => Err("several policies of this title and date"),
            };
        }
        match found {
            [] => Ok(None),
            [one] => Ok(Some((*one, None))),
            several if !self.are_versions(several) => Err("several policies of this title"),
            several => self.version_at(several, citing),
        }
    }

    fn version_at(
        &self,
        versions: &[usize],
        citing: &Citing,
    ) -> Result<Option<(usize, Option<&'static str>)>, &'static str> {
        let Some(on) = citing.version else {
            return Err("several versions, and the citing text has no date");
        };
        let dated = || {
            versions
                .iter()
                .filter_map(|place| Some((self.entries[*place].1.version?, *place)))
        };
        let until = dated().filter(|(version, _)| *version <= on).max();
        if let Some((_, place)) = until {
            return Ok(Some((place, None)));
        }
        let first = dated().min();
        Ok(first.map(|(_, place)| (place, Some("an older version than those described here"))))
    }

    /// Says whether policies of one title are versions of one: not where their issuers have no name in common.
    fn are_versions(&self, places: &[usize]) -> bool {
        let known = places
            .iter()
            .map(|place| &self.entries[*place].1.issuers)
            .filter(|issuers| !issuers.is_empty());
        let sets: Vec<_> = known.collect();
        sets.windows(2).all(|pair| {
            pair[0]
                .iter()
                .any(|one| pair[1].iter().any(|other| akin(one, other)))
        })
    }
}

/// Says whether two bodies can be one: a congress and its standing committee pass versions of one law.
fn akin(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

impl Entry {
    fn take(&mut self, other: Self) {
        let version = other
            .version
            .filter(|_| self.version.is_none() || (other.amended && !self.amended));
        if let Some(version) = version {
            (self.version, self.amended) = (Some(version), other.amended);
        }
        self.draft |= other.draft;
        self.titles.extend(other.titles);
        self.numbers.extend(other.numbers);
        self.dates.extend(other.dates);
        self.issuers.extend(other.issuers);
        if self.name.is_empty() {
            self.name = other.name;
        }
    }

    /// Says whether two descriptions that share a number can be of one policy.
    fn may_be(&self, other: &Self) -> bool {
        let titles = self.titles.is_empty()
            || other.titles.is_empty()
            || !self.titles.is_disjoint(&other.titles);
        // A title in English and one in Chinese cannot disagree.
        let apart = self
            .titles
            .iter()
            .chain(&other.titles)
            .any(|title| title.is_ascii());
        (titles || apart) && self.is_version(other, true)
    }

    /// Says whether two descriptions of one title are of one version.
    fn is_version(&self, other: &Self, lone: bool) -> bool {
        if self.draft != other.draft && !(self.dates.is_empty() && self.numbers.is_empty()) {
            return false;
        }
        match (self.version, other.version) {
            (Some(one), Some(two)) if self.amended || other.amended => one.agrees_with(two),
            (Some(one), Some(two)) => one.months_apart(two) <= MONTHS_OF_ONE,
            _ => lone,
        }
    }
}

fn titled_or_numbered(title: &str, number: Option<&str>, date: Option<KnownDate>) -> Id {
    let key = number.and_then(number_key);
    let id = key.and_then(|key| Id::new(Kind::Policy, &key).ok());
    id.unwrap_or_else(|| titled(title, date, false))
}

/// Makes the id of a policy of its title, the date of its version and its being a draft.
fn titled(title: &str, version: Option<KnownDate>, draft: bool) -> Id {
    let version = version.map(|date| format!("-{date}")).unwrap_or_default();
    let says_so = title.contains("征求意见")
        || title.contains("草案")
        || title.to_lowercase().contains("draft");
    let draft = if draft && !says_so { "-draft" } else { "" };
    Id::coined(Kind::Policy, &format!("{}{draft}{version}", slug(title)))
}

#[cfg(test)]
mod tests;
