"""Operations on batches and serial numbers; what they hold is part of the article's stock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workbench.sandbox.lagerkoll import reading, stock
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import (
    BATCH_SORTS,
    Document,
    Kept,
    batches,
    sorted_batches,
)
from workbench.sandbox.lagerkoll.model import ONE, Article, Batch
from workbench.sandbox.lagerkoll.refused import (
    CREATE_BATCH,
    CREATE_SERIAL,
    DELETE_BATCH,
    DELETE_SERIAL,
    GET_BATCH,
    GET_SERIAL,
    UPDATE_BATCH,
    UPDATE_SERIAL,
    Refused,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change

_MOST_SERIALS = 10_000


def entries() -> list[Entry]:
    """The operations of this module."""
    base, of = "articles", "articles/{id : .+}"
    return [
        ("GET", f"{base}/batch", all_batches),
        ("GET", f"{base}/serialnumber", all_serials),
        ("GET", f"{base}/batch/serialnumber", all_kept),
        ("GET", f"{of}/batch", batches_of),
        ("GET", f"{of}/serialnumber", serials_of),
        ("GET", f"{of}/batch/serialnumber", kept_of),
        ("POST", f"{of}/batch", add_batch),
        ("POST", f"{of}/serialnumber", add_serial),
        ("POST", f"{of}/serialnumber/list", add_sequence),
        ("PUT", f"{of}/batch/{{batch_id : .+}}", update_batch),
        ("PUT", f"{of}/serialnumber/{{serialnumber : .+}}", update_serial),
        ("DELETE", f"{of}/batch/{{batch_id : .+}}", delete_batch),
        ("DELETE", f"{of}/serialnumber/{{serialnumber : .+}}", delete_serial),
    ]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which of the two a list holds, and whether also those that are used up."""

    lots: bool = True
    serials: bool = True
    used: bool = True


def all_batches(call: Call) -> Document:
    """GET /batch: batches of the store."""
    return _page(call, _every(call), Kinds(serials=False, used=_used(call)))


def all_serials(call: Call) -> Document:
    """GET /serialnumber: serial numbers of the store."""
    return _page(call, _every(call), Kinds(lots=False))


def all_kept(call: Call) -> Document:
    """GET /batch/serialnumber: both, or the one that is asked for."""
    lots, serials = call.flag("batch", True), call.flag("serial", True)
    return _page(call, _every(call), Kinds(lots, serials, _used(call)))


def batches_of(call: Call) -> Document:
    """GET /{id}/batch: batches of an article."""
    return _page(call, _own(call, GET_BATCH, "order_by", "asc"), Kinds(serials=False))


def serials_of(call: Call) -> Document:
    """GET /{id}/serialnumber: serial numbers of an article."""
    return _page(
        call, _own(call, GET_SERIAL, "order_by", "asc"), Kinds(lots=False, used=_used(call))
    )


def kept_of(call: Call) -> Document:
    """GET /{id}/batch/serialnumber: both, of an article."""
    return _page(call, _own(call, GET_BATCH, "order", "desc"), Kinds(used=_used(call)))


def _used(call: Call) -> bool:
    """Whether those that are used up are listed; three names stand in the document for it."""
    names = ("include_all_batches", "include_all_serial_numbers", "filter_all_batches")
    return all(call.flag(name, True) for name in names)


def _every(call: Call) -> list[Kept]:
    return [(row, each) for row in call.shelf.articles.values() for each in row.batches]


def _own(call: Call, code: int, order: str, direction: str) -> list[Kept]:
    article = call.world.article(call.shelf, call.path["id"], code)
    column = call.choice("sort_column", "batch_id", BATCH_SORTS)
    down = call.choice(order, direction, ("asc", "desc")) == "desc"
    return sorted_batches([(article, each) for each in article.batches], column, down=down)


def _page(call: Call, rows: list[Kept], kinds: Kinds) -> Document:
    query = call.text("query").casefold().strip()
    chosen = [
        (of, row)
        for of, row in rows
        if (kinds.lots if row.serial_nr is None else kinds.serials)
        and (kinds.used or row.amount > 0)
        and query
        in f"{row.batch_id}\n{row.serial_nr}\n{row.barcode}\n{of.name}\n{of.article_id}".casefold()
    ]
    return batches(chosen, page_of(call, 100))


def add_batch(call: Call) -> None:
    """POST /{id}/batch: a new batch."""
    article = call.world.article(call.shelf, call.path["id"], CREATE_BATCH)
    put_in(call, article, [read_batch(article, call.object(CREATE_BATCH), CREATE_BATCH)])


def add_serial(call: Call) -> None:
    """POST /{id}/serialnumber: a new serial number."""
    article = call.world.article(call.shelf, call.path["id"], CREATE_SERIAL)
    row = read_batch(article, call.object(CREATE_SERIAL), CREATE_SERIAL)
    if row.serial_nr is None:
        raise Refused(CREATE_SERIAL, "serialNr must be given", "serialNr")
    put_in(call, article, [row])


def add_sequence(call: Call) -> None:
    """POST /{id}/serialnumber/list: serial numbers counted up, all of them or none."""
    article = call.world.article(call.shelf, call.path["id"], CREATE_SERIAL)
    start, length = call.number("start", 1), call.number("length", 0)
    amount = call.number("amount", 1, least=1)
    if amount > _MOST_SERIALS:
        raise Refused(CREATE_SERIAL, f"At most {_MOST_SERIALS} serial numbers", "amount", amount)
    prefix, suffix = call.text("prefix"), call.text("suffix")
    numbers = [f"{prefix}{start + step:0{length}}{suffix}" for step in range(amount)]
    coded = call.flag("set_barcode_from_serialnumber", False)
    for number in numbers:
        _free(article, None, number, CREATE_SERIAL)
    put_in(call, article, [
        Batch(None, number, ONE, barcode=number if coded else None) for number in numbers
    ])  # fmt: skip


def read_batch(article: Article, body: dict[str, object], code: int) -> Batch:
    """The batch or serial number of a body; one of the two names must be given and free."""
    lot, serial = _text(body, "batchId", code), _text(body, "serialNr", code)
    if not lot and not serial:
        name = "serialNr" if code == CREATE_SERIAL else "batchId"
        raise Refused(code, "batchId or serialNr must be given", name)
    if article.type == "Service":
        raise Refused(code, "A service has no stock", "articleId", article.article_id)
    _free(article, lot, serial, code)
    amount, best = body.get("amount"), body.get("bestBefore")
    return Batch(
        lot or None,
        serial or None,
        ONE if amount is None else reading.an_amount(amount, "amount", code),
        barcode=_text(body, "barcode", code),
        best_before=None if best is None else reading.an_id(best, "bestBefore", code),
    )


def _text(body: dict[str, object], name: str, code: int) -> str | None:
    value = body.get(name)
    return None if value is None else reading.a_text(value, name, code)


def _free(article: Article, lot: str | None, serial: str | None, code: int) -> None:
    for row in article.batches:
        if (row.batch_id, row.serial_nr) == (lot, serial) or (serial and row.serial_nr == serial):
            name = "serialNr" if serial else "batchId"
            raise Refused(code, f"{serial or lot} exists on this article", name, serial or lot)


def put_in(call: Call, article: Article, rows: list[Batch]) -> None:
    """Puts new batches into an article, and what they hold into its stock."""
    article.batches = [*article.batches, *rows]
    change = Change(call.world, call.shelf, call.query.get("reason"))
    for row in rows:
        change.note(article, "batches", None, row.serial_nr or row.batch_id)
    total = sum((row.amount for row in rows), Decimal(0))
    stock.set_count(change, article, article.count + total)


def update_batch(call: Call) -> None:
    """PUT /{id}/batch/{batch_id}: another amount; all else is write only with POST."""
    _update(call, _lot(call, UPDATE_BATCH), UPDATE_BATCH)


def update_serial(call: Call) -> None:
    """PUT /{id}/serialnumber/{serialnumber}: another amount."""
    _update(call, _serial(call, UPDATE_SERIAL), UPDATE_SERIAL)


def _update(call: Call, kept: Kept, code: int) -> None:
    article, row = kept
    value = call.object(code).get("amount")
    if value is None:
        return
    amount = reading.an_amount(value, "amount", code)
    if amount < row.reserved:
        raise Refused(code, "amount is under what is reserved", "amount", str(amount))
    old, row.amount = row.amount, amount
    _moved(call, article, row, old, amount)


def delete_batch(call: Call) -> None:
    """DELETE /{id}/batch/{batch_id}: a batch and what it holds."""
    _delete(call, _lot(call, DELETE_BATCH))


def delete_serial(call: Call) -> None:
    """DELETE /{id}/serialnumber/{serialnumber}: a serial number and what it holds."""
    _delete(call, _serial(call, DELETE_SERIAL))


def _delete(call: Call, kept: Kept) -> None:
    article, row = kept
    article.batches = [each for each in article.batches if each is not row]
    _moved(call, article, row, row.amount, Decimal(0))


def _moved(call: Call, article: Article, row: Batch, old: Decimal, new: Decimal) -> None:
    change = Change(call.world, call.shelf, call.query.get("reason"))
    change.note(article, f"batch.{row.serial_nr or row.batch_id}", old, new)
    stock.set_count(change, article, article.count + new - old)


def _lot(call: Call, code: int) -> Kept:
    article = call.world.article(call.shelf, call.path["id"], code)
    return article, lot_of(article, call.path["batch_id"], code)


def lot_of(article: Article, key: str, code: int) -> Batch:
    """The batch of an article by its id."""
    for row in article.batches:
        if row.serial_nr is None and row.batch_id == key:
            return row
    raise missing(code, "batch", key)


def _serial(call: Call, code: int) -> Kept:
    article = call.world.article(call.shelf, call.path["id"], code)
    return article, serial_of(article, call.path["serialnumber"], code)


def serial_of(article: Article, key: str, code: int) -> Batch:
    """The serial number of an article."""
    for row in article.batches:
        if row.serial_nr == key:
            return row
    raise missing(code, "serial number", key)
