"""Benchmark of the price history: a large page is noted at once, and years of it stay small."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from tests.benchmarks.harness import Result, Scale, best_of, within
from workbench.core.offers import Item, Offer, PriceKind, Ref
from workbench.core.values import Ladder, Step
from workbench.store.price_history import PriceHistoryStore

LIMIT_S: Final = 1.0
BYTES_A_POINT: Final = 80
DAYS: Final = 100
CHANGED: Final = 50
"""One of so many rows has another price on a day."""

_FIRST: Final = datetime(2026, 1, 1, 8, tzinfo=UTC)
_TIERS: Final = ((1, 100), (50, 90), (100, 85), (250, 80), (500, 75))


def _page(rows: Sequence[int], day: int, ladders: int) -> list[Item]:
    """Rows as they are read on a day, of so many ladders; each turns every so many days."""
    return [_item(row, day, ladders) for row in rows]


def _item(row: int, day: int, ladders: int) -> Item:
    base = 50 + (row * 7919 + (row + day) // CHANGED * 104_729) % ladders
    steps = tuple(Step(start, Decimal(base * part) / 10_000) for start, part in _TIERS)
    ref = Ref("europeansourcing", "Main", "products", f"product-{row // 3}", f"variant-{row}")
    offer = Offer(f"profile-{row % 40}:list", "Acme", PriceKind.LIST, Ladder(steps), stock=row)
    return Item(ref, "Mug", _FIRST + timedelta(days=day), offers=(offer,))


def price_history(scale: Scale) -> Iterator[Result]:
    """Note 10,000 rows, unchanged ones and new ones; then 100 readings of 50,000 rows."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _noted(scale, Path(folder))
        yield from _kept(scale, Path(folder))


def _noted(scale: Scale, folder: Path) -> Iterator[Result]:
    rows = range(scale.rows(10_000))
    page = _page(rows, 0, len(rows) // 10)
    files = (PriceHistoryStore(folder / f"{number}.db") for number in itertools.count())

    def first() -> None:
        store = next(files)
        assert len(store.note(page)) == len(page)
        store.close()

    size, beside = f"{len(page):,} rows", ("1 s", LIMIT_S)
    yield within("prices noted first", size, best_of(first), *beside, at_most=1)
    store = next(files)
    store.note(page)
    unchanged = best_of(lambda: store.note(page))
    yield within("prices noted unchanged", size, unchanged, *beside, at_most=1)
    refs = [item.ref for item in page[:1000]]
    yield within(
        "pasts of 1,000 items",
        "1,000 items",
        best_of(lambda: store.pasts(refs)),
        *beside,
        at_most=1,
    )
    store.close()


def _kept(scale: Scale, folder: Path) -> Iterator[Result]:
    """Keep what changes: rows without a change leave nothing, so only the others are read here."""
    rows = range(scale.rows(50_000))
    path = folder / "kept.db"
    store = PriceHistoryStore(path)
    store.note(_page(rows, 0, len(rows) // 10))
    for day in range(1, DAYS):
        turned = [row for row in rows if (row + day) % CHANGED == 0]
        store.note(_page(turned, day, len(rows) // 10))
    _offers, points = store.counts()
    store.close()
    size = float(path.stat().st_size)
    limit = float(points * BYTES_A_POINT)
    name = f"{DAYS} x {len(rows):,} rows"
    yield within("price history, bytes", name, size, f"{points:,} points x 80 B", limit, at_most=1)
