"""The settings file: read forgivingly, one bad member at a time, and written whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from workbench.core.errors import from_os_error
from workbench.core.settings import Settings
from workbench.store.files import atomic_write
from workbench.store.repair import move_aside, sweep_aside


def load_settings(path: Path, say: Callable[[str], object] = str) -> Settings:
    """Return what the user set; the defaults where there is no file or it cannot be used.

    A damaged file is set aside. A member that cannot be read falls back to its default alone.

    Args:
        path: the file.
        say: is told, in one sentence each, what could not be used.

    Raises:
        WbError: DISK, the file is there and cannot be opened.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise from_os_error(error, path) from error
    try:
        members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        aside = _set_aside(path)
        say(f"The settings could not be read and are the usual ones again. The file is {aside}.")
        return Settings()
    return _read_members(members, say)


def _set_aside(path: Path) -> Path:
    try:
        sweep_aside(path)
        return move_aside(path)
    except OSError as error:
        raise from_os_error(error, path) from error


def _read_members(members: dict[str, msgspec.Raw], say: Callable[[str], object]) -> Settings:
    good: dict[str, object] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name not in members:
            continue
        try:
            good[field.name] = msgspec.json.decode(members[field.name], type=field.type)
        except (msgspec.DecodeError, UnicodeDecodeError):
            say(f"The setting “{field.name}” could not be read and is the usual one again.")
    return msgspec.convert(good, Settings)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings; members of a newer version that stand in the file are kept.

    Raises:
        WbError: DISK or DISK_FULL; the old file is as it was.
    """
    known = {field.name for field in msgspec.structs.fields(Settings)}
    members = {name: raw for name, raw in _members_of(path).items() if name not in known}
    own = msgspec.json.decode(msgspec.json.encode(settings), type=dict[str, msgspec.Raw])
    text = msgspec.json.format(msgspec.json.encode(members | own), indent=2)
    atomic_write(path, text + b"\n")


def _members_of(path: Path) -> dict[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
