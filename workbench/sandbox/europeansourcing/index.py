"""What a search reads: the catalogue with its memberships, references and sums over variants."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.sandbox.europeansourcing import draws
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.memberships import Memberships
from workbench.sandbox.europeansourcing.references import References

Flags = NDArray[np.bool_]


class Index:
    """A catalogue ready to be searched; everything beyond its columns is made on first use."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.memberships = Memberships(catalogue)
        self.references = References(catalogue)

    def any_variant(self, hits: Flags) -> Flags:
        """Products with a variant in `hits`."""
        return np.logical_or.reduceat(hits, self.catalogue.products.first)

    @cached_property
    def has_marking(self) -> Flags:
        """Products with at least one known marking."""
        return self.catalogue.products.techniques[:, 0] >= 0

    @cached_property
    def marking_included(self) -> Flags:
        """Products with a marking that the variant's price includes."""
        return (self.catalogue.products.kinds == draws.INCLUDED).any(axis=1)

    @cached_property
    def has_option(self) -> Flags:
        """Products with a marking that has supplier options."""
        return (self.catalogue.products.kinds == draws.DYNAMIC_WITH_OPTION).any(axis=1)

    @cached_property
    def lowest(self) -> NDArray[np.int64]:
        """The lowest price of each product, thousandths, -1 for on estimation."""
        return self.catalogue.prices.lowest()
