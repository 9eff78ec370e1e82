"""The files a release came in: a folder, a zip file or one file, within limits, all read alike."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.texts import tr
from workbench.sources.etim.model_content import not_a_release

Said = Callable[[float], None]
"""Is told the share of the work that is done, 0 to 1; what it raises ends the work."""

MEGABYTE: Final = 1 << 20
MOST_FILES: Final = 500
LARGEST: Final = 2048 * MEGABYTE
"""Unpacked bytes; the largest release in all languages has a quarter of it."""
HIGHEST_RATIO: Final = 300
_SMALL: Final = MEGABYTE


def nothing_said(share: float) -> None:
    """Tell nobody."""
    del share


class Unpacked:
    """The files of a release by name."""

    def __init__(self, path: Path, names: list[str], archive: zipfile.ZipFile | None) -> None:
        self.path = path
        self.names = names
        self._archive = archive

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Give one file, to be read as it is unpacked."""
        if self._archive is None:
            with (self.path / name if self.path.is_dir() else self.path).open("rb") as file:
                yield file
            return
        with self._archive.open(name) as file:
            yield file

    def size(self, name: str) -> int:
        """Return a file's size, unpacked, in bytes."""
        if self._archive is None:
            return (self.path / name if self.path.is_dir() else self.path).stat().st_size
        return self._archive.getinfo(name).file_size


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked]:
    """Give the files of a folder, a zip file, or one file.

    Raises:
        WbError: DISK, where it cannot be read; FILE, where it is damaged or larger than may be.
    """
    try:
        if path.is_dir():
            yield Unpacked(path, sorted(own.name for own in path.iterdir() if own.is_file()), None)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield Unpacked(path, _checked(archive), archive)
        else:
            with path.open("rb"):
                pass
            yield Unpacked(path, [path.name], None)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise not_a_release(type(error).__name__) from error
    except OSError as error:
        raise from_os_error(error, path) from error


def _checked(archive: zipfile.ZipFile) -> list[str]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    large = any(info.file_size > max(_SMALL, info.compress_size * HIGHEST_RATIO) for info in infos)
    if large or len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST:
        raise WbError(
            ErrorCode.FILE,
            tr("The archive unpacks to more than a release of the ETIM model can hold."),
            tr("Do not unpack it; ask where it is from."),
        )
    if any(info.flag_bits & 1 for info in infos):
        raise WbError(
            ErrorCode.FILE,
            tr("The archive is protected by a password."),
            tr("Unpack it with its password, and choose the folder."),
        )
    return [info.filename for info in infos]
