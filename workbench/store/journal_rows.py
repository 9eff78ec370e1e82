"""Drafts and operations in the journal's tables, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.times import now
from workbench.store.journal_types import (
    NEXT_STATES,
    BinnedDraft,
    Draft,
    DraftKey,
    Op,
    OpState,
)
from workbench.store.moments import DAY, from_micros, now_micros, to_micros

BIN_DAYS: Final = 30
DONE_DAYS: Final = 90
"""Days for which a change that the service has can be looked up and taken back."""

_COLUMNS: Final = (
    "source, host, account, resource, record, field, base, value, base_seen_at, rev, changed"
)
_KEY: Final = (
    "source = ? AND host = ? AND account = ? AND resource = ? AND record = ? AND field = ?"
)


def write_drafts(connection: sqlite3.Connection, drafts: Iterable[Draft]) -> None:
    """Write drafts unless newer ones of the same fields are there."""
    connection.executemany(
        f"""INSERT INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (source, host, account, resource, record, field) DO UPDATE SET
            base = excluded.base, value = excluded.value, base_seen_at = excluded.base_seen_at,
            rev = excluded.rev, changed = excluded.changed
        WHERE excluded.rev >= rev""",  # noqa: S608 - the columns are this module's own
        map(_row_of, drafts),
    )


def _row_of(draft: Draft) -> tuple[str | int, ...]:
    return (
        *draft.key,
        draft.base,
        draft.value,
        to_micros(draft.base_seen_at),
        draft.rev,
        to_micros(draft.changed),
    )


def _draft_of(row: tuple) -> Draft:
    return Draft(
        key=DraftKey(*row[:6]),
        base=row[6],
        value=row[7],
        base_seen_at=from_micros(row[8]),
        rev=row[9],
        changed=from_micros(row[10]),
    )


def read_drafts(connection: sqlite3.Connection) -> list[Draft]:
    """Return all drafts, oldest entry first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM draft ORDER BY rowid")  # noqa: S608
    return [_draft_of(row) for row in rows]


def delete_drafts(
    connection: sqlite3.Connection, keys: Iterable[DraftKey], *, to_bin: bool
) -> None:
    """Delete drafts; into the bin where the user discarded them, for good where they were sent."""
    moment = now_micros()
    for key in keys:
        if to_bin:
            connection.execute(
                f"INSERT INTO bin ({_COLUMNS}, discarded)"  # noqa: S608
                f" SELECT {_COLUMNS}, ? FROM draft WHERE {_KEY}",
                (moment, *key),
            )
        connection.execute(f"DELETE FROM draft WHERE {_KEY}", key)  # noqa: S608


def read_bin(connection: sqlite3.Connection) -> list[BinnedDraft]:
    """Return discarded drafts, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, discarded, id FROM bin ORDER BY id DESC"  # noqa: S608
    )
    return [BinnedDraft(row[12], _draft_of(row), from_micros(row[11])) for row in rows]


def restore_from_bin(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Bring discarded drafts back, unless the field has a draft again."""
    for binned in ids:
        connection.execute(
            f"INSERT OR IGNORE INTO draft ({_COLUMNS})"  # noqa: S608
            f" SELECT {_COLUMNS} FROM bin WHERE id = ?",
            (binned,),
        )
        connection.execute("DELETE FROM bin WHERE id = ?", (binned,))


def empty_old_bin(connection: sqlite3.Connection) -> None:
    """Delete what was discarded more than thirty days ago."""
    connection.execute("DELETE FROM bin WHERE discarded < ?", (now_micros() - BIN_DAYS * DAY,))


def write_op(connection: sqlite3.Connection, op: Op) -> None:
    """Write an operation as it stands.

    Raises:
        WbError: CONFLICT, another one with the same content is under way.
    """
    try:
        connection.execute(
            """INSERT INTO op (id, payload_hash, state, changed, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET payload_hash = excluded.payload_hash,
                state = excluded.state, changed = excluded.changed, body = excluded.body""",
            (
                op.id,
                op.payload_hash,
                op.state.value,
                to_micros(op.changed),
                msgspec.json.encode(op),
            ),
        )
    except sqlite3.IntegrityError as error:
        raise WbError(
            ErrorCode.CONFLICT,
            "The same change is already under way.",
            "Wait until it is done, or look whether it was done where its outcome is unknown.",
            source=op.source,
            operation=op.kind,
        ) from error


def read_ops(connection: sqlite3.Connection, states: Iterable[OpState]) -> list[Op]:
    """Return the operations in those states, oldest first."""
    wanted = tuple({state.value for state in states})
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT body FROM op WHERE state IN ({marks}) ORDER BY id",  # noqa: S608 - marks alone
        wanted,
    )
    return [msgspec.json.decode(body, type=Op) for (body,) in rows]


def forget_old_ops(connection: sqlite3.Connection) -> None:
    """Delete what was done more than ninety days ago, but for what is to last."""
    rows = connection.execute(
        "SELECT id, body FROM op WHERE state = ? AND changed < ?",
        (OpState.DONE.value, now_micros() - DONE_DAYS * DAY),
    )
    gone = [(key,) for key, body in rows if not msgspec.json.decode(body, type=Op).lasting]
    connection.executemany("DELETE FROM op WHERE id = ?", gone)


def read_op(connection: sqlite3.Connection, identity: str) -> Op | None:
    """Return one operation, None where there is none."""
    row = connection.execute("SELECT body FROM op WHERE id = ?", (identity,)).fetchone()
    return msgspec.json.decode(row[0], type=Op) if row else None


def move_op(
    connection: sqlite3.Connection,
    identity: str,
    state: OpState,
    *,
    sent: Sent | None = None,
    reference: str = "",
    note: str = "",
) -> Op:
    """Bring an operation into its next state and return it.

    Raises:
        WbError: CONFLICT, where the state does not follow from the one it has.
        WbError: STORE, where there is no such operation.
    """
    op = read_op(connection, identity)
    if op is None:
        raise WbError(ErrorCode.STORE, "The change is not in the journal.")
    if state is not op.state and state not in NEXT_STATES[op.state]:
        raise WbError(
            ErrorCode.CONFLICT,
            f"The change is {op.state.value} and cannot become {state.value}.",
            "Look at its state and decide again.",
            source=op.source,
            operation=op.kind,
        )
    moved = msgspec.structs.replace(
        op,
        state=state,
        attempts=op.attempts + (state is OpState.SENDING),
        sent=sent or (Sent.MAYBE if state is OpState.SENDING else op.sent),
        reference=reference or op.reference,
        note=note,
        changed=now(),
    )
    write_op(connection, moved)
    return moved


def settle_sending(connection: sqlite3.Connection) -> int:
    """Mark what was being sent when an earlier run ended as unknown; return how many."""
    sending = read_ops(connection, {OpState.SENDING})
    for op in sending:
        move_op(connection, op.id, OpState.UNKNOWN, sent=Sent.MAYBE)
    return len(sending)


def rename_account(connection: sqlite3.Connection, source: str, old: str, new: str) -> None:
    """Give everything of an account another name; older drafts under that one go into the bin.

    Raises:
        WbError: CONFLICT, where the same change is under way under both names.
    """
    older = """source = ?1 AND account = ?3 AND EXISTS (
        SELECT 1 FROM draft AS own WHERE own.source = ?1 AND own.account = ?2
        AND own.host = draft.host AND own.resource = draft.resource
        AND own.record = draft.record AND own.field = draft.field)"""
    names = (source, old, new)
    connection.execute(
        f"""INSERT INTO bin ({_COLUMNS}, discarded)
        SELECT {_COLUMNS}, ?4 FROM draft WHERE {older}""",  # noqa: S608 - this module's own
        (*names, now_micros()),
    )
    connection.execute(f"DELETE FROM draft WHERE {older}", names)  # noqa: S608 - likewise
    for table in ("draft", "bin"):
        connection.execute(
            f"UPDATE {table} SET account = ?3 WHERE source = ?1 AND account = ?2",  # noqa: S608
            names,
        )
    for op in read_ops(connection, OpState):
        if (op.source, op.account) == (source, old):
            write_op(connection, msgspec.structs.replace(op, account=new))
