"""One send as a window follows it: what goes, what came back of each record, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbench.core.jobs import Job
from workbench.core.signals import Signal
from workbench.edits.balancing import Balance
from workbench.edits.parcels import Parcel
from workbench.edits.results import Outcome, Report, Result, again
from workbench.edits.tally_words import Told

Parcels = Mapping[str, tuple[Parcel, ...]]
"""What goes, by resource."""


class Spot(NamedTuple):
    """Which record of which resource."""

    resource: str
    key: str


class Named(NamedTuple):
    """What a record was called when it left: afterwards nothing of it is staged any more."""

    name: str
    number: str


class Shipment:
    """A send, or the rehearsal of one, under way or ended.

    Attributes:
        moved: a result came: (resource, key).
        ended: all results are there.
        parcels: what goes.
        names: of the records.
        rehearsed: nothing is written: it is told what would happen.
        results: what came back so far.
        report: how it ended, None while it is under way.
        job: shows its progress; None until it begins.
        reference: id of the change set that it becomes, "" for a rehearsal.
        balances: what was foreseen against what the service counted, once it has ended.
        told: the same in words, warnings first.
    """

    def __init__(
        self, parcels: Parcels, name_of: Callable[[Spot], Named], *, rehearsed: bool = False
    ) -> None:
        self.moved: Signal[Spot] = Signal()
        self.ended: Signal[()] = Signal()
        self.parcels = parcels
        self.rehearsed = rehearsed
        self.names = {spot: name_of(spot) for spot in _spots(parcels)}
        self.results: dict[Spot, Result] = {}
        self.report: Report | None = None
        self.job: Job | None = None
        self.reference = ""
        self.balances: tuple[Balance, ...] = ()
        self.told: tuple[Told, ...] = ()

    @property
    def total(self) -> int:
        """How many records go."""
        return len(self.names)

    @property
    def open(self) -> bool:
        """Whether it is under way."""
        return self.report is None

    def name(self, spot: Spot) -> str:
        """Return name and number of a record as it left; its key where it did not go along."""
        held = self.names.get(spot)
        if held is None:
            return spot.key
        return f"{held.name} ({held.number})" if held.number not in {"", held.name} else held.name

    def tell(self, resource: str, result: Result) -> None:
        """Keep what came back of a record."""
        spot = Spot(resource, result.key)
        self.results[spot] = result
        if self.job is not None:
            self.job.advance(len(self.results), self.total)
        self.moved.emit(spot)

    def end(self, stopped: str) -> Report:
        """Say that nothing more will come."""
        self.report = Report("", tuple(self.results.values()), stopped)
        self.ended.emit()
        return self.report

    def failed(self) -> dict[str, tuple[Parcel, ...]]:
        """Return the parcels that the service does not have, or may not have, by resource."""
        found: dict[str, tuple[Parcel, ...]] = {}
        for resource, parcels in self.parcels.items():
            results = tuple(held for spot, held in self.results.items() if spot[0] == resource)
            left = again(Report("", results), parcels)
            if left:
                found[resource] = left
        return found

    def first(self, *outcomes: Outcome) -> Spot | None:
        """Return the first record that ended so, None where none did."""
        wanted = (spot for spot, held in self.results.items() if held.outcome in outcomes)
        return next(wanted, None)


def _spots(parcels: Parcels) -> list[Spot]:
    return [Spot(resource, parcel.key) for resource, held in parcels.items() for parcel in held]
