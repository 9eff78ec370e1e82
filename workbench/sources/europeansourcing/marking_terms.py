"""Which prices of a marking an order meets, and what each adds (Marking Calculation API).

Static prices are asked per piece, formulas once for the whole order, fixed prices once; options
also times their number. The document's worked example settles that a dynamic price, though
called variable, is not taken times the quantity.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_formula import Formula
from workbench.sources.europeansourcing.marking_order import DYNAMIC, MarkingOrder
from workbench.sources.europeansourcing.marking_outcome import (
    EXACT,
    OPTIONS,
    Label,
    NoPrice,
    Term,
    added,
    shortened,
)
from workbench.sources.europeansourcing.marking_prices import Asked, Tier, tier_at
from workbench.sources.europeansourcing.marking_values import Variables

_PER_PIECE = frozenset({Label.BASIC, Label.STATIC_VARIABLE, Label.OPTION_STATIC})


class Ordered(NamedTuple):
    """An order as the prices see it.

    Attributes:
        order: what was asked for.
        quantity: pieces.
        profile: id of the supplier profile that sells.
        variables: the values that formulas know.
    """

    order: MarkingOrder
    quantity: int
    profile: str
    variables: Variables


def matching(prices: Iterable[Asked], ordered: Ordered) -> list[Asked]:
    """Return the prices that the profile asks and whose condition is met.

    Raises:
        NoPrice: where a condition is broken or cannot be decided.
    """
    return [
        asked
        for asked in prices
        if asked.profile == ordered.profile
        and (asked.condition is None or asked.condition.holds(ordered.variables))
    ]


def stand_ins(prices: Iterable[Asked], ordered: Ordered) -> list[Asked]:
    """Return the order's own prices of the kinds that the profile does not ask at all."""
    held = {asked.label for asked in prices if asked.profile == ordered.profile}
    return [
        Asked(label=label, profile=ordered.profile, tiers=(Tier(start=1),))
        for label in ordered.order.prices
        if label not in held and label not in OPTIONS and label is not Label.BASIC
    ]


def terms_of(prices: Iterable[Asked], ordered: Ordered) -> list[Term]:
    """Return what the prices add at the quantity; one that starts later adds nothing.

    Raises:
        NoPrice: where an amount cannot be told.
    """
    found = (_term(asked, ordered) for asked in prices)
    return [term for term in found if term is not None]


def _term(asked: Asked, ordered: Ordered) -> Term | None:
    tier = tier_at(asked.tiers, ordered.quantity)
    if tier is None:
        return None
    tier = _with_own(tier, asked.label, ordered.order)
    pieces = ordered.quantity if asked.label in _PER_PIECE else None
    amount = amount_of(tier, asked.label, ordered.variables)
    margin = Decimal(0) if asked.label in OPTIONS else ordered.order.marking_margin
    total = times(amount, pieces, asked.count)
    return Term(
        label=asked.label,
        total=with_margin(total, margin),
        price=None if tier.formula else with_margin(amount, margin),
        quantity=pieces,
        count=asked.count,
        formula=tier.formula.text if tier.formula else "",
        total_price=asked.total_price,
        from_quantity=tier.start or 1,
        name=asked.name,
    )


def _with_own(tier: Tier, label: Label, order: MarkingOrder) -> Tier:
    """Return the tier with the amount that the order brings for this kind of price."""
    own = order.prices.get(label)
    if own is None:
        return tier
    if label in DYNAMIC:
        return Tier(start=tier.start, formula=Formula(str(own)), sent=str(own))
    return Tier(start=tier.start, amount=Decimal(own), sent=str(own))


def amount_of(tier: Tier, label: Label, variables: Variables) -> Decimal:
    """Return the amount of a tier, its formula reckoned.

    Raises:
        NoPrice: where it is missing, cannot be read or is below zero.
    """
    if tier.formula is not None:
        amount = tier.formula.number(variables)
    elif tier.amount is not None:
        amount = tier.amount
    elif tier.sent:
        raise NoPrice(
            tr("{label} cannot be read: “{sent}”.", label=label.value, sent=shortened(tier.sent))
        )
    else:
        raise NoPrice(tr("{label} has no amount.", label=label.value))
    if amount < 0:
        raise NoPrice(tr("{label} is below zero.", label=label.value))
    return amount


def times(amount: Decimal, *factors: int | None) -> Decimal:
    """Return an amount times the factors that are there."""
    found = EXACT.plus(amount)
    for factor in factors:
        if factor is not None:
            found = EXACT.multiply(found, Decimal(factor))
    return found


def with_margin(amount: Decimal, percent: Decimal) -> Decimal:
    """Return an amount with a margin in percent on top."""
    if not percent:
        return amount
    return EXACT.multiply(amount, added(Decimal(1), EXACT.divide(percent, Decimal(100))))
