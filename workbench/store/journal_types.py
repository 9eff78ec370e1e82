"""What the journal keeps: drafts, which nobody has sent, and operations, which may have been."""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from workbench.core.errors import Sent
from workbench.core.times import now
from workbench.store.database import Schema

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class DraftKey(NamedTuple):
    """Which field of which record, at which host and account: never offered anywhere else."""

    source: str
    host: str
    account: str
    resource: str
    record: str
    field: str


class Draft(msgspec.Struct, frozen=True):
    """A typed value that has not been sent.

    Attributes:
        key: the field it is for.
        base: JSON of the value that was shown when typing began.
        value: JSON of what was typed.
        base_seen_at: when the base was read from the service.
        rev: counts the changes of this draft; an older one never replaces a newer one.
        changed: when it was typed.
    """

    key: DraftKey
    base: str
    value: str
    base_seen_at: datetime
    rev: int = 0
    changed: datetime = msgspec.field(default_factory=now)


class BinnedDraft(msgspec.Struct, frozen=True):
    """A draft that was discarded, for thirty days."""

    id: int
    draft: Draft
    discarded: datetime


class OpState(StrEnum):
    """Where an operation stands; UNKNOWN may or may not have been done."""

    DRAFT = "draft"
    READY = "ready"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


NEXT_STATES: Final = {
    OpState.DRAFT: frozenset({OpState.READY, OpState.REFUSED}),
    OpState.READY: frozenset({OpState.SENDING, OpState.DRAFT, OpState.REFUSED}),
    OpState.SENDING: frozenset({OpState.DONE, OpState.REFUSED, OpState.UNKNOWN, OpState.READY}),
    OpState.UNKNOWN: frozenset({OpState.DONE, OpState.REFUSED, OpState.READY}),
    OpState.REFUSED: frozenset({OpState.DRAFT, OpState.READY}),
    OpState.DONE: frozenset(),
}
"""Where each state may lead. SENDING leads back to READY only where nothing left the machine."""


class Op(msgspec.Struct, frozen=True):
    """One write to a service.

    Attributes:
        id: see `new_op_id`; sorts by time.
        source, host, account: where it goes, and nowhere else.
        kind: name of the operation.
        payload: JSON of what is sent.
        base: JSON of the record as it was before.
        state: see `OpState`.
        attempts: how often it was sent.
        sent: whether the service may have seen it.
        reference: the service's own number for it, or ours that it carries.
        note: why it was refused, as plain text.
        created: when it was made.
        changed: when its state moved last.
        lasting: it is kept for ever once it is done, as a purchase order is; others go after
            ninety days.
        counts: JSON of what the service was to count of it, and of what it counted; "" where it
            counts nothing. No part of what is sent.
    """

    id: str
    source: str
    host: str
    account: str
    kind: str
    payload: str
    base: str = "null"
    state: OpState = OpState.DRAFT
    attempts: int = 0
    sent: Sent = Sent.NO
    reference: str = ""
    note: str = ""
    created: datetime = msgspec.field(default_factory=now)
    changed: datetime = msgspec.field(default_factory=now)
    lasting: bool = False
    counts: str = ""

    @property
    def payload_hash(self) -> str:
        """The same for the same content to the same place: two of them must not be under way."""
        parts = (self.source, self.host, self.account, self.kind, self.payload)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def new_op_id() -> str:
    """Return a new operation's id: 48 bits of time and 80 of chance, in 26 letters that sort."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))


JOURNAL_SCHEMA: Final = Schema(
    title="The journal of unsent changes",
    precious=True,
    steps=(
        (
            """CREATE TABLE draft (
                source TEXT NOT NULL, host TEXT NOT NULL, account TEXT NOT NULL,
                resource TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL,
                base TEXT NOT NULL, value TEXT NOT NULL, base_seen_at INTEGER NOT NULL,
                rev INTEGER NOT NULL, changed INTEGER NOT NULL,
                UNIQUE (source, host, account, resource, record, field)) STRICT""",
            """CREATE TABLE bin (
                id INTEGER PRIMARY KEY, source TEXT NOT NULL, host TEXT NOT NULL,
                account TEXT NOT NULL, resource TEXT NOT NULL, record TEXT NOT NULL,
                field TEXT NOT NULL, base TEXT NOT NULL, value TEXT NOT NULL,
                base_seen_at INTEGER NOT NULL, rev INTEGER NOT NULL, changed INTEGER NOT NULL,
                discarded INTEGER NOT NULL) STRICT""",
            """CREATE TABLE op (
                id TEXT NOT NULL UNIQUE, payload_hash TEXT NOT NULL, state TEXT NOT NULL,
                changed INTEGER NOT NULL, body BLOB NOT NULL) STRICT""",
            """CREATE UNIQUE INDEX op_under_way ON op (payload_hash)
                WHERE state IN ('ready', 'sending', 'unknown')""",
            "CREATE INDEX op_by_state ON op (state, changed)",
        ),
    ),
)
