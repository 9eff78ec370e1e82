"""A pasted list of numbers, looked up over every source at once: found, not found, or several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from workbench.compare.matching.gtins import one_form
from workbench.compare.matching.keys import number_key
from workbench.compare.matching.match import group_id
from workbench.compare.matching.model import Facts, Groups
from workbench.core.offers import Ref

_CELLS: Final = re.compile(r"[\t;|]")
_BLANKS: Final = re.compile(r"[\s\u00a0-]+")
_QUANTITY: Final = re.compile(r"[1-9][0-9]{0,8}")


class Found(StrEnum):
    """What came of a line."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class KnownBy(StrEnum):
    """Which kind of number found an item."""

    GTIN = "gtin"
    NUMBER = "number"
    """A manufacturer's, a supplier's or the source's own number."""


class Hit(NamedTuple):
    """A group that a line names.

    Attributes:
        group: its id, as `match` gave it; of an item alone, `group_id` of it.
        items: the items of the group that carry the number, sorted.
        known_by: which kind of number they carry.
    """

    group: str
    items: tuple[Ref, ...]
    known_by: KnownBy


class Line(msgspec.Struct, frozen=True):
    """A line as pasted, with what it names.

    Attributes:
        number: which line of the list, the first is 1; blank lines count and are left out.
        text: as pasted, without the end of line.
        asked: the number looked up.
        quantity: pieces wanted, where a second cell says so; None where none does.
        hits: the groups it names.
    """

    number: int
    text: str
    asked: str
    quantity: int | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def found(self) -> Found:
        """Whether it names nothing, one thing or several."""
        return (Found.NONE, Found.ONE, Found.SEVERAL)[min(len(self.hits), 2)]


class Lookup:
    """The numbers of everything that is loaded; made once for many lists."""

    def __init__(self, facts: Iterable[Facts], groups: Groups) -> None:
        self._gtins: defaultdict[str, list[Ref]] = defaultdict(list)
        self._numbers: defaultdict[str, list[Ref]] = defaultdict(list)
        self._group = {ref: group.id for group in groups.groups for ref in group.items}
        for one in facts:
            for gtin in one.gtins:
                self._gtins[gtin].append(one.ref)
            for number in one.numbers:
                self._numbers[number].append(one.ref)

    def read(self, pasted: str) -> tuple[Line, ...]:
        """Return the lines of a pasted list in their order, each with what it names.

        A line is a number alone, or the first filled cell of it with a quantity in the next one;
        cells are parted by tab, semicolon or bar, and by a comma where the whole names nothing.
        """
        lines = enumerate(pasted.splitlines(), 1)
        return tuple(self._line(number, text) for number, text in lines if text.strip())

    def _line(self, number: int, text: str) -> Line:
        cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()] or [text.strip()]
        hits = self.find(cells[0])
        if not hits and "," in cells[0]:
            parts = [cell.strip() for cell in cells[0].split(",") if cell.strip()] or cells[:1]
            hits = self.find(parts[0])
            cells = [*parts, *cells[1:]] if hits else cells
        quantity = _quantity(cells[1]) if len(cells) > 1 else None
        return Line(number, text, cells[0], quantity, hits)

    def find(self, asked: str) -> tuple[Hit, ...]:
        """Return the groups that a number names: as a GTIN, or else as any other number."""
        gtin = one_form(_BLANKS.sub("", asked))
        if gtin and gtin in self._gtins:
            return self._hits(self._gtins[gtin], KnownBy.GTIN)
        key = number_key(asked)
        return self._hits(self._numbers.get(key, ()) if key else (), KnownBy.NUMBER)

    def _hits(self, refs: Iterable[Ref], known_by: KnownBy) -> tuple[Hit, ...]:
        groups: defaultdict[str, list[Ref]] = defaultdict(list)
        for ref in sorted(set(refs)):
            groups[self._group.get(ref) or group_id((ref,))].append(ref)
        return tuple(Hit(group, tuple(items), known_by) for group, items in groups.items())


def _quantity(text: str) -> int | None:
    plain = _BLANKS.sub("", text)
    return int(plain) if _QUANTITY.fullmatch(plain) else None
