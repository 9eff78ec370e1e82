"""Columns of what suppliers ask: compared by amount, with everything a cell says beside it.

Few columns of a comparison are full: a cell without an offer costs no object.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.values import Money, Quoted
from workbench.tables.arrays import Bools, Numbers
from workbench.tables.columns import Rank
from workbench.tables.numbers import MoneyColumn, kept_rows


class QuotedColumn:
    """Cells of one supplier; those without an amount are ordered last, as missing ones are.

    Attributes:
        amounts: as numbers.
    """

    def __init__(self) -> None:
        self._money = MoneyColumn()
        self.amounts = self._money.amounts
        self._cells: dict[int, Quoted] = {}

    def __len__(self) -> int:
        return len(self._money)

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        first = len(self)
        self._money.extend([_money(value) for value in values])
        for row, value in enumerate(values, first):
            if isinstance(value, Quoted):
                self._cells[row] = value

    def fits(self, value: object) -> bool:
        """Whether the value is what a supplier asks."""
        return value is None or (isinstance(value, Quoted) and self._money.fits(value.money))

    def put(self, row: int, value: object) -> None:
        """Set one value."""
        self._money.put(row, _money(value))
        self._cells.pop(row, None)
        if isinstance(value, Quoted):
            self._cells[row] = value

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows."""
        self._money.keep(rows)
        self._cells = kept_rows(self._cells, rows)

    def value(self, row: int) -> object:
        """Return what stands there, None for a supplier that does not offer it."""
        return self._cells.get(row)

    def money(self, row: int) -> Money | None:
        """Return the amount, None where there is none."""
        held = self._cells.get(row)
        return held.money if held else None

    def currency(self, row: int) -> str:
        """Return the currency of a row, "" where it has no amount."""
        return self._money.currency(row)

    @property
    def codes(self) -> Numbers:
        """Number of the currency by row, -1 where it has no amount."""
        return self._money.codes

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no amount."""
        return self._money.missing(start, stop)

    def ranks(self) -> tuple[Rank, ...]:
        """Return the order by amount."""
        return self._money.ranks()

    def order_key(self, row: int) -> object:
        """Return the amount."""
        return self._money.order_key(row)

    @property
    def nbytes(self) -> int:
        """Bytes held, the cells' objects aside."""
        return self._money.nbytes


def _money(value: object) -> Money | None:
    if value is None:
        return None
    if not isinstance(value, Quoted):
        raise TypeError
    return value.money
