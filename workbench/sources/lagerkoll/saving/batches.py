"""How batches and serial numbers are saved: their amount can change, the rest is given once.

New ones belong to an article and are made there, as actions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Final
from urllib.parse import quote, unquote

import msgspec

from workbench.core.edits import Call, Entry, Patch, Saving, Write
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.pages import Pick, read_whole
from workbench.sources.lagerkoll.records.article import Batch
from workbench.sources.lagerkoll.records.rows import BATCHES
from workbench.sources.leaves import identity

_LIMIT: Final = 100

Ask = Callable[[LagerkollClient, str, int], Awaitable[Listing]]


def key_of(record: Batch) -> str:
    """Return the row key: article, batch and serial number, each escaped; "" where it has none."""
    return joined(identity(record.article_id), record.batch_id, record.serial_nr)


def joined(article: object, batch: object, serial: object) -> str:
    """Return a row key of its parts."""
    parts = [identity(part) for part in (article, batch, serial)]
    return "/".join(quote(part, safe="") for part in parts) if any(parts[1:]) else ""


def parted(key: str) -> tuple[str, str, str]:
    """Return article, batch and serial number of a row key."""
    article, batch, serial = (unquote(part) for part in key.split("/"))
    return article, batch, serial


ENTRIES: Final = (Entry("amount", "amount", clearable=False, least=Decimal(0)),)


def _reader(ask: Ask, pick: Pick) -> Callable[..., Awaitable[bytes | None]]:
    async def read(client: LagerkollClient, key: str) -> bytes | None:
        article, _batch, _serial = parted(key)
        raws = await read_whole(lambda page: ask(client, article, page), pick, _LIMIT)
        for document in map(bytes, raws):
            record, _odd = BATCHES.read(document)
            if record is not None and key_of(named(record, article)) == key:
                return document
        return None

    return read


def named(record: Batch, article: str) -> Batch:
    """Return a record with its article's number, which lists of one article may leave out."""
    if identity(record.article_id):
        return record
    return msgspec.structs.replace(record, article_id=article)


def _saving(operations: tuple[str, str], place: str, ask: Ask, pick: Pick) -> Saving:
    update, delete = operations

    def arguments(patch: Patch) -> dict[str, object]:
        article, batch, serial = parted(patch.key)
        return {"id": article, place: batch if place == "batch_id" else serial}

    return Saving(
        entries=ENTRIES,
        read=_reader(ask, pick),
        update=Write(
            update, lambda patch: Call(arguments(patch), {"amount": patch.values.get("amount")})
        ),
        delete=Write(delete, lambda patch: Call(arguments(patch))),
        copied=False,
    )


BATCH_SAVING: Final = _saving(
    ("update_batch", "delete_batch"),
    "batch_id",
    lambda client, article, page: client.batches.batches_of_article(
        article, page=page, limit=_LIMIT
    ),
    lambda answer: answer.batches,
)
SERIAL_SAVING: Final = _saving(
    ("update_serial_number", "delete_serial_number"),
    "serialnumber",
    lambda client, article, page: client.batches.serial_numbers_of_article(
        article, page=page, limit=_LIMIT
    ),
    lambda answer: answer.serial_numbers,
)
