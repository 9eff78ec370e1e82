"""The short tables, each read to its end at once: units, categories, suppliers and the like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from workbench.core.queries import Filter, Input, Part, PartKind, Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark
from workbench.core.times import now, read_date
from workbench.sources.lagerkoll.articles import number_of
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.exported import TABLE as EXPORT_ROWS
from workbench.sources.lagerkoll.field_template import TABLE as FIELD_TEMPLATE
from workbench.sources.lagerkoll.field_template import deleting
from workbench.sources.lagerkoll.fifo import TABLE as FIFO
from workbench.sources.lagerkoll.pages import read_whole
from workbench.sources.lagerkoll.records import list_fields as fields
from workbench.sources.lagerkoll.records import rows
from workbench.sources.lagerkoll.records.article_fields import FIELDS as ARTICLE_FIELDS
from workbench.sources.lagerkoll.saving.exports import OF_EXPORTS
from workbench.sources.lagerkoll.saving.files import OF_SUPPLIERS, OF_TEMPLATES
from workbench.sources.lagerkoll.saving.import_templates import SAVING as TEMPLATE_SAVING
from workbench.sources.lagerkoll.saving.tags import SAVING as TAG_SAVING
from workbench.sources.lagerkoll.subtables import OF_ARTICLE
from workbench.sources.lagerkoll.templates import template_columns
from workbench.sources.leaves import identity
from workbench.sources.lists import directory

_LIMIT: Final = 100
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
MONTHS: Final = 12
"""How far back the stock value is asked for where no day is given."""


def _id(record: Any) -> str:  # noqa: ANN401 - of any list
    return identity(record.id)


async def _units(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.directories.units()).units


async def _categories(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.directories.categories()).categories


async def _suppliers(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.directories.suppliers(page=page, limit=_LIMIT),
        lambda answer: answer.suppliers,
        _LIMIT,
    )


async def _price_lists(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.directories.price_lists(page=page, limit=_LIMIT),
        lambda answer: answer.pricelists,
        _LIMIT,
    )


async def _stores(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.directories.stores()).stores


async def _template(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.custom_fields.custom_fields_template()).fields


async def _custom_fields(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.custom_fields.custom_fields(page=page, limit=_LIMIT),
        lambda answer: answer.fields,
        _LIMIT,
    )


async def _tags(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.tags.tags(page=page, limit=_LIMIT), lambda answer: answer.tags, _LIMIT
    )


async def _templates(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw]:
    return await read_whole(
        lambda page: client.imports.import_templates(page=page, limit=_LIMIT),
        lambda answer: answer.import_templates,
        _LIMIT,
    )


async def _exports(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.exports.export_dates()).dates


async def _places(client: LagerkollClient, _query: Query) -> Sequence[msgspec.Raw] | None:
    return (await client.stock.stock_places()).stockplaces


async def _low_stock(client: LagerkollClient, query: Query) -> Sequence[msgspec.Raw] | None:
    unwarned = query.value("filter_warning_flag", "") is True
    return (await client.stock.low_stock(filter_warning_flag=unwarned)).articles


async def _stock_values(client: LagerkollClient, query: Query) -> Sequence[msgspec.Raw]:
    """Ask for each day alone, as the service has no list; the answers do not name their day."""
    asked = read_date(query.value("date", ""))
    days = [asked] if isinstance(asked, date) else days_back(now().date(), MONTHS)
    found: list[dict[str, object]] = []
    for day in days:
        value = await client.stock.stock_value(date=day.isoformat())
        members = value if isinstance(value, dict) else {}
        found.append({"date": day.isoformat(), **members})
    # Each day knows the others, so that its values over time need no further request.
    return [msgspec.Raw(_ENCODER.encode(day | {"series": found})) for day in found]


def _over_time(document: bytes, _query: Query) -> Sequence[object]:
    """Return the days that were asked for together with one."""
    record, _odd = rows.STOCK_VALUES.read(document)
    return (record.series or ()) if record is not None else ()


def days_back(today: date, months: int) -> list[date]:
    """Return today and the last day of each of the months before, newest first."""
    days = [today]
    first = today.replace(day=1)
    for _ in range(months):
        last = date.fromordinal(first.toordinal() - 1)
        days.append(last)
        first = last.replace(day=1)
    return days


_DAY: Final = Filter(
    "date",
    mark("Day"),
    (Part("", PartKind.TIME),),
    input=Input.DATES,
    group=mark("Time"),
    help=mark("Today and the ends of the last 12 months where none is given."),
)
_UNWARNED: Final = Filter(
    "filter_warning_flag",
    mark("Not warned of before"),
    (Part("", PartKind.FLAG),),
    group=mark("Stock"),
    help=mark("Leaves out articles that were marked as warned of."),
)

_ALONE: Final = tuple(replace(field, sort="", filter="") for field in ARTICLE_FIELDS)
"""The columns of articles where the service gives the whole list and nothing narrows it."""

LOW_STOCK: Final = directory(
    "stockwarning", (mark("Low in stock"), mark("Article")), "triangle-alert", _ALONE,
    rows.ARTICLES, number_of, _low_stock, filters=(_UNWARNED,), subtables=OF_ARTICLE,
    document="article",
)  # fmt: skip
CATEGORIES: Final = directory(
    "categories", (mark("Categories"), mark("Category")), "list-tree", fields.CATEGORIES,
    rows.CATEGORIES, _id, _categories,
)  # fmt: skip
SUPPLIERS: Final = directory(
    "suppliers", (mark("Suppliers"), mark("Supplier")), "truck", fields.SUPPLIERS,
    rows.SUPPLIERS, fields.supplier_id, _suppliers, actions=OF_SUPPLIERS,
)  # fmt: skip
UNITS: Final = directory(
    "units", (mark("Units"), mark("Unit")), "ruler", fields.UNITS, rows.UNITS, _id, _units,
)  # fmt: skip
PRICE_LISTS: Final = directory(
    "pricelists", (mark("Price lists"), mark("Price list")), "coins", fields.PRICE_LISTS,
    rows.PRICE_LISTS, _id, _price_lists,
)  # fmt: skip
STORES: Final = directory(
    "stores", (mark("Stores"), mark("Store")), "warehouse", fields.STORES, rows.STORES,
    lambda record: identity(record.store_id), _stores,
)  # fmt: skip
PLACES: Final = directory(
    "stockplaces", (mark("Stock places"), mark("Stock place")), "map-pin", fields.STOCK_PLACES,
    rows.STOCK_PLACES, lambda record: identity(record.stockplace), _places,
)  # fmt: skip
TAGS: Final = directory(
    "tags", (mark("Tags"), mark("Tag")), "tags", fields.TAGS, rows.TAGS, _id, _tags,
    saving=TAG_SAVING,
)  # fmt: skip
TEMPLATE: Final = directory(
    "customfields_template", (mark("Custom fields"), mark("Custom field")), "columns-3",
    fields.CUSTOM_FIELDS, rows.CUSTOM_FIELDS, lambda record: identity(record.name), _template,
    saving=deleting(template=True),
)  # fmt: skip
CUSTOM_FIELDS: Final = directory(
    "customfields", (mark("Other custom fields"), mark("Custom field")), "columns-3",
    fields.CUSTOM_FIELDS, rows.CUSTOM_FIELDS, lambda record: identity(record.name),
    _custom_fields, saving=deleting(template=False),
)  # fmt: skip
TEMPLATES: Final = directory(
    "import_templates", (mark("Import templates"), mark("Import template")), "file-up",
    fields.TEMPLATES, rows.TEMPLATES, _id, _templates,
    subtables=(
        SubTable("columns", mark("Columns"), fields.TEMPLATE_COLUMNS, template_columns),
    ),
    saving=TEMPLATE_SAVING, actions=OF_TEMPLATES,
)  # fmt: skip
EXPORTS: Final = directory(
    "exports", (mark("Exports"), mark("Export")), "file-down", fields.EXPORTS, rows.EXPORTS,
    _id, _exports, actions=OF_EXPORTS,
)  # fmt: skip
OVER_TIME: Final = SubTable(
    "over_time", mark("Over time"), fields.STOCK_VALUES, _over_time, chart="times",
    plotted=(("stock_value", "stock_value_fifo"),),
)  # fmt: skip
STOCK_VALUES: Final = directory(
    "stockvalue", (mark("Stock value"), mark("Stock value")), "chart-line", fields.STOCK_VALUES,
    rows.STOCK_VALUES, lambda record: identity(record.date), _stock_values, filters=(_DAY,),
    subtables=(OVER_TIME,),
)  # fmt: skip

DIRECTORIES: Final = (
    *(CATEGORIES, SUPPLIERS, PLACES, TAGS, UNITS, PRICE_LISTS, STORES, TEMPLATE, CUSTOM_FIELDS),
    *(FIELD_TEMPLATE, TEMPLATES, EXPORTS, EXPORT_ROWS, STOCK_VALUES, FIFO),
)
"""In the order of the rail, behind the big tables."""
