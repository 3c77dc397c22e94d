"""Measures of random networks as networkx gives them, for tests/measures.rs to compare with.

    python3 tests/peers/networkx_measures.py > tests/golden/measures.json

Needs networkx, numpy and scipy. Writes one object a line. The networks are drawn with fixed seeds, so that the same
networkx writes the same bytes; an argument asks for another number of them.

    [{"directed": true, "nodes": 3, "edges": [[0, 1, 2.0]], "degree": [1, 1, 0], …}, …]

A value that is not defined for a node is null; a measure that networkx refuses or that
does not converge is null as a whole. Values are rounded to 12 decimals.
"""

import json
import math
import random
import sys

import networkx as nx

NETWORKS = 120


def draw(seed):
    """Returns a network: small ones first, then by a seed of every kind."""
    if seed < 8:
        return smallest(seed)
    pick = random.Random(seed)
    directed = seed % 2 == 0
    size = pick.randint(3, 12)
    network = (nx.DiGraph if directed else nx.Graph)()
    network.add_nodes_from(range(size))
    share = pick.choice([0.08, 0.15, 0.25, 0.4, 0.7, 1.0])
    weights = pick.choice([[1], [1, 2, 3], [0.5, 1.25, 7], [0, 1]])
    forward = directed and pick.random() < 0.3
    for one in range(size):
        for other in range(size):
            drawn = pick.random() < share and (one < other or directed and one > other)
            if drawn and not (forward and one > other):
                network.add_edge(one, other, weight=pick.choice(weights))
    return network


def smallest(seed):
    """Returns the networks of no, one and two nodes."""
    network = (nx.DiGraph if seed % 2 == 0 else nx.Graph)()
    network.add_nodes_from(range([0, 1, 2, 2][seed // 2]))
    if seed // 2 == 3:
        network.add_edge(0, 1, weight=2)
    return network


def eigenvector(network):
    """Returns networkx's eigenvector; None where there is none or it does not come to rest."""
    acyclic = network.is_directed() and nx.is_directed_acyclic_graph(network)
    if acyclic and network.number_of_edges():
        return None
    try:
        return nx.eigenvector_centrality(network, max_iter=20_000, tol=1e-14)
    except (nx.PowerIterationFailedConvergence, nx.NetworkXPointlessConcept):
        return None


def effective_size(network):
    """Returns Burt's effective size by networkx's own definition.

    Without `nodes` networkx 3.6 with scipy 1.17 divides by the wrong node's strongest tie
    where a directed network has edges each way; with `nodes` it gives NaN for a node that
    no edge leaves. The measure does not ask which way an edge runs, so that one comes from
    the network turned round.
    """
    sizes = nx.effective_size(network, nodes=list(network))
    if not network.is_directed():
        return sizes
    turned = nx.effective_size(network.reverse(), nodes=list(network))
    return {node: turned[node] if math.isnan(size) else size for node, size in sizes.items()}


def of_all(network, value):
    return dict.fromkeys(network, value)


def constraint(network):
    """Returns Burt's constraint; networkx divides by zero where there are no edges."""
    return nx.constraint(network) if network.number_of_edges() else of_all(network, math.nan)


def measures(network):
    """Returns the name of each measure with its value a node."""
    components = nx.weakly_connected_components if network.is_directed() else nx.connected_components
    return {
        "degree": dict(network.degree()),
        "in-degree": dict(network.in_degree() if network.is_directed() else network.degree()),
        "out-degree": dict(network.out_degree() if network.is_directed() else network.degree()),
        "weighted-degree": dict(network.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(network, normalized=False),
        "betweenness normalized": nx.betweenness_centrality(network),
        "closeness": nx.closeness_centrality(network),
        "eigenvector": eigenvector(network),
        "pagerank": nx.pagerank(network, max_iter=1000, tol=1e-14),
        "core": nx.core_number(network),
        "clustering": nx.clustering(network),
        "constraint": constraint(network),
        "effective-size": effective_size(network),
        "components": of_all(network, len(list(components(network)))),
        "density": of_all(network, nx.density(network)),
    }


def plain(value):
    """Returns a number as JSON holds it: rounded, a whole one without a point, none for NaN."""
    if math.isnan(value):
        return None
    value = round(value, 12)
    return int(value) if value == int(value) else value


def row(network):
    edges = [[one, other, plain(weight)] for one, other, weight in network.edges(data="weight")]
    head = {"directed": network.is_directed(), "nodes": len(network), "edges": edges}
    return head | {name: in_order(network, values) for name, values in measures(network).items()}


def in_order(network, values):
    return None if values is None else [plain(values[node]) for node in network]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NETWORKS
    rows = (json.dumps(row(draw(seed)), separators=(",", ":")) for seed in range(count))
    print("[" + ",\n".join(rows) + "]")


if __name__ == "__main__":
    main()
