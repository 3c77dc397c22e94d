//! Which bodies names mean, on a small table.

use super::*;

fn body(key: &str, names: &[&str], dates: [&str; 2], part_of: &str) -> Body {
    Body {
        key: key.to_owned(),
        name: names[0].to_owned(),
        names: names[1..].iter().map(|name| (*name).to_owned()).collect(),
        since: dates[0].parse().ok(),
        until: dates[1].parse().ok(),
        rank: Some("ministry".to_owned()),
        part_of: (!part_of.is_empty()).then(|| part_of.to_owned()),
        ..Body::default()
    }
}

fn registry() -> Registry {
    let mut office = body("state-council-office", &["国务院办公厅"], ["", ""], "");
    office.office_of = Some("state-council".to_owned());
    office.rank = Some("office".to_owned());
    let table = [
        body("state-council", &["国务院"], ["", ""], ""),
        office,
        body(
            "nhc",
            &["国家卫生健康委员会", "卫生健康委员会"],
            ["2018-03", ""],
            "",
        ),
        body("mct", &["文化和旅游部"], ["2018-03", ""], ""),
        body(
            "sda",
            &["国家药品监督管理局", "药监局"],
            ["1998-03", "2003-03"],
            "",
        ),
        body(
            "sfda",
            &["国家食品药品监督管理局"],
            ["2003-03", "2013-03"],
            "",
        ),
        body(
            "cfda",
            &["国家食品药品监督管理总局"],
            ["2013-03", "2018-03"],
            "",
        ),
        body(
            "nmpa",
            &["国家药品监督管理局", "药监局"],
            ["2018-03", ""],
            "",
        ),
        body("npc", &["全国人民代表大会"], ["", ""], ""),
        body(
            "npcsc",
            &["全国人民代表大会常务委员会", "全国人大常委会"],
            ["", ""],
            "npc",
        ),
    ];
    let mut table = table;
    table[3].name_en = Some("Ministry of Culture and Tourism".to_owned());
    let text = |text: &str| text.to_owned();
    let office = |(word, key)| OfficeWord {
        word: text(word),
        key: text(key),
    };
    let words = NameWords {
        offices: [("办公厅", "office"), ("办公室", "office")]
            .map(office)
            .to_vec(),
        long_forms: vec![(text("人大常委会"), text("人民代表大会常务委员会"))],
        former: vec![text("原")],
        state: vec![text("中华人民共和国")],
    };
    Registry::new(&table, &words)
}

fn key(resolved: Option<&Id>) -> &str {
    resolved.map_or("", Id::key)
}

#[test]
fn a_name_means_the_body_that_bore_it_on_the_date() {
    for (name, as_of, expected) in [
        ("国家药品监督管理局", "2001-05-01", "sda"),
        ("国家药品监督管理局", "2023", "nmpa"),
        ("药监局", "2020-01-01", "nmpa"),
        ("中华人民共和国国务院", "2020", "state-council"),
        ("中华人民共和国国家卫生健康委员会", "2020", "nhc"),
        ("原国家食品药品监督管理总局", "2020", "cfda"),
        ("原国家药品监督管理局", "2010", "sda"),
        ("国家食品药品监督管理总局", "2020", "cfda"),
        (" 国务院 办公厅 ", "2020", "state-council-office"),
        (
            "第十四届全国人民代表大会常务委员会第五次会议",
            "2023",
            "npcsc",
        ),
        ("第十届全国人民代表大会第三次会议", "2005", "npc"),
        ("全国人大常委会", "2005", "npcsc"),
        ("the Ministry of  Culture and Tourism", "2020", "mct"),
    ] {
        let resolved = registry().resolve(name, as_of.parse().ok()).unwrap();
        assert_eq!(resolved.id.key(), expected, "{name} {as_of}");
        assert!(resolved.known, "{name}");
    }
}

#[test]
fn an_office_is_an_agency_of_its_own_and_names_its_body() {
    for (name, office, of) in [
        ("国务院办公厅", "state-council-office", "state-council"),
        ("文化和旅游部办公厅", "mct-office", "mct"),
        ("卫生健康委员会办公厅", "nhc-office", "nhc"),
    ] {
        let resolved = registry().resolve(name, None).unwrap();
        assert_eq!(resolved.id.key(), office, "{name}");
        assert_eq!(key(resolved.office_of.as_ref()), of, "{name}");
        assert!(resolved.known, "{name}");
    }
}

#[test]
fn an_unknown_name_becomes_a_body_of_its_own_and_never_another_one() {
    for (name, id, office_of, part_of) in [
        ("福建省卫生健康委员会", "福建省卫生健康委员会", "", ""),
        (
            "福建省卫生健康委员会办公室",
            "福建省卫生健康委员会办公室",
            "福建省卫生健康委员会",
            "",
        ),
        (
            "文化和旅游部市场管理司",
            "文化和旅游部市场管理司",
            "",
            "mct",
        ),
        ("甲会（乙会）", "甲会-乙会", "", ""),
        ("Bureau of X", "bureau-of-x", "", ""),
        ("NMPA", "nmpa-body", "", ""),
        (
            "国务院办公厅秘书局",
            "国务院办公厅秘书局",
            "",
            "state-council-office",
        ),
        ("第一届", "第一届", "", ""),
        (
            "河南省第八届人大常委会第十五次会议",
            "河南省人民代表大会常务委员会",
            "",
            "",
        ),
        (
            "河南省第十一届人民代表大会常务委员会第十六次会议",
            "河南省人民代表大会常务委员会",
            "",
            "",
        ),
    ] {
        let resolved = registry().resolve(name, None).unwrap();
        assert!(!resolved.known, "{name}");
        assert_eq!(resolved.id.key(), id, "{name}");
        assert_eq!(key(resolved.office_of.as_ref()), office_of, "{name}");
        assert_eq!(key(resolved.part_of.as_ref()), part_of, "{name}");
    }
    assert_eq!(registry().resolve("（）", None), None);
    assert_eq!(registry().resolve("", None), None);
}

#[test]
fn a_name_of_two_that_no_date_tells_apart_stays_pending_with_both() {
    let resolved = registry().resolve("药监局", None).unwrap();
    assert_eq!(resolved.id.key(), "药监局");
    assert!(!resolved.known);
    let candidates: Vec<&str> = resolved.candidates.iter().map(Id::key).collect();
    assert_eq!(candidates, ["sda", "nmpa"]);
    let between = registry()
        .resolve("药监局办公室", "2010".parse().ok())
        .unwrap();
    let candidates: Vec<&str> = between.candidates.iter().map(Id::key).collect();
    assert_eq!(candidates, ["sda-office", "nmpa-office"]);
}
