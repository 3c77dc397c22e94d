//! Which public body a name means: as of a date, the office apart from its body, a body that no table knows as pending.
//!
//! Knows the bodies by the rows of a table that `extract` reads. A name
//! means a body only as a whole: 福建省卫生健康委员会 is not the national one.
//! There is no guess: a name of two bodies that the date does not tell apart
//! stays pending, and both are named.

use std::collections::BTreeMap;

use crate::fact::{Body, Id, Kind, KnownDate, NameWords, OfficeWord, numeral::parse_numeral};

/// The fewest characters of a name of which another body can be a part.
const SHORTEST_WHOLE: usize = 3;

/// The ranks of bodies whose parts bear their name before their own.
const WITH_PARTS: [&str; 7] = [
    "office",
    "committee",
    "state-council",
    "ministry",
    "vice-ministry",
    "party-body",
    "court",
];

/// The public bodies by their names.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    table: Vec<Body>,
    /// The rows of the table by name.
    by_name: BTreeMap<String, Vec<usize>>,
    by_key: BTreeMap<String, usize>,
    words: NameWords,
}

/// Which body a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The body; made of the name where none is known.
    pub id: Id,
    /// Says that the table holds it, or that it is the office of one that it holds.
    pub known: bool,
    /// The body whose general office it is.
    pub office_of: Option<Id>,
    /// The known body that it is a part of, by its name: 文化和旅游部市场管理司.
    pub part_of: Option<Id>,
    /// The bodies that it may be, where the date does not tell them apart.
    pub candidates: Vec<Id>,
}

impl Registry {
    /// Makes the registry of the rows of a table and the words about names.
    #[must_use]
    pub fn new(table: &[Body], words: &NameWords) -> Self {
        let mut registry = Self {
            table: table.to_vec(),
            words: words.clone(),
            ..Self::default()
        };
        for (row, body) in table.iter().enumerate() {
            registry.by_key.insert(body.key.clone(), row);
            let english = body.name_en.iter().chain(&body.abbreviation);
            for name in body.all_names().chain(english.map(String::as_str)) {
                let rows = registry.by_name.entry(plain(name)).or_default();
                rows.push(row);
            }
        }
        registry
    }

    /// Returns the row of a key.
    #[must_use]
    pub fn body(&self, key: &str) -> Option<&Body> {
        self.table.get(*self.by_key.get(key)?)
    }

    /// Says which body a name means as of a date; `None` for a name without a letter.
    ///
    /// Of several that bear it the one that there was; without a date, or where several fit, the name stays pending with
    /// the candidates. 原 means one that is no more.
    #[must_use]
    pub fn resolve(&self, name: &str, as_of: Option<KnownDate>) -> Option<Resolved> {
        let named = strip_session(&plain(name));
        self.find(&named, as_of)
            .or_else(|| self.find_office(&named, as_of))
            .or_else(|| self.unknown(&self.lengthen(&named), as_of))
    }

    /// Finds a name that the table holds as a whole.
    fn find(&self, name: &str, as_of: Option<KnownDate>) -> Option<Resolved> {
        let (rows, former) = match self.rows(name) {
            Some(rows) => (rows, false),
            None => (self.rows(without(name, &self.words.former)?)?, true),
        };
        let mut bodies: Vec<&Body> = rows.iter().filter_map(|row| self.table.get(*row)).collect();
        if former {
            narrow(&mut bodies, |body| body.until.is_some());
        } else if let Some(on) = as_of {
            narrow(&mut bodies, |body| body.is_there(on));
        }
        let ids: Vec<Id> = bodies.iter().filter_map(|body| id(&body.key)).collect();
        match (&bodies[..], &ids[..]) {
            ([body], [id]) => Some(Resolved {
                known: true,
                office_of: body.office_of.as_deref().and_then(self::id),
                part_of: body.part_of.as_deref().and_then(self::id),
                ..Resolved::of(id.clone())
            }),
            _ => Some(Resolved {
                candidates: ids,
                ..Resolved::of(self.pending(name)?)
            }),
        }
    }

    /// Returns the rows of a name, with or without 中华人民共和国.
    fn rows(&self, name: &str) -> Option<&Vec<usize>> {
        let rows = self.by_name.get(name);
        rows.or_else(|| self.by_name.get(without(name, &self.words.state)?))
    }

    /// Writes out the short form at the end of a name, so that 甲省人大常委会 and 甲省人民代表大会常务委员会 are one body.
    fn lengthen(&self, name: &str) -> String {
        let mut forms = self.words.long_forms.iter();
        let long = forms.find_map(|(short, long)| Some([name.strip_suffix(short.as_str())?, long]));
        long.map_or_else(|| name.to_owned(), |parts| parts.concat())
    }

    /// Finds the office of a body that the table holds as a whole: 国家标准委办公室.
    fn find_office(&self, name: &str, as_of: Option<KnownDate>) -> Option<Resolved> {
        let (of, office) = self.split_office(name)?;
        let of = self.find(of, as_of)?;
        let office_of = |of: &Id| id(&format!("{}-{}", of.key(), office.key));
        if of.known {
            return Some(Resolved {
                known: true,
                office_of: Some(of.id.clone()),
                ..Resolved::of(office_of(&of.id)?)
            });
        }
        Some(Resolved {
            candidates: of.candidates.iter().filter_map(office_of).collect(),
            ..Resolved::of(self.pending(name)?)
        })
    }

    /// Makes a body of a name that the table does not hold.
    fn unknown(&self, name: &str, as_of: Option<KnownDate>) -> Option<Resolved> {
        let office = self.split_office(name);
        Some(Resolved {
            office_of: office.and_then(|(of, _)| self.pending(of)),
            part_of: self.whole_of(name, as_of),
            ..Resolved::of(self.pending(name)?)
        })
    }

    /// Makes the id of a body that no table holds, and that is the key of none.
    fn pending(&self, name: &str) -> Option<Id> {
        let made = pending(name)?;
        if self.by_key.contains_key(made.key()) {
            return id(&format!("{}-body", made.key()));
        }
        Some(made)
    }

    fn split_office<'a>(&self, name: &'a str) -> Option<(&'a str, &OfficeWord)> {
        self.words.offices.iter().find_map(|office| {
            let of = name.strip_suffix(office.word.as_str())?;
            (!of.is_empty()).then_some((of, office))
        })
    }

    /// Returns the organ of the state or the Party with whose name, the longest, an unknown name begins: that of
    /// 文化和旅游部市场管理司 is 文化和旅游部. 中国银行业协会 is no part of 中国银行.
    fn whole_of(&self, name: &str, as_of: Option<KnownDate>) -> Option<Id> {
        let ends = name.char_indices().map(|(at, _)| at).skip(SHORTEST_WHOLE);
        let ends: Vec<usize> = ends.collect();
        let mut beginnings = ends.into_iter().rev().map(|end| &name[..end]);
        let whole = beginnings.find_map(|whole| self.find(whole, as_of))?;
        let rank = self.body(whole.id.key())?.rank.as_deref()?;
        (whole.known && WITH_PARTS.contains(&rank)).then_some(whole.id)
    }
}

impl Resolved {
    const fn of(id: Id) -> Self {
        Self {
            id,
            known: false,
            office_of: None,
            part_of: None,
            candidates: Vec::new(),
        }
    }
}

/// Keeps those that a test holds for, unless it holds for none.
fn narrow(bodies: &mut Vec<&Body>, test: impl Fn(&Body) -> bool) {
    if bodies.iter().any(|body| test(body)) {
        bodies.retain(|body| test(body));
    }
}

fn id(key: &str) -> Option<Id> {
    Id::new(Kind::Agency, key).ok()
}

/// Makes the id of a body that no table holds: its name, of which only letters, digits and hyphens fit.
fn pending(name: &str) -> Option<Id> {
    let mut key = String::new();
    for c in name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
    {
        if c != '-' || !(key.is_empty() || key.ends_with('-')) {
            key.push(c);
        }
    }
    id(key.trim_end_matches('-'))
}

/// Brings letters to lower case and brackets to one shape; leaves out spaces, but for those between Latin words, and `the`.
fn plain(name: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ").to_lowercase().replace('’', "'");
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let letters: Vec<char> = name.chars().collect();
    let kept = letters.iter().enumerate().filter(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let between = latin(before) && latin(letters.get(at + 1).copied());
        !c.is_whitespace() || between
    });
    kept.map(|(_, c)| match c {
        '（' => '(',
        '）' => ')',
        c => *c,
    })
    .collect()
}

/// Leaves out one of these words at the beginning.
fn without<'a>(name: &'a str, words: &[String]) -> Option<&'a str> {
    words
        .iter()
        .find_map(|word| name.strip_prefix(word.as_str()))
}

/// Leaves out which sitting of a congress or committee it was: 第十四届全国人民代表大会常务委员会第五次会议,
/// 河南省第八届人大常委会第十五次会议.
fn strip_session(name: &str) -> String {
    let term = name.split_once('第').and_then(|(place, rest)| {
        let (number, rest) = rest.split_once('届')?;
        (parse_numeral(number).is_some() && !rest.is_empty()).then(|| [place, rest].concat())
    });
    let name = term.unwrap_or_else(|| name.to_owned());
    let body = name.strip_suffix("次会议").and_then(|rest| {
        let (body, number) = rest.rsplit_once('第')?;
        (parse_numeral(number).is_some() && !body.is_empty()).then(|| body.to_owned())
    });
    body.unwrap_or(name)
}

#[cfg(test)]
mod tests;
