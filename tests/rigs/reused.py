"""The rig that counts what the tests inject: storms of cancels, redirects, links, names, formulas.

A test counts as one fault of each row that it names, however many it makes happen inside. With
`--quick` a few are run: the check run has just run them all.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tests.rigs.harness import Scale, Tally
from tests.rigs.kill import ROOT

PLACES = ("core", "net", "store", "edits", "export", "sources", "workspace", "cli")


async def reused(scale: Scale) -> Tally:
    """Run every marked test that needs no window."""
    tally = Tally()
    words = [f"tests/{place}" for place in PLACES]
    if scale.quick:
        words = ["tests/core", "tests/net/test_retry.py", "tests/net/test_bodies.py"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.rigs.reused_child", *words,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    printed, _nothing = await process.communicate()
    told = json.loads(printed)
    tally.faults = told["total"]
    tally.rows.update({int(row): count for row, count in told["rows"].items()})
    for name in told["failed"]:
        tally.unnamed(f"{name} fails")
    return tally
