//! The pages of `report`: each figure opens the statements that it rests on, and words are true.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::fs;

use program::{must, table, write};
use tempfile::TempDir;

/// Three agencies: what `a` issued alone is rested on by what `b` and `c` issued together.
fn sources() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, columns, rows) in [
        ("documents.csv", "key,title_en", &["doc,The newsletter"][..]),
        (
            "agencies.csv",
            "key,name_en,also_en",
            &["a,Agency A,The A", "b,Agency B,", "c,Agency C,"][..],
        ),
        (
            "policies.csv",
            "key,title_en,issuers,published,status",
            &[
                "old,Old law,a,2019,",
                "new,New rules,b;c,2023,draft",
                "alone,Lone notice,a,2022,trial",
            ][..],
        ),
        ("sectors.csv", "key,name_en", &["air,Aviation"][..]),
        (
            "firms.csv",
            "key,name_en,in_sector",
            &["acme,Acme,air", "idle,Idle,"][..],
        ),
        ("products.csv", "key,name_en", &["drone,Drone"][..]),
        (
            "events.csv",
            "key,name_en,buyer,concerns,value,unit",
            &["deal,The deal,acme,drone,1800,CNY"][..],
        ),
        (
            "relations.csv",
            "subject,relation,object",
            &["policy/new,basedOn,policy/old"][..],
        ),
    ] {
        write(
            &folder.path().join("sources").join(name),
            table(columns, rows),
        );
    }
    folder
}

fn page(folder: &TempDir, name: &str) -> String {
    must(folder.path(), &["report", "--from", "sources"]);
    fs::read_to_string(folder.path().join("report").join(name)).unwrap()
}

/// What the statements say that a row of a ranking rests on.
fn says(page: &str, ranking: &str, entity: &str) -> Vec<String> {
    let (_, table) = page.split_once(&format!(">{ranking}</bdi></h3>")).unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let mut rows = table.split("<tr>");
    let row = rows
        .find(|row| row.contains(&format!(">{entity}<")) && row.contains("scope=\"row\""))
        .unwrap();
    let said = row.split("<div class=\"says\">").skip(1);
    said.map(|rest| {
        let text = rest.split("</div>").next().unwrap();
        let (_, text) = text.split_once('>').unwrap();
        text.replace("</bdi>", "")
    })
    .collect()
}

#[test]
fn each_ranked_figure_rests_on_the_statements_that_gave_its_links() {
    let page = page(&sources(), "index.html");
    let derived = "Agencies by the policies of others that derive from theirs";
    let all = [
        "New rules is based on Old law",
        "Old law issued by Agency A",
        "New rules issued by Agency B",
        "New rules issued by Agency C",
    ];
    assert_eq!(says(&page, derived, "Agency A"), all);
    let together = "Agencies by documents issued together";
    assert_eq!(says(&page, together, "Agency B"), all[2..]);
    let lineage = "Policies by what rests on them";
    assert_eq!(says(&page, lineage, "Old law"), all[..1]);
    let exposure = "Firms by what they are exposed to";
    assert_eq!(
        says(&page, exposure, "Acme"),
        [
            "Acme in sector Aviation",
            "The deal buyer Acme",
            "The deal concerns Drone"
        ]
    );
}

#[test]
fn only_a_draft_without_a_day_lacks_one() {
    let page = page(&sources(), "index.html");
    assert_eq!(page.matches("no day given").count(), 1);
    assert!(page.contains("data-label=\"Comments until\" class=\"date\"></td>"));
}

#[test]
fn evidence_names_properties_and_kinds_in_words() {
    let page = page(&sources(), "evidence.html");
    for said in [
        "<h2><bdi lang=\"en\">agencies</bdi></h2>",
        "<bdi lang=\"en\">other name</bdi></th>",
    ] {
        assert!(page.contains(said), "{said}");
    }
    for raw in [">altLabel<", ">label<", ">type<"] {
        assert!(!page.contains(raw), "{raw}");
    }
}

#[test]
fn the_head_counts_the_statements_without_a_place() {
    let folder = sources();
    let page = page(&folder, "index.html");
    assert!(page.contains(" with document and without a place. policygraph "));
    assert!(page.contains("1,800 CNY"));
    let files = program::contents(&folder.path().join("report"));
    assert!(files.contains_key("exposure-of-firms.csv"));
}

#[test]
fn a_report_is_written_over_a_report_and_over_nothing_else() {
    let folder = sources();
    let at = folder.path();
    must(at, &["report", "--from", "sources", "--out", "out"]);
    fs::write(at.join("out/notes.txt"), "mine").unwrap();
    must(at, &["report", "--from", "sources", "--out", "out"]);
    assert_eq!(fs::read(at.join("out/notes.txt")).unwrap(), b"mine");
    let before = program::contents(&at.join("sources"));
    let ended = program::run(at, &["report", "--from", "sources", "--out", "sources"]);
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (
            2,
            "error: `sources` holds other files: expected a new or empty folder, or one with a report of `policygraph report`\n"
        )
    );
    assert_eq!(program::contents(&at.join("sources")), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_whole_leaves_the_one_that_was_there() {
    let folder = sources();
    let at = folder.path();
    must(at, &["report", "--from", "sources"]);
    fs::write(at.join("report/lineage.svg"), "as it was").unwrap();
    let before = program::contents(&at.join("report"));
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" report --from sources";
    let ended = std::process::Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_policygraph")])
        .current_dir(at)
        .output()
        .unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert!(
        told.ends_with("because File too large (os error 27)\n"),
        "{told}"
    );
    assert_eq!(program::contents(&at.join("report")), before);
}
