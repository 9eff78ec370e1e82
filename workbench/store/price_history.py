"""Every price that was ever read, kept only where it became another one.

A file of its own: it grows with every reading, and its long writes hold up nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from workbench.core.offers import Item, Ref
from workbench.core.pricepoints import Moved, Past, PricePoint
from workbench.core.values import Ladder
from workbench.store.database import Database
from workbench.store.price_writing import Reading, write
from workbench.store.prices_schema import (
    GONE,
    MINUTE_BITS,
    MINUTES,
    PRICES_SCHEMA,
    from_minutes,
    read_ladder,
    ref_digest,
    to_minutes,
)

_POINTS = f"""SELECT o.item, n.text, p.id & {MINUTES}, p.ladder, p.stock
    FROM offer o JOIN name n ON n.id = o.name
    JOIN point p ON p.id BETWEEN o.id << {MINUTE_BITS} AND (o.id << {MINUTE_BITS}) + {MINUTES}
    WHERE o.item IN (SELECT value FROM json_each(?)) ORDER BY p.id"""  # noqa: S608 - two numbers

_MOVED = f"""SELECT l.source, l.account, l.resource, i.key, i.variant, n.text, o.at, o.ladder,
    COALESCE((SELECT p.ladder FROM point p WHERE p.id >= o.id << {MINUTE_BITS}
        AND p.id < (o.id << {MINUTE_BITS}) + ?1 ORDER BY p.id DESC LIMIT 1),
    NULLIF((SELECT p.ladder FROM point p WHERE p.id >= o.id << {MINUTE_BITS}
        AND p.id < (o.id << {MINUTE_BITS}) + o.at ORDER BY p.id LIMIT 1), o.ladder)) AS old
    FROM offer o JOIN item i ON i.id = o.item JOIN place l ON l.id = i.place
    JOIN name n ON n.id = o.name
    WHERE o.at >= ?1 AND (?2 = '' OR l.source = ?2) AND (?3 = '' OR l.account = ?3)
    AND old IS NOT o.ladder ORDER BY o.at DESC, o.id LIMIT ?4"""  # noqa: S608 - a number

_MOVING = f"""SELECT DISTINCT l.source, l.account, l.resource, i.key, i.variant
    FROM offer o JOIN item i ON i.id = o.item JOIN place l ON l.id = i.place
    WHERE EXISTS (SELECT 1 FROM point p WHERE p.id >= o.id << {MINUTE_BITS}
        AND p.id < (o.id << {MINUTE_BITS}) + o.at AND p.ladder IS NOT o.ladder)"""  # noqa: S608 - a number


class PriceHistoryStore:
    """The price history of one workspace; every method may be called from any thread.

    Attributes:
        notes: sentences about damage or a newer version found at opening.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, PRICES_SCHEMA)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user has to be told about the file."""
        return tuple(self._database.notes)

    @property
    def read_only(self) -> bool:
        """Whether the file is of a newer version: it is shown, and nothing is added."""
        return self._database.read_only

    def close(self) -> None:
        """Bring everything into the file and let go of it."""
        self._database.close()

    def note(self, items: Iterable[Item]) -> tuple[Ref, ...]:
        """Keep the prices of items as they were just read, in one transaction.

        An offer that an item had and has no more is gone from then on. A change of stock alone
        makes a point where the last piece went or pieces came back. An item that was read
        earlier than what is known of it is passed over.

        Returns:
            the items of which something became another one, new ones among them.
        """
        readings = {reading.digest: reading for reading in map(Reading.of, items)}
        if not readings or self.read_only:
            return ()
        with self._database.write() as connection:
            return write(connection, readings)

    def note_gone(self, refs: Iterable[Ref], at: datetime) -> tuple[Ref, ...]:
        """Keep that items are no more: the service said so; those never read are passed over."""
        known = self.pasts(list(refs))
        return self.note(Item(ref, "", at) for ref, past in known.items() if past.offers)

    def past(self, ref: Ref) -> Past:
        """Return what is known of one item."""
        return self.pasts([ref])[ref]

    def pasts(self, refs: Sequence[Ref]) -> dict[Ref, Past]:
        """Return what is known of many items, each in one go."""
        digests = {ref_digest(ref): ref for ref in refs}
        with self._database.read() as connection:
            listed = msgspec.json.encode(list(digests)).decode()
            items = connection.execute(
                """SELECT id, digest, seen FROM item
                WHERE digest IN (SELECT value FROM json_each(?))""",
                (listed,),
            ).fetchall()
            numbers = msgspec.json.encode([number for number, _, _ in items]).decode()
            rows = connection.execute(_POINTS, (numbers,)).fetchall()
            ladders = _ladders(connection, {row[3] for row in rows})
        points: dict[int, dict[str, list[PricePoint]]] = {}
        for item, name, minutes, ladder, stock in rows:
            point = PricePoint(from_minutes(minutes), ladders.get(ladder), stock)
            points.setdefault(item, {}).setdefault(name, []).append(point)
        found = {digests[digest]: (number, seen) for number, digest, seen in items}
        return {ref: _past(*found[ref], points) if ref in found else Past() for ref in refs}

    def moved(
        self, since: datetime, source: str = "", account: str = "", *, limit: int = 100_000
    ) -> tuple[Moved, ...]:
        """Return the offers that are not what they were at a moment, the last changed first.

        One that was first read after that moment is held against its first reading.

        Args:
            since: the moment.
            source: of this one alone; "" for all.
            account: of this one alone; "" for all.
            limit: most that are returned.
        """
        minutes = to_minutes(since)
        with self._database.read() as connection:
            rows = connection.execute(_MOVED, (minutes, source, account, limit)).fetchall()
            ladders = _ladders(connection, {number for row in rows for number in row[7:9]})
        return tuple(
            Moved(
                Ref(*row[:5]),
                row[5],
                from_minutes(row[6]),
                ladders.get(row[8]),
                ladders.get(row[7]),
                row[8] is not None,
            )
            for row in rows
        )

    def moving(self) -> tuple[Ref, ...]:
        """Return the items of which an offer was another one before."""
        with self._database.read() as connection:
            rows = connection.execute(_MOVING).fetchall()
        return tuple(Ref(*row) for row in rows)

    def rename(self, source: str, old: str, new: str) -> None:
        """Let the history of an account follow its new name."""
        with self._database.write() as connection:
            numbers = connection.execute(
                """SELECT i.id, l.resource, i.key, i.variant FROM item i
                JOIN place l ON l.id = i.place WHERE l.source = ? AND l.account = ?""",
                (source, old),
            ).fetchall()
            connection.execute(
                "UPDATE OR IGNORE place SET account = ? WHERE source = ? AND account = ?",
                (new, source, old),
            )
            connection.executemany(
                "UPDATE OR IGNORE item SET digest = ? WHERE id = ?",
                [
                    (ref_digest(Ref(source, new, resource, key, variant)), number)
                    for number, resource, key, variant in numbers
                ],
            )

    def counts(self) -> tuple[int, int]:
        """Return how many offers and how many points are kept."""
        with self._database.read() as connection:
            (offers,) = connection.execute("SELECT count(*) FROM offer").fetchone()
            (points,) = connection.execute("SELECT count(*) FROM point").fetchone()
        return offers, points


def _past(number: int, seen: int, points: dict[int, dict[str, list[PricePoint]]]) -> Past:
    held = points.get(number, {})
    return Past(from_minutes(seen), {name: tuple(each) for name, each in held.items()})


def _ladders(connection: sqlite3.Connection, numbers: set[int | None]) -> dict[int | None, Ladder]:
    """Read ladders by number; a damaged one is left out, as one that is gone is."""
    wanted = msgspec.json.encode([each for each in numbers if each not in {GONE, None}]).decode()
    rows = connection.execute(
        "SELECT id, body FROM ladder WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    found: dict[int | None, Ladder] = {}
    for number, body in rows:
        try:
            found[number] = read_ladder(body)
        except (msgspec.MsgspecError, ArithmeticError):
            continue
    return found
