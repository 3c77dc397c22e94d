//! Any bytes as a table of policies: every value at its place, whatever the rows are.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policygraph::{
    extract::{mapped, rules::Tables},
    source::{Document, File, Given},
};

static RULES: LazyLock<mapped::Rules> = LazyLock::new(|| {
    let mapping =
        b"column,means,split\na,title,\nb,issuers,;\nc,published,\nd,basedOn,;\ne,number,\n";
    let tables = Tables::new(&[File::new("mapping-x.csv", mapping.to_vec())]);
    mapped::Rules::new(&tables.unwrap()).unwrap()
});

fuzz_target!(|bytes: &[u8]| {
    let table = [b"a,b,c,d,e\n".as_slice(), bytes].concat();
    let Ok(given) = Given::open("x.csv", &table) else {
        return;
    };
    let Some(document) = Document::new(&table) else {
        return;
    };
    for policy in mapped::read(&given, &RULES, None).policies {
        let issuers = policy.issuers.iter().map(|issuer| &issuer.grounds);
        let relations = policy.relations.iter().map(|relation| &relation.grounds);
        for grounds in issuers
            .chain(relations)
            .chain(policy.title.iter().map(|title| &title.grounds))
        {
            assert_eq!(
                document.quote(grounds.span).as_deref(),
                Some(grounds.quote.as_str())
            );
        }
    }
});
