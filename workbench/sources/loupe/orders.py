"""The table of orders: every purchase order ever sent from this machine.

The service has no call that reads an order, so that the rows are what the journal keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.orders import ORDER_EVENTS, ORDER_STATES, Event, Happened, OrderState, SentOrder
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, SubTable
from workbench.core.texts import mark, tr
from workbench.core.times import now, read_date
from workbench.core.values import Coded, Money, Odd
from workbench.sources.loupe.ordering import ADDRESSES

_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_DECODER: Final = msgspec.json.Decoder(SentOrder)

_SIGNS: Final = (
    (OrderState.SENDING.value, "loading"),
    (OrderState.PLACED.value, "done"),
    (OrderState.REFUSED.value, "refused"),
    (OrderState.UNKNOWN.value, "unknown"),
)
_COURSE_SIGNS: Final = (
    (Event.MADE.value, "done"),
    (Event.SENT.value, "done"),
    (Event.UNKNOWN.value, "unknown"),
    (Event.REFUSED.value, "refused"),
    (Event.PLACED.value, "done"),
    (Event.FOUND.value, "done"),
    (Event.AGAIN.value, "changed"),
)
_ORDER: Final = mark("Order")
_ITEM: Final = mark("Item")
_DELIVERY: Final = mark("Delivery")


async def search(kept: Sequence[SentOrder], query: Query, cursor: str) -> Page:  # noqa: ARG001
    """Return every order as one page, the latest first."""
    rows = sorted(kept, key=lambda each: (each.sent, each.id), reverse=True)
    return Page(
        rows=rows,
        keys=[each.id for each in rows],
        documents=[_ENCODER.encode(each) for each in rows],
        document_keys=[each.id for each in rows],
        document_of=range(len(rows)),
        fetched_at=now(),
        total=len(rows),
    )


def rows_of(document: bytes) -> Sequence[tuple[str, SentOrder]]:
    """Return the order of a document under its key."""
    try:
        order = _DECODER.decode(document)
    except msgspec.MsgspecError:
        return ()
    return ((order.id, order),)


def _state(order: SentOrder) -> Coded:
    return Coded(order.state.value, tr(ORDER_STATES[order.state]))


def _member(name: str) -> Callable[[SentOrder], str | None]:
    return lambda order: str(order.body.get(name) or "") or None


def _quantity(order: SentOrder) -> int | None:
    held = order.body.get("quantity")
    return held if isinstance(held, int) else None


def _day(name: str) -> Callable[[SentOrder], date | Odd | None]:
    def read(order: SentOrder) -> date | Odd | None:
        dates = order.body.get("deliveryDates")
        return read_date(dates.get(name)) if isinstance(dates, Mapping) else None

    return read


def _address(kind: str) -> Callable[[SentOrder], str]:
    member, _first, _title = ADDRESSES[kind]

    def read(order: SentOrder) -> str:
        held = order.body.get(member)
        if not isinstance(held, Mapping):
            return tr("As in the Loupe settings")
        return ", ".join(str(each) for each in held.values())

    return read


def _cost(place: int, *, total: bool = False) -> Callable[[SentOrder], Money | None]:
    def read(order: SentOrder) -> Money | None:
        cost = order.costs[place] if place < len(order.costs) else None
        pieces = _quantity(order)
        if cost is None or not total:
            return cost
        return Money(cost.amount * pieces, cost.currency) if pieces is not None else None

    return read


FIELDS: Final = (
    Field("state", mark("State"), Kind.CHOICE, _state, "state", shown=True, width=120, priority=1,
          facet=True, group=_ORDER, signs=_SIGNS),
    Field("sent", mark("Sent"), Kind.TIME, lambda each: each.sent, "sent", shown=True, width=140,
          priority=2, group=_ORDER),
    Field("reference", mark("Reference"), Kind.ID, lambda each: each.reference,
          "body.customerReference", shown=True, width=220, priority=1, searched=True,
          group=_ORDER),
    Field("code", mark("Atelier code"), Kind.ID, _member("atelierCode"), "body.atelierCode",
          shown=True, width=110, priority=1, searched=True, group=_ITEM),
    Field("name", mark("Style name"), Kind.TEXT, lambda each: each.name or None, "name",
          shown=True, width=200, priority=3, searched=True, group=_ITEM),
    Field("quantity", mark("Quantity"), Kind.INTEGER, _quantity, "body.quantity", shown=True,
          width=80, priority=2, group=_ITEM),
    Field("cost", mark("Vendor cost"), Kind.MONEY, _cost(0), "costs", width=110, group=_ITEM,
          help=mark("Of one piece, as the export said when it was ordered.")),
    Field("total", mark("Vendor total"), Kind.MONEY, _cost(0, total=True), "costs", shown=True,
          width=120, priority=4, group=_ITEM),
    Field("home_total", mark("Home total"), Kind.MONEY, _cost(1, total=True), "costs", width=120,
          group=_ITEM),
    Field("from_date", mark("Deliver from"), Kind.DATE, _day("fromDate"),
          "body.deliveryDates.fromDate", shown=True, width=110, priority=4, group=_DELIVERY),
    Field("to_date", mark("Deliver by"), Kind.DATE, _day("toDate"), "body.deliveryDates.toDate",
          shown=True, width=110, priority=4, group=_DELIVERY),
    Field("delivery", mark("Deliver to"), Kind.TEXT, _address("delivery"),
          "body.deliveryLocation", shown=True, width=220, priority=5, searched=True,
          group=_DELIVERY),
    Field("invoice", mark("Invoice to"), Kind.TEXT, _address("invoice"), "body.invoiceAddress",
          width=220, searched=True, group=_DELIVERY),
    Field("number", mark("Order number"), Kind.ID, lambda each: each.number or None, "number",
          shown=True, width=120, priority=2, searched=True, group=_ORDER,
          help=mark("Loupe's own, where it answered one or somebody typed it.")),
    Field("note", mark("Note"), Kind.TEXT, lambda each: each.note or None, "note", shown=True,
          width=260, priority=5, searched=True, group=_ORDER),
    Field("remark", mark("Your note"), Kind.TEXT, lambda each: each.remark or None, "remark",
          shown=True, width=200, priority=5, searched=True, group=_ITEM,
          help=mark("Kept with the order and not sent.")),
    Field("attempts", mark("Times sent"), Kind.INTEGER, lambda each: each.attempts, "attempts",
          width=80, group=_ORDER),
    Field("changed", mark("Last changed"), Kind.TIME, lambda each: each.changed, "changed",
          width=140, group=_ORDER),
)  # fmt: skip
"""In the order of the column chooser."""


def _course(document: bytes, _query: Query) -> Sequence[Happened]:
    return [each for _key, order in rows_of(document) for each in order.course]


def _event(step: Happened) -> Coded:
    return Coded(step.event.value, tr(ORDER_EVENTS[step.event]))


COURSE: Final = SubTable(
    "course",
    mark("Order"),
    (
        Field("event", mark("What happened"), Kind.CHOICE, _event, "course.event", shown=True,
              width=150, priority=1, signs=_COURSE_SIGNS),
        Field("at", mark("When"), Kind.TIME, lambda each: each.at, "course.at", shown=True,
              width=140, priority=2),
        Field("note", mark("Note"), Kind.TEXT, lambda each: each.note or None, "course.note",
              shown=True, width=200, priority=3),
    ),
    _course,
    chart="course",
)  # fmt: skip
"""Inside an order: how it went from its line to where it stands."""

ORDERS: Final = Resource(
    id="orders",
    title=mark("Purchase orders"),
    one=mark("Purchase order"),
    icon="shopping-cart",
    fields=FIELDS,
    rows_of=rows_of,
    search=search,
    face=Face(name="reference", subtitle=("code", "name")),
    document="orders",
    subtables=(COURSE,),
    density=Density.COMPACT,
    local_only=True,
    kept=True,
)
"""Every order ever sent, also those whose outcome nobody knows."""
