"""Asking the service about markings: which there are, and what it reckons for an order.

A request of the calculation names no supplier profile. Where the answer holds the price of
another profile than the offer's it is said to be no confirmation, instead of a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.offers import Item, Offer, OnQuote, PriceKind, Printing, Worked
from workbench.core.texts import tr
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.languages import language_of
from workbench.sources.europeansourcing.marking_documents import PricedVariant
from workbench.sources.europeansourcing.marking_limits import plain
from workbench.sources.europeansourcing.marking_order import MarkingOrder
from workbench.sources.europeansourcing.marking_outcome import (
    EXACT,
    OPTIONS,
    Calculation,
    Label,
    NoPrice,
    Term,
)
from workbench.sources.europeansourcing.marking_prices import is_yes, tier_at
from workbench.sources.europeansourcing.offers_marked import chosen, order_of
from workbench.sources.europeansourcing.offers_prepared import MarkingOf, Prepared
from workbench.sources.europeansourcing.offers_worked import worked_of
from workbench.sources.leaves import amount, count, identity

Answer = Mapping[str, object]

_CUT: Final = Decimal("0.001")
"""The service cuts amounts to thousandths."""
_LABELS: Final = {label.value: label for label in Label}


async def load(
    client: EuropeanSourcingClient, document: bytes, item: Item, language: str = ""
) -> bytes:
    """Return the product document with the markings of an item's variant in it.

    Raises:
        WbError: as the gateway names it.
    """
    code = item.ref.variant
    found = await client.markings.markings_of_variant(language_of(language), code)
    try:
        product = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
        rows = msgspec.json.decode(product["variants"], type=list[dict[str, msgspec.Raw]])
    except (msgspec.DecodeError, KeyError):
        return document
    held = msgspec.Raw(b"[" + b",".join(bytes(raw) for raw in found) + b"]")
    for row in rows:
        if _is(row.get("id"), code):
            row["variant_markings"] = held
    product["variants"] = msgspec.Raw(msgspec.json.encode(rows))
    return msgspec.json.encode(product)


def _is(raw: msgspec.Raw | None, code: str) -> bool:
    return raw is not None and bytes(raw).strip().strip(b'"').decode(errors="replace") == code


async def confirm(
    client: EuropeanSourcingClient,
    prepared: Prepared,
    item: Item,
    offer: Offer,
    quantity: int,
    printing: Printing,
) -> Worked | OnQuote:
    """Return what the service reckons for the order, or why it names no price.

    Raises:
        WbError: as the gateway names it.
    """
    if not printing.technique:
        return OnQuote(tr("The service reckons marked orders only; read the record again."))
    marking, order = _asked(prepared, item, offer, quantity, printing)
    if isinstance(marking, OnQuote):
        return marking
    answer = await client.markings.calculate_price(_request(item, marking, order))
    calculation = read_answer(answer, quantity)
    if isinstance(calculation, OnQuote):
        return calculation
    other = _of_another(prepared[item.ref.variant].priced, offer, calculation)
    return OnQuote(other) if other else worked_of(calculation, marking.id, marking.name)


def _asked(
    prepared: Prepared, item: Item, offer: Offer, quantity: int, printing: Printing
) -> tuple[MarkingOf | OnQuote, MarkingOrder]:
    """Return the marking to ask about: the one priced here, else the technique's first."""
    held = chosen(prepared, item, offer, quantity, printing)
    if not isinstance(held, OnQuote):
        return held.marking or OnQuote(""), held.order
    variant = prepared.get(item.ref.variant)
    known = variant.by(printing.technique) if variant is not None else ()
    order = order_of(offer, quantity, printing)
    if not known or isinstance(order, OnQuote):
        return held, MarkingOrder()
    return known[0], order


def _request(item: Item, marking: MarkingOf, order: MarkingOrder) -> dict[str, object]:
    body: dict[str, object] = {
        "variant_id": _number(item.ref.variant),
        "marking_id": _number(marking.id),
        "quantityM": order.quantity,
        "nbColor": order.colors,
        "nbLogo": order.logos,
        "nbPosition": order.positions,
        "length": _exact(order.length),
        "width": _exact(order.width),
        "diameter": _exact(order.diameter),
        "squared_size": _exact(order.squared_size),
    }
    own = order.prices.get(Label.BASIC)
    if own is not None:
        body["supplierPrices"] = {"variant_price": str(own)}
    return {name: value for name, value in body.items() if value is not None}


def _number(identity: str) -> int | str:
    """Return an id as the calculation takes it: the number behind the kind ("supplier_720")."""
    digits = identity.rpartition("_")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else identity


def _exact(value: Decimal | None) -> msgspec.Raw | None:
    return None if value is None else msgspec.Raw(plain(value).encode())


def read_answer(answer: object, quantity: int) -> Calculation | OnQuote:
    """Return an answer of calculatePrice; on quote where it names no price."""
    held: Answer = answer if isinstance(answer, dict) else {}
    price = amount(held.get("price"))
    said = identity(held.get("error"))[:200]
    if price is None or price <= 0 or said:
        if said:
            return OnQuote(tr("The service names no price: “{said}”.", said=said))
        return OnQuote(tr("The service names no price."))
    rows, whole = held.get("calculationDetails"), is_yes(held.get("total_price"))
    details = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return Calculation(
        quantity=count(held.get("quantity")) or quantity,
        price=price,
        marking_price=amount(held.get("markingPrice")) or Decimal(0),
        option_price=amount(held.get("costSupplierOption")) or Decimal(0),
        unit_price=amount(held.get("defaultPrice")),
        terms=tuple(_term(row, whole) for row in details if row.get("label") in _LABELS),
        total_price=whole,
        included=is_yes(held.get("included_in_variant_prices")),
        name=identity(held.get("nameVariant")),
    )


def _term(row: Answer, whole: bool) -> Term:
    label = _LABELS[str(row["label"])]
    return Term(
        label=label,
        total=amount(row.get("total")) or Decimal(0),
        price=amount(row.get("price")),
        quantity=count(row.get("quantity")),
        count=count(row.get("optionCount")),
        formula=identity(row.get("formula")),
        total_price=is_yes(row.get("total_price")) or (whole and label not in OPTIONS),
    )


def _of_another(variant: PricedVariant, offer: Offer, answer: Calculation) -> str:
    """Return a sentence where the answer holds the price of another profile, else ""."""
    profile, named = offer.ladder.profile, answer.unit_price
    if offer.kind is not PriceKind.CALCULATION or named is None:
        return ""
    prices = {code: _price(variant, code, answer.quantity) for code in variant.tiers}
    same = {code for code, held in prices.items() if held is not None and _alike(held, named)}
    if profile in same or not same:
        return ""
    return tr("The service reckons for another supplier profile ({profile}), not for this one.",
              profile=min(same))  # fmt: skip


def _price(variant: PricedVariant, profile: str, quantity: int) -> Decimal | None:
    try:
        tier = tier_at(variant.tiers[profile], quantity)
    except NoPrice:
        return None
    return tier.amount if tier is not None else None


def _alike(exact: Decimal, cut: Decimal) -> bool:
    return abs(EXACT.subtract(exact, cut)) < _CUT
