"""Prices of the sandbox: one small cube of whole numbers that filters and documents both read.

A price is held in thousandths of a euro, as the marking prices of the document are written, for
each variant, profile slot and tier; -1 says that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing.companies import SLOTS
from workbench.sandbox.europeansourcing.nouns import NOUNS

if TYPE_CHECKING:
    from workbench.sandbox.europeansourcing.catalogue import Products, Variants

TIERS = 6
"""Tiers that a price list has at most."""

_NOTHING = np.iinfo(np.int32).max
_STEPS = np.array([1, 2, 5, 10, 20, 50])
_DISCOUNTS = np.array([1, 0.94, 0.89, 0.84, 0.8, 0.76])
_PROFILE_FACTORS = np.array([1, 1.03, 1.06])
_WITHOUT = 0.04


@dataclass(frozen=True, slots=True)
class Prices:
    """`cube[variant, slot, tier]` in thousandths; `quantities[product, tier]` where a tier begins.

    `tiers` is the number of tiers of each product, 0 for one on estimation only.
    """

    cube: NDArray[np.int32]
    quantities: NDArray[np.int64]
    tiers: NDArray[np.int64]
    first: NDArray[np.int64]
    product: NDArray[np.int64]

    def lowest(self) -> NDArray[np.int64]:
        """The lowest price of each product over every variant, profile and tier, -1 for none."""
        lows = np.where(self.cube < 0, _NOTHING, self.cube).min(axis=(1, 2))
        return self._by_product(lows)

    def lowest_at(self, quantity: float) -> NDArray[np.int64]:
        """The lowest price of each product for one piece when ordering `quantity`, -1 for none."""
        reached = (self.quantities <= quantity) & (np.arange(TIERS) < self.tiers[:, None])
        tier = reached.sum(axis=1) - 1
        of_variant = tier[self.product]
        index = np.maximum(of_variant, 0)[:, None, None]
        column = np.take_along_axis(self.cube, index, axis=2)[:, :, 0]
        lows = np.where(column < 0, _NOTHING, column).min(axis=1)
        return self._by_product(np.where(of_variant < 0, _NOTHING, lows))

    def _by_product(self, lows: NDArray[np.int32]) -> NDArray[np.int64]:
        least = np.minimum.reduceat(lows, self.first).astype(np.int64)
        return np.where(least == _NOTHING, -1, least)


def build(rng: np.random.Generator, rows: Products, variants: Variants) -> Prices:
    """Price lists for every variant: cheaper by quantity, a little dearer by profile and size."""
    size = len(rows.noun)
    tiers = np.where(rng.random(size) < _WITHOUT, 0, rng.integers(3, TIERS + 1, size))
    tiers[0] = TIERS
    quantities = np.maximum(rows.minimum, 1)[:, None] * _STEPS
    cube = _cube(rng, rows, variants)
    offered = (rows.profiles[:, None] >> np.arange(SLOTS)) & 1
    cube[offered[variants.product] == 0] = -1
    cube[np.arange(TIERS) >= tiers[variants.product][:, None, None].repeat(SLOTS, axis=1)] = -1
    # Some variants of a product that is otherwise priced are on estimation.
    cube[(rng.random(len(cube)) < 0.01) & (variants.product > 0)] = -1
    return Prices(cube, quantities, tiers, rows.first, variants.product)


def _cube(rng: np.random.Generator, rows: Products, variants: Variants) -> NDArray[np.int32]:
    base = np.array([noun.cents for noun in NOUNS])[rows.noun] * 10
    base = base * rng.uniform(0.6, 1.9, len(base))
    base[0] = 2500
    larger = np.where(variants.size >= 0, 1 + 0.02 * (variants.size % 7), 1)
    larger = larger * np.where(rng.random(len(larger)) < 0.1, 1.04, 1)
    larger[variants.product == 0] = 1
    unit = (base[variants.product] * larger).astype(np.float32)
    factors = (_PROFILE_FACTORS[:, None] * _DISCOUNTS).astype(np.float32)
    exact = unit[:, None, None] * factors
    # Cheap things are priced to half a cent, the others to the cent.
    grain = np.where(unit < 1000, np.float32(5), np.float32(10))[:, None, None]
    return np.maximum(np.rint(exact / grain) * grain, grain).astype(np.int32)
