"""Markings of a variant as a table: one row for each marking and supplier profile.

What hangs on a condition or a formula is shown as such: the table never adds up what it cannot
know without the details of an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeVar

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Money
from workbench.sources.europeansourcing.chosen import chosen_variant
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.fetching import product_of
from workbench.sources.europeansourcing.languages import language_of
from workbench.sources.europeansourcing.prices import money
from workbench.sources.europeansourcing.records.marking import (
    DynamicFixed,
    DynamicStep,
    PriceHolder,
    StaticFixed,
    StaticStep,
    VariantMarking,
)
from workbench.sources.europeansourcing.records.product import Profile
from workbench.sources.europeansourcing.records.values import coded
from workbench.sources.leaves import amount, count, flag, identity, integer, text
from workbench.sources.reading import Reader, read_all

_MARKINGS: Final = Reader(VariantMarking)
_SIGNS: Final = Formats()

S = TypeVar("S", StaticStep, DynamicStep)


class MarkingRow(msgspec.Struct):
    """One marking as one supplier profile offers it, at a quantity.

    Attributes:
        profile: None where no price names one.
        quantity: pieces wanted.
        language: of the names of options.
    """

    marking: VariantMarking
    profile: Profile | None
    quantity: int
    language: str


async def load(client: EuropeanSourcingClient, document: bytes, query: Query) -> bytes:
    """Return the markings of the chosen variant of a product, as a JSON list.

    Raises:
        WbError: as the gateway names it.
    """
    product = product_of(document)
    variant = chosen_variant(product, query) if product else None
    key = identity(variant.id) if variant else ""
    if not key:
        return b"[]"
    found = await client.markings.markings_of_variant(language_of(query.language), key)
    return b"[" + b",".join(bytes(raw) for raw in found) + b"]"


def rows(document: bytes, query: Query) -> Sequence[MarkingRow]:
    """Return the rows of a list of markings."""
    try:
        raws = msgspec.json.decode(document, type=list[msgspec.Raw])
    except msgspec.DecodeError:
        return ()
    read, _warnings = read_all(_MARKINGS, raws)
    return [
        MarkingRow(marking, profile, query.quantity, language_of(query.language))
        for _raw, marking in read
        for profile in _profiles(marking)
    ]


def _profiles(marking: VariantMarking) -> Sequence[Profile | None]:
    found: dict[str, Profile] = {}
    priced: Iterable[StaticFixed | DynamicFixed | PriceHolder] = (
        *(marking.static_fixed_prices or ()),
        *(marking.dynamic_fixed_prices or ()),
        *(marking.static_variable_price_holders or ()),
        *(marking.dynamic_variable_price_holders or ()),
    )
    for each in priced:
        if each.supplier_profile is not None:
            found.setdefault(identity(each.supplier_profile.id), each.supplier_profile)
    return list(found.values()) or list(marking.supplier_profiles or ()) or [None]


def _here(row: MarkingRow, profile: Profile | None) -> bool:
    return (
        row.profile is None or profile is None or (identity(profile.id) == identity(row.profile.id))
    )


def _size(row: MarkingRow) -> str | None:
    """Return the largest area: "60 × 40", "⌀ 30" or its square measure."""
    held = row.marking
    length, width = (
        amount(held.length or held.maximum_length),
        amount(held.width or held.maximum_width),
    )
    if length is not None and width is not None:
        return f"{_SIGNS.number(length)} × {_SIGNS.number(width)}"
    diameter = amount(held.diameter or held.maximum_diameter)
    if diameter is not None:
        return f"⌀ {_SIGNS.number(diameter)}"
    area = amount(held.squared_size or held.maximum_squared_size)
    known = area if area is not None else (length if length is not None else width)
    return _SIGNS.number(known) if known is not None else None


def _colours(row: MarkingRow) -> object:
    if flag(row.marking.full_color) is True:
        return tr("full colour")
    found = integer(row.marking.number_of_colors or row.marking.maximum_number_of_colors)
    return _SIGNS.integer(found) if isinstance(found, int) else found


def _setup(row: MarkingRow) -> Money | None:
    """Return what is asked once and without condition; None where nothing such is named."""
    known = [
        value
        for price in row.marking.static_fixed_prices or ()
        if _here(row, price.supplier_profile) and price.condition is None
        and (value := _static(price)) is not None
    ]  # fmt: skip
    return money(sum(known, Decimal(0))) if known else None


def _per_piece(row: MarkingRow) -> Money | None:
    """Return the unconditional unit price at the quantity; None where none is in effect."""
    known = [
        value
        for holder in row.marking.static_variable_price_holders or ()
        if _here(row, holder.supplier_profile) and holder.condition is None
        and (value := _step_at(holder.static_variable_prices, row.quantity)) is not None
    ]  # fmt: skip
    return money(sum(known, Decimal(0))) if known else None


def _step_at(steps: Iterable[StaticStep] | None, quantity: int) -> Decimal | None:
    step = _in_effect(steps, quantity)
    return _static(step) if step is not None else None


def _in_effect(steps: Iterable[S] | None, quantity: int) -> S | None:
    """Return the step with the greatest start that the quantity reaches."""
    reached = [(count(step.from_quantity) or 1, step) for step in steps or ()]
    reached = [each for each in reached if each[0] <= max(quantity, 1)]
    return max(reached, key=lambda each: each[0])[1] if reached else None


def _static(price: StaticFixed | StaticStep) -> Decimal | None:
    found = amount(price.calculation_value)
    return found if found is not None else amount(price.value)


def _formulas(row: MarkingRow) -> str | None:
    """Return formulas and conditional prices as they are written."""
    said = (*_fixed_formulas(row), *_variable_formulas(row))
    return "; ".join(dict.fromkeys(filter(None, said))) or None


def _fixed_formulas(row: MarkingRow) -> Iterator[str]:
    for dynamic in row.marking.dynamic_fixed_prices or ():
        if _here(row, dynamic.supplier_profile):
            yield _said(dynamic.calculation_value or dynamic.value, dynamic.condition)
    for static in row.marking.static_fixed_prices or ():
        if _here(row, static.supplier_profile) and static.condition is not None:
            yield _said(_static(static), static.condition)


def _variable_formulas(row: MarkingRow) -> Iterator[str]:
    for holder in row.marking.dynamic_variable_price_holders or ():
        step = _in_effect(holder.dynamic_variable_prices, row.quantity)
        if step is not None and _here(row, holder.supplier_profile):
            yield _said(step.calculation_value or step.value, holder.condition)
    for holder in row.marking.static_variable_price_holders or ():
        if _here(row, holder.supplier_profile) and holder.condition is not None:
            yield _said(_step_at(holder.static_variable_prices, row.quantity), holder.condition)


def _said(price: object, condition: object) -> str:
    if price is None:
        return ""
    written = identity(price)
    rule = text(condition)
    return tr("{price} if {condition}", price=written, condition=rule) if rule else written


def _options(row: MarkingRow) -> tuple[Coded, ...] | None:
    found: list[Coded] = []
    for option in row.marking.supplier_options or ():
        names = {identity(each.lang): identity(each.name) for each in option.translations or ()}
        name = names.get(row.language) or next(filter(None, names.values()), "")
        code = identity(option.code)
        found.append(Coded(code or name, name or code))
    return tuple(found) or None


def _technique(row: MarkingRow) -> object:
    technique = row.marking.marking
    return coded(technique.id, technique.name) if technique else None


def _profile(row: MarkingRow) -> object:
    profile = row.profile
    return coded(profile.id, profile.name or profile.country_code) if profile else None


FIELDS: Final = (
    Field("technique", mark("Technique"), Kind.CHOICE, _technique, "marking.name", shown=True,
          width=140, priority=1),
    Field("position", mark("Position"), Kind.TEXT,
          lambda row: text(row.marking.marking_position.name)
          if row.marking.marking_position else None,
          "marking_position.name", shown=True, width=100, priority=4),
    Field("size", mark("Max size"), Kind.TEXT, _size, "length, width", shown=True, width=90,
          priority=3),
    Field("colours", mark("Colours"), Kind.TEXT, _colours, "maximum_number_of_colors",
          shown=True, width=80, priority=7),
    Field("setup", mark("Setup"), Kind.MONEY, _setup, "static_fixed_prices", shown=True,
          width=100, priority=3,
          help=mark("Asked once; conditional parts are listed under Formula.")),
    Field("per_piece", mark("Per piece"), Kind.MONEY, _per_piece,
          "static_variable_price_holders", shown=True, width=100, priority=2,
          help=mark("At the wanted quantity; conditional parts are listed under Formula.")),
    Field("formula", mark("Formula"), Kind.TEXT, _formulas, "dynamic_variable_price_holders",
          shown=True, width=180, priority=8,
          help=mark("Prices that depend on more than the quantity.")),
    Field("options", mark("Options"), Kind.CODES, _options, "supplier_options", shown=True,
          width=120, priority=9),
    Field("profile", mark("Supplier profile"), Kind.CHOICE, _profile, "supplier_profile",
          shown=True, width=110, priority=6),
    Field("included", mark("In the price"), Kind.FLAG,
          lambda row: flag(row.marking.included_in_variant_prices),
          "included_in_variant_prices", width=90),
    Field("minimum", mark("From"), Kind.INTEGER,
          lambda row: integer(row.marking.minimum_quantity), "minimum_quantity",
          unit=mark("pcs"), width=80),
    Field("maximum", mark("To"), Kind.INTEGER,
          lambda row: integer(row.marking.maximum_quantity), "maximum_quantity",
          unit=mark("pcs"), width=80),
    Field("code", mark("Supplier's code"), Kind.ID,
          lambda row: text(row.marking.supplier_marking.code)
          if row.marking.supplier_marking else None,
          "supplier_marking.code", width=90),
    Field("comment", mark("Comment"), Kind.TEXT,
          lambda row: text(row.marking.comment) or (
              text(row.marking.supplier_marking.comment)
              if row.marking.supplier_marking else None),
          "comment", width=220),
    Field("id", mark("Id"), Kind.ID, lambda row: identity(row.marking.id) or None, "id"),
)  # fmt: skip

MARKINGS: Final = SubTable("markings", mark("Marking"), FIELDS, rows, load)
"""Techniques, places and prices of marking the chosen variant."""
