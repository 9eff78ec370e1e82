"""What one search over all sources answers: plain and frozen, for the window and for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.sources import Source

MOST = 6
"""Hits of one account that are shown at once."""


class Asking(StrEnum):
    """Where the question to one service stands."""

    NOT = "not"
    """It is not asked: it cannot search by text, asking would leave something, or it is off."""
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Hit(NamedTuple):
    """A row that was found.

    Attributes:
        source, account, resource, key: where it stands.
        document: what its document is kept under.
        language: of its texts, "" where they have none.
        one: what it is, as `Resource.one` says.
        title, subtitle: what it is called.
        picture: URL, "" for none.
        read: when its document was read.
        live: whether the service answered with it just now; else it is from this machine.
        score: how well it fits, more is better.
    """

    source: str
    account: str
    resource: str
    key: str
    document: str
    language: str
    one: str
    title: str
    subtitle: str = ""
    picture: str = ""
    read: datetime | None = None
    live: bool = False
    score: int = 0

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Where it stands: the same row has the same place, whoever found it."""
        return self.source, self.account, self.resource, self.key


class Group(msgspec.Struct, frozen=True):
    """What one account has.

    Attributes:
        source, account: whose.
        hits: the best, at most `MOST`.
        kept: how many rows of this machine hold the text.
        total: how many the service has, None where it did not say.
        asking: where the question to the service stands.
        error: why the service did not answer.
        resource: id of the resource that "show all" opens, "" where nothing was found.
    """

    source: Source
    account: Account
    hits: tuple[Hit, ...] = ()
    kept: int = 0
    total: int | None = None
    asking: Asking = Asking.NOT
    error: WbError | None = None
    resource: str = ""

    @property
    def count(self) -> int:
        """How many rows there are at least: here, or at the service where it said so."""
        return max(self.kept, self.total or 0, len(self.hits))


class Found(msgspec.Struct, frozen=True):
    """The answer to one text.

    Attributes:
        text: what was searched for.
        meant: the same with mistyped words put right: what services are asked for.
        groups: accounts with hits in the order of their sources, then those that failed.
        near: words that stand nowhere, and what was looked for in their place.
        seconds: the search on this machine took.
        rows: that were looked through.
    """

    text: str = ""
    meant: str = ""
    groups: tuple[Group, ...] = ()
    near: Mapping[str, tuple[str, ...]] = {}
    seconds: float = 0.0
    rows: int = 0

    @property
    def waiting(self) -> tuple[str, ...]:
        """Titles of the services that have not answered yet."""
        return tuple(each.source.title for each in self.groups if each.asking is Asking.WAITING)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Every hit in the order shown."""
        return tuple(hit for group in self.groups for hit in group.hits)
