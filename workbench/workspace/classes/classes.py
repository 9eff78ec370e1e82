"""Products by their ETIM class, as the window and commands ask: one object for a workspace.

Everything here works on a session whose resource is `classified`; a value that is typed is staged
in the session's editing, so that review, sending, undo and conflicts are those of every other
field.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workbench.core.accounts import Account
from workbench.core.catalogue import sources_of
from workbench.core.errors import bad_input
from workbench.core.etim import Classification
from workbench.core.etim_reports import Rehearsal
from workbench.core.notices import Notice
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.classes.marks import ChangeMarks
from workbench.workspace.classes.masks import Masks
from workbench.workspace.classes.model import (
    ChangeMark,
    Choice,
    ClassCount,
    ClassIntake,
    ClassSheet,
    DeadLink,
    FeatureShare,
    FillPlan,
    Loss,
    Overview,
    TextRow,
)
from workbench.workspace.classes.records import Records
from workbench.workspace.classes.releasebook import ReleaseBook

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.edits.steps import Step
    from workbench.net.files import Files
    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.session import Session


class Classes:
    """ETIM classes over the sessions of a workspace.

    Attributes:
        marked: a service said that records of (source, account name) changed; see `marks`.
        releases: the releases at hand, and which one an account uses.
        masks: which features count for completeness, by account and class.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        releases: Path,
        sources: Sequence[Source],
        files: Callable[[Account], Files],
    ) -> None:
        self._sources = sources_of(sources)
        self._files = files
        self.marked: Signal[str, str] = Signal()
        self.releases = ReleaseBook(store, releases)
        self.masks = Masks(store)
        self._marks = ChangeMarks(store)
        self._records: WeakKeyDictionary[Session, Records] = WeakKeyDictionary()

    # ---- what there is ----------------------------------------------------------------------

    def classifies(self, session: Session) -> bool:
        """Return whether the rows of a session have ETIM classes at all."""
        return session.resource.classified is not None

    def records(self, session: Session) -> Records:
        """Return the products behind the rows of a session, with what is staged in them.

        Raises:
            WbError: INPUT, where its rows have no classes.
        """
        held = self._records.get(session)
        if held is None:
            held = self._records[session] = Records(session, self.releases, self.masks)
        return held

    def model(
        self, version: str = "", language: str = "", account: Account | None = None
    ) -> Classification:
        """Return a release: of that version ("10"), else the account's own, else the newest.

        Raises:
            WbError: INPUT, where there is none at all; FILE, where it is damaged.
        """
        return self.releases.model(version, language, account)

    async def warm(self, session: Session) -> None:
        """Read the documents of all loaded rows in a thread, so that what follows answers at once.

        `in_use`, `shares`, `choices` and `bulk_fill` read what is missing themselves.
        """
        records = self.records(session)
        await asyncio.to_thread(records.every, records.snapshot())

    def in_use(self, session: Session) -> tuple[ClassCount, ...]:
        """Return the classes of the loaded rows with their counts, by group and name."""
        return self.records(session).in_use()

    def shares(self, session: Session, class_code: str) -> tuple[FeatureShare, ...]:
        """Return for each feature of a class, in order, how many loaded products have a value."""
        return self.records(session).shares(class_code)

    # ---- one product ------------------------------------------------------------------------

    def of(self, session: Session, key: str) -> ClassSheet | None:
        """Return a product by its class; None where its document is not on this machine."""
        from workbench.workspace.classes.sheet import sheet_of  # noqa: PLC0415 - on use

        return sheet_of(self.records(session), key)

    def choices(self, session: Session, class_code: str, feature: str) -> tuple[Choice, ...]:
        """Return what can be chosen for a feature: its values by name, yes and no, NA, unknown.

        Numbers and ranges that loaded products have come first for the types that are typed.
        """
        from workbench.workspace.classes.choosing import choices_of  # noqa: PLC0415 - on use

        return choices_of(self.records(session), class_code, feature)

    def languages(self, session: Session, key: str) -> tuple[TextRow, ...]:
        """Return every text of a product in every language, missing ones marked.

        In the order of the texts, each with the source's languages in their order; texts that no
        language has are left out.
        """
        from workbench.workspace.classes.speaking import text_rows  # noqa: PLC0415 - on use

        return text_rows(self.records(session), key)

    def set_text(self, session: Session, key: str, row: TextRow, text: str) -> Step | None:
        """Stage a text in one language; None where nothing changes.

        Raises:
            WbError: INPUT with `field`, where it cannot be typed.
        """
        from workbench.workspace.classes.speaking import set_text  # noqa: PLC0415 - on use

        return set_text(self.records(session), key, row, text)

    # ---- typing -----------------------------------------------------------------------------

    def trouble(self, session: Session, class_code: str, feature: str, typed: str) -> str:
        """Return why a typed value cannot be meant for a feature of a class, "" where it can."""
        from workbench.workspace.classes.meaning import meant  # noqa: PLC0415 - on use

        records = self.records(session)
        return meant(typed, records.class_(class_code).feature(feature)).trouble

    def set_value(
        self, session: Session, keys: Sequence[str], feature: str, typed: str
    ) -> Step | None:
        """Stage a value of a feature for these products as one step; None where nothing changes.

        Args:
            session: whose rows.
            keys: of the products; those of another class that lacks the feature are left out.
            feature: its code.
            typed: name or code of a value, a number, "62..68", yes or no, "NA", "UN"; "" removes
                the value.

        Raises:
            WbError: INPUT with the feature's code as `field`, where it cannot be meant.
        """
        from workbench.workspace.classes.setting import set_value  # noqa: PLC0415 - on use

        return set_value(self.records(session), keys, feature, typed)

    def change_class(
        self, session: Session, keys: Sequence[str], class_code: str, version: str = ""
    ) -> Loss:
        """Return what moving products to another class would lose; nothing is staged.

        Args:
            session: whose rows.
            keys: of the products.
            class_code: the new class.
            version: the new release ("10"); "" keeps each product's own.
        """
        from workbench.workspace.classes.moving import loss_of  # noqa: PLC0415 - on use

        return loss_of(self.records(session), keys, class_code, version)

    def stage_class(self, session: Session, loss: Loss) -> Step | None:
        """Stage a change of class as one step: features that survive are carried over."""
        from workbench.workspace.classes.moving import stage_class  # noqa: PLC0415 - on use

        return stage_class(self.records(session), loss)

    def bulk_fill(
        self,
        session: Session,
        class_code: str,
        feature: str,
        typed: str,
        *,
        only_missing: bool = True,
        keys: Collection[str] | None = None,
    ) -> FillPlan:
        """Return what filling a feature would change; nothing is staged.

        Args:
            session: whose rows.
            class_code: of the products.
            feature: its code.
            typed: as in `set_value`.
            only_missing: products that have a value keep it ("unknown" is none).
            keys: only these products; all loaded ones of the class for None.
        """
        from workbench.workspace.classes.filling import plan_fill  # noqa: PLC0415 - on use

        return plan_fill(
            self.records(session), class_code, feature, typed, only_missing=only_missing, keys=keys
        )

    def stage(self, session: Session, plan: FillPlan) -> Step | None:
        """Stage a bulk fill as one step; None where it changes nothing.

        Raises:
            WbError: INPUT, where the products are no longer as they were when it was planned.
        """
        from workbench.workspace.classes.filling import stage_fill  # noqa: PLC0415 - on use

        return stage_fill(self.records(session), plan)

    # ---- all loaded products ----------------------------------------------------------------

    async def completeness(self, session: Session, job: Job | None = None) -> Overview:
        """Return heat map, worklist and checks over the loaded rows, staged values counted.

        Reckoned in a thread of its own.

        Raises:
            WbError: CANCELLED, where the job was.
        """
        from workbench.workspace.classes.overview import overview_of  # noqa: PLC0415 - on use

        return await overview_of(self.records(session), job)

    async def rehearse(
        self, session: Session, from_release: str, to_release: str, job: Job | None = None
    ) -> Rehearsal:
        """Return what breaks when the loaded products move from one release to another.

        Args:
            session: whose rows.
            from_release: id of a release; "" stands for each product's own.
            to_release: id of a release.
            job: told how far it is.

        Raises:
            WbError: INPUT, where there is no such release; CANCELLED, where the job was.
        """
        from workbench.workspace.classes.overview import rehearsal_of  # noqa: PLC0415 - on use

        return await rehearsal_of(self.records(session), from_release, to_release, job)

    # ---- files ------------------------------------------------------------------------------

    async def export_class(
        self, session: Session, class_code: str, path: Path, job: Job | None = None
    ) -> Path:
        """Write the loaded products of a class as a workbook, one column a feature.

        Code lists are drop-downs, the column of ids is locked. Staged values are in it.

        Raises:
            WbError: DISK or DISK_FULL; CANCELLED.
        """
        from workbench.workspace.classes.book_out import write_class  # noqa: PLC0415 - on use

        return await asyncio.to_thread(write_class, self.records(session), class_code, path, job)

    async def import_class(
        self, session: Session, path: Path, job: Job | None = None
    ) -> ClassIntake:
        """Read a class workbook back; nothing is staged.

        Raises:
            WbError: FILE, where it is none that `export_class` wrote, or damaged.
        """
        from workbench.workspace.classes.book_in import read_class  # noqa: PLC0415 - on use

        return await read_class(self.records(session), path, job)

    def stage_intake(self, session: Session, intake: ClassIntake) -> Step | None:
        """Stage what a class workbook changes as one step."""
        from workbench.workspace.classes.book_in import stage_intake  # noqa: PLC0415 - on use

        return stage_intake(self.records(session), intake)

    async def export_raw(
        self, session: Session, keys: Sequence[str], path: Path, job: Job | None = None
    ) -> int:
        """Write documents as they came, as one JSON list; return how many there were.

        Rows whose document is not on this machine are left out. Staged values are not in it.

        Raises:
            WbError: DISK or DISK_FULL; CANCELLED.
        """
        from workbench.workspace.classes.raw import write_raw  # noqa: PLC0415 - on use

        return await write_raw(session, keys, path, job)

    # ---- what services told -----------------------------------------------------------------

    def notified(self, source: str, account: str, message: object) -> tuple[Notice, ...]:
        """Keep what a service said of its records; return what it named.

        Args:
            source: id of the source.
            account: name of the account.
            message: as the service sent it, decoded from JSON.

        Raises:
            WbError: INPUT, where it is none of the documented messages; DISK or STORE.
        """
        found = self._sources.find(source)
        notices = found.notices(message) if found is not None and found.notices else None
        if notices is None:
            raise bad_input(tr("This is none of the messages that the service documents."))
        self._marks.keep(source, account, notices)
        self.marked.emit(source, account)
        return notices

    def marks(self, session: Session) -> Mapping[str, ChangeMark]:
        """Return the records that changed at the service since their row was read, by key."""
        return self._marks.of(session)

    def forget_marks(
        self, session: Session, keys: Collection[str], before: datetime | None = None
    ) -> None:
        """Forget what was told of records until a moment (now): their rows were read since.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        self._marks.forget(session, keys, before or now())
        self.marked.emit(session.source.id, session.account.name)

    def mark_gone(self, session: Session, keys: Sequence[str]) -> None:
        """Mark rows as deleted whose records were asked for and did not come.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        self._marks.gone(session, keys)
        self.marked.emit(session.source.id, session.account.name)

    def look(self) -> None:
        """Look whether another process kept new marks; `marked` tells of them."""
        for source, account in self._marks.moved():
            self.marked.emit(source, account)

    async def dead_links(
        self, session: Session, keys: Sequence[str], job: Job | None = None
    ) -> tuple[DeadLink, ...]:
        """Ask every web address that products name; return those that lead nowhere.

        Raises:
            WbError: CANCELLED, where the job was.
        """
        from workbench.workspace.classes.links import dead_links  # noqa: PLC0415 - on use

        files = self._files(session.account)
        try:
            return await dead_links(self.records(session), keys, files, job)
        finally:
            await files.close()
