"""Operations on bundles: made of their parts, split into them, traced back to them."""

from __future__ import annotations

from decimal import Decimal

from workbench.sandbox.lagerkoll import reading, stock
from workbench.sandbox.lagerkoll.batches import lot_of, serial_of
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import Document, Shown, single
from workbench.sandbox.lagerkoll.model import ZERO, Article, Batch, Origin, Taken
from workbench.sandbox.lagerkoll.refused import (
    GET_ARTICLE,
    GET_BATCH,
    GET_SERIAL,
    UPDATE_ARTICLE,
    Refused,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change


def entries() -> list[Entry]:
    """The operations of this module."""
    of = "articles/{id : .+}"
    return [
        ("GET", f"{of}/bundle", where_used),
        ("PUT", f"{of}/bundle", switch),
        ("PUT", f"{of}/bundles", make),
        ("PUT", f"{of}/split", split),
        ("GET", "articles/{article_id}/batch/{batch_id}/traceability", trace_batch),
        ("GET", "articles/{article_id}/serial/{serial_nr}/traceability", trace_serial),
    ]


def where_used(call: Call) -> Document:
    """GET /{id}/bundle: the bundles that an article is part of.

    The document shows the wrapper of batches; the bundles stand in it as its `batches`, with the
    members of BundleArticleForPart, which a batch has too.
    """
    key = call.path["id"]
    call.world.article(call.shelf, key, GET_ARTICLE)
    rows = [
        {"articleId": row.article_id, "articleName": row.name, "amount": part.amount}
        for row in call.shelf.articles.values()
        for part in row.parts
        if part.article_id == key
    ]
    return {
        "totalBatches": len(rows),
        "batches": list(page_of(call, 100).cut(rows)),
        "totalSerialNumbers": 0,
        "serialNumbers": [],
        "totalBatchesInStock": ZERO,
        "totalBatchesReserved": ZERO,
        "totalSerialNumbersInStock": ZERO,
        "totalSerialNumbersReserved": ZERO,
    }


def switch(call: Call) -> Document:
    """PUT /{id}/bundle: a simple article becomes a bundle, or the other way round.

    The document shows a tag as the answer; its shape is filled with the article's name.
    """
    article = call.world.article(call.shelf, call.path["id"], UPDATE_ARTICLE)
    bundle = reading.a_flag(call.query.get("bundle"), "bundle", UPDATE_ARTICLE)
    if bundle != article.bundled:
        article.bundled = bundle
        if not bundle:
            article.parts = []
        Change(call.world, call.shelf).note(article, "bundled", not bundle, bundle)
    return {
        "id": None,
        "name": article.name,
        "externalId": article.external_id,
        "desc": article.description,
    }


def make(call: Call) -> Document:
    """PUT /{id}/bundles: makes bundles out of what their parts have in stock."""
    article, amount = _asked(call)
    parts = [(call.shelf.articles.get(row.article_id), row.amount) for row in article.parts]
    short = [
        "?" if row is None else row.article_id
        for row, each in parts
        if row is None or (row.type == "Stock" and row.available < each * amount)
    ]
    if short:
        message = f"Too little in stock of {', '.join(short)}"
        raise Refused(UPDATE_ARTICLE, message, "amount", short)
    change = Change(call.world, call.shelf, f"Tillverkat {amount} {article.article_id}")
    origins: list[Origin] = []
    for row, each in parts:
        if row is not None and row.type == "Stock":
            taken = stock.take(row, each * amount)
            stock.set_count(change, row, row.count - each * amount)
            origins.append(Origin(row.article_id, each, each * amount, taken))
    if any(row.serial_nr is None for row in article.batches):
        name = f"SET-{call.world.number()}"
        article.batches = [*article.batches, Batch(name, None, amount, made=origins)]
    stock.set_count(change, article, article.count + amount)
    return single(call, article, Shown())


def split(call: Call) -> Document:
    """PUT /{id}/split: takes bundles apart, back into the stock of their parts."""
    article, amount = _asked(call)
    if article.available < amount:
        message = f"Only {article.available} of {article.article_id} in stock"
        raise Refused(UPDATE_ARTICLE, message, "amount", str(amount))
    change = Change(call.world, call.shelf, f"Delat {amount} {article.article_id}")
    stock.take(article, amount)
    stock.set_count(change, article, article.count - amount)
    for part in article.parts:
        row = call.shelf.articles.get(part.article_id)
        if row is not None and row.type == "Stock":
            stock.give(row, part.amount * amount)
            stock.set_count(change, row, row.count + part.amount * amount)
    return single(call, article, Shown())


def _asked(call: Call) -> tuple[Article, Decimal]:
    key = call.path["id"]
    article = call.world.article(call.shelf, key, UPDATE_ARTICLE)
    body = call.object(UPDATE_ARTICLE)
    if body.get("articleId") not in {None, key}:
        raise Refused(UPDATE_ARTICLE, "articleId differs from that of the path", "articleId")
    if not article.bundled or not article.parts:
        raise Refused(UPDATE_ARTICLE, f"{key} is no bundle with parts", "articleId", key)
    return article, reading.a_share(body.get("amount"), "amount", UPDATE_ARTICLE)


def trace_batch(call: Call) -> Document:
    """GET /{article_id}/batch/{batch_id}/traceability: where the parts of a batch came from."""
    article = call.world.article(call.shelf, call.path["article_id"], GET_BATCH)
    return _trace(call, article, lot_of(article, call.path["batch_id"], GET_BATCH))


def trace_serial(call: Call) -> Document:
    """GET /{article_id}/serial/{serial_nr}/traceability: the same, of a serial number."""
    article = call.world.article(call.shelf, call.path["article_id"], GET_SERIAL)
    return _trace(call, article, serial_of(article, call.path["serial_nr"], GET_SERIAL))


def _trace(call: Call, article: Article, batch: Batch) -> Document:
    origins = batch.made or []
    made = {row.article_id: row.amount for row in origins}
    now = {row.article_id: row.amount for row in article.parts}
    return {
        "modifiedStructure": bool(origins) and made != now,
        "traceability": [_origin(call, row) for row in origins],
    }


def _origin(call: Call, origin: Origin) -> Document:
    of = call.shelf.articles.get(origin.article_id)
    lots = [_taken(row) for row in origin.batches if row.batch.serial_nr is None]
    return {
        "articleId": origin.article_id,
        "articleName": None if of is None else of.name,
        "amount": origin.amount,
        "producedAmount": origin.produced,
        "batch": lots[0] if lots else None,
        "serial": [_taken(row) for row in origin.batches if row.batch.serial_nr is not None],
    }


def _taken(row: Taken) -> Document:
    return {
        "batchId": row.batch.batch_id,
        "serialNr": row.batch.serial_nr,
        "amount": row.amount,
        "reserved": row.batch.reserved,
        "barcode": row.batch.barcode,
        "bestBefore": row.batch.best_before,
    }
