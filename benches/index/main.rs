//! How long a built graph takes to answer, beside Oxigraph's own stores, in one run.
//!
//! ```text
//! cargo bench --bench index [--features disk] -- DATA.nt QUERIES WORK [--engines graph,memory,rocksdb]
//!     [--runs 5] [--seconds 60]
//! ```
//!
//! Takes N-Triples, a folder of `.rq` files without parameters, and a folder to write in. Loads the data into each
//! engine, then asks the queries in the order of their names, engines in turn. Prints a JSON object a line on standard
//! output and a table on standard error. Who wants an engine's memory runs it alone. What the figures are put beside,
//! and other peers, are left to `benches/peers/run.py`.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use std::{fs, path::PathBuf, time::Duration};

use serde_json::json;

mod engine;
mod measure;

use engine::{Engine, Spelled};
use measure::{Spent, measure, median, peak_kib};

/// What is measured, and how often.
struct Plan {
    data: PathBuf,
    queries: PathBuf,
    work: PathBuf,
    engines: Vec<String>,
    runs: usize,
    limit: Duration,
}

impl Plan {
    fn parse() -> Self {
        let mut given = Vec::new();
        let mut plan = Self {
            data: PathBuf::new(),
            queries: PathBuf::new(),
            work: PathBuf::new(),
            engines: vec!["graph".to_owned(), "memory".to_owned()],
            runs: 5,
            limit: Duration::from_mins(1),
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap();
            match argument.as_str() {
                "--bench" => {}
                "--engines" => plan.engines = value().split(',').map(str::to_owned).collect(),
                "--runs" => plan.runs = value().parse().unwrap(),
                "--seconds" => plan.limit = Duration::from_secs(value().parse().unwrap()),
                _ => given.push(PathBuf::from(argument)),
            }
        }
        if let [data, queries, work] = given.as_slice() {
            plan.data.clone_from(data);
            plan.queries.clone_from(queries);
            plan.work.clone_from(work);
        }
        plan
    }

    fn questions(&self) -> Vec<(String, String)> {
        let files = fs::read_dir(&self.queries).unwrap();
        let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = |path: &PathBuf| (name(path), fs::read_to_string(path).unwrap());
        paths.iter().map(read).collect()
    }
}

/// Loads the data into an engine and says what that took.
fn load(name: &str, plan: &Plan) -> Engine {
    let (engine, spent) = measure(|| Engine::load(name, &plan.data, &plan.work).unwrap());
    println!(
        "{}",
        json!({
            "engine": name, "what": "load", "wall_ms": spent.wall_ms, "cpu_ms": spent.cpu_ms,
            "peak_kib": peak_kib(), "triples": engine.triples(), "bytes": engine.bytes(),
        })
    );
    eprintln!("{name}: loaded in {:.0} ms", spent.wall_ms);
    tell_opened(name, plan);
    engine
}

/// Says what it takes to open the graph that was built; what is in memory is not opened.
fn tell_opened(name: &str, plan: &Plan) {
    if name != "graph" {
        return;
    }
    let spent: Vec<Spent> = (0..OPENINGS)
        .map(|_| measure(|| engine::open(&plan.work)).1)
        .collect();
    let of = |part: fn(&Spent) -> f64| spent.iter().map(part).collect::<Vec<_>>();
    let (wall, cpu) = (of(|spent| spent.wall_ms), of(|spent| spent.cpu_ms));
    println!(
        "{}",
        json!({ "engine": name, "what": "open", "wall_ms": wall, "cpu_ms": cpu })
    );
    eprintln!("{name}: opened in {:.3} ms", median(wall));
}

/// How often the graph is opened.
const OPENINGS: usize = 20;

/// One engine's times of one query; the answer of the first run, `None` where it was stopped.
#[derive(Default)]
struct Asked {
    spent: Vec<Spent>,
    answer: Option<Spelled>,
    stopped: bool,
}

impl Asked {
    /// Asks once more, unless it was stopped or has had its time.
    fn ask(&mut self, engine: &Engine, sparql: &str, limit: Duration) {
        let taken: f64 = self.spent.iter().map(|spent| spent.wall_ms).sum();
        if self.stopped || taken > limit.as_secs_f64() * 1000.0 / 2.0 {
            return;
        }
        let (answer, spent) = measure(|| engine.ask(sparql, limit));
        let Some(answer) = answer else {
            self.stopped = true;
            return;
        };
        self.spent.push(spent);
        if self.answer.is_none() {
            self.answer = Some(answer.spell());
        }
    }

    fn tell(&self, engine: &str, query: &str, limit: Duration) {
        let of = |part: fn(&Spent) -> f64| self.spent.iter().map(part).collect::<Vec<_>>();
        let (wall, cpu) = (of(|spent| spent.wall_ms), of(|spent| spent.cpu_ms));
        let Some(answer) = &self.answer else {
            let over = limit.as_secs();
            println!(
                "{}",
                json!({ "engine": engine, "what": query, "over_s": over })
            );
            eprintln!("{query:<28} {engine:<8} stopped after {over} s");
            return;
        };
        println!(
            "{}",
            json!({
                "engine": engine, "what": query, "wall_ms": wall, "cpu_ms": cpu,
                "rows": answer.rows, "digest": answer.digest, "peak_kib": peak_kib(),
            })
        );
        eprintln!(
            "{query:<28} {engine:<8} {:>10.2} ms CPU, {:>10.2} ms wall, {:>8} rows {}",
            median(cpu),
            median(wall),
            answer.rows,
            answer.digest
        );
    }
}

/// Says what reading alone takes, to which building is held, and how much text there is.
fn tell_parsed(plan: &Plan) {
    let (triples, spent) = measure(|| engine::parse(&plan.data));
    println!(
        "{}",
        json!({
            "engine": "oxttl", "what": "parse", "triples": triples,
            "wall_ms": spent.wall_ms, "cpu_ms": spent.cpu_ms,
            "text_bytes": engine::text_bytes(&plan.data),
        })
    );
}

fn main() {
    let plan = Plan::parse();
    if plan.data.as_os_str().is_empty() {
        eprintln!("nothing to measure: expected DATA.nt QUERIES WORK");
        return;
    }
    // Who is alone is there for its memory.
    if plan.engines.len() > 1 {
        tell_parsed(&plan);
    }
    let engines: Vec<(&String, Engine)> = plan
        .engines
        .iter()
        .map(|name| (name, load(name, &plan)))
        .collect();
    for (query, sparql) in plan.questions() {
        let mut asked: Vec<Asked> = engines.iter().map(|_| Asked::default()).collect();
        for _ in 0..plan.runs {
            for ((_, engine), asked) in engines.iter().zip(&mut asked) {
                asked.ask(engine, &sparql, plan.limit);
            }
        }
        for ((name, _), asked) in engines.iter().zip(&asked) {
            asked.tell(name, &query, plan.limit);
        }
    }
    // A query that was given up may still run.
    std::process::exit(0);
}
