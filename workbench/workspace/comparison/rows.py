"""Rows of the comparison: a group with a cell for each supplier, and its client-safe form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import msgspec

from workbench.compare.board_groups import Grouped
from workbench.compare.board_outcome import OUTCOMES, Outcome
from workbench.compare.landed_terms import supplier_key
from workbench.compare.margins import MarginRule
from workbench.compare.matching.model import DOUBTS, Question, Reason
from workbench.compare.pivot import Cell, Column, Pivot, caption
from workbench.compare.plain_names import without_names
from workbench.core.formats import Formats
from workbench.core.offers import Item, Ref
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Money, Quoted

STATES: Final[Mapping[Outcome, str]] = {
    Outcome.PRICED: "",
    Outcome.STALE: "stale",
    Outcome.WAITING: "waiting",
    Outcome.EXPIRED: "expired",
    Outcome.FUTURE: "expired",
}
"""`Quoted.state` by outcome; every other one is a "quote": no price can be named."""

SHORT: Final[Mapping[Reason, str]] = {
    Reason.USER: mark("By hand"),
    Reason.GTIN: mark("GTIN"),
    Reason.MPN: mark("MPN"),
    Reason.SUPPLIER: mark("Supplier no."),
}
"""Why items are one, in a word, marked."""

ASKED: Final = "question"
"""Code of the match of a row that a question is open on."""


class OfferRow(msgspec.Struct, frozen=True):
    """One thing at what is asked.

    Attributes:
        key: of its group.
        name, picture, category, brand, gtin: as its first item says that has them.
        variant: its colour and size.
        match: why its items are held to be one, or "Same item?" with what speaks against it.
        offers: how many offers can be bought by.
        suppliers: how many suppliers ask for it.
        best: cost of a piece of the best offer, and whose it is.
        total: of the best offer's order.
        sale: of a piece, by the margin rule asked for.
        margin: percent of the sale price that is left.
        spread: percent between the dearest supplier and the cheapest.
        stock: pieces on the own shelf, None where none are kept.
        quantity: pieces really bought of the best offer.
        cells: by `supplier_key`.
        costs: a piece of each supplier, lowest first: the dots of the spread.
        bought: item and id of the best offer.
        read: when the oldest of its records with prices was read.
        old: how many of its suppliers' prices were read long ago.
        course: how the price of the best offer moved, in words and to be drawn.
        change: percent that it moved by last.
    """

    key: str
    name: str = ""
    variant: str = ""
    picture: str = ""
    category: str = ""
    brand: str = ""
    gtin: str = ""
    match: Coded | None = None
    offers: int = 0
    suppliers: int = 0
    supplier: str = ""
    best: Money | None = None
    total: Money | None = None
    sale: Money | None = None
    margin: Decimal | None = None
    spread: Decimal | None = None
    stock: int | None = None
    quantity: int | None = None
    cells: Mapping[str, Quoted] = {}
    costs: tuple[Money, ...] = ()
    bought: tuple[Ref, str] | None = None
    read: datetime | None = None
    old: int = 0
    course: Coded | None = None
    change: Decimal | None = None


class ClientRow(msgspec.Struct, frozen=True):
    """One thing as a customer is shown it: nothing here says what it costs or whose it is."""

    key: str
    name: str = ""
    variant: str = ""
    category: str = ""
    quantity: int | None = None
    price: Money | None = None
    total: Money | None = None


class Maker:
    """Makes rows of groups at one pricing; in a thread.

    Args:
        pivot: groups by suppliers.
        columns: the suppliers that are shown.
        doubted: by key, the question that is open on a group.
        rule: sale prices follow it; None for none.
        formats: of numbers in captions.
    """

    def __init__(
        self,
        pivot: Pivot,
        columns: Sequence[Column],
        doubted: Mapping[str, Question],
        rule: MarginRule | None,
        formats: Formats,
    ) -> None:
        self._pivot = pivot
        self._names = {column.supplier: supplier_key(column.title) for column in columns}
        self._doubted = doubted
        self._rule = rule
        self._formats = formats

    def row(self, number: int) -> OfferRow:
        """Return the row of a group by its number on the board."""
        pivot, board = self._pivot, self._pivot.pricing.board
        group = board.groups[number]
        cells = pivot.row(number)
        shown = {
            self._names[supplier]: self._quoted(cell)
            for supplier, cell in cells.items()
            if supplier in self._names and cell.outcome is not Outcome.SALE
        }
        best = next((cell for cell in cells.values() if cell.best), None)
        spread, sale = pivot.spread(number), self._sale(number)
        return OfferRow(
            key=group.id,
            name=group.name,
            variant=group.variant,
            picture=_first(group.items, lambda item: item.picture),
            category=_first(group.items, lambda item: item.category),
            brand=_first(group.items, lambda item: item.brand),
            gtin=_first(group.items, lambda item: item.gtins[0] if item.gtins else ""),
            match=match_of(group, self._doubted.get(group.id), self._formats),
            offers=bought_by(group),
            suppliers=len(shown),
            supplier=board.offers[best.place].supplier if best else "",
            best=best.per_piece if best else None,
            total=best.total if best else None,
            sale=sale[0] if sale else None,
            margin=sale[1] if sale else None,
            spread=spread.percent if spread else None,
            stock=on_shelf(group.items, pivot.pricing.wanted.day),
            quantity=best.bought if best else None,
            cells=shown,
            costs=spread.costs if spread else (),
            bought=self._bought(best),
            read=min((item.read for item in group.items if item.offers), default=None),
            old=sum(each.state == "stale" for each in shown.values()),
        )

    def _bought(self, best: Cell | None) -> tuple[Ref, str] | None:
        board = self._pivot.pricing.board
        return (board.items[best.place].ref, board.offers[best.place].id) if best else None

    def _sale(self, number: int) -> tuple[Money, Decimal | None] | None:
        sold = self._pivot.sale(number, self._rule) if self._rule else None
        return (sold.price, sold.margin) if sold else None

    def _quoted(self, cell: Cell) -> Quoted:
        state = STATES.get(cell.outcome, "quote")
        trouble = " ".join(cell.troubles)
        if cell.per_piece is None:
            said = tr(OUTCOMES[cell.outcome])
            # A gap of the tiers is a trouble of the offer, and may be the reason, too.
            why = " ".join(filter(None, dict.fromkeys((cell.reason, *cell.troubles))))
            return Quoted(caption=said, state=state, reason=why)
        return Quoted(
            cell.per_piece.amount,
            cell.per_piece.currency,
            caption(cell, self._formats),
            cell.best,
            state,
            cell.above,
            trouble,
            cell.total.amount if cell.total else None,
        )

    def client_row(self, number: int) -> ClientRow:
        """Return the client-safe row of a group."""
        group = self._pivot.pricing.board.groups[number]
        sold = self._pivot.client_cell(number, self._rule) if self._rule else None
        return ClientRow(
            key=group.id,
            name=without_suppliers(group),
            variant=group.variant,
            category=_first(group.items, lambda item: item.category),
            quantity=sold.quantity if sold else None,
            price=sold.per_piece if sold else None,
            total=sold.total if sold else None,
        )


def match_of(group: Grouped, question: Question | None, formats: Formats) -> Coded | None:
    """Return why the items of a group are one, or what is asked of it; None for one alone."""
    if question is not None:
        return Coded(ASKED, question_text(question))
    if not group.reason:
        return None
    reason = Reason(group.reason)
    if reason is Reason.NAME:
        number = formats.number(Decimal(f"{group.confidence:.2f}"), 2)
        return Coded(reason.value, tr("Name {confidence}", confidence=number))
    return Coded(reason.value, tr(SHORT[reason]))


def question_text(question: Question) -> str:
    """Return a question in words: "Same item? pack size 10 / 1"."""
    doubts = [
        " ".join(filter(None, (tr(DOUBTS[each.doubt]), " / ".join(filter(None, (each.a, each.b))))))
        for each in question.contradictions
    ]
    return " ".join((tr("Same item?"), ", ".join(doubts))).strip()


def bought_by(group: Grouped) -> int:
    """Return how many offers of a group something can be bought by."""
    return sum(offer.compared for item in group.items for offer in item.offers)


def on_shelf(items: Sequence[Item], day: date | None = None) -> int | None:
    """Return the free pieces on the own shelf; None where no item is the user's own.

    What has expired on the day does not count.
    """
    own = [lot.quantity for item in items if item.own for lot in item.lots if lot.holds_on(day)]
    return sum(own) if any(item.own for item in items) else None


def without_suppliers(group: Grouped) -> str:
    """Return a group's name without the names of those who sell or make it, and their numbers."""
    told = {
        each
        for item in group.items
        for each in (
            item.supplier,
            item.manufacturer,
            item.supplier_number,
            item.mpn,
            item.number,
            *item.gtins,
            *(offer.supplier for offer in item.offers),
        )
    }
    plain = without_names(group.name, told)
    return (
        plain or without_names(_first(group.items, lambda item: item.category), told) or tr("Item")
    )


def _first(items: Sequence[Item], read: Callable[[Item], str]) -> str:
    return next((text for item in items if (text := read(item))), "")
