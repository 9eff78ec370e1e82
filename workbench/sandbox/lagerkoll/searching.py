"""Which articles a list holds and in which order.

The document names the filters and not what they do: here each `filter_` that is true leaves only
the articles that it names, and `filter_regardless_bundled=false` leaves out bundles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.model import ZERO, Article
from workbench.sandbox.lagerkoll.world import World

SORTS = (
    "art", "name", "bundled", "cat", "unit", "stock_place", "stock_place_article", "desc", "price",
    "order", "warning_order", "stock", "reserved", "supplier", "is_stock", "type", "status",
    "active",
)  # fmt: skip
"""Columns that a list sorts by."""

DIRECTIONS = ("asc", "desc")

Key = Callable[[Article], tuple[object, ...]]


def matching(rows: Iterable[Article], query: str) -> list[Article]:
    """Articles that hold every word of a query; all of them for an empty one."""
    words = query.casefold().split()
    if not words:
        return list(rows)
    return [row for row in rows if _holds(_text(row), words)]


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _text(row: Article) -> str:
    parts = (row.article_id, row.name, row.external_id, row.barcode, row.supplier_article_id,
             row.manufacturer_article_id, row.description)  # fmt: skip
    return "\n".join(part for part in parts if part).casefold()


def filtered(call: Call, rows: Iterable[Article]) -> list[Article]:
    """Articles that the filters of a request leave."""
    tests: list[Callable[[Article], bool]] = []
    if call.flag("filter_outof_stock", False):
        tests.append(lambda row: row.type == "Stock" and row.available <= 0)
    if call.flag("filter_stock_warning", False):
        tests.append(is_low)
    if call.flag("filter_non_stock", False):
        tests.append(lambda row: not row.stock)
    if call.flag("filter_non_active", False):
        tests.append(lambda row: not row.active)
    if not call.flag("filter_regardless_bundled", True):
        tests.append(lambda row: not row.bundled)
    supplier = call.optional("supplier_id")
    if supplier is not None and supplier != -1:
        tests.append(lambda row: row.supplier == supplier)
    return [row for row in rows if all(test(row) for test in tests)]


def is_low(row: Article) -> bool:
    """Whether an article stands below its stock warning."""
    return (
        row.type == "Stock" and row.stock_warning is not None and row.available < row.stock_warning
    )


def ordered(
    call: Call, rows: list[Article], column: str, direction: str, more: tuple[str, ...] = ()
) -> list[Article]:
    """Rows in the order that a request asks for, with the endpoint's default column and direction.

    Articles that are alike stay in the order of their making, in either direction.
    """
    chosen = call.choice("sort_column", column, (*more, *SORTS))
    down = call.choice("order", direction, DIRECTIONS) == "desc"
    key = _relevance(call.text("query")) if chosen == "query" else _keys(call.world)[chosen]
    rows.sort(key=lambda row: row.serial)
    return sorted(rows, key=key, reverse=down)


def _relevance(query: str) -> Key:
    """How well an article fits a query: its id before its name, a beginning before the middle."""
    wanted = query.casefold().strip()

    def key(row: Article) -> tuple[object, ...]:
        if not wanted:
            return (0,)
        number, name = row.article_id.casefold(), row.name.casefold()
        ranks = (wanted in name, name.startswith(wanted), number.startswith(wanted),
                 wanted == (row.barcode or ""), number == wanted)  # fmt: skip
        return (max(place * hit for place, hit in enumerate(ranks, 1)),)

    return key


def _keys(world: World) -> dict[str, Key]:
    def supplier(row: Article) -> tuple[object, ...]:
        found = world.suppliers.get(row.supplier or 0)
        return ("" if found is None else found.name.casefold(),)

    return {
        "art": lambda row: (row.article_id.casefold(),),
        "name": lambda row: (row.name.casefold(),),
        "bundled": lambda row: (row.bundled,),
        "cat": lambda row: (row.category.casefold(),),
        "unit": lambda row: (row.unit,),
        "stock_place": lambda row: (row.stock_place or "",),
        "stock_place_article": lambda row: (row.stock_place or "", row.article_id.casefold()),
        "desc": lambda row: (row.description or "",),
        "price": lambda row: (_of(row.price),),
        "order": lambda row: (_of(row.order_level),),
        "warning_order": lambda row: (_of(row.stock_warning),),
        "stock": lambda row: (row.count,),
        "reserved": lambda row: (row.reserved,),
        "available": lambda row: (row.available,),
        "supplier": supplier,
        "is_stock": lambda row: (row.stock,),
        "type": lambda row: (row.type,),
        "status": lambda row: (_status(row),),
        "active": lambda row: (row.active,),
    }


def _of(value: Decimal | None) -> Decimal:
    return Decimal(-1) if value is None else value


def _status(row: Article) -> int:
    """In stock, low, out of stock."""
    if row.available <= ZERO:
        return 2
    return 1 if is_low(row) else 0
