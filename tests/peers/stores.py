#!/usr/bin/env python3
"""Asks the same of policygraph, of oxigraph's own store and of rdflib.

usage: stores.py GRAPH.nq POLICYGRAPH GRAPH

GRAPH.nq is the export of the built graph in the folder GRAPH. Each store sees
the merge of all graphs, a triple once. Exits with 1 where answers differ.
"""

import csv
import io
import subprocess
import sys

import pyoxigraph
import rdflib

PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ns#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

COUNTS = {
    "policies": "?x a pg:Policy",
    "policies as ELI has them": "?x a eli:LegalResource",
    "policies as schema.org has them": "?x a schema:Legislation",
    "agencies": "?x a pg:Agency",
    "agencies as ORG has them": "?x a org:FormalOrganization",
    "firms": "?x a schema:Corporation",
    "persons": "?x a foaf:Person",
    "issuers": "?x pg:issuedBy ?y",
    "issuers as ELI has them": "?x eli:passed_by ?y",
    "lineage": "?x pg:derivesFrom ?y",
    "lineage upwards": "?x pg:derivesFrom+ ?y",
    "assertions": "?x a pg:Assertion",
    "statements": "?x a rdf:Statement",
    "labels": "?x rdfs:label ?y",
    "other names": "?x skos:altLabel ?y",
    "judged": "?x pg:modality pg:modality-judged",
    "replaced": "?x dct:replaces ?y",
}


def ours(program, graph, query):
    command = [program, "ask", query, "--graph", graph, "--as", "csv"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return int(list(csv.reader(io.StringIO(run.stdout)))[1][0])


def main(path, program, graph):
    quads = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS))
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads)
    merged = rdflib.Dataset(default_union=True)
    merged.parse(path, format="nquads")
    plain = rdflib.Graph()
    for triple in merged.triples((None, None, None)):
        plain.add(triple)
    differ = 0
    for name, pattern in COUNTS.items():
        query = f"{PREFIXES} SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        answers = {
            "policygraph": ours(program, graph, query),
            "oxigraph": int(next(iter(store.query(query)))["n"].value),
            "rdflib": int(next(iter(plain.query(query)))[0]),
        }
        differ += len(set(answers.values())) > 1
        print(f"{name}: {answers}")
    print(f"{len(COUNTS)} questions, {differ} answered differently")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
