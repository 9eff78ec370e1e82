"""Import templates: which column of a file feeds which member of an article.

The document gives the members and not how columns and rows are counted: both from 1 here, and 0 or
null for a member without a column.
"""

from __future__ import annotations

from workbench.sandbox.lagerkoll import reading
from workbench.sandbox.lagerkoll.model import ImportTemplate
from workbench.sandbox.lagerkoll.refused import Refused
from workbench.sandbox.lagerkoll.world import GROUP

NUMBERS = ("rowTitle", "rowFirst", "articleName", "articleId")
"""Members that are a plain number."""

COLUMNS = (
    "description", "isActive", "isBundled", "category", "amount", "unit", "barcode",
    "barcodeType", "buyPrice", "buyPriceShipment", "buyPriceMisc", "rate", "buyPriceCurrency",
    "supplier", "supplierArticleId", "vat", "vatAccount", "isStock", "type", "stockPlace",
    "stockWarning", "criticalLevel", "orderLevel", "isWebshopArticle", "manufacturer",
    "manufacturerArticleId", "width", "height", "depth", "weight", "tags",
)  # fmt: skip
"""Members that are a column with a default value (document: ImportTemplateColumn)."""

MAPS = ("priceLists", "customFields")
"""Members with a column for each price list (by id) or custom field (by name)."""


def seeded() -> dict[int, ImportTemplate]:
    """The templates that stand at the start."""
    full = ("category", "amount", "unit", "barcode", "buyPrice", "supplier", "vat", "type",
            "stockPlace")  # fmt: skip
    rows = (
        (2121, "Leverantörens prislista", ("barcode", "buyPrice")),
        (2122, "Hela artikeln", full),
        (2123, "Inventering", ("amount", "stockPlace")),
    )
    return {
        number: ImportTemplate(number, name, GROUP, "article", _data(members))
        for number, name, members in rows
    }


def _data(members: tuple[str, ...]) -> dict[str, object]:
    data: dict[str, object] = {name: None for name in (*NUMBERS, *COLUMNS)}  # noqa: C420 -- typed
    data |= {"rowTitle": 1, "rowFirst": 2, "articleId": 1, "articleName": 2}
    for place, member in enumerate(members, 3):
        data[member] = {"column": place, "defaultValue": None}
    return data | {"priceLists": {}, "customFields": {}}


def checked(data: object, code: int) -> dict[str, object]:
    """The `data` of a template as it is kept; refused where it does not fit the document."""
    given = reading.an_object(data, "data", code)
    kept: dict[str, object] = {}
    for name in NUMBERS:
        value = given.get(name)
        kept[name] = None if value is None else reading.an_id(value, name, code)
    if not kept["articleId"]:
        raise Refused(code, "articleId must name a column", "articleId")
    for name in COLUMNS:
        kept[name] = _column(given.get(name), name, code)
    for name in MAPS:
        columns = reading.an_object(given.get(name) or {}, name, code)
        kept[name] = {key: _column(value, f"{name}.{key}", code) for key, value in columns.items()}
    return kept


def _column(value: object, name: str, code: int) -> dict[str, object] | None:
    if value is None:
        return None
    if not reading.is_object(value):
        return {"column": reading.an_id(value, name, code), "defaultValue": None}
    column, default = value.get("column"), value.get("defaultValue")
    return {
        "column": None if column is None else reading.an_id(column, name, code),
        "defaultValue": None if default is None else reading.a_text(default, name, code),
    }
