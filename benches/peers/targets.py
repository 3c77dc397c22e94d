"""Chooses whom the queries are about: the generator's own choice, and a policy with some thousand descendants.

    python targets.py DATA_FOLDER
"""

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

# How many descendants the middle one has at least: the first so many, from the newest policy on.
SOME = 2000


def main(folder):
    with open(f"{folder}/meta.json") as file:
        meta = json.load(file)
    edges = np.loadtxt(f"{folder}/edges.txt", dtype=np.int64)
    count = meta["N"]
    ones = np.ones(len(edges), np.int8)
    newer = csr_matrix((ones, (edges[:, 1], edges[:, 0])), shape=(count, count))
    step = max(1, count // 1000)
    for middle in range(count - 1, 0, -step):
        if len(breadth_first_order(newer, middle, return_predecessors=False)) > SOME:
            break
    targets = {"recent": meta["recent"], "old": meta["old"], "middle": middle, "agency": meta["agency_q1"]}
    with open(f"{folder}/targets.json", "w") as file:
        json.dump(targets, file)


if __name__ == "__main__":
    main(sys.argv[1])
