"""The columns of the short tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.core.times import read_date
from workbench.core.values import Coded, Odd
from workbench.sources.lagerkoll.records import part_fields as of
from workbench.sources.lagerkoll.records.rows import Supplier, Template
from workbench.sources.lagerkoll.records.values import coded, stamp, word
from workbench.sources.leaves import flag, identity, integer, text

_NO_COLUMN: Final = frozenset({b"null", b"{}"})


def supplier_id(record: Supplier) -> str:
    """Return the id of a supplier, by whichever name it came."""
    return identity(record.id) or identity(record.supplier_id)


def _supplier_name(record: Supplier) -> object:
    return text(record.name) or text(record.supplier_name)


def _columns(record: Template) -> int | None:
    """Return how many members of an article a template fills."""
    data = record.data
    if not isinstance(data, dict):
        return None
    return sum(1 for raw in data.values() if bytes(raw) not in _NO_COLUMN)


def _row(name: str) -> Callable[[Template], object]:
    def read(record: Template) -> object:
        data = record.data
        raw = data.get(name) if isinstance(data, dict) else None
        return integer(Odd(bytes(raw).decode("utf-8", "replace"))) if raw is not None else None

    return read


def _allowed(record: object) -> str | None:
    values = getattr(record, "valid_values", None) or ()
    return ", ".join(identity(each.value) for each in values) or None


UNITS: Final = (
    of.words("name", mark("Name"), "name", "units.name"),
    of.plain_id("external_id", mark("External id"), "external_id", "units.externalId"),
    of.plain_id("id", mark("Id"), "id", "units.id", width=80),
)

CATEGORIES: Final = (
    of.words("name", mark("Name"), "name", "categories.name", width=240),
    Field("articles", mark("Articles"), Kind.INTEGER, lambda each: integer(each.articles),
          "categories.articles", shown=True, width=90),
    of.plain_id("id", mark("Id"), "id", "categories.id", width=80),
)  # fmt: skip

SUPPLIERS: Final = (
    Field("name", mark("Name"), Kind.TEXT, _supplier_name, "suppliers.name", shown=True,
          width=240, priority=1, searched=True),
    of.words("city", mark("Place"), "city", "suppliers.city", width=130),
    of.words("country", mark("Country"), "country", "suppliers.country", width=100, facet=True),
    of.words("currency", mark("Currency"), "currency", "suppliers.currency", width=80,
             facet=True),
    of.quantity("rate", mark("Rate"), "rate", "suppliers.rate"),
    of.price_of("shipment", mark("Shipment cost"), "buy_price_shipment",
                "suppliers.buyPriceShipment", "currency"),
    of.words("street", mark("Address"), "street", "suppliers.street", shown=False),
    of.words("language", mark("Language"), "language", "suppliers.language", width=80,
             shown=False),
    of.plain_id("external_id", mark("External id"), "supplier_external_id",
                "suppliers.supplierExternalId"),
    Field("id", mark("Id"), Kind.ID, lambda each: supplier_id(each) or None, "suppliers.id",
          shown=True, width=80, searched=True),
)  # fmt: skip

PRICE_LISTS: Final = (
    of.words("name", mark("Name"), "name", "pricelists.name", width=200),
    of.plain_id("code", mark("Code"), "code", "pricelists.code"),
    of.words("currency", mark("Currency"), "currency", "pricelists.currency", width=80,
             facet=True),
    of.quantity("rate", mark("Rate"), "rate", "pricelists.rate"),
    of.plain_id("id", mark("Id"), "id", "pricelists.id", width=80),
)  # fmt: skip

STORES: Final = (
    of.words("name", mark("Name"), "name", "stores.name", width=200),
    of.plain_id("id", mark("Store id"), "store_id", "stores.storeId"),
    of.plain_id("group", mark("Store group"), "store_group_id", "stores.storeGroupId"),
    Field("master", mark("Master"), Kind.FLAG, lambda each: flag(each.is_master),
          "stores.isMaster", shown=True, width=80),
    of.plain_id("suffix", mark("Article suffix"), "article_suffix", "stores.articleSuffix"),
    of.words("currency", mark("Currency"), "currency", "stores.currency", width=80),
    of.words("language", mark("Language"), "language", "stores.language", width=80),
)  # fmt: skip

CUSTOM_FIELDS: Final = (
    of.words("name", mark("Name"), "name", "fields.name", width=200),
    Field("type", mark("Type"), Kind.CHOICE, lambda each: word(each.type), "fields.type",
          shown=True, width=100, facet=True),
    of.words("value", mark("Value"), "value", "fields.value"),
    Field("valid_values", mark("Allowed values"), Kind.TEXT, _allowed, "fields.validValues",
          shown=True, width=240),
)  # fmt: skip

TAGS: Final = (
    of.words("name", mark("Name"), "name", "tags.name", width=200),
    of.words("description", mark("Description"), "desc", "tags.desc", width=240),
    of.plain_id("external_id", mark("External id"), "external_id", "tags.externalId"),
    of.plain_id("id", mark("Id"), "id", "tags.id", width=80),
)

TEMPLATES: Final = (
    of.words("name", mark("Name"), "name", "importTemplates.name", width=240),
    Field("type", mark("Type"), Kind.CHOICE, lambda each: word(each.type),
          "importTemplates.type", shown=True, width=110, facet=True),
    Field("columns", mark("Columns"), Kind.INTEGER, _columns, "importTemplates.data", shown=True,
          width=90, help=mark("Members of an article that the template fills.")),
    Field("row_title", mark("Title row"), Kind.INTEGER, _row("rowTitle"),
          "importTemplates.data.rowTitle", shown=True, width=90),
    Field("row_first", mark("First row"), Kind.INTEGER, _row("rowFirst"),
          "importTemplates.data.rowFirst", shown=True, width=90),
    of.plain_id("group", mark("Store group"), "storegroup_id", "importTemplates.storegroupId"),
    of.plain_id("id", mark("Id"), "id", "importTemplates.id", width=80),
)  # fmt: skip


class TemplateColumn(msgspec.Struct, frozen=True):
    """One member of an article that an import template fills."""

    member: Coded
    column: int | None
    default: str | None


TEMPLATE_COLUMNS: Final = (
    Field("member", mark("Fills"), Kind.CHOICE, lambda each: each.member, "data", shown=True,
          width=180, help=mark("A price list is named priceLists.ID, a custom field"
                               " customFields.NAME.")),
    Field("column", mark("Column"), Kind.INTEGER, lambda each: each.column, "data.column",
          shown=True, width=80, help=mark("Column of the file, counted from 1.")),
    Field("default", mark("Default"), Kind.TEXT, lambda each: each.default, "data.defaultValue",
          shown=True, width=160),
)  # fmt: skip

EXPORTS: Final = (
    Field("date", mark("Date"), Kind.TIME, lambda each: stamp(each.date), "dates.date",
          shown=True, width=140, priority=1),
    Field("type", mark("Type"), Kind.CHOICE, lambda each: word(each.type), "dates.type",
          shown=True, width=100, facet=True),
    of.price_of("stock_value", mark("Stock value"), "stock_value", "dates.stockValue", width=150),
    of.price_of("stock_value_fifo", mark("Stock value FIFO"), "stock_value_fifo",
                "dates.stockValueFIFO", width=150),
    of.plain_id("id", mark("Id"), "id", "dates.id"),
)  # fmt: skip

STOCK_VALUES: Final = (
    Field("date", mark("Date"), Kind.DATE, lambda each: read_date(each.date), "date", shown=True,
          width=110, priority=1),
    of.price_of("stock_value", mark("Stock value"), "stock_value", "stockValue", width=150),
    of.price_of("stock_value_fifo", mark("Stock value FIFO"), "stock_value_fifo",
                "stockValueFIFO", width=150),
)  # fmt: skip

STOCK_PLACES: Final = (
    of.words("place", mark("Place"), "stockplace", "stockplaces.stockplace"),
    Field("articles", mark("Articles"), Kind.INTEGER, lambda each: integer(each.articles),
          "stockplaces.articles", shown=True, width=90),
)  # fmt: skip

GROUP: Final = (
    of.plain_id("number", mark("Number"), "article_id", "articles.articleId"),
    of.words("name", mark("Name"), "name", "articles.name", width=240),
    Field("store", mark("Store"), Kind.CHOICE, lambda each: coded(each.store_id, each.store_name),
          "articles.storeName", shown=True, width=160, facet=True, sort="store"),
    of.quantity("available", mark("Available"), "available_amount", "articles.availableAmount"),
)  # fmt: skip
