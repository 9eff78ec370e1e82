"""The board: groups by offers, as columns, so that any quantity prices all of them at once.

It holds what is compared; `price` gives what it costs for what is wanted (see board_pricing.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from workbench.compare.board_footing import Footing
from workbench.compare.board_groups import Grouped
from workbench.compare.board_ladders import Ladders
from workbench.compare.board_marks import Marks
from workbench.compare.board_pricing import Pricing
from workbench.compare.landed import Marker
from workbench.compare.landed_terms import Wanted, supplier_key
from workbench.core.offers import Item, Offer
from workbench.tables.arrays import Ints

_NO_LEAD: Final = 2**31
"""Stands for a delivery time that is not told: behind every one that is."""


class Board:
    """Groups of items with their offers, one place an offer, a group's offers side by side.

    Attributes:
        groups: as handed in.
        offers, items: by place: an offer and the item it is of.
        group: number of the group by place.
        starts: first place of each group, and the number of places behind the last one.
        supplier: number of the supplier by place.
        suppliers: their names, as first written; names that differ in case, accents or blanks
            alone are one.
        standing: by place: how an offer ranks among others of one cost: delivery, name, order.
        marks: what markings cost, kept for as long as the board is.
    """

    def __init__(self, groups: Sequence[Grouped], marker: Marker | None = None) -> None:
        self.groups = tuple(groups)
        self.offers: list[Offer] = []
        self.items: list[Item] = []
        starts = [0]
        for group in self.groups:
            for item in group.items:
                self.offers.extend(item.offers)
                self.items.extend([item] * len(item.offers))
            starts.append(len(self.offers))
        self.starts: Ints = np.array(starts, np.int64)
        self.group: Ints = np.repeat(np.arange(len(self.groups)), np.diff(self.starts))
        self.suppliers: list[str] = []
        self.supplier = self._suppliers()
        self.standing = self._standing()
        self.ladders = Ladders(self.offers)
        self.marks = Marks(self.items, self.offers, marker)
        self._footing: Footing | None = None

    def __len__(self) -> int:
        return len(self.offers)

    def price(self, wanted: Wanted) -> Pricing:
        """Return what every offer costs for what is wanted.

        Where marking is included, a group's markings are reckoned once it is looked at or
        `Pricing.settle` names it.
        """
        return Pricing(self, self.footing(wanted), wanted)

    def footing(self, wanted: Wanted) -> Footing:
        """Return what does not depend on the quantity, kept until something else is wanted."""
        still = msgspec.structs.replace(wanted, quantity=1, printing=None)
        if self._footing is None or self._footing.wanted != still:
            self._footing = Footing(self.items, self.offers, still)
        return self._footing

    def places(self, group: int) -> range:
        """Return the places of a group's offers."""
        return range(int(self.starts[group]), int(self.starts[group + 1]))

    def _suppliers(self) -> Ints:
        numbers: dict[str, int] = {}
        keys: dict[str, str] = {}
        found = np.zeros(len(self.offers), np.int64)
        for place, offer in enumerate(self.offers):
            name = offer.supplier
            key = keys.get(name)
            if key is None:
                key = keys[name] = supplier_key(name)
            if key not in numbers:
                self.suppliers.append(" ".join(name.split()))
            found[place] = numbers.setdefault(key, len(numbers))
        return found

    def _standing(self) -> Ints:
        keys = [supplier_key(name) for name in self.suppliers]
        by_name = np.empty(len(keys), np.int64)
        by_name[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
        lead = [_NO_LEAD if each.lead_days is None else each.lead_days for each in self.offers]
        order = np.lexsort((by_name[self.supplier], np.array(lead, np.int64)))
        standing = np.empty(len(order), np.int64)
        standing[order] = np.arange(len(order))
        return standing
