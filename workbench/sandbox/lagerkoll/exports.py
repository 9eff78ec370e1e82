"""Operations that make export files, which takes a while, and hand them out as Excel workbooks.

The document shows no answer to making one: the file appears in the list when it is done. A template
is one of the import templates, whose columns the file has.
"""

from __future__ import annotations

import io
from decimal import Decimal

from workbench.sandbox.lagerkoll import documents, imports
from workbench.sandbox.lagerkoll.calls import Call, File, Page
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.history import count_at, stock_values
from workbench.sandbox.lagerkoll.model import ZERO, Article, Export, ImportTemplate
from workbench.sandbox.lagerkoll.refused import EXPORT, Refused, missing
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.world import DAY, day_of, day_text

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MONTH = 30 * DAY
_DAILY_TEMPLATE = 2122

Rows = list[list[object]]


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles/export"
    return [
        ("GET", base, dates),
        ("POST", f"{base}/{{template_id}}", export_today),
        ("POST", f"{base}/{{template_id}}/date/{{date}}", export_day),
        ("POST", f"{base}/{{template_id}}/stock_changes", export_changes),
        ("POST", f"{base}/bundle", export_bundles),
        ("GET", f"{base}/file/{{id}}", by_id),
        ("GET", f"{base}/{{date}}", by_date),
    ]


def dates(call: Call) -> Document:
    """GET export: the files that are done, latest first (document: ExportDatesResponse)."""
    rows = sorted(_done(call), key=lambda row: (row.date, row.ready), reverse=True)
    page = Page(0, max(1, len(rows)))
    about = page.about(len(rows)) | {"datesCount": len(rows)}
    return about | {"dates": [_written(call, row) for row in rows]}


def _written(call: Call, row: Export) -> Document:
    if row.worth is None:
        row.worth = stock_values(call.world, call.shelf, row.date + DAY)
    plain, fifo = row.worth
    return {
        "id": row.id,
        "type": row.type,
        "date": row.date,
        "stockValue": plain,
        "stockValueFIFO": fifo,
    }


def _done(call: Call) -> list[Export]:
    now, store = call.world.now(), call.shelf.store.store_id
    return [row for row in call.world.exports if row.store_id == store and row.ready <= now]


def by_id(call: Call) -> File:
    """GET /export/file/{id}: a file that is done."""
    key = call.path["id"]
    for row in _done(call):
        if row.id == key:
            return _file(call, row)
    raise missing(EXPORT, "export", key)


def by_date(call: Call) -> File:
    """GET /export/{date}: the last file of a day."""
    day = day_of(call.path["date"], "date", EXPORT)
    rows = [row for row in _done(call) if row.date == day]
    if not rows:
        raise missing(EXPORT, "export of", call.path["date"])
    return _file(call, max(rows, key=lambda row: row.ready))


def _file(call: Call, row: Export) -> File:
    rows = row.rows
    if rows is None:
        template = call.world.import_templates.get(_DAILY_TEMPLATE)
        rows = _articles(call, template or _template_any(call), row.date + DAY)
    return File(lambda: workbook(rows), WORKBOOK, f"export-{day_text(row.date)}.xlsx")


def _template_any(call: Call) -> ImportTemplate:
    return next(iter(call.world.import_templates.values()))


def export_today(call: Call) -> None:
    """POST /export/{template_id}: the articles of today."""
    template = _template(call)
    _start(call, "daily", call.world.today(), _articles(call, template, call.world.now() + 1))


def export_day(call: Call) -> None:
    """POST /export/{template_id}/date/{date}: the articles of a day."""
    template = _template(call)
    day = day_of(call.path["date"], "date", EXPORT)
    if day > call.world.today():
        raise Refused(EXPORT, "date must not lie in the future", "date", call.path["date"])
    _start(call, "other", day, _articles(call, template, day + DAY))


def export_changes(call: Call) -> None:
    """POST /export/{template_id}/stock_changes: what came and went in a period."""
    _template(call)
    end_text, start_text = call.text("end_date"), call.text("start_date")
    end = day_of(end_text, "end_date", EXPORT) if end_text else call.world.today()
    start = day_of(start_text, "start_date", EXPORT) if start_text else end - _MONTH
    if start > end:
        raise Refused(EXPORT, "start_date must not be after end_date", "start_date", start_text)
    rows: Rows = [["articleId", "name", "created", "oldCount", "newCount", "change", "reason"]]
    for article in call.shelf.articles.values():
        for row in article.history:
            if row.old_count is None or row.new_count is None:
                continue
            if start <= row.created < end + DAY:
                rows.append(
                    [article.article_id, article.name, day_text(row.created), row.old_count,
                     row.new_count, row.new_count - row.old_count, row.reason]
                )  # fmt: skip
    _start(call, "other", call.world.today(), rows)


def export_bundles(call: Call) -> None:
    """POST /export/bundle: bundles with their parts, in the columns that an import takes."""
    rows: Rows = [["articleId", "partArticleId", "amount"]]
    rows.extend(
        [article.article_id, part.article_id, part.amount]
        for article in call.shelf.articles.values()
        for part in article.parts
    )
    _start(call, "other", call.world.today(), rows)


def _template(call: Call) -> ImportTemplate:
    number = call.path_id("template_id", EXPORT)
    found = call.world.import_templates.get(number)
    if found is None:
        raise missing(EXPORT, "template", number)
    return found


def _start(call: Call, kind: str, day: int, rows: Rows) -> None:
    world = call.world
    ready = world.now() + round(world.export_seconds * 1000)
    key = f"{call.shelf.store.store_id}-{world.number()}"
    world.exports.append(Export(key, kind, day, ready, call.shelf.store.store_id, rows=rows))
    world.note("export.started", key, type=kind)


def _articles(call: Call, template: ImportTemplate, moment: int) -> Rows:
    """Articles as they are now, with what was in stock at a moment, in a template's columns."""
    columns = imports.columns_of(template)
    rows: Rows = [[name for name, _wire in columns]]
    for article in call.shelf.articles.values():
        if article.created < moment:
            written = documents.article(call.world, call.shelf, article)
            written["amount"] = count_at(article, moment)
            rows.append([_cell(written, article, wire) for _name, wire in columns])
    return rows


def _cell(written: Document, article: Article, wire: str) -> object:
    if wire == "tags":
        return ", ".join(str(tag) for tag in article.tags)
    if wire.startswith("customFields."):
        name = wire.partition(".")[2]
        return next((row.value for row in article.custom_fields if row.name == name), None)
    if wire.startswith("priceLists."):
        number = int(wire.partition(".")[2])
        return article.list_prices.get((number, ZERO))
    return written.get(wire)


def workbook(rows: Rows) -> bytes:
    """Rows as an Excel workbook; texts stay texts."""
    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Artiklar")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, int | Decimal):
                    sheet.write_number(number, column, float(value))
                elif value is not None:
                    sheet.write_string(number, column, str(value))
    return target.getvalue()
