//! What is read from newsletters: the one of the shared folder, with `POLICYGRAPH_SHARED` set, and two that are made up.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{fs, path::Path, path::PathBuf, sync::LazyLock};

use policygraph::{
    extract::{
        read_document,
        rules::{Rules, Tables},
    },
    fact::{
        Modality,
        account::{Account, DateOf, EventAccount, Grounds, Make, PolicyAccount},
    },
    source::{Given, read_folder},
};
use proptest::prelude::*;

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let folder = root().join("data/rules");
    Rules::new(&Tables::new(&read_folder(&folder).unwrap()).unwrap()).unwrap()
});

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn read(text: &str) -> Account {
    let given = Given::open("issue.txt", text.as_bytes()).unwrap();
    read_document(&given, &RULES)
}

fn made_up(name: &str) -> String {
    fs::read_to_string(root().join("tests/fixtures/newsletters").join(name)).unwrap()
}

fn shared() -> Option<String> {
    let folder = PathBuf::from(std::env::var_os("POLICYGRAPH_SHARED")?);
    let path = folder.join("newsletters/merics-china-industries-2023-11-01.txt");
    Some(fs::read_to_string(path).unwrap())
}

fn english(policy: &PolicyAccount) -> &str {
    policy.title_en.as_ref().map_or("", |title| &title.value)
}

fn issuers(policy: &PolicyAccount) -> Vec<&str> {
    policy
        .issuers
        .iter()
        .map(|issuer| issuer.value.as_str())
        .collect()
}

fn published(policy: &PolicyAccount) -> String {
    policy
        .date(DateOf::Published)
        .map_or(String::new(), |date| date.to_string())
}

/// Each relation as `subject relation object date`, subject and object by the beginning of their titles.
fn relations(account: &Account) -> Vec<String> {
    let short = |title: &str| title.chars().take(24).collect::<String>();
    let mut all = Vec::new();
    for policy in &account.policies {
        for relation in &policy.relations {
            let date = relation
                .date
                .map_or(String::new(), |date| format!(" ({date})"));
            all.push(format!(
                "{} | {} | {}{date}",
                short(english(policy)),
                relation.relation,
                short(&relation.title)
            ));
        }
    }
    all
}

/// Each target with a number as `comparator value unit deadline`.
fn numbers(policy: &PolicyAccount) -> Vec<String> {
    let with_value = policy.targets.iter().filter_map(|target| {
        let value = target.value.as_ref()?;
        let deadline = target
            .deadline
            .map_or(String::new(), |date| format!(" by {date}"));
        Some(format!(
            "{} {value} {}{deadline}",
            target.comparator?,
            target.unit.as_deref()?
        ))
    });
    with_value.collect()
}

fn columns(event: &EventAccount) -> String {
    let details = event
        .details
        .iter()
        .filter(|detail| detail.column != "source");
    let details: Vec<String> = details
        .map(|detail| format!("{}={}", detail.column, detail.value))
        .collect();
    let date = event
        .date
        .as_ref()
        .map_or(String::new(), |date| date.value.to_string());
    format!("{} {date} {}", event.kind, details.join("; "))
}

fn events(account: &Account, kinds: &[&str]) -> Vec<String> {
    let wanted = account
        .events
        .iter()
        .filter(|event| kinds.contains(&event.kind.as_str()));
    wanted.map(columns).collect()
}

#[test]
fn the_shared_newsletter_gives_its_policies_with_titles_issuers_and_dates() {
    let Some(text) = shared() else { return };
    let account = read(&text);
    assert_eq!(account.make, Make::Newsletter);
    assert_eq!(
        account.title.as_ref().unwrap().value,
        "MERICS China Industries"
    );
    let found: Vec<(String, String, String)> = account.policies[..5]
        .iter()
        .map(|policy| {
            let title = policy.title.as_ref().unwrap().value.clone();
            (title, issuers(policy).join(" "), published(policy))
        })
        .collect();
    let expected = [
        (
            "算力基础设施高质量发展行动计划",
            "MIIT CAC MOE PBoC NHC SAMR",
            "2023-08-10",
        ),
        (
            "工业和信息化部等四部门关于印发绿色航空制造业发展纲要(2023-2035年)的通知",
            "MIIT MOST MOF CAAC",
            "2023-10-10",
        ),
        (
            "工业和信息化领域数据安全风险评估实施细则(试行)(征求意见稿)",
            "MIIT",
            "2023-10-09",
        ),
        (
            "市场监管总局关于计量促进仪器仪表产业高质量发展的指导意见",
            "SAMR",
            "2023-10-19",
        ),
        (
            "专利转化运用专项行动方案(2023—2025年)",
            "State Council",
            "2023-10-19",
        ),
    ];
    let expected = expected
        .map(|(title, issuers, date)| (title.to_owned(), issuers.to_owned(), date.to_owned()));
    assert_eq!(found, expected);
    let leads: Vec<_> = account.policies[..2]
        .iter()
        .map(|policy| policy.lead.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(leads, ["MIIT", "MIIT"]);
    let until = account.policies[2].date(DateOf::CommentsUntil).unwrap();
    assert_eq!(until.to_string(), "2023-11-07");
}

#[test]
fn the_shared_newsletter_gives_its_lineage_targets_and_deals() {
    let Some(text) = shared() else { return };
    let account = read(&text);
    assert_eq!(
        relations(&account),
        [
            "Implementation Rules for | buildsOn | Data Security Law",
            "Implementation Rules for | buildsOn | Administrative Measures ",
            "Implementation Rules for | overlapsWith | Measures for the Securit",
            "Guiding Opinions on Prom | buildsOn | Metrology Development Pl (2022-01)",
            "Administrative Measures  | accompanies | Data Security Law",
            "Administrative Measures  | finalizes | Administrative Measures  (2021-10)",
            "draft guidelines for the | parallelTo | Implementation Rules for",
            "trial measures outlining | buildsOn | guidelines to strengthen (2022-03)",
        ]
    );
    assert_eq!(
        numbers(&account.policies[0]),
        [
            ">= 300 EFLOPS by 2025",
            "= 35 percent by 2025",
            "= 80 percent",
            ">= 1800 EB",
            "= 30 percent",
            "= 30 count"
        ]
    );
    assert_eq!(numbers(&account.policies[1]), [""; 0]);
    assert_eq!(
        numbers(&account.policies[4]),
        [
            ">= 800000000000 CNY by 2025",
            ">= 1000000000000 CNY by 2025"
        ]
    );
    assert_eq!(
        events(&account, &["Deal"]),
        [
            "Deal 2023-09-28 buyer=China Eastern Airlines; quantity=100; object=domestically produced C919 aircraft; value=9900000000; unit=USD",
            "Deal 2023-10-12 buyer=BioNTech; seller=MediLink Therapeutics; object=worldwide rights; initial_payment=70000000; unit=USD; maximum_value=1000000000",
            "Deal 2023-10-19 seller=Stellantis; buyer=Dongfeng Motor Group; object=automotive assets; value=234000000; unit=USD",
        ]
    );
    let warnings: Vec<&str> = account
        .warnings
        .iter()
        .map(|warning| warning.text.as_str())
        .collect();
    assert_eq!(warnings, ["2023-08-10 is outside the reporting period"]);
}

#[test]
fn a_made_up_issue_of_january_dates_its_december_news_in_the_year_before() {
    let account = read(&made_up("made-up-2024-01-17.txt"));
    let details: Vec<(&str, &str)> = account
        .details
        .iter()
        .map(|detail| (detail.column, detail.value.as_str()))
        .collect();
    assert_eq!(
        details,
        [
            ("published", "2024-01-17"),
            ("reporting_from", "2023-12-13"),
            ("reporting_to", "2024-01-16"),
            ("author", "Maria Feld"),
            ("author", "Tom van der Berg"),
            ("editor", "Anna-Lena Holt"),
            ("publisher", "Observatory for Rural China (ORCHARD)"),
        ]
    );
    assert_eq!(
        issuers(&account.policies[0]),
        [
            "NHC2",
            "MOT",
            "MIIT",
            "Ministry of Ecology and Environment",
            "Ministry of Finance"
        ]
    );
    assert_eq!(
        numbers(&account.policies[0]),
        [
            "> 60 percent by 2027",
            ">= 18 percent by 2027",
            "= 12 GW by 2030",
            "= 4500 count by 2030",
            ">= 1200000000000 CNY by 2030",
            ">= 40 percent by 2030",
            "= 15 count by 2030",
            "> 10000000000 CNY by 2030",
            "< 350 kWh by 2030",
        ]
    );
    assert_eq!(account.policies[1].issuer_count.as_ref().unwrap().value, 3);
    assert_eq!(
        account.policies[1]
            .date(DateOf::CommentsUntil)
            .unwrap()
            .to_string(),
        "2024-02-09"
    );
}

#[test]
fn a_made_up_issue_of_january_gives_its_lineage_events_and_doubts() {
    let account = read(&made_up("made-up-2024-01-17.txt"));
    assert_eq!(
        relations(&account),
        [
            "Implementation Plan for  | supersedes | Port Electrification Wor (2018-05)",
            "Implementation Plan for  | implements | 14th Five-Year Plan for ",
            "Implementation Plan for  | implements | Clean Coast Action Plan (2021)",
            "Administrative Measures  | buildsOn | Personal Information Pro",
            "Administrative Measures  | buildsOn | Data Security Law",
            "Administrative Measures  | supersedes | Interim Provisions on Sh (2009)",
            "Administrative Measures  | overlapsWith | Rules on Coastal Mapping (2020-08)",
            "Seed Law (Revised) | amends | Seed Law (2015)",
            "Guiding Opinions on Farm | buildsOn | \"Smart Village\" initiati",
            "Guiding Opinions on Farm | accompanies | Rural Broadband Programm",
            "guidelines on the handli | parallelTo | Administrative Measures ",
            "Seed Quality Regulations | finalizes | Seed Quality Regulations (2023-06)",
            "pilot program for rural  | buildsOn | Battery Swap Guidelines (2022-10)",
        ]
    );
    assert_eq!(
        events(
            &account,
            &[
                "Deal",
                "Appointment",
                "DutyTransfer",
                "Investigation",
                "Detention"
            ]
        ),
        [
            "DutyTransfer 2024-01-03 announced_by=State Council; transferred_to=MOT; transferred_from=MNR; duty=responsibility for inland lighthouses",
            "Appointment 2024-01-04 announced_by=People's Bank of China; appointee=Lin Qiaoyun; post=director of its coin museum; replaced=Zhao Heping",
            "Appointment 2024-01-11 appointee=Gu Lanfang; post=vice minister of transport",
            "Deal 2023-12-13 seller=Fjordyard; buyer=Tidewave Marine; object=its Dalian shipyard; value=85500000; unit=EUR",
            "Deal 2023-12-20 party=Tidewave Marine; party=Boreal Cells; object=build a battery plant in Hunan; value=3200000000; unit=CNY",
            "Deal 2024-01-05 buyer=Osprey Air; seller=Lakeside Aviation; quantity=25; object=seaplanes; maximum_value=400000000; unit=USD",
            "Deal 2024-01-08 buyer=Rheinsalz; party=Boreal Cells; object=30 percent stake in Boreal Cells; value=120000000; unit=USD",
            "Investigation 2024-01-09 party=SAMR; investigated=Boreal Cells; reason=pricing practices",
            "Detention 2024-01-12 persons=3; actor=Police; detained_from=Osprey Air",
        ]
    );
    let reported = account
        .events
        .iter()
        .find(|event| event.label.contains("Osprey"))
        .unwrap();
    assert_eq!(reported.grounds.modality, Modality::Reported);
    let warnings: Vec<&str> = account
        .warnings
        .iter()
        .map(|warning| warning.text.as_str())
        .collect();
    assert_eq!(
        warnings,
        [
            "an article without issuing bodies",
            "no date in `sometime soon`: expected month, day and year"
        ]
    );
}

#[test]
fn a_made_up_issue_in_markdown_is_read_like_one_in_plain_text() {
    let account = read(&made_up("made-up-2025-06-02.md"));
    assert_eq!(
        account.title.as_ref().unwrap().value,
        "QUARRY China Technology Monitor"
    );
    let plan = &account.policies[0];
    assert_eq!(plan.title.as_ref().unwrap().value, "数字采石场行动计划");
    assert_eq!(
        issuers(plan),
        [
            "NQA",
            "MIIT",
            "Ministry of Human Resources and Social Security",
            "State Taxation Administration"
        ]
    );
    assert_eq!(
        (published(plan), plan.issuer_count.as_ref().unwrap().value),
        ("2025-05-12".to_owned(), 4)
    );
    assert_eq!(
        numbers(plan),
        [
            "= 2500000000 EUR by 2028",
            ">= 10000 count by 2028",
            "< 5 percent by 2030",
            "= 10 count",
        ]
    );
    assert_eq!(
        relations(&account),
        [
            "Action Plan for Digital  | buildsOn | Stone Industry Outline (2020)",
            "Action Plan for Digital  | amends | Catalogue of Quarry Mach",
            "Provisional Rules on Bla | supersedes | Blasting Rules (2011)",
            "guidelines for stone log | implements | Action Plan for Digital ",
        ]
    );
    let rules = account
        .policies
        .iter()
        .find(|policy| english(policy).contains("Provisional"))
        .unwrap();
    assert_eq!(issuers(rules), ["NQA"]);
    assert_eq!(rules.issuer_count.as_ref().unwrap().value, 5);
    assert_eq!(
        rules.date(DateOf::Effective).unwrap().to_string(),
        "2025-07-01"
    );
    assert_eq!(
        events(&account, &["Deal", "Appointment", "Restructuring"]),
        [
            "Appointment 2025-05-20 appointee=Han Meiling; replaced=Qiu Dawei; post=chairwoman of the NQA",
            "Deal 2025-05-09 seller=Basalt Holdings; buyer=Norrsten AB; object=its crane unit; value=310000000; unit=USD",
            "Deal 2025-05-15 seller=Gravel.ai; object=a funding round; value=450000000; unit=CNY; party=Granite Capital",
            "Restructuring 2025-05-28 party=Marmor AG; object=plant in Xiamen; employees_affected=1200",
        ]
    );
}

#[test]
fn every_quote_stands_at_its_place() {
    let texts = [
        made_up("made-up-2024-01-17.txt"),
        made_up("made-up-2025-06-02.md"),
    ];
    for text in texts.into_iter().chain(shared()) {
        let account = read(&text);
        let count = check_quotes(&text, &account);
        assert!(count > 50, "{count} values");
    }
}

/// Checks the words of every value against the document; returns how many there are.
fn check_quotes(text: &str, account: &Account) -> usize {
    let characters: Vec<char> = text.chars().collect();
    let grounds = grounds(account);
    for it in &grounds {
        let range = usize::try_from(it.span.start).unwrap()..usize::try_from(it.span.end).unwrap();
        let found: String = characters[range].iter().collect();
        assert_eq!(found, it.quote);
        assert!(!it.quote.is_empty(), "{it:?}");
    }
    grounds.len()
}

fn grounds(account: &Account) -> Vec<&Grounds> {
    let mut all: Vec<&Grounds> = account.title.iter().map(|title| &title.grounds).collect();
    all.extend(account.details.iter().map(|detail| &detail.grounds));
    for policy in &account.policies {
        let titles = [
            &policy.title,
            &policy.title_en,
            &policy.lead,
            &policy.kind,
            &policy.status,
        ];
        all.extend(titles.into_iter().flatten().map(|said| &said.grounds));
        all.extend(policy.issuers.iter().map(|said| &said.grounds));
        all.extend(policy.issuer_count.iter().map(|said| &said.grounds));
        all.extend(policy.dates.iter().map(|date| &date.date.grounds));
        all.extend(policy.relations.iter().map(|relation| &relation.grounds));
        all.extend(policy.targets.iter().map(|target| &target.grounds));
        all.extend(policy.details.iter().map(|detail| &detail.grounds));
    }
    for event in &account.events {
        all.push(&event.grounds);
        all.extend(event.date.iter().map(|date| &date.grounds));
        all.extend(event.details.iter().map(|detail| &detail.grounds));
    }
    for entity in &account.entities {
        all.push(&entity.name.grounds);
        all.extend(entity.details.iter().map(|detail| &detail.grounds));
    }
    all
}

/// Pieces of the made-up issues, cut at spaces and line ends, and some that break things.
fn pieces() -> Vec<String> {
    let text = made_up("made-up-2024-01-17.txt") + &made_up("made-up-2025-06-02.md");
    let words = text.split_inclusive([' ', '\n']).collect::<Vec<_>>();
    let mut pieces: Vec<String> = words.chunks(3).map(<[&str]>::concat).collect();
    let hard = [
        "(",
        ")",
        "（",
        "《",
        "》",
        "<u>",
        "**",
        "[x](",
        "e\u{301}",
        "\u{f9e4}",
        "\u{200b}",
        "\r\n",
        "\u{c}",
        "，",
        "%",
        "US$",
        "1.2.3",
        "’s",
        "\n\n",
        "At a glance:\n",
        "Article: ",
        "Date: ",
        "Issuing bodies: ",
        " and ",
        "14th ",
    ];
    pieces.extend(hard.map(str::to_owned));
    pieces
}

static PIECES: LazyLock<Vec<String>> = LazyLock::new(pieces);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_shuffled_newsletter_breaks_the_reader_and_its_quotes_stand(
        order in prop::collection::vec(0..PIECES.len(), 0..400),
    ) {
        let text: String = "At a glance: ".chars().chain(order.iter().flat_map(|at| PIECES[*at].chars())).collect();
        check_quotes(&text, &read(&text));
    }
}

#[test]
fn a_long_hostile_text_is_read_in_the_time_of_its_length() {
    for piece in [
        "(",
        "[",
        "<",
        "《",
        " and ",
        "Article: ",
        "Plan (Link) ",
        "MOF (ABC) ",
        "1 ",
        "- May 2: ",
        "follow the A Law and ",
        "(link)",
        "\n",
        "a.",
        "“",
    ] {
        let text = "At a glance: ".to_owned() + &piece.repeat(20_000 / piece.len());
        let account = read(&text);
        assert_eq!(account.make, Make::Newsletter, "{piece}");
    }
}
