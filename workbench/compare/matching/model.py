"""The words of matching: facts of items go in, groups and questions come out.

Everything here is plain and frozen, so that it can be handed to a thread or a process and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.core.offers import Ref
from workbench.core.texts import mark


class Identity(NamedTuple):
    """Which item a person meant: found again even when its record lists its variants otherwise.

    Attributes:
        source, account, resource, key, variant: as in `Ref`.
        gtin: its first GTIN in the form of `gtins.one_form`, "" where it has none; where there is
            one, it tells the variant and not `variant`.
    """

    source: str
    account: str
    resource: str
    key: str
    variant: str = ""
    gtin: str = ""


class Facts(msgspec.Struct, frozen=True, gc=False):
    """What matching needs to know of an item, folded once when the item is read (`facts_of`).

    Attributes:
        ref: where it stands.
        shelf: who shows it: two items of one shelf are two things until a person says otherwise.
        name: as the source names it.
        gtins: GTINs that can be trusted, each in one form.
        made: manufacturer and its number, folded; "" where one of them is missing.
        supplied: supplier and its number, folded; "" where one of them is missing.
        numbers: every number a person may know it by, folded.
        brand, size, colour: as written.
        traits: what must agree, as axis and value: ("pack", "10"), ("size ml", "300").
    """

    ref: Ref
    shelf: str
    name: str
    gtins: tuple[str, ...] = ()
    made: str = ""
    supplied: str = ""
    numbers: tuple[str, ...] = ()
    brand: str = ""
    size: str = ""
    colour: str = ""
    traits: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> Identity:
        """What a decision remembers of it."""
        return Identity(*self.ref, self.gtins[0] if self.gtins else "")


class Reason(StrEnum):
    """Why two items are held to be the same, strongest first."""

    USER = "user"
    GTIN = "gtin"
    MPN = "mpn"
    SUPPLIER = "supplier"
    NAME = "name"


REASONS: Mapping[Reason, str] = {
    Reason.USER: mark("Said by hand"),
    Reason.GTIN: mark("Same GTIN"),
    Reason.MPN: mark("Same manufacturer and number"),
    Reason.SUPPLIER: mark("Same supplier and number"),
    Reason.NAME: mark("Similar name"),
}
"""Titles, marked."""


class Doubt(StrEnum):
    """What speaks against two items being the same."""

    PACK = "pack"
    SIZE = "size"
    BRAND = "brand"
    COLOUR = "colour"
    SEVERAL = "several"
    """One number names several items of one source."""
    NAME = "name"
    """The names are alike and not alike enough, or more than one item has such a name."""


DOUBTS: Mapping[Doubt, str] = {
    Doubt.PACK: mark("pack size"),
    Doubt.SIZE: mark("size"),
    Doubt.BRAND: mark("brand"),
    Doubt.COLOUR: mark("colour"),
    Doubt.SEVERAL: mark("one number, several items"),
    Doubt.NAME: mark("name not clear"),
}
"""Titles, marked: "Same item? pack size 10 / 1"."""


class Contradiction(NamedTuple):
    """One thing that speaks against a match, with what each side says ("" for nothing)."""

    doubt: Doubt
    a: str = ""
    b: str = ""


class Match(NamedTuple):
    """A link between two items.

    Attributes:
        items: both, the lesser one first.
        reason: what it rests on.
        confidence: 0 to 1; 1 only where a person said so.
        contradictions: what speaks against it; only a person's link is accepted with any.
    """

    items: tuple[Ref, Ref]
    reason: Reason
    confidence: float
    contradictions: tuple[Contradiction, ...] = ()


class DecisionKind(StrEnum):
    """What a person said of two items."""

    SAME = "same"
    NOT_SAME = "not_same"


class Decision(msgspec.Struct, frozen=True):
    """What a person said of two items, remembered until it is taken back.

    Attributes:
        kind: the same or not.
        a, b: which items; their order means nothing.
        at: when it was said; of two decisions on one pair the later one holds.
        note: why, in the person's words.
    """

    kind: DecisionKind
    a: Identity
    b: Identity
    at: datetime
    note: str = ""


class Group(msgspec.Struct, frozen=True):
    """Items that are one thing.

    Attributes:
        id: the same for the same members, whatever else is loaded.
        items: two or more, sorted.
        links: the accepted matches that hold it together, strongest first.
    """

    id: str
    items: tuple[Ref, ...]
    links: tuple[Match, ...]


class Question(NamedTuple):
    """A match that only a person can accept: "Same item? pack size 10 / 1"."""

    a: Ref
    b: Ref
    reason: Reason
    confidence: float
    contradictions: tuple[Contradiction, ...]


class Cut(NamedTuple):
    """A match left out because it would join what a person said is not the same.

    Attributes:
        link: the match.
        apart: two items said to be different that it would have joined.
    """

    link: Match
    apart: tuple[Ref, Ref]


class Groups(msgspec.Struct, frozen=True):
    """What matching found.

    Attributes:
        groups: of two or more items each, in the order of their first item.
        questions: for a person, the most likely first.
        cuts: links that decisions took apart.
        alone: items that stand for themselves; their group id is `group_id((ref,))`.
    """

    groups: tuple[Group, ...]
    questions: tuple[Question, ...] = ()
    cuts: tuple[Cut, ...] = ()
    alone: frozenset[Ref] = frozenset()
