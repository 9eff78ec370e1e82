"""Articles as items: what each of their suppliers asks, what they are sold for, what is in stock.

A buy price is the whole one: shipment and other costs are part of it, as the document says, so
they are no charges on top. The program cannot tell a price list's currency from an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

from workbench.core.offers import Item, Offer, Origin, PriceKind, Ref
from workbench.core.texts import tr
from workbench.core.values import Ladder, Step
from workbench.sources.lagerkoll.offers_stock import lots_of
from workbench.sources.lagerkoll.records.article import Article, Price, SupplierArticle
from workbench.sources.lagerkoll.records.rows import ARTICLES
from workbench.sources.lagerkoll.records.values import CURRENCY, STORE_CURRENCY
from workbench.sources.leaves import amount, flag, identity, text
from workbench.sources.offering import (
    clean_currency,
    gtins_of,
    nothing_asked,
    one_price,
    priced_steps,
)

SUPPLIED: Final = "supplier/"
"""How the id of a supplier's offer begins; the supplier's own id follows."""
_LISTED: Final = "list/"
_SALES: Final = "sales"
_MOST: Final = Decimal(2**31)


def items(document: bytes, origin: Origin) -> Sequence[Item]:
    """Return the article of a document as an item; none where it is no article."""
    article, _odd = ARTICLES.read(document)
    number = identity(article.article_id) if article is not None else ""
    if article is None or not number:
        return ()
    offers = (*_bought(article, origin), *_sold(article, origin))
    item = Item(
        ref=Ref(origin.source, origin.account, origin.resource, number),
        name=_words(article.name) or number,
        read=origin.read,
        gtins=gtins_of(article.barcode),
        manufacturer=_words(article.manufacturer),
        mpn=identity(article.manufacturer_article_id),
        supplier=_words(article.supplier_name),
        supplier_number=identity(article.supplier_article_id),
        number=number,
        category=identity(article.category),
        offers=offers,
        lots=lots_of(article, document),
        own=True,
    )
    return (item,)


def _words(value: object) -> str:
    found = text(value)
    return found if isinstance(found, str) else ""


def _bought(article: Article, origin: Origin) -> Iterator[Offer]:
    """Give what each supplier asks; the service ignores the suppliers of a bundled article."""
    if flag(article.bundled) is True:
        return
    seen: set[str] = set()
    for each in (*(article.supplier_articles or ()), *_own(article)):
        code = identity(each.supplier) or _words(each.supplier_name)
        if code not in seen and each.supplier_buy_price is not None:
            seen.add(code)
            yield _buy(each, code, origin)


def _own(article: Article) -> Iterable[SupplierArticle]:
    """Return the article's own supplier, which its list of suppliers may leave out."""
    if article.supplier_buy_price is None:
        return ()
    return (
        SupplierArticle(
            supplier=article.supplier,
            supplier_name=article.supplier_name,
            supplier_article_id=article.supplier_article_id,
            supplier_buy_price=article.supplier_buy_price,
            supplier_buy_currency=article.supplier_buy_currency,
            supplier_buy_rate=article.supplier_buy_rate,
        ),
    )


def _buy(held: SupplierArticle, code: str, origin: Origin) -> Offer:
    currency, troubles = _currency(held.supplier_buy_currency, origin)
    price = amount(held.supplier_buy_price)
    ladder = Ladder((), currency=currency)
    if price is None:
        troubles += (tr("The buy price cannot be read."),)
    else:
        step = Step(1, price)
        troubles += nothing_asked((step,))
        ladder = Ladder(priced_steps((step,)), currency=currency)
    rate = amount(held.supplier_buy_rate)
    named = currency not in {"", origin.currency or CURRENCY}
    return Offer(
        id=f"{SUPPLIED}{code}",
        supplier=_words(held.supplier_name) or code or tr("No supplier"),
        kind=PriceKind.BUY,
        ladder=ladder,
        rate=rate if named and rate is not None and rate > 0 else None,
        troubles=troubles,
    )


def _currency(value: object, origin: Origin) -> tuple[str, tuple[str, ...]]:
    """Return the currency of a buy price, and what is unclear about it."""
    store, named = origin.currency or CURRENCY, identity(value)
    if named == STORE_CURRENCY:
        return store, ()
    if not named:
        said = tr("No currency is named; {currency} of the store is taken.", currency=store)
        return store, (said,)
    code = clean_currency(named)
    if code:
        return code, ()
    return "", (tr("“{named}” is no currency; the price cannot be compared.", named=named[:20]),)


def _sold(article: Article, origin: Origin) -> Iterator[Offer]:
    price = amount(article.price)
    if price is not None and price > 0:
        ladder = one_price(price, origin.currency or CURRENCY)
        yield Offer(_SALES, tr("Sales price"), PriceKind.SALES, ladder, compared=False)
    lists: dict[str, list[Price]] = {}
    for each in article.prices or ():
        lists.setdefault(identity(each.list_id) or identity(each.list_external_id), []).append(each)
    for code, held in lists.items():
        steps = _steps(held)
        if steps:
            yield Offer(
                f"{_LISTED}{code}",
                tr("Price list {name}", name=identity(held[0].list_external_id) or code),
                PriceKind.SALES,
                Ladder(steps, currency=""),
                troubles=(tr("The article does not name the currency of the price list."),),
                compared=False,
            )


def _steps(prices: Iterable[Price]) -> tuple[Step, ...]:
    """Return the steps of one price list; the higher of two from the same quantity counts."""
    found: dict[int, Decimal] = {}
    for each in prices:
        price, start = amount(each.price), amount(each.from_quantity) or Decimal(0)
        if price is not None and price > 0 and abs(start) < _MOST:
            first = max(1, int(start.to_integral_value(ROUND_CEILING)))
            found[first] = max(found.get(first, price), price)
    return tuple(Step(start, found[start]) for start in sorted(found))
