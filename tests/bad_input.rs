//! Whatever is wrong, there is one error that says what, where and what was
//! expected, exit code 2, nothing on standard output, and the graph that was
//! there stays as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod program;

use std::{fs, path::Path};

use program::{Ended, contents, copy, must, run, table, write, write_small_sources};
use tempfile::TempDir;

const GOOD: &str = "doc,stated,read by hand,1,accepted";

/// A folder with good `sources` and the `graph` built from them.
fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    write_small_sources(&folder.path().join("sources"));
    must(folder.path(), &["build", "--from", "sources"]);
    folder
}

/// Insists on the exit code 2, an empty output and the whole of the message.
fn refused(ended: &Ended, message: &str, what: &str) {
    assert_eq!(ended.err, format!("{message}\n"), "{what}");
    assert_eq!(ended.out, b"", "{what}");
    assert_eq!(ended.code, 2, "{what}");
}

/// Builds with one file more or other than the good ones.
fn build_with(folder: &Path, name: &str, bytes: &[u8]) -> Ended {
    let sources = folder.join("broken");
    fs::remove_dir_all(&sources).ok();
    copy(&folder.join("sources"), &sources);
    write(&sources.join(name), bytes);
    run(folder, &["build", "--from", "broken"])
}

/// Builds with each file, and insists on the message and on the graph that was there.
fn all_refused(cases: &[(&str, &[u8], &str)]) {
    let folder = built();
    let before = contents(&folder.path().join("graph"));
    for (name, bytes, message) in cases {
        let ended = build_with(folder.path(), name, bytes);
        refused(&ended, message, message);
        assert_eq!(contents(&folder.path().join("graph")), before, "{message}");
    }
}

#[test]
fn a_header_that_is_wrong_is_named_by_column() {
    all_refused(&[
        (
            "firms-x.csv",
            b"key,name_en,document,modality,method,confidence\nacme,Acme,doc,stated,read by hand,1\n",
            "error: broken/firms-x.csv:1:7: no column `review`: expected it in the header of a table of firms",
        ),
        (
            "firms-x.csv",
            table("key,nmae_en", &["acme,Acme"]).as_bytes(),
            "error: broken/firms-x.csv:1:2: no column `nmae_en` in a table of firms: expected one of key name_en name_zh also_en also_zh based_in in_sector formerly_part_of partner_of makes remark document section start end modality method confidence review note\nhint: did you mean `name_en`?",
        ),
        (
            "relations-x.csv",
            table("subject,relation,object,since", &["firm/foxconn,relatedTo,firm/boeing,2020"]).as_bytes(),
            "error: broken/relations-x.csv:1:4: no column `since` in a table of relations: expected one of subject relation object document section start end modality method confidence review note",
        ),
        (
            "firms-x.csv",
            table("key,name_en,name_en", &["acme,Acme,Acme"]).as_bytes(),
            "error: broken/firms-x.csv:1:3: found `name_en` again: expected each column name once",
        ),
        (
            "firms-x.csv",
            table("key,name_en,", &["acme,Acme,"]).as_bytes(),
            "error: broken/firms-x.csv:1:3: found a column without a name: expected a name, or no comma there",
        ),
        (
            "firms-x.csv",
            b"key;name_en;document\nacme;Acme;doc\n",
            "error: broken/firms-x.csv:1:1: found `;` between the columns: expected commas\nhint: in a spreadsheet, save as `CSV UTF-8 (comma delimited)`",
        ),
        (
            "firms-x.csv",
            b"key\tname_en\tdocument\nacme\tAcme\tdoc\n",
            "error: broken/firms-x.csv:1:1: found `\\t` between the columns: expected commas\nhint: in a spreadsheet, save as `CSV UTF-8 (comma delimited)`",
        ),
        ("firms-x.csv", b"", "error: broken/firms-x.csv:1:1: no header: expected a first line of column names"),
        (
            "frims.csv",
            table("key,name_en", &["acme,Acme"]).as_bytes(),
            "error: broken/frims.csv:1:1: no table is called `frims`: expected one of agencies documents events firms observations people policies policy-library posts products sectors targets technologies relations\nhint: did you mean `firms`?",
        ),
    ]);
}

#[test]
fn a_cell_that_is_wrong_is_named_by_line_field_and_column() {
    let row = |columns: &str, row: &str| table(columns, &[row]).into_bytes();
    let evidence = |columns: &str, row: &str| format!("{columns}\n{row}\n").into_bytes();
    let header = "key,title_en,start,end,document,modality,method,confidence,review";
    let long = "x".repeat(2000);
    all_refused(&[
        (
            "policies-x.csv",
            &row("key,published", "p,2023-02-30"),
            "error: broken/policies-x.csv:2:2: column `published`: found `2023-02-30`: expected a date that the calendar has, as YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            "targets-x.csv",
            &row("key,value,unit", "t,3,EFLOP"),
            "error: broken/targets-x.csv:2:3: column `unit`: found `EFLOP`: expected a unit, one of CNY EB EFLOPS EUR GW MW PB PFLOPS TB TWh USD count kWh km percent times tonne",
        ),
        (
            "targets-x.csv",
            &row("key,value,unit", "t,\"6,000\",CNY"),
            "error: broken/targets-x.csv:2:2: column `value`: found `6,000`: expected a number in digits with at most one decimal point and no separators, such as 9900000000 or 46.6",
        ),
        (
            "policies-x.csv",
            &row("key,kind", "p,plann"),
            "error: broken/policies-x.csv:2:2: column `kind`: found `plann`: expected a kind, one of action-plan agenda announcement call circular decision export-control guideline implementation-rules law list measures notice opinion order other outline pilot plan programme regulation reply rule standard treaty",
        ),
        (
            "policies-x.csv",
            &row("key,status", "p,over"),
            "error: broken/policies-x.csv:2:2: column `status`: found `over`: expected a status, one of amended draft ended in-force not-yet-in-force partly-in-force trial",
        ),
        (
            "firms-x.csv",
            &row("key,name_en", "acme corp,Acme"),
            "error: broken/firms-x.csv:2:1: column `key`: found `acme corp`: expected a key of letters, digits and hyphens",
        ),
        (
            "policies-x.csv",
            &row("key,published", &format!("p,{long}")),
            &format!(
                "error: broken/policies-x.csv:2:2: column `published`: found `{}…`: expected a date that the calendar has, as YYYY-MM-DD, YYYY-MM or YYYY",
                &long[..80]
            ),
        ),
        (
            "policies-x.csv",
            &row("key,published", "p,\u{1b}[31m\u{202e}"),
            "error: broken/policies-x.csv:2:2: column `published`: found `\\u{1b}[31m\\u{202e}`: expected a date that the calendar has, as YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,5,,doc,stated,read by hand,1,accepted"),
            "error: broken/policies-x.csv:2:4: column `end`: found nothing: expected a character offset, or `start` empty too",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,5,5,doc,stated,read by hand,1,accepted"),
            "error: broken/policies-x.csv:2:4: column `end`: found `5`: expected an offset after `start`",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,,,doc,perhaps,read by hand,1,accepted"),
            "error: broken/policies-x.csv:2:6: column `modality`: found `perhaps`: expected one of stated judged reported inferred",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,,,doc,stated,,1,accepted"),
            "error: broken/policies-x.csv:2:7: column `method`: found nothing: expected how it was read, such as `read by hand`",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,,,doc,stated,read by hand,1.5,accepted"),
            "error: broken/policies-x.csv:2:8: column `confidence`: found `1.5`: expected a number from 0 to 1",
        ),
        (
            "policies-x.csv",
            &evidence(header, "p,P,,,doc,stated,read by hand,1,yes"),
            "error: broken/policies-x.csv:2:9: column `review`: found `yes`: expected one of accepted pending rejected",
        ),
    ]);
}

#[test]
fn a_name_that_means_nothing_or_two_things_is_refused_with_the_nearest() {
    let row = |columns: &str, row: &str| table(columns, &[row]).into_bytes();
    all_refused(&[
        (
            "firms-x.csv",
            &row("key,partner_of", "acme,foxcon"),
            "error: broken/firms-x.csv:2:2: column `partner_of`: found `foxcon`, the name of no firm: expected the key or a name of one that a table describes\nhint: did you mean `Foxconn`?",
        ),
        (
            "relations-x.csv",
            &row("subject,relation,object", "firm/foxconn,partnerOf,Nowhere"),
            "error: broken/relations-x.csv:2:3: column `object`: found `Nowhere`, the name of no firm: expected the key or a name of one that a table describes\nhint: add a row that describes it, or correct the name",
        ),
        (
            "firms-x.csv",
            &row("key,partner_of", "acme,Star"),
            "error: broken/firms-x.csv:2:2: column `partner_of`: found `Star`, the name of several: expected one of firm/east-star firm/west-star\nhint: write the one you mean as kind/key",
        ),
        (
            "firms-x.csv",
            b"key,name_en,document,modality,method,confidence,review\nacme,Acme,dok,stated,read by hand,1,accepted\n",
            "error: broken/firms-x.csv:2:3: column `document`: found `dok`, the name of no document: expected the key or a name of one that a table describes\nhint: did you mean `document/doc`?",
        ),
        (
            "relations-x.csv",
            &row("subject,relation,object", "firm/foxconn,likes,firm/boeing"),
            "error: broken/relations-x.csv:2:2: column `relation`: found `likes`: expected a relation between two entities, such as buildsOn, amends or overlapsWith",
        ),
        (
            "relations-x.csv",
            &row("subject,relation,object", "firm/foxconn,partnerOf,"),
            "error: broken/relations-x.csv:2:3: column `object`: found nothing: expected a firm, as `kind/key` or by name",
        ),
    ]);
}

#[test]
fn a_crooked_row_is_refused() {
    let header = "key,name_en,document,modality,method,confidence,review";
    let file = |rows: &str| format!("{header}\n{rows}").into_bytes();
    all_refused(&[
        (
            "firms-x.csv",
            &file(&format!("acme,Acme, Inc,{GOOD}\n")),
            "error: broken/firms-x.csv:2:8: found 8 fields: expected 7, as in the header\nhint: a cell that holds a comma needs double quotes round it",
        ),
        (
            "firms-x.csv",
            &file("acme,Acme\n"),
            "error: broken/firms-x.csv:2:3: column `document`: found a row that ends before it, 2 of 7 fields: expected as many as in the header",
        ),
        (
            "firms-x.csv",
            &file(&format!("a,A,{GOOD}\nacme,\"Acme,{GOOD}\nb,B,{GOOD}\n")),
            "error: broken/firms-x.csv:3:2: found a `\"` that nothing closes: expected a second one at the end of the cell",
        ),
        (
            "firms-x.csv",
            &file(&format!("acme,\"Acme\" Inc,{GOOD}\n")),
            "error: broken/firms-x.csv:2:2: found `I` after the closing `\"` of the cell: expected a comma or the end of the line\nhint: a quote inside a quoted cell is written twice",
        ),
    ]);
}

#[test]
fn bytes_that_are_not_utf_8_text_are_named_by_line_and_character() {
    let header = b"key,name_zh,document,modality,method,confidence,review\n";
    let file = |row: &[u8]| {
        [
            header.as_slice(),
            row,
            b",doc,stated,read by hand,1,accepted\n",
        ]
        .concat()
    };
    let hint = "hint: in a spreadsheet, save as `CSV UTF-8 (comma delimited)`";
    let utf16: Vec<u8> = "\u{feff}key,name_zh\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    all_refused(&[
        (
            "firms-x.csv",
            &file(b"acme,\xb9\xa4\xd0\xc5\xb2\xbf"),
            &format!(
                "error: broken/firms-x.csv:2:6: found the byte 0xb9, which is not UTF-8: expected text saved as UTF-8\n{hint}"
            ),
        ),
        (
            "firms-x.csv",
            &utf16,
            &format!(
                "error: broken/firms-x.csv:1:1: found the byte 0xff, which is not UTF-8: expected text saved as UTF-8\n{hint}"
            ),
        ),
        (
            "firms-x.csv",
            &utf16[2..],
            &format!(
                "error: broken/firms-x.csv:1:2: found a NUL: expected text saved as UTF-8\n{hint}"
            ),
        ),
        (
            "firms-x.csv",
            &file("acme,工\0部".as_bytes()),
            &format!(
                "error: broken/firms-x.csv:2:7: found a NUL: expected text saved as UTF-8\n{hint}"
            ),
        ),
        (
            "extra.ttl",
            b"# \xff",
            "error: broken/extra.ttl:1:3: found the byte 0xff, which is not UTF-8: expected text saved as UTF-8",
        ),
    ]);
}

#[test]
fn a_relation_of_what_it_does_not_speak_of_is_refused() {
    let row = |row: &str| table("subject,relation,object", &[row]).into_bytes();
    let policy = "`firm/foxconn`: expected a policy, as `kind/key` or by name";
    for (cells, column, problem) in [
        (
            "policy/plan,buildsOn,firm/foxconn",
            "3: column `object`",
            policy,
        ),
        (
            "firm/foxconn,buildsOn,policy/plan",
            "1: column `subject`",
            policy,
        ),
        (
            "policy/plan,issuedBy,firm/foxconn",
            "3: column `object`",
            "`firm/foxconn`: expected an agency, as `kind/key` or by name",
        ),
        (
            "policy/plan,issuedBy,Foxconn",
            "3: column `object`",
            "`Foxconn`, the name of no agency: expected the key or a name of one that a table describes\nhint: add a row that describes it, or correct the name",
        ),
        (
            "policy/plan,published,firm/foxconn",
            "2: column `relation`",
            "`published`: expected a relation between two entities, such as buildsOn, amends or overlapsWith",
        ),
        (
            "agency/miit,review,agency/cac",
            "2: column `relation`",
            "`review`: expected a relation between two entities, such as buildsOn, amends or overlapsWith",
        ),
    ] {
        let message = format!("error: broken/relations-x.csv:2:{column}: found {problem}");
        all_refused(&[("relations-x.csv", &row(cells), &message)]);
    }
}

#[test]
fn a_turtle_file_that_is_wrong_is_named_by_line_and_character() {
    let prefixes = "@prefix pg: <https://w3id.org/policygraph/ns#> .\n@prefix agency: <https://w3id.org/policygraph/id/agency/> . @prefix policy: <https://w3id.org/policygraph/id/policy/> .\n";
    let file = |rest: &str| format!("{prefixes}{rest}").into_bytes();
    let hint = "hint: a statement is `SUBJECT PROPERTY VALUE .`; IRIs stand between < and >, texts between \" and \" on one line";
    let folder = built();
    let before = contents(&folder.path().join("graph"));
    write(
        &folder.path().join("sources/documents-x.csv"),
        table("key,title_en", &["extra,Extra"]),
    );
    for (rest, message) in [
        ("agency:miit pg:remark \"x\" pg:y .\n", format!("error: broken/extra.ttl:3:27: not Turtle: unexpected character 'p'\n{hint}")),
        ("\nagency:miit pg:remark \"工信部\n", format!("error: broken/extra.ttl:4:27: not Turtle: unexpected character '\\n'\n{hint}")),
        ("foo:bar pg:remark \"x\" .\n", format!("error: broken/extra.ttl:3:5: not Turtle: unknown prefix 'foo'\n{hint}")),
        ("<a b> pg:remark \"x\" .\n", format!("error: broken/extra.ttl:3:6: not Turtle: error while parsing IRI 'a b': Invalid IRI code point ' '\n{hint}")),
        (
            "agency:miit pg:remark \"x\" ;\n  pg:nonsense \"y\" .\n",
            "error: broken/extra.ttl:4:1: found the property <https://w3id.org/policygraph/ns#nonsense>: expected one of the vocabulary <https://w3id.org/policygraph/ns#>".to_owned(),
        ),
        (
            "<http://example.org/x> pg:remark \"x\" .\n",
            "error: broken/extra.ttl:3:1: found the subject <http://example.org/x>: expected an entity, <https://w3id.org/policygraph/id/KIND/KEY>".to_owned(),
        ),
        (
            "agency:miit pg:officeOf [] .\n",
            "error: broken/extra.ttl:3:1: found a blank node as value, which no one could cite: expected an agency".to_owned(),
        ),
        (
            "[] pg:remark \"x\" .\n",
            "error: broken/extra.ttl:3:1: found the subject of a blank node: expected an entity, <https://w3id.org/policygraph/id/KIND/KEY>".to_owned(),
        ),
        (
            "agency:miit pg:issuedBy agency:miit .\n",
            "error: broken/extra.ttl:3:1: found `agency/miit` as subject of `issuedBy`: expected a policy".to_owned(),
        ),
        (
            "policy:plan pg:issuedBy \"MIIT\" .\n",
            "error: broken/extra.ttl:3:1: found `MIIT` as value of `issuedBy`: expected an agency".to_owned(),
        ),
        (
            "policy:plan pg:published \"soon\" .\n",
            "error: broken/extra.ttl:3:1: found `soon` as value of `published`: expected xsd:date or xsd:gYear or xsd:gYearMonth".to_owned(),
        ),
        (
            "policy:plan pg:published \"2023-02-30\"^^<http://www.w3.org/2001/XMLSchema#date> .\n",
            "error: broken/extra.ttl:3:1: found the value `2023-02-30`: expected a date that the calendar has".to_owned(),
        ),
        (
            "policy:plan pg:status pg:nonsense .\n",
            "error: broken/extra.ttl:3:1: found <https://w3id.org/policygraph/ns#nonsense> as value of `status`: expected a concept of the vocabulary".to_owned(),
        ),
        (
            "policy:plan pg:status pg:kind-law .\n",
            "error: broken/extra.ttl:3:1: found <https://w3id.org/policygraph/ns#kind-law> as value of `status`: expected a concept of the vocabulary".to_owned(),
        ),
        (
            "policy:plan a pg:Nonsense .\n",
            "error: broken/extra.ttl:3:1: found the class <https://w3id.org/policygraph/ns#Nonsense>: expected pg:Policy or a class under it, as `policy/plan` says".to_owned(),
        ),
        (
            "agency:miit a pg:Policy .\n",
            "error: broken/extra.ttl:3:1: found the class <https://w3id.org/policygraph/ns#Policy>: expected pg:Agency or a class under it, as `agency/miit` says".to_owned(),
        ),
        (
            "policy:plan pg:confidence 0.5 .\n",
            "error: broken/extra.ttl:3:1: found `policy/plan` as subject of `confidence`: expected no source to state `confidence`, which `build` makes".to_owned(),
        ),
        (
            "<https://w3id.org/policygraph/id/target/t> pg:unit \"FOO\" .\n",
            "error: broken/extra.ttl:3:1: found the value `FOO`: expected a unit, one of CNY EB EFLOPS EUR GW MW PB PFLOPS TB TWh USD count kWh km percent times tonne".to_owned(),
        ),
        (
            "<https://w3id.org/policygraph/id/target/t> pg:value \"abc\" .\n",
            "error: broken/extra.ttl:3:1: found `abc` as value of `value`: expected xsd:decimal".to_owned(),
        ),
        (
            "agency:miit pg:remark \"x\"@de .\n",
            "error: broken/extra.ttl:3:1: found the language `de`: expected en or zh-Hans".to_owned(),
        ),
        (
            "agency:nowhere pg:remark \"x\" .\n",
            "error: broken/extra.ttl:3:1: found `agency/nowhere`, the name of no agency: expected the key or a name of one that a table describes\nhint: add a row that describes it, or correct the name".to_owned(),
        ),
    ] {
        refused(&build_with(folder.path(), "extra.ttl", &file(rest)), &message, rest);
        assert_eq!(contents(&folder.path().join("graph")), before, "{rest}");
    }
    fs::remove_file(folder.path().join("sources/documents-x.csv")).unwrap();
    let ended = build_with(
        folder.path(),
        "extra.ttl",
        &file("agency:miit pg:remark \"x\" .\n"),
    );
    let message = "error: broken/extra.ttl:3:1: found `extra`, the name of no document: expected the key or a name of one that a table describes\nhint: add a row that describes it, or correct the name";
    refused(&ended, message, "no row in documents.csv");
}

#[test]
fn what_bears_the_name_of_a_table_and_is_none_is_refused_and_a_workbook_noted() {
    let folder = built();
    let before = contents(&folder.path().join("graph"));
    let at = folder.path().join("sources/firms-x.csv");
    fs::create_dir(&at).unwrap();
    let refusal = run(folder.path(), &["build", "--from", "sources"]);
    let message = "error: `sources/firms-x.csv` is no file: expected a table or a Turtle file, as its name says";
    refused(&refusal, message, "a folder");
    assert_eq!(contents(&folder.path().join("graph")), before);
    fs::remove_dir(&at).unwrap();
    write(&folder.path().join("sources/firms.xlsx"), "PK");
    let built = must(folder.path(), &["build", "--from", "sources"]);
    assert_eq!(
        built.err.lines().next(),
        Some(
            "note: `sources/firms.xlsx` is not read; in a spreadsheet, save it as `CSV UTF-8 (comma delimited)`"
        )
    );
}

#[test]
fn sources_that_are_none_are_refused() {
    let folder = built();
    let at = folder.path();
    let before = contents(&at.join("graph"));
    fs::create_dir(at.join("empty")).unwrap();
    write(&at.join("notes/readme.txt"), "x");
    write(
        &at.join("headers/documents.csv"),
        table("key,title_en", &[]),
    );
    write(&at.join("file"), "x");
    for (from, message) in [
        (
            "empty",
            "error: nothing to build in `empty`: expected tables such as `agencies.csv` or `policies.csv`, found an empty folder",
        ),
        (
            "notes",
            "error: nothing to build in `notes`: expected tables such as `agencies.csv` or `policies.csv`, found `readme.txt`",
        ),
        (
            "headers",
            "error: found no row in any table: expected at least one\nhint: every row of a table states something; a header alone does not",
        ),
        (
            "file",
            "error: found a file at `file`: expected a folder of tables such as `agencies.csv` or `policies.csv`",
        ),
        (
            "nowhere",
            "error: cannot read `nowhere`: No such file or directory (os error 2)",
        ),
    ] {
        refused(&run(at, &["build", "--from", from]), message, from);
    }
    assert_eq!(contents(&at.join("graph")), before);
}

#[test]
fn a_file_called_data_is_refused_and_a_folder_of_other_things_passed_over_with_a_note() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("data"), "x");
    let message = "error: found a file at `data`: expected a folder of tables such as `agencies.csv` or `policies.csv`";
    refused(&run(folder.path(), &["show", "MIIT"]), message, "show");
    fs::remove_file(folder.path().join("data")).unwrap();
    write(&folder.path().join("data/photo.jpg"), "x");
    let ended = must(folder.path(), &["show", "MIIT"]);
    let note = "note: `data` here has no documents.csv, so this is the shipped data; --from data reads it\n";
    assert!(ended.err.starts_with(note), "{}", ended.err);
}

#[test]
fn a_table_with_only_a_header_says_nothing_and_harms_nothing() {
    let folder = built();
    let ended = build_with(
        folder.path(),
        "firms-x.csv",
        table("key,name_en", &[]).as_bytes(),
    );
    assert_eq!(
        (ended.code, ended.out.as_slice()),
        (0, b"".as_slice()),
        "{}",
        ended.err
    );
    let quads = |at: &str| must(folder.path(), &["export", "--as", "nq", "--from", at]).out;
    assert_eq!(quads("broken"), quads("sources"));
}

#[test]
fn a_folder_that_is_no_graph_a_newer_one_and_a_damaged_one_are_refused() {
    let folder = built();
    let at = folder.path();
    let version = fs::read_to_string(at.join("graph/current")).unwrap();
    let version = version.trim();
    let altered = |name: &str, file: &str, alter: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        copy(&at.join("graph"), &at.join(name));
        let path = at.join(name).join(file);
        let bytes = fs::read(&path).unwrap();
        write(&path, alter(bytes));
    };
    let manifest = format!("{version}/manifest.json");
    let index = format!("{version}/graph.index");
    altered("newer", &manifest, &|bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.replace("\"format\": 2", "\"format\": 99")
            .replace("0.1.0", "7.0.0")
            .into_bytes()
    });
    altered("flipped", &index, &|mut bytes| {
        bytes[100] ^= 1;
        bytes
    });
    altered("cut", &index, &|bytes| bytes[..bytes.len() / 2].to_vec());
    altered("no-manifest", &manifest, &|_| b"{\n".to_vec());
    altered("elsewhere", "current", &|_| b"../../etc\n".to_vec());
    altered("blank", "current", &|_| Vec::new());
    fs::create_dir(at.join("empty")).unwrap();
    write(&at.join("file"), "x");
    let again = "hint: build the graph again with `policygraph build`, or go back with `policygraph build --rollback`";
    let length = fs::metadata(at.join("graph").join(&index)).unwrap().len();
    let makes = "hint: `policygraph build --graph DIR` makes one; sources are read by --from";
    let newer = format!(
        "error: newer/{version}/manifest.json: found format 99, written by policygraph 7.0.0: expected format 2 or older\nhint: use policygraph 7.0.0 or newer, or build the graph again into another folder"
    );
    for (graph, message) in [
        ("newer", newer.clone()),
        ("flipped", format!("error: flipped/{version}/graph.index: found a header whose checksum is not its own\n{again}")),
        ("cut", format!("error: cut/{version}/graph.index: found {} bytes: expected {length}\n{again}", length / 2)),
        ("no-manifest", format!("error: no-manifest/{version}/manifest.json: EOF while parsing an object at line 2 column 0: expected the file as `policygraph build` wrote it\n{again}")),
        ("elsewhere", format!("error: elsewhere/current: it names no version: expected the file as `policygraph build` wrote it\n{again}")),
        ("blank", format!("error: blank/current: it names no version: expected the file as `policygraph build` wrote it\n{again}")),
        ("empty", format!("error: `empty` is not a graph folder: expected a file `current` in it, as `policygraph build` writes\n{makes}")),
        ("sources", format!("error: `sources` is not a graph folder: expected a file `current` in it, as `policygraph build` writes\n{makes}")),
        ("file", "error: cannot read `file`: Not a directory (os error 20)".to_owned()),
        ("nowhere", "error: cannot read `nowhere`: No such file or directory (os error 2)\nhint: `policygraph build --graph DIR` makes a graph folder".to_owned()),
    ] {
        refused(&run(at, &["show", "miit", "--graph", graph]), &message, graph);
    }
    let before = contents(&at.join("newer"));
    refused(
        &run(at, &["build", "--from", "sources", "--graph", "newer"]),
        &newer,
        "build over newer",
    );
    assert_eq!(contents(&at.join("newer")), before);
    let before = contents(&at.join("sources"));
    let message = format!(
        "error: `sources` is not a graph folder: expected a file `current` in it, as `policygraph build` writes\n{makes}"
    );
    refused(
        &run(at, &["build", "--from", "sources", "--graph", "sources"]),
        &message,
        "build over sources",
    );
    assert_eq!(contents(&at.join("sources")), before);
    for graph in ["flipped", "cut", "no-manifest", "elsewhere", "blank"] {
        must(at, &["build", "--from", "sources", "--graph", graph]);
        must(at, &["show", "miit", "--graph", graph]);
    }
}

#[test]
fn a_query_that_is_wrong_is_named_by_line_and_character() {
    let folder = built();
    let at = folder.path();
    write(
        &at.join("broken.rq"),
        "# Which?\nSELECT *\nWHERE { ?s ?p }\n",
    );
    write(&at.join("latin.rq"), b"# \xe9\n");
    let deep = format!(
        "SELECT * {{ {}?s ?p ?o{} }}",
        "{".repeat(5000),
        "}".repeat(5000)
    );
    for (question, message) in [
        (
            "SELECT * { ?s ?p }",
            "error: query:1:18: not SPARQL: found `}`: expected a variable, an IRI, a text, a number or `(`",
        ),
        (
            "broken.rq",
            "error: broken.rq:3:15: not SPARQL: found `}`: expected a variable, an IRI, a text, a number or `(`",
        ),
        (
            "latin.rq",
            "error: latin.rq:1:3: found the byte 0xe9, which is not UTF-8: expected text saved as UTF-8",
        ),
        (
            "nowhere.rq",
            "error: cannot read `nowhere.rq`\n  because No such file or directory (os error 2)",
        ),
        (
            "SELECT * { ?s a foo:Bar }",
            "error: query:1:17: not SPARQL: found the prefix `foo:`: expected one that `PREFIX` declares\nhint: add a line `PREFIX …: <…>` to query; pg: eli: org: schema: prov: skos: foaf: lode: dct: rdf: rdfs: xsd: need none",
        ),
        (
            "LOAD <http://127.0.0.1:9/x>",
            "error: query: found an update: expected SELECT, ASK, CONSTRUCT or DESCRIBE\nhint: a graph is changed by its sources: edit the tables and build again",
        ),
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "error: the query stopped: The service <http://127.0.0.1:9/> is not supported\nhint: policygraph asks no other server; leave out the SERVICE",
        ),
        (
            &deep,
            "error: the query nests 5001 brackets: expected at most 1000",
        ),
        (
            "nonsense",
            "error: no saved question is called `nonsense`\nhint: `policygraph ask` lists the saved questions; SPARQL needs braces",
        ),
        (
            "issuer",
            "error: no saved question is called `issuer`\nhint: did you mean `issuers`? `policygraph ask` lists the saved questions; SPARQL needs braces",
        ),
    ] {
        refused(
            &run(at, &["ask", question, "--graph", "graph"]),
            message,
            message,
        );
    }
    let ended = run(
        at,
        &[
            "ask",
            "SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }",
            "--graph",
            "graph",
        ],
    );
    assert_eq!(
        (ended.code, ended.err.as_str()),
        (1, "nothing in the graph answers this\n")
    );
}

#[test]
fn a_saved_question_without_what_it_takes_is_refused() {
    let folder = built();
    let takes = "`issuers` takes policy=… (the policy)";
    for (arguments, message) in [
        (
            &["issuers"][..],
            format!("error: parameter `policy` is missing: {takes}"),
        ),
        (
            &["issuers", "plan"],
            format!("error: found `plan`, expected NAME=VALUE: {takes}"),
        ),
        (
            &["issuers", "policy=plan", "agency=MIIT"],
            format!("error: no parameter `agency`: {takes}"),
        ),
        (
            &["issuers", "policy=MIIT"],
            "error: found `MIIT`, the name of agency/miit (Ministry of Industry and Information Technology): expected the name of a policy\nhint: `policygraph show` takes entities of every kind".to_owned(),
        ),
        (
            &["in-force-on", "date=2023-02-30"],
            "error: no date in `2023-02-30`: expected YYYY-MM-DD, YYYY-MM or YYYY, and a day that the calendar has".to_owned(),
        ),
    ] {
        let arguments = [&["ask", "--graph", "graph"], arguments].concat();
        refused(&run(folder.path(), &arguments), &message, &message);
    }
}

#[test]
fn wrong_use_of_a_command_is_refused() {
    let folder = built();
    for (arguments, message) in [
        (
            &["trace", "plan", "--at", "2023-02-30"][..],
            "error: no date in `2023-02-30`: expected YYYY-MM-DD, YYYY-MM or YYYY, and a day that the calendar has",
        ),
        (
            &["trace", "plan", "--relation", "likes"],
            "error: no relation of lineage is called `likes`: expected one of derivesFrom basedOn implements buildsOn amends supersedes finalizes",
        ),
        (
            &["trace", "MIIT"],
            "error: found `MIIT`, the name of agency/miit (Ministry of Industry and Information Technology): expected the name of a policy\nhint: `policygraph show` takes entities of every kind",
        ),
        (
            &["show", "star"],
            "error: `star` is the name of several: firm/east-star (Star), firm/west-star (Star)\nhint: name it as kind/key",
        ),
        (
            &["export", "--as", "nq", "--network", "lineage"],
            "error: a network has no RDF form: expected --as dot, svg, graphml, gexf, csv or json with --network or --at",
        ),
    ] {
        let arguments = [arguments, &["--graph", "graph"]].concat();
        refused(&run(folder.path(), &arguments), message, message);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = built();
    let at = folder.path();
    write(&at.join("file"), "x");
    refused(
        &run(at, &["report", "--graph", "graph", "--out", "file"]),
        "error: cannot write `file`\n  because File exists (os error 17)",
        "report",
    );
    fs::create_dir(at.join("taken")).unwrap();
    for (out, message) in [
        (
            "nowhere/x.nq",
            "error: cannot write `nowhere/x.nq`\n  because there is no folder `nowhere`",
        ),
        (
            "taken",
            "error: cannot write `taken`\n  because Is a directory (os error 21)",
        ),
    ] {
        refused(
            &run(
                at,
                &["export", "--as", "nq", "--graph", "graph", "--out", out],
            ),
            message,
            out,
        );
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_full_disk_leaves_the_graph_that_was_there() {
        let folder = built();
        let at = folder.path();
        write(
            &at.join("sources/firms-x.csv"),
            table("key,name_en", &["acme,Acme"]),
        );
        let before = contents(&at.join("graph"));
        let program = env!("CARGO_BIN_EXE_policygraph");
        let build = |graph: &str| -> Ended {
            let script = format!(
                "trap '' XFSZ; ulimit -f 8; exec '{program}' build --from sources --graph {graph}"
            );
            Command::new("sh")
                .arg("-c")
                .arg(script)
                .current_dir(at)
                .output()
                .unwrap()
                .into()
        };
        for graph in ["graph", "fresh"] {
            let ended = build(graph);
            let problem = "graph.index`: File too large (os error 27)\n";
            let start = format!("error: cannot write `{graph}/");
            assert!(
                ended.err.starts_with(&start) && ended.err.ends_with(problem),
                "{}",
                ended.err
            );
            assert_eq!((ended.err.lines().count(), ended.code), (1, 2));
        }
        assert_eq!(contents(&at.join("graph")), before);
        assert!(!at.join("fresh").exists());
    }

    #[test]
    fn a_full_device_and_a_read_only_place_are_named() {
        let folder = built();
        let at = folder.path();
        let full =
            "error: cannot write `/dev/full`\n  because No space left on device (os error 28)";
        refused(
            &run(
                at,
                &[
                    "export",
                    "--as",
                    "nq",
                    "--graph",
                    "graph",
                    "--out",
                    "/dev/full",
                ],
            ),
            full,
            "full",
        );
        let ended = run(
            at,
            &["build", "--from", "sources", "--graph", "/proc/policygraph"],
        );
        refused(
            &ended,
            "error: cannot write `/proc/policygraph`: No such file or directory (os error 2)",
            "read-only",
        );
        let device = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = program::command(at)
            .args(["export", "--as", "nq", "--graph", "graph"])
            .stdout(Stdio::from(device))
            .output()
            .unwrap();
        let message = "error: cannot write to standard output\n  because No space left on device (os error 28)";
        refused(&output.into(), message, "standard output");
    }

    #[test]
    fn standard_error_that_no_one_reads_stops_nothing() {
        let folder = built();
        let device = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = program::command(folder.path())
            .args(["show", "miit", "--graph", "graph"])
            .stderr(Stdio::from(device))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
    }
}
