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
