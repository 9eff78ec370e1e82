"""The values a field can hold, beyond plain Python ones.

Plain ones: text is `str`, integer `int`, decimal `Decimal`, date `datetime.date`, time an aware
`datetime`, flag `bool`, picture and link a URL as `str`. Missing is always `None`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import msgspec


class Coded(NamedTuple):
    """A value with a code and a name: a brand, a colour, a country."""

    code: str
    label: str
    colour: str = ""
    """Six hexadecimal digits without a sign, where the value is a colour."""


class Money(NamedTuple):
    """An amount in one currency, exact."""

    amount: Decimal
    currency: str


class Odd(NamedTuple):
    """What a service sent where something else was expected: shown as it is, with a mark."""

    raw: str


class Quoted(NamedTuple):
    """What one supplier asks for a thing at the quantity wanted, as a cell of a comparison.

    Attributes:
        amount: cost of one piece, None where there is none.
        currency: of the amount, ISO 4217; "" without one.
        caption: what stands under the amount: "250+", "500+ buy 500", "100+ 58.40 SEK", or
            "cannot be priced".
        best: whether no supplier of the row asks less.
        state: "" for a plain price, "stale" for one that was read long ago, "quote" where no price
            can be named, "expired" where it holds no more or not yet, "waiting" while it is
            reckoned.
        difference: percent above the best, None where nothing is compared.
        reason: why there is no amount, or what is wrong in the data, as a sentence.
        total: of the order, None where there is none.
    """

    amount: Decimal | None = None
    currency: str = ""
    caption: str = ""
    best: bool = False
    state: str = ""
    difference: Decimal | None = None
    reason: str = ""
    total: Decimal | None = None

    @property
    def money(self) -> Money | None:
        """The cost of one piece, None where there is none."""
        return None if self.amount is None else Money(self.amount, self.currency)


class Step(NamedTuple):
    """One price step of a ladder."""

    from_quantity: int
    amount: Decimal


class Ladder(msgspec.Struct, frozen=True, gc=False):
    """The price steps that one supplier profile asks for one variant, by rising quantity.

    Attributes:
        steps: the steps, sorted by `from_quantity`.
        minimum: smallest quantity that can be ordered (MOQ), 1 where none is named.
        currency: ISO 4217 code.
        variant: id of the variant.
        profile: id of the supplier profile.
        country: the profile's country, ISO 3166-1 alpha-2.
        until: largest quantity the last step holds for, None where it is open.
    """

    steps: tuple[Step, ...]
    minimum: int = 1
    currency: str = "EUR"
    variant: str = ""
    profile: str = ""
    country: str = ""
    until: int | None = None

    def at(self, quantity: int) -> Priced | None:
        """Return the price in effect when `quantity` is wanted; None where none can be named."""
        if not self.steps:
            return None
        bought = max(quantity, self.minimum, self.steps[0].from_quantity)
        if self.until is not None and bought > self.until:
            return None
        step = next(step for step in reversed(self.steps) if step.from_quantity <= bought)
        return Priced(step.amount, self.currency, step.from_quantity, bought)


class Priced(NamedTuple):
    """A unit price at a quantity."""

    amount: Decimal
    currency: str
    from_quantity: int
    """Where the step in effect begins."""
    bought: int
    """The quantity really bought: not below the minimum."""

    @property
    def total(self) -> Decimal:
        """What the quantity really bought costs."""
        return self.amount * self.bought
