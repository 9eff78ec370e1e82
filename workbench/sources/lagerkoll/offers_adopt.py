"""An offer of any source as values of an article here: a new one, or one that is there.

Only an offer of this source knows which supplier it is here: names of others are chosen in the
form. What an article must have and no offer tells (VAT, type) is the form's to ask.
"""

from __future__ import annotations

from workbench.core.edits import Values
from workbench.core.numbers import is_gtin
from workbench.core.offers import Item, Offer
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll.offers_items import SUPPLIED

_SOURCE = "lagerkoll"


def adopt(item: Item, offer: Offer, price: Money | None) -> Values:
    """Return the values of a new article that is bought by an offer.

    The price is for one piece, in the currency of the store; None leaves the cost out.
    """
    known = item.ref.source == _SOURCE and offer.id.startswith(SUPPLIED)
    code = offer.id.removeprefix(SUPPLIED) if known else ""
    values: dict[str, object] = {
        "name": item.name,
        "ean": ean_of(item),
        "manufacturer": item.manufacturer or item.brand,
        "mpn": item.mpn,
        "supplier": Coded(code, offer.supplier) if code else None,
        "supplier_number": item.supplier_number or item.number,
        "cost": price,
    }
    return {name: value for name, value in values.items() if value}


def fill(item: Item, offer: Offer, price: Money | None) -> Values:  # noqa: ARG001 - one form for all
    """Return what an offer tells of an article that is there: its cost and its EAN.

    The price is for one piece, in the currency that the article's cost is in; None leaves it out.
    """
    values: dict[str, object] = {"cost": price, "ean": ean_of(item)}
    return {name: value for name, value in values.items() if value}


def ean_of(item: Item) -> str:
    """Return an item's article number as EAN: with a right check digit, "" where it has none."""
    for code in item.gtins:
        if is_gtin(code):
            return code[1:] if len(code) == 14 and code.startswith("0") else code
    return ""
