//! Any text as a law or notice: what is read stands at its place.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policygraph::{
    extract::{
        account::read_document,
        rules::{Rules, Tables},
    },
    fact::account::Make,
    source::{Document, File, Given},
};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/rules");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            files.push(File::new(
                &path.display().to_string(),
                std::fs::read(path).unwrap(),
            ));
        }
    }
    Rules::new(&Tables::new(&files).unwrap()).unwrap()
});

fuzz_target!(|bytes: &[u8]| {
    let text = bytes.to_vec();
    let Ok(given) = Given::open("x.txt", &text) else {
        return;
    };
    let Some(document) = Document::new(&text) else {
        return;
    };
    let account = read_document(&given, &RULES);
    if account.make == Make::Newsletter {
        return;
    }
    for policy in account.policies {
        let issuers = policy.issuers.iter().map(|issuer| &issuer.grounds);
        let relations = policy.relations.iter().map(|relation| &relation.grounds);
        let targets = policy.targets.iter().map(|target| &target.grounds);
        let dates = policy.dates.iter().map(|date| &date.date.grounds);
        for grounds in issuers.chain(relations).chain(targets).chain(dates) {
            assert_eq!(
                document.quote(grounds.span).as_deref(),
                Some(grounds.quote.as_str())
            );
        }
    }
});
