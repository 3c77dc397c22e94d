//! Workbooks that are made here: as spreadsheets write them, and as bombs.

use std::{
    fmt::Write as _,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::read;

/// Makes a workbook of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        archive.start_file(*name, packed).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Makes a workbook whose sheets hold these rows.
fn workbook(sheets: &[&str]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let numbered = sheets.iter().enumerate().map(|(at, rows)| (at + 1, rows));
    let (mut names, mut relations) = (String::new(), String::new());
    for (at, _) in numbered.clone() {
        write!(names, "<sheet name='S{at}' sheetId='{at}' r:id='r{at}'/>").unwrap();
        write!(
            relations,
            "<Relationship Id='r{at}' Type='{office}/worksheet' Target='worksheets/sheet{at}.xml'/>"
        )
        .unwrap();
    }
    let relation = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns='{relation}'><Relationship Id='w' Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns='{main}' xmlns:r='{office}'><sheets>{names}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns='{relation}'>{relations}<Relationship Id='s' Type='{office}/sharedStrings' Target='sharedStrings.xml'/>\
                 <Relationship Id='t' Type='{office}/styles' Target='styles.xml'/></Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml".to_owned(),
            format!("<sst xmlns='{main}'><si><t>国务院\n公报</t></si></sst>"),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet xmlns='{main}'><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
            ),
        ),
    ];
    for (at, rows) in numbered {
        let sheet = format!("<worksheet xmlns='{main}'><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_str()))
        .collect();
    archive(&parts)
}

fn text(bytes: &[u8]) -> Result<String, String> {
    read("a.xlsx", bytes).map_err(|error| error.to_string())
}

#[test]
fn a_sheet_is_lines_of_cells_at_their_places_and_dates_are_iso() {
    let first = "<row r='1'><c r='A1' t='inlineStr'><is><t>title</t></is></c><c r='B1' t='inlineStr'><is><t>date</t></is></c></row>\
        <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' s='1'><v>45291</v></c><c r='D3'><v>2023</v></c></row>\
        <row r='4'><c r='B4' s='1'><v>45291.5</v></c></row>";
    let second = "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1'><v>0.25</v></c></row>";
    assert_eq!(
        text(&workbook(&[first, second])).as_deref(),
        Ok(
            "title\tdate\n\n国务院 公报\t2023-12-31\t\t2023\n\t2023-12-31 12:00:00\n\u{c}true\t0.25\n\u{c}"
        )
    );
}

#[test]
fn the_value_of_merged_cells_stands_in_each_of_their_rows() {
    let rows = "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>\
        <row r='2'><c r='A2'/><c r='B2'><v>4</v></c></row><row r='4'><c r='B4'><v>5</v></c><c r='D4'><v>6</v></c></row>\
        </sheetData><mergeCells><mergeCell ref='A1:A3'/><mergeCell ref='C1:C4'/><mergeCell ref='B2:C2'/></mergeCells><sheetData>";
    assert_eq!(
        text(&workbook(&[rows])).as_deref(),
        Ok("1\t2\t3\n1\t4\t3\n1\t\t3\n\t5\t3\t6\n\u{c}")
    );
    let tall = "<row r='1'><c r='A1' t='inlineStr'><is><t>x</t></is></c></row><row r='9'><c r='B9'><v>1</v></c></row>\
        </sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells><sheetData>";
    let expected = "x\n".repeat(8) + "x\t1\n\u{c}";
    assert_eq!(text(&workbook(&[tall])), Ok(expected));
}

#[test]
fn a_number_that_is_no_day_of_a_spreadsheet_is_no_date() {
    let cell = |at: &str, value: &str| format!("<c r='{at}' s='1'><v>{value}</v></c>");
    let cells = [
        ("A1", "2958465"),
        ("B1", "2958466"),
        ("C1", "-5"),
        ("D1", "1e20"),
    ];
    let cells: String = cells.map(|(at, value)| cell(at, value)).concat();
    assert_eq!(
        text(&workbook(&[&format!("<row r='1'>{cells}</row>")])).as_deref(),
        Ok("9999-12-31\t2958466\t-5\t100000000000000000000\n\u{c}")
    );
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let refused = "`a.xlsx` unpacks to more than 256 MiB: expected at most 256 MiB, and of a part over 10 MiB 100 times its packed size";
    let bomb = " ".repeat(11 * 1024 * 1024);
    assert_eq!(text(&workbook(&[&bomb])), Err(refused.to_owned()));
    // Each row points to the farthest column: 16,384 cells, of which one is there.
    let mut far = String::new();
    for row in 1..=17_000 {
        write!(far, "<row r='{row}'><c r='XFD{row}'><v>{row}</v></c></row>").unwrap();
    }
    assert_eq!(text(&workbook(&[&far])), Err(refused.to_owned()));
}

#[test]
fn what_is_no_workbook_is_refused_by_what_it_is() {
    let expected = "expected text, a web page, a PDF, a table as CSV or XLSX, or JSON Lines";
    for (bytes, message) in [
        (
            archive(&[("word/document.xml", "<x/>")]),
            format!("`a.xlsx` is a text of Word (.docx): {expected}"),
        ),
        (
            archive(&[("a.txt", "x")]),
            format!("`a.xlsx` is an archive: {expected}"),
        ),
        (
            workbook(&[""]),
            "`a.xlsx` holds no words: expected the text of a document".to_owned(),
        ),
    ] {
        assert_eq!(text(&bytes), Err(message));
    }
    let whole = workbook(&["<row r='1'><c r='A1'><v>1</v></c></row>"]);
    for bytes in [&whole[..whole.len() / 2], b"PK\x03\x04"] {
        let error = text(bytes).unwrap_err();
        assert!(
            error.starts_with("`a.xlsx` begins as a workbook and is none: "),
            "{error}"
        );
    }
    let backwards = workbook(&[
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>",
    ]);
    assert!(
        text(&backwards)
            .unwrap_err()
            .ends_with("cells out of their order")
    );
    let far = workbook(&["<row r='4000000000'><c r='A4000000000'><v>1</v></c></row>"]);
    assert!(
        text(&far)
            .unwrap_err()
            .ends_with("a cell beyond the last row or column")
    );
    // The library adds up the number of a row: it may give up on it, and the reader does not.
    let absurd = workbook(&["<row r='inlineStr'><c><v>1</v></c></row>"]);
    assert!(text(&absurd).is_err());
}
