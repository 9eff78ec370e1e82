"""Prices over time, as they are kept: a point only where a price became another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.offers import Ref
from workbench.core.texts import mark
from workbench.core.values import Ladder


class PricePoint(NamedTuple):
    """From a moment on an offer was this one.

    `ladder` is None from when the offer was gone, and has no steps while it named no price.
    `stock` is what the supplier had at that moment, None where nothing was said.
    """

    at: datetime
    ladder: Ladder | None
    stock: int | None = None


class Past(msgspec.Struct, frozen=True):
    """What is known of the prices of one item.

    Attributes:
        seen: when its record was last read, to the hour; None where it never was.
        offers: points by offer id, oldest first.
    """

    seen: datetime | None = None
    offers: Mapping[str, tuple[PricePoint, ...]] = msgspec.field(default_factory=dict)


class Moved(NamedTuple):
    """An offer that is not what it was at an earlier moment, or at its first reading after it.

    `before` is None where it was gone then or was read for the first time since, `after` where it
    is gone now; `known` says whether anything is kept of it that it can be held against.
    """

    ref: Ref
    offer: str
    at: datetime
    """Of its last change."""
    before: Ladder | None
    after: Ladder | None
    known: bool


COURSE: Final = "course"
"""Begins the code of a cell that shows a course."""
HISTORY: Final = "price_history"
"""Id of the column with the courses of a catalogue's own prices."""
_PARTS: Final = "\x1f"


def price_history(group: str) -> Field:
    """Return the column that shows how the prices of a catalogue's rows moved.

    Args:
        group: of the source's columns with prices; marked.
    """
    return Field(
        HISTORY,
        mark("Price history"),
        Kind.CHOICE,
        lambda _row: None,
        width=150,
        priority=6,
        group=group,
        late=True,
        help=mark("How the price at the quantity moved since it was first read on this machine."),
    )


class DrawnCourse(NamedTuple):
    """What a cell draws of a course: amounts, oldest first, and the last change with its sign."""

    sparks: tuple[Decimal, ...]
    words: str
    falls: bool


def course_code(sparks: Sequence[Decimal], words: str) -> str:
    """Return the code of a `values.Coded` whose label says a course: what draws it."""
    return _PARTS.join((COURSE, words, " ".join(map(str, sparks))))


def drawn_of(code: str) -> DrawnCourse | None:
    """Return what a code of `course_code` draws; None for any other code."""
    if not code.startswith(f"{COURSE}{_PARTS}"):
        return None
    _course, words, sparks = code.split(_PARTS)
    return DrawnCourse(tuple(map(Decimal, sparks.split())), words, not words.startswith("+"))
