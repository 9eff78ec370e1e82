"""What is done with files that cannot be used as they are: set aside, copied, read out."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

KEPT_DAYS: Final = 90
"""Days for which a file from before a migration, or a damaged one, stays beside the new one."""

_ASIDE: Final = re.compile(r"\.(v\d+|damaged|before)-\d{8}T\d{6,12}(-wal|-shm)?$")


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"


def move_aside(path: Path, why: str = "damaged") -> Path:
    """Rename a file, with what SQLite keeps beside it, and return its new place.

    Raises:
        OSError: the file is held by somebody else or the folder cannot be written.
    """
    aside = path.with_name(f"{path.name}.{why}-{_stamp()}")
    path.rename(aside)
    aside.touch()
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def keep_old(path: Path, version: int) -> Path:
    """Copy a file before it is migrated and return the copy's place."""
    kept = path.with_name(f"{path.name}.v{version}-{_stamp()}")
    copy_database(path, kept)
    return kept


def sweep_aside(path: Path, days: int = KEPT_DAYS) -> None:
    """Delete what was set aside for `path` more than `days` days ago."""
    oldest = time.time() - days * 86_400
    for beside in path.parent.glob(f"{path.name}.*"):
        if _ASIDE.search(beside.name) and beside.stat().st_mtime < oldest:
            beside.unlink(missing_ok=True)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at this moment; the target appears whole or not at all.

    Raises:
        sqlite3.Error, OSError: it could not be copied; nothing is left behind.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        with (
            contextlib.closing(_open_for_reading(source)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE").fetchall()
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _open_for_reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)


def salvage(
    into: sqlite3.Connection, damaged: Path, spares: Sequence[Path] = ()
) -> tuple[int, int]:
    """Copy every row that can still be read; return (from the damaged file, from a spare).

    Rows of the damaged file win over those of the spare: they are newer.
    """
    into.execute("BEGIN IMMEDIATE")
    read = _copy_rows(into, damaged)
    added = 0
    for spare in spares:
        added = _copy_rows(into, spare)
        if added:
            break
    into.execute("COMMIT")
    return read, added


def _copy_rows(into: sqlite3.Connection, path: Path) -> int:
    try:
        with contextlib.closing(_open_for_reading(path)) as old:
            old.text_factory = lenient
            return sum(_copy_table(into, old, table) for table in _tables(into))
    except sqlite3.Error:
        return 0


def lenient(raw: bytes) -> str:
    """Read a text of which a byte may be damaged; the rest of it is still worth having."""
    return raw.decode("utf-8", "replace")


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in rows]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _copy_table(into: sqlite3.Connection, old: sqlite3.Connection, table: str) -> int:
    """Read a table from both ends, each up to the damage."""
    try:
        held = set(_columns(old, table))
        names = [name for name in _columns(into, table) if name in held]
    except sqlite3.Error:
        return 0
    if not names:
        return 0
    listed = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    # The names come from this program's own schema.
    insert = f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({places})'  # noqa: S608
    select = f'SELECT {listed} FROM "{table}" ORDER BY rowid'  # noqa: S608
    return sum(_copy_run(into, old, insert, f"{select} {way}") for way in ("ASC", "DESC"))


def _copy_run(into: sqlite3.Connection, old: sqlite3.Connection, insert: str, select: str) -> int:
    copied = 0
    with contextlib.suppress(sqlite3.DatabaseError, OverflowError):
        for row in old.execute(select):
            with contextlib.suppress(sqlite3.IntegrityError):
                copied += into.execute(insert, row).rowcount
    return copied
