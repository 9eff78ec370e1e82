"""Runs: what goes on at a service after an action began it, kept on this machine with every answer.

The service keeps no list of them and answers by the name of one alone, so that what was run, when,
by whom and how it ended is known here or nowhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

if TYPE_CHECKING:
    from workbench.core.edits import Call


class RunState(StrEnum):
    """Where a run stands, as this machine knows it."""

    STARTING = "starting"
    """The request that begins it is under way: nobody knows its name yet."""
    GOING = "in progress"
    DONE = "done"
    FAILED = "error"
    """It could not be begun, or ended without doing what it was to do."""
    UNKNOWN = "unknown"
    """No answer came, or the service knows its name no more."""


OPEN_RUNS = frozenset({RunState.STARTING, RunState.GOING})


class RunAnswer(msgspec.Struct, frozen=True):
    """What the service said of a run, as it came.

    Attributes:
        at: when, by this machine's clock.
        answer: decoded from JSON.
    """

    at: datetime
    answer: object


class Run(msgspec.Struct, frozen=True):
    """One run; also the document of its row.

    Attributes:
        id: on this machine; sorts by time.
        subject: identifier of what was run.
        state: see `RunState`.
        name: the service's name for it, "" where it named none.
        source, host, account, resource: where it was begun, and nowhere else it is asked for.
        by: login name on this machine of who began it; "" where it was begun elsewhere.
        begun: when it was begun from here, or when its name was first asked for.
        ended: when it was seen to have ended.
        note: why nobody knows how it ended, in words.
        command: it was begun by a command, which may still wait for its answer beside a window.
        answers: newest first.
    """

    id: str
    subject: str
    state: RunState
    name: str
    source: str
    host: str
    account: str
    resource: str
    by: str
    begun: datetime
    ended: datetime | None = None
    note: str = ""
    command: bool = False
    answers: tuple[RunAnswer, ...] = ()

    @property
    def last(self) -> object:
        """The newest answer, None before there is one."""
        return self.answers[0].answer if self.answers else None


class RunTold(NamedTuple):
    """What an answer says of a run.

    Attributes:
        state: never STARTING.
        name: the service's name for it, "" where it names none.
        subject: identifier of what runs, "" where it names none.
        share: how far it is, in percent; None where it does not say.
        words: the same for a person.
    """

    state: RunState
    name: str = ""
    subject: str = ""
    share: Decimal | None = None
    words: str = ""


class Following(msgspec.Struct, frozen=True):
    """How what goes on at a service is followed: of the resource that lists its runs.

    Attributes:
        title: marked, with `{subject}`; of the job while a run is followed.
        subject: reads what is run out of the call that begins it.
        check: `await check(client, name)`: the answer of the service, decoded.
        told: says what an answer says; UNKNOWN for one that cannot be read.
    """

    title: str
    subject: Callable[[Call], str]
    check: Callable[..., Awaitable[object]]
    told: Callable[[object], RunTold]


class RunBook(Protocol):
    """What is kept of one account's runs, as the `search` of their resource is given it."""

    async def all(self) -> Sequence[Run]:
        """Return every run, newest first."""
        ...

    async def find(self, names: Sequence[str]) -> Sequence[Run]:
        """Return the runs of these names; the service is asked for those that are not kept.

        Raises:
            WbError: as the gateway named it.
        """
        ...


_ENCODER = msgspec.json.Encoder(decimal_format="string")
_DECODER = msgspec.json.Decoder(Run)


def document_of(run: Run) -> bytes:
    """Return the document of a run's row."""
    return _ENCODER.encode(run)


def run_in(document: bytes) -> Run | None:
    """Return the run of a document, None where it holds none."""
    try:
        return _DECODER.decode(document)
    except msgspec.MsgspecError:
        return None
