"""A file on its way: a part file that survives the program's end, then one rename.

Nothing stands under the final name that is not whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import msgspec

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.texts import tr

SPARE = 16 * 1024 * 1024
"""Bytes that must stay free on the disk, and how often that is looked at."""

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)
_KINDS = frozenset(
    {
        *(".csv", ".tsv", ".txt", ".json", ".jsonl", ".xlsx", ".xls", ".ods", ".parquet", ".xml"),
        *(".pdf", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".webp", ".gif"),
    }
)
"""Extensions that a download may have: nothing that a click would run or open as a page."""

_ODD = frozenset('<>:"/\\|?*')


class PartNote(msgspec.Struct, frozen=True):
    """What is known of a part file, beside it.

    Attributes:
        url_hash: SHA-256 of the link; the link itself may hold a key.
        validator: strong ETag or Last-Modified; "" where the file cannot be resumed.
        length: of the whole file, None where unknown.
    """

    url_hash: str
    validator: str = ""
    length: int | None = None


def checked_name(name: str) -> str:
    """Return a file name that every system takes, that stays in its folder and runs nothing.

    Raises:
        WbError: code FILE.
    """
    stem = name.split(".", maxsplit=1)[0].strip().lower()
    odd = any(not char.isprintable() or char in _ODD for char in name)
    ends = name.startswith((".", " ")) or name.endswith((".", " "))
    if (
        Path(name).suffix.lower() not in _KINDS
        or odd
        or ends
        or stem in _RESERVED
        or len(name.encode()) > 200
    ):
        raise WbError(
            ErrorCode.FILE,
            tr("The file cannot have this name."),
            tr("Choose a short name without special signs, ending as in “.csv”."),
        )
    return name


class PartFile(msgspec.Struct):
    """One download on the disk. The methods block: call them in a thread.

    Attributes:
        folder: where the file will stand.
        name: its final name.
    """

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The part itself."""
        return self.folder / f".{self.name}.part"

    @property
    def note_path(self) -> Path:
        """What is known of it."""
        return self.folder / f".{self.name}.part.json"

    def resume_from(self, url: str) -> tuple[int, PartNote]:
        """Return how many bytes can be kept, and the note; 0 where it must begin anew."""
        fresh = PartNote(url_hash(url))
        try:
            note = msgspec.json.decode(self.note_path.read_bytes(), type=PartNote)
            size = self.path.stat().st_size
        except (OSError, msgspec.DecodeError):
            return 0, fresh
        if note.url_hash != fresh.url_hash or not note.validator or not size:
            return 0, fresh
        return size, note

    def begin(self, note: PartNote, keep: int) -> None:
        """Make the part ready for bytes from `keep` on.

        Raises:
            WbError: codes DISK, DISK_FULL.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.require_space((note.length or 0) - keep)
            self.note_path.write_bytes(msgspec.json.encode(note))
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                os.ftruncate(descriptor, keep)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise from_os_error(error, self.folder) from None

    def append(self, data: bytes) -> None:
        """Add bytes at the end.

        Raises:
            WbError: codes DISK, DISK_FULL.
        """
        try:
            with self.path.open("ab") as file:
                file.write(data)
        except OSError as error:
            raise from_os_error(error, self.folder / self.name) from None

    def require_space(self, size: int) -> None:
        """Pass where the disk has room for `size` bytes and some spare.

        Raises:
            WbError: code DISK_FULL.
        """
        needed = max(0, size) + SPARE
        if shutil.disk_usage(self.folder).free < needed:
            raise WbError(
                ErrorCode.DISK_FULL,
                tr("The disk has no room for {name}: {count} bytes are needed.", name=self.name,
                   count=needed),
                tr("Free some space or choose another folder, then go on."),
            )  # fmt: skip

    def head(self) -> bytes:
        """Return the first bytes.

        Raises:
            WbError: codes DISK, DISK_FULL.
        """
        try:
            with self.path.open("rb") as file:
                return file.read(512)
        except OSError as error:
            raise from_os_error(error, self.folder / self.name) from None

    def finish(self) -> Path:
        """Give the whole part its final name and write its SHA-256 beside it.

        A file that stands there already keeps its name; the new one gets a number.

        Raises:
            WbError: codes DISK, DISK_FULL.
        """
        target = free_name(self.folder, self.name)
        try:
            with self.path.open("rb+") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            self.path.replace(target)
            manifest = self.folder / f".{target.name}.sha256"
            manifest.write_text(f"{digest}  {target.name}\n", "utf-8")
            _sync_folder(self.folder)
            self.note_path.unlink(missing_ok=True)
        except OSError as error:
            raise from_os_error(error, target) from None
        return target

    def drop(self) -> None:
        """Forget what was read so far.

        Raises:
            WbError: codes DISK, DISK_FULL.
        """
        try:
            self.path.unlink(missing_ok=True)
            self.note_path.unlink(missing_ok=True)
        except OSError as error:
            raise from_os_error(error, self.folder / self.name) from None


def free_name(folder: Path, name: str) -> Path:
    """Return a path in the folder where nothing stands yet: "a.csv", "a (2).csv", ..."""
    target, number = folder / name, 2
    while target.exists():
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return target


def url_hash(url: str) -> str:
    """Return what stands for a link in files: the link itself may hold a key."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename last; systems that cannot open a folder do it by themselves."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
