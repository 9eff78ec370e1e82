"""The lines of a landed cost: each with its reckoning, its amount as quoted and its rate."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import NamedTuple

from workbench.compare.landed_marking import Marking, each_of, once_of
from workbench.compare.landed_terms import Freight, Part
from workbench.compare.rates import Quote
from workbench.compare.units import LARGEST, Ratio, money_of, scaled
from workbench.core.formats import Formats
from workbench.core.offers import WorkedTerm
from workbench.core.texts import tr
from workbench.core.values import Money


class Line(NamedTuple):
    """One line of a landed cost."""

    label: str
    reckoning: str
    """How the amount comes about: "250 × 2.58"."""
    amount: Money
    """In the currency of the total."""
    original: Money
    """As quoted."""
    quote: Quote | None = None
    """The rate it was converted by, None where both are one currency."""
    detail: tuple[WorkedTerm, ...] = ()
    """What a marking unfolds into, in the original currency."""


class Bill:
    """Lines and their sum while they are put together.

    Attributes:
        lines: so far.
        total: their sum, in ten-thousandths of `currency`.
        original: the sum of what is in the offer's own currency.
        trouble: whether an amount did not fit.
    """

    def __init__(self, quoted: str, currency: str, quote: Quote, formats: Formats) -> None:
        self.currency, self.formats = currency, formats
        self._quoted, self._quote = quoted, quote
        self.lines: list[Line] = []
        self.total = self.original = 0
        self.trouble = ""

    def add(
        self,
        label: str,
        reckoning: str,
        units: int | None,
        detail: tuple[WorkedTerm, ...] = (),
    ) -> None:
        """Add an amount in the offer's currency; None where it does not fit."""
        self._add(label, reckoning, units, Money(Decimal(0), self._quoted), self._quote, detail)
        self.original += units or 0

    def add_at(
        self, label: str, reckoning: str, units: int | None, quote: Quote, freight: Freight
    ) -> None:
        """Add an amount in the currency of the freight."""
        self._add(label, reckoning, units, Money(Decimal(0), freight.currency), quote, ())

    def _add(
        self,
        label: str,
        reckoning: str,
        units: int | None,
        own: Money,
        quote: Quote,
        detail: tuple[WorkedTerm, ...],
    ) -> None:
        if units is None or (home := scaled(units, quote.ratio)) >= LARGEST:
            self.trouble = label
            return
        self.total += home
        self.lines.append(
            Line(
                label,
                reckoning,
                Money(money_of(home), self.currency),
                own._replace(amount=money_of(units)),
                quote if quote.origin else None,
                detail,
            )
        )

    def add_marking(self, marking: Marking, includes: AbstractSet[Part]) -> None:
        """Add marking and setup, as far as they are included."""
        worked = marking.worked
        if worked is None:
            return
        if Part.MARKING in includes:
            label = tr("Goods and marking") if marking.holds_goods else tr("Marking")
            self.add(label, worked.name, marking.rest, each_of(worked))
        if Part.SETUP in includes and marking.setup:
            once = once_of(worked)
            reckoning = " + ".join(term.reckoning for term in once if term.reckoning)
            self.add(tr("Setup"), reckoning, marking.setup, once)

    def add_duty(self, percent: Decimal) -> None:
        """Add duty of everything so far."""
        units = scaled(self.total, Ratio.of(percent / 100))
        base = self.formats.total_number(money_of(self.total))
        reckoning = tr("{percent} % of {amount}", percent=self.formats.number(percent), amount=base)
        amount = Money(money_of(units), self.currency)
        self.total += units
        self.lines.append(Line(tr("Duty"), reckoning, amount, amount))

    def freight_text(self, freight: Freight, pieces: int) -> str:
        """Return how a freight comes about."""
        once = self.formats.number(freight.per_order, 2)
        each = f"{self.formats.integer(pieces)} × {self.formats.number(freight.per_piece, 2)}"
        parts = [tr("{amount} an order", amount=once) if freight.per_order else ""]
        parts.append(each if freight.per_piece else "")
        return " + ".join(filter(None, parts))
