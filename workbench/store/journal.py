"""What was typed and not sent, and what was sent and not answered: nothing here may be lost.

A file of its own with a thread of its own: a draft is acknowledged when it is flushed to the disk,
and an operation is on the disk as SENDING before its first byte leaves.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from workbench.core.errors import Sent, WbError
from workbench.core.signals import Signal
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.store import journal_rows as rows
from workbench.store.database import Database
from workbench.store.files import atomic_write
from workbench.store.journal_types import (
    JOURNAL_SCHEMA,
    BinnedDraft,
    Draft,
    DraftKey,
    Op,
    OpState,
)
from workbench.store.repair import copy_database
from workbench.store.writer import RETRY_SECONDS, Writer

KEPT_COPIES: Final = 7

_log = logging.getLogger(__name__)


class Journal:
    """The journal of one workspace; every method may be called from any thread.

    Methods that return a future give it at once; it is done when the disk has what was asked.

    Attributes:
        notes: sentences about damage, a newer version, or unknown outcomes found at opening.
    """

    def __init__(self, path: Path, *, alone: bool = True, retry: float = RETRY_SECONDS) -> None:
        """Open the file.

        Args:
            path: the file; daily copies go into the folder "copies" beside it.
            alone: this process has the workspace's window, so that what an earlier run was
                sending has an unknown outcome now.
            retry: seconds between two tries of what the disk refused.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        self._since = now()
        self._copies = path.parent / "copies"
        self._database = Database(path, JOURNAL_SCHEMA, self._spares())
        self._alone = alone and not self._database.read_only
        self.notes: tuple[str, ...] = (*self._database.notes, *self._settle())
        self._unwritten: dict[DraftKey, Draft] = {}
        self._making = 0
        self._gate = threading.Lock()
        self._copied = ""
        self._writer = Writer(self._database, retry=retry, between=self._copy_daily)

    @property
    def read_only(self) -> bool:
        """Whether the file is of a newer version: drafts are shown, and every change is refused."""
        return self._database.read_only

    @property
    def unwritten(self) -> int:
        """How many drafts are in memory alone: being written, or refused by the disk."""
        return len(self._unwritten) + self._making

    @property
    def trouble(self) -> WbError | None:
        """Why the disk refuses drafts, None where nothing is wrong."""
        return self._writer.trouble

    @property
    def troubled(self) -> Signal[WbError | None]:
        """`trouble` changed; emitted in the journal's own thread."""
        return self._writer.troubled

    def close(self, patience: float = 5.0) -> int:
        """Write what waits and close; return how many drafts could not be written."""
        if self._writer.close(patience):
            self._database.close()
        return self.unwritten

    def copy_to(self, target: Path) -> None:
        """Copy the file as it is at this moment."""
        self._database.copy_to(target)

    # Drafts

    def put(self, *drafts: Draft) -> Future[None]:
        """Keep drafts over older ones of their fields; done when all are flushed to the disk.

        While the disk is full or refuses, the drafts stay in memory, are listed like any other,
        and are tried again: the future is done when they are written at last, or fails at closing.
        """
        with self._gate:
            self._unwritten.update((draft.key, draft) for draft in drafts)
            future = self._writer.submit(
                lambda connection: rows.write_drafts(connection, drafts), patient=True
            )
        future.add_done_callback(lambda done: self._written(drafts, done))
        return future

    def put_many(self, count: int, make: Callable[[], Iterable[Draft]]) -> Future[None]:
        """Keep many drafts, made in the journal's thread so that nobody waits for it.

        Args:
            count: how many there will be.
            make: makes them; called once, from now on at any time.
        """
        made: list[Draft] = []

        def write(connection: sqlite3.Connection) -> None:
            if not made:
                made.extend(make())
            rows.write_drafts(connection, made)

        with self._gate:
            self._making += count
            future = self._writer.submit(write, patient=True)

        def done(future: Future[None]) -> None:
            if future.exception() is None:
                with self._gate:
                    self._making -= count

        future.add_done_callback(done)
        return future

    def get(self, key: DraftKey) -> Draft | None:
        """Return the draft of a field, None where it has none."""
        return next((draft for draft in self.drafts() if draft.key == key), None)

    def drafts(
        self, source: str = "", host: str = "", account: str = "", resource: str = ""
    ) -> tuple[Draft, ...]:
        """Return the drafts of a place, of all for "", oldest first; unwritten ones too."""
        with self._gate:
            unwritten = dict(self._unwritten)
            with self._database.read() as connection:
                found = {draft.key: draft for draft in rows.read_drafts(connection)}
        for key, draft in unwritten.items():
            if key not in found or draft.rev >= found[key].rev:
                found[key] = draft
        wanted = (source, host, account, resource)
        return tuple(
            draft
            for draft in found.values()
            if all(not want or want == has for want, has in zip(wanted, draft.key, strict=False))
        )

    def discard(self, keys: Iterable[DraftKey]) -> Future[None]:
        """Move drafts into the bin, from which they can be restored for thirty days."""
        return self._delete(keys, to_bin=True)

    def drop(self, keys: Iterable[DraftKey]) -> Future[None]:
        """Forget drafts: the service has their values, or typing them was undone."""
        return self._delete(keys, to_bin=False)

    def bin(self) -> tuple[BinnedDraft, ...]:
        """Return discarded drafts, newest first."""
        with self._database.read() as connection:
            return tuple(rows.read_bin(connection))

    def restore(self, ids: Iterable[int]) -> Future[None]:
        """Bring discarded drafts back, by their ids in the bin."""
        wanted = tuple(ids)
        return self._writer.submit(lambda connection: rows.restore_from_bin(connection, wanted))

    def export_drafts(self, path: Path) -> int:
        """Write all drafts as JSON for people to keep; return how many.

        Raises:
            WbError: DISK or DISK_FULL.
        """
        drafts = self.drafts()
        members = [
            draft.key._asdict()
            | {
                "base": msgspec.Raw(draft.base.encode()),
                "value": msgspec.Raw(draft.value.encode()),
                "base_seen_at": draft.base_seen_at,
                "changed": draft.changed,
            }
            for draft in drafts
        ]
        atomic_write(path, msgspec.json.format(msgspec.json.encode(members), indent=2))
        return len(drafts)

    # Operations

    def put_op(self, op: Op) -> Future[None]:
        """Keep a new operation; fails with CONFLICT where the same is under way already."""
        return self._writer.submit(lambda connection: rows.write_op(connection, op))

    def move_op(
        self,
        identity: str,
        state: OpState,
        *,
        sent: Sent | None = None,
        reference: str = "",
        note: str = "",
    ) -> Future[Op]:
        """Bring an operation into its next state; wait for it before the first byte is sent.

        Args:
            identity: its id.
            state: where it goes; CONFLICT where that does not follow.
            sent: whether the service may have seen it; SENDING says MAYBE by itself.
            reference: the service's number for it.
            note: why it was refused.
        """
        return self._writer.submit(
            lambda connection: rows.move_op(
                connection, identity, state, sent=sent, reference=reference, note=note
            )
        )

    def op(self, identity: str) -> Op | None:
        """Return one operation, None where there is none."""
        with self._database.read() as connection:
            return rows.read_op(connection, identity)

    def is_left(self, op: Op) -> bool:
        """Return whether an operation stands as a process left it that has ended.

        What moved since the journal was opened is under way, here or in a command beside the
        window; a process without the window cannot tell, and takes nothing for left.
        """
        return self._alone and op.changed < self._since

    def ops(self, *states: OpState) -> tuple[Op, ...]:
        """Return the operations in those states, of all where none is named, oldest first."""
        with self._database.read() as connection:
            return tuple(rows.read_ops(connection, states or OpState))

    def rename_account(self, source: str, old: str, new: str) -> Future[None]:
        """Give the drafts, the bin and the operations of an account another name.

        Fails where the disk refuses drafts: what is in memory alone has the old name.
        """
        if self._writer.trouble is not None:
            raise self._writer.trouble
        return self._writer.submit(
            lambda connection: rows.rename_account(connection, source, old, new)
        )

    # Inside

    def _delete(self, keys: Iterable[DraftKey], *, to_bin: bool) -> Future[None]:
        gone = tuple(keys)
        return self._writer.submit(
            lambda connection: rows.delete_drafts(connection, gone, to_bin=to_bin)
        )

    def _written(self, drafts: Iterable[Draft], done: Future[None]) -> None:
        """Drop drafts from memory; what the disk refused to the end stays countable."""
        if done.exception() is not None:
            return
        with self._gate:
            for draft in drafts:
                if self._unwritten.get(draft.key) is draft:
                    del self._unwritten[draft.key]

    def _settle(self) -> tuple[str, ...]:
        if not self._alone:
            return ()
        with self._database.write() as connection:
            rows.empty_old_bin(connection)
            rows.forget_old_ops(connection)
            unknown = rows.settle_sending(connection)
        if not unknown:
            return ()
        return (f"The outcome of {unknown:,} changes that were being sent is not known.",)

    def _spares(self) -> list[Path]:
        return sorted(self._copies.glob("journal-*.db"), reverse=True)

    def _copy_daily(self) -> None:
        """Keep a copy of each of the last seven days on which the program ran."""
        today = f"{datetime.now(UTC):%Y%m%d}"
        if not self._alone or self._copied == today:
            return
        self._copied = today
        target = self._copies / f"journal-{today}.db"
        try:
            self._copies.mkdir(mode=0o700, exist_ok=True)
            if not target.exists():
                copy_database(self._database.path, target)
        except (OSError, sqlite3.Error) as error:
            _log.warning("the daily copy of the journal failed: %s", type(error).__name__)
        for old in self._spares()[KEPT_COPIES:]:
            with contextlib.suppress(OSError):
                old.unlink()


def unwritten_error(count: int, trouble: WbError) -> WbError:
    """Return what is said of drafts that are in memory alone, because of that trouble."""
    return WbError(
        trouble.code,
        trn(
            "{count} edit is not written to the disk",
            "{count} edits are not written to the disk",
            count,
        ),
        tr(
            "{why} It is tried again; until then they are lost with the program. "
            "Drafts can be exported to another disk.",
            why=trouble.full_text,
        ),
    )
