"""What a service counts when it answers a write: foreseen before sending, and read afterwards.

Some services answer a write with numbers alone: so many modified, so many rejected. A source says
what of that can be told before (`Counting.foresee`) and reads what was counted (`Counting.read`);
whether the two agree is told in `edits`, without knowing what any of the numbers mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec

from workbench.core.edits import Patch

MANY: Final = 1_000_000
"""Stands for "any number" where nobody can say how many at most."""


class Weighs(StrEnum):
    """What a counter means for who sends."""

    PLAIN = "plain"
    QUIET = "quiet"
    """Goes without saying, such as how many were received; told only where it differs."""
    LOSS = "loss"
    """Something is taken away with what is sent: asked about before."""
    REFUSAL = "refusal"
    """Something was not taken."""


class Tally(msgspec.Struct, frozen=True):
    """One counter of a service's answer.

    Attributes:
        id: stable id.
        what: marked; heads its line and stands in sentences: "modified".
        says: a number of it in words: "12 modified".
        weighs: see `Weighs`.
        fewer, more: marked; what it usually means where the service counts less or more of it
            than was foreseen; "" where nothing is known.
        row: marked; what the line of a record says that counts here: "loses its classification".
        asks: the question before sending for so many, and for so many more that it may be; ""
            where there is none.
    """

    id: str
    what: str
    says: Callable[[int], str]
    weighs: Weighs = Weighs.PLAIN
    fewer: str = ""
    more: str = ""
    row: str = ""
    asks: Callable[[int, int], str] | None = None

    @property
    def warns(self) -> bool:
        """Whether somebody should look where it counts anything."""
        return self.weighs in {Weighs.LOSS, Weighs.REFUSAL}


class Foresight(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a service will count of one record.

    Attributes:
        sure: how many, by id of the tally; what is left out is 0.
        open: how many more it may be at most: what cannot be known before.
        why: why that cannot be known, translated.
    """

    sure: dict[str, int] = {}
    open: dict[str, int] = {}
    why: str = ""


class Count(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a service counted under one tally.

    Attributes:
        count: how many.
        ids: of which records, as far as it names them.
    """

    count: int
    ids: tuple[str, ...] = ()


class Counting(msgspec.Struct, frozen=True):
    """What the answer to one call counts.

    Attributes:
        tallies: in the order in which they are shown.
        foresee: `foresee(patch, new)`: what the service will count of a record that is written so;
            `patch.theirs` is the record's document as it is known before, empty where it is not
            known. Raises `WbError` where the record would not even be sent.
        read: reads out of an answer what was counted, by id of the tally; None where the answer
            counts nothing that can be read.
        blind: marked; what can never be foreseen of this call.
    """

    tallies: tuple[Tally, ...]
    foresee: Callable[[Patch, bool], Foresight]
    read: Callable[[Any], Mapping[str, Count] | None]
    blind: str = ""

    def tally(self, id_: str) -> Tally | None:
        """Return the tally of an id, None where there is none."""
        return next((held for held in self.tallies if held.id == id_), None)
