"""What people arranged: accounts without secrets, views, templates, the window, what was done.

Everything that a company would share stands behind this one class, apart from caches and drafts.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from workbench.core.accounts import Account, check_account
from workbench.core.errors import WbError, bad_input
from workbench.core.jobs import OPEN_STATES, Job, JobState
from workbench.core.views import SavedView, WindowState
from workbench.store.database import Database
from workbench.store.moments import now_micros, to_micros
from workbench.store.workspace_schema import WORKSPACE_SCHEMA

T = TypeVar("T")

KEPT_JOBS: Final = 500
KEPT_QUERIES: Final = 200
_WINDOW: Final = "window"
_OPEN: Final = tuple(state.value for state in OPEN_STATES)

_log = logging.getLogger(__name__)


class JobRecord(msgspec.Struct, frozen=True):
    """A job as the history keeps it; members as in `core.jobs.Job`."""

    id: str
    title: str
    kind: str
    source: str
    account: str
    state: JobState
    done: int
    total: int | None
    failures: tuple[str, ...]
    note: str
    result: str
    resume: str
    started: datetime
    ended: datetime | None


def record_of(job: Job) -> JobRecord:
    """Return what the history keeps of a job."""
    return JobRecord(
        id=job.id,
        title=job.title,
        kind=job.kind,
        source=job.source,
        account=job.account,
        state=job.state,
        done=job.done,
        total=job.total,
        failures=tuple(job.failures),
        note=job.note,
        result=job.result,
        resume=job.resume,
        started=job.started,
        ended=job.ended,
    )


class WorkspaceStore:
    """The workspace file; every method may be called from any thread.

    Attributes:
        notes: sentences about damage or a newer version found at opening.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, path: Path, *, alone: bool = True) -> None:
        """Open the file.

        Args:
            path: the file.
            alone: this process has the workspace's window, so that jobs that an earlier run left
                open have ended.
        """
        self._database = Database(path, WORKSPACE_SCHEMA)
        self.notes: tuple[str, ...] = tuple(self._database.notes)
        if alone and not self._database.read_only:
            self._end_open_jobs()

    @property
    def read_only(self) -> bool:
        """Whether the file is of a newer version: it is shown, and every change is refused."""
        return self._database.read_only

    @property
    def database(self) -> Database:
        """The file itself, for what the comparison keeps in it: baskets, rates, decisions."""
        return self._database

    def close(self) -> None:
        """Bring everything into the file and let go of it."""
        self._database.close()

    def copy_to(self, target: Path) -> None:
        """Copy the file as it is at this moment."""
        self._database.copy_to(target)

    # Accounts

    def accounts(self, source: str = "") -> tuple[Account, ...]:
        """Return the accounts in the user's order, of one source or of all for ""."""
        rows = self._rows(
            """SELECT body FROM account WHERE ?1 = '' OR source = ?1
            ORDER BY source, position, rowid""",
            source,
        )
        return _decoded((row[0] for row in rows), Account)

    def account(self, source: str, name: str) -> Account | None:
        """Return the account of that name, None where there is none."""
        rows = self._rows("SELECT body FROM account WHERE source = ? AND name = ?", source, name)
        return next(iter(_decoded((row[0] for row in rows), Account)), None)

    def add_account(self, account: Account) -> None:
        """Add an account.

        Raises:
            WbError: INPUT, where the name or URL cannot be used or the name is taken.
        """
        check_account(account)
        try:
            self._change(
                """INSERT INTO account (source, name, position, body) VALUES (?1, ?2,
                (SELECT coalesce(max(position), -1) + 1 FROM account WHERE source = ?1), ?3)""",
                account.source,
                account.name,
                msgspec.json.encode(account),
            )
        except WbError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            raise _taken(account.name, "account") from error

    def update_account(self, account: Account, old_name: str = "") -> None:
        """Write an account's new state.

        Args:
            account: the new state.
            old_name: its name before, where that changed.

        Raises:
            WbError: INPUT, where it cannot be used, is not there, or the new name is taken.
        """
        check_account(account)
        values = (account.name, msgspec.json.encode(account))
        statement = "UPDATE account SET name = ?, body = ? WHERE source = ? AND name = ?"
        try:
            changed = self._change(statement, *values, account.source, old_name or account.name)
        except WbError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            raise _taken(account.name, "account") from error
        if not changed:
            raise bad_input(f"There is no account “{old_name or account.name}”.", field="name")

    def remove_account(self, source: str, name: str) -> bool:
        """Remove an account; return whether it was there. Its secrets are the vault's matter."""
        return bool(self._change("DELETE FROM account WHERE source = ? AND name = ?", source, name))

    # Views

    def views(self, source: str, resource: str) -> tuple[SavedView, ...]:
        """Return the saved views of a resource in the user's order."""
        rows = self._rows(
            "SELECT body, name, position FROM view WHERE source = ? AND resource = ?"
            " ORDER BY position, rowid",
            source,
            resource,
        )
        return tuple(
            msgspec.structs.replace(view, name=name, position=position)
            for body, name, position in rows
            for view in _decoded([body], SavedView)
        )

    def save_view(self, saved: SavedView) -> None:
        """Write a view under its name; a new one goes to the end.

        Raises:
            WbError: INPUT, an empty name.
        """
        _named(saved.name)
        self._change(
            """INSERT INTO view (source, resource, name, position, body) VALUES (?1, ?2, ?3,
            (SELECT coalesce(max(position), -1) + 1 FROM view WHERE source = ?1 AND resource = ?2),
            ?4) ON CONFLICT (source, resource, name) DO UPDATE SET body = excluded.body""",
            saved.source,
            saved.resource,
            saved.name,
            msgspec.json.encode(saved),
        )

    def rename_view(self, source: str, resource: str, name: str, new_name: str) -> None:
        """Give a view another name.

        Raises:
            WbError: INPUT, an empty or taken name.
        """
        _named(new_name)
        try:
            self._change(
                "UPDATE view SET name = ? WHERE source = ? AND resource = ? AND name = ?",
                *(new_name, source, resource, name),
            )
        except WbError as error:
            if not isinstance(error.__cause__, sqlite3.IntegrityError):
                raise
            raise _taken(new_name, "view") from error

    def remove_view(self, source: str, resource: str, name: str) -> bool:
        """Remove a view; return whether it was there."""
        which = (source, resource, name)
        statement = "DELETE FROM view WHERE source = ? AND resource = ? AND name = ?"
        return bool(self._change(statement, *which))

    def reorder_views(self, source: str, resource: str, names: Sequence[str]) -> None:
        """Put the views of a resource into the order of `names`."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE view SET position = ? WHERE source = ? AND resource = ? AND name = ?",
                [(place, source, resource, name) for place, name in enumerate(names)],
            )

    # The window, marks and generic items

    def load_window(self) -> WindowState:
        """Return how the window stood; the usual one where nothing can be read."""
        text = self.mark(_WINDOW)
        states = _decoded([text.encode()], WindowState) if text else ()
        return states[0] if states else WindowState()

    def save_window(self, state: WindowState) -> None:
        """Keep how the window stands."""
        self.set_mark(_WINDOW, msgspec.json.encode(state).decode())

    def mark(self, name: str) -> str:
        """Return a remembered value, such as when "only what changed" last ran; "" for none."""
        rows = self._rows("SELECT value FROM mark WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    def set_mark(self, name: str, value: str) -> None:
        """Remember a value under a name; "" forgets it."""
        if value:
            self._change("INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)", name, value)
        else:
            self._change("DELETE FROM mark WHERE name = ?", name)

    def items(self, kind: str) -> dict[str, bytes]:
        """Return what is kept of a kind (templates, presets), by name in the user's order."""
        rows = self._rows(
            "SELECT name, body FROM item WHERE kind = ? ORDER BY position, rowid", kind
        )
        return dict(rows)

    def put_item(self, kind: str, name: str, data: bytes) -> None:
        """Keep something under a kind and a name, over an older one of that name.

        Raises:
            WbError: INPUT, an empty name.
        """
        _named(name)
        self._change(
            """INSERT INTO item (kind, name, position, changed, body) VALUES (?1, ?2,
            (SELECT coalesce(max(position), -1) + 1 FROM item WHERE kind = ?1), ?3, ?4)
            ON CONFLICT (kind, name) DO UPDATE SET changed = excluded.changed,
            body = excluded.body""",
            kind,
            name,
            now_micros(),
            data,
        )

    def remove_item(self, kind: str, name: str) -> bool:
        """Remove an item; return whether it was there."""
        return bool(self._change("DELETE FROM item WHERE kind = ? AND name = ?", kind, name))

    # Jobs and what was asked

    def put_job(self, job: Job | JobRecord) -> None:
        """Keep a job as it stands; old ended ones make room."""
        record = record_of(job) if isinstance(job, Job) else job
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO job (id, state, started, body) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body""",
                (
                    record.id,
                    record.state.value,
                    to_micros(record.started),
                    msgspec.json.encode(record),
                ),
            )
            connection.execute(
                """DELETE FROM job WHERE state NOT IN (?, ?, ?) AND rowid NOT IN (
                SELECT rowid FROM job ORDER BY started DESC LIMIT ?)""",
                (*_OPEN, KEPT_JOBS),
            )

    def jobs(self, limit: int = 100) -> tuple[JobRecord, ...]:
        """Return the newest jobs, newest first."""
        rows = self._rows("SELECT body FROM job ORDER BY started DESC LIMIT ?", limit)
        return _decoded((row[0] for row in rows), JobRecord)

    def remove_jobs(self, ids: Iterable[str]) -> None:
        """Take jobs out of the history."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM job WHERE id = ?", [(each,) for each in ids])

    def add_query(self, source: str, text: str) -> None:
        """Note that a text was searched for."""
        if not text.strip():
            return
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO query (source, text, asked) VALUES (?, ?, ?)",
                (source, text, now_micros()),
            )
            connection.execute(
                """DELETE FROM query WHERE source = ?1 AND rowid NOT IN (
                SELECT rowid FROM query WHERE source = ?1 ORDER BY asked DESC LIMIT ?2)""",
                (source, KEPT_QUERIES),
            )

    def queries(self, source: str, limit: int = 50) -> tuple[str, ...]:
        """Return the texts searched for, newest first."""
        rows = self._rows(
            "SELECT text FROM query WHERE source = ? ORDER BY asked DESC, rowid DESC LIMIT ?",
            *(source, limit),
        )
        return tuple(row[0] for row in rows)

    def remove_query(self, source: str, text: str) -> None:
        """Take a text out of the history."""
        self._change("DELETE FROM query WHERE source = ? AND text = ?", source, text)

    # Inside

    def _end_open_jobs(self) -> None:
        rows = self._rows("SELECT body FROM job WHERE state IN (?, ?, ?)", *_OPEN)
        for record in _decoded((row[0] for row in rows), JobRecord):
            self.put_job(msgspec.structs.replace(record, state=JobState.INTERRUPTED))

    def _rows(self, statement: str, *values: object) -> list[tuple]:
        with self._database.read() as connection:
            return connection.execute(statement, values).fetchall()

    def _change(self, statement: str, *values: object) -> int:
        with self._database.write() as connection:
            return connection.execute(statement, values).rowcount


def _decoded(bodies: Iterable[bytes], kind: Callable[..., T]) -> tuple[T, ...]:
    """Decode what can be; what a newer version wrote stays in the file and is not shown."""
    read: list[T] = []
    for body in bodies:
        try:
            read.append(msgspec.json.decode(body, type=kind))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            _log.warning("an entry of the workspace could not be read: %s", type(error).__name__)
    return tuple(read)


def _named(name: str) -> None:
    if not name.strip():
        raise bad_input("A name is needed.", "Type a name.", field="name")


def _taken(name: str, what: str) -> WbError:
    return bad_input(
        f"There is already {'an' if what[0] in 'aeiou' else 'a'} {what} named “{name}”.",
        "Choose another name.",
        field="name",
    )
