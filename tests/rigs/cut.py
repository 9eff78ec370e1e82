"""The rig of cut answers: sound answers of every source, ended at each byte, no length told."""

from __future__ import annotations

import gzip
import random

from tests.net.kit import READ, bench, raw
from tests.rigs.fuzz import endpoints
from tests.rigs.harness import Scale, Tally
from workbench.core.errors import ErrorCode, WbError
from workbench.core.pacing import Patience

CUT = {ErrorCode.BODY_CUT, ErrorCode.BODY_EMPTY}
_ONCE = Patience(attempts=1)


async def cut(scale: Scale) -> Tally:
    """Cut plain and packed answers; each is whole or named, never a part taken for all of it."""
    tally, chance = Tally(), random.Random(scale.seed)
    bodies = {
        held[-1][2]
        for one in await endpoints(scale.folder)
        for held in one.answers.values()
        if held[-1][2].startswith((b"{", b"["))
    }
    tally.facts["answers"] = len(bodies)
    for body in sorted(bodies):
        for packed in (False, True):
            sent = gzip.compress(body, mtime=0) if packed else body
            ends = range(len(sent))
            wanted = min(len(ends), scale.of(14, 4_000))
            for end in chance.sample(ends, wanted):
                await _one(tally, sent[:end], body, packed=packed)
    return tally


async def _one(tally: Tally, sent: bytes, body: bytes, *, packed: bool) -> None:
    headers = {"content_type": "application/json"}
    if packed:
        headers["content_encoding"] = "gzip"
    tally.inject(5)
    made = bench(raw(body=sent, **headers), patience=_ONCE)
    try:
        reply = await made.gateway.send(READ)
    except WbError as error:
        if error.code not in CUT:
            tally.unnamed(f"{len(sent)} of {len(body)} bytes: {error.code}")
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        tally.unnamed(f"{len(sent)} of {len(body)} bytes: {type(error).__name__}")
    else:
        if reply.body.strip() != body.strip():
            tally.lost(f"{len(sent)} bytes were taken for all {len(body)}")
    await made.gateway.close()
