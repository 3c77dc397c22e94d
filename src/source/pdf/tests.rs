//! PDFs that are made here: Chinese by a `ToUnicode` map and by encodings, broken, locked, and of pictures.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream,
    StringFormat, dictionary,
};

use super::read;
use crate::source::SourceError;

/// The map of a font whose codes 1 to 6 are 国务院办公厅.
const MAP: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
    /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
    1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
    6 beginbfchar\n<0001> <56FD>\n<0002> <52A1>\n<0003> <9662>\n<0004> <529E>\n<0005> <516C>\n<0006> <5385>\nendbfchar\n\
    endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/// Makes a PDF of pages with these instructions; the fonts are F1 (`MAP`), F2 (GBK) and F3 (English).
fn pdf(pages: &[&str]) -> Document {
    let mut document = Document::with_version("1.5");
    let map = document.add_object(Stream::new(dictionary! {}, MAP.into()));
    let composite = |encoding: &str| {
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "SimSun",
            "Encoding" => Object::Name(encoding.into()),
        }
    };
    let mut mapped = composite("Identity-H");
    mapped.set("ToUnicode", map);
    let english = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    };
    let fonts = dictionary! { "F1" => mapped, "F2" => composite("GBK-EUC-H"), "F3" => english };
    let resources = document.add_object(dictionary! { "Font" => fonts });
    let parent = document.new_object_id();
    let kids: Vec<Object> = pages
        .iter()
        .map(|page| {
            let content =
                document.add_object(Stream::new(dictionary! {}, page.as_bytes().to_vec()));
            let page = dictionary! { "Type" => "Page", "Parent" => parent, "Contents" => content };
            document.add_object(page).into()
        })
        .collect();
    let tree = dictionary! {
        "Type" => "Pages", "Count" => i64::try_from(kids.len()).unwrap(), "Kids" => kids, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(parent, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => parent });
    document.trailer.set("Root", catalog);
    document
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn text(pages: &[&str]) -> Result<String, String> {
    read("a.pdf", &bytes(pdf(pages))).map_err(|error| error.to_string())
}

#[test]
fn letters_are_read_by_the_map_or_the_encoding_of_their_font() {
    let page = "BT /F1 16 Tf 90 700 Td <000100020003> Tj <000400050006> Tj ET \
        BT /F2 16 Tf 90 660 Td <B9FAB7A2> Tj ET BT /F3 12 Tf 90 640 Td (No. 28) Tj ET";
    assert_eq!(
        text(&[page]).as_deref(),
        Ok("国务院办公厅\n国发\nNo. 28\u{c}")
    );
}

#[test]
fn lines_are_cut_where_the_pen_goes_down_and_spaces_stand_where_it_goes_far() {
    let page = "q 0.5 0 0 0.5 0 0 cm BT /F1 16 Tf 1 0 0 1 90 700 Tm [<0001> -20 <00020003>] TJ ET \
        BT /F1 16 Tf 1 0 0 1 138 700 Tm <000400050006> Tj 0 -20 TD <0001> Tj T* <0002> Tj ET Q \
        BT /F3 10 Tf 100 200 Td [(Iss) 20 (ued) -300 (by)] TJ 200 0 Td (MIIT) Tj ET";
    assert_eq!(
        text(&[page]).as_deref(),
        Ok("国务院办公厅\n国\n务\nIssued by MIIT\u{c}")
    );
}

#[test]
fn a_form_feed_stands_after_each_page() {
    let page = "BT /F2 16 Tf 90 660 Td <B9FAB7A2> Tj ET";
    assert_eq!(
        text(&[page, "", page]).as_deref(),
        Ok("国发\u{c}\u{c}国发\u{c}")
    );
}

#[test]
fn a_pdf_without_text_or_with_a_password_or_broken_is_refused() {
    assert_eq!(
        text(&["0 0 100 100 re f", ""]),
        Err("`a.pdf` is a PDF without text on any of its 2 pages: expected text, such as recognition makes of pictures".to_owned())
    );
    let mut locked = pdf(&["BT /F3 12 Tf (secret) Tj ET"]);
    let id = Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
    locked.trailer.set("ID", vec![id.clone(), id]);
    let version = EncryptionVersion::V2 {
        document: &locked,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    locked.encrypt(&state).unwrap();
    let error = read("a.pdf", &bytes(locked)).unwrap_err().to_string();
    assert_eq!(
        error,
        "`a.pdf` is a PDF with a password: expected one that opens without"
    );
    let whole = bytes(pdf(&["BT /F3 12 Tf (whole) Tj ET"]));
    let error = read("a.pdf", b"%PDF-1.5 and no more")
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("`a.pdf` begins as a PDF and is none: "),
        "{error}"
    );
    assert!(!super::is_cut_off(&whole));
    for end in 0..whole.len() {
        let cut = &whole[..end];
        let read = read("a.pdf", cut);
        assert!(super::is_cut_off(cut) || end + 2 > whole.len(), "{end}");
        assert!(
            !matches!(read, Err(SourceError::PdfWithoutText { .. })),
            "{end}"
        );
    }
}

#[test]
fn a_page_that_unpacks_to_more_than_memory_should_hold_is_refused() {
    let mut document = pdf(&[]);
    let content = "(x) Tj ".repeat(1024 * 1024 * 10);
    let mut stream = Stream::new(Dictionary::new(), content.into_bytes());
    stream.compress().unwrap();
    let content = document.add_object(stream);
    let page = dictionary! { "Type" => "Page", "Contents" => content };
    let page = document.add_object(page);
    let tree = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] };
    let tree = document.add_object(tree);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let error = read("a.pdf", &bytes(document)).unwrap_err().to_string();
    assert!(
        error.starts_with("`a.pdf` begins as a PDF and is none: "),
        "{error}"
    );
}
