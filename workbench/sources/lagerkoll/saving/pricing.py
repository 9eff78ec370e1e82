"""Prices of many articles in one go (class BulkArticle): set, by percent, or from the cost.

Two of the three reckon on what stands at the service, so that they must never be sent twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from workbench.core.edits import Action, Call, Chosen, Effect, Entry, Finding, Scope
from workbench.core.texts import mark, tr, trn
from workbench.core.values import Money
from workbench.sources.lagerkoll.records.article import Article
from workbench.sources.lagerkoll.records.rows import ARTICLES
from workbench.sources.lagerkoll.records.values import CURRENCY
from workbench.sources.lagerkoll.saving import forms
from workbench.sources.lagerkoll.saving.bodies import number_wire
from workbench.sources.leaves import amount, identity

TOGETHER: Final = 100
"""Articles in one call (document: "Max 100 articles per request")."""
SET, PERCENTAGE, PROFIT = "SET", "PERCENTAGE", "PROFIT"
_WHOLE: Final = Decimal(100)
_CENT: Final = Decimal("0.01")


def _calls(chosen: Chosen) -> Sequence[Call]:
    value = forms.number_of(chosen, forms.VALUE)
    price_list = forms.code_of(chosen, forms.PRICE_LIST)
    body = {
        "field": "price",
        "type": forms.code_of(chosen, forms.HOW) or SET,
        "value": "" if value is None else f"{value:f}",
    } | forms.given(pricelistId=number_wire(price_list) if price_list else None)
    starts = range(0, len(chosen.keys), TOGETHER)
    return [
        Call({}, body | {"articles": list(chosen.keys[start : start + TOGETHER])})
        for start in starts
    ]


def _check(chosen: Chosen) -> Sequence[Finding]:
    value, how = forms.number_of(chosen, forms.VALUE), forms.code_of(chosen, forms.HOW)
    if value is not None and how == SET and value < 0:
        return (Finding(forms.VALUE.id, tr("A price is not below 0.")),)
    if value is not None and how == PERCENTAGE and value <= -_WHOLE:
        return (Finding(forms.VALUE.id, tr("A price cannot fall by 100 percent or more.")),)
    return ()


def _preview(chosen: Chosen) -> Sequence[Effect]:
    """Return the sales prices that would change; another price list's are not in the document."""
    if forms.code_of(chosen, forms.PRICE_LIST):
        return tuple(_listed(chosen))
    found = []
    for key, article in _articles(chosen):
        old = amount(article.price)
        new = _reckoned(old, _cost(article), chosen)
        what = tr("{number} {name}: price", number=key, name=identity(article.name))
        found.append(Effect(key, what, _money(old), _money(new)))
    return tuple(found)


def _listed(chosen: Chosen) -> Iterator[Effect]:
    price_list = forms.code_of(chosen, forms.PRICE_LIST)
    for key, article in _articles(chosen):
        for price in article.prices or ():
            if identity(price.list_id) == price_list:
                old = amount(price.price)
                what = tr(
                    "{number} {name}: price from {quantity}",
                    number=key,
                    name=identity(article.name),
                    quantity=price.from_quantity or 0,
                )
                yield Effect(key, what, _money(old), _money(_reckoned(old, None, chosen)))


def _articles(chosen: Chosen) -> Iterator[tuple[str, Article]]:
    for key, document in zip(chosen.keys, chosen.documents, strict=True):
        article = ARTICLES.read(document)[0] if document else None
        if article is not None:
            yield key, article


def _cost(article: Article) -> Decimal | None:
    """Return the purchase price in the store's currency, None where there is none."""
    cost, rate = amount(article.supplier_buy_price), amount(article.supplier_buy_rate)
    return None if cost is None else cost * (1 if rate is None else rate)


def _reckoned(old: Decimal | None, cost: Decimal | None, chosen: Chosen) -> Decimal | None:
    """Return the new price, None where there is nothing to reckon from.

    What PROFIT makes on another price list depends on that list's rate: `cost` is None there.
    """
    value = forms.number_of(chosen, forms.VALUE)
    match forms.code_of(chosen, forms.HOW):
        case "SET":
            return value
        case "PERCENTAGE" if old is not None and value is not None:
            return old + old * value / _WHOLE
        case "PROFIT" if cost is not None and value is not None:
            return (cost * (1 + value / _WHOLE)).quantize(_CENT, ROUND_HALF_UP)
        case _:
            return None


def _money(value: Decimal | None) -> Money | None:
    return None if value is None else Money(value, CURRENCY)


def _says(chosen: Chosen) -> str:
    return trn(
        "The price of {count} article changes.",
        "The prices of {count} articles change.",
        len(chosen.keys),
    )


PRICES: Final = Action(
    "change_prices",
    mark("Change prices…"),
    "percent",
    mark("Prices"),
    Scope.MANY,
    "update_field",
    _calls,
    (forms.HOW, forms.VALUE, forms.PRICE_LIST),
    (
        forms.HOW_ENTRY,
        Entry(forms.VALUE.id, required=True),
        Entry(forms.PRICE_LIST.id, lookup="pricelists"),
    ),
    says=_says,
    check=_check,
    preview=_preview,
    danger=mark("Percent and profit reckon on the present prices; they cannot be taken back."),
)
