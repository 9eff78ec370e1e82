"""The kill rig: SIGKILL at random moments of typing, sending, ordering, exporting, downloading."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.rigs.harness import Scale, Tally

ROOT = Path(__file__).parent.parent.parent


async def kill(scale: Scale) -> Tally:
    """Kill children of a nursery; see `kill_nursery.py` for what is looked at."""
    kills = scale.of(60, 2_000)
    words = ("-m", "tests.rigs.kill_nursery", str(scale.folder), str(kills), str(scale.seed))
    return await in_process(*words)


async def in_process(*words: str) -> Tally:
    """Run a rig that needs a process of its own, and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, failed = await process.communicate()
    if process.returncode:
        tally = Tally()
        tally.unnamed(f"{' '.join(words[:2])} ended with {process.returncode}: {failed[-600:]!r}")
        return tally
    return tally_of(json.loads(printed))


def tally_of(printed: dict[str, Any]) -> Tally:
    """Return a tally from its JSON."""
    rows = Counter({int(row): count for row, count in printed.pop("rows").items()})
    return Tally(**printed, rows=rows)
