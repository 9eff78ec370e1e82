"""Everything that the comparison shows at one moment, reckoned in a thread and never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from workbench.compare.board import Board
from workbench.compare.board_groups import Grouped
from workbench.compare.landed import Marker
from workbench.compare.landed_terms import Wanted, supplier_key
from workbench.compare.margins import MarginRule
from workbench.compare.pivot import Column, Facets, Pivot
from workbench.core.formats import Formats
from workbench.core.jobs import job_cancelled
from workbench.core.offers import BOUGHT_AT, Item, Offer, Ref
from workbench.tables.folding import fold, words_of
from workbench.workspace.comparison.asked import Asked
from workbench.workspace.comparison.grouping import Grouping
from workbench.workspace.comparison.rows import ClientRow, Maker, OfferRow

MOST_ROWS = 5_000
"""Groups that are shown at once; the text narrows what there are more of."""
_EVERY = 64


class Shown(NamedTuple):
    """Rows and columns at what is asked.

    Attributes:
        asked: what.
        rows: one a group.
        columns: suppliers, the one with the most groups first; none where it is client-safe.
        facets: to filter by.
        more: groups that are left out because there are too many.
        offers: how many offers stand behind the rows.
        markings: when the oldest markings were read that are older than their records; None where
            there are none.
    """

    asked: Asked
    rows: tuple[OfferRow | ClientRow, ...] = ()
    columns: tuple[Column, ...] = ()
    facets: Facets | None = None
    more: int = 0
    offers: int = 0
    markings: datetime | None = None


class Tools(NamedTuple):
    """What reckoning needs beside the items."""

    marker: Marker
    rule: MarginRule | None
    formats: Formats
    stop: Callable[[], bool]


def nothing(asked: Asked) -> Shown:
    """Return what is shown before anything was reckoned."""
    return Shown(asked)


def chosen_groups(
    grouping: Grouping, asked: Asked, refs: Iterable[Ref]
) -> tuple[list[Grouped], int]:
    """Return the groups that are shown, and how many more there are.

    Args:
        grouping: everything.
        asked: scope and text.
        refs: items of the scope where it is a basket or chosen items.
    """
    if asked.refs or asked.basket:
        keys = dict.fromkeys(key for ref in refs if (key := grouping.key_of.get(ref)))
        found = [grouping.groups[key] for key in keys]
    else:
        found = [group for group in grouping.groups.values() if _sold(group)]
        # A stable order: what several suppliers ask for stands first, then as matching gave it.
        found.sort(key=lambda group: -_suppliers(group))
    words = words_of(asked.text)
    if words:
        found = [group for group in found if _holds(group, words)]
    return found[:MOST_ROWS], max(len(found) - MOST_ROWS, 0)


def _sold(group: Grouped) -> bool:
    return any(_bought(offer) for item in group.items for offer in item.offers)


def _bought(offer: Offer) -> bool:
    return offer.compared and offer.kind in BOUGHT_AT


def _suppliers(group: Grouped) -> int:
    names = {offer.supplier for item in group.items for offer in item.offers if _bought(offer)}
    return len(names)


def _holds(group: Grouped, words: Sequence[str]) -> bool:
    text = fold("\0".join(part for item in group.items for part in _texts(item)))
    return all(word in text for word in words)


def _texts(item: Item) -> Iterable[str]:
    yield from (item.name, item.brand, item.manufacturer, item.mpn, item.supplier)
    yield from (item.supplier_number, item.number, item.colour, item.size, item.category)
    yield from item.gtins


def board_of(groups: Sequence[Grouped], marker: Marker) -> Board:
    """Return the board of groups, without the offers that nothing can be bought by."""
    return Board([_purchases(group) for group in groups], marker)


def _purchases(group: Grouped) -> Grouped:
    items = tuple(
        item
        if all(map(_bought, item.offers))
        else msgspec.structs.replace(item, offers=tuple(filter(_bought, item.offers)))
        for item in group.items
    )
    return group._replace(items=items)


def shown(
    board: Board, asked: Asked, wanted: Wanted, grouping: Grouping, more: int, tools: Tools
) -> Shown:
    """Return the rows of a board at what is wanted; for a thread.

    Raises:
        WbError: CANCELLED, where `tools.stop` said so.
    """
    pivot = Pivot(board.price(wanted))
    columns = tuple(
        column for column in pivot.columns() if supplier_key(column.title) not in asked.off
    )
    maker = Maker(pivot, columns, grouping.doubted, tools.rule, tools.formats)
    make = maker.client_row if asked.client_safe else maker.row
    rows: list[OfferRow | ClientRow] = []
    for number in range(len(board.groups)):
        if number % _EVERY == 0 and tools.stop():
            raise job_cancelled()
        rows.append(make(number))
    if asked.client_safe:
        return Shown(asked, tuple(rows), more=more)
    return Shown(asked, tuple(rows), columns, pivot.facets(), more, len(board))


def suppliers_of(grouping: Grouping) -> Mapping[str, str]:
    """Return every supplier that something can be bought from: name as written by its key."""
    # Thousands of offers are of a few suppliers: each name is folded once.
    names = dict.fromkeys(
        offer.supplier
        for group in grouping.groups.values()
        for item in group.items
        for offer in item.offers
        if _bought(offer)
    )
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(supplier_key(name), " ".join(name.split()))
    return found
