"""Asks DuckDB in SQL what the bench asks in SPARQL, and prints what benches/index prints.

    python duck.py DATA_FOLDER TARGETS.json WORK RUNS SECONDS

Reads the CSV files of the generator into a database file, then asks on one thread, as the
others do. Answers are spelled like theirs: IRIs whole, cells with tabs between, rows sorted.
Questions about what the CSV files do not hold (titles, firms) are left out.
"""

import hashlib
import json
import os
import resource
import sys
import threading
import time

import duckdb

ID = "https://w3id.org/policygraph/id/"
POLICY, AGENCY = f"'{ID}policy/p' || ", f"'{ID}agency/a' || "

CLOSURE = """WITH RECURSIVE reached(id) AS (
  SELECT {far} FROM cites WHERE {near} = {start}
  UNION SELECT c.{far} FROM cites c JOIN reached r ON c.{near} = r.id)
SELECT {iri}id FROM reached"""


def closure(near, far, start):
    return CLOSURE.format(near=near, far=far, start=start, iri=POLICY)


def questions(targets):
    agency, recent = targets["agency"], targets["recent"]
    # Relation 3 of the generator is `supersedes`, 2 `amends`.
    return {
        "q1-newest-of-agency": f"""SELECT {POLICY}id AS policy, issued::VARCHAR FROM policy
            JOIN issued ON policy = id WHERE agency = {agency}
            ORDER BY issued DESC, policy.id::VARCHAR LIMIT 20""",
        "q2a-ancestors": closure("src", "dst", recent),
        "q2d-descendants": closure("dst", "src", targets["old"]),
        "q2m-some-descendants": closure("dst", "src", targets["middle"]),
        "q3-co-issuance": f"""SELECT {AGENCY}a.agency, {AGENCY}b.agency, count(*) FROM issued a
            JOIN issued b USING (policy)
            WHERE ({AGENCY}a.agency) < ({AGENCY}b.agency) GROUP BY ALL""",
        "q4-rests-on-superseded": """SELECT count(DISTINCT c.src) FROM cites s JOIN cites c USING (dst)
            WHERE s.rel = 3 AND NOT EXISTS (SELECT 1 FROM cites l WHERE l.rel = 3 AND l.dst = c.src)""",
        "q5-by-agency-and-year": f"""SELECT {AGENCY}agency, year(p.issued), count(*) FROM issued i
            JOIN policy p ON i.policy = p.id GROUP BY ALL""",
        "x1-successor-if-any": f"""SELECT {POLICY}policy, {POLICY}c.src FROM issued
            LEFT JOIN cites c ON c.dst = policy AND c.rel = 3 WHERE agency = {agency}""",
        "x2-amended-or-superseded": f"""SELECT {POLICY}policy, {POLICY}c.src FROM issued
            JOIN cites c ON c.dst = policy AND c.rel IN (2, 3) WHERE agency = {agency}""",
        "x3-cites-nothing": "SELECT count(*) FROM policy WHERE id NOT IN (SELECT src FROM cites)",
        "x4-between-dates": """SELECT count(*) FROM policy
            WHERE issued >= '2010-01-01' AND issued < '2015-01-01'""",
        "x6-first-and-last": f"""SELECT {AGENCY}agency, min(p.issued)::VARCHAR, max(p.issued)::VARCHAR
            FROM issued i JOIN policy p ON i.policy = p.id GROUP BY agency""",
        "x8-most-rested-on": f"""SELECT {POLICY}dst, count(DISTINCT src) AS n FROM cites
            GROUP BY dst ORDER BY n DESC, dst::VARCHAR LIMIT 20""",
    }


def measure(run):
    wall, cpu = time.perf_counter(), time.process_time()
    value = run()
    return value, (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3


def load(connection, folder):
    for table in ("policy", "cites", "issued"):
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{folder}/{table}.csv')")
    connection.execute("CHECKPOINT")


def spell(rows):
    lines = sorted("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    return {"rows": len(lines), "digest": digest}


def ask(connection, sql, seconds):
    """Returns the columns of the answer, which is cheaper than rows; None where it takes too long."""
    stop = threading.Timer(seconds, connection.interrupt)
    stop.start()
    try:
        return connection.execute(sql).fetchnumpy()
    except duckdb.InterruptException:
        return None
    finally:
        stop.cancel()


def tell(**said):
    said["peak_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"engine": "duckdb", **said}), flush=True)


def main(folder, targets, work, runs, seconds):
    path = f"{work}/duck.db"
    if os.path.exists(path):
        os.remove(path)
    connection = duckdb.connect(path)
    _, wall, cpu = measure(lambda: load(connection, folder))
    connection.execute("SET threads = 1")
    tell(what="load", wall_ms=wall, cpu_ms=cpu, bytes=os.path.getsize(path))
    with open(targets) as file:
        asked = questions(json.load(file))
    for name, sql in asked.items():
        walls, cpus = [], []
        while len(walls) < int(runs) and sum(walls) < float(seconds) * 500:
            answer, wall, cpu = measure(lambda: ask(connection, sql, float(seconds)))
            if answer is None:
                break
            walls.append(wall)
            cpus.append(cpu)
        if not walls:
            tell(what=name, over_s=float(seconds))
            continue
        tell(what=name, wall_ms=walls, cpu_ms=cpus, **spell(connection.execute(sql).fetchall()))


if __name__ == "__main__":
    main(*sys.argv[1:6])
