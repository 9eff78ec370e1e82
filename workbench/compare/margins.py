"""Margin rules: from what a piece costs to what it is sold for, by a rule that has a name.

A sale price says by which sentence it came about; a customer is shown the price alone.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final

import msgspec

from workbench.core.errors import bad_input
from workbench.core.formats import Formats
from workbench.core.texts import mark, tr
from workbench.core.values import Money

_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_CENT: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_HUNDRED: Final = Decimal(100)


class MarginKind(StrEnum):
    """How a rule comes to a price."""

    MARGIN = "margin"
    """Percent of the sale price."""
    MARKUP = "markup"
    """Percent of the cost."""
    FIXED = "fixed"
    """An amount on top of the cost, in its currency."""


MARGIN_KINDS: Final = {
    MarginKind.MARGIN: mark("Margin, % of the price"),
    MarginKind.MARKUP: mark("Markup, % of the cost"),
    MarginKind.FIXED: mark("Amount on top"),
}
"""Titles, marked."""


class Rounding(msgspec.Struct, frozen=True):
    """Which prices may be asked.

    Attributes:
        step: prices lie so far apart, above 0: 0.05, or 1 for prices with one ending.
        ending: what each is above a whole step: 0.90 for ",90".
        up: whether a price is never rounded down.
    """

    step: Decimal = _CENT
    ending: Decimal = Decimal(0)
    up: bool = False

    def of(self, amount: Decimal) -> Decimal:
        """Return the price for an amount; halves go up."""
        steps = _WIDE.divide(_WIDE.subtract(amount, self.ending), self.step)
        way = "ROUND_CEILING" if self.up else "ROUND_HALF_UP"
        whole = steps.quantize(Decimal(1), way, context=_WIDE)
        found = _WIDE.fma(whole, self.step, self.ending)
        return found if found > 0 or amount <= 0 else found + self.step


class MarginRule(msgspec.Struct, frozen=True):
    """A way to come from a cost to a sale price.

    Attributes:
        name: as the user calls it.
        kind: what `value` is.
        value: percent, or an amount in the currency of the cost.
        rounding: of the price.
    """

    name: str
    kind: MarginKind = MarginKind.MARGIN
    value: Decimal = Decimal(30)
    rounding: Rounding = Rounding()


class Sale(msgspec.Struct, frozen=True):
    """A sale price of one piece.

    Attributes:
        price: what the customer pays.
        cost: what the piece costs.
        unrounded: the price before it was rounded.
        sentence: how it came about; not for the customer.
    """

    price: Money
    cost: Money
    unrounded: Decimal
    sentence: str

    @property
    def margin(self) -> Decimal | None:
        """Percent of the price that is left, to a tenth; None for a price of nothing."""
        if not self.price.amount:
            return None
        left = _WIDE.subtract(self.price.amount, self.cost.amount)
        share = _WIDE.divide(_WIDE.multiply(left, _HUNDRED), self.price.amount)
        return share.quantize(_TENTH, context=_WIDE)


def checked(rule: MarginRule) -> MarginRule:
    """Return a rule that was typed.

    Raises:
        WbError: code INPUT where no price can come of it.
    """
    if not rule.value.is_finite() or not rule.rounding.step.is_finite():
        raise bad_input(tr("A margin rule takes numbers."), tr("Type a number."), "value")
    if rule.kind is MarginKind.MARGIN and rule.value >= _HUNDRED:
        raise bad_input(
            tr("A margin of {value} % leaves no price.", value=Formats().number(rule.value)),
            tr("Type less than 100, or choose a markup."),
            "value",
        )
    if rule.kind is MarginKind.MARKUP and rule.value <= -_HUNDRED:
        raise bad_input(tr("The price would not be above 0."), tr("Type more than −100."), "value")
    if rule.rounding.step <= 0 or not 0 <= rule.rounding.ending < rule.rounding.step:
        raise bad_input(
            tr("The rounding is no step above 0 with an ending below it."),
            tr("For prices that end in .90 type a step of 1 and an ending of 0.90."),
            "rounding",
        )
    return rule


def sale(cost: Money, rule: MarginRule, formats: Formats = Formats()) -> Sale:  # noqa: B008
    """Return the sale price of a piece by a checked rule.

    Raises:
        WbError: code INPUT for a rule that no price can come of.
    """
    checked(rule)
    match rule.kind:
        case MarginKind.MARGIN:
            whole = _WIDE.multiply(cost.amount, _HUNDRED)
            price = _WIDE.divide(whole, _HUNDRED - rule.value)
        case MarginKind.MARKUP:
            whole = _WIDE.multiply(cost.amount, _HUNDRED + rule.value)
            price = _WIDE.divide(whole, _HUNDRED)
        case MarginKind.FIXED:
            price = cost.amount + rule.value
    asked = Money(rule.rounding.of(price), cost.currency)
    return Sale(asked, cost, price, _sentence(cost, rule, asked, formats))


def rule_text(rule: MarginRule, formats: Formats) -> str:
    """Return a rule in words: "35 % margin, rounded up to end in .90"."""
    value = formats.number(rule.value)
    what = {
        MarginKind.MARGIN: tr("{value} % margin", value=value),
        MarginKind.MARKUP: tr("{value} % markup", value=value),
        MarginKind.FIXED: tr("{value} on top", value=formats.number(rule.value, 2)),
    }[rule.kind]
    return f"{what}, {rounding_text(rule.rounding, formats)}"


def rounding_text(rounding: Rounding, formats: Formats) -> str:
    """Return a rounding in words: "rounded up to end in .90"."""
    if rounding.ending and rounding.step == 1:
        ending = formats.number(rounding.ending, 2).removeprefix("0")
        up, near = tr("rounded up to end in {ending}"), tr("rounded to end in {ending}")
        return (up if rounding.up else near).format(ending=ending)
    step = formats.number(rounding.step, 2)
    if rounding.ending:
        ending = formats.number(rounding.ending, 2)
        up, near = tr("rounded up to {step} and {ending}"), tr("rounded to {step} and {ending}")
        return (up if rounding.up else near).format(step=step, ending=ending)
    return (tr("rounded up to {step}") if rounding.up else tr("rounded to {step}")).format(
        step=step
    )


def _sentence(cost: Money, rule: MarginRule, price: Money, formats: Formats) -> str:
    return tr(
        "{rule}: {cost} gives {price}",
        rule=rule_text(rule, formats),
        cost=formats.piece(cost),
        price=formats.money(price),
    )
