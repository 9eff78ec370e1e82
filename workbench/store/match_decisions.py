"""What a person said about two items: the same thing, or not; one word a pair, the last counts."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.store.database import Database
from workbench.store.moments import now_micros


class MatchDecisions:
    """The decisions of one workspace, as bodies by pair; every method may be called by any thread.

    A pair is the same whichever of its members is named first.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[bytes, ...]:
        """Return the bodies, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT body FROM match_decision ORDER BY at, rowid")
            return tuple(row[0] for row in rows)

    def put(self, decisions: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep (one, other, body) decisions over older ones of the same pairs, all or none."""
        moment = now_micros()
        with self._database.write() as connection:
            connection.executemany(
                """INSERT INTO match_decision (a, b, at, body) VALUES (?, ?, ?, ?)
                ON CONFLICT (a, b) DO UPDATE SET at = excluded.at, body = excluded.body""",
                [(*sorted((one, other)), moment, body) for one, other, body in decisions],
            )

    def remove(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Forget what was said of pairs; return of how many something was."""
        with self._database.write() as connection:
            return connection.executemany(
                "DELETE FROM match_decision WHERE a = ? AND b = ?",
                [tuple(sorted(pair)) for pair in pairs],
            ).rowcount
