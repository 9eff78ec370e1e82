"""The history of requests: written by a thread of its own in small batches, never waited for.

A call costs its caller an entry in a list. What cannot be written is let go: no history is worth a
failing request.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from workbench.core.calls import CallBodies, CallRecord
from workbench.core.errors import WbError
from workbench.store.database import Database, Schema

T = TypeVar("T")

KEPT: Final = 1000
"""Calls of one source."""
BODIES_KEPT: Final = 100
"""Calls of one source whose bodies are kept."""
PAUSE: Final = 1.0
"""Seconds for which calls gather before they are written together."""
GATHERED: Final = 200
"""Calls that are written without waiting longer."""

_SCHEMA: Final = Schema(
    title="The history of requests",
    precious=False,
    flushed=False,
    steps=(
        (
            """CREATE TABLE call (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
                source TEXT NOT NULL, body BLOB NOT NULL) STRICT""",
            "CREATE INDEX call_by_source ON call (source, number)",
            """CREATE TABLE bodies (call INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
                source TEXT NOT NULL, body BLOB NOT NULL) STRICT""",
            "CREATE INDEX bodies_by_source ON bodies (source, call)",
        ),
    ),
)
_TRIM: Final = """DELETE FROM call WHERE source = ?1 AND number <= (SELECT number FROM call
    WHERE source = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)"""
_TRIM_BODIES: Final = """DELETE FROM bodies WHERE source = ?1 AND call <= (SELECT call FROM bodies
    WHERE source = ?1 ORDER BY call DESC LIMIT 1 OFFSET ?2)"""

_log = logging.getLogger(__name__)

Bodies = Callable[[], CallBodies]
"""Makes what is kept of bodies, in the thread that writes."""
_Waiting = tuple[CallRecord, Bodies | None]


class CallStore:
    """The last calls of each source; every method may be called from any thread.

    Attributes:
        trouble: why the last calls could not be written, None where they were.
        batches: how often was written.

    Args:
        path: the file; made with the first call that is written.
        pause: seconds for which calls gather.
    """

    def __init__(self, path: Path, *, pause: float = PAUSE) -> None:
        self.trouble: WbError | None = None
        self.batches = 0
        self._path = path
        self._pause = pause
        self._waiting: list[_Waiting] = []
        self._gate = threading.Lock()
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._hurry = threading.Event()
        self._thread: threading.Thread | None = None
        self._database: Database | None = None
        self._closed = False

    def put(self, call: CallRecord, bodies: Bodies | None = None) -> None:
        """Keep a call soon; never waits and never fails."""
        with self._gate:
            if self._closed:
                return
            self._waiting.append((call, bodies))
            if len(self._waiting) >= GATHERED:
                self._hurry.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="calls", daemon=True)
                self._thread.start()

    def read(self) -> tuple[CallRecord, ...]:
        """Return the calls that are kept, oldest first.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        self._write()
        with self._opened().read() as connection:
            rows = connection.execute("SELECT body FROM call ORDER BY number").fetchall()
        read = (_decoded(body, CallRecord) for (body,) in rows)
        return tuple(call for call in read if call is not None)

    def bodies(self, identity: str) -> CallBodies | None:
        """Return the bodies of a call, None where they are not kept.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        self._write()
        with self._opened().read() as connection:
            row = connection.execute(
                "SELECT b.body FROM bodies b JOIN call c ON c.number = b.call WHERE c.id = ?",
                (identity,),
            ).fetchone()
        if row is None:
            return None
        with contextlib.suppress(zlib.error):
            return _decoded(zlib.decompress(row[0]), CallBodies)
        return None

    def rename_account(self, source: str, old: str, new: str) -> None:
        """Let the calls of an account follow its new name; fails for nobody, as `put`."""
        self._write()
        try:
            with self._opened().write() as connection:
                rows = connection.execute(
                    "SELECT number, body FROM call WHERE source = ?", (source,)
                ).fetchall()
                read = ((number, _decoded(body, CallRecord)) for number, body in rows)
                connection.executemany(
                    "UPDATE call SET body = ? WHERE number = ?",
                    [
                        (msgspec.json.encode(replace(call, account=new)), number)
                        for number, call in read
                        if call is not None and call.account == old
                    ],
                )
        except WbError as error:
            self.trouble = error

    def clear(self) -> None:
        """Forget every call.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        with self._gate:
            self._waiting = []
        database = self._opened()
        with database.write() as connection:
            connection.execute("DELETE FROM call")
        database.shrink()

    def close(self) -> None:
        """Write what waits and let go of the file."""
        with self._gate:
            self._closed = True
            thread = self._thread
        self._hurry.set()
        if thread is not None:
            thread.join(5.0)
        self._write()
        with self._writing:
            if self._database is not None:
                self._database.close()

    # In the thread

    def _run(self) -> None:
        while True:
            self._hurry.wait(self._pause)
            self._write()
            with self._gate:
                if not self._waiting:
                    self._thread = None
                    return

    def _write(self) -> None:
        """Write all that waits in one transaction."""
        with self._writing:
            with self._gate:
                batch, self._waiting = self._waiting, []
                if not self._closed:
                    self._hurry.clear()
            if not batch:
                return
            try:
                packed = _packed(batch)
                with self._opened().write() as connection:
                    _keep(connection, packed)
                self.trouble = None
                self.batches += 1
            except WbError as error:
                if self.trouble is None:
                    _log.warning("the history of requests is not kept: %s", error.code.value)
                self.trouble = error
            except Exception as error:  # noqa: BLE001 - no call may hang on its history
                _log.error("the history of requests failed: %s", type(error).__name__)

    def _opened(self) -> Database:
        with self._opening:
            if self._database is None:
                self._database = Database(self._path, _SCHEMA)
            return self._database


def _packed(batch: Sequence[_Waiting]) -> list[tuple[CallRecord, bytes | None]]:
    """Return calls with their bodies as they are written; of those that would go, none is made."""
    room: Counter[str] = Counter()
    found: list[tuple[CallRecord, bytes | None]] = []
    for call, bodies in reversed(batch):
        packed = None
        if bodies is not None and room[call.source] < BODIES_KEPT:
            room[call.source] += 1
            packed = zlib.compress(msgspec.json.encode(bodies()), 1)
        found.append((call, packed))
    return found[::-1]


def _keep(connection: sqlite3.Connection, batch: Sequence[tuple[CallRecord, bytes | None]]) -> None:
    for call, bodies in batch:
        number = connection.execute(
            "INSERT INTO call (id, source, body) VALUES (?, ?, ?)",
            (call.id, call.source, msgspec.json.encode(call)),
        ).lastrowid
        if bodies is not None:
            connection.execute(
                "INSERT INTO bodies (call, source, body) VALUES (?, ?, ?)",
                (number, call.source, bodies),
            )
    for source in {call.source for call, _bodies in batch}:
        connection.execute(_TRIM, (source, KEPT))
        connection.execute(_TRIM_BODIES, (source, BODIES_KEPT))


def _decoded(body: bytes, kind: type[T]) -> T | None:
    """Decode what can be; what another version wrote is not shown."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError:
        return None
