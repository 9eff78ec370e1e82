"""Operations that import files without a template: the parts of bundles, and batches.

The document gives no columns; these are chosen: see the readers below. Row 1 holds the titles.
"""

from __future__ import annotations

from workbench.sandbox.lagerkoll import applying, members, rules
from workbench.sandbox.lagerkoll.batches import put_in, read_batch
from workbench.sandbox.lagerkoll.calls import Call, page_of
from workbench.sandbox.lagerkoll.documents import Document, Kept, batches
from workbench.sandbox.lagerkoll.imports import at_row, numbered
from workbench.sandbox.lagerkoll.model import Article, Part
from workbench.sandbox.lagerkoll.refused import IMPORT, Refused
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change
from workbench.sandbox.lagerkoll.uploads import cell, rows_of, uploaded
from workbench.sandbox.lagerkoll.world import day_of

FILE_TYPES = ("tsv", "excel", "xlsx")

_FIRST_DATA_ROW = 2


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles/import"
    return [
        ("POST", f"{base}/bundle", import_bundles),
        ("POST", f"{base}/bundle/test", test_bundles),
        ("POST", f"{base}/batch_serial", import_batches),
        ("POST", f"{base}/batch_serial/test", test_batches),
    ]


def _plain_rows(call: Call) -> list[tuple[int, list[str]]]:
    kind = call.choice("file_type", "tsv", FILE_TYPES)
    return numbered(rows_of(uploaded(call), kind), _FIRST_DATA_ROW)


def _read_bundles(
    call: Call, rows: list[tuple[int, list[str]]]
) -> dict[str, tuple[Article, list[Part]]]:
    """Columns: bundle, part, amount; the parts of a bundle stand in the file as a whole."""
    bodies: dict[str, list[object]] = {}
    for number, row in rows:
        key = cell(row, 1)
        if key not in call.shelf.articles or not call.shelf.articles[key].bundled:
            raise at_row(Refused(IMPORT, f"{key} is no bundle", "articleId", key), number)
        part = {"articleId": cell(row, 2), "amount": cell(row, 3)}
        try:
            members.parts(call.shelf, [part], key, IMPORT)
        except Refused as refusal:
            raise at_row(refusal, number) from None
        bodies.setdefault(key, []).append(part)
    return {
        key: (call.shelf.articles[key], members.parts(call.shelf, parts, key, IMPORT))
        for key, parts in bodies.items()
    }


def import_bundles(call: Call) -> None:
    """POST /import/bundle: the parts of bundles, replaced."""
    change = Change(call.world, call.shelf, "Import")
    for article, parts in _read_bundles(call, _plain_rows(call)).values():
        applying.apply(change, article, rules.Changes(parts=parts))


def test_bundles(call: Call) -> Document:
    """POST /import/bundle/test: the part of the first data row."""
    found = _read_bundles(call, _plain_rows(call)[:1])
    article, parts = next(iter(found.values()))
    written = [{"articleId": row.article_id, "amount": row.amount, "type": row.type}
               for row in parts]  # fmt: skip
    return {"articleId": article.article_id, "name": article.name, "parts": written}


def _read_batches(call: Call, rows: list[tuple[int, list[str]]]) -> list[Kept]:
    """Columns: article, batch, serial number, amount, barcode, best before (yyyy-MM-dd)."""
    found: list[Kept] = []
    for number, row in rows:
        try:
            article = call.world.article(call.shelf, cell(row, 1), IMPORT)
            names = ("batchId", "serialNr", "amount", "barcode")
            texts = {name: cell(row, place) or None for place, name in enumerate(names, 2)}
            best = cell(row, 6)
            moment = day_of(best, "bestBefore", IMPORT) if best else None
            batch = read_batch(article, {**texts, "bestBefore": moment}, IMPORT)
        except Refused as refusal:
            raise at_row(refusal, number) from None
        name = (article.article_id, batch.batch_id, batch.serial_nr)
        if name in {(of.article_id, each.batch_id, each.serial_nr) for of, each in found}:
            raise at_row(Refused(IMPORT, "The row stands twice", "batchId"), number)
        found.append((article, batch))
    return found


def import_batches(call: Call) -> None:
    """POST /import/batch_serial: new batches and serial numbers."""
    for article, batch in _read_batches(call, _plain_rows(call)):
        put_in(call, article, [batch])


def test_batches(call: Call) -> Document:
    """POST /import/batch_serial/test: the batch or serial number of the first data row."""
    return batches(_read_batches(call, _plain_rows(call)[:1]), page_of(call, 100))
