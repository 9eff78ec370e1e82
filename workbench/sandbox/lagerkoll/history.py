"""What was: changes of an article, the warehouse on a day, its value, and what ran low."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from workbench.sandbox.lagerkoll import documents
from workbench.sandbox.lagerkoll.calls import Call, Page, page_of
from workbench.sandbox.lagerkoll.documents import Document, Shown, listed
from workbench.sandbox.lagerkoll.model import ZERO, Article
from workbench.sandbox.lagerkoll.refused import COMMON, GET_ARTICLE, missing
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.searching import is_low
from workbench.sandbox.lagerkoll.world import DAY, Shelf, World, day_of

_CENT = Decimal("0.01")


def entries() -> list[Entry]:
    """The operations of this module."""
    return [
        ("GET", "articles/{id : .+}/history", changes),
        ("GET", "articles/history", on_day),
        ("GET", "articles/history/info", info),
        ("GET", "articles/stockvalue", value),
        ("GET", "articles/stockwarning", low),
        ("GET", "articles/stockwarning/count", count_low),
    ]


def changes(call: Call) -> Document:
    """GET /{id}/history: a page of changes, latest first (document: ArticleHistoryResponse)."""
    article = call.world.article(call.shelf, call.path["id"], GET_ARTICLE)
    rows = sorted(article.history, key=lambda row: row.created)[::-1]
    page = page_of(call, 25)
    return page.about(len(rows)) | {
        "historyCount": len(rows),
        "since": call.world.now(),
        "history": list(page.cut(rows)),
    }


def on_day(call: Call) -> Document:
    """GET /history: the articles in stock at the end of a day, with what was in stock then."""
    paging = call.flag("include_paging_info", True)
    return listed(call, _in_stock(call), page_of(call, 25), Shown(batches=False), paging=paging)


def info(call: Call) -> Document:
    """GET /history/info: how many articles and pages there are for a day, and no articles."""
    rows = _in_stock(call)
    page = Page(0, page_of(call, 25).limit)
    about = page.about(len(rows)) | {"articlesCount": len(rows)}
    return about | {"since": call.world.now(), "articles": []}


def _in_stock(call: Call) -> list[Article]:
    end = _day(call) + DAY
    rows = list(call.shelf.articles.values())
    number = call.optional("category")
    if number is not None:
        found = next((row for row in call.world.categories.values() if row.id == number), None)
        if found is None:
            raise missing(COMMON, "category", number)
        rows = [row for row in rows if row.category == found.name]
    then = ((row, count_at(row, end)) for row in rows)
    return [replace(row, count=count, reserved=ZERO) for row, count in then if count > 0]


def _day(call: Call) -> int:
    text = call.text("date")
    return day_of(text, "date", COMMON) if text else call.world.today()


def count_at(article: Article, moment: int) -> Decimal:
    """What was in stock at a moment: the count before the first change after it."""
    if article.created >= moment:
        return ZERO
    later = [row for row in article.history if row.created >= moment and row.old_count is not None]
    if not later:
        return article.count
    return min(later, key=lambda row: row.created).old_count or ZERO


def value(call: Call) -> Document:
    """GET /stockvalue: what the stock of a day is worth (document: StockValue)."""
    plain, fifo = stock_values(call.world, call.shelf, _day(call) + DAY)
    return {"stockValue": plain, "stockValueFIFO": fifo}


def stock_values(world: World, shelf: Shelf, moment: int) -> tuple[Decimal, Decimal]:
    """The worth of a store's stock at a moment: by purchase price, and by its last deliveries."""
    plain = fifo = ZERO
    for article in shelf.articles.values():
        count = count_at(article, moment)
        if count > 0:
            price = (article.buy_price or ZERO) * documents.rate(world, article)
            plain += count * price
            fifo += _fifo_value(article, count, price, moment)
    return plain.quantize(_CENT), fifo.quantize(_CENT)


def _fifo_value(article: Article, count: Decimal, price: Decimal, moment: int) -> Decimal:
    """What was taken first is gone: the rest is of the latest deliveries."""
    rest, worth = count, ZERO
    for row in sorted(article.fifos, key=lambda row: row.date, reverse=True):
        if row.date < moment and rest > 0:
            part = min(rest, row.amount)
            worth += part * row.purchase_price * row.purchase_rate
            rest -= part
    return worth + rest * price


def low(call: Call) -> Document:
    """GET /stockwarning: articles below their stock warning, all of them on one page.

    `filter_warning_flag` leaves out those that were told of before; `set_articles_warned` marks
    those that are told of now.
    """
    rows = [row for row in call.shelf.articles.values() if is_low(row)]
    if call.flag("filter_warning_flag", False):
        rows = [row for row in rows if not row.warned]
    if call.flag("set_articles_warned", False):
        for row in rows:
            row.warned = True
            call.world.note("article.warned", row.article_id, store=call.shelf.store.store_id)
    return listed(call, rows, Page(0, max(1, len(rows))), Shown(batches=False))


def count_low(call: Call) -> Document:
    """GET /stockwarning/count: how many articles are below their stock warning."""
    rows = [row for row in call.shelf.articles.values() if is_low(row)]
    if not call.flag("include_ordered", True):
        rows = [row for row in rows if call.world.open_order(call.shelf, row.article_id) is None]
    return {"count": len(rows)}
