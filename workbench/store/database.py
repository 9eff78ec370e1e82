"""One opened SQLite file, opened safely: private, checked, migrated, and repaired where it can be.

A precious file (what people typed) is written through to the disk, checked at every opening,
copied before a migration and, where damaged, read out as far as possible. A file that can be made
again (the cache) is checked after an unclean end and begun afresh where damaged.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from workbench.core.errors import from_os_error
from workbench.store.failures import is_damage, newer_error, store_error
from workbench.store.repair import (
    copy_database,
    keep_old,
    lenient,
    move_aside,
    salvage,
    sweep_aside,
)

_log = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
"""How long a write waits for another process's write."""


class Schema(msgspec.Struct, frozen=True):
    """What a database holds.

    Attributes:
        title: what users call the file.
        steps: SQL statements that lead from version n to n + 1, the first from an empty file.
        precious: whether it holds what cannot be read again.
        flushed: whether it must outlive a power cut; False never waits for the disk.
    """

    title: str
    steps: tuple[tuple[str, ...], ...]
    precious: bool
    flushed: bool = True

    @property
    def version(self) -> int:
        """The version that this program writes."""
        return len(self.steps)


class Database:
    """One SQLite file for all threads of a process: one writer at a time, readers beside it.

    Attributes:
        path: the file.
        schema: what it holds.
        notes: sentences for the user about what was found and done at opening.
        read_only: the file is of a newer version; every write is refused.

    Raises:
        WbError: DISK, DISK_FULL or STORE, where the file can be neither opened nor replaced.
    """

    def __init__(
        self,
        path: Path,
        schema: Schema,
        spares: Sequence[Path] = (),
        *,
        busy: float = BUSY_SECONDS,
    ) -> None:
        """Open the file.

        Args:
            path: the file; made, with its folder, where it is not there.
            schema: what it holds.
            spares: copies of it, newest first, to fill what damage took.
            busy: seconds that a write waits for another process's write.
        """
        self.path = path
        self._busy = busy
        self.schema = schema
        self.notes: list[str] = []
        self.read_only = False
        self._writing = threading.RLock()
        self._pool = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._round = 0
        self._closed = False
        self._writer = self._open(spares)

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one transaction: all of it is kept, or none.

        Raises:
            WbError: with SQLite's error as its cause.
        """
        with self._writing, self._named():
            if self.read_only:
                raise newer_error(self.path)
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one moment of the file and does not hold up the writer.

        Raises:
            WbError: with SQLite's error as its cause.
        """
        with self._named():
            connection, borrowed = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                self._give_back(connection, borrowed)

    def shrink(self) -> None:
        """Give the room of what was deleted back to the system."""
        with self._writing, self._named():
            # `execute` stops this statement after one page; a script runs to its end.
            self._writer.executescript(
                "PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);"
            )

    def copy_to(self, target: Path) -> None:
        """Copy the file as it is at this moment; `target` is replaced whole."""
        with self._named():
            copy_database(self.path, target)

    @property
    def generation(self) -> int:
        """How often the file was begun afresh since it was opened."""
        return self._round

    def rebuild(self, seen: int) -> None:
        """Set the damaged file aside and begin afresh, for files that can be made again.

        Args:
            seen: the `generation` in which the damage was met; a later one is left alone.
        """
        with self._writing, self._named():
            if seen != self._round or self._closed:
                return
            self._drop_connections()
            self._begin_afresh(())

    def close(self) -> None:
        """Bring everything into the one file and let go of it."""
        with self._writing:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(sqlite3.Error):
                if not self.read_only:
                    self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._drop_connections()

    # Connections

    @contextlib.contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise store_error(error, self.path) from error
        except OSError as error:
            raise from_os_error(error, self.path) from error

    def _borrow(self) -> tuple[sqlite3.Connection, int]:
        with self._pool:
            if self._closed:
                raise sqlite3.ProgrammingError("the database is closed")
            borrowed = self._round
            if self._idle:
                return self._idle.pop(), borrowed
        return self._connect(), borrowed

    def _give_back(self, connection: sqlite3.Connection, borrowed: int) -> None:
        with self._pool:
            if borrowed == self._round and not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _drop_connections(self) -> None:
        with self._pool:
            self._round += 1
            idle, self._idle = self._idle, []
        for connection in (*idle, self._writer):
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rw"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=self._busy,
            isolation_level=None,
            check_same_thread=False,
        )
        if self.schema.precious:
            connection.text_factory = lenient
        lazily = "NORMAL" if self.schema.flushed else "OFF"
        try:
            connection.execute(f"PRAGMA synchronous={'FULL' if self.schema.precious else lazily}")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA cell_size_check=ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    # Opening

    def _open(self, spares: Sequence[Path]) -> sqlite3.Connection:
        with self._named():
            make_private(self.path)
            sweep_aside(self.path)
            try:
                return self._open_checked()
            except sqlite3.DatabaseError as error:
                # Of a precious file a failing migration is no damage: it stays as it is.
                known = type(error) is sqlite3.DatabaseError
                if not (known or (is_damage(error) and not self.schema.precious)):
                    raise
                _log.warning("%s is damaged: %s", self.path.name, type(error).__name__)
            self._begin_afresh(spares)
            return self._writer

    def _open_checked(self) -> sqlite3.Connection:
        ended_badly = _size(self.path.with_name(self.path.name + "-wal")) > 0
        connection = self._connect()
        try:
            if _size(self.path) == 0:
                connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            version = _version(connection)
            if version > self.schema.version:
                return self._open_newer(connection)
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            if self.schema.precious or ended_badly:
                check(connection)
            if version < self.schema.version:
                self._migrate(connection, version)
            if self.schema.precious or ended_badly:
                self._compare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_newer(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        if not self.schema.precious:
            raise sqlite3.DatabaseError("written by a newer version")
        connection.close()
        self.read_only = True
        self.notes.append(newer_error(self.path).full_text)
        return self._connect()

    def _migrate(self, connection: sqlite3.Connection, version: int) -> None:
        if version > 0 and self.schema.precious:
            keep_old(self.path, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in self.schema.steps[_sane_version(connection) :]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={self.schema.version}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _compare(self, connection: sqlite3.Connection) -> None:
        """Look whether the tables are those of the schema: a flipped byte can rename one.

        Raises:
            sqlite3.DatabaseError: they are not.
        """
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            for step in self.schema.steps:
                for statement in step:
                    model.execute(statement)
            if _shape(model) != _shape(connection):
                raise sqlite3.DatabaseError("the tables are not those of the schema")

    def _begin_afresh(self, spares: Sequence[Path]) -> None:
        if not self.schema.precious:
            sweep_aside(self.path, 0)
        aside = move_aside(self.path)
        make_private(self.path)
        self._writer = self._open_checked()
        if not self.schema.precious:
            self.notes.append(f"{self.schema.title} was damaged and has been begun afresh.")
            return
        read, added = salvage(self._writer, aside, spares)
        self.notes.append(
            f"{self.schema.title} was damaged. {read:,} entries could be read from it and "
            f"{added:,} more from the last daily copy. The damaged file is kept as {aside}."
        )


def check(connection: sqlite3.Connection) -> None:
    """Look through a whole file.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer is None or answer[0] != "ok":
        raise sqlite3.DatabaseError("the check found damage")


def make_private(path: Path) -> None:
    """Create the file and its folder for this user alone, or take others' rights away.

    Raises:
        OSError: as the system refuses it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _shape(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
    ).fetchall()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _sane_version(connection: sqlite3.Connection) -> int:
    version = _version(connection)
    if version < 0 or (version == 0 and _shape(connection)):
        raise sqlite3.DatabaseError("the version is none")
    return version


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
