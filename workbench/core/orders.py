"""Orders: what a source declares so that records can be ordered, and an order as it is kept.

An order costs money and cannot be read back, so that every one ever sent stays on this machine
with the reference it carries, and one without an answer stays unknown until a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.core.edits import Call, Entry, Finding, Values
from workbench.core.fields import Field
from workbench.core.texts import mark
from workbench.core.values import Money


class OrderState(StrEnum):
    """Where an order that was sent stands."""

    SENDING = "sending"
    PLACED = "placed"
    REFUSED = "refused"
    """The service did not take it."""
    UNKNOWN = "unknown"
    """No answer came: it may or may not have been placed."""


ORDER_STATES: Mapping[OrderState, str] = {
    OrderState.SENDING: mark("Being sent"),
    OrderState.PLACED: mark("Placed"),
    OrderState.REFUSED: mark("Refused"),
    OrderState.UNKNOWN: mark("Unknown"),
}
"""Titles, marked."""


class Event(StrEnum):
    """What happened to an order, by the program, the service or a person."""

    MADE = "made"
    """Its line was begun."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """No answer came."""
    REFUSED = "refused"
    PLACED = "placed"
    FOUND = "found"
    """A person found it at the service."""
    AGAIN = "again"
    """A person did not find it, and had it sent again."""


ORDER_EVENTS: Mapping[Event, str] = {
    Event.MADE: mark("Made"),
    Event.SENT: mark("Sent"),
    Event.UNKNOWN: mark("No answer"),
    Event.REFUSED: mark("Refused"),
    Event.PLACED: mark("Placed"),
    Event.FOUND: mark("Decided: it is there"),
    Event.AGAIN: mark("Decided: sent again"),
}
"""Titles, marked."""


class Happened(msgspec.Struct, frozen=True):
    """One step of an order's way."""

    event: Event
    at: datetime
    note: str = ""


class SentOrder(msgspec.Struct, frozen=True):
    """An order as this machine keeps it; also the document of its row.

    Attributes:
        id: of the line; sorts by time.
        state: see `OrderState`.
        sent: when it was sent first.
        changed: when its state moved last.
        reference: as it was sent: the user's own and a mark that no other order has.
        name: what was ordered, as a person calls it.
        body: the order as it was sent.
        costs: of one piece, one amount for each of `Ordering.costs`.
        number: the service's number, "" while nobody knows it.
        note: why it was refused, or what a person wrote about its outcome.
        attempts: how often it was sent.
        remark: what the user noted at the line; it was not sent.
        course: what happened to it, oldest first.
    """

    id: str
    state: OrderState
    sent: datetime
    changed: datetime
    reference: str
    name: str
    body: dict[str, object]
    costs: tuple[Money | None, ...] = ()
    number: str = ""
    note: str = ""
    attempts: int = 0
    remark: str = ""
    course: tuple[Happened, ...] = ()


class Letter(NamedTuple):
    """A text that a person sends to the service's people."""

    subject: str
    text: str


class Ordering(msgspec.Struct, frozen=True):
    """How records of a source are ordered: one order a line, one call an order.

    Attributes:
        resource: id of the resource whose records can be ordered.
        orders: id of the resource that lists every order ever sent.
        operation: name of the documented call.
        fields: of the form, in order; one without an entry is shown only.
        entries: how the others are typed.
        prefill: values of a line for a record's document.
        check: finds what is wrong across the values of one line.
        call: makes the call of a line's values with a reference.
        reference: id of the field with the user's own reference.
        quantity: id of the field with the number of pieces.
        name: id of the field that names what is ordered.
        costs: ids of the fields with the cost of a piece, one each kind of currency.
        longest: characters of a reference at most, as it is sent.
        number: reads the service's number out of its answer, "" where it names none.
        letter: a text that asks the service's people whether an order is there.
        remark: id of the field with the user's own note, which is kept and never sent; "" for none.
        carried: member of the call's body that holds the reference.
    """

    resource: str
    orders: str
    operation: str
    fields: tuple[Field, ...]
    entries: tuple[Entry, ...]
    prefill: Callable[[bytes], Values]
    check: Callable[[Values], Sequence[Finding]]
    call: Callable[[Values, str], Call]
    reference: str
    quantity: str
    name: str
    costs: tuple[str, ...]
    longest: int
    number: Callable[[object], str]
    letter: Callable[[SentOrder], Letter]
    remark: str = ""
    carried: str = ""

    def reference_in(self, body: Mapping[str, object]) -> str:
        """Return the reference that a call's body carries, "" where it has none."""
        found = body.get(self.carried)
        return found.strip() if isinstance(found, str) else ""

    def entry(self, field_id: str) -> Entry | None:
        """Return how a field is typed, None where it is shown only."""
        return next((held for held in self.entries if held.field == field_id), None)


class MetalPart(NamedTuple):
    """One metal of a record, for reckoning with other prices.

    Attributes:
        part: as the document calls it: "Metal 1".
        metal: which: "Gold 18 kt".
        grams: weight of it, None where the document has none.
        cost: what it costs, None where the document says nothing.
    """

    part: str
    metal: str
    grams: Decimal | None
    cost: Money | None
