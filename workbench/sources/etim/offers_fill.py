"""An offer of any source as values of a product here: its GTIN and what it is bought at.

The list of prices is saved whole, so every row that is there stays. The customer's price is the
one that is bought at; it goes into the row of its currency, in that row's unit and quantity.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from workbench.core.edits import Values
from workbench.core.numbers import is_gtin
from workbench.core.offers import Item, Offer
from workbench.core.values import Coded, Money
from workbench.sources.etim.offers_prices import PIECE, Packed, packed_of, per_piece, positive
from workbench.sources.etim.records.lists import PRICES
from workbench.sources.etim.records.product import Product, product_in
from workbench.sources.etim.records.values import members, rows
from workbench.sources.etim.subtables import list_columns
from workbench.sources.leaves import identity
from workbench.sources.offering import clean_currency

_TEN_THOUSANDTH: Final = Decimal("0.0001")
"""The decimals that a price of the service has."""
_PAID: Final = "customerSpecificPrice"


def fill(document: bytes, item: Item, offer: Offer, price: Money | None) -> Values:  # noqa: ARG001 - one form for all
    """Return what an offer tells of a product that is there: GTIN and customer's price."""
    product = product_in(document)
    if product is None:
        return {}
    held = identity(members(product.overall_information).get("gtin")).strip()
    code = next(filter(is_gtin, item.gtins), "")
    values: dict[str, object] = {}
    if code and code != held:
        values["gtin"] = code
    prices = _prices(product, price) if price is not None else ()
    return values | {"prices": prices} if prices else values


def _prices(product: Product, price: Money) -> tuple[Values, ...]:
    """Return the whole list of prices with this one in it; none where it is there already."""
    columns = list_columns(PRICES)
    packed = packed_of(members(product.order_information))
    found = rows(product.price_information)
    typed: list[dict[str, object]] = [
        {field.id: field.read(row) for field in columns} for row in found
    ]
    place = next((at for at, row in enumerate(found) if _takes(row, price, packed)), None)
    if place is None:
        return (*typed, _new(price, packed))
    amount = _amount(found[place], price.amount, packed)
    if positive(found[place].get(_PAID)) == amount:
        return ()
    typed[place]["net_price"] = amount
    return tuple(typed)


def _takes(row: Mapping[str, Any], price: Money, packed: Packed) -> bool:
    """Return whether a row is in the currency and its unit can be reckoned with."""
    same = clean_currency(row.get("priceCurrency")) == price.currency
    return same and per_piece(Decimal(1), row, packed).amount is not None


def _amount(row: Mapping[str, Any], amount: Decimal, packed: Packed) -> Decimal:
    """Return a price of one piece as a price of the row's unit and quantity."""
    quantity = positive(row.get("priceQuantity")) or Decimal(1)
    factor = positive(row.get("priceUnitFactor")) or Decimal(1)
    return _short(amount * quantity * packed.pieces / factor)


def _short(amount: Decimal) -> Decimal:
    return amount if amount == amount.quantize(Decimal("0.01")) else (
        amount.quantize(_TEN_THOUSANDTH)
    )  # fmt: skip


def _new(price: Money, packed: Packed) -> Values:
    unit = packed.unit or PIECE
    return {
        "price_unit": Coded(unit, unit),
        "price_quantity": Decimal(1),
        "net_price": _short(price.amount * packed.pieces),
        "price_currency": price.currency,
    }
