//! How fast documents are read, beside the SHA-256 of the same bytes, on one core.
//!
//! ```text
//! POLICYGRAPH_SHARED=../shared cargo bench --bench reading
//! ```
//!
//! Reads the corpus of laws where it is there, else laws made up for this. The
//! digest is taken of every document anyway and touches each byte once: the
//! ratio says what all the rest costs. Then the same for one document of two
//! sizes, whose times have to stand as the sizes do.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use policygraph::{
    extract::{read_document, rules::Rules},
    fact::digest::sha256,
    pipeline::rules,
    source::{Given, walk},
};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

/// One article of a made-up law.
const ARTICLE: &str = "第二条 根据《中华人民共和国假设法》（以下简称《假设法》）第三十一条、《示例条例》和其他有关规定，本办法适用于本市行政区域内的示例活动及其监督管理。违反《假设法》的，依照其规定处理。\n\n";

fn made_up(articles: usize) -> String {
    let head = "# 示例市示例管理办法\n\n2020年1月2日 示例市第十届人民代表大会常务委员会第三次会议通过\n\n<!-- INFO END -->\n\n";
    let end = "第九十九条 本办法自2020年3月1日起施行。《示例市示例管理暂行办法》同时废止。\n";
    format!("{head}{}{end}", ARTICLE.repeat(articles))
}

fn corpus() -> Vec<Vec<u8>> {
    let Some(shared) = std::env::var_os("POLICYGRAPH_SHARED") else {
        println!("POLICYGRAPH_SHARED is not set: made-up laws");
        return (1..400).map(|size| made_up(size).into_bytes()).collect();
    };
    let folder = PathBuf::from(shared).join("corpus/laws");
    let paths = walk(&[folder]).0;
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn read(bytes: &[u8], rules: &Rules) -> usize {
    let given = Given::open("law.md", bytes).unwrap();
    let account = read_document(&given, rules);
    account.policies[0].relations.len()
}

fn best_of<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap()
}

fn main() {
    let rules = rules(None, None).unwrap();
    let documents = corpus();
    let bytes: usize = documents.iter().map(Vec::len).sum();
    let all = || {
        documents
            .iter()
            .map(|document| read(document, &rules))
            .sum::<usize>()
    };
    let reading = best_of(3, all);
    let digests = best_of(3, || {
        let digests = documents.iter().map(|document| sha256(document));
        digests.map(|digest| digest.len()).sum::<usize>()
    });
    #[expect(
        clippy::cast_precision_loss,
        reason = "a corpus is far below 2^53 bytes"
    )]
    let rate = bytes as f64 / 1e6 / reading.as_secs_f64();
    println!(
        "{} documents, {bytes} bytes: {reading:.2?}, {rate:.0} MB/s; SHA-256 alone {digests:.2?}, reading takes {:.1} times as long",
        documents.len(),
        reading.as_secs_f64() / digests.as_secs_f64()
    );
    let [small, large] = [20_000, 80_000].map(|articles| {
        let law = made_up(articles).into_bytes();
        best_of(2, || read(&law, &rules))
    });
    println!(
        "one law of four times the size: {small:.2?} and {large:.2?}, {:.1} times as long",
        large.as_secs_f64() / small.as_secs_f64()
    );
}
