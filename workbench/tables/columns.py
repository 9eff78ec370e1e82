"""What every column can do, and the marks that a value of the wrong type is known by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from workbench.tables.arrays import Bools, Ints, Numbers

MISFITS = (TypeError, AttributeError, ValueError, ArithmeticError, LookupError)
"""What reading or storing a value raises where a service sent something unexpected."""


class Rank(NamedTuple):
    """One key of an order.

    Attributes:
        places: 0 to `last` for rows with a value, `last + 1` where it is missing.
        last: the highest place of a value.
    """

    places: Ints
    last: int


class Column(Protocol):
    """The values of one field for all rows."""

    def __len__(self) -> int: ...

    def extend(self, values: Sequence[object]) -> None:
        """Add values. One of `MISFITS` is raised, and no row added, where one does not fit."""
        ...

    def fits(self, value: object) -> bool:
        """Whether `extend` would take the value."""
        ...

    def put(self, row: int, value: object) -> None:
        """Set one value; one of `MISFITS` is raised where it does not fit."""
        ...

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows, in this order."""
        ...

    def value(self, row: int) -> object:
        """Return the value as `core.values` says, None where missing."""
        ...

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows of a range have no value."""
        ...

    def ranks(self) -> tuple[Rank, ...]:
        """Return the keys this column is ordered by, most significant first."""
        ...

    def order_key(self, row: int) -> object:
        """Return what one row is ordered by, None where missing; agrees with `ranks`."""
        ...

    @property
    def nbytes(self) -> int:
        """Bytes held, Python objects of small dictionaries aside."""
        ...
