//! Rows that are whole, doubtful and crooked, by the shipped mappings and by one's own.

use super::*;
use crate::{
    fact::account::DateOf,
    source::{File, parse_table},
};

fn mapping(text: &str) -> Mapping {
    let table = parse_table(&File::new("m.csv", text.as_bytes().to_vec())).unwrap();
    Mapping::new(&table).unwrap()
}

/// The two mappings that are shipped.
fn rules() -> Rules {
    let library = include_str!("../../../data/rules/mapping-policy-library.csv");
    let council = include_str!("../../../data/rules/mapping-state-council.csv");
    Rules {
        mappings: [library, council].map(mapping).to_vec(),
    }
}

fn account(text: &str) -> Account {
    let given = Given::open("t.csv", text.as_bytes()).unwrap();
    let account = read(&given, &rules(), None);
    for policy in &account.policies {
        let issuers = policy.issuers.iter().map(|issuer| &issuer.grounds);
        let relations = policy.relations.iter().map(|relation| &relation.grounds);
        for grounds in issuers
            .chain(relations)
            .chain(policy.title.iter().map(|title| &title.grounds))
        {
            let length = usize::try_from(grounds.span.end - grounds.span.start).unwrap();
            let start = usize::try_from(grounds.span.start).unwrap();
            let words: String = text.chars().skip(start).take(length).collect();
            assert_eq!(words, grounds.quote);
        }
    }
    account
}

const HEADER: &str = "pcode,puborg,pub_date,childtype,title,refs,url\n";

fn values(said: &[Said<String>]) -> Vec<&str> {
    said.iter().map(|said| said.value.as_str()).collect()
}

#[test]
fn a_row_of_the_policy_library_is_a_policy_with_its_cells_as_evidence() {
    let account = account(&format!(
        "{HEADER}甲函〔2024〕3号,甲部办公厅;乙局,2024-12-31,x,《甲乙办法》,甲法;乙通知;乙发﹝2021﹞13号;《丙条例》（丙发〔2020〕1号）,https://x/1\n"
    ));
    assert_eq!(account.warnings, []);
    let policy = &account.policies[0];
    assert_eq!(policy.title.as_ref().unwrap().value, "甲乙办法");
    assert_eq!(policy.title.as_ref().unwrap().grounds.quote, "《甲乙办法》");
    assert_eq!(values(&policy.numbers), ["甲函〔2024〕3号"]);
    assert_eq!(values(&policy.issuers), ["甲部办公厅", "乙局"]);
    assert_eq!(
        policy.date(DateOf::Published).unwrap().to_string(),
        "2024-12-31"
    );
    assert_eq!(policy.details[0].column, "page");
    let relations = policy.relations.iter();
    let named: Vec<_> = relations
        .map(|r| {
            (
                r.relation,
                r.title.as_str(),
                r.number.as_deref(),
                r.grounds.quote.as_str(),
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("basedOn", "甲法", None, "甲法"),
            (
                "basedOn",
                "乙通知",
                Some("乙发﹝2021﹞13号"),
                "乙通知;乙发﹝2021﹞13号"
            ),
            (
                "basedOn",
                "丙条例",
                Some("丙发〔2020〕1号"),
                "《丙条例》（丙发〔2020〕1号）"
            ),
        ]
    );
}

#[test]
fn what_is_doubtful_in_a_row_is_told_by_line_and_column_and_the_others_are_read() {
    let account = account(&format!(
        "{HEADER}一,甲部等,2024-13-01,x,通知,None,\n二,,,x,,,\n三,四\n,,,x,,,\n五,乙局,2024,x,\"公告,又\",,\n"
    ));
    let told: Vec<&str> = account
        .warnings
        .iter()
        .map(|warning| warning.text.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "line 2: column `puborg`: found `甲部等`: the list of issuers is cut, there are more",
            "line 2: column `pub_date`: found `2024-13-01`: expected a date such as 2023-11-01, 2023-11 or 2023",
            "line 3: column `title`: found no title: expected one",
            "line 4: found 2 cells: expected 7, as in the header; the row is not read",
            "line 5: column `title`: found no title: expected one",
        ]
    );
    assert!(
        account
            .warnings
            .iter()
            .all(|warning| warning.span.is_some())
    );
    let numbers: Vec<_> = account
        .policies
        .iter()
        .map(|policy| values(&policy.numbers))
        .collect();
    assert_eq!(numbers, [["一"], ["二"], ["五"]]);
    assert_eq!(values(&account.policies[0].issuers), ["甲部"]);
    assert_eq!(account.policies[2].title.as_ref().unwrap().value, "公告,又");
}

#[test]
fn an_issuer_in_doubled_quotes_stands_on_its_whole_cell() {
    let text = format!("{HEADER}一,\"甲\"\"部\"\"等\",2024,x,通知,,\n");
    let issuers = &account(&text).policies[0].issuers;
    assert_eq!(issuers[0].value, "甲\"部\"");
    assert_eq!(issuers[0].grounds.quote, "甲\"\"部\"\"等");
}

#[test]
fn a_table_that_no_mapping_fits_is_told_and_ones_own_mapping_reads_it() {
    let text = "名称,日期\n关于甲的通知,2023年1月5日\n";
    let given = Given::open("t.csv", text.as_bytes()).unwrap();
    let account = read(&given, &rules(), None);
    assert_eq!(
        account.warnings[0].text,
        "line 1: found the columns 名称, 日期: expected pcode, puborg, pub_date, title, refs, url; \
         or url, title, issued, published, doc_number; or a mapping of your own"
    );
    let own = mapping("column,means,split\n名称,title,\n日期,signed,\n");
    let account = read(&given, &rules(), Some(&own));
    assert_eq!(account.warnings, []);
    let date = account.policies[0].date(DateOf::Signed).unwrap();
    assert_eq!(date.to_string(), "2023-01-05");
}

#[test]
fn a_date_is_read_in_the_forms_of_tables() {
    for (text, date) in [
        ("2023-11-01", Some("2023-11-01")),
        ("2023/1/5", Some("2023-01-05")),
        ("2023.11", Some("2023-11")),
        ("2023年11月", Some("2023-11")),
        ("2023年", Some("2023")),
        ("2023-11-01 08:30:00", Some("2023-11-01")),
        ("11/01/2023", None),
        ("2023-02-30", None),
        ("不详", None),
    ] {
        let read = parse_date(text).map(|date| date.to_string());
        assert_eq!(read.as_deref(), date, "{text}");
    }
}
