"""The purchases that the stock of one article comes from, as a table of their own.

They are corrected row by row: rate and price have calls of their own, which name the row by its
moment. The service lists them by article only, so that an article must be named.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote, unquote

import msgspec

from workbench.core.edits import Action, Call, Chosen, Effect, Entry, Patch, Saving, Scope, Write
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Field, Kind
from workbench.core.queries import Filter, Part, PartKind, Query
from workbench.core.texts import mark, tr
from workbench.core.values import Money
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.pages import read_whole
from workbench.sources.lagerkoll.records import part_fields
from workbench.sources.lagerkoll.records.rows import Fifo
from workbench.sources.lagerkoll.records.values import CURRENCY
from workbench.sources.lagerkoll.saving.forms import number_of
from workbench.sources.leaves import amount, count, identity
from workbench.sources.lists import directory
from workbench.sources.reading import Reader

_LIMIT: Final = 100
_GROUP: Final = mark("Purchases")
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


class OwnedFifo(Fifo, gc=False):
    """A purchase with the article that it was of, which the answer leaves out."""

    article_id: str = msgspec.field(default="", name="articleId")


READER: Final = Reader(OwnedFifo)


def key_of(record: OwnedFifo) -> str:
    """Return the row key: article and id; "" where it has none."""
    row = identity(record.id)
    return f"{quote(record.article_id, safe='')}/{row}" if row and record.article_id else ""


def _parted(key: str) -> tuple[str, str]:
    article, _slash, row = key.rpartition("/")
    return unquote(article), row


def _article(query: Query) -> str:
    return str(query.value("id", "") or query.text or "").strip()


def _hint(query: Query) -> str:
    return "" if _article(query) else tr("Type an article number to see its purchases.")


async def rows_of_article(client: LagerkollClient, article: str) -> Sequence[msgspec.Raw]:
    """Return the purchases of an article, each with its number.

    Raises:
        WbError: as the gateway names it.
    """
    raws = await read_whole(
        lambda page: client.fifo.article_fifo(article, page=page, limit=_LIMIT),
        lambda answer: answer.fifos,
        _LIMIT,
        lambda answer: answer.fifo_count,
    )
    found: list[msgspec.Raw] = []
    for raw in raws:
        members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        own = {"articleId": msgspec.Raw(msgspec.json.encode(article))}
        found.append(msgspec.Raw(_ENCODER.encode(own | members)))
    return found


async def _ask(client: LagerkollClient, query: Query) -> Sequence[msgspec.Raw]:
    try:
        return await rows_of_article(client, _article(query))
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return ()
        raise


async def _read(client: LagerkollClient, key: str) -> bytes | None:
    article, _row = _parted(key)
    for document in map(bytes, await rows_of_article(client, article)):
        record, _odd = READER.read(document)
        if record is not None and key_of(record) == key:
            return document
    return None


def _delete(patch: Patch) -> Call:
    return Call({"id": _parted(patch.key)[1]})


# ---- rate and price ----------------------------------------------------------------------------

RATE: Final = Field("new_rate", mark("Rate"), Kind.DECIMAL, lambda each: each.get("new_rate"),
                    shown=True)  # fmt: skip
PRICE: Final = Field("new_price", mark("Purchase price"), Kind.DECIMAL,
                     lambda each: each.get("new_price"), shown=True)  # fmt: skip


def _record(chosen: Chosen) -> OwnedFifo | None:
    return READER.read(chosen.documents[0])[0] if chosen.documents[0] else None


def _moment(chosen: Chosen) -> int | None:
    record = _record(chosen)
    return count(record.date) if record is not None else None


def _call(chosen: Chosen, name: str, field: Field) -> Sequence[Call]:
    body: dict[str, Any] = {"date": _moment(chosen), name: number_of(chosen, field)}
    return [Call({"id": _parted(chosen.keys[0])[0]}, body)]


def _rate_effect(chosen: Chosen) -> Sequence[Effect]:
    record = _record(chosen)
    old = amount(record.purchase_rate) if record is not None else None
    return (Effect(chosen.keys[0], _said(chosen, tr("rate")), old, number_of(chosen, RATE)),)


def _price_effect(chosen: Chosen) -> Sequence[Effect]:
    record = _record(chosen)
    old = amount(record.purchase_price) if record is not None else None
    what = _said(chosen, tr("purchase price"))
    return (Effect(chosen.keys[0], what, _money(old), _money(number_of(chosen, PRICE))),)


def _said(chosen: Chosen, what: str) -> str:
    return tr("{number}: {what}", number=_parted(chosen.keys[0])[0], what=what)


def _money(value: Decimal | None) -> Money | None:
    return None if value is None else Money(value, CURRENCY)


ACTIONS: Final = (
    Action("fifo_price", mark("Change the purchase price…"), "coins", _GROUP, Scope.ONE,
           "update_fifo_price", lambda chosen: _call(chosen, "price", PRICE), (PRICE,),
           (Entry(PRICE.id, required=True, least=Decimal(0)),), preview=_price_effect),
    Action("fifo_rate", mark("Change the rate…"), "percent", _GROUP, Scope.ONE,
           "update_fifo_rate", lambda chosen: _call(chosen, "rate", RATE), (RATE,),
           (Entry(RATE.id, required=True, above=Decimal(0)),), preview=_rate_effect),
)  # fmt: skip

TABLE: Final = directory(
    "fifo", (mark("FIFO"), mark("Purchase")), "layers",
    (part_fields.plain_id("number", mark("Number"), "article_id", "articleId"),
     *part_fields.FIFO),
    READER, key_of, _ask,
    filters=(
        Filter("id", mark("Article number"), (Part("", PartKind.TEXT),),
               group=mark("Article"),
               help=mark("The purchases of one article are listed at a time."),
               completes="articles"),
    ),
    saving=Saving(
        entries=(), read=_read, delete=Write("delete_fifo_row", _delete), copied=False
    ),
    actions=ACTIONS,
    hint=_hint,
)  # fmt: skip
"""Purchases of one article."""
