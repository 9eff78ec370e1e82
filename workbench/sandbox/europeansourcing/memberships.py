"""Which product belongs to which supplier, brand, category and so on, as tables of yes and no.

One axis answers three questions alike: which products a filter lets through, how many products a
facet's row counts, and what the listings of brands, suppliers and categories say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing.attributes import (
    ATTRIBUTES,
    attribute_lineage,
)
from workbench.sandbox.europeansourcing.categories import CATEGORIES, FIRST_LEAF, lineage
from workbench.sandbox.europeansourcing.companies import (
    BRANDS,
    COUNTRIES,
    LABELS,
    PROFILES,
    SLOTS,
    SUPPLIERS,
    brand_id,
)
from workbench.sandbox.europeansourcing.techniques import TECHNIQUES, technique_lineage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.sandbox.europeansourcing.catalogue import Catalogue

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Axis:
    """`table[product, column]` for the things whose ids are `ids`, as text."""

    ids: tuple[str, ...]
    table: Flags

    def columns(self, ids: Sequence[object]) -> list[int]:
        """The columns of ids, given as text or number; unknown ones have none."""
        wanted = {str(value) for value in ids}
        return [place for place, value in enumerate(self.ids) if value in wanted]

    def any_of(self, ids: Sequence[object]) -> Flags:
        """Products that belong to one of `ids` at least."""
        return np.asarray(self.table[:, self.columns(ids)].any(axis=1))

    def all_of(self, ids: Sequence[object]) -> Flags:
        """Products that belong to every one of `ids`."""
        known = self.columns(ids)
        if len(known) < len({str(value) for value in ids}):
            return np.zeros(len(self.table), dtype=np.bool_)
        return np.asarray(self.table[:, known].all(axis=1))

    def counts(self, mask: Flags) -> NDArray[np.int64]:
        """How many of the products in `mask` belong to each column."""
        return self.table[mask].sum(axis=0, dtype=np.int64)


class Memberships:
    """The axes of a catalogue, each made when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._size = catalogue.size

    @cached_property
    def suppliers(self) -> Axis:
        """Suppliers."""
        ids = [str(row.id) for row in SUPPLIERS]
        return Axis(tuple(ids), self._one(self._catalogue.products.supplier, len(ids)))

    @cached_property
    def brands(self) -> Axis:
        """Brands."""
        ids = [str(brand_id(place)) for place in range(len(BRANDS))]
        return Axis(tuple(ids), self._one(self._catalogue.products.brand, len(ids)))

    @cached_property
    def origins(self) -> Axis:
        """Countries of origin."""
        return Axis(COUNTRIES, self._one(self._catalogue.products.origin, len(COUNTRIES)))

    @cached_property
    def labels(self) -> Axis:
        """Labels."""
        bits = self._catalogue.products.labels[:, None] >> np.arange(len(LABELS))
        return Axis(tuple(str(number) for number, _name in LABELS), (bits & 1).astype(np.bool_))

    @cached_property
    def profiles(self) -> Axis:
        """Supplier profiles that offer the product."""
        table = np.zeros((self._size, len(PROFILES)), dtype=np.bool_)
        first = np.array([row.profiles[0] for row in SUPPLIERS])[self._catalogue.products.supplier]
        for slot in range(SLOTS):
            rows = np.flatnonzero((self._catalogue.products.profiles >> slot) & 1)
            table[rows, first[rows] + slot] = True
        return Axis(tuple(str(row.id) for row in PROFILES), table)

    @cached_property
    def countries(self) -> Axis:
        """Countries of the profiles that offer the product."""
        codes = tuple(sorted({row.country for row in PROFILES}))
        table = np.zeros((self._size, len(codes)), dtype=np.bool_)
        for place, profile in enumerate(PROFILES):
            table[:, codes.index(profile.country)] |= self.profiles.table[:, place]
        return Axis(codes, table)

    @cached_property
    def categories(self) -> Axis:
        """Categories with those above them: a search for a family finds what is in its leaves."""
        own = self._one(self._catalogue.products.noun + FIRST_LEAF, len(CATEGORIES))
        table = _with_parents(own, lineage)
        return Axis(tuple(str(row.id) for row in CATEGORIES), table)

    @cached_property
    def attributes(self) -> Axis:
        """Attributes of any variant, with the base colours above them."""
        own = self._one(self._catalogue.products.material, len(ATTRIBUTES))
        variants = self._catalogue.variants
        for column in (variants.colour, variants.second, variants.size):
            rows = np.flatnonzero(column >= 0)
            own[variants.product[rows], column[rows]] = True
        table = _with_parents(own, attribute_lineage)
        return Axis(tuple(str(row.id) for row in ATTRIBUTES), table)

    @cached_property
    def techniques(self) -> Axis:
        """Marking techniques with those above them."""
        own = np.zeros((self._size, len(TECHNIQUES)), dtype=np.bool_)
        for column in self._catalogue.products.techniques.T:
            rows = np.flatnonzero(column >= 0)
            own[rows, column[rows]] = True
        return Axis(tuple(str(row.id) for row in TECHNIQUES), _with_parents(own, technique_lineage))

    def _one(self, column: NDArray[np.int64], width: int) -> Flags:
        table = np.zeros((self._size, width), dtype=np.bool_)
        rows = np.flatnonzero(column >= 0)
        table[rows, column[rows]] = True
        return table


def _with_parents(own: Flags, steps: Callable[[int], tuple[int, ...]]) -> Flags:
    table = own.copy()
    for place in range(own.shape[1]):
        for above in steps(place)[:-1]:
            table[:, above] |= own[:, place]
    return table
