"""The tables of the comparison as a source: resources whose rows are on this machine alone.

The offers' columns are made for the suppliers at hand; a client-safe table has none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from workbench.compare.baskets import Basket
from workbench.compare.landed_terms import supplier_key
from workbench.compare.pivot import Column
from workbench.core.accounts import Account
from workbench.core.fields import Field, Kind
from workbench.core.formats import in_cents, per_piece
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, Source
from workbench.core.texts import mark, tr
from workbench.core.values import Money, Quoted
from workbench.workspace.comparison.asked import BASKET
from workbench.workspace.comparison.rows import ASKED, OfferRow

SOURCE: Final = "compare"
OFFERS: Final = "offers"
MATCHES: Final = "matches"
HISTORY: Final = "price_history"
RATES: Final = "rates"
SUPPLIER: Final = "supplier-"
"""Begins the id of a supplier's column; `supplier_key` follows."""

THIS_MACHINE: Final = Account(SOURCE, "this machine", bound="this machine")
"""Whose rows they are: nobody signs in."""


async def search(page: Page, _query: Query, _cursor: str) -> Page:
    """Return the rows as they were made."""
    return page


def _rows(_document: bytes) -> Sequence[tuple[str, Any]]:
    return ()


def _of(name: str) -> Callable[[Any], object]:
    return lambda row: getattr(row, name) or None


def _as_is(name: str) -> Callable[[Any], object]:
    return lambda row: getattr(row, name)


def _total(name: str) -> Callable[[Any], Money | None]:
    """Return what reads the cost of an order: it is shown in cents."""

    def read(row: object) -> Money | None:
        held: Money | None = getattr(row, name)
        return held._replace(amount=in_cents(held.amount)) if held else None

    return read


def _piece(row: OfferRow) -> Money | None:
    held = row.best
    return held._replace(amount=per_piece(held.amount)) if held else None


_ITEM: Final = mark("Item")
_COST: Final = mark("Cost")
_SUPPLIERS: Final = mark("Suppliers")
_WHEN: Final = mark("When")

_THING: Final = (
    Field("picture", mark("Picture"), Kind.PICTURE, _of("picture"), shown=True, width=56,
          priority=1, group=_ITEM),
    Field("name", mark("Item"), Kind.TEXT, _of("name"), shown=True, width=196, priority=1,
          searched=True, group=_ITEM),
    Field("match", mark("Match"), Kind.CHOICE, _of("match"), width=120, priority=3,
          facet=True, group=_ITEM, signs=((ASKED, "unknown"),),
          help=mark("Why the items of the row are held to be one thing.")),
    Field("variant", mark("Variant"), Kind.TEXT, _of("variant"), width=120, priority=4,
          facet=True, searched=True, group=_ITEM, help=mark("Colour and size.")),
    Field("offers", mark("Offers"), Kind.INTEGER, _as_is("offers"), width=70,
          priority=5, group=_ITEM),
)  # fmt: skip


def _best_offer(row: OfferRow) -> Quoted | None:
    """Return the best price with the supplier's name below it, whichever columns are shown.

    Where there is none the row says why: several currencies, else what the first supplier says.
    """
    if row.best is None:
        cells = row.cells.values()
        if len({cell.currency for cell in cells if cell.amount is not None}) > 1:
            why = tr("Prices in several currencies are not compared.")
            return Quoted(caption=tr("Several currencies"), state="quote", reason=why)
        return next((cell for cell in cells if cell.amount is None), None)
    total = row.total.amount if row.total else None
    held = row.cells.get(supplier_key(row.supplier))
    return Quoted(row.best.amount, row.best.currency, row.supplier, total=total,
                  reason=held.reason if held else "")  # fmt: skip


_BEST: Final = (
    Field("offer", mark("Best offer"), Kind.OFFER, _best_offer, shown=True, width=108, priority=1,
          group=_COST),
    Field("supplier", mark("Best supplier"), Kind.TEXT, _of("supplier"), width=150, priority=4,
          facet=True, searched=True, group=_COST),
    Field("best", mark("Best price"), Kind.MONEY, _piece, width=110, priority=2, group=_COST,
          help=mark("Cost of a piece received, with everything that is included.")),
    Field("total", mark("Best total"), Kind.MONEY, _total("total"), width=120, group=_COST),
    Field("quantity", mark("Bought"), Kind.INTEGER, _of("quantity"), width=80, group=_COST,
          help=mark("Pieces really bought of the best offer.")),
    Field("spread", mark("Spread"), Kind.DECIMAL, _as_is("spread"), unit="%", shown=True,
          width=84, priority=1, group=_COST,
          help=mark("How much the dearest supplier is above the cheapest.")),
    Field("sale", mark("Sale price"), Kind.MONEY, _of("sale"), width=110, group=_COST,
          help=mark("By the margin rule chosen.")),
    Field("margin", mark("Margin"), Kind.DECIMAL, _as_is("margin"), unit="%", width=80,
          group=_COST),
    Field("course", mark("Price so far"), Kind.CHOICE, _of("course"), width=150, priority=4,
          group=_COST, act=True, help=mark("How the best offer's price moved; opens its history.")),
    Field("change", mark("Price change"), Kind.DECIMAL, _as_is("change"), unit="%", width=90,
          priority=4, group=_COST, signed=True, places=1,
          help=mark("By which the best offer's price moved last.")),
    Field("read", mark("Oldest price"), Kind.TIME, _of("read"), width=140, priority=5,
          group=_SUPPLIERS, help=mark("When the oldest of its prices was read.")),
    Field("old", mark("Old prices"), Kind.INTEGER, _as_is("old"), width=80, priority=5,
          group=_SUPPLIERS, help=mark("How many of its prices were read long ago.")),
    Field("suppliers", mark("Suppliers"), Kind.INTEGER, _as_is("suppliers"), width=80,
          group=_SUPPLIERS),
    Field("stock", mark("On my shelf"), Kind.STOCK, _as_is("stock"), width=100, priority=5,
          group=_ITEM),
    Field("category", mark("Category"), Kind.TEXT, _of("category"), width=140, facet=True,
          searched=True, group=_ITEM),
    Field("brand", mark("Brand"), Kind.TEXT, _of("brand"), width=120, facet=True, searched=True,
          group=_ITEM),
    Field("gtin", mark("GTIN"), Kind.ID, _of("gtin"), width=130, searched=True, group=_ITEM),
)  # fmt: skip

CLIENT_FIELDS: Final = (
    Field("name", mark("Item"), Kind.TEXT, _of("name"), shown=True, width=280, priority=1,
          searched=True, group=_ITEM),
    Field("variant", mark("Variant"), Kind.TEXT, _of("variant"), shown=True, width=130,
          priority=3, facet=True, searched=True, group=_ITEM, help=mark("Colour and size.")),
    Field("category", mark("Category"), Kind.TEXT, _of("category"), shown=True, width=160,
          priority=4, facet=True, searched=True, group=_ITEM),
    Field("quantity", mark("Quantity"), Kind.INTEGER, _of("quantity"), shown=True, width=90,
          priority=2, group=_ITEM),
    Field("price", mark("Price"), Kind.MONEY, _of("price"), shown=True, width=110, priority=2,
          group=_ITEM),
    Field("total", mark("Total"), Kind.MONEY, _total("total"), shown=True, width=120, priority=3,
          group=_ITEM),
)  # fmt: skip
"""What a customer may see."""


def supplier_field(column: Column, shown: bool) -> Field:
    """Return the column of a supplier."""
    key = supplier_key(column.title)
    return Field(
        f"{SUPPLIER}{key}",
        column.title,
        Kind.OFFER,
        lambda row: row.cells.get(key),
        unit=column.currency,
        group=_SUPPLIERS,
        shown=shown,
        width=100,
        # Suppliers never leave: where there is little room they are scrolled to.
        priority=1,
    )


COLUMNS_SHOWN: Final = 8
"""Suppliers' columns that a new view shows; the others wait in the column chooser."""


def offers_resource(columns: Sequence[Column], *, client_safe: bool) -> Resource:
    """Return the table of offers for the suppliers at hand."""
    suppliers = tuple(
        supplier_field(column, place < COLUMNS_SHOWN) for place, column in enumerate(columns)
    )
    named = (*_THING, *(field for field in _BEST if field.id == "offer"))
    spread = tuple(field for field in _BEST if field.id == "spread")
    rest = tuple(field for field in _BEST if field.id not in {"offer", "spread"})
    return _kept(
        OFFERS,
        mark("Offers"),
        mark("Item"),
        "scale",
        CLIENT_FIELDS if client_safe else (*named, *suppliers, *spread, *rest),
        Face("name") if client_safe else Face("name", subtitle=("match",), picture="picture"),
        Density.ROOMY,
    )


_LINE: Final = (
    Field("position", mark("No."), Kind.INTEGER, _as_is("position"), shown=True, width=50,
          priority=6, group=_ITEM),
    Field("picture", mark("Picture"), Kind.PICTURE, _of("picture"), shown=True, width=56,
          priority=3, group=_ITEM),
    Field("name", mark("Item"), Kind.TEXT, _of("name"), shown=True, width=220, priority=1,
          searched=True, group=_ITEM),
    Field("supplier", mark("Supplier"), Kind.TEXT, _of("supplier"), shown=True, width=150,
          priority=3, facet=True, searched=True, group=_ITEM),
    Field("quantity", mark("Quantity"), Kind.INTEGER, _as_is("quantity"), shown=True, width=80,
          priority=1, group=_ITEM),
    Field("unit", mark("Unit price"), Kind.MONEY, _of("unit"), shown=True, width=110,
          priority=2, group=_COST, help=mark("As promised, without marking.")),
    Field("total", mark("Total"), Kind.MONEY, _total("total"), shown=True, width=120, priority=2,
          group=_COST, help=mark("As promised: goods and marking, in the offer's currency.")),
    Field("home", mark("Total, basket's currency"), Kind.MONEY, _total("home"), shown=True,
          width=130, priority=3, group=_COST),
    Field("target", mark("Target"), Kind.MONEY, _of("target"), shown=True, width=100, priority=4,
          group=_COST),
    Field("state", mark("State"), Kind.CHOICE, _of("state"), shown=True, width=130, priority=4,
          facet=True, group=_COST,
          signs=(("target", "done"), ("over", "refused"), ("open", "unknown"))),
    Field("sale", mark("Sale price"), Kind.MONEY, _of("sale"), width=110, group=_COST),
    Field("note", mark("Note"), Kind.TEXT, _of("note"), shown=True, width=180, priority=5,
          searched=True, group=_ITEM),
    Field("gtin", mark("GTIN"), Kind.ID, _of("gtin"), width=130, searched=True, group=_ITEM),
    Field("source", mark("Source"), Kind.CHOICE, _of("source"), width=130, facet=True,
          group=_ITEM),
    Field("at", mark("Promised"), Kind.TIME, _of("at"), width=140, group=_WHEN),
    Field("valid", mark("Valid until"), Kind.DATE, _of("valid"), width=110, group=_WHEN),
)  # fmt: skip

_CLIENT_LINE: Final = tuple(
    Field("price", mark("Price"), Kind.MONEY, _of("sale"), shown=True, width=110, priority=2,
          group=_ITEM) if field.id == "sale" else msgspec.structs.replace(field, shown=True)
    for field in _LINE if field.id in {"position", "name", "quantity", "sale"}
)  # fmt: skip


def basket_resource(basket: Basket, *, client_safe: bool) -> Resource:
    """Return the table of a basket's lines."""
    return _kept(
        f"{BASKET}{basket.id}",
        basket.name,
        mark("Line"),
        "shopping-basket",
        _CLIENT_LINE if client_safe else _LINE,
        Face("name") if client_safe else Face("name", subtitle=("supplier",), picture="picture"),
        Density.ROOMY,
    )


_MATCH: Final = (
    Field("state", mark("State"), Kind.CHOICE, _of("state"), shown=True, width=130, priority=2,
          facet=True, signs=(("same", "done"), ("not_same", "refused"), (ASKED, "unknown"))),
    Field("a", mark("One item"), Kind.TEXT, _of("a"), shown=True, width=240, priority=1,
          searched=True),
    Field("a_source", mark("Its source"), Kind.CHOICE, _of("a_source"), shown=True, width=130,
          facet=True),
    Field("b", mark("The other"), Kind.TEXT, _of("b"), shown=True, width=240, priority=1,
          searched=True),
    Field("b_source", mark("Source of the other"), Kind.CHOICE, _of("b_source"), shown=True,
          width=130, facet=True),
    Field("reason", mark("Speaks for it"), Kind.CHOICE, _of("reason"), shown=True, width=180,
          facet=True),
    Field("confidence", mark("Confidence"), Kind.DECIMAL, _as_is("confidence"), unit="%",
          shown=True, width=110),
    Field("against", mark("Speaks against it"), Kind.TEXT, _of("against"), shown=True, width=220,
          searched=True),
    Field("note", mark("Note"), Kind.TEXT, _of("note"), width=180, searched=True),
    Field("at", mark("Said"), Kind.TIME, _of("at"), width=140),
)  # fmt: skip

MATCHES_RESOURCE: Final = (
    MATCHES, mark("Matches"), mark("Match"), "waypoints", _MATCH, Face("a", subtitle=("b",)),
)  # fmt: skip

_CHANGE: Final = (
    Field("turn", mark("What changed"), Kind.CHOICE, _of("turn"), shown=True, width=112,
          priority=2, facet=True),
    Field("name", mark("Item"), Kind.TEXT, _of("name"), shown=True, width=216, priority=1,
          searched=True),
    Field("picture", mark("Picture"), Kind.PICTURE, _of("picture"), width=56),
    Field("supplier", mark("Supplier"), Kind.TEXT, _of("supplier"), shown=True, width=130,
          priority=3, facet=True, searched=True),
    Field("before", mark("Before"), Kind.MONEY, _of("before"), shown=True, width=110),
    Field("after", mark("Now"), Kind.MONEY, _of("after"), shown=True, width=110, priority=2),
    Field("change", mark("Change"), Kind.DECIMAL, _as_is("change"), unit="%", shown=True,
          width=90, priority=2, signed=True, places=1),
    Field("at", mark("When"), Kind.TIME, _of("at"), shown=True, width=140, priority=4),
    Field("source", mark("Source"), Kind.CHOICE, _of("source"), shown=True, width=130,
          facet=True),
    Field("watch", mark("Watched for"), Kind.TEXT, _of("watch"), width=220, searched=True),
)  # fmt: skip

_RATE: Final = (
    Field("currency", mark("Currency"), Kind.ID, _of("currency"), shown=True, width=100,
          priority=1, searched=True),
    Field("rate", mark("For one euro"), Kind.DECIMAL, _as_is("rate"), shown=True, width=120,
          priority=1, places=4),
    Field("inverse", mark("In euros"), Kind.DECIMAL, _as_is("inverse"), shown=True, width=120,
          priority=2, places=6),
    Field("day", mark("Day"), Kind.DATE, _of("day"), shown=True, width=110, priority=2),
    Field("origin", mark("Origin"), Kind.CHOICE, _of("origin"), shown=True, width=200,
          facet=True, priority=3),
    Field("use", mark("In use"), Kind.FLAG, _as_is("use"), shown=True, width=80),
)  # fmt: skip


def fixed_resources() -> tuple[Resource, ...]:
    """Return the tables whose columns are always the same."""
    return (
        _kept(*MATCHES_RESOURCE, Density.REGULAR),
        _kept(HISTORY, mark("Price history"), mark("Change"), "history", _CHANGE,
              Face("name", subtitle=("supplier",)), Density.COMPACT),
        _kept(RATES, mark("Rates"), mark("Rate"), "coins", _RATE, Face("currency"),
              Density.COMPACT),
    )  # fmt: skip


def _kept(
    identity: str,
    title: str,
    one: str,
    icon: str,
    fields: tuple[Field, ...],
    face: Face,
    density: Density,
) -> Resource:
    return Resource(
        id=identity,
        title=title,
        one=one,
        icon=icon,
        fields=fields,
        rows_of=_rows,
        search=search,
        face=face,
        document=identity,
        density=density,
        local_only=True,
        kept=True,
    )


def source_of(resources: Sequence[Resource]) -> Source:
    """Return the comparison as a source: it has no host and nobody signs in."""
    return Source(
        id=SOURCE,
        title="Compare",
        icon="scale",
        hosts={"": "this machine"},
        credentials=(),
        credential_sets=((),),
        authenticate=_nobody,
        connect=_nobody,
        probe=_probe,
        resources=tuple(resources),
        operations=tuple,
    )


def _nobody(*_arguments: object) -> None:
    """Sign in nowhere."""


async def _probe(_client: object) -> str:
    return ""
