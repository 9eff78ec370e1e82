"""Benchmark of what the class page asks first: heat map, worklist and checks over all products.

The first time documents are read from the disk and classes from the release; the baseline is the
least that anybody has to do for it, reading the same documents as plain JSON.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.benchmarks.bench_etim import CLASSES, MAP_S, PRODUCTS, required_of
from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.sources.etim.model.kit import shipped
from tests.sources.etim.model.products import gappy
from tests.workspace.classes.kit import Bench, bench, page_of
from workbench.core.queries import Query
from workbench.sources.etim.naming import shipped as shipped_release
from workbench.workspace.session import Session

PAGE = 100
TIMES = 3
LANGUAGES = ("de", "en", "pl")


def overview(scale: Scale) -> Iterator[Result]:
    """Reckon the overview of thousands of products the first time, and again."""
    del scale
    documents = _documents()
    with tempfile.TemporaryDirectory() as home:
        first, again = asyncio.run(_measured(Path(home), documents))
    plain = best_of(lambda: [json.loads(document) for document in documents])
    size = f"{PRODUCTS:,} of {CLASSES} classes"
    yield within("ETIM overview, first", size, first, "1 s", MAP_S, at_most=1)
    yield within("ETIM overview, first", size, first, "json.loads", plain, at_most=15)
    yield within("ETIM overview, again", size, again, "json.loads", plain, at_most=6)


def _documents() -> list[bytes]:
    texts = {language: f"Product in {language} " * 12 for language in LANGUAGES}
    attached = [{"type": "ATX015", "uri": f"https://files/{at}"} for at in range(6)]
    return [
        msgspec.json.encode({
            "productId": own.id,
            "overallInformation": {"gtin": "", "productName": texts, "longDescription": texts},
            "etimDescription": {
                "version": "10", "classId": own.class_code, "features": own.features,
            },
            "attachments": attached,
        })
        for own in gappy(PRODUCTS, required_of(shipped()))
    ]  # fmt: skip


async def _measured(home: Path, documents: list[bytes]) -> tuple[float, float]:
    """Return the seconds of the first reckoning of fresh rows, and of the next; the fastest."""
    first, again = [], []
    async with bench(home) as held:
        for _ in range(TIMES):
            # The release is opened and its classes are read anew.
            shipped_release.cache_clear()
            vars(held.workspace).pop("classes", None)
            session = await _session(held, documents)
            first.append(await _reckoned(held, session))
            again.append(await _reckoned(held, session))
            session.close()
    return min(first), min(again)


async def _session(held: Bench, documents: list[bytes]) -> Session:
    session = await held.session(documents[:PAGE])
    for start in range(PAGE, len(documents), PAGE):
        page = page_of(documents[start : start + PAGE])
        await session.documents.keep(Query(), start // PAGE, page)
        session.append(page)
    return session


async def _reckoned(held: Bench, session: Session) -> float:
    clock = asyncio.get_running_loop().time
    begin = clock()
    found = await held.classes.completeness(session)
    assert (len(found.heat.rows), len(found.heat.columns)) == (CLASSES, 60)
    return clock() - begin
