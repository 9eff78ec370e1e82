"""Which offer of a group is the best: compared exactly, so that a tie is a tie.

Lowest cost for one piece received; then the lower total, the shorter delivery, the supplier's
name, the order of the offers.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from workbench.tables.arrays import Ints

_BITS: Final = 38
"""A remainder of at most 24 bits, shifted so far, still fits; twice over it is exact."""


def each_keys(total: Ints, pieces: Ints) -> tuple[Ints, Ints, Ints]:
    """Return three numbers that order totals by pieces exactly, the first one counting most.

    The quotient, then 76 binary digits behind it: two different costs of fewer than 2**24 pieces
    differ within the first 48.
    """
    pieces = np.maximum(pieces, 1)
    whole, rest = np.divmod(total, pieces)
    high, rest = np.divmod(rest << _BITS, pieces)
    return whole, high, (rest << _BITS) // pieces


def order_of(group: Ints, total: Ints, pieces: Ints, standing: Ints) -> Ints:
    """Return the order of offers: by group, and within it the best first."""
    whole, high, low = each_keys(total, pieces)
    return np.lexsort((standing, total, low, high, whole, group))
