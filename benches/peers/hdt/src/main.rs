//! Asks an HDT file the queries of the bench, and prints what `benches/index` prints.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/hdt/Cargo.toml -- DATA.nt QUERIES WORK RUNS SECONDS
//! ```

use std::{
    error::Error,
    fs,
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use hdt::Hdt;
use rustix::time::{ClockId, clock_gettime};
use serde_json::json;
use sha2::{Digest, Sha256};
use spareval::{CancellationToken, QueryEvaluator, QueryResults};
use spargebra::{SparqlParser, term::Term};

type Rows = Vec<Vec<Option<Term>>>;

fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn measure<T>(run: impl FnOnce() -> T) -> (T, f64, f64) {
    let (wall, cpu) = (Instant::now(), cpu_ms());
    let value = run();
    (value, wall.elapsed().as_secs_f64() * 1e3, cpu_ms() - cpu)
}

fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// Makes the HDT file where it is not there, and opens it.
fn open(data: &Path, work: &Path) -> Result<Hdt, Box<dyn Error>> {
    let file = work.join("data.hdt");
    let (written, wall, cpu) = measure(|| -> Result<(), Box<dyn Error>> {
        if file.exists() {
            return Ok(());
        }
        let mut out = BufWriter::new(File::create(&file)?);
        Hdt::read_nt(data)?.write(&mut out)?;
        Ok(out.flush()?)
    });
    written?;
    let bytes = fs::metadata(&file)?.len();
    println!(
        "{}",
        json!({ "engine": "hdt", "what": "load", "wall_ms": wall, "cpu_ms": cpu, "bytes": bytes, "peak_kib": peak_kib() })
    );
    let (opened, wall, cpu) =
        measure(|| Hdt::read(BufReader::new(File::open(&file)?)).map_err(Box::<dyn Error>::from));
    println!(
        "{}",
        json!({ "engine": "hdt", "what": "open", "wall_ms": wall, "cpu_ms": cpu })
    );
    opened
}

fn ask(hdt: &Hdt, sparql: &str, token: &CancellationToken) -> Result<Rows, Box<dyn Error>> {
    let query = SparqlParser::new().parse_query(sparql)?;
    let evaluator = QueryEvaluator::new().with_cancellation_token(token.clone());
    let QueryResults::Solutions(solutions) = evaluator.prepare(&query).execute(hdt)? else {
        return Err("expected SELECT".into());
    };
    let row = |solution: Result<spareval::QuerySolution, _>| -> Result<_, Box<dyn Error>> {
        Ok(solution?.values().to_vec())
    };
    solutions.map(row).collect()
}

/// Asks, and gives up after a time.
fn ask_within(hdt: &Hdt, sparql: &str, limit: Duration) -> Option<Rows> {
    let (token, (done, wait)) = (CancellationToken::new(), mpsc::channel::<()>());
    thread::scope(|scope| {
        let stop = token.clone();
        scope.spawn(move || {
            if wait.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
                stop.cancel();
            }
        });
        let rows = ask(hdt, sparql, &token).ok();
        drop(done);
        rows
    })
}

fn spell(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::BlankNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}

fn digest(rows: &Rows) -> String {
    let line = |row: &Vec<Option<Term>>| {
        let cells = row
            .iter()
            .map(|cell| cell.as_ref().map_or_else(String::new, spell));
        cells.collect::<Vec<_>>().join("\t")
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.sort_unstable();
    let digest = Sha256::digest(lines.join("\n").as_bytes());
    digest[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [data, queries, work, runs, seconds] = given.as_slice() else {
        return Err("expected DATA.nt QUERIES WORK RUNS SECONDS".into());
    };
    let (runs, limit) = (
        runs.parse::<usize>()?,
        Duration::from_secs(seconds.parse()?),
    );
    let hdt = open(Path::new(data), Path::new(work))?;
    let mut paths: Vec<PathBuf> = fs::read_dir(queries)?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    for path in paths {
        let (name, sparql) = (
            path.file_stem().unwrap_or_default().to_string_lossy(),
            fs::read_to_string(&path)?,
        );
        let (mut walls, mut cpus, mut first) = (Vec::new(), Vec::new(), None);
        while walls.len() < runs && walls.iter().sum::<f64>() < limit.as_secs_f64() * 500.0 {
            let (rows, wall, cpu) = measure(|| ask_within(&hdt, &sparql, limit));
            let Some(rows) = rows else { break };
            walls.push(wall);
            cpus.push(cpu);
            first.get_or_insert(rows);
        }
        println!(
            "{}",
            match first {
                Some(rows) =>
                    json!({ "engine": "hdt", "what": name, "wall_ms": walls, "cpu_ms": cpus, "rows": rows.len(), "digest": digest(&rows), "peak_kib": peak_kib() }),
                None => json!({ "engine": "hdt", "what": name, "over_s": limit.as_secs() }),
            }
        );
    }
    Ok(())
}
