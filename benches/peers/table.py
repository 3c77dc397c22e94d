"""Writes what was measured as Markdown, and says where engines disagree."""

import os
import platform
from statistics import median

NAMES = {"graph": "policygraph", "memory": "Oxigraph, memory", "rocksdb": "Oxigraph, RocksDB",
         "duckdb": "DuckDB, SQL", "hdt": "HDT"}

HEAD = """# How fast it is

By `{command}`; not edited by hand. Policies are made by a generator (its shape is in the issue that asked for this), and every
engine holds the same triples. {machine}{note}

Times are medians in milliseconds of CPU, with the wall's in brackets where it differs by more than a tenth. Engines are asked in turn in one
process (`benches/index`), DuckDB and HDT in their own; a query is asked {runs} times, fewer where half of {seconds} s are over, and given
up after {seconds} s. A ratio below 2 between runs of such a machine is a tie. Oxigraph loads with its bulk loader and its lenient parser on all threads. DuckDB reads
the generator's CSV files, which hold neither titles nor firms; it is asked in SQL on one thread. HDT is the crate `hdt`, by the query
engine of Oxigraph. QLever is left out: PyPI has only its command line, which runs it in a container. So are `hdt` and `rdflib-hdt` of
PyPI, which did not install: the one names no pybind11, the other fetches sources.

"""


def pick(said, engine, what, alone=False):
    for line in said:
        if (line["engine"], line["what"], line.get("alone", False)) == (engine, what, alone):
            return line
    return None


def middle(values):
    return median(values) if isinstance(values, list) else values


def number(value):
    """Three digits, no exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def taken(line):
    if line is None:
        return ""
    if "over_s" in line:
        return f"> {line['over_s']:.0f} s"
    cpu, wall = middle(line["cpu_ms"]), middle(line["wall_ms"])
    return number(cpu) if abs(wall - cpu) <= 0.1 * cpu else f"{number(cpu)} ({number(wall)})"


def mega(amount, unit=1):
    return f"{amount * unit / 1e6:,.0f}" if amount else ""


def rows(header, body):
    lines = [header, ["---"] + ["--:"] * (len(header) - 1), *body]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines) + "\n"


def engines(said):
    return [name for name in NAMES if any(line["engine"] == name for line in said)]


def loading(meta, said):
    """What it takes to have the data: from N-Triples to the first query."""
    parse = pick(said, "oxttl", "parse")

    def row(name, line, size, peak=0):
        times = number(middle(line["wall_ms"]) / parse["wall_ms"]) if line else ""
        return [name, taken(line), times, mega(size), per_triple(size, meta), mega(peak, 1024)]

    body = [row("parsing alone, on all threads", parse, 0)]
    build = pick(said, "policygraph", "build")
    if build and build["code"] == 0:
        body.append(row("`policygraph build`, a process", build, build["bytes"], build["peak_kib"]))
        index = build["index_bytes"]
        body.append(row("its index", None, index))
        body.append(row("its index without text", None, index - parse["text_bytes"]))
    for engine in engines(said):
        line = pick(said, engine, "load", engine in ("graph", "memory", "rocksdb"))
        name = NAMES[engine] + (", as a library from N-Triples" if engine == "graph" else "")
        body.append(row(name, line, line.get("bytes") or 0, line["peak_kib"]))
        opened = pick(said, engine, "open")
        if opened:
            body.append(row(NAMES[engine] + ", to open", opened, 0))
    return rows(["loading", "ms", "times of parsing, wall", "MB on disk", "bytes a triple", "peak MB"], body)


def per_triple(size, meta):
    return f"{size / meta['triples']:.1f}" if size else ""


def asking(said):
    """Every query on every engine, and how much longer the store in memory takes than we do."""
    names = engines(said)
    body = []
    queries = [line["what"] for line in said if line["engine"] == "graph" and ("rows" in line or "over_s" in line)]
    for query in dict.fromkeys(queries):
        lines = {name: pick(said, name, query) for name in names}
        ours, memory = lines.get("graph"), lines.get("memory")
        body.append([query, *(taken(lines[name]) for name in names), ratio(ours, memory), *answer(ours or memory)])
    return rows(["query", *(NAMES[name] for name in names), "memory : ours", "rows", "digest"], body)


def ratio(ours, memory):
    if not ours or not memory or "over_s" in ours:
        return ""
    if "over_s" in memory:
        return f"> {memory['over_s'] * 1e3 / middle(ours['cpu_ms']):,.0f}"
    return number(middle(memory["cpu_ms"]) / middle(ours["cpu_ms"]))


def answer(line):
    return [f"{line['rows']:,}", f"`{line['digest']}`"] if line and "rows" in line else ["", ""]


def starting(said):
    """The program as a user meets it: open, answer, end."""
    body = []
    for line in said:
        if line["engine"] != "policygraph" or line["what"] == "build":
            continue
        cpu, wall = middle(line["cpu_ms"]), middle(line["wall_ms"])
        body.append([f"`{line['what']}`", number(wall), number(cpu), mega(line["peak_kib"], 1024), str(line["code"])])
    if not body:
        return "The program does not build a graph from this file, so it was not measured as a process.\n\n"
    return rows(["a whole process", "wall ms", "CPU ms", "peak MB (at least 15)", "exit code"], body)


def memory(said):
    body = []
    for engine in engines(said):
        lines = [line for line in said if line["engine"] == engine and "peak_kib" in line]
        lines = [line for line in lines if line.get("alone") or engine in ("duckdb", "hdt")]
        body.append([NAMES[engine], mega(max(line["peak_kib"] for line in lines), 1024)])
    return rows(["alone in a process, all queries once", "peak MB"], body)


def differing(said):
    """The queries whose answers are not the same everywhere."""
    found = {}
    for line in said:
        if "digest" in line:
            found.setdefault(line["what"], {})[line["engine"]] = line["digest"]
    return {query: by for query, by in found.items() if len(set(by.values())) > 1}


def disagreements(results):
    return 1 if any(differing(said) for _, said in results.values()) else 0


def machine():
    cores = os.cpu_count()
    with open("/proc/meminfo") as file:
        gigabytes = int(file.readline().split()[1]) / 1e6
    return f"{cores} cores, {gigabytes:.0f} GB, {platform.system()} {platform.machine()}. "


def write(results, options):
    sizes = " ".join(map(str, results))
    without = f" --without {options.without}" if options.without else ""
    command = f"python3 benches/peers/run.py {sizes} --runs {options.runs} --seconds {options.seconds}{without}"
    command += f" --out {options.out}" if options.out else ""
    text = HEAD.format(command=command, machine=machine(), note=options.note, runs=options.runs, seconds=options.seconds)
    for size, (meta, said) in results.items():
        text += f"## {size:,} policies, {meta['triples']:,} triples\n\n"
        text += loading(meta, said) + asking(said) + starting(said) + memory(said)
        wrong = differing(said)
        text += "All engines agree.\n\n" if not wrong else f"**Engines disagree:** {wrong}\n\n"
    return text.rstrip() + "\n"
