"""Runs the benchmarks: one line and one JSON object each; non-zero where a target is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from tests.benchmarks.harness import Result, Scale
from tests.benchmarks.registry import BENCHMARKS

_QUICK = 0.05


def main() -> int:
    """Run what was asked for and return the exit status."""
    parser = argparse.ArgumentParser(prog="packaging/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the rows")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the objects there")
    parser.add_argument("--only", default="", metavar="NAME", help="those with this in the name")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: list[Result] = []
    for benchmark in BENCHMARKS:
        if asked.only in benchmark.__name__:
            for result in benchmark(Scale(_QUICK if asked.quick else 1.0)):
                results.append(result)
                sys.stdout.write(f"{result.as_line()}\n{json.dumps(result.as_json())}\n")
                sys.stdout.flush()
    if asked.json:
        objects = [result.as_json() for result in results]
        asked.json.write_text(json.dumps(objects, indent=2) + "\n", "utf-8")
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
