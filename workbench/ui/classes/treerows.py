"""Rows of a list that name the row above them: as a tree, and moved within it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.core.values import Coded

if TYPE_CHECKING:
    from workbench.core.edits import Entry, Values


class TreeRows:
    """The rows of one record's list, in their order.

    Args:
        entry: of the list; its `parent` names the field with the row above.
        rows: typed values, in order.
    """

    def __init__(self, entry: Entry, rows: Sequence[Values]) -> None:
        self._entry = entry
        self.rows: tuple[Values, ...] = tuple(rows)

    def key(self, row: Values) -> str:
        """Return what names a row in its list."""
        return _text(row.get(self._entry.row_key))

    def parent(self, row: Values) -> str:
        """Return the key of the row above, "" at the top and where that row is not there."""
        above = _text(row.get(self._entry.parent))
        return above if above in self.keys else ""

    @property
    def keys(self) -> frozenset[str]:
        """Every row's key."""
        return frozenset(self.key(row) for row in self.rows)

    def below(self, key: str) -> list[Values]:
        """Return the rows right below one, in order; those at the top for ""."""
        return [row for row in self.rows if self.parent(row) == key]

    def inside(self, key: str) -> frozenset[str]:
        """Return a row's key and those of everything below it."""
        found, left = {key}, [key]
        while left:
            for row in self.below(left.pop()):
                own = self.key(row)
                if own not in found:
                    found.add(own)
                    left.append(own)
        return frozenset(found)

    def above_for(self, key: str, step: int) -> str | None:
        """Return under which row another goes a level deeper (1) or higher (-1), None for none.

        Deeper is below the row before it on its level.
        """
        row = next((one for one in self.rows if self.key(one) == key), None)
        if row is None:
            return None
        parent = self.parent(row)
        if step < 0:
            above = next((one for one in self.rows if self.key(one) == parent), None)
            return self.parent(above) if above is not None else None
        there = [self.key(one) for one in self.below(parent)]
        at = there.index(key)
        return there[at - 1] if at else None

    def moved(self, keys: Iterable[str], parent: str) -> tuple[Values, ...] | None:
        """Return the rows with some of them, and all below them, put below another row.

        "" stands for the top. The order among the rows of one parent stays as it came: the
        document has no member for it. None where nothing changes, or a row would stand below
        itself.
        """
        moving = frozenset(keys) & self.keys
        if not moving or any(parent in self.inside(key) for key in moving):
            return None
        coded = any(isinstance(row.get(self._entry.parent), Coded) for row in self.rows)
        above = (Coded(parent, parent) if coded else parent) if parent else None
        found = tuple(
            {**row, self._entry.parent: above}
            if self.key(row) in moving and self.parent(row) != parent
            else row
            for row in self.rows
        )
        return found if found != self.rows else None


def _text(value: object) -> str:
    return value.code if isinstance(value, Coded) else str(value or "")
