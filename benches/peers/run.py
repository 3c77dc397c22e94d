#!/usr/bin/env python3
"""The whole bench by one command: data, engines, tables.

    python3 benches/peers/run.py 10000 100000 1000000 --out docs/performance.md

Makes the data with the generator in $POLICYGRAPH_SHARED/bench, builds the program and the
benches, asks every engine the same queries, and writes Markdown. What it needs of Python it
installs into a folder of its own. All that it measured stays in WORK as JSON lines.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import table

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
ID = "https://w3id.org/policygraph/id/"
# How often a whole process is started: it takes milliseconds, and the first finds the disk cold.
STARTS = 7


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int, help="numbers of policies")
    parser.add_argument("--out", type=Path, help="where the tables go [default: standard output]")
    parser.add_argument("--work", type=Path, default=PROJECT / "target" / "peers")
    parser.add_argument("--runs", type=int, default=5, help="how often a query is asked")
    parser.add_argument("--seconds", type=int, default=120, help="when a query is given up")
    parser.add_argument("--without", default="", help="engines to leave out: rocksdb,duckdb,hdt")
    parser.add_argument("--note", default="", help="what else to say of the machine")
    return parser.parse_args()


def python(work):
    """Returns the interpreter of an environment that has the requirements."""
    folder = work / "python"
    interpreter = folder / "bin" / "python"
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    return interpreter


def built(command):
    """Builds with cargo and returns the executables it made, by name."""
    command = [*command, "--message-format", "json-render-diagnostics"]
    run = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    made = [json.loads(line) for line in run.stdout.splitlines()]
    return {m["target"]["name"]: m["executable"] for m in made if m.get("executable")}


def build(without):
    """Returns the executables; those of engines that do not build are not among them."""
    cargo = ["cargo", "build", "--release", "--locked"]
    # RocksDB compiles for minutes and needs libclang.
    features = [] if "rocksdb" in without else ["--features", "disk"]
    programs = built([*cargo, *features, "--bin", "policygraph", "--bench", "index"])
    if "hdt" not in without:
        programs |= built([*cargo, "--manifest-path", str(HERE / "hdt" / "Cargo.toml")])
    return programs


def generate(interpreter, size, work):
    """Makes the data of a size, once, and the queries with their parameters in place."""
    folder = work / str(size)
    targets = folder / "targets.json"
    if not targets.exists():
        shared = Path(os.environ.get("POLICYGRAPH_SHARED", PROJECT.parent / "shared"))
        generator = shared / "bench" / "generate.py"
        subprocess.run([interpreter, generator, str(size), folder], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([interpreter, HERE / "targets.py", folder], check=True)
    found = json.loads(targets.read_text())
    queries = folder / "queries"
    queries.mkdir(exist_ok=True)
    for path in sorted((HERE.parent / "queries").glob("*.rq")):
        text = path.read_text()
        for name, number in found.items():
            kind = "agency/a" if name == "agency" else "policy/p"
            text = text.replace(f"${name}", f"<{ID}{kind}{number}>")
        (queries / path.name).write_text(text)
    return folder, found


def lines(command, timeout=None):
    """Runs an engine and returns what it says, a JSON object a line."""
    print("+", *map(str, command), file=sys.stderr)
    run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, timeout=timeout)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def process(command, times=1):
    """Runs a whole process some times; returns each time's wall, CPU and most memory, and its exit code.

    Memory is ru_maxrss, which is never less than this interpreter's own, about 15 MB.
    """
    measured = {"wall_ms": [], "cpu_ms": [], "peak_kib": 0, "code": 0}
    for _ in range(times):
        start = time.perf_counter()
        child = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        measured["wall_ms"].append((time.perf_counter() - start) * 1e3)
        measured["cpu_ms"].append((usage.ru_utime + usage.ru_stime) * 1e3)
        measured["peak_kib"] = max(measured["peak_kib"], usage.ru_maxrss)
        measured["code"] = child.returncode
    return measured


def whole(program, folder, found):
    """Measures the program as a user meets it: build, show, ask; each as a process."""
    graph = folder / "graph"
    said = []

    def tell(what, command, times):
        measured = process([program, *command], times)
        said.append({"engine": "policygraph", "what": what, **measured})
        return measured["code"] == 0

    # Into an empty folder, so that nothing of an earlier build is used.
    subprocess.run(["rm", "-rf", graph], check=True)
    if not tell("build", ["build", "--from", folder / "data.nt", "--graph", graph], 1):
        return said
    files = [path for path in graph.rglob("*") if path.is_file()]
    said[-1]["bytes"] = sum(path.stat().st_size for path in files)
    said[-1]["index_bytes"] = sum(p.stat().st_size for p in files if p.suffix == ".index")
    tell("show", ["show", f"policy/p{found['recent']}", "--graph", graph], STARTS)
    for path in sorted((folder / "queries").glob("*.rq")):
        tell(f"ask {path.stem}", ["ask", path, "--graph", graph], 3)
    return said


def measure(programs, interpreter, folder, found, options):
    """Asks every engine; returns what they said."""
    without = options.without.split(",")
    ask = [folder / "data.nt", folder / "queries", folder]
    often = ["--runs", options.runs, "--seconds", options.seconds]
    engines = ["graph", "memory"] + ([] if "rocksdb" in without else ["rocksdb"])
    # In turn in one process, for the times; each alone, for its memory.
    said = lines([programs["index"], *ask, "--engines", ",".join(engines), *often])
    for engine in engines:
        alone = lines([programs["index"], *ask, "--engines", engine, "--runs", 1, "--seconds", options.seconds])
        said += [{**line, "alone": True} for line in alone]
    plain = [options.runs, options.seconds]
    if "duckdb" not in without:
        said += lines([interpreter, HERE / "duck.py", folder, folder / "targets.json", folder, *plain])
    if "hdt" not in without:
        said += lines([programs["policygraph-bench-hdt"], *ask, *plain])
    return said + whole(programs["policygraph"], folder, found)


def main():
    options = arguments()
    options.work.mkdir(parents=True, exist_ok=True)
    interpreter = python(options.work)
    programs = build(options.without.split(","))
    results = {}
    for size in options.sizes:
        folder, found = generate(interpreter, size, options.work)
        said = measure(programs, interpreter, folder, found, options)
        (folder / "measured.jsonl").write_text("".join(json.dumps(line) + "\n" for line in said))
        results[size] = (json.loads((folder / "meta.json").read_text()), said)
    text = table.write(results, options)
    if options.out:
        options.out.write_text(text)
    else:
        print(text)
    return table.disagreements(results)


if __name__ == "__main__":
    sys.exit(main())
