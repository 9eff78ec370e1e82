"""The order of rows: several keys packed with the row's number into one integer, sorted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from workbench.core.queries import Sort
from workbench.tables.arrays import Ints, Numbers, Rows
from workbench.tables.columns import Rank
from workbench.tables.table import Table
from workbench.tables.texts import TextColumn

_BITS = 63


def known_sorts(table: Table, sort: tuple[Sort, ...]) -> tuple[Sort, ...]:
    """Return the keys whose field is a column; the service's own orders are not."""
    ids = {field.id for field in table.fields}
    return tuple(key for key in sort if key.field in ids)


def _texts_of(table: Table, sort: tuple[Sort, ...]) -> Iterator[TextColumn]:
    for key in known_sorts(table, sort):
        column = table.column(key.field)
        if isinstance(column, TextColumn):
            yield column


def ranked_rows(table: Table, sort: tuple[Sort, ...]) -> int:
    """Return how many of the first rows can be ordered without ranking texts first."""
    return min((column.ranked for column in _texts_of(table, sort)), default=len(table))


def rank_rows(table: Table, sort: tuple[Sort, ...]) -> None:
    """Rank the texts that an order needs; may run in a thread while rows are added."""
    for column in _texts_of(table, sort):
        if column.ranked < len(column):
            column.rank()


def ordered(table: Table, sort: tuple[Sort, ...], rows: Numbers, count: int | None = None) -> Rows:
    """Return rows, given rising, in order: stable, missing values last in both directions.

    Args:
        table: of the rows.
        sort: keys, the first one first.
        rows: to be ordered.
        count: only the first so many rows of the table are among them, and are ranked; all for
            None.
    """
    if not len(rows):
        return rows.astype(np.int32)
    count = len(table) if count is None else count
    whole = len(rows) == count
    width = len(rows).bit_length()
    before: Ints | None = None
    packed, bits = np.arange(len(rows), dtype=np.int64), width
    for places, last in _keys(table, sort, count):
        more = (last + 1).bit_length()
        if bits + more > _BITS:
            before = _unpacked(packed, width, before)
            packed, bits = np.arange(len(rows), dtype=np.int64), width
        chosen = places[:count] if whole else places[rows]
        chosen = chosen if before is None else chosen[before]
        packed |= chosen << bits
        bits += more
    order = _unpacked(packed, width, before)
    return rows[order].astype(np.int32, copy=False)


def _unpacked(packed: Ints, width: int, before: Ints | None) -> Ints:
    packed.sort()
    packed &= (1 << width) - 1
    return packed if before is None else before[packed]


def _keys(table: Table, sort: tuple[Sort, ...], count: int) -> Iterator[Rank]:
    """Yield the keys, least significant first, turned around where they descend."""
    for key in reversed(sort):
        column = table.column(key.field)
        if isinstance(column, TextColumn) and column.ranked >= count:
            ranks = column.known_ranks
        else:
            ranks = column.ranks()
        for rank in reversed(ranks):
            yield _turned(rank) if key.descending else rank


def _turned(rank: Rank) -> Rank:
    places = rank.last - rank.places
    places[places < 0] = rank.last + 1
    return Rank(places, rank.last)


def merged(table: Table, sort: tuple[Sort, ...], order: Rows, fresh: Numbers) -> Rows:
    """Return an order with new rows put in their places; the cost follows the new rows alone."""
    rows = fresh.tolist()
    for key in reversed(sort):
        rows.sort(key=_sort_key(table, key), reverse=key.descending)
    places: list[int] = []
    low = 0
    for row in rows:
        low = _place_after(table, sort, order, row, low)
        places.append(low)
    return np.insert(order, places, rows).astype(np.int32, copy=False)


def _sort_key(table: Table, key: Sort) -> Callable[[int], tuple[bool, object]]:
    order_key = table.column(key.field).order_key

    def sort_key(row: int) -> tuple[bool, object]:
        held = order_key(row)
        return (held is None) != key.descending, 0 if held is None else held

    return sort_key


def _place_after(table: Table, sort: tuple[Sort, ...], order: Rows, row: int, low: int) -> int:
    """Return the first place from `low` on whose row stands behind `row`."""
    keys = [(_sort_key(table, key), key.descending) for key in sort]
    own = [read(row) for read, _ in keys]
    high = len(order)
    while low < high:
        middle = (low + high) // 2
        if _stands_behind(int(order[middle]), own, keys):
            high = middle
        else:
            low = middle + 1
    return low


def _stands_behind(
    other: int,
    own: list[tuple[bool, object]],
    keys: list[tuple[Callable[[int], tuple[bool, object]], bool]],
) -> bool:
    for mine, (read, descending) in zip(own, keys, strict=True):
        theirs = read(other)
        if theirs != mine:
            return (theirs < mine) if descending else (theirs > mine)  # type: ignore[operator]
    return False
