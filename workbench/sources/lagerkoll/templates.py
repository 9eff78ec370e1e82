"""The columns that an import template maps (class ImportTemplate), as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from workbench.core.queries import Query
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.lagerkoll.records.list_fields import TemplateColumn
from workbench.sources.lagerkoll.records.rows import TEMPLATES
from workbench.sources.leaves import count, identity

NUMBERS_OF_ROWS: Final = ("rowTitle", "rowFirst")
"""Members that say where the rows of a file begin."""
NUMBERS: Final = ("articleId", "articleName")
"""Members that are the number of a column; all others have a default beside it."""
MAPS: Final = ("priceLists", "customFields")
"""Members with a column for each price list (by id) or custom field (by name)."""

TITLES: Final[Mapping[str, str]] = {
    "articleId": mark("Number"),
    "articleName": mark("Name"),
    "description": mark("Description"),
    "isActive": mark("Active"),
    "isBundled": mark("Bundled"),
    "category": mark("Category"),
    "amount": mark("Stock"),
    "unit": mark("Unit"),
    "barcode": mark("EAN"),
    "barcodeType": mark("Barcode type"),
    "buyPrice": mark("Cost"),
    "buyPriceShipment": mark("Shipment cost"),
    "buyPriceMisc": mark("Other cost"),
    "rate": mark("Cost rate"),
    "buyPriceCurrency": mark("Cost currency"),
    "supplier": mark("Supplier"),
    "supplierArticleId": mark("Supplier's number"),
    "vat": mark("VAT"),
    "vatAccount": mark("VAT account"),
    "isStock": mark("Stock item"),
    "type": mark("Type"),
    "stockPlace": mark("Location"),
    "stockWarning": mark("Min"),
    "criticalLevel": mark("Critical level"),
    "orderLevel": mark("Order amount"),
    "isWebshopArticle": mark("Webshop"),
    "manufacturer": mark("Manufacturer"),
    "manufacturerArticleId": mark("MPN"),
    "width": mark("Width"),
    "height": mark("Height"),
    "depth": mark("Depth"),
    "weight": mark("Weight"),
    "tags": mark("Tags"),
}
"""What each member is called, as the columns of articles are."""
OF_COLUMNS: Final = tuple(name for name in TITLES if name not in NUMBERS)
CHOICES: Final = tuple(Coded(name, title) for name, title in TITLES.items())
"""Members that a row may fill; a price list goes as priceLists.ID, a field as customFields.NAME."""


def template_columns(document: bytes, _query: Query) -> Sequence[TemplateColumn]:
    """Return which column of a file, or which default, fills each member of an article."""
    record, _odd = TEMPLATES.read(document)
    data = record.data if record is not None else None
    if not isinstance(data, dict):
        return ()
    return [
        column
        for name, raw in data.items()
        if name not in NUMBERS_OF_ROWS
        for column in _columns(name, raw)
    ]


def _columns(name: str, raw: msgspec.Raw) -> Iterator[TemplateColumn]:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if name in MAPS and isinstance(value, dict):
        for inner, held in value.items():
            yield _column(f"{name}.{inner}", held)
    elif value not in ({}, None):
        yield _column(name, value)


def _column(name: str, value: object) -> TemplateColumn:
    member = Coded(name, TITLES.get(name, name))
    if not isinstance(value, dict):
        return TemplateColumn(member, count(value), None)
    return TemplateColumn(
        member, count(value.get("column")), identity(value.get("defaultValue")) or None
    )
