"""Where the program keeps what: one home folder, or the places each system has for such things."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Folders(msgspec.Struct, frozen=True):
    """The places of one workspace.

    Attributes:
        data: databases that must not be lost, settings.
        cache: what can be read again; may vanish.
        logs: log files and crash reports.
    """

    data: Path
    cache: Path
    logs: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.data / "settings.json"

    @property
    def workspace(self) -> Path:
        """Views, accounts without secrets, templates, job history."""
        return self.data / "workspace.db"

    @property
    def journal(self) -> Path:
        """Drafts and operations under way."""
        return self.data / "journal.db"

    @property
    def prices(self) -> Path:
        """Every price that was read, where it became another one."""
        return self.data / "prices.db"

    @property
    def calls(self) -> Path:
        """The history of requests."""
        return self.data / "calls.db"

    @property
    def cache_file(self) -> Path:
        """Everything read from services."""
        return self.cache / "cache.db"

    @property
    def pictures(self) -> Path:
        """Pictures as they came."""
        return self.cache / "pictures"

    @property
    def downloads(self) -> Path:
        """Files that answers of services linked to; the tables made of them are kept elsewhere."""
        return self.cache / "downloads"

    @property
    def releases(self) -> Path:
        """Releases of the ETIM model that a company loaded from its own files."""
        return self.data / "releases"

    def make(self) -> Folders:
        """Create the folders for this user alone, and return them."""
        for folder in (self.data, self.cache, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        return self


def folders_in(home: Path) -> Folders:
    """Return the places inside one home folder (`WORKBENCH_HOME`)."""
    return Folders(data=home, cache=home / "cache", logs=home / "logs")


def find_folders() -> Folders:
    """Return the places of this user: `WORKBENCH_HOME`, or what the system has for them."""
    home = os.environ.get("WORKBENCH_HOME")
    if home:
        return folders_in(Path(home).expanduser().absolute())
    from platformdirs import PlatformDirs  # noqa: PLC0415 - not needed where a home is named

    dirs = PlatformDirs("workbench", appauthor=False)
    return Folders(
        data=Path(dirs.user_data_dir),
        cache=Path(dirs.user_cache_dir),
        logs=Path(dirs.user_log_dir),
    )
