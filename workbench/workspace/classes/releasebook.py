"""The releases of ETIM at hand, and which of them an account's products are shown by."""

from __future__ import annotations

import asyncio
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.accounts import Account
from workbench.core.etim import Classification, EtimRelease
from workbench.core.jobs import job_cancelled
from workbench.core.signals import Signal
from workbench.workspace.classes.masks import place_name

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.sources.etim.releases import Releases
    from workbench.store.workspace import WorkspaceStore

KIND: Final = "etim-release"
ENGLISH: Final = "en"
_SHARES: Final = 1000
"""Parts that a job's progress is told in."""


class InUse(msgspec.Struct, frozen=True):
    """By which release an account's products are shown where they name none that is here.

    Attributes:
        release: id of it, "" for the newest.
        language: of the names.
    """

    release: str = ""
    language: str = ENGLISH


class ReleaseBook:
    """Releases that ship with the program and those that a company loaded.

    Attributes:
        changed: releases were added or removed, or an account uses another one.
    """

    def __init__(self, store: WorkspaceStore, folder: Path) -> None:
        self.changed: Signal[()] = Signal()
        self._store = store
        self._folder = folder
        self._every: tuple[EtimRelease, ...] | None = None
        self._open: dict[tuple[str, str], Classification] = {}
        self._chosen: dict[tuple[str, InUse], Classification] = {}
        self._used: dict[str, InUse] | None = None

    @cached_property
    def _files(self) -> Releases:
        from workbench.sources.etim.releases import Releases  # noqa: PLC0415 - on use

        return Releases(self._folder)

    def all(self) -> tuple[EtimRelease, ...]:
        """Return every release, the newest first."""
        if self._every is None:
            self._every = self._files.all()
        return self._every

    def open(self, id_: str, language: str = ENGLISH) -> Classification:
        """Open a release by its id.

        Raises:
            WbError: INPUT, where there is none; FILE, where it is damaged.
        """
        found = self._open.get((id_, language))
        if found is None:
            found = self._open[id_, language] = self._files.open(id_, language)
        return found

    def model(
        self, version: str = "", language: str = "", account: Account | None = None
    ) -> Classification:
        """Return a release: of that version, else the account's own, else the newest.

        Raises:
            WbError: INPUT, where there is none at all; FILE, where it is damaged.
        """
        used = self.in_use(account) if account is not None else InUse()
        wish = InUse(used.release, language or used.language)
        found = self._chosen.get((version, wish))
        if found is None:
            found = self._chosen[version, wish] = self._choose(version, wish)
        return found

    def _choose(self, version: str, wish: InUse) -> Classification:
        own = next((held for held in self.all() if held.id == wish.release), None)
        major = version.partition(".")[0]
        if own is not None and (not version or own.major == major or not self._has(major)):
            return self.open(own.id, wish.language)
        found = self._files.model(version, wish.language)
        return self.open(found.release.id, wish.language)

    def _has(self, major: str) -> bool:
        return any(held.major == major for held in self.all())

    # ---- which one an account uses ----------------------------------------------------------

    def in_use(self, account: Account) -> InUse:
        """Return the release and language an account chose."""
        return self._uses().get(place_name(account), InUse())

    def use(self, account: Account, release: str, language: str = ENGLISH) -> None:
        """Let an account's products be shown by a release where they name none that is here.

        Raises:
            WbError: INPUT, where there is no such release; DISK or STORE.
        """
        if release:
            self.open(release, language)
        used = InUse(release, language)
        self._store.put_item(KIND, place_name(account), msgspec.json.encode(used))
        self._uses()[place_name(account)] = used
        self.changed.emit()

    def _uses(self) -> dict[str, InUse]:
        if self._used is None:
            items = self._store.items(KIND)
            self._used = {name: _read(body) for name, body in items.items()}
        return self._used

    # ---- what is at hand --------------------------------------------------------------------

    async def add(
        self, path: Path, job: Job | None = None, *, language: str = ENGLISH, name: str = ""
    ) -> EtimRelease:
        """Load a release from the files it came in: a folder or .zip of CSV, an IXF .xml.

        Args:
            path: of the files.
            job: told how far it is; its cancel ends the work.
            language: of names that come without one.
            name: of the release, where the files tell none.

        Raises:
            WbError: FILE, where it is no release; DISK or DISK_FULL; CANCELLED.
        """
        loop = asyncio.get_running_loop()

        def said(share: float) -> None:
            if job is not None and job.stopping:
                raise job_cancelled()
            if job is not None:
                loop.call_soon_threadsafe(job.advance, int(share * _SHARES), _SHARES)

        found = await asyncio.to_thread(
            self._files.add, path, language=language, name=name, said=said
        )
        self._moved()
        return found

    def remove(self, id_: str) -> None:
        """Delete one of the company's own releases.

        Raises:
            WbError: INPUT, where it is none of them; DISK.
        """
        self._files.remove(id_)
        self._moved()

    def _moved(self) -> None:
        self._every = None
        self._open.clear()
        self._chosen.clear()
        self.changed.emit()


def _read(body: bytes) -> InUse:
    try:
        return msgspec.json.decode(body, type=InUse)
    except msgspec.DecodeError:
        return InUse()
