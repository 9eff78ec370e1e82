"""Writing a page of prices: what is known is asked for once, and only what differs is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from workbench.core.offers import Item, Ref
from workbench.store.prices_schema import (
    GONE,
    digest_of,
    ladder_body,
    point_number,
    ref_digest,
    to_minutes,
)

SEEN_MINUTES: Final = 60
"""How exactly it is known when an item without a change was last read."""


class Read(NamedTuple):
    """One offer as it was read."""

    ladder: int
    """Digest of its ladder."""
    body: bytes
    stock: int | None


class Known(NamedTuple):
    """One offer as it is kept."""

    number: int
    at: int
    ladder: int
    """Number of its ladder, `GONE` for none."""
    stock: int | None


class Reading(msgspec.Struct, frozen=True):
    """One item as it was read, ready to be held against what is kept."""

    ref: Ref
    digest: int
    at: int
    offers: dict[str, Read]

    @classmethod
    def of(cls, item: Item) -> Reading:
        """Return what counts of an item."""
        offers: dict[str, Read] = {}
        for offer in item.offers:
            body = ladder_body(offer.ladder)
            offers[offer.id] = Read(digest_of(body), body, offer.stock)
        return cls(item.ref, ref_digest(item.ref), to_minutes(item.read), offers)


def write(connection: sqlite3.Connection, readings: Mapping[int, Reading]) -> tuple[Ref, ...]:
    """Write what differs inside an open transaction; return the items it differs for."""
    items = _items(connection, readings)
    current = {
        number: reading
        for number, (seen, reading) in items.items()
        if seen is None or reading.at >= seen
    }
    known = _known(connection, current)
    ladders = _ladder_numbers(connection, current.values())
    names = _name_numbers(connection, current.values())
    changes = _Changes(_next(connection, "offer"))
    moved = {
        number: reading.ref
        for number, reading in current.items()
        if changes.take(number, reading, known.get(number, {}), ladders, names)
    }
    _put_items(connection, items, current, moved)
    changes.put(connection)
    return tuple(moved.values())


class _Changes:
    """What is to be written of offers."""

    def __init__(self, following: int) -> None:
        self._following = following
        self._offers: list[tuple[int, int, int, int, int, int | None]] = []
        self._points: list[tuple[int, int, int | None]] = []

    def take(
        self,
        item: int,
        reading: Reading,
        known: Mapping[int, Known],
        ladders: Mapping[int, int],
        names: Mapping[str, int],
    ) -> bool:
        """Hold an item against what is kept; return whether anything differs."""
        count = len(self._points)
        there = {names[name]: read for name, read in reading.offers.items()}
        for name, read in there.items():
            held, ladder = known.get(name), ladders[read.ladder]
            if held is None or held.ladder != ladder or _turned(held.stock, read.stock):
                self._add(item, name, held, reading.at, ladder, read.stock)
        for name, held in known.items():
            if name not in there and held.ladder != GONE:
                self._add(item, name, held, reading.at, GONE, None)
        return len(self._points) > count

    def _add(
        self, item: int, name: int, held: Known | None, at: int, ladder: int, stock: int | None
    ) -> None:
        number = held.number if held else self._following
        self._following += held is None
        self._offers.append((number, item, name, at, ladder, stock))
        self._points.append((point_number(number, at), ladder, stock))

    def put(self, connection: sqlite3.Connection) -> None:
        """Write all of it."""
        connection.executemany(
            """INSERT INTO offer (id, item, name, at, ladder, stock) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET at = excluded.at, ladder = excluded.ladder,
            stock = excluded.stock""",
            self._offers,
        )
        connection.executemany(
            "INSERT OR REPLACE INTO point (id, ladder, stock) VALUES (?, ?, ?)", self._points
        )


def _turned(before: int | None, after: int | None) -> bool:
    """Whether the last piece went, or pieces came back."""
    return before is not None and after is not None and (before > 0) != (after > 0)


def _items(
    connection: sqlite3.Connection, readings: Mapping[int, Reading]
) -> dict[int, tuple[int | None, Reading]]:
    """Return by number when each item was last seen, None for new ones."""
    rows = connection.execute(
        "SELECT id, digest, seen FROM item WHERE digest IN (SELECT value FROM json_each(?))",
        (_listed(readings),),
    )
    found = {digest: (number, seen) for number, digest, seen in rows}
    following = _next(connection, "item")
    items: dict[int, tuple[int | None, Reading]] = {}
    for digest, reading in readings.items():
        if digest in found:
            number, seen = found[digest]
            items[number] = (seen, reading)
        elif reading.offers:
            items[following] = (None, reading)
            following += 1
    return items


def _put_items(
    connection: sqlite3.Connection,
    items: Mapping[int, tuple[int | None, Reading]],
    current: Mapping[int, Reading],
    moved: Container[int],
) -> None:
    """Add new items, and move on when the others were last seen, where that is worth a write."""
    places = {reading.ref[:3] for seen, reading in items.values() if seen is None}
    connection.executemany(
        "INSERT OR IGNORE INTO place (source, account, resource) VALUES (?, ?, ?)", places
    )
    rows = connection.execute("SELECT source, account, resource, id FROM place")
    number_of = {tuple(row[:3]): row[3] for row in rows}
    connection.executemany(
        "INSERT INTO item (id, digest, place, key, variant, seen) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, read.digest, number_of[read.ref[:3]], read.ref.key, read.ref.variant, read.at)
            for number, (seen, read) in items.items()
            if seen is None
        ],
    )
    connection.executemany(
        "UPDATE item SET seen = ? WHERE id = ?",
        [
            (reading.at, number)
            for number, reading in current.items()
            if (seen := items[number][0]) is not None
            and (number in moved or reading.at - seen >= SEEN_MINUTES)
        ],
    )


def _known(connection: sqlite3.Connection, items: Iterable[int]) -> dict[int, dict[int, Known]]:
    """Return the kept offers of items by name."""
    rows = connection.execute(
        """SELECT item, name, id, at, ladder, stock FROM offer
        WHERE item IN (SELECT value FROM json_each(?))""",
        (_listed(items),),
    )
    found: dict[int, dict[int, Known]] = {}
    for item, name, *held in rows:
        found.setdefault(item, {})[name] = Known(*held)
    return found


def _ladder_numbers(connection: sqlite3.Connection, readings: Iterable[Reading]) -> dict[int, int]:
    """Return the number of every ladder that was read, by digest; new ones are written."""
    bodies = {read.ladder: read.body for read in _reads(readings)}
    rows = connection.execute(
        "SELECT digest, id FROM ladder WHERE digest IN (SELECT value FROM json_each(?))",
        (_listed(bodies),),
    )
    numbers: dict[int, int] = dict(rows)
    fresh = [digest for digest in bodies if digest not in numbers]
    first = _next(connection, "ladder")
    numbers |= {digest: number for number, digest in enumerate(fresh, first)}
    connection.executemany(
        "INSERT INTO ladder (id, digest, body) VALUES (?, ?, ?)",
        [(numbers[digest], digest, bodies[digest]) for digest in fresh],
    )
    return numbers


def _name_numbers(connection: sqlite3.Connection, readings: Iterable[Reading]) -> dict[str, int]:
    """Return the number of every offer id that was read; new ones are written."""
    wanted = {name for reading in readings for name in reading.offers}
    connection.executemany(
        "INSERT OR IGNORE INTO name (text) VALUES (?)", [(name,) for name in wanted]
    )
    rows = connection.execute(
        "SELECT text, id FROM name WHERE text IN (SELECT value FROM json_each(?))",
        (_listed(wanted),),
    )
    return dict(rows)


def _reads(readings: Iterable[Reading]) -> Iterator[Read]:
    for reading in readings:
        yield from reading.offers.values()


def _next(connection: sqlite3.Connection, table: str) -> int:
    (last,) = connection.execute(
        f"SELECT coalesce(max(id), 0) FROM {table}"  # noqa: S608 - a name of the schema
    ).fetchone()
    return last + 1


def _listed(values: Iterable[int] | Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()
