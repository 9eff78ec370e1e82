"""Files that appear whole or not at all, and names that every system accepts."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from workbench.core.errors import from_os_error

PART_ENDING: Final = ".part"
SWEEP_DAYS: Final = 7
LONGEST_NAME: Final = 120
"""Characters of a file name with its extension; leaves room in a path of 255 bytes."""

_RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


class System:
    """The calls to the operating system that writing a file needs, so that each can be refused.

    Attributes:
        tries: how often a file held by another program is tried; Windows refuses to replace one
            that somebody has open.
        pause: seconds between two tries.
    """

    def __init__(
        self, tries: int = 5 if sys.platform == "win32" else 1, pause: float = 0.4
    ) -> None:
        self.tries = tries
        self.pause = pause

    def make(self, folder: Path, name: str) -> tuple[int, Path]:
        """Create a file of that folder for this user alone; return descriptor and path."""
        descriptor, path = tempfile.mkstemp(PART_ENDING, f".{name[:60]}.", folder)
        return descriptor, Path(path)

    def flush(self, descriptor: int) -> None:
        """Bring a file's content to the disk."""
        os.fsync(descriptor)

    def replace(self, part: Path, target: Path) -> None:
        """Give a file its final name, in place of an older one."""
        part.replace(target)

    def flush_folder(self, folder: Path) -> None:
        """Bring a folder's list of names to the disk, where the system can."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, part: Path) -> None:
        """Delete a file that may be gone already."""
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def atomic_path(
    path: Path, *, verify: Callable[[Path], None] | None = None, system: System | None = None
) -> Iterator[Path]:
    """Give the path of an unfinished file that gets the name `path` when the block ends well.

    Args:
        path: the final name; an older file there stays until the new one is complete.
        verify: looks at the finished file before it gets its name, and raises to refuse it.
        system: the calls to the operating system.

    Raises:
        WbError: DISK or DISK_FULL; no unfinished file is left behind.
    """
    calls = system or System()
    try:
        descriptor, part = calls.make(path.parent, path.name)
    except OSError as error:
        raise from_os_error(error, path) from error
    try:
        os.close(descriptor)
        yield part
        _flush_file(part, calls)
        if verify is not None:
            verify(part)
        _replace(part, path, calls)
        calls.flush_folder(path.parent)
    except OSError as error:
        raise from_os_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            calls.remove(part)


def atomic_write(
    path: Path,
    content: bytes | Callable[[BinaryIO], object],
    *,
    verify: Callable[[Path], None] | None = None,
    system: System | None = None,
) -> None:
    """Write a file so that at any moment the old or the new one is there, never a part.

    Args:
        path: the file; its folder must exist.
        content: the bytes, or what writes them to an open file.
        verify: see `atomic_path`.
        system: the calls to the operating system.

    Raises:
        WbError: DISK or DISK_FULL; the old file is as it was.
    """
    with atomic_path(path, verify=verify, system=system) as part, part.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            content(file)


def _flush_file(part: Path, system: System) -> None:
    descriptor = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        system.flush(descriptor)
    finally:
        os.close(descriptor)


def _replace(part: Path, path: Path, system: System) -> None:
    for left in reversed(range(system.tries)):
        try:
            system.replace(part, path)
        except PermissionError:
            if not left:
                raise
            time.sleep(system.pause)
        else:
            return


def sweep_parts(folder: Path, days: float = SWEEP_DAYS) -> int:
    """Delete unfinished files of that folder older than `days` days; return how many."""
    oldest = time.time() - days * 86_400
    swept = 0
    for part in folder.glob(f".*{PART_ENDING}"):
        with contextlib.suppress(OSError):
            if part.is_file() and part.stat().st_mtime < oldest:
                part.unlink()
                swept += 1
    return swept


def safe_name(text: str, extension: str = "") -> str:
    """Return a file name for `text` that Windows, macOS and Linux accept and that hides nothing.

    Args:
        text: any text, of a service as well.
        extension: with or without its dot; nothing in `text` can replace it.
    """
    ending = f".{_plain(extension.lstrip('.'))}" if extension else ""
    name = _plain(text).strip(" .") or "file"
    if name.split(".")[0].strip().upper() in _RESERVED:
        name = f"_{name}"
    return f"{_cut(name, LONGEST_NAME - len(ending)).rstrip(' .')}{ending}"


def _plain(text: str) -> str:
    """Take out what a file name must not hold; invisible and direction signs among it."""
    joined = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", text))
    shown = (sign for sign in joined if unicodedata.category(sign)[0] != "C")
    return re.sub(r"\s+", " ", "".join(shown))


def _cut(name: str, longest: int) -> str:
    """Cut to a number of characters, and to as many bytes as every file system takes."""
    raw = name[:longest].encode()
    return raw[: 2 * LONGEST_NAME - 20].decode("utf-8", "ignore")


def free_path(path: Path) -> Path:
    """Return `path`, or "name (2).ext" and so on where it is taken."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
