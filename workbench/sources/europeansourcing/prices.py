"""Prices of variants as ladders (documents: Variant Price, Variant Minimum Quantity).

The one place that decides which of a price's amounts counts and in which currency it is: the
service names none, so the currency is the account's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from workbench.core.values import Ladder, Money, Step
from workbench.sources.europeansourcing.records.product import Id, Minimum, Price, Variant
from workbench.sources.leaves import amount, count, identity, lowest

CURRENCY: Final = "EUR"
"""Stands in every ladder and amount; the account's own currency replaces it where it differs."""


def money(value: Decimal | None) -> Money | None:
    """Return an amount in the currency of this source; None for None."""
    return None if value is None else Money(value, CURRENCY)


def price_of(price: Price) -> Decimal | None:
    """Return the amount to pay: the calculation value, else the reduced one, else the value."""
    for value in (price.calculation_value, price.reduced_value, price.value):
        found = amount(value)
        if found is not None:
            return found
    return None


def profile_of(price: Price | Minimum) -> str:
    """Return the id of the supplier profile that a price or minimum belongs to, "" for none."""
    return identity(price.supplier_profile.id) if price.supplier_profile else ""


def by_profile(prices: Iterable[Price] | None) -> dict[str, list[Price]]:
    """Return prices by the id of their supplier profile, in the order they come."""
    found: dict[str, list[Price]] = {}
    sent: dict[Id, list[Price]] = {}
    for price in prices or ():
        code = price.supplier_profile.id if price.supplier_profile is not None else None
        held = sent.get(code)
        if held is None:
            held = sent[code] = found.setdefault(profile_of(price), [])
        held.append(price)
    return found


def ladders_of(variant: Variant) -> tuple[Ladder, ...]:
    """Return one ladder per supplier profile that asks a price for the variant."""
    groups = by_profile(variant.variant_prices)
    minimums = minimums_of(variant) if groups else {}
    found = (ladder_of(variant, profile, held, minimums) for profile, held in groups.items())
    return tuple(ladder for ladder in found if ladder.steps)


def ladder_of(
    variant: Variant, profile: str, prices: list[Price], minimums: Mapping[str, int]
) -> Ladder:
    """Return the ladder of one profile's prices; without steps where not one can be read."""
    steps, until = _steps(prices)
    first = prices[0].supplier_profile
    return Ladder(
        steps=steps,
        minimum=minimums.get(profile) or minimums.get("") or 1,
        currency=CURRENCY,
        variant=identity(variant.id),
        profile=profile,
        country=identity(first.country_code) if first else "",
        until=until,
    )


def starts_of(variant: Variant) -> set[int]:
    """Return the quantities from which prices of the variant hold."""
    return {max(count(price.from_quantity) or 1, 1) for price in variant.variant_prices or ()}


def minimums_of(variant: Variant) -> dict[str, int]:
    """Return the smallest quantity that can be ordered (MOQ) by supplier profile."""
    found: dict[str, int] = {}
    for minimum in variant.variant_minimum_quantities or ():
        value = count(minimum.value)
        if value is not None and value > 0:
            found[profile_of(minimum)] = value
    return found


def _steps(prices: list[Price]) -> tuple[tuple[Step, ...], int | None]:
    """Return the steps by rising quantity, and the largest quantity that the last one holds for.

    Of two prices from the same quantity the higher one counts: none is promised too low.
    """
    found: dict[int, tuple[Decimal, Price]] = {}
    for price in prices:
        value = price_of(price)
        if value is not None:
            start = max(count(price.from_quantity) or 1, 1)
            known = found.get(start)
            if known is None or value > known[0]:
                found[start] = (value, price)
    if not found:
        return (), None
    starts = sorted(found)
    until = count(found[starts[-1]][1].to_quantity)
    if until is not None:
        # An end before its own start ends that step alone: the ones before it hold.
        until = max(until, starts[-1] - 1)
    return tuple(Step(start, found[start][0]) for start in starts), until


def lowest_price(prices: Iterable[Price] | None) -> Money | None:
    """Return the lowest of sample or list prices over all profiles."""
    return money(lowest(price_of(price) for price in prices or ()))
