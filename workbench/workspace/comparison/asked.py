"""What the comparison is asked: once for every supplier, kept from one run to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypedDict

import msgspec

from workbench.compare.landed_terms import Part, supplier_key
from workbench.core.offers import Printing, Ref

BASKET: Final = "basket-"
"""Begins the id of a basket's resource, and the scope that shows its items; the id follows."""


class Asked(msgspec.Struct, frozen=True):
    """What is compared, and how.

    Attributes:
        quantity: pieces wanted, from 1.
        currency: that costs are told in, ISO 4217; "" leaves each as quoted.
        printing: how the pieces are marked, None for unmarked.
        parts: what the cost holds beside the goods.
        margin: name of the margin rule that sale prices follow, "" for none.
        client_safe: sale prices alone: no cost, no supplier.
        scope: "" for everything that was read, or `BASKET` and the id of a basket.
        refs: these items alone, whatever the scope; none for all.
        text: words that an item holds, in any of its texts; "" for all.
        off: keys (`landed_terms.supplier_key`) of the suppliers that are left out.
        country: where it is delivered, ISO 3166-1 alpha-2, "" leaves it open.
        vat_included: whether prices with VAT are compared, in place of those without.
        first_reads: whether prices that were read for the first time are listed among the changes.
    """

    quantity: int = 250
    currency: str = "EUR"
    printing: Printing | None = None
    parts: frozenset[Part] = frozenset({Part.MARKING, Part.SETUP, Part.CHARGES, Part.FREIGHT})
    margin: str = ""
    client_safe: bool = False
    scope: str = ""
    refs: tuple[Ref, ...] = ()
    text: str = ""
    off: frozenset[str] = frozenset()
    country: str = ""
    vat_included: bool = False
    first_reads: bool = False

    @property
    def basket(self) -> str:
        """Id of the basket whose items are shown, "" where it is none."""
        return self.scope.removeprefix(BASKET) if self.scope.startswith(BASKET) else ""

    def without(self, suppliers: Iterable[str]) -> frozenset[str]:
        """Return `off` with suppliers by name."""
        return self.off | {supplier_key(name) for name in suppliers}


class Changes(TypedDict, total=False):
    """Members of `Asked` that are to be others."""

    quantity: int
    currency: str
    printing: Printing | None
    parts: frozenset[Part]
    margin: str
    client_safe: bool
    scope: str
    refs: tuple[Ref, ...]
    text: str
    off: frozenset[str]
    country: str
    vat_included: bool
    first_reads: bool


ROWS_OF: Final = ("scope", "refs", "text", "off", "client_safe")
"""What decides which rows and columns there are; everything else only re-prices them."""


def moves_rows(before: Asked, after: Asked) -> bool:
    """Return whether other rows or columns are shown."""
    return any(getattr(before, name) != getattr(after, name) for name in ROWS_OF)
