"""The zip file of a workbook: compressed in a second thread while the next rows are made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from workbench.export.values import encoded

_LEVEL = 1
"""Deflate level: higher ones take three times as long for a tenth less."""
_PIECE = 1 << 16
"""Characters that are worth compressing at once."""


class Member:
    """One member being written; at most one piece of it is under way."""

    def __init__(self, out: IO[bytes], pool: ThreadPoolExecutor) -> None:
        self._out = out
        self._pool = pool
        self._under_way: Future[int] | None = None
        self._waiting: list[str] = []
        self._waiting_size = 0
        self.size = 0
        """Characters written so far."""

    def write(self, text: str) -> None:
        """Write text, soon."""
        self._waiting.append(text)
        self._waiting_size += len(text)
        self.size += len(text)
        if self._waiting_size >= _PIECE:
            self._send()

    def _send(self) -> None:
        self.settle()
        piece = encoded("".join(self._waiting))
        self._waiting.clear()
        self._waiting_size = 0
        self._under_way = self._pool.submit(self._out.write, piece)

    def settle(self) -> None:
        """Wait for the piece under way; raises what failed in it."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.result()

    def finish(self) -> None:
        """Write what is left and wait for it."""
        self._send()
        self.settle()


class Archive:
    """A zip file that takes one member after the other."""

    def __init__(self, path: Path) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="deflate")
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)

    def close(self) -> None:
        """End the file."""
        self._pool.shutdown()
        self._zip.close()

    def put(self, name: str, text: str) -> None:
        """Write a whole member."""
        with self.member(name) as member:
            member.write(text)

    @contextmanager
    def member(self, name: str) -> Iterator[Member]:
        """Give a member to write to; its time is the format's first day, so that bytes repeat."""
        out = self._zip.open(name, "w")
        member = Member(out, self._pool)
        try:
            yield member
            member.finish()
        except BaseException:
            with suppress(OSError):
                member.settle()
            with suppress(OSError):
                out.close()
            raise
        out.close()


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """Give a new zip file; it is closed whatever happens."""
    held = Archive(path)
    try:
        yield held
    except BaseException:
        with suppress(OSError):
            held.close()
        raise
    held.close()
