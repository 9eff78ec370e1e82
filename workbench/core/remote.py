"""Rows that a service makes in its own time: asked for once, waited for, read from a file.

What was asked for stays at the service for good and outlives the program, so that asking, waiting
and reading are told apart here, and the id alone is enough to go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from workbench.core.pages import Page
from workbench.core.queries import Query


class Made(msgspec.Struct, frozen=True):
    """What a service made, or is making.

    Attributes:
        identity: its id there.
        created: when it was asked for, by the service's clock; None where it does not say.
    """

    identity: str
    created: datetime | None = None


class Remote(msgspec.Struct, frozen=True):
    """How a resource's rows are made by its service.

    Attributes:
        title: marked; of the job while it is made.
        create: `await create(client, query)`: asks for it and returns what it is called; leaves
            something at the service for good.
        wait: `await wait(client, identity, job)`: returns once it is ready. Raises `WbError`:
            REFUSED where it could not be made, SLOW where it is not ready in time.
        file: `await file(client, identity, job)`: the path of its file on this machine.
        open: `await open(client, identity, job)`: its rows.
        identity_of: the id that a question opens, "" where it asks for a new one.
        question: the question that opens an id.
        since: filter and part that narrow to what changed since a moment.
    """

    title: str
    create: Callable[..., Awaitable[Made]]
    wait: Callable[..., Awaitable[Made]]
    file: Callable[..., Awaitable[Path]]
    open: Callable[..., Awaitable[Page]]
    identity_of: Callable[[Query], str]
    question: Callable[[str], Query]
    since: tuple[str, str] = ("", "")


class AskedState(StrEnum):
    """Where something that was asked for stands, as this machine knows it."""

    ASKING = "asking"
    """The request is under way: nobody knows its id yet."""
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    """The service could not make it."""
    REFUSED = "refused"
    """It was not taken: nothing is made."""
    LOST = "lost"
    """No answer came to the request: it may be made, under an id that nobody knows."""


class Asked(msgspec.Struct, frozen=True):
    """One request for rows that a service makes, kept on the disk before it is sent.

    Attributes:
        id: on this machine; sorts by time.
        source, host, account, resource: where it was asked.
        query: what was asked.
        preset: name of the saved view it was asked with, "" for none.
        asked: when, by this machine's clock.
        state: see `AskedState`.
        identity: the service's id, "" while unknown.
        created: when the service took it, by its own clock.
        note: why it is not there, in words.
    """

    id: str
    source: str
    host: str
    account: str
    resource: str
    query: Query
    asked: datetime
    preset: str = ""
    state: AskedState = AskedState.ASKING
    identity: str = ""
    created: datetime | None = None
    note: str = ""
