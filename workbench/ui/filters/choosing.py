"""Which values of a filter are wanted and which are not: the state behind lists with boxes.

In a tree a value means everything below it too, so a value below a ticked one is implied, and
unticking it ticks its brothers instead. Where the service takes values by themselves (`exact`), a
tick means one value alone, and all below it are ticked only when that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from workbench.core.pages import FacetValue


class Tick(StrEnum):
    """The state of one value's box."""

    OFF = "off"
    ON = "on"
    IMPLIED = "implied"
    """Something above it is ticked."""
    PARTLY = "partly"
    """Something below it is ticked."""
    OUT = "out"
    """Rows with it are not wanted."""


class Choosing:
    """Values with boxes.

    Attributes:
        values: by code, in the order given.
        wanted: ticked codes, in the order they were ticked.
        unwanted: excluded codes, in the same order.
        tree: whether the values stand in a tree.
        single: whether only one can be ticked.
        exact: whether a value of a tree means itself alone.
    """

    def __init__(
        self,
        values: Sequence[FacetValue] = (),
        *,
        tree: bool = False,
        single: bool = False,
        exact: bool = False,
    ) -> None:
        self.values: dict[str, FacetValue] = {}
        self.wanted: dict[str, None] = {}
        self.unwanted: dict[str, None] = {}
        self.tree = tree
        self.single = single
        self.exact = exact
        self._below: dict[str, list[str]] = {}
        self.set_values(values)

    def set_values(self, values: Sequence[FacetValue]) -> None:
        """Take other values; ticks stay."""
        self.values = {value.code: value for value in values}
        self._below = {}
        for value in self.values.values():
            self._below.setdefault(self.parent(value.code), []).append(value.code)

    def set_ticks(self, wanted: Iterable[str], unwanted: Iterable[str] = ()) -> None:
        """Tick and exclude exactly these."""
        self.wanted = dict.fromkeys(wanted)
        self.unwanted = dict.fromkeys(unwanted)

    def parent(self, code: str) -> str:
        """Return the code above, "" at the top or where what is above is not known."""
        if not self.tree or code not in self.values:
            return ""
        above = self.values[code].parent
        return above if above in self.values and above != code else ""

    def below(self, code: str) -> Sequence[str]:
        """Return the codes right below; of "" those at the top."""
        return self._below.get(code, ())

    def above(self, code: str) -> Iterator[str]:
        """Yield the codes above, nearest first; a circle ends it."""
        seen = {code}
        code = self.parent(code)
        while code and code not in seen:
            seen.add(code)
            yield code
            code = self.parent(code)

    def partly(self) -> frozenset[str]:
        """Return the codes that have something ticked or excluded below them."""
        return frozenset(
            above for code in (*self.wanted, *self.unwanted) for above in self.above(code)
        )

    def tick(self, code: str, partly: frozenset[str] | None = None) -> Tick:
        """Return the state of a value; `partly` saves finding it anew for each of many."""
        if code in self.wanted:
            return Tick.ON
        if code in self.unwanted:
            return Tick.OUT
        if not self.exact and any(above in self.wanted for above in self.above(code)):
            return Tick.IMPLIED
        if code in (self.partly() if partly is None else partly):
            return Tick.PARTLY
        return Tick.OFF

    def toggle(self, code: str) -> None:
        """Tick a value, or no longer."""
        state = self.tick(code)
        if state is Tick.ON:
            del self.wanted[code]
        elif state is Tick.OUT:
            del self.unwanted[code]
        elif state is Tick.IMPLIED:
            self._carve_out(code)
        else:
            self._want(code)

    def inside(self, code: str) -> list[str]:
        """Return a code and everything below it, in order; a circle ends it."""
        found: dict[str, None] = {}
        left = [code]
        while left:
            one = left.pop()
            if one not in found:
                found[one] = None
                left += reversed(self.below(one))
        return list(found)

    def toggle_whole(self, code: str) -> None:
        """Tick a value with everything below it, or untick all of it where all is ticked."""
        if not self.exact:
            self.toggle(code)
            return
        inside = self.inside(code)
        if all(each in self.wanted for each in inside):
            for each in inside:
                del self.wanted[each]
            return
        for each in inside:
            self.unwanted.pop(each, None)
            self.wanted[each] = None

    def exclude(self, code: str) -> None:
        """Exclude a value, or no longer."""
        if code in self.unwanted:
            del self.unwanted[code]
            return
        self.wanted.pop(code, None)
        self.unwanted[code] = None

    def clear(self) -> None:
        """Untick everything."""
        self.set_ticks(())

    def label(self, code: str) -> str:
        """Return a value's name, its code where it is not known."""
        value = self.values.get(code)
        return value.label if value else code

    def labels(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the names of values."""
        return tuple(self.label(code) for code in codes)

    def _want(self, code: str) -> None:
        if self.single:
            self.wanted.clear()
        for held in () if self.exact else tuple(self.wanted):
            if code in self.above(held):
                del self.wanted[held]
        self.unwanted.pop(code, None)
        self.wanted[code] = None

    def _carve_out(self, code: str) -> None:
        """Leave out one value below a ticked one: all beside the way down to it are ticked."""
        way = [code]
        for above in self.above(code):
            way.append(above)
            if above in self.wanted:
                break
        del self.wanted[way[-1]]
        for above, kept_out in zip(way[:0:-1], way[-2::-1], strict=True):
            for beside in self.below(above):
                if beside != kept_out:
                    self.wanted[beside] = None
