"""How products of ETIM Mapper take part in the comparison (document: "Products", details).

Each price row holds up to three prices: the customer's is what is paid, else the list price; what
is recommended for retail holds VAT, as the standard behind the fields says, and is never compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from workbench.core.offers import Item, Offer, Offering, Origin, PriceKind, Ref
from workbench.core.texts import tr, trn
from workbench.core.values import Ladder, Step
from workbench.sources.etim.offers_fill import fill
from workbench.sources.etim.offers_prices import Packed, packed_of, per_piece
from workbench.sources.etim.records.pictures import pictures_of
from workbench.sources.etim.records.product import Product, class_of, key_of, product_in
from workbench.sources.etim.records.values import day, decimal, items, members, rows, spoken
from workbench.sources.leaves import count, flag, identity
from workbench.sources.offering import clean_currency, gtins_of

_PRICES: Final = (
    (PriceKind.CUSTOMER, "customerSpecificPrice"),
    (PriceKind.LIST, "listPrice"),
    (PriceKind.RECOMMENDED, "recommendedRetailPrice"),
)
"""Kinds and their members; the first one that a row has is compared."""
_NOT_APPLICABLE: Final = "-"


class _Terms(NamedTuple):
    """What all prices of a product stand under."""

    supplier: str
    packed: Packed
    days: int | None


class _Row(NamedTuple):
    """One price row: its id among the others, and what its prices share."""

    id: str
    held: Mapping[str, Any]
    currency: str
    territories: tuple[str, ...]
    first: date | None
    last: date | None


def read_items(document: bytes, origin: Origin) -> Sequence[Item]:
    """Return the product of a document as an item; none where it is no product."""
    product = product_in(document)
    key = key_of(product) if product is not None else ""
    if product is None or not key:
        return ()
    held, order = members(product.overall_information), members(product.order_information)
    named = _named(held)
    packed = packed_of(order)
    days = count(order.get("deliveryTime"))
    supplier = named["supplier"] or named["manufacturerName"]
    terms = _Terms(supplier or key, packed, days if days is not None and days >= 0 else None)
    item = Item(
        ref=Ref(origin.source, origin.account, origin.resource, key),
        name=spoken(held.get("productName")) or spoken(held.get("minimalDescription")) or key,
        read=origin.read,
        gtins=gtins_of(held.get("gtin")),
        manufacturer=named["manufacturerName"],
        mpn=named["manufacturerPid"],
        brand=named["brandName"],
        supplier=supplier,
        supplier_number=named["supplierPid"],
        number=key,
        pack=packed.pack,
        category=class_of(product),
        picture=next(iter(pictures_of(product)), ""),
        offers=tuple(_offers(product, terms)),
    )
    return (item,)


def _named(held: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that name a product, without the sign for "not applicable"."""
    names = ("supplier", "supplierPid", "manufacturerName", "manufacturerPid", "brandName")
    texts = {name: identity(held.get(name)).strip() for name in names}
    return {name: "" if text == _NOT_APPLICABLE else text for name, text in texts.items()}


def _offers(product: Product, terms: _Terms) -> Iterator[Offer]:
    for row in _rows(product):
        compared = True
        for kind, member in _PRICES:
            if row.held.get(member) in (None, ""):
                continue
            yield _offer(row, kind, member, terms, compared and kind is not PriceKind.RECOMMENDED)
            compared = False
        if compared and flag(row.held.get("priceOnRequest")) is True:
            yield _offer(row, PriceKind.LIST, "listPrice", terms, compared)


def _rows(product: Product) -> Iterator[_Row]:
    """Give the price rows; those of one currency and the same countries by the day they begin."""
    groups: dict[str, list[_Row]] = {}
    for held in rows(product.price_information):
        currency = clean_currency(held.get("priceCurrency"))
        territories = tuple(dict.fromkeys(
            code for each in items(held.get("territory"))
            if (code := identity(each).strip().upper())
        ))  # fmt: skip
        first, last = _day(held.get("validStartDate")), _day(held.get("validEndDate"))
        name = "-".join(filter(None, (currency, *sorted(territories))))
        groups.setdefault(name, []).append(_Row(name, held, currency, territories, first, last))
    for name, found in groups.items():
        found.sort(key=lambda row: row.first or date.min)
        for place, row in enumerate(found):
            yield row._replace(id=f"{name}.{place + 1}" if place else name)


def _day(value: object) -> date | None:
    found = day(value)
    return found if isinstance(found, date) else None


def _offer(row: _Row, kind: PriceKind, member: str, terms: _Terms, compared: bool) -> Offer:
    amount, troubles = _priced(row, member, terms.packed)
    if not row.currency:
        troubles = (tr("The price names no currency."), *troubles)
    return Offer(
        id=f"{row.id}/{kind.value}",
        supplier=terms.supplier,
        kind=kind,
        ladder=Ladder(
            (Step(1, amount),) if amount is not None else (),
            minimum=terms.packed.least,
            currency=row.currency,
        ),
        multiple=terms.packed.multiple,
        lead_days=terms.days,
        lead="" if terms.days is None else trn("{count} day", "{count} days", terms.days),
        valid_from=row.first,
        valid_until=row.last,
        territories=row.territories,
        vat_included=kind is PriceKind.RECOMMENDED,
        troubles=(*terms.packed.troubles, *troubles),
        compared=compared,
    )


def _priced(row: _Row, member: str, packed: Packed) -> tuple[Decimal | None, tuple[str, ...]]:
    """Return what one piece costs, and what there is to say about it."""
    if flag(row.held.get("priceOnRequest")) is True:
        return None, (tr("The price is on request."),)
    price = decimal(row.held.get(member))
    if not isinstance(price, Decimal):
        sent = identity(row.held.get(member))[:40]
        return None, (tr("The price cannot be read: “{sent}”.", sent=sent),)
    if price <= 0:
        return None, (tr("The price is {amount}; it is left out.", amount=f"{price:f}"),)
    divided = per_piece(price, row.held, packed)
    return divided.amount, (divided.said,) if divided.said else ()


OFFERING: Final = Offering(items=read_items, fill=fill)
"""Products with the prices that their suppliers give."""
