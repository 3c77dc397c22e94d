//! Versions of policies that no document describes and that texts cite with their date.
//!
//! A citation without a date may mean one of them. It does where the version
//! was there on the day of the citing text and nothing speaks for another: a
//! wrong merge is worse than two entities.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Citing, akin};
use crate::fact::{Id, KnownDate};

/// Endings of texts that are made again and again under one title: no date of one tells another.
const RECURRING: [&str; 7] = ["决定", "通知", "公告", "通告", "意见", "批复", "函"];

/// By these words in its name an issuer is known as that of a place, and the place stands before them.
const OF_PLACES: [&str; 3] = ["人民代表大会", "人大常委会", "人民政府"];

/// Before these words stands no place in the names of the national ones.
const NATIONAL: &str = "全国";

/// The versions by plain title and date.
#[derive(Clone, Debug, Default)]
pub struct Dated(HashMap<String, BTreeMap<KnownDate, Version>>);

#[derive(Clone, Debug)]
struct Version {
    id: Id,
    /// The plain names of the issuers of each text that cites it.
    cited_by: Vec<BTreeSet<String>>,
    /// When a text put an end to it, at the earliest.
    ended: Option<KnownDate>,
}

impl Dated {
    /// Adds a version as a text cites it; `ended` is the date of that text where it says that the version ends.
    pub fn add(
        &mut self,
        title: &str,
        date: KnownDate,
        id: Id,
        citing: &Citing,
        ended: Option<KnownDate>,
    ) {
        let versions = self.0.entry(title.to_owned()).or_default();
        let version = versions.entry(date).or_insert_with(|| Version {
            id,
            cited_by: Vec::new(),
            ended,
        });
        version.cited_by.push(citing.issuers.clone());
        version.ended = match (version.ended, ended) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    /// Returns the version that a citation without a date means: the latest that was there on the day of the citing text.
    pub fn at(&self, title: &str, citing: &Citing) -> Option<&Id> {
        let on = citing.version?;
        if RECURRING.iter().any(|ending| title.ends_with(ending)) {
            return None;
        }
        let mut versions = self.0.get(title)?.iter();
        let (_, version) = versions.rfind(|(date, _)| !on.is_surely_before(**date))?;
        let is_over = version.ended.is_some_and(|end| end.is_surely_before(on));
        let is_same = version
            .cited_by
            .iter()
            .all(|issuers| is_of_one_place(title, issuers, &citing.issuers));
        (!is_over && is_same && version.id != citing.id).then_some(&version.id)
    }
}

/// Says whether two texts mean one policy by a title that bears no place: not where a text of one place dates it and
/// one of another place cites it.
fn is_of_one_place(title: &str, dating: &BTreeSet<String>, citing: &BTreeSet<String>) -> bool {
    let of_place = |issuer: &String| match place(issuer) {
        Some(place) => title.starts_with(place) || citing.iter().any(|other| akin(issuer, other)),
        None => true,
    };
    dating.iter().all(of_place)
}

/// Returns the place whose congress or government an issuer is.
fn place(issuer: &str) -> Option<&str> {
    let at = OF_PLACES
        .iter()
        .filter_map(|word| issuer.find(word))
        .min()?;
    let before = &issuer[..at];
    // 甲省第十二届人民代表大会
    let place = before.split_once('第').map_or(before, |(place, _)| place);
    (!place.is_empty() && place != NATIONAL).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Kind;

    fn citing(version: &str, issuer: &str) -> Citing {
        Citing {
            id: Id::coined(Kind::Policy, "citing"),
            version: version.parse().ok(),
            issuers: (!issuer.is_empty())
                .then(|| issuer.to_owned())
                .into_iter()
                .collect(),
        }
    }

    fn dated() -> Dated {
        let mut dated = Dated::default();
        for (title, date, by, ended) in [
            (
                "安全法",
                "1993-02-22",
                "全国人民代表大会常务委员会",
                "2014-11-01",
            ),
            ("软件条例", "1991", "国务院", ""),
            ("软件条例", "2001-12-20", "国务院", ""),
            ("管理办法", "1998", "甲市人民政府", ""),
            ("甲省立法条例", "2001", "甲省第十二届人民代表大会", ""),
            ("修改部分法规的决定", "1996", "国务院", ""),
        ] {
            let date: KnownDate = date.parse().unwrap();
            let id = Id::coined(Kind::Policy, &format!("{title}-{date}"));
            dated.add(title, date, id, &citing("2020", by), ended.parse().ok());
        }
        dated
    }

    #[test]
    fn a_citation_without_a_date_means_the_version_that_was_there() {
        for (title, on, by, expected) in [
            (
                "安全法",
                "2008-07-31",
                "乙省人民代表大会",
                Some("安全法-1993-02-22"),
            ),
            ("软件条例", "1992", "国务院", Some("软件条例-1991")),
            ("软件条例", "2010", "国务院", Some("软件条例-2001-12-20")),
            (
                "甲省立法条例",
                "2016",
                "乙市人民代表大会",
                Some("甲省立法条例-2001"),
            ),
            ("管理办法", "2016", "甲市人民政府", Some("管理办法-1998")),
            // Over, not there yet, a day that nobody knows, another place, made again and again, never dated.
            ("安全法", "2016", "国务院", None),
            ("安全法", "1990", "国务院", None),
            ("安全法", "", "国务院", None),
            ("管理办法", "2016", "乙市人民政府", None),
            ("修改部分法规的决定", "2016", "国务院", None),
            ("统计法", "2016", "国务院", None),
        ] {
            let found = dated()
                .at(title, &citing(on, by))
                .map(|id| id.key().to_owned());
            assert_eq!(found.as_deref(), expected, "{title} {on} {by}");
        }
    }
}
