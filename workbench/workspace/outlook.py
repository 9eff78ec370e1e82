"""What a send will take, before it begins: requests by their purpose, seconds, what stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbench.core.pacing import Pace
from workbench.core.sources import Resource
from workbench.edits.book import Book
from workbench.edits.parcels import Act, Intent, intent_of, saving_of
from workbench.edits.planning import Plan, plan
from workbench.edits.port import Port
from workbench.workspace.shipment import Parcels

MEASURED = 300
"""Records up to which bodies are made to measure them; beyond, a call holds as many as it may."""


class Outlook(NamedTuple):
    """What a send will take.

    Attributes:
        records: how many go.
        edits: fields, new and deleted records that go.
        staying: edits that stay staged.
        reads, writes, verifies: requests before, for and after writing.
        seconds: at the source's pace.
        pace: requests of one window, 0 without a limit.
        together: keys of records that go many in a call, by resource.
    """

    records: int
    edits: int
    staying: int
    reads: int
    writes: int
    verifies: int
    seconds: float
    pace: int
    together: Mapping[str, frozenset[str]]

    @property
    def requests(self) -> int:
        """All requests together."""
        return self.reads + self.writes + self.verifies


def intents(book: Book, resource: str, parcels: Parcels) -> tuple[Intent, ...]:
    """Return what is staged of the parcels of a resource."""
    found = (
        intent_of(book.record(resource, parcel.key), parcel) for parcel in parcels.get(resource, ())
    )
    return tuple(intent for intent in found if intent is not None)


def outlook(
    book: Book,
    parcels: Parcels,
    port_of: Callable[[Resource], Port],
    pace: Pace,
    used: int,
) -> Outlook:
    """Return what sending these parcels takes.

    Args:
        book: the drafts.
        parcels: what goes.
        port_of: the way to the service, by resource.
        pace: the source's own.
        used: requests of the present window that are spent already.
    """
    plans: list[Plan] = []
    together: dict[str, frozenset[str]] = {}
    edits = records = 0
    for resource in book.resources():
        held = intents(book, resource.id, parcels)
        if not held:
            continue
        port = port_of(resource)
        measured = port.held if len(held) <= MEASURED else None
        found = plan(held, saving_of(resource), port.repeat, measured)
        plans.append(found)
        records += len(held)
        edits += sum(_edits(intent) for intent in held)
        together[resource.id] = frozenset(each.key for group in found.groups for each in group[2])
    whole = Plan(
        (),
        (),
        sum(each.reads for each in plans),
        sum(each.writes for each in plans),
        sum(each.verifies for each in plans),
    )
    return Outlook(
        records,
        edits,
        max(0, book.edits - edits),
        whole.reads,
        whole.writes,
        whole.verifies,
        whole.seconds(pace, used) if whole.requests else 0.0,
        pace.per_window,
        together,
    )


def _edits(intent: Intent) -> int:
    return len(intent.cells) if intent.act is Act.UPDATE else 1
