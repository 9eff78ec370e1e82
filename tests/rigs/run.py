"""Runs the fault rigs: a line each, then one JSON object of all; non-zero if anything was lost."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.rigs.coverage import marked_rows
from tests.rigs.harness import Rig, Scale, Tally
from tests.rigs.registry import RIGS
from tests.rigs.table import OPEN, ROWS


def main() -> int:
    """Run what was asked for and return the exit status."""
    parser = argparse.ArgumentParser(prog="packaging/rigs", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a bounded share: under two minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the object there")
    parser.add_argument("--only", default="", metavar="NAME", help="those with this in the name")
    parser.add_argument("--seed", type=int, default=44, help="of everything that is drawn")
    asked = parser.parse_args()
    # What is told of refused disks and damaged files is what is wanted here.
    logging.disable(logging.CRITICAL)
    total, good, rigs = Tally(), True, {}
    for rig in RIGS:
        if asked.only in rig.__name__:
            tally = _run(rig, quick=asked.quick, seed=asked.seed)
            good &= tally.good
            total.take(tally)
            rigs[rig.__name__] = tally.as_json() | tally.facts
    covered = _tell_rows(total)
    report = total.as_json() | {"by_row": _by_row(total), "rigs": rigs}
    sys.stdout.write(f"{_short(total.as_json())}\n{json.dumps(report)}\n")
    if asked.json:
        asked.json.write_text(f"{json.dumps(report, indent=2)}\n", "utf-8")
    return 0 if good and covered else 1


def _run(rig: Rig, *, quick: bool, seed: int) -> Tally:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(
        prefix=f"rig-{rig.__name__}-", ignore_cleanup_errors=True
    ) as folder:
        tally = asyncio.run(rig(Scale(quick=quick, folder=Path(folder), seed=seed)))
    tally.facts["seconds"] = round(time.monotonic() - begun, 1)
    verdict = "ok" if tally.good else "FAILED"
    facts = ", ".join(f"{name} {value}" for name, value in tally.facts.items())
    sys.stdout.write(f"{rig.__name__:<14} {verdict:<7} {_short(tally.as_json())} ({facts})\n")
    for sentence in tally.wrong:
        sys.stdout.write(f"    {sentence}\n")
    sys.stdout.flush()
    return tally


def _short(counts: dict[str, object]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())


def _by_row(total: Tally) -> dict[str, dict[str, object]]:
    """Return of every row what it is, its tests, and how many faults the rigs injected."""
    tests = marked_rows()
    return {
        str(row): {"what": what, "tests": len(tests.get(row, ())), "faults": total.rows[row]}
        for row, what in ROWS.items()
    }


def _tell_rows(total: Tally) -> bool:
    """Name the rows without a test; return whether none has lost the one it had."""
    tests = marked_rows()
    missing = [row for row in ROWS if row not in tests]
    sys.stdout.write(f"rows with a test: {len(ROWS) - len(missing)} of {len(ROWS)}\n")
    for row in missing:
        note = "" if row in OPEN else " HAS LOST ITS TEST"
        faults = f", {total.rows[row]} faults by rigs" if total.rows[row] else ""
        sys.stdout.write(f"    {row:>2} {ROWS[row]}{faults}{note}\n")
    if gained := sorted(OPEN & set(tests)):
        sys.stdout.write(f"    no longer open: {', '.join(map(str, gained))}\n")
    return set(missing) <= OPEN


if __name__ == "__main__":
    sys.exit(main())
