"""Articles that several suppliers sell: the same goods under one EAN, each at its own price.

A comparison lives of them. They are told by the rows' numbers and drawn by nobody, so that the rest
of the catalogue is what it is without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Products

EVERY = 40
"""One product in so many is sold by others, too."""
WINDOW = 400
"""How many rows further on the others are looked for."""
_GOODS = ("noun", "place", "line", "spec", "material", "extra", "use", "brand", "palette",
          "techniques", "kinds")  # fmt: skip
"""Columns that say what an article is; price, stock and terms stay each supplier's own."""


def share(rows: Products) -> NDArray[np.int64]:
    """Make some products the same as another one, in place; return the row each one is of."""
    size = len(rows.noun)
    origin = np.arange(size)
    for leader in range(0, size, EVERY):
        if origin[leader] != leader:
            continue
        wanted = 7 if leader % (6 * EVERY) == 0 else 2 + leader // EVERY % 5
        for row in _others(rows, origin, leader)[:wanted]:
            origin[row] = leader
            for name in _GOODS:
                column = getattr(rows, name)
                column[row] = column[leader]
    return origin


def _others(rows: Products, origin: NDArray[np.int64], leader: int) -> list[int]:
    """Return products of as many variants, each of another supplier and of no other article."""
    seen = {int(rows.supplier[leader])}
    found: list[int] = []
    for row in range(leader + 1, min(leader + WINDOW, len(rows.noun))):
        alike = rows.colours[row] == rows.colours[leader] and rows.sizes[row] == rows.sizes[leader]
        if row % EVERY and origin[row] == row and alike and int(rows.supplier[row]) not in seen:
            seen.add(int(rows.supplier[row]))
            found.append(row)
    return found
