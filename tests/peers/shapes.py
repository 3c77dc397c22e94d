"""Holds the rules of `check` to their twins in SHACL, as pySHACL reads them.

    python3 tests/peers/shapes.py GRAPH FINDINGS.json

GRAPH is one Turtle or N-Triples file: data, ontology and what build infers. FINDINGS.json is
what `check` found in it: an array of objects with `rule` and `focus`. Exits with 0 where both
found the same rules broken at the same nodes; else prints what only one of them found, and
exits with 1. Whether that is much or little is not judged here.
"""

import json
import sys
from functools import lru_cache
from pathlib import Path

import rdflib
from pyshacl import validate
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

SHAPES = Path(__file__).parents[2] / "ontology" / "shapes.ttl"
RULES = Path(__file__).parents[2] / "queries" / "check"


class Prepared(rdflib.Graph):
    """A graph that parses each query once: pySHACL sends the same text for every focus node."""

    prepare = staticmethod(lru_cache(prepareQuery))

    def query(self, query_object, *arguments, **options):
        if isinstance(query_object, str):
            query_object = self.prepare(query_object)
        return super().query(query_object, *arguments, **options)


def found_by_shapes(graph_path):
    """Returns the set of (rule, focus) that pySHACL reports."""
    graph = Prepared().parse(graph_path)
    shapes = rdflib.Graph().parse(SHAPES)
    # In place: what is Advanced in the shapes is a target, and adds nothing to the graph.
    _, report, text = validate(graph, shacl_graph=shapes, inference="none", advanced=True, inplace=True)
    if not isinstance(report, rdflib.Graph):
        sys.exit(f"pySHACL could not read the shapes: {text}")
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {
        (rule_of(report.value(result, SH.sourceShape), shapes), str(report.value(result, SH.focusNode)))
        for result in results
    }


def rule_of(shape, shapes):
    """Returns the rule of a shape: its label. A property shape belongs to the node shape that holds it."""
    while shape is not None and shapes.value(shape, RDFS.label) is None:
        shape = shapes.value(predicate=SH.property, object=shape)
    return str(shapes.value(shape, RDFS.label))


def found_by_check(findings_path):
    """Returns the set of (rule, focus) that the JSON file lists."""
    findings = json.loads(Path(findings_path).read_text(encoding="utf-8"))
    return {(finding["rule"], finding["focus"]) for finding in findings}


def rules_without_twin():
    """Returns the names of rules that stand on one side only."""
    shapes = rdflib.Graph().parse(SHAPES)
    named = {str(shapes.value(shape, RDFS.label)) for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    return sorted(named ^ {path.stem for path in RULES.glob("*.rq")})


def main(graph_path, findings_path):
    """Compares, prints what differs, and returns the exit code."""
    check, shapes = found_by_check(findings_path), found_by_shapes(graph_path)
    differences = [f"rule without twin: {rule}" for rule in rules_without_twin()]
    differences += [f"only check: {rule} {focus}" for rule, focus in sorted(check - shapes)]
    differences += [f"only SHACL: {rule} {focus}" for rule, focus in sorted(shapes - check)]
    print("\n".join(differences) or f"check and SHACL agree on {len(check)} findings")
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
