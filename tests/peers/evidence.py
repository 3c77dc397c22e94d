"""Breaks the evidence of a graph, and holds the rule of `check` and its twin in SHACL to what was broken.

    python3 tests/peers/evidence.py GRAPH

GRAPH is a Turtle file as for shapes.py; it is not changed. No source can lack evidence, since `build` makes it, so the
graph is broken here: of two assertions one loses its confidence and one its document, and a policy gets a relation
that no assertion makes. pyoxigraph runs the rule, pySHACL the shape. Exits with 1 unless each finds these three.
"""

import sys
import tempfile
from pathlib import Path

import pyoxigraph
import rdflib

import shapes

RULE = "statement-without-evidence"
PG = rdflib.Namespace("https://w3id.org/policygraph/ns#")


def broken(path):
    """Returns the graph with three faults, and the nodes that have them."""
    graph = rdflib.Graph().parse(path)
    first, second = sorted(graph.subjects(rdflib.RDF.type, PG.Assertion))[:2]
    newer, older = sorted(graph.subjects(rdflib.RDF.type, PG.Policy))[:2]
    assert (newer, PG.buildsOn, older) not in graph
    graph.remove((first, PG.confidence, None))
    graph.remove((second, PG.inDocument, None))
    graph.add((newer, PG.buildsOn, older))
    return graph, {str(node) for node in (first, second, newer)}


def main(path):
    """Compares both with what was broken; prints what differs, and returns the exit code."""
    graph, faults = broken(path)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "broken.ttl"
        graph.serialize(file, format="turtle")
        store = pyoxigraph.Store()
        store.load(path=str(file), format=pyoxigraph.RdfFormat.TURTLE)
        by_shape = {focus for rule, focus in shapes.found_by_shapes(file) if rule == RULE}
    rows = store.query((shapes.RULES / f"{RULE}.rq").read_text(encoding="utf-8"))
    by_rule = {row["focus"].value for row in rows}
    for name, found in (("check", by_rule), ("SHACL", by_shape)):
        for focus in sorted(found ^ faults):
            print(f"{name}: {'not broken' if focus in found else 'not found'}: {focus}")
    if by_rule == by_shape == faults:
        print(f"check and SHACL find the {len(faults)} statements that lost their evidence")
        return 0
    return 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
