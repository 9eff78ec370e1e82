"""What a batch or serial number of a bundled article was made of (class BatchTraceability).

Parts stand with the batches and serial numbers they were taken from as a tree; a part that was a
bundle itself is followed down to its own parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.records.article import Batch
from workbench.sources.lagerkoll.records.part_fields import plain_id, quantity, time_of
from workbench.sources.lagerkoll.records.rows import BATCHES
from workbench.sources.leaves import identity

DEEPEST: Final = 4
"""Levels of bundles that are followed: each part is a request of its own."""


class Lot(msgspec.Struct, gc=False, rename="camel"):
    """A line of the tree: a part, or what it was taken from."""

    level: int = 0
    article_id: str = ""
    article_name: str = ""
    batch_id: str = ""
    serial_nr: str = ""
    amount: object = None
    best_before: object = None
    parent: str = ""


def _name(lot: Lot) -> str:
    return lot.article_name or lot.serial_nr or lot.batch_id or lot.article_id


FIELDS: Final = (
    Field("name", mark("Part, batch, serial number"), Kind.TEXT, _name, "traceability",
          shown=True, width=240, searched=True, priority=1),
    plain_id("number", mark("Number"), "article_id", "traceability.articleId"),
    plain_id("batch", mark("Batch"), "batch_id", "traceability.batch.batchId", width=120),
    plain_id("serial", mark("Serial number"), "serial_nr", "traceability.serial.serialNr",
             width=130),
    quantity("amount", mark("Amount"), "amount", "traceability.amount"),
    time_of("best_before", mark("Best before"), "best_before", "traceability.batch.bestBefore"),
    Field("level", mark("Level"), Kind.INTEGER, lambda lot: lot.level, "traceability"),
    plain_id("parent", mark("Part of"), "parent", "traceability", shown=False),
)  # fmt: skip


async def load(client: LagerkollClient, document: bytes, _query: Query) -> bytes:
    """Return the tree below a batch or serial number, line by line, as one document.

    Raises:
        WbError: as the gateway names it.
    """
    record, _odd = BATCHES.read(document)
    if record is None:
        return b"[]"
    lines = await _below(client, record, identity(record.article_id), 0)
    return msgspec.json.encode(lines, order="deterministic", enc_hook=str)


async def _below(
    client: LagerkollClient, batch: Batch, article: str, level: int
) -> list[dict[str, Any]]:
    serial, lot = identity(batch.serial_nr), identity(batch.batch_id)
    if not article or not (serial or lot) or level >= DEEPEST:
        return []
    asked = client.batches
    answer = await (
        asked.trace_serial_number(article, serial) if serial else asked.trace_batch(article, lot)
    )
    found: list[dict[str, Any]] = []
    parent = serial or lot
    for part in _parts(answer):
        found.append(_line(part, {}, level, parent))
        for taken in _taken(part):
            found.append(_line({}, taken, level + 1, identity(part.get("articleId"))))
            found += await _deeper(client, part, taken, level + 2)
    return found


async def _deeper(
    client: LagerkollClient, part: dict[str, Any], taken: dict[str, Any], level: int
) -> list[dict[str, Any]]:
    """Follow a part down; one that was not made of anything is answered by nothing or refused."""
    batch = Batch(batch_id=taken.get("batchId"), serial_nr=taken.get("serialNr"))
    try:
        return await _below(client, batch, identity(part.get("articleId")), level)
    except WbError as error:
        if error.code in {ErrorCode.NOT_FOUND, ErrorCode.REFUSED}:
            return []
        raise


def _parts(answer: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    parts = answer.get("traceability") if isinstance(answer, dict) else None
    return [part for part in parts or () if isinstance(part, dict)]


def _taken(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    batch = part.get("batch")
    if isinstance(batch, dict):
        yield batch
    yield from (each for each in part.get("serial") or () if isinstance(each, dict))


def _line(part: dict[str, Any], taken: dict[str, Any], level: int, parent: str) -> dict[str, Any]:
    both = part | taken
    return {
        "level": level,
        "articleId": identity(part.get("articleId")),
        "articleName": identity(part.get("articleName")),
        "batchId": identity(taken.get("batchId")),
        "serialNr": identity(taken.get("serialNr")),
        "amount": both.get("amount"),
        "bestBefore": taken.get("bestBefore"),
        "parent": parent,
    }


def read_rows(document: bytes, _query: Query) -> Sequence[Lot]:
    """Return the lines of a tree that was asked for."""
    if not document.lstrip().startswith(b"["):
        return ()
    return msgspec.json.decode(document, type=list[Lot])


TRACE: Final = SubTable("traceability", mark("Made of"), FIELDS, read_rows, load,
                         chart="tree", level="level")  # fmt: skip
"""Inside a batch or serial number."""
