"""The rig of the pace: several processes on one account, and a service that asks for waits.

No sliding minute may hold more places than the pace allows, and no place may be taken while the
service has asked to be left alone. When requests reach the service is told beside it: a busy
machine brings some late. A minute passes in three seconds.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tests.rigs.harness import Scale, Tally
from tests.rigs.kill import ROOT

FASTER = 20.0
"""How many times the clocks of the children run as fast."""
WINDOW = 60.0


async def rate(scale: Scale) -> Tally:
    """Let two processes ask as fast as they can."""
    seconds = scale.of(7, 60)
    path = str(scale.folder / "ledger.db")
    told = await asyncio.gather(*(_child(path, seconds, scale.seed + n) for n in range(2)))
    tally = Tally()
    asked, taken = (sorted(m for each in told for m in each[name]) for name in ("asked", "taken"))
    waits = [tuple(wait) for each in told for wait in each["waits"]]
    limit, documented = told[0]["limit"], told[0]["documented"]
    tally.inject(15, count=len(asked))
    paced, reached = _worst(taken), _worst(asked)
    tally.facts |= {"most_in_a_minute": paced, "most_at_the_service": reached, "limit": limit}
    tally.facts |= {"documented": documented, "waits_asked_for": len(waits)}
    tally.facts["minutes"] = round((taken[-1] - taken[0]) / WINDOW, 1) if taken else 0
    if paced > limit:
        tally.leak(f"{paced} places in a minute, {limit} allowed")
    for begun, end in waits:
        inside = sum(begun < moment < end for moment in taken)
        tally.add("inside_a_wait", inside)
        if inside:
            tally.leak(f"{inside} places taken while the service had asked for a wait")
    return tally


async def _child(path: str, seconds: int, seed: int) -> dict[str, list]:
    words = ("-m", "tests.rigs.rate_child", path, str(seconds), str(FASTER), str(seed))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed, _nothing = await process.communicate()
    return json.loads(printed)


def _worst(asked: list[float]) -> int:
    """Return the most requests in any sliding minute."""
    worst = first = 0
    for last, moment in enumerate(asked):
        while asked[first] <= moment - WINDOW:
            first += 1
        worst = max(worst, last - first + 1)
    return worst
