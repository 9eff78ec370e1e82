"""Benchmark of the comparison's use case: gather what is kept, then price its rows again."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.harness import Result, Scale, within
from tests.workspace.comparison.kit import bench
from workbench.core.queries import Query
from workbench.sandbox.europeansourcing.catalogue import Catalogue

DOCUMENTS: Final = 5_000
ROWS: Final = 1_000
GATHER_S: Final = 12.0
REPRICE_S: Final = 1.0


def comparison_of_a_workspace(scale: Scale) -> Iterator[Result]:
    """Read kept documents into groups and rows; another quantity for a thousand of them."""
    with tempfile.TemporaryDirectory() as folder:
        read, gathered, priced = asyncio.run(_measured(Path(folder), scale.rows(DOCUMENTS)))
    documents = f"{read:,} documents"
    yield within("gather the comparison", documents, gathered, "a moment", GATHER_S, at_most=1)
    yield within("price rows again", f"{ROWS:,} rows", priced, "at once", REPRICE_S, at_most=1)


async def _measured(home: Path, products: int) -> tuple[int, float, float]:
    async with bench(home, products=Catalogue.build(products=products)) as held:
        await held.load("europeansourcing", "products")
        loop = asyncio.get_running_loop()
        comparison = held.comparison
        begun = loop.time()
        gathered = await comparison.gather()
        took = loop.time() - begun
        keys = [row.key for row in comparison.shown.rows[:ROWS]]
        groups = [group for key in keys if (group := comparison.group(key))]
        comparison.ask(refs=tuple(group.items[0].ref for group in groups))
        await comparison.settled()
        session = comparison.session(comparison.source.resources[0])
        await session.ask(Query())
        begun = loop.time()
        comparison.ask(quantity=1_000)
        await comparison.settled()
        return gathered.documents, took, loop.time() - begun
