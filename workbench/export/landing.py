"""A file appears under its name whole or not at all: it is written beside and then moved."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core.errors import WbError, bad_input, from_os_error
from workbench.core.texts import tr


@contextmanager
def landing(path: Path, check: Callable[[Path], None]) -> Iterator[Path]:
    """Give a hidden path in the target's folder; move it to `path` when the block ends well.

    `check` re-reads the finished file and raises where it is not whole. Whatever fails, the
    hidden file is removed and what stood under `path` stays.

    Raises:
        WbError: INPUT for a folder as target, DISK or DISK_FULL where the system refuses.
    """
    target = path.expanduser().absolute()
    if target.is_symlink():
        target = target.resolve()
    if target.is_dir():
        raise bad_input(
            tr("{path} is a folder.", path=target), tr("Type a file name."), field="out"
        )
    try:
        beside = _beside(target)
        try:
            yield beside
            _settle(beside)
            check(beside)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _settle(target.parent)
    except WbError:
        raise
    except OSError as error:
        raise from_os_error(error, target) from error


def _beside(target: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    os.close(handle)
    return Path(name)


def _settle(path: Path) -> None:
    """Have the system put a file or folder on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
