"""An offer of any source as values of an article here: a new one, or one that is there.

Only an offer of this source knows which supplier it is here: names of others are chosen in the
form. What an article must have and no offer tells (VAT, type) is the form's to ask.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from workbench.core.edits import Values
from workbench.core.numbers import is_gtin
from workbench.core.offers import Item, Offer
from workbench.core.values import Coded, Money
from workbench.sources.lagerkoll.offers_items import SUPPLIED
from workbench.sources.lagerkoll.records.article import Article
from workbench.sources.lagerkoll.records.rows import ARTICLES
from workbench.sources.lagerkoll.records.values import STORE_CURRENCY, money
from workbench.sources.leaves import identity, number

_SOURCE: Final = "lagerkoll"
_TEN_THOUSANDTH: Final = Decimal("0.0001")


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


def fill(document: bytes, item: Item, offer: Offer, price: Money | None) -> Values:  # noqa: ARG001 - one form for all
    """Return what an offer tells of an article that is there: its cost and its EAN.

    The price is for one piece, in the currency of the store. A cost in another currency is
    reckoned by the article's own rate; without one it is left out.
    """
    article, _odd = ARTICLES.read(document)
    if article is None:
        return {}
    ean = ean_of(item)
    values: dict[str, object] = {
        "cost": _cost(article, price) if price is not None else None,
        "ean": ean if ean != identity(article.barcode) else None,
    }
    return {name: value for name, value in values.items() if value}


def _cost(article: Article, price: Money) -> Money | None:
    """Return a price in the currency that the article's cost is in; None where it is that now."""
    named = identity(article.supplier_buy_currency)
    amount, own = price.amount, named in {"", STORE_CURRENCY, price.currency}
    if not own:
        rate = number(article.supplier_buy_rate)
        if not isinstance(rate, Decimal) or rate <= 0:
            return None
        amount = (amount / rate).quantize(_TEN_THOUSANDTH)
    made = money(amount, named) if named not in {"", STORE_CURRENCY} else price
    return made if isinstance(made, Money) and amount != article.supplier_buy_price else None


def ean_of(item: Item) -> str:
    """Return an item's article number as EAN: with a right check digit, "" where it has none."""
    for code in item.gtins:
        if is_gtin(code):
            return code[1:] if len(code) == 14 and code.startswith("0") else code
    return ""
