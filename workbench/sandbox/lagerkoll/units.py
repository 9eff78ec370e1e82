"""Operations on the further units of an article."""

from __future__ import annotations

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.documents import Document
from workbench.sandbox.lagerkoll.model import Article, ArticleUnit
from workbench.sandbox.lagerkoll.refused import (
    CREATE_UNIT,
    DELETE_UNIT,
    GET_UNIT,
    UPDATE_UNIT,
    Refused,
    missing,
)
from workbench.sandbox.lagerkoll.routes import Entry
from workbench.sandbox.lagerkoll.stock import Change


def entries() -> list[Entry]:
    """The operations of this module."""
    base = "articles/{id : .+}/article_units"
    return [
        ("GET", base, units),
        ("POST", base, add),
        ("POST", f"{base}/list", replace),
        ("PUT", f"{base}/{{unit_id}}", update),
        ("DELETE", f"{base}/{{unit_id}}", remove),
    ]


def units(call: Call) -> Document:
    """GET: the units of an article (document: ArticleUnitsResponse)."""
    article = _article(call, GET_UNIT)
    return {
        "units": [
            {
                "unit": call.world.units[row.unit],
                "articleId": article.article_id,
                "storegroupId": call.group,
                "convert": row.convert,
                "barcode": row.barcode,
            }
            for row in article.units
        ]
    }


def add(call: Call) -> None:
    """POST: one more unit."""
    article = _article(call, CREATE_UNIT)
    row = _read(call, call.object(CREATE_UNIT), CREATE_UNIT)
    if any(known.unit == row.unit for known in article.units):
        raise Refused(CREATE_UNIT, f"The article has the unit {row.unit}", "unit.id", row.unit)
    _set(call, article, [*article.units, row])


def replace(call: Call) -> None:
    """POST /list: the units as a whole, bare or wrapped in `units`."""
    article = _article(call, CREATE_UNIT)
    given = call.json(CREATE_UNIT)
    if reading.is_object(given):
        given = given.get("units")
    rows = [
        _read(call, reading.an_object(row, f"units[{place}]", CREATE_UNIT), CREATE_UNIT)
        for place, row in enumerate(reading.a_list(given, "units", CREATE_UNIT))
    ]
    if len({row.unit for row in rows}) < len(rows):
        raise Refused(CREATE_UNIT, "A unit stands twice", "units")
    _set(call, article, rows)


def update(call: Call) -> None:
    """PUT /{unit_id}: another conversion or barcode."""
    article = _article(call, UPDATE_UNIT)
    number = _held(call, article, UPDATE_UNIT)
    row = _read(call, {"unit": {"id": number}} | call.object(UPDATE_UNIT), UPDATE_UNIT)
    if row.unit != number:
        raise Refused(UPDATE_UNIT, "The unit differs from that of the path", "unit.id", row.unit)
    _set(call, article, [row if known.unit == number else known for known in article.units])


def remove(call: Call) -> None:
    """DELETE /{unit_id}: one unit less."""
    article = _article(call, DELETE_UNIT)
    number = _held(call, article, DELETE_UNIT)
    _set(call, article, [known for known in article.units if known.unit != number])


def _article(call: Call, code: int) -> Article:
    return call.world.article(call.shelf, call.path["id"], code)


def _held(call: Call, article: Article, code: int) -> int:
    number = call.path_id("unit_id", code)
    if all(row.unit != number for row in article.units):
        raise missing(code, "unit", number)
    return number


def _read(call: Call, body: dict[str, object], code: int) -> ArticleUnit:
    unit = reading.an_object(body.get("unit"), "unit", code)
    number = reading.an_id(unit.get("id"), "unit.id", code)
    if number not in call.world.units:
        raise Refused(code, f"No unit {number}", "unit.id", number)
    barcode = body.get("barcode")
    return ArticleUnit(
        number,
        reading.a_share(body.get("convert"), "convert", code),
        None if barcode is None else reading.a_text(barcode, "barcode", code),
    )


def _set(call: Call, article: Article, rows: list[ArticleUnit]) -> None:
    old, article.units = article.units, rows
    Change(call.world, call.shelf).note(article, "units", old, rows)
