"""Products whose data is wrong, as catalogues have them: one of each kind, told by its row.

Tiers with a gap or an overlap, a marking whose condition nobody can compute or no order meets, an
EAN that belongs to other goods. They are chosen from what was drawn, which stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import draws
from workbench.sandbox.europeansourcing.shared import EVERY
from workbench.sandbox.europeansourcing.view import Document

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Products

UNKNOWN = "nb_faces <= 2"
"""A condition with a name that no request gives a value."""
UNMET = "quantite >= 100000"

_FIRST = 16
"""Rows before it are what a person who looks around sees first."""
_MINIMUM = 100
_NONE = -1

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Oddities(NamedTuple):
    """Rows of products, -1 where a small catalogue has none that suits.

    Attributes:
        gap: its second tier ends long before the third begins.
        overlap: its second tier ends after the third began.
        unknown: the price of its first marking has the condition `UNKNOWN`.
        unmet: the only price of its first marking has the condition `UNMET`.
        borrower: its variants bear the EANs of the `lender`'s, which are other goods.
        lender: see `borrower`.
    """

    gap: int = _NONE
    overlap: int = _NONE
    unknown: int = _NONE
    unmet: int = _NONE
    borrower: int = _NONE
    lender: int = _NONE

    def ends(self, row: int, starts: Sequence[int]) -> list[int | None]:
        """The last quantity of each tier of a product, by where its tiers begin."""
        found: list[int | None] = [start - 1 for start in starts[1:]]
        if row == self.gap:
            found[1] = starts[1] * 5 // 4 - 1
        elif row == self.overlap:
            found[1] = starts[2] * 6 // 5 - 1
        return [*found, None] if starts else []

    def spoil(self, row: int, slot: int, prices: Document) -> Document:
        """The prices of a product's marking, with the conditions that are wrong."""
        condition = {self.unknown: UNKNOWN, self.unmet: UNMET}.get(row)
        holders = prices["static_variable_price_holders"]
        if slot or condition is None or not isinstance(holders, list):
            return prices
        spoilt = [{**holder, "condition": condition} for holder in holders]
        fixed = prices["static_fixed_prices"] if row == self.unknown else []
        return prices | {"static_variable_price_holders": spoilt, "static_fixed_prices": fixed}


def choose(rows: Products, tiers: Ints, origin: Ints) -> Oddities:
    """The odd products of a catalogue: of those that nobody else sells, the first that suit."""
    free = np.bincount(origin, minlength=len(origin)) == 1
    free &= origin == np.arange(len(origin))
    free[:_FIRST] = free[::EVERY] = False
    free &= tiers > 2
    gap, overlap = _two(free & (rows.minimum == _MINIMUM))
    free[[gap, overlap]] = False
    printed = (rows.kinds[:, 0] == draws.STATIC) & (rows.techniques[:, 1] < 0)
    unknown, unmet = _two(free & (rows.minimum == _MINIMUM) & printed)
    free[[unknown, unmet]] = False
    return Oddities(gap, overlap, unknown, unmet, *_pair(rows, free))


def _two(suits: Flags) -> tuple[int, int]:
    one, other = [*np.flatnonzero(suits)[:2].tolist(), _NONE, _NONE][:2]
    return one, other


def _pair(rows: Products, free: Flags) -> tuple[int, int]:
    """Two products of as many variants and of different brands and suppliers."""
    for lender in np.flatnonzero(free & (rows.brand >= 0)).tolist():
        alike = free & (rows.colours == rows.colours[lender]) & (rows.sizes == rows.sizes[lender])
        other = (rows.brand >= 0) & (rows.brand != rows.brand[lender])
        other &= (rows.supplier != rows.supplier[lender]) & (rows.noun != rows.noun[lender])
        found = np.flatnonzero(alike & other)
        if len(found):
            return int(found[0]), lender
    return _NONE, _NONE
