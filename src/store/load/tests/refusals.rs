//! What does not load, and what is said of it.

use std::{fs, path::Path};

use super::*;

/// Returns the message about a file, its path left out.
fn message(folder: &Path, text: &str, chunk: usize) -> String {
    let sources = written(folder, &[("bad.nq", text)]);
    let limits = Limits { chunk, ..wide() };
    let error = index_of(folder, &sources, 3, limits).unwrap_err();
    let path = sources[0].path.display().to_string() + ":";
    error.to_string().replace(&path, "")
}

#[test]
fn the_first_mistake_is_told_with_its_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let good = "<http://x/s> <http://x/p> \"工\" .\n";
    let expected = ": expected subject, predicate, object, perhaps a graph, and a dot";
    for (line, place, told) in [
        (
            "<http://x/a b> <a:p> <a:o> .",
            "1",
            "found `<http://x/a b>`",
        ),
        (
            "<a:s> <a:p> \"工\"@e_n .",
            "17",
            "found `e_n`: the given language subtag is invalid",
        ),
        ("<a:s> <a:p> <a:o> <a:g> <a:h> .", "25", "found `<a:h>`"),
        (
            "<a:s> <a:p> <a:o>",
            "19",
            "found the end of the line: quads must be followed by a dot",
        ),
        (
            "<a:s> <a:p> \"o .",
            "13",
            "found `\"o .`: the line ends within a term",
        ),
        ("<a:s> \"p\" <a:o> .", "7", "found `\"p\"`"),
        ("\u{feff}<a:s> <a:p> <a:o> .", "1", "found `\\u{feff}`"),
        ("<s> <a:p> <a:o> .", "1", "found `<s>`"),
        (
            "<a:s> <a:p> \"\\q\" .",
            "14",
            "found `\\q`: unexpected escape character '\\q'",
        ),
        ("<a:s> <a:p> \"x\"^^<t> .", "18", "found `<t>`"),
        (
            "<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .",
            "21",
            "found `<a:s>`: only a single triple or quad can be written in a line:",
        ),
        (
            "<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .",
            "13",
            "found `<<(`",
        ),
    ] {
        for (before, number) in [(0, 1), (1, 2), (200, 201)] {
            let text = format!("{}{line}\n{good}<also bad>\n", good.repeat(before));
            for chunk in [1, 40, 1000] {
                let message = message(folder.path(), &text, chunk);
                assert!(
                    message.starts_with(&format!("{number}:{place}")),
                    "{line}: {message}"
                );
                assert!(message.contains(told), "{line}: {message}");
                assert!(message.ends_with(expected), "{line}: {message}");
            }
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.nt");
    fs::write(&path, b"<a:s> <a:p> \"x\" .\n<a:s> <a:p> \"\xC3\x28\" .\n").unwrap();
    let error = index_of(folder.path(), &[source(&path)], 1, wide()).unwrap_err();
    assert!(
        matches!(error, LoadError::Syntax { line: 2, .. }),
        "{error}"
    );
}

#[test]
fn what_cannot_be_loaded_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let lines = varied(500, "\n");
    let sources = written(folder.path(), &[("good.nq", &lines), ("x.ttl", "")]);
    let missing = source(&folder.path().join("none.nt"));
    let unnamed = Source {
        graph: "no iri".to_owned(),
        ..sources[0].clone()
    };
    let few = Limits {
        terms: 10_000,
        memory: 16_000,
        chunk: 100,
        ..wide()
    };
    let narrow = Limits {
        chunk: 10,
        line: 30,
        ..wide()
    };
    for (source, limits, wanted) in [
        (
            &sources[1],
            wide(),
            "x.ttl`: expected a file of N-Triples (.nt) or N-Quads (.nq)",
        ),
        (
            &missing,
            wide(),
            "none.nt`: No such file or directory (os error 2)",
        ),
        (&unnamed, wide(), "found `no iri` as the graph of"),
        (
            &sources[0],
            few,
            "with --memory 1M; the whole needs about --memory 1M",
        ),
        (
            &sources[0],
            narrow,
            "good.nq:4: found a line of more than 38 bytes: expected at most 30",
        ),
    ] {
        let error = index_of(folder.path(), std::slice::from_ref(source), 2, limits).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
    }
}
