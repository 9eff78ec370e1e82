"""Whole ten-thousandths times an exact ratio: the one way amounts are reckoned here.

A line of a cost is rounded once, half up, to a ten-thousandth; a column of twenty thousand amounts
and a single one come out the same to the last unit, and nothing passes through a float.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np

from workbench.core.amounts import SCALE, from_units
from workbench.tables.arrays import Ints

LARGEST: Final = 2**59
"""Ten-thousandths that an amount may have: sums of a few still fit an int64."""
_SMALL: Final = 2**29
"""Terms of a ratio that a whole column can be taken times at once."""
_LARGEST_AMOUNT: Final = Decimal(LARGEST) / SCALE


class Ratio(NamedTuple):
    """An exact factor, in lowest terms."""

    over: int
    under: int

    @classmethod
    def of(cls, number: Fraction | Decimal) -> Ratio:
        """Return a finite number as a ratio."""
        return cls(*number.as_integer_ratio())


ONE: Final = Ratio(1, 1)
NONE: Final = Ratio(0, 1)


def scaled(units: int, ratio: Ratio) -> int:
    """Return units times a ratio, rounded half up."""
    return (2 * units * ratio.over + ratio.under) // (2 * ratio.under)


def units_of(amount: Decimal, times: int = 1) -> int | None:
    """Return an amount so many times in ten-thousandths; None where it is too large."""
    if not amount.is_finite() or abs(amount) >= _LARGEST_AMOUNT:
        return None
    units = scaled(SCALE * times, Ratio(*amount.as_integer_ratio()))
    return units if abs(units) < LARGEST else None


def money_of(units: int) -> Decimal:
    """Return the amount of ten-thousandths, with two decimals or four."""
    return from_units(units)


class Ratios:
    """A ratio for every place of a column, given as a few ratios and which one holds where."""

    def __init__(self, ratios: Sequence[Ratio]) -> None:
        self._ratios = tuple(ratios)
        small = [each.over < _SMALL and each.under < _SMALL for each in self._ratios]
        self._small = np.array(small, np.bool_)
        self._over = np.array(
            [each.over if fits else 1 for each, fits in zip(self._ratios, small, strict=True)],
            np.int64,
        )
        self._under = np.array(
            [each.under if fits else 1 for each, fits in zip(self._ratios, small, strict=True)],
            np.int64,
        )
        self.plain = all(each == ONE for each in self._ratios)

    def of(self, units: Ints, which: Ints) -> Ints:
        """Return each amount times its ratio, rounded half up; what is too large as `LARGEST`."""
        if self.plain:
            return units
        over, under = self._over[which], self._under[which]
        whole, rest = np.divmod(units, under)
        part = (2 * rest * over + under) // (2 * under)
        large = np.abs(whole) >= LARGEST // np.maximum(over, 1)
        result = np.where(large, 0, whole) * over + part
        result[large | (units >= LARGEST)] = LARGEST
        for place in np.flatnonzero(~self._small[which]).tolist():
            exact = scaled(int(units[place]), self._ratios[int(which[place])])
            result[place] = min(exact, LARGEST)
        return result
