"""What a calculation of a marked order ends in: a price that unfolds into terms, or a reason.

An order that cannot be priced is "on quote" (the service says "in quotes", sur devis): it never
has a price of zero and never counts as cheapest.
"""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from enum import StrEnum
from typing import Final

import msgspec

EXACT: Final = Context(
    prec=28, Emin=-999, Emax=999, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""How amounts are reckoned: no amount of a real order is rounded, nothing grows without end."""

LONGEST_SHOWN: Final = 80
"""Characters of a formula that a reason repeats."""


class NoPrice(Exception):  # noqa: N818 - an outcome, no error
    """Raised on the way where no price may be named; `reason` says why in the user's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Label(StrEnum):
    """What a term is (Marking Calculation API, "CalculationDetails")."""

    BASIC = "basicPrice"
    DYNAMIC_FIXED = "dynamicFixedPrice"
    STATIC_FIXED = "staticFixedPrice"
    STATIC_VARIABLE = "staticVariablePrice"
    DYNAMIC_VARIABLE = "dynamicVariablePrice"
    OPTION_DYNAMIC = "optionDynamicVariablePrice"
    OPTION_STATIC = "optionStaticVariablePrice"


OPTIONS: Final = frozenset({Label.OPTION_DYNAMIC, Label.OPTION_STATIC})
"""The terms that options of the supplier cause; the others but the basic price are marking."""


class Term(msgspec.Struct, frozen=True):
    """One row that a price unfolds into.

    Attributes:
        label: what it is.
        total: what it adds to the price.
        price: the amount that is taken times quantity and count; None for a formula.
        quantity: pieces that the amount is taken times; None where it is asked once.
        count: how often the option is taken; None where it is no option.
        formula: the formula, as the service sent it.
        total_price: whether the price of the variant itself is part of it.
        from_quantity: where the price step in effect begins.
        name: name of the option.
    """

    label: Label
    total: Decimal
    price: Decimal | None = None
    quantity: int | None = None
    count: int | None = None
    formula: str = ""
    total_price: bool = False
    from_quantity: int = 1
    name: str = ""


class Calculation(msgspec.Struct, frozen=True):
    """A priced order; the totals of `terms` add up to `price`.

    Attributes:
        quantity: pieces.
        price: all of it.
        marking_price: the marking alone, without options.
        option_price: the options of the supplier.
        unit_price: the variant's price for one piece; None where only a total price is known.
        terms: what the price is made of.
        total_price: whether the marking's price holds the variant's.
        included: whether the variant's price holds the marking's.
        name: name of the technique, else of the variant.
    """

    quantity: int
    price: Decimal
    marking_price: Decimal
    option_price: Decimal
    unit_price: Decimal | None
    terms: tuple[Term, ...]
    total_price: bool = False
    included: bool = False
    name: str = ""

    @property
    def per_piece(self) -> Decimal:
        """What one piece costs, everything included."""
        return EXACT.divide(self.price, Decimal(self.quantity))

    @property
    def without_marking(self) -> Decimal:
        """What of the price is the variant's own: 0 where a total price holds it."""
        return sum_of([term.total for term in self.terms if term.label is Label.BASIC])

    @property
    def option_names(self) -> tuple[str, ...]:
        """The options that are part of the price, each once."""
        names = (term.name for term in self.terms if term.label in OPTIONS and term.name)
        return tuple(dict.fromkeys(names))


class OnQuote(msgspec.Struct, frozen=True):
    """No price may be named.

    Attributes:
        reason: why, in the user's words.
    """

    reason: str


def sum_of(amounts: list[Decimal]) -> Decimal:
    """Return the sum of amounts, 0 for none."""
    found = Decimal(0)
    for amount in amounts:
        found = added(found, amount)
    return found


def added(left: Decimal, right: Decimal) -> Decimal:
    """Return the sum of two amounts."""
    return EXACT.fma(left, Decimal(1), right)


def shortened(text: str) -> str:
    """Return the beginning of a text of the service, for a reason."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
