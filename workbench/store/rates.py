"""Exchange rates that were read or typed, each with its day, as exact text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from workbench.store.database import Database


class KeptRate(NamedTuple):
    """One rate: units of a currency for one euro, on a day, as its origin said."""

    currency: str
    per_euro: Decimal
    day: date
    origin: str


class RateStore:
    """The rates of one workspace; every method may be called from any thread.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[KeptRate, ...]:
        """Return every rate that can be read, the oldest day first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT currency, per_euro, day, origin FROM rate ORDER BY day, origin, currency"
            ).fetchall()
        return tuple(filter(None, (_kept(*row) for row in rows)))

    def put(self, rates: Iterable[KeptRate], *, before: date | None = None) -> None:
        """Keep rates over older ones of the same origin, currency and day, all or none.

        Args:
            rates: what was read or typed.
            before: rates of the same origins from before this day make room; None keeps all.
        """
        held = list(rates)
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO rate (currency, per_euro, day, origin) VALUES (?, ?, ?, ?)",
                [(each.currency, str(each.per_euro), str(each.day), each.origin) for each in held],
            )
            if before is not None:
                connection.executemany(
                    "DELETE FROM rate WHERE origin = ? AND day < ?",
                    [(origin, str(before)) for origin in {each.origin for each in held}],
                )

    def remove(self, origin: str, currency: str = "") -> int:
        """Forget the rates of an origin, of one currency or of all for ""; return how many."""
        with self._database.write() as connection:
            return connection.execute(
                "DELETE FROM rate WHERE origin = ?1 AND (?2 = '' OR currency = ?2)",
                (origin, currency),
            ).rowcount


def _kept(currency: str, per_euro: str, day: str, origin: str) -> KeptRate | None:
    try:
        return KeptRate(currency, Decimal(per_euro), date.fromisoformat(day), origin)
    except (InvalidOperation, ValueError):
        return None
