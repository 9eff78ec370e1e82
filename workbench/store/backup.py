"""One file that brings a workspace to another machine: no secrets, nothing that can be read again.

A restore looks at the whole file before it touches anything, and sets aside what it replaces.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.folders import Folders
from workbench.core.times import now
from workbench.store.database import Schema, check
from workbench.store.failures import store_error
from workbench.store.files import atomic_path
from workbench.store.journal_types import JOURNAL_SCHEMA
from workbench.store.prices_schema import PRICES_SCHEMA
from workbench.store.repair import copy_database, move_aside
from workbench.store.workspace_schema import WORKSPACE_SCHEMA

_MANIFEST: Final = "manifest.json"
_BIGGEST: Final = 8 << 30
"""Bytes of one file; more is no backup of ours."""
_CHUNK: Final = 1 << 20


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself: when it was made, and the SHA-256 of each file."""

    made: datetime
    files: dict[str, str]
    format: int = 1


def _places(folders: Folders) -> dict[str, tuple[Path, Schema | None]]:
    return {
        "workspace.db": (folders.workspace, WORKSPACE_SCHEMA),
        "journal.db": (folders.journal, JOURNAL_SCHEMA),
        "prices.db": (folders.prices, PRICES_SCHEMA),
        "settings.json": (folders.settings, None),
    }


def backup(folders: Folders, target: Path) -> Manifest:
    """Write what a home keeps into one file, all but the cache; it may be in use.

    Raises:
        WbError: DISK, DISK_FULL or STORE; an older `target` is as it was.
    """
    sums: dict[str, str] = {}
    with (
        _named(target),
        tempfile.TemporaryDirectory(prefix=".backup.", dir=folders.data) as scratch,
        atomic_path(target, verify=_read_through) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, (path, schema) in _places(folders).items():
            if not path.exists():
                continue
            copy = path if schema is None else Path(scratch) / name
            if schema is not None:
                copy_database(path, copy)
            sums[name] = _sum(copy)
            archive.write(copy, name)
        manifest = Manifest(now(), sums)
        archive.writestr(_MANIFEST, msgspec.json.encode(manifest))
    return manifest


def restore(folders: Folders, source: Path) -> Manifest:
    """Put the files of a backup in the place of the present ones; the stores must be closed.

    Raises:
        WbError: FILE, where it is no whole backup or of a newer version: nothing was changed.
        WbError: DISK or DISK_FULL: what was there before is there again.
    """
    folders.make()
    with (
        _named(source),
        tempfile.TemporaryDirectory(prefix=".restore.", dir=folders.data) as scratch,
    ):
        manifest = _unpack(source, Path(scratch), folders)
        _swap(folders, Path(scratch), manifest)
    return manifest


def _unpack(source: Path, scratch: Path, folders: Folders) -> Manifest:
    places = _places(folders)
    with zipfile.ZipFile(source) as archive:
        if archive.getinfo(_MANIFEST).file_size > _CHUNK:
            raise _no_backup(source)
        manifest = msgspec.json.decode(archive.read(_MANIFEST), type=Manifest)
        if not set(manifest.files) <= set(places) or manifest.format != 1:
            raise _no_backup(source)
        for name, expected in manifest.files.items():
            if archive.getinfo(name).file_size > _BIGGEST:
                raise _no_backup(source)
            archive.extract(name, scratch)
            (scratch / name).chmod(0o600)
            if _sum(scratch / name) != expected:
                raise _no_backup(source)
            schema = places[name][1]
            if schema is not None:
                _check_database(scratch / name, schema, source)
    return manifest


def _check_database(path: Path, schema: Schema, source: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        check(connection)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.version:
        raise WbError(
            ErrorCode.FILE,
            f"{source} was written by a newer version of the program.",
            "Update the program and try again.",
        )


def _swap(folders: Folders, scratch: Path, manifest: Manifest) -> None:
    """Set aside and replace; a failure in between puts everything back."""
    with contextlib.ExitStack() as undo:
        for name in manifest.files:
            path = _places(folders)[name][0]
            if path.exists():
                undo.callback(_put_back, move_aside(path, "before"), path)
            (scratch / name).replace(path)
        undo.pop_all()


def _put_back(aside: Path, path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            aside.with_name(aside.name + ending).replace(path.with_name(path.name + ending))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_through(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            raise _no_backup(path)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os_error(error, path) from error
    except sqlite3.DatabaseError as error:
        raise store_error(error, path) from error
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, NotImplementedError) as error:
        raise _no_backup(path) from error


def _no_backup(path: Path) -> WbError:
    return WbError(
        ErrorCode.FILE,
        f"{path} is not a whole backup of this program.",
        "Choose another file. Nothing was changed.",
    )
