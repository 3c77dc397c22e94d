//! Which policy a title, a number and a date mean.

use super::*;
use crate::link::known::titles;

fn entry(title: &str, number: &str, version: &str, amended: bool, issuer: &str) -> Entry {
    let version: Option<KnownDate> = version.parse().ok();
    let some = |text: &str| {
        (!text.is_empty())
            .then(|| text.to_owned())
            .into_iter()
            .collect()
    };
    Entry {
        titles: titles([title]),
        numbers: some(number),
        version,
        amended,
        dates: version.into_iter().collect(),
        draft: title.contains("draft"),
        issuers: some(issuer),
        name: title.to_owned(),
    }
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (title, number, version, amended, issuer) in [
        (
            "中华人民共和国商标法",
            "",
            "1982-08-23",
            false,
            "全国人民代表大会常务委员会",
        ),
        (
            "中华人民共和国商标法",
            "",
            "2001-10-27",
            true,
            "全国人民代表大会常务委员会",
        ),
        (
            "中华人民共和国商标法",
            "",
            "2019-04-23",
            true,
            "全国人民代表大会",
        ),
        ("统计办法", "甲发〔2020〕1号", "2020-01-01", false, "甲部"),
        ("统计办法", "乙发〔2021〕2号", "2021-09-01", false, "乙部"),
        ("数据办法（试行）", "国令第7号", "2020-02-02", false, ""),
    ] {
        catalogue.settle(entry(title, number, version, amended, issuer), false);
    }
    catalogue
}

fn citing(version: &str) -> Citing {
    Citing {
        id: Id::coined(Kind::Policy, "citing"),
        version: version.parse().ok(),
        issuers: BTreeSet::new(),
    }
}

#[test]
fn a_citation_finds_its_policy_by_number_date_and_the_day_it_is_made() {
    let described = |key: &str, remark| Cited::Described(Id::coined(Kind::Policy, key), remark);
    let title_only = |key: &str, remark| Cited::TitleOnly(Id::coined(Kind::Policy, key), remark);
    for (title, number, date, on, expected) in [
        (
            "商标法",
            None,
            "",
            "2005-01-01",
            described("中华人民共和国商标法-2001-10-27", None),
        ),
        (
            "商标法",
            None,
            "",
            "2024",
            described("中华人民共和国商标法-2019-04-23", None),
        ),
        ("商标法", None, "", "1980-01-01", title_only("商标法", None)),
        (
            "商标法",
            None,
            "2001",
            "2024",
            described("中华人民共和国商标法-2001-10-27", None),
        ),
        (
            "商标法",
            None,
            "1993",
            "2024",
            title_only("商标法-1993", None),
        ),
        (
            "商标法",
            None,
            "",
            "",
            title_only(
                "商标法",
                Some("several versions, and the citing text has no date"),
            ),
        ),
        (
            "统计办法",
            None,
            "",
            "2024",
            title_only("统计办法", Some("several policies of this title")),
        ),
        (
            "统计办法",
            Some("甲发[2020]1号"),
            "",
            "2024",
            described("甲发-2020-1", None),
        ),
        (
            "统计 办法",
            Some("乙发〔2021〕2号"),
            "",
            "",
            described("乙发-2021-2", None),
        ),
        (
            "统计办法",
            Some("丙发〔2021〕9号"),
            "",
            "2024",
            title_only("丙发-2021-9", None),
        ),
        ("数据办法", None, "", "", described("国令-7", None)),
        ("无此条例", None, "", "2024", title_only("无此条例", None)),
    ] {
        let found = catalogue().cite(title, number, date.parse().ok(), &citing(on));
        assert_eq!(found, expected, "{title} {number:?} {date} {on}");
    }
}

#[test]
fn descriptions_of_one_policy_are_one_and_versions_are_not() {
    let mut catalogue = catalogue();
    for (title, number, version, amended, key) in [
        // Signed in one document, published a month later in another.
        ("统计办法", "", "2020-02-10", false, "甲发-2020-1"),
        ("《统计办法》", "甲发[2020]1号", "", false, "统计办法"),
        (
            "商标法",
            "",
            "2019-04-23",
            true,
            "中华人民共和国商标法-2019-04-23",
        ),
        ("商标法", "", "2013-08-30", true, "商标法-2013-08-30"),
        (
            "Statistics draft",
            "",
            "2020-01-01",
            false,
            "statistics-draft-2020-01-01",
        ),
    ] {
        let mut entry = entry(title, number, version, amended, "");
        if number.contains('[') {
            // As printed; the readers of documents spell it.
            entry.numbers.clear();
        }
        assert_eq!(
            catalogue.settle(entry, false).key(),
            key,
            "{title} {version}"
        );
    }
}

#[test]
fn a_policy_does_not_cite_itself() {
    let own = Citing {
        id: Id::coined(Kind::Policy, "国令-7"),
        version: None,
        issuers: BTreeSet::new(),
    };
    let found = catalogue().cite("数据办法", None, None, &own);
    assert_eq!(
        found,
        Cited::TitleOnly(Id::coined(Kind::Policy, "数据办法"), None)
    );
}

#[test]
fn a_citation_without_a_date_means_the_version_that_others_date_where_none_is_described() {
    let mut catalogue = catalogue();
    let date = "1950-07-28".parse().unwrap();
    let number = None;
    catalogue.remember("商标法", number, date, &citing("1982-08-23"), None);
    catalogue.remember("商标注册条例", number, date, &citing("1982-08-23"), None);
    for (title, on, expected) in [
        ("商标注册条例", "1975", "商标注册条例-1950-07-28"),
        ("商标法", "1980-01-01", "商标法-1950-07-28"),
        ("商标法", "2005-01-01", "中华人民共和国商标法-2001-10-27"),
    ] {
        let Cited::Described(found, _) = catalogue.cite(title, None, None, &citing(on)) else {
            unreachable!("{title} {on} is found");
        };
        assert_eq!(found.key(), expected, "{title} {on}");
    }
}
