"""What is asked of every supplier alike, and what each of them adds to the price of the goods.

Entered once, it is what a comparison is worth: the same quantity, printing, currency and place of
delivery for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from workbench.compare.rates import Rates
from workbench.core.offers import Printing
from workbench.core.texts import mark
from workbench.tables.folding import fold

MOST_PIECES: Final = 10_000_000
"""Largest quantity that is reckoned."""


class Part(StrEnum):
    """What a cost may include beside the goods."""

    MARKING = "marking"
    SETUP = "setup"
    CHARGES = "charges"
    """What the offer itself adds once an order."""
    FREIGHT = "freight"
    DUTY = "duty"


PARTS: Final[Mapping[Part, str]] = {
    Part.MARKING: mark("Marking"),
    Part.SETUP: mark("Setup"),
    Part.CHARGES: mark("Charges of the offer"),
    Part.FREIGHT: mark("Freight"),
    Part.DUTY: mark("Duty"),
}
"""Titles, marked."""


class Freight(msgspec.Struct, frozen=True):
    """What the delivery of an order costs.

    Attributes:
        per_order: once an order.
        per_piece: for each piece, to a ten-thousandth.
        currency: ISO 4217 code of the amounts.
        free_from: value of goods and marking from which nothing is asked, None for never.
    """

    per_order: Decimal = Decimal(0)
    per_piece: Decimal = Decimal(0)
    currency: str = "EUR"
    free_from: Decimal | None = None

    @property
    def asked(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.per_order or self.per_piece)


class Terms(msgspec.Struct, frozen=True):
    """What one supplier's deliveries cost beside the goods.

    Attributes:
        freight: of an order.
        duty: percent of everything else that is included.
    """

    freight: Freight = Freight()
    duty: Decimal = Decimal(0)


class Wanted(msgspec.Struct, frozen=True):
    """What is asked of every supplier.

    Attributes:
        quantity: pieces, from 1.
        home: currency that costs are compared in, ISO 4217; "" leaves each as quoted, and only
            offers of one currency are compared.
        rates: exchange rates at hand.
        includes: what the cost holds beside the goods.
        standard: terms of suppliers that have none of their own.
        terms: terms by `supplier_key`.
        printing: how the pieces are marked, None or without a technique for unmarked.
        homes: home currency by source and account, for rates that records name.
        day: day that validity is judged by; None leaves it open.
        country: where it is delivered, ISO 3166-1 alpha-2, "" leaves it open.
        vat_included: whether amounts with VAT are compared; others are then left out.
        stale_before: records read before this moment are marked as old.
        left_out: suppliers that are not compared, by `supplier_key`.
    """

    quantity: int = 1
    home: str = "EUR"
    rates: Rates = msgspec.field(default_factory=Rates)
    includes: frozenset[Part] = frozenset(Part)
    standard: Terms = Terms()
    terms: Mapping[str, Terms] = {}
    printing: Printing | None = None
    homes: Mapping[tuple[str, str], str] = {}
    day: date | None = None
    country: str = ""
    vat_included: bool = False
    stale_before: datetime | None = None
    left_out: frozenset[str] = frozenset()

    def of(self, supplier: str) -> Terms:
        """Return the terms of a supplier, by name."""
        return self.terms.get(supplier_key(supplier), self.standard)

    @property
    def marked(self) -> bool:
        """Whether marking is part of the cost."""
        printed = self.printing is not None and bool(self.printing.technique)
        return printed and not self.includes.isdisjoint({Part.MARKING, Part.SETUP})

    def at(self, quantity: int) -> Wanted:
        """Return the same for another quantity."""
        return msgspec.structs.replace(self, quantity=quantity)


def supplier_key(name: str) -> str:
    """Return what names of one supplier have in common: case, accents and blanks aside."""
    return " ".join(fold(name).split())
