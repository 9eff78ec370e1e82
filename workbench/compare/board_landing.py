"""Landed costs by the column: any offers at any quantities, in one pass over whole numbers.

The same lines, in the same order and rounded alike, as one cost unfolds into (see landed.py).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.compare.board_footing import Footing
from workbench.compare.board_ladders import Ladders
from workbench.compare.board_outcome import CODE, CODES, COMPARED, Outcome
from workbench.compare.units import LARGEST
from workbench.tables.arrays import Bools, Ints

_COMPARED = np.array([outcome in COMPARED for outcome in CODES], np.bool_)


class Marked(NamedTuple):
    """What marking adds to each order, in ten-thousandths of the offer's currency."""

    setup: Ints
    rest: Ints
    holds_goods: Bools
    code: Ints
    """Outcome of the marking: priced, waiting or on quote."""


class Costs(NamedTuple):
    """Landed costs by place of the order; amounts count where `outcome` is one that is compared.

    Amounts are ten-thousandths of the cost's currency.
    """

    outcome: Ints
    """Codes of `board_outcome.CODES`."""
    pieces: Ints
    tier: Ints
    goods: Ints
    marking: Ints
    setup: Ints
    freight: Ints
    duty: Ints
    total: Ints

    @property
    def compared(self) -> Bools:
        """Which orders have a cost that is compared."""
        return _COMPARED[self.outcome]


def unmarked(size: int) -> Marked:
    """Return the marking of orders that are not marked."""
    nothing = np.zeros(size, np.int64)
    return Marked(nothing, nothing, np.zeros(size, np.bool_), nothing)


def reckon(
    ladders: Ladders, footing: Footing, places: Ints, quantities: Ints, marked: Marked
) -> Costs:
    """Return the costs of offers, each at the quantity beside it."""
    bought = ladders.at(places, quantities)
    ratios, ratio = footing.ratios, footing.ratio[places]
    goods = ratios.of(np.where(marked.holds_goods, 0, bought.goods), ratio)
    marking = ratios.of(marked.rest, ratio)
    setup = ratios.of(marked.setup, ratio)
    charges = footing.charges[places]
    freight = _freight(footing, places, bought.pieces, goods + marking + setup)
    before = goods + marking + setup + charges + freight
    duty = footing.duties.of(before, footing.duty[places])
    large = np.maximum.reduce((goods, marking, setup, charges, freight, duty)) >= LARGEST
    total = np.where(large, LARGEST, before + duty)
    outcome = footing.outcome[places]
    for fits, reason in (
        (bought.sold, CODE[Outcome.QUANTITY]),
        (bought.named, CODE[Outcome.QUOTE]),
        (marked.code == CODE[Outcome.PRICED], marked.code),
        (total < LARGEST, CODE[Outcome.QUOTE]),
    ):
        outcome = np.where(_COMPARED[outcome] & ~fits, reason, outcome)
    return Costs(outcome, bought.pieces, bought.tier, goods, marking, setup, freight, duty, total)


def _freight(footing: Footing, places: Ints, pieces: Ints, value: Ints) -> Ints:
    """Return what delivery costs; nothing where the value is high enough."""
    once, each = footing.freight_once[places], footing.freight_each[places]
    large = each >= LARGEST // np.maximum(pieces, 1)
    asked = once + np.where(large, 0, each) * np.where(large, 0, pieces)
    asked = np.where(large, LARGEST, np.minimum(asked, LARGEST))
    home = footing.ratios.of(asked, footing.freight_ratio[places])
    return np.where(value >= footing.free_from[places], 0, home)
