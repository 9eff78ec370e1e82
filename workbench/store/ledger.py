"""The budget of requests that all processes of a workspace share: one small file, one writer.

Two windows and a command line together keep a service's limit because each place is taken inside
one immediate transaction. Moments are wall-clock seconds, as processes share no other clock.
"""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path
from typing import Final

from workbench.store.database import Database, Schema

_SCHEMA: Final = Schema(
    title="The ledger of requests",
    precious=False,
    flushed=False,
    steps=(
        (
            "CREATE TABLE taken (key TEXT NOT NULL, moment REAL NOT NULL) STRICT",
            "CREATE INDEX taken_by_moment ON taken (key, moment)",
            "CREATE TABLE held (key TEXT PRIMARY KEY, until REAL NOT NULL) STRICT, WITHOUT ROWID",
            """CREATE TABLE day (key TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL,
                PRIMARY KEY (key, day)) STRICT, WITHOUT ROWID""",
        ),
    ),
)

_SAME_CLOCK: Final = 1.0
"""Seconds by which processes may read the clock apart; more means that it was set back."""
_KEPT_DAYS: Final = 7


class SharedLedger:
    """Who asked when, for all processes.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        """Take a place in the sliding window, or tell how long to wait before asking again.

        Args:
            key: whose budget.
            limit: places in any window, 0 for no limit.
            window: seconds.
            now: wall-clock seconds.
            urgent: somebody is looking at what is asked for.
            reserved: of every ten places, how many are for urgent requests.

        Returns:
            Seconds to wait; 0.0 means that the place is taken.
        """
        with self._database.write() as connection:
            wait = _held_for(connection, key, now)
            if wait > 0 or limit <= 0:
                return wait
            _forget_old(connection, key, window, now)
            open_to = limit if urgent else max(1, limit * (10 - reserved) // 10)
            wait = _wait_for_place(connection, key, open_to, window, now)
            if wait <= 0:
                connection.execute("INSERT INTO taken VALUES (?, ?)", (key, now))
            return wait

    def pause(self, key: str, until: float) -> None:
        """Hold all of a key until that moment; an earlier one does not shorten a longer hold."""
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO held VALUES (?, ?)
                ON CONFLICT (key) DO UPDATE SET until = max(until, excluded.until)""",
                (key, until),
            )

    def paused_until(self, key: str) -> float:
        """Return until when a key is held, 0.0 where it never was."""
        with self._database.read() as connection:
            row = connection.execute("SELECT until FROM held WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0.0

    def release(self, key: str) -> None:
        """Let a held key go on at once."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM held WHERE key = ?", (key,))

    def count_day(self, key: str, day: str) -> int:
        """Count one request of that day ("2026-11-21") and return how many there were."""
        with self._database.write() as connection:
            count = connection.execute(
                """INSERT INTO day VALUES (?, ?, 1)
                ON CONFLICT (key, day) DO UPDATE SET count = count + 1 RETURNING count""",
                (key, day),
            ).fetchone()[0]
            connection.execute(
                """DELETE FROM day WHERE key = ?1 AND day NOT IN (
                SELECT day FROM day WHERE key = ?1 ORDER BY day DESC LIMIT ?2)""",
                (key, _KEPT_DAYS),
            )
        return count

    def used(self, key: str, window: float, now: float) -> int:
        """Return how many places of the window that ends now are taken."""
        with self._database.read() as connection:
            return connection.execute(
                "SELECT count(*) FROM taken WHERE key = ? AND moment > ?", (key, now - window)
            ).fetchone()[0]


def _held_for(connection: sqlite3.Connection, key: str, now: float) -> float:
    row = connection.execute("SELECT until FROM held WHERE key = ?", (key,)).fetchone()
    return max(0.0, row[0] - now) if row else 0.0


def _forget_old(connection: sqlite3.Connection, key: str, window: float, now: float) -> None:
    """Drop places that have passed; where the clock was set back, none may lie ahead of it.

    Those that passed just now stay: another process may have read the clock a moment earlier.
    """
    passed = now - window - _SAME_CLOCK
    connection.execute("DELETE FROM taken WHERE key = ? AND moment <= ?", (key, passed))
    connection.execute(
        "UPDATE taken SET moment = ? WHERE key = ? AND moment > ?", (now, key, now + _SAME_CLOCK)
    )


def _wait_for_place(
    connection: sqlite3.Connection, key: str, open_to: int, window: float, now: float
) -> float:
    """Return seconds until fewer than `open_to` places are taken; 0.0 where that is so."""
    begin = now - window
    taken = connection.execute(
        "SELECT count(*) FROM taken WHERE key = ? AND moment > ?", (key, begin)
    ).fetchone()[0]
    if taken < open_to:
        return 0.0
    freeing = connection.execute(
        "SELECT moment FROM taken WHERE key = ? AND moment > ? ORDER BY moment LIMIT 1 OFFSET ?",
        (key, begin, taken - open_to),
    ).fetchone()[0]
    return max(freeing + window - now, math.ulp(now))
