"""Operations that move stock: to another store, and into reservations."""

from __future__ import annotations

from decimal import Decimal

from workbench.sandbox.lagerkoll import past, reading, stock
from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import ZERO, Article, Batch
from workbench.sandbox.lagerkoll.refused import UPDATE_ARTICLE, Refused
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change
from workbench.sandbox.lagerkoll.world import Shelf


def entries() -> list[Entry]:
    """The operations of this module."""
    of = "articles/{id : .+}"
    return [("PUT", f"{of}/move", move), ("PUT", f"{of}/reserved", reserve)]


def reserve(call: Call) -> Document:
    """PUT /{id}/reserved: how much is reserved.

    The document shows no input; it is taken of the body or, without one, of the query.
    """
    article = call.world.article(call.shelf, call.path["id"], UPDATE_ARTICLE)
    body = call.object(UPDATE_ARTICLE) if call.body.strip() else {}
    given = body.get("reserved", call.query.get("reserved"))
    reserved = reading.an_amount(given, "reserved", UPDATE_ARTICLE)
    if article.type == "Service":
        raise Refused(UPDATE_ARTICLE, "A service has no stock", "articleId", article.article_id)
    stock.set_reserved(Change(call.world, call.shelf, call.query.get("reason")), article, reserved)
    return {"reserved": article.reserved}


def move(call: Call) -> None:
    """PUT /{id}/move: stock to another store, where the article is made when it is missing."""
    key = call.path["id"]
    article = call.world.article(call.shelf, key, UPDATE_ARTICLE)
    body = call.object(UPDATE_ARTICLE)
    for name in ("articleId", "amount", "toStoreId", "batches"):
        if body.get(name) is None:
            raise Refused(UPDATE_ARTICLE, f"{name} must be given", name)
    if body["articleId"] != key:
        raise Refused(UPDATE_ARTICLE, "articleId differs from that of the path", "articleId")
    amount = reading.a_share(body["amount"], "amount", UPDATE_ARTICLE)
    to = _store(call, body["toStoreId"])
    if article.available < amount:
        message = f"Only {article.available} of {key} in stock"
        raise Refused(UPDATE_ARTICLE, message, "amount", str(amount))
    taken = _batches(article, body["batches"], amount)
    _carry(call, article, to, amount, taken)


def _store(call: Call, given: object) -> Shelf:
    number = reading.an_id(given, "toStoreId", UPDATE_ARTICLE)
    if number not in call.world.shelves or number == call.shelf.store.store_id:
        raise Refused(UPDATE_ARTICLE, f"No other store {number}", "toStoreId", number)
    return call.world.shelves[number]


def _batches(article: Article, given: object, amount: Decimal) -> list[tuple[Batch, Decimal]]:
    """What is taken of each batch; together it is the amount, where stock is kept by batch."""
    wrapper = reading.an_object(given, "batches", UPDATE_ARTICLE)
    taken: list[tuple[Batch, Decimal]] = []
    for name in ("batches", "serialNumbers"):
        for place, value in enumerate(
            reading.a_list(wrapper.get(name) or [], f"batches.{name}", UPDATE_ARTICLE)
        ):
            field = f"batches.{name}[{place}]"
            row = reading.an_object(value, field, UPDATE_ARTICLE)
            batch = _batch(article, row, field)
            part = reading.a_share(row.get("amount", 1), f"{field}.amount", UPDATE_ARTICLE)
            if part > batch.amount - batch.reserved:
                raise Refused(UPDATE_ARTICLE, "More than the batch holds", f"{field}.amount")
            taken.append((batch, part))
    total = sum((part for _batch, part in taken), ZERO)
    if article.tracked and total != amount:
        message = f"The batches add up to {total}, not {amount}"
        raise Refused(UPDATE_ARTICLE, message, "batches", str(total))
    return taken


def _batch(article: Article, row: dict[str, object], field: str) -> Batch:
    lot, serial = row.get("batchId"), row.get("serialNr")
    for batch in article.batches:
        same = batch.serial_nr == serial if serial else batch.batch_id == lot
        if same and (serial or batch.serial_nr is None):
            return batch
    raise Refused(UPDATE_ARTICLE, f"No batch {serial or lot}", field, serial or lot)


def _carry(
    call: Call, article: Article, to: Shelf, amount: Decimal, taken: list[tuple[Batch, Decimal]]
) -> None:
    name = to.store.name
    out = Change(call.world, call.shelf, f"Flyttat till {name}")
    into = Change(call.world, to, f"Flyttat från {call.shelf.store.name}")
    target = to.articles.get(article.article_id) or _copy(call, article, to)
    for batch, part in taken:
        batch.amount -= part
        _receive(target, batch, part)
    stock.set_count(out, article, article.count - amount)
    stock.set_count(into, target, target.count + amount)


def _copy(call: Call, article: Article, to: Shelf) -> Article:
    target = past.copied(article)
    target.count = target.reserved = ZERO
    target.created = call.world.now()
    to.articles[target.article_id] = target
    call.world.note("article.created", target.article_id, store=to.store.store_id)
    return target


def _receive(target: Article, batch: Batch, part: Decimal) -> None:
    for row in target.batches:
        if (row.batch_id, row.serial_nr) == (batch.batch_id, batch.serial_nr):
            row.amount += part
            return
    new = Batch(batch.batch_id, batch.serial_nr, part, ZERO, batch.barcode, batch.best_before)
    target.batches = [*target.batches, new]
