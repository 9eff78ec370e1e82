"""What can be typed of an article, in the order of the form (class Article, access "R,W")."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from workbench.core.edits import Entry
from workbench.core.texts import mark
from workbench.sources.lagerkoll.operations.members import BARCODES, TYPES
from workbench.sources.lagerkoll.records import part_fields
from workbench.sources.lagerkoll.saving.bodies import choices, number_wire, tags_wire

_ZERO: Final = Decimal(0)

CUSTOM_TYPES: Final = (
    *("String", "Number", "Int", "Long", "Float", "Double", "Boolean", "Date", "Json"),
    *("JsonArray", "Email"),
)
"""Types of a custom field."""
LINK_TYPES: Final = ("unknown", "webpage", "image", "document", "lagerkoll_document")

_ORDERS: Final = mark("Stock at the critical level makes purchase orders by itself.")


def _number(field: str, *, danger: str = "", most: Decimal | None = None) -> Entry:
    return Entry(field, clearable=False, least=_ZERO, most=most, danger=danger)


def _flag(field: str, *, danger: str = "") -> Entry:
    return Entry(field, clearable=False, danger=danger)


PARTS: Final = Entry(
    "parts",
    rows=tuple(field for field in part_fields.PARTS if field.id in {
        "part", "part_name", "part_amount", "part_type"}),
    entries=(
        Entry("part", "articleId", required=True, completes="articles"),
        Entry("part_amount", "amount", required=True, above=_ZERO),
        Entry("part_type", "type", required=True, choices=choices(*TYPES)),
    ),
    row_key="part",
)  # fmt: skip
SUPPLIERS: Final = Entry(
    "supplier_articles",
    rows=tuple(field for field in part_fields.SUPPLIERS if field.id != "offer_automatic"),
    entries=(
        Entry("offer_supplier", "supplier", required=True, lookup="suppliers", wire=number_wire),
        Entry("offer_number", "supplierArticleId"),
        Entry("offer_cost", "supplierBuyPrice", least=_ZERO),
        Entry("offer_shipment", "supplierBuyPriceShipment", least=_ZERO),
        Entry("offer_misc", "supplierBuyPriceMisc", least=_ZERO),
        Entry("offer_currency", "supplierBuyCurrency"),
        Entry("offer_rate", "supplierBuyRate", above=_ZERO),
    ),
    row_key="offer_supplier",
)
CUSTOM: Final = Entry(
    "custom_fields",
    rows=part_fields.CUSTOM,
    entries=(
        Entry("custom_name", "name", required=True, lookup="customfields_template", free=True),
        Entry("custom_type", "type", required=True, choices=choices(*CUSTOM_TYPES)),
        Entry("custom_value", "value", lines=True),
    ),
    row_key="custom_name",
)
LINKS: Final = Entry(
    "links",
    rows=part_fields.LINKS,
    entries=(
        Entry("link_name", "name", required=True),
        Entry("link_url", "url", required=True),
        Entry("link_type", "type", required=True, choices=choices(*LINK_TYPES)),
    ),
    ordered=True,
)

ENTRIES: Final = (
    Entry("number", required=True, only_new=True, unique=True),
    Entry("name", required=True),
    Entry("type", required=True, choices=choices(*TYPES)),
    Entry("bundled", only_new=True, clearable=False),
    _flag("active"),
    Entry("category", lookup="categories", by_name=True),
    Entry("unit", lookup="units", by_name=True, clearable=False),
    Entry("ean", unique=True, drawn="barcode_type"),
    Entry("barcode_type", choices=choices(*BARCODES), clearable=False),
    Entry("external_id", unique=True),
    Entry("manufacturer"),
    Entry("mpn"),
    _flag("webshop"),
    _number("price"),
    _number("cost"),
    _number("shipment"),
    _number("misc"),
    Entry("amount", clearable=False, danger=_ORDERS),
    _number("stock_warning"),
    Entry("stock_place", lookup="stockplaces", free=True),
    _flag("stock_item"),
    _number("critical_level", danger=_ORDERS),
    _number("order_level", danger=_ORDERS),
    _flag("automatic_order", danger=_ORDERS),
    Entry("supplier", lookup="suppliers", wire=number_wire, clearable=False),
    Entry("supplier_number"),
    _flag("supplier_automatic_order", danger=_ORDERS),
    Entry("vat", required=True, least=_ZERO, most=Decimal(100)),
    Entry("vat_account", clearable=False, least=_ZERO),
    _number("width"),
    _number("height"),
    _number("depth"),
    _number("weight"),
    Entry("description", lines=True),
    Entry("tags", lookup="tags", wire=tags_wire),
    PARTS,
    SUPPLIERS,
    CUSTOM,
    LINKS,
)
