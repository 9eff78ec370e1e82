"""Tables inside a product: its variants, price steps, other prices and delivery."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Ladder, Money
from workbench.sources.countries import country_name
from workbench.sources.europeansourcing.chosen import chosen_variant
from workbench.sources.europeansourcing.fetching import product_of, variant_rows
from workbench.sources.europeansourcing.markings_table import MARKINGS
from workbench.sources.europeansourcing.prices import (
    ladders_of,
    minimums_of,
    money,
    price_of,
)
from workbench.sources.europeansourcing.records.product import Profile, Variant, VariantRow
from workbench.sources.europeansourcing.records.values import product_profiles
from workbench.sources.europeansourcing.records.variant_fields import FIELDS as VARIANT_FIELDS
from workbench.sources.leaves import identity, integer

_IN_PRODUCT: Final = (
    *("picture", "name", "colours", "sizes", "variant_reference", "ean", "stock", "price"),
    *("minimum", "delivery", "variant_internal", "features", "id"),
)


class PriceRow(msgspec.Struct, frozen=True):
    """One step of one supplier profile's prices.

    Attributes:
        first: unit price of the first step, which savings are reckoned from.
    """

    profile: Coded
    ladder: Ladder
    from_quantity: int
    amount: Decimal
    first: Decimal


class OtherPrice(msgspec.Struct, frozen=True):
    """A list or sample price at one supplier profile."""

    kind: str
    profile: Coded | None
    price: Money | None


class DeliveryRow(msgspec.Struct, frozen=True):
    """Days to delivery and smallest quantity at one supplier profile."""

    profile: Coded | None
    days: object
    minimum: int | None


def _variant_of(document: bytes, query: Query) -> tuple[Variant | None, dict[str, Coded]]:
    product = product_of(document)
    if product is None:
        return None, {}
    names = {identity(each.id): _name(each) for each in product_profiles(product)}
    return chosen_variant(product, query), names


def _name(profile: Profile) -> Coded:
    code = identity(profile.id)
    country = country_name(identity(profile.country_code))
    return Coded(code, identity(profile.name) or country or code)


def _known(profile: Profile | None, names: dict[str, Coded]) -> Coded | None:
    if profile is None:
        return None
    return names.get(identity(profile.id)) or _name(profile)


def variants(document: bytes, _query: Query) -> Sequence[VariantRow]:
    """Return the variants of a product."""
    product = product_of(document)
    return [row for _key, row in variant_rows(product)] if product else ()


def price_steps(document: bytes, query: Query) -> Sequence[PriceRow]:
    """Return the price steps of the chosen variant, profile by profile."""
    variant, names = _variant_of(document, query)
    return [
        PriceRow(
            names.get(ladder.profile)
            or Coded(ladder.profile, country_name(ladder.country) or ladder.profile),
            ladder,
            step.from_quantity,
            step.amount,
            ladder.steps[0].amount,
        )
        for ladder in (ladders_of(variant) if variant else ())
        for step in ladder.steps
    ]


def other_prices(document: bytes, query: Query) -> Sequence[OtherPrice]:
    """Return list and sample prices of the chosen variant."""
    variant, names = _variant_of(document, query)
    if variant is None:
        return ()
    held = (
        (mark("List price"), variant.variant_list_prices),
        (mark("Sample price"), variant.variant_sample_prices),
    )
    return [
        OtherPrice(kind, _known(price.supplier_profile, names), money(price_of(price)))
        for kind, prices in held
        for price in prices or ()
    ]


def deliveries(document: bytes, query: Query) -> Sequence[DeliveryRow]:
    """Return delivery times and minimum quantities of the chosen variant."""
    variant, names = _variant_of(document, query)
    if variant is None:
        return ()
    minimums = minimums_of(variant)
    found: list[DeliveryRow] = []
    for time in variant.variant_delivery_times or ():
        held = [time.supplier_profile, *(time.supplier_profiles or ())]
        for profile in [each for each in held if each is not None] or [None]:
            minimum = minimums.pop(identity(profile.id) if profile else "", None)
            found.append(DeliveryRow(_known(profile, names), integer(time.value), minimum))
    found += [
        DeliveryRow(names.get(code) or (Coded(code, code) if code else None), None, value)
        for code, value in minimums.items()
    ]
    return found


def _saves(row: PriceRow) -> Decimal | None:
    """Return what a step saves on the first one, in percent, to one decimal."""
    if not row.first or row.amount >= row.first:
        return None
    return ((row.first - row.amount) * 100 / row.first).quantize(Decimal("0.1"))


VARIANTS: Final = SubTable(
    "variants",
    mark("Variants"),
    tuple(field for name in _IN_PRODUCT for field in VARIANT_FIELDS if field.id == name),
    variants,
)

PRICE_STEPS: Final = SubTable(
    "prices",
    mark("Prices"),
    (
        Field("profile", mark("Supplier profile"), Kind.CHOICE, lambda row: row.profile,
              "supplier_profile", shown=True, width=130),
        Field("from_quantity", mark("From"), Kind.INTEGER, lambda row: row.from_quantity,
              "from_quantity", unit=mark("pcs"), shown=True, width=80, priority=1),
        Field("unit", mark("Unit"), Kind.MONEY, lambda row: Money(row.amount, row.ladder.currency),
              "calculation_value", shown=True, width=100, priority=1),
        Field("total", mark("Total"), Kind.MONEY,
              lambda row: Money(row.amount * row.from_quantity, row.ladder.currency),
              "calculation_value", shown=True, width=110,
              help=mark("Of the quantity where the step begins.")),
        Field("saves", mark("Saves"), Kind.DECIMAL, _saves, "calculation_value", unit="%",
              shown=True, width=80),
        Field("minimum", mark("MOQ"), Kind.INTEGER, lambda row: row.ladder.minimum,
              "variant_minimum_quantities.value", unit=mark("pcs"), width=80),
        Field("country", mark("Country"), Kind.TEXT, lambda row: row.ladder.country or None,
              "supplier_profile.country_code", width=80),
    ),
    price_steps,
    chart="steps",
)  # fmt: skip

OTHER_PRICES: Final = SubTable(
    "other_prices",
    mark("List and sample prices"),
    (
        Field("kind", mark("Kind"), Kind.TEXT, lambda row: tr(row.kind), shown=True, width=120),
        Field("profile", mark("Supplier profile"), Kind.CHOICE, lambda row: row.profile,
              "supplier_profile", shown=True, width=130),
        Field("price", mark("Price"), Kind.MONEY, lambda row: row.price, "calculation_value",
              shown=True, width=110),
    ),
    other_prices,
)  # fmt: skip

DELIVERY: Final = SubTable(
    "delivery",
    mark("Delivery"),
    (
        Field("profile", mark("Supplier profile"), Kind.CHOICE, lambda row: row.profile,
              "supplier_profile", shown=True, width=130),
        Field("days", mark("Delivery"), Kind.INTEGER, lambda row: row.days,
              "variant_delivery_times.value", unit=mark("days"), shown=True, width=90),
        Field("minimum", mark("MOQ"), Kind.INTEGER, lambda row: row.minimum,
              "variant_minimum_quantities.value", unit=mark("pcs"), shown=True, width=90),
    ),
    deliveries,
)  # fmt: skip

OF_PRODUCT: Final = (VARIANTS, PRICE_STEPS, MARKINGS, OTHER_PRICES, DELIVERY)
OF_VARIANT: Final = (PRICE_STEPS, MARKINGS, OTHER_PRICES, DELIVERY)
