#!/usr/bin/env python3
"""Holds the measures of `policygraph rank` against networkx on the same networks.

usage: networks.py POLICYGRAPH GRAPH FOLDER

POLICYGRAPH is the program, GRAPH a built graph, FOLDER holds NAME.graphml for
each network. Exits with 1 where a value differs by more than 1e-9.
"""

import json
import subprocess
import sys

import networkx as nx

MEASURES = [
    "degree", "in-degree", "out-degree", "weighted-degree", "betweenness", "closeness",
    "pagerank", "core", "clustering", "constraint", "effective-size", "components", "density",
]
NETWORKS = {
    "co-issuance": ["agencies"],
    "influence": ["agencies"],
    "issuance": ["agencies", "policies"],
    "lineage": ["policies"],
    "exposure": ["agencies", "policies", "firms"],
}
SAME = 1e-9


def pagerank(graph):
    return nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=2000)


def effective_size(graph):
    """networkx 3.6.1 divides by the wrong node's tie without `nodes` on directed graphs; by node it follows its formula."""
    return nx.effective_size(graph, nodes=list(graph) if graph.is_directed() else None)


def expected(graph):
    """Returns the value of each measure for each node."""
    everyone = lambda value: dict.fromkeys(graph, value)
    plain = nx.Graph(graph) if not graph.is_directed() else graph
    directed = graph.is_directed()
    weak = nx.number_weakly_connected_components if directed else nx.number_connected_components
    values = {
        "degree": dict(graph.degree()),
        "in-degree": dict(graph.in_degree() if directed else graph.degree()),
        "out-degree": dict(graph.out_degree() if directed else graph.degree()),
        "weighted-degree": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph, normalized=False),
        "closeness": nx.closeness_centrality(graph, wf_improved=True),
        "pagerank": pagerank(graph),
        "core": nx.core_number(plain),
        "clustering": nx.clustering(graph),
        "constraint": nx.constraint(graph),
        "effective-size": effective_size(graph),
        "components": everyone(weak(graph)),
        "density": everyone(nx.density(graph)),
    }
    if not directed:
        values["eigenvector"] = nx.eigenvector_centrality(graph, max_iter=100000, tol=1e-13)
    return values


def ranked(program, built, network, kind, measures):
    """Returns what the program says: a row for each node of the kind."""
    command = [program, "rank", kind, "--graph", built, "--network", network, "--by", ",".join(measures), "--as", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {run.stderr}")
    return json.loads(run.stdout)


def differ(ours, theirs):
    undefined = theirs is None or theirs != theirs
    if ours is None or undefined:
        return (ours is None) != undefined
    return abs(ours - theirs) > SAME * max(1.0, abs(theirs))


def main(program, built, folder):
    compared, wrong = 0, []
    for network, kinds in NETWORKS.items():
        graph = nx.read_graphml(f"{folder}/{network}.graphml")
        values = expected(graph)
        measures = [name for name in MEASURES + ["eigenvector"] if name in values]
        for kind in kinds:
            for row in ranked(program, built, network, kind, measures):
                for measure in measures:
                    theirs = values[measure].get(row["entity"])
                    compared += 1
                    skip = measure == "effective-size" and graph.is_directed() and theirs != theirs
                    if not skip and differ(row[measure], theirs):
                        wrong.append(f"{network} {row['entity']} {measure}: {row[measure]} here, {theirs} in networkx")
    print("\n".join(wrong[:40]))
    print(f"{compared} values compared with networkx {nx.__version__}, {len(wrong)} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
