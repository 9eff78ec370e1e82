"""The price ladders of all offers, flat, so that a quantity prices every one of them in one pass.

Beside the ladders of a table's price column these know multiples, and where the step in effect
begins: what is really bought, and at which tier.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from workbench.compare.landed import bought_at
from workbench.compare.landed_terms import MOST_PIECES
from workbench.compare.units import LARGEST, units_of
from workbench.core.amounts import to_units
from workbench.core.offers import Offer
from workbench.tables.arrays import Bools, Ints, spread

_MOST: Final = 2**40
"""No quantity in a ladder that a column holds is larger."""


class AtQuantity(NamedTuple):
    """What is bought, by place of an order; nothing where `sold` is false."""

    pieces: Ints
    tier: Ints
    goods: Ints
    """What the pieces cost, in ten-thousandths of the ladder's currency."""
    sold: Bools
    named: Bools
    """Whether the price is above 0: at 0 there is none."""


class Ladders:
    """Ladders by offer. Those that do not fit the arrays are priced one by one, exactly."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers = offers
        cells = [_cells(offer) for offer in offers]
        self._odd = np.array([not steps for steps in cells], np.bool_)
        fitting = [steps or [(0, 0)] for steps in cells]
        self._counts = np.array([len(steps) for steps in fitting], np.int64)
        self._starts = np.cumsum(self._counts) - self._counts
        flat = np.array([step for steps in fitting for step in steps], np.int64).reshape(-1, 2)
        self._from, self._amount = flat[:, 0].copy(), flat[:, 1].copy()
        ladders = [offer.ladder for offer in offers]
        self._least = self._whole([max(each.minimum, 1) for each in ladders])
        self._least = np.maximum(self._least, self._from[self._starts])
        self._until = self._whole([MOST_PIECES if e.until is None else e.until for e in ladders])
        self._multiple = self._whole([max(offer.multiple, 1) for offer in offers])

    def _whole(self, numbers: list[int]) -> Ints:
        """Return numbers as an array; those of odd offers are not read from it."""
        odd = self._odd.tolist()
        return np.array(
            [1 if skip else number for number, skip in zip(numbers, odd, strict=True)], np.int64
        )

    def at(self, places: Ints, quantities: Ints) -> AtQuantity:
        """Return what is bought of each offer named where the quantity beside it is wanted."""
        multiple = self._multiple[places]
        least = np.maximum(self._least[places], quantities)
        pieces = -(-least // multiple) * multiple
        starts, counts = self._starts[places], self._counts[places]
        if len(places):
            reached = self._from[spread(starts, counts)] <= np.repeat(pieces, counts)
            passed = np.add.reduceat(reached, np.cumsum(counts) - counts, dtype=np.int64)
            step = starts + np.maximum(passed, 1) - 1
        else:
            step = starts
        amount = self._amount[step]
        sold = (pieces <= self._until[places]) & (pieces <= MOST_PIECES)
        large = amount >= LARGEST // np.maximum(pieces, 1)
        goods = np.where(large, LARGEST, np.where(large, 0, amount) * np.where(large, 0, pieces))
        found = AtQuantity(pieces, self._from[step], goods, sold, amount > 0)
        self._one_by_one(found, places, quantities)
        return found

    def _one_by_one(self, found: AtQuantity, places: Ints, quantities: Ints) -> None:
        """Price the offers that the arrays do not hold."""
        for at in np.flatnonzero(self._odd[places]).tolist():
            offer = self._offers[int(places[at])]
            one = bought_at(offer, int(quantities[at])) if offer.ladder.steps else None
            found.sold[at] = one is not None
            if one is not None:
                found.pieces[at], found.tier[at] = one.pieces, one.tier
                goods = units_of(one.amount, one.pieces)
                found.goods[at] = LARGEST if goods is None else goods
                found.named[at] = one.amount > 0


def _cells(offer: Offer) -> list[tuple[int, int]]:
    """Return the steps as integers; none where the arrays cannot hold them."""
    if offer.gaps:
        return []
    ladder = offer.ladder
    numbers = (offer.multiple, ladder.minimum, ladder.until or 0)
    if max(numbers) > _MOST or min(numbers) < -_MOST:
        return []
    cells: list[tuple[int, int]] = []
    for step in ladder.steps:
        units = to_units(step.amount) if step.amount.is_finite() else None
        if units is None or not -_MOST < step.from_quantity < _MOST:
            return []
        cells.append((step.from_quantity, units))
    rising = all(one[0] <= two[0] for one, two in pairwise(cells))
    return cells if rising else []
