"""Failures of SQLite by name: which ones mean a damaged file, and what a user is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from workbench.core.errors import ErrorCode, WbError

_PRIMARY: Final = 0xFF


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 where the error has none."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_damage(error: BaseException | None) -> bool:
    """Return whether a failure says that the file itself is damaged.

    A flipped byte in the schema makes names disappear (SQLITE_ERROR), one in a text makes it
    unreadable (an error without a code).
    """
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    if type(error) is sqlite3.DatabaseError:
        return True
    return type(error) is sqlite3.OperationalError and code_of(error) in {0, sqlite3.SQLITE_ERROR}


def store_error(error: sqlite3.Error, path: Path) -> WbError:
    """Name a failure of the database at `path`; the cause stays attached for the caller."""
    named = _named(error, path)
    named.__cause__ = error
    return named


def _named(error: sqlite3.Error, path: Path) -> WbError:
    code = code_of(error)
    detail = f"{type(error).__name__} {getattr(error, 'sqlite_errorname', '')}".strip()
    if code == sqlite3.SQLITE_FULL:
        return WbError(
            ErrorCode.DISK_FULL,
            f"The disk is full: {path} could not be written.",
            "Free some space; what was typed is kept and written as soon as there is room.",
            detail=detail,
        )
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return WbError(
            ErrorCode.DISK,
            f"{path} could not be used.",
            "Check that the folder is there, has room and may be written by you.",
            detail=detail,
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return WbError(
            ErrorCode.STORE,
            f"{path} is in use by another run of the program.",
            "Wait a moment and try again.",
            retryable=True,
            detail=detail,
        )
    return WbError(
        ErrorCode.STORE,
        f"{path} could not be read.",
        "Restart the program: the file is checked then, and what can be read is kept.",
        detail=detail,
    )


def newer_error(path: Path) -> WbError:
    """Return the failure of writing to a file of a newer version of the program."""
    return WbError(
        ErrorCode.STORE,
        f"{path} was written by a newer version of the program and is open for reading only.",
        "Update the program. Nothing is changed until then.",
    )
