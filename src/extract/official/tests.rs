//! Each cue on a line of its own, and the clauses of headers and ends.

use std::collections::BTreeSet;

use super::read;
use crate::{
    extract::rules::{Rules, Tables},
    fact::account::{Account, DateOf, Make, PolicyAccount},
    source::{Given, read_folder},
};

pub(super) fn rules() -> Rules {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/rules");
    let files = read_folder(std::path::Path::new(folder)).unwrap();
    Rules::new(&Tables::new(&files).unwrap()).unwrap()
}

pub(super) fn account(rules: &Rules, text: &str) -> Account {
    let given = Given::open("a.md", text.as_bytes()).unwrap();
    let mut account = Account::new("a.md", &given.sha256, Make::Law);
    read(&given, rules, &mut account);
    account
}

fn law(rules: &Rules, header: &str, body: &str) -> PolicyAccount {
    let text = format!("# 示例市示例条例\n\n{header}\n\n<!-- INFO END -->\n\n{body}\n");
    account(rules, &text).policies.remove(0)
}

fn told(policy: &PolicyAccount) -> Vec<String> {
    let one = |relation: &crate::fact::account::RelationAccount| {
        let date = relation.date.map(|date| format!(" {date}"));
        let number = relation.number.as_ref().map(|number| format!(" {number}"));
        let more = [number, date].into_iter().flatten().collect::<String>();
        format!("{} {}{more}", relation.relation, relation.title)
    };
    policy.relations.iter().map(one).collect()
}

/// What is read of a sentence in the first article, or in the last where it has no purpose.
const CUES: [(&str, &str); 37] = [
    ("根据《甲法》，制定本条例。", "basedOn 甲法"),
    ("依据《甲法》和有关规定，制定本条例。", "basedOn 甲法"),
    ("依照《甲法》，制定本条例。", "basedOn 甲法"),
    ("遵照《甲法》，制定本条例。", "basedOn 甲法"),
    (
        "根据国家有关法律、法规和《甲法》、国务院《乙条例》，结合本市实际，制定本条例。",
        "basedOn 甲法; basedOn 乙条例",
    ),
    ("根据《甲法》第三条，规定如下：", "basedOn 甲法"),
    ("为贯彻落实《甲规划》，制定本条例。", "implements 甲规划"),
    ("为了贯彻实施《甲法》，制定本条例。", "implements 甲法"),
    ("为贯彻执行《甲法》，制定本条例。", "implements 甲法"),
    ("深入贯彻《甲纲要》，制定本条例。", "implements 甲纲要"),
    ("全面贯彻《甲纲要》，制定本条例。", "implements 甲纲要"),
    ("为贯彻《甲法》，制定本条例。", "implements 甲法"),
    ("为落实《甲规划》，制定本条例。", "implements 甲规划"),
    ("全面落实《甲规划》，制定本条例。", "implements 甲规划"),
    ("推动落实《甲规划》，制定本条例。", "implements 甲规划"),
    ("抓好《甲规划》各项任务，制定本条例。", "implements 甲规划"),
    ("进一步落实《甲规划》，制定本条例。", "implements 甲规划"),
    (
        "为了实施《甲法》，根据《乙法》，制定本条例。",
        "implements 甲法; basedOn 乙法",
    ),
    ("为实施《甲法》，制定本条例。", "implements 甲法"),
    ("为了执行《甲法》，制定本条例。", "implements 甲法"),
    ("为执行《甲法》，制定本条例。", "implements 甲法"),
    ("保障实施《甲法》，制定本条例。", "implements 甲法"),
    ("为了保证《甲法》的实施，制定本条例。", "implements 甲法"),
    (
        "为了保证《甲法》的贯彻实施，制定本条例。",
        "implements 甲法",
    ),
    (
        "为了保证《甲法》的有效实施，制定本条例。",
        "implements 甲法",
    ),
    (
        "为了保证《甲法》的正确实施，制定本条例。",
        "implements 甲法",
    ),
    (
        "为了保证《甲法》的顺利实施，制定本条例。",
        "implements 甲法",
    ),
    ("为做好《甲法》贯彻实施，制定本条例。", "implements 甲法"),
    (
        "为推进《甲规划》贯彻落实，制定本条例。",
        "implements 甲规划",
    ),
    ("为做好《甲法》实施工作，制定本条例。", "implements 甲法"),
    (
        "为做好《甲规划》落实工作，制定本条例。",
        "implements 甲规划",
    ),
    (
        "按照《甲规划》要求，结合《乙指南》，制定本条例。",
        "buildsOn 甲规划; buildsOn 乙指南",
    ),
    ("在《甲办法》试行的基础上，制定本条例。", "buildsOn 甲办法"),
    ("现对《甲规定》作如下修改：", "amends 甲规定"),
    ("《甲规定》自本条例施行之日起废止。", "supersedes 甲规定"),
    ("违反《甲法》的，依照《甲法》第三条处理。", "cites 甲法"),
    ("领取《甲许可证》。", ""),
];

#[test]
fn what_stands_beside_a_title_says_how_the_document_stands_to_it() {
    let rules = rules();
    for (sentence, expected) in CUES {
        let policy = law(&rules, "", &in_first_article(sentence));
        assert_eq!(told(&policy).join("; "), expected, "{sentence}");
    }
}

/// What is read of a sentence in a later article.
const LATER: &[(&str, &str)] = &[
    ("依照《甲法》的规定处罚。", "cites 甲法"),
    ("按照《甲规划》执行。", "cites 甲规划"),
    (
        "1990年3月14日某市人大常委会通过，1990年5月2日某省人大常委会批准的《甲条例》同时废止。",
        "supersedes 甲条例 1990-03-14",
    ),
    (
        "国务院1997年3月17日批准，旅游局1997年7月1日发布的《甲办法》同时废止。",
        "supersedes 甲办法 1997-07-01",
    ),
    (
        "《甲意见》（国发〔2010〕33号）、《乙意见》同时废止。",
        "supersedes 甲意见 国发〔2010〕33号; supersedes 乙意见",
    ),
    (
        "本条例自2022年9月1日起施行，《甲条例》同时废止。",
        "supersedes 甲条例",
    ),
    ("《甲条例》即行失效。", "supersedes 甲条例"),
    ("《甲通知》停止执行。", "supersedes 甲通知"),
    ("《甲办法》停止施行。", "supersedes 甲办法"),
    ("《甲规定》不再执行。", "supersedes 甲规定"),
    ("废止《甲条例》。", "supersedes 甲条例"),
    ("需要修改或者废止《甲法》第三条的，应当提出。", "cites 甲法"),
    ("《甲法》的修改和废止，适用本条例。", "cites 甲法"),
    ("《甲法》第三条同时废止。", "cites 甲法"),
    ("对《甲规定》作如下补充：", "amends 甲规定"),
    ("对《甲规定》作出修改。", "amends 甲规定"),
    ("对《甲规定》作出如下修改：", "amends 甲规定"),
    ("对《甲规定》作以下修改：", "amends 甲规定"),
    ("对《甲规定》进行修改。", "amends 甲规定"),
    ("对《甲规定》予以修改。", "amends 甲规定"),
    ("将《甲规定》修改如下：", "amends 甲规定"),
    (
        "本条例在《甲条例（征求意见稿）》基础上修改完善。",
        "finalizes 甲条例（征求意见稿）",
    ),
    (
        "本条例在《甲条例（草案）》基础上修订。",
        "finalizes 甲条例（草案）",
    ),
];

#[test]
fn in_a_later_article_a_basis_is_only_cited_and_an_end_is_an_end() {
    let rules = rules();
    for (sentence, expected) in LATER {
        let policy = law(&rules, "", &in_later_article(sentence));
        assert_eq!(told(&policy).join("; "), *expected, "{sentence}");
    }
}

#[test]
fn a_list_whose_heading_says_that_its_items_end_is_read_item_by_item() {
    let body = "第九条 下列规定自本条例施行之日起同时废止：\n（一）《甲规定》；\n（二）《乙办法》（甲发〔2001〕2号）。\n第十条 《丙法》适用。";
    let expected = [
        "supersedes 甲规定",
        "supersedes 乙办法 甲发〔2001〕2号",
        "cites 丙法",
    ];
    assert_eq!(told(&law(&rules(), "", body)), expected);
}

#[test]
fn every_cue_reads_a_line_here() {
    let rules = rules();
    let first = CUES.iter().map(|(sentence, _)| in_first_article(sentence));
    let later = LATER.iter().map(|(sentence, _)| in_later_article(sentence));
    let bodies = first.chain(later).map(|body| law(&rules, "", &body));
    let titles = TITLES.iter().map(|(title, _)| titled(&rules, title));
    let policies: Vec<PolicyAccount> = bodies.chain(titles).collect();
    let relations = policies.iter().flat_map(|policy| &policy.relations);
    let met: BTreeSet<&str> = relations.map(|one| &*one.grounds.method).collect();
    let cues = rules.official.cues.iter().map(|cue| &*cue.method);
    let without: Vec<&str> = cues.filter(|cue| !met.contains(cue)).collect();
    assert!(without.is_empty(), "no line for {without:?}");
}

fn in_first_article(sentence: &str) -> String {
    format!("第一条 {sentence}\n\n第二条 本条例适用于本市。")
}

fn in_later_article(sentence: &str) -> String {
    format!("第一条 制定本条例。\n\n第二条 略。\n\n第三条 略。\n\n第九条 {sentence}")
}

fn titled(rules: &Rules, title: &str) -> PolicyAccount {
    let text = format!("# {title}\n\n<!-- INFO END -->\n\n一、略。\n");
    account(rules, &text).policies.remove(0)
}

/// What is read of a title.
const TITLES: &[(&str, &str)] = &[
    ("某市人大常委会关于修改《甲条例》的决定", "amends 甲条例"),
    ("某部关于修订《甲办法》的决定", "amends 甲办法"),
    ("某部关于废止《甲规定》的决定", "supersedes 甲规定"),
    ("关于适用《甲法》的解释", ""),
];

#[test]
fn a_title_that_changes_or_ends_another_says_so() {
    let rules = rules();
    for (title, expected) in TITLES {
        let policy = titled(&rules, title);
        assert_eq!(told(&policy).join("; "), *expected, "{title}");
    }
}

/// A header, and the issuers, the adoption, approvals and changes that it tells of.
const HEADERS: [(&str, &str, &str, &str, &str); 8] = [
    (
        "1990年6月28日 第七届全国人民代表大会常务委员会第十四次会议通过\n\n2009年8月27日 第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》修正",
        "全国人民代表大会常务委员会",
        "1990-06-28",
        "",
        "2009-08-27",
    ),
    (
        "2002年10月14日 中华人民共和国国务院令第365号公布",
        "中华人民共和国国务院",
        "2002-10-14",
        "",
        "",
    ),
    (
        "1991年7月31日 国务院批准\n\n1991年8月29日 国家体育运动委员会令第16号发布",
        "国家体育运动委员会",
        "1991-08-29",
        "1991-07-31",
        "",
    ),
    (
        "2017年9月1日 某市第七届人民代表大会常务委员会第六次会议通过\n\n2017年9月29日 某省第十二届人民代表大会常务委员会第三十一次会议批准根据2018年10月30日某市第七届人民代表大会常务委员会第十二次会议通过\n\n2018年11月29日 某省第十三届人民代表大会常务委员会第七次会议批准的《关于修改部分地方性法规的决定》修正",
        "某市第七届人民代表大会常务委员会",
        "2017-09-01",
        "2017-09-29",
        "2018-10-30",
    ),
    (
        "2003年8月6日 最高人民法院审判委员会第1283次会议、2003年8月12日最高人民检察院第十届检察委员会第7次会议通过",
        "最高人民法院 最高人民检察院",
        "2003-08-06",
        "",
        "",
    ),
    (
        "2005年6月23日 中华人民共和国国务院、中华人民共和国中央军事委员会令第438号公布\n\n2017年9月27日 中华人民共和国国务院、中华人民共和国中央军事委员会令第689号第一次修订",
        "中华人民共和国国务院 中华人民共和国中央军事委员会",
        "2005-06-23",
        "",
        "2017-09-27",
    ),
    (
        "2010年4月26日 最高人民法院审判委员会第1486次会议通过\n\n2020年12月23日 最高人民法院审判委员会第1823次会议通过",
        "最高人民法院",
        "2010-04-26",
        "",
        "2020-12-23",
    ),
    (
        "1993年3月31日 第八届全国人民代表大会第一次会议通过\n\n1993年3月31日 中华人民共和国主席令第三号公布",
        "全国人民代表大会",
        "1993-03-31",
        "",
        "",
    ),
];

#[test]
fn a_header_tells_who_adopted_approved_and_changed_a_law_and_when() {
    let rules = rules();
    for (header, issuers, adopted, approved, amended) in HEADERS {
        let policy = law(&rules, header, "第一条 略。");
        let names: Vec<&str> = policy
            .issuers
            .iter()
            .map(|name| name.value.as_str())
            .collect();
        let dates = |of: DateOf| {
            let dates = policy.dates.iter().filter(|date| date.of == of);
            dates
                .map(|date| date.date.value.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let found = (
            names.join(" "),
            dates(DateOf::Adopted),
            dates(DateOf::Approved),
            dates(DateOf::Amended),
        );
        let expected = [issuers, adopted, approved, amended].map(str::to_owned);
        assert_eq!(<[String; 4]>::from(found), expected, "{header}");
    }
}

#[test]
fn a_law_is_in_force_from_the_date_that_its_own_clause_gives() {
    let rules = rules();
    let published = "2020年1月2日 国务院令第1号公布";
    for (header, clause, effective) in [
        ("", "本条例自2009年1月1日起施行。", Some("2009-01-01")),
        ("", "本规定自二○○四年十月一日起施行。", Some("2004-10-01")),
        (published, "本条例自公布之日起施行。", Some("2020-01-02")),
        (published, "本条例自发布之日起三十日后施行。", None),
        ("", "本条例自公布之日起施行。", None),
        (
            "2020年1月2日 某市第七届人民代表大会常务委员会第六次会议通过",
            "本规则自通过之日起施行。",
            Some("2020-01-02"),
        ),
        (
            "",
            "本条例自2009年1月1日起施行。附件所列规定自2010年1月1日起执行。",
            Some("2009-01-01"),
        ),
        ("2012年3月1日 施行", "略。", Some("2012-03-01")),
    ] {
        let policy = law(&rules, header, &format!("第一条 略。\n\n第九条 {clause}"));
        let found = policy.date(DateOf::Effective).map(|date| date.to_string());
        assert_eq!(found.as_deref(), effective, "{clause}");
    }
}

/// What is read of a law that is named without marks.
const BARE: &[(&str, &str)] = &[
    ("根据宪法，制定本法。", "cites 宪法"),
    (
        "根据刑法、刑事诉讼法的有关规定，现就若干问题解释如下：",
        "cites 刑法; cites 刑事诉讼法",
    ),
    (
        "依照公司法和《甲条例》，制定本条例。",
        "cites 公司法; basedOn 甲条例",
    ),
    (
        "根据《中华人民共和国民法典》（以下简称民法典）制定本条例，并根据民法典编制附件。",
        "basedOn 中华人民共和国民法典",
    ),
    ("根据有关法律、法规，采取办法，制定本条例。", ""),
    ("根据刑法第二百条的规定处罚。", ""),
];

#[test]
fn a_law_that_is_named_without_marks_is_cited_where_something_is_made() {
    let rules = rules();
    for (sentence, expected) in BARE {
        let policy = law(&rules, "", &in_first_article(sentence));
        assert_eq!(told(&policy).join("; "), *expected, "{sentence}");
        let bare = policy
            .relations
            .iter()
            .find(|one| !one.grounds.quote.contains('《'));
        let confidence = bare.map(|one| one.grounds.confidence.to_string());
        assert!(confidence.is_none_or(|one| one == "0.9"), "{sentence}");
    }
}
