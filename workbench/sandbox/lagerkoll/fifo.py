"""Operations on deliveries that stock is taken from, oldest first."""

from __future__ import annotations

from decimal import Decimal

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import Article, Fifo
from workbench.sandbox.lagerkoll.refused import (
    COMMON,
    DELETE_ARTICLE,
    GET_ARTICLE,
    UPDATE_ARTICLE,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles/{id : .+}/fifo"
    return [
        ("GET", base, rows_of),
        ("DELETE", base, delete_all),
        ("PUT", f"{base}/rate", set_rate),
        ("PUT", f"{base}/purchase_price", set_price),
        ("DELETE", "articles/fifo/{id}", delete_row),
    ]


def rows_of(call: Call) -> Document:
    """GET: a page of deliveries, oldest first (document: ArticleFIFOsResponse)."""
    article = call.world.article(call.shelf, call.path["id"], GET_ARTICLE)
    rows = sorted(article.fifos, key=lambda row: row.date)
    page = page_of(call, 25)
    return page.about(len(rows)) | {
        "fifoCount": len(rows),
        "since": call.world.now(),
        "fifos": list(page.cut(rows)),
    }


def delete_all(call: Call) -> None:
    """DELETE /{id}/fifo: every delivery of an article; its stock stays."""
    article = call.world.article(call.shelf, call.path["id"], DELETE_ARTICLE)
    old, article.fifos = len(article.fifos), []
    Change(call.world, call.shelf).note(article, "fifo", old, 0)


def delete_row(call: Call) -> None:
    """DELETE /fifo/{id}: one delivery, of whichever article."""
    number = call.path_id("id", COMMON)
    for article in call.shelf.articles.values():
        kept = [row for row in article.fifos if row.id != number]
        if len(kept) < len(article.fifos):
            article.fifos = kept
            Change(call.world, call.shelf).note(article, f"fifo.{number}", number, None)
            return
    raise missing(COMMON, "fifo row", number)


def set_rate(call: Call) -> None:
    """PUT /fifo/rate: the exchange rate of the deliveries of one moment (document: FIFORate)."""
    article, rows, rate = _found(call, "rate")
    for row in rows:
        old, row.purchase_rate = row.purchase_rate, rate
        _changed(call, article, row, "rate", old, rate)


def set_price(call: Call) -> None:
    """PUT /fifo/purchase_price: the price of the deliveries of one moment (FIFOPrice)."""
    article, rows, price = _found(call, "price")
    for row in rows:
        old, row.purchase_price = row.purchase_price, price
        _changed(call, article, row, "price", old, price)


def _found(call: Call, name: str) -> tuple[Article, list[Fifo], Decimal]:
    article = call.world.article(call.shelf, call.path["id"], UPDATE_ARTICLE)
    body = call.object(UPDATE_ARTICLE)
    moment = reading.an_id(body.get("date"), "date", UPDATE_ARTICLE)
    value = reading.an_amount(body.get(name), name, UPDATE_ARTICLE)
    rows = [row for row in article.fifos if row.date == moment]
    if not rows:
        raise missing(UPDATE_ARTICLE, "fifo row at", moment)
    return article, rows, value


def _changed(call: Call, article: Article, row: Fifo, what: str, old: object, new: object) -> None:
    Change(call.world, call.shelf).note(article, f"fifo.{row.id}.{what}", old, new)
