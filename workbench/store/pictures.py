"""Pictures on the disk: one file each, named by the hash of its URL, indexed in the cache.

URLs themselves are not kept: some carry a key of their own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from workbench.core.errors import from_os_error
from workbench.store.database import Database
from workbench.store.moments import DAY, HOUR, now_micros

MISS_KEPT: Final = DAY
"""Microseconds after which a picture that was not there is asked for again."""


def picture_name(url: str) -> str:
    """Return the name under which a URL's picture is kept."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


class Pictures:
    """The pictures of one cache: `folder` holds the files, `database` the index."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def get(self, url: str) -> bytes | None:
        """Return the picture, None where it is not kept or its file is not whole."""
        name = picture_name(url)
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT size, used FROM picture WHERE name = ? AND reason = ''", (name,)
            ).fetchone()
        if row is None:
            return None
        try:
            data = self._path(name).read_bytes()
        except OSError:
            data = b""
        if len(data) != row[0]:
            self.forget([name])
            return None
        self._touch(name, row[1])
        return data

    def put(self, url: str, data: bytes, content_type: str) -> None:
        """Keep a picture.

        Raises:
            WbError: DISK or DISK_FULL.
        """
        name = picture_name(url)
        try:
            self._write(name, data)
        except OSError as error:
            raise from_os_error(error, self._path(name)) from error
        self._note(name, content_type, len(data), "")

    def miss(self, url: str, reason: str) -> None:
        """Note that a picture could not be had, and why."""
        self._note(picture_name(url), "", 0, reason or "not there")

    def miss_reason(self, url: str) -> str | None:
        """Return why a picture was not there within the last day, None where nothing is known."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT reason FROM picture WHERE name = ? AND reason <> '' AND fetched_at > ?",
                (picture_name(url), now_micros() - MISS_KEPT),
            ).fetchone()
        return row[0] if row else None

    def forget(self, names: Iterable[str]) -> None:
        """Delete pictures by the names they are kept under."""
        gone = list(names)
        with self._database.write() as connection:
            connection.executemany("DELETE FROM picture WHERE name = ?", [(name,) for name in gone])
        for name in gone:
            self._unlink(self._path(name))

    def clear(self) -> None:
        """Delete all pictures, those of an older index too."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM picture")
        for path in self._folder.glob("*/*"):
            self._unlink(path)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write(self, name: str, data: bytes) -> None:
        """Write beside and rename; without a flush, as a torn file is noticed by its size."""
        path = self._path(name)
        for folder in (self._folder, path.parent):
            folder.mkdir(exist_ok=True, mode=0o700)
        part = path.with_name(f".{name}.{os.getpid()}.{now_micros()}.part")
        try:
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _unlink(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

    def _touch(self, name: str, used: int) -> None:
        moment = now_micros()
        if moment - used > HOUR:
            with self._database.write() as connection:
                connection.execute("UPDATE picture SET used = ? WHERE name = ?", (moment, name))

    def _note(self, name: str, content_type: str, size: int, reason: str) -> None:
        moment = now_micros()
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, ?, ?)",
                (name, content_type, size, reason, moment, moment),
            )
