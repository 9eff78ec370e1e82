"""What is true of a session's rows, and where the reading of its question stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workbench.core.errors import WbError
from workbench.core.pages import FacetValue
from workbench.core.queries import Query


class Phase(StrEnum):
    """What a session is doing."""

    IDLE = "idle"
    ASKING = "asking"
    """The first page of a new question is awaited; the rows shown are the old ones."""
    MORE = "more"
    """Further pages arrive."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is true of the rows now.

    Attributes:
        phase: see `Phase`.
        total: rows the service has for the question, None where it did not say.
        complete: whether all of them are loaded.
        error: what went wrong last, until the next success.
        read_at: when the oldest of the rows was read.
        stale: the rows do not answer the question in force: they are from before.
        from_cache: the rows came from the disk.
        notes: sentences about the rows ("list changed while loading").
    """

    phase: Phase = Phase.IDLE
    total: int | None = None
    complete: bool = False
    error: WbError | None = None
    read_at: datetime | None = None
    stale: bool = False
    from_cache: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """Where the reading of the question in force stands."""

    query: Query
    cursor: str = ""
    pages: int = 0
    repeats: int = 0
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)


def joined(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of both, each once."""
    return tuple(dict.fromkeys((*old, *new)))
