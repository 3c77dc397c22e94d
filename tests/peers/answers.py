"""Asks pyoxigraph and rdflib the saved questions, and compares with the golden answers.

    policygraph export --as nq --out graph.nq
    python3 tests/peers/answers.py graph.nq

Needs pyoxigraph and rdflib. Loads the merge of all graphs into the default graph, gives each case of
tests/golden/ask/cases.csv its parameters and compares the rows, in whatever order, with the golden file. Unlike the
program it leaves the offers of parameters that are not given as they are: the files have to run as they stand.
For a case on one document it cuts the graph itself (`only`), by the rule that `--document` says it follows.

Writes a line for each difference, and exits with 1 if there is any.
"""

import collections
import csv
import decimal
import pathlib
import re
import sys
import time

import pyoxigraph
import rdflib

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "ask"
ENTITY = "https://w3id.org/policygraph/id/"
GRAPHS = ENTITY + "graph/"
ASSERTIONS = ENTITY + "assertion/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
NAMING = {RDF + "type", RDFS + "label", SKOS + "altLabel", "https://w3id.org/policygraph/ns#abbreviation"}

# Questions that rdflib is not asked, each with the reason.
RDFLIB_SKIPS = {}


def main(path):
    """Runs all cases; returns whether each engine gave every golden answer."""
    quads = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS))
    engines = {}
    agreed = True
    for case in csv.DictReader((GOLDEN / "cases.csv").open(encoding="utf-8", newline="")):
        document = case["document"]
        if document not in engines:
            engines[document] = load(only(quads, document) if document else quads)
        agreed &= compare(case, engines[document])
    return agreed


def load(quads):
    """Returns both engines with the merge of all graphs."""
    triples = {quad.triple for quad in quads}
    store = pyoxigraph.Store()
    store.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples)
    graph = rdflib.Graph()
    graph.parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")
    return {"pyoxigraph": store, "rdflib": graph}


def only(quads, document):
    """Returns what one document says, the ontology, the names of what it speaks of, and what follows."""
    wanted = f"{ENTITY}document/{document}"
    graph_of = lambda quad: quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
    said = [quad for quad in quads if graph_of(quad) == wanted]
    ontology = [quad for quad in quads if graph_of(quad) == GRAPHS + "ontology"]
    spoken_of = {term for quad in said for term in (quad.subject, quad.object)}
    others = [quad for quad in quads if not graph_of(quad).startswith(GRAPHS) and graph_of(quad) != wanted]
    names = [quad for quad in others if quad.predicate.value in NAMING and quad.subject in spoken_of]
    saying = collections.defaultdict(dict)
    for quad in others:
        if quad.predicate.value in (RDF + "subject", RDF + "predicate"):
            saying[quad.subject][quad.predicate.value] = quad.object
    naming = {
        assertion
        for assertion, parts in saying.items()
        if parts.get(RDF + "subject") in spoken_of and parts[RDF + "predicate"].value in NAMING
    }
    kept = said + names + [quad for quad in others if quad.subject in naming]
    return kept + ontology + consequences(kept, ontology)


def consequences(quads, ontology):
    """Returns what follows by subclass and subproperty."""
    classes = ancestors(ontology, RDFS + "subClassOf")
    properties = ancestors(ontology, RDFS + "subPropertyOf")
    follow = []
    for quad in quads:
        for wider in properties(quad.predicate):
            follow.append(pyoxigraph.Quad(quad.subject, wider, quad.object))
        if quad.predicate.value == RDF + "type":
            for wider in classes(quad.object):
                follow.append(pyoxigraph.Quad(quad.subject, quad.predicate, wider))
    return follow


def ancestors(ontology, relation):
    """Returns the function from a term to all terms above it."""
    parents = collections.defaultdict(set)
    for quad in ontology:
        if quad.predicate.value == relation:
            parents[quad.subject].add(quad.object)

    def above(term):
        reached, open_ = set(), [term]
        while open_:
            new = {parent for parent in parents.get(open_.pop(), ()) if isinstance(parent, pyoxigraph.NamedNode)}
            open_.extend(new - reached)
            reached |= new
        return reached

    return above


def compare(case, engines):
    """Asks each engine one case; prints and returns whether they agree with the golden answer."""
    text = (ROOT / "queries" / "ask" / f"{case['query']}.rq").read_text(encoding="utf-8")
    for parameter in case["parameters"].split():
        name, value = parameter.split("=", 1)
        offer = f"VALUES ?{name} {{ UNDEF }}"
        assert offer in text, f"{case['query']} offers no ?{name}"
        text = text.replace(offer, f"VALUES ?{name} {{ {term(value)} }}")
    expected = golden(case["golden"])
    agreed = True
    for name, engine in engines.items():
        if name == "rdflib" and case["query"] in RDFLIB_SKIPS:
            continue
        begun = time.process_time()
        found = ask(engine, text)
        seconds = time.process_time() - begun
        print(f"{name:<10} {case['golden']:<36} {sum(found.values()):>4} rows {seconds:>6.1f} s of CPU", file=sys.stderr)
        for row, count in sorted(((found - expected) + collections.Counter()).items()):
            print(f"{name}: {case['golden']}: {count} too many: {row}")
        for row, count in sorted(((expected - found) + collections.Counter()).items()):
            print(f"{name}: {case['golden']}: {count} missing: {row}")
        agreed &= found == expected
    return agreed


def term(value):
    """Writes a parameter as the program does: KIND/KEY, a date as exact as it is, a number, else words."""
    if re.fullmatch(r"[a-z]+/\S+", value):
        return f"<{ENTITY}{value}>"
    for pattern, datatype in ((r"\d{4}-\d\d-\d\d", "date"), (r"\d{4}-\d\d", "gYearMonth"), (r"\d{4}", "gYear")):
        if re.fullmatch(pattern, value):
            return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'
    return value if re.fullmatch(r"-?\d+", value) else f'"{value}"'


def golden(name):
    """Reads the rows of a golden file, and how often each stands there."""
    rows = csv.reader((GOLDEN / name).open(encoding="utf-8", newline=""))
    next(rows)
    return collections.Counter(tuple(cell(value) for value in row) for row in rows)


def ask(engine, text):
    """Returns the rows of an answer, and how often each stands there."""
    if isinstance(engine, rdflib.Graph):
        result = engine.query(text)
        rows = ([row[variable] for variable in result.vars] for row in result)
        return collections.Counter(tuple(cell("" if value is None else str(value)) for value in row) for row in rows)
    rows = engine.query(text)
    return collections.Counter(tuple(cell("" if value is None else value.value) for value in row) for row in rows)


def cell(value):
    """Writes a number in one way: engines differ in how many zeros they keep."""
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return format(decimal.Decimal(value).normalize(), "f")
    return value


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/peers/answers.py GRAPH.nq")
    sys.exit(0 if main(sys.argv[1]) else 1)
