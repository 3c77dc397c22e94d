"""Holds what `read --as json` prints to its schema, as jsonschema reads it.

    python3 tests/peers/read_schema.py SCHEMA READ.jsonl

SCHEMA is docs/read.schema.json, READ.jsonl what `read` printed, an object a line. Exits with 0
where the schema is one and every line keeps to it; else prints the line, the place in it and
what is wrong, and exits with 1.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator


def faults(validator, lines):
    """Yields a line of text for each fault."""
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(json.loads(line)):
            yield f"line {number}: {error.json_path}: {error.message[:200]}"


def main(schema_path, lines_path):
    """Checks, prints the faults, and returns the exit code."""
    schema = json.loads(Path(schema_path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    lines = Path(lines_path).read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line]
    found = list(faults(Draft202012Validator(schema), lines))
    if not lines:
        found.append("no line to check")
    print("\n".join(found) or f"{len(lines)} documents keep to the schema")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
