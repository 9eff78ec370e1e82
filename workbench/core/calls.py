"""Calls that were made: what the history of requests keeps of each, with no secret in it."""

from __future__ import annotations

import secrets
import time
from datetime import datetime
from typing import Final

import msgspec

from workbench.core.operations import Answer, Effect

MASK: Final = "•••"
"""Stands where a secret stood."""

Pairs = tuple[tuple[str, str], ...]
"""Names and values in their order."""


class CallRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One call; a secret in it is `MASK`, and no body is part of it.

    Attributes:
        time: when it ended, UTC.
        source: id of the source.
        operation: its name.
        method: HTTP method.
        host: name of the host.
        path: path template, with braces.
        status: HTTP status, 0 without an answer.
        ms: milliseconds the call took with its waits.
        bytes: of the decoded body.
        attempts: how often it was sent; 0 where nothing left this machine.
        code: stable code of the failure, "" for none.
        id: of the call, unique in all runs, in the order of time; "" in the log file alone.
        account: name of the account.
        base: address before the documented path.
        site: which of the source's hosts.
        values: the path's own values; those of the account are not among them.
        query: as it was sent.
        sent: headers of the request, in their order.
        answered: headers of the answer.
        writes: whether it changes something at the service.
        answer: what was expected.
        body: bytes of the request's body, 0 for none.
        private: it signs in: its bodies are never kept, and it is not repeated.
        kept: its bodies were kept.
    """

    time: datetime
    source: str
    operation: str
    method: str
    host: str
    path: str
    status: int
    ms: int
    bytes: int
    attempts: int
    code: str = ""
    id: str = ""
    account: str = ""
    base: str = ""
    site: str = ""
    values: Pairs = ()
    query: Pairs = ()
    sent: Pairs = ()
    answered: Pairs = ()
    writes: bool = False
    answer: Answer = Answer.JSON
    body: int = 0
    private: bool = False
    kept: bool = False

    @property
    def failed(self) -> bool:
        """Whether it brought no usable answer."""
        return bool(self.code) or not 200 <= self.status < 300

    @property
    def effect(self) -> Effect:
        """What it did at the service."""
        return Effect.WRITE if self.writes else Effect.READ


class BodyText(msgspec.Struct, frozen=True):
    """A body as it may be shown.

    Attributes:
        text: without secrets.
        size: bytes of the whole.
        cut: whether `text` is its beginning only.
        masked: whether a secret was taken out.
    """

    text: str
    size: int
    cut: bool = False
    masked: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is what was sent, to the letter."""
        return not (self.cut or self.masked)


class CallBodies(msgspec.Struct, frozen=True):
    """The bodies of one call; None for what had none, or was no text."""

    request: BodyText | None = None
    answer: BodyText | None = None


def new_call_id() -> str:
    """Return the id of a call that ended now: microseconds and chance, in signs that sort."""
    return f"{time.time_ns() // 1000:014x}{secrets.token_hex(4)}"
