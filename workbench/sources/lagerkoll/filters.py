"""Every documented way to narrow the articles (Articles document, "Get articles" and its kin)."""

from __future__ import annotations

from typing import Final

from workbench.core.queries import Filter, Input, Part, PartKind
from workbench.core.sources import ServiceSort
from workbench.core.texts import mark

_ARTICLE: Final = mark("Article")
_STOCK: Final = mark("Stock")
_TIME: Final = mark("Time")


def _flag(name: str, title: str, help: str = "") -> Filter:
    return Filter(name, title, (Part("", PartKind.FLAG),), group=_STOCK, help=help)


def _picked(name: str, title: str, lookup: str, help: str = "") -> Filter:
    return Filter(
        name,
        title,
        (Part("", PartKind.TEXT),),
        input=Input.PICKER,
        lookup=lookup,
        group=_ARTICLE,
        help=help,
    )


QUERY: Final = Filter(
    "query",
    mark("Text"),
    (Part("", PartKind.TEXT),),
    group=_ARTICLE,
    help=mark("Words that the service looks for, as in the search box."),
)

FILTERS: Final = (
    QUERY,
    _picked("category_id", mark("Category"), "categories",
            mark("Together with a text or a day, with nothing else.")),
    _picked("supplier_id", mark("Supplier"), "suppliers"),
    Filter("id", mark("Article number"), (Part("include", PartKind.LIST),), default="include",
           input=Input.PASTE, group=_ARTICLE,
           help=mark("Each is read alone, one request for each number.")),
    _flag("filter_outof_stock", mark("Out of stock"),
          mark("The service's own filter for articles that are out of stock.")),
    _flag("filter_stock_warning", mark("Low in stock"),
          mark("The service's own filter for articles below their stock warning.")),
    _flag("filter_non_stock", mark("No stock item"),
          mark("The service's own filter for articles that are ordered from the supplier.")),
    _flag("filter_non_active", mark("Not active"),
          mark("The service's own filter for articles that are not active.")),
    _flag("filter_regardless_bundled", mark("Bundled too"),
          mark("Taken for granted by the service; no leaves bundled articles out.")),
    Filter("since", mark("Changed since"), (Part("", PartKind.TIME, stamps=True),),
           input=Input.DATES, group=_TIME),
    Filter("date", mark("As it was on"), (Part("", PartKind.TIME),), input=Input.DATES,
           group=_TIME, help=mark("Articles as they were on a day; with a category at most.")),
)  # fmt: skip

_TITLES: Final = {
    "query": mark("Relevance"),
    "art": mark("Number"),
    "name": mark("Name"),
    "bundled": mark("Bundled"),
    "cat": mark("Category"),
    "unit": mark("Unit"),
    "stock_place": mark("Location"),
    "stock_place_article": mark("Location and number"),
    "desc": mark("Description"),
    "price": mark("Price"),
    "order": mark("Order amount"),
    "warning_order": mark("Min"),
    "stock": mark("In stock"),
    "reserved": mark("Reserved"),
    "available": mark("Stock"),
    "supplier": mark("Supplier"),
    "is_stock": mark("Stock item"),
    "type": mark("Type"),
    "status": mark("Status"),
    "active": mark("Active"),
}
"""The documented orders, by what they most likely mean: the document gives their names alone."""

SORTS: Final = tuple(
    ServiceSort(name, title, descending_first=name == "query") for name, title in _TITLES.items()
)
