"""What a service will count of what is ticked, a slice at a time, so that no window waits for it.

Each record is looked at once, and again only where its drafts, what is ticked of it, or its
document are others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from workbench.core.edits import Saving
from workbench.core.sources import Resource, Source
from workbench.core.tallies import Foresight, Weighs
from workbench.core.texts import tr
from workbench.edits.book import Book
from workbench.edits.drafts import Record
from workbench.edits.parcels import Parcel, intent_of, saving_of
from workbench.edits.tally_words import Expected, Told, expected, heading, sentences_of, tallies_of
from workbench.edits.tallying import foresight
from workbench.workspace.shipment import Parcels, Shipment, Spot

SLICE = 0.02
"""Seconds of reckoning before the window goes on."""

DocumentOf = Callable[[Resource, str], bytes]


class Loss(NamedTuple):
    """A question to ask before sending, with the records it is about."""

    sentence: str
    spots: tuple[Spot, ...]


class Forecast(msgspec.Struct, frozen=True):
    """What a service will count of a change set.

    Attributes:
        of: by record; those that are not reckoned yet are left out.
        resources: whose records, as far as the service counts them.
        pending: records that are not reckoned yet.
    """

    of: Mapping[Spot, Foresight] = {}
    resources: tuple[Resource, ...] = ()
    pending: int = 0

    @property
    def counts(self) -> bool:
        """Whether the service counts anything of it."""
        return bool(self.resources)

    @property
    def lines(self) -> tuple[Expected, ...]:
        """What is foreseen in sum, resource by resource."""
        return tuple(line for held in self.resources for line in self._lines_of(held))

    def _lines_of(self, resource: Resource) -> tuple[Expected, ...]:
        own = [each for spot, each in self.of.items() if spot.resource == resource.id]
        return expected(tallies_of(saving_of(resource)), own)

    @property
    def whys(self) -> tuple[str, ...]:
        """Why some of it cannot be known, each reason once; what can never be foreseen behind."""
        own = dict.fromkeys(each.why for each in self.of.values() if each.why)
        return (*own, *dict.fromkeys(self._blind()))

    def _blind(self) -> Iterator[str]:
        for resource in self.resources:
            saving = saving_of(resource)
            counted = {name for spot, each in self.of.items() if spot.resource == resource.id
                       for name in each.sure}  # fmt: skip
            for counting in saving.counting.values():
                if counting.blind and counted & {tally.id for tally in counting.tallies}:
                    yield tr(counting.blind)

    def row_words(self, resource: Resource, key: str) -> str:
        """Return what the line of a record says: what it loses; "" for nothing."""
        held = self.of.get(Spot(resource.id, key))
        if held is None:
            return ""
        return ", ".join(_row_words(saving_of(resource), held))

    def record_words(self, resource: Resource, key: str) -> str:
        """Return what one record counts as, with what is open of it; "" where nothing is known."""
        held = self.of.get(Spot(resource.id, key))
        lines = expected(tallies_of(saving_of(resource)), [held]) if held is not None else ()
        told = (each for each in lines if each.tally.weighs is not Weighs.QUIET)
        return " · ".join(f"{heading(each.tally)} {each.text}" for each in told)

    def losses(self) -> list[Loss]:
        """Return the questions to ask before sending."""
        found: list[Loss] = []
        for resource in self.resources:
            for line in self._lines_of(resource):
                asks = line.tally.asks or _nothing
                for sentence, sure in ((asks(line.sure, 0), True), (asks(0, line.open), False)):
                    if sentence:
                        found.append(Loss(sentence, self._spots(resource, line, sure=sure)))
        return found

    def _spots(self, resource: Resource, line: Expected, *, sure: bool) -> tuple[Spot, ...]:
        name = line.tally.id
        return tuple(
            spot
            for spot, held in self.of.items()
            if spot.resource == resource.id and (held.sure if sure else held.open).get(name)
        )


def _nothing(_sure: int, _open: int) -> str:
    """Ask nothing."""
    return ""


def told_of(source: Source, shipment: Shipment) -> tuple[Told, ...]:
    """Return in words what the service counted otherwise than it was promised, warnings first."""
    found: list[Told] = []
    for held in shipment.balances:
        resource = source.resource(held.resource)
        if resource is not None and resource.saving is not None:
            found += sentences_of(held, resource.saving, partial(_name, shipment, resource.id))
    return tuple(sorted(found, key=lambda each: (not each.warns, not each.differs)))


def _name(shipment: Shipment, resource: str, key: str) -> str:
    return shipment.name(Spot(resource, key))


def rehearsed_of(shipment: Shipment, source: Source) -> Forecast:
    """Return what a rehearsal foresees, out of the records as it read them."""
    found = {spot: held.foreseen for spot, held in shipment.results.items() if held.foreseen}
    names = dict.fromkeys(spot.resource for spot in found)
    resources = tuple(held for held in source.resources if held.id in names)
    return Forecast(found, resources)


def _row_words(saving: Saving, held: Foresight) -> Iterator[str]:
    for tally in tallies_of(saving):
        if tally.row and held.sure.get(tally.id):
            yield tr(tally.row)
        elif tally.row and tally.asks and held.open.get(tally.id) and tally.asks(0, 1):
            yield tr("{what}, perhaps", what=tr(tally.row))


class _Seen(NamedTuple):
    """What a foresight was reckoned from."""

    record: Record | None
    parcel: Parcel
    document: bytes
    foresight: Foresight | None


class Foreseeing:
    """Reckons what a service will count of the drafts of one account, and remembers it."""

    def __init__(
        self,
        book: Book,
        document: DocumentOf,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._book = book
        self._document = document
        self._clock = clock
        self._seen: dict[Spot, _Seen] = {}
        self._looked: set[Spot] = set()

    def forecast(
        self, parcels: Parcels, patience: float | None = SLICE, *, anew: bool = True
    ) -> Forecast:
        """Return what the service will count of these parcels.

        Args:
            parcels: what goes.
            patience: seconds after which the rest is left for the next time; None for never.
            anew: look whether documents are others by now; otherwise go on where the last left.
        """
        if anew:
            self._looked.clear()
            self._forget()
        counted = tuple(
            held for held in self._book.resources() if parcels.get(held.id) and _counts(held)
        )
        end = None if patience is None else self._clock() + patience
        found: dict[Spot, Foresight] = {}
        pending = 0
        for resource in counted:
            for parcel in parcels[resource.id]:
                if pending or (end is not None and self._clock() > end and found):
                    pending += 1
                    continue
                told = self._of(resource, parcel)
                if told is not None:
                    found[Spot(resource.id, parcel.key)] = told
        return Forecast(found, counted, pending)

    def promised(self, parcels: Parcels) -> dict[str, tuple[Parcel, ...]]:
        """Return the parcels, each with what the service will count of it."""
        found = self.forecast(parcels, None, anew=False).of
        return {
            name: tuple(
                msgspec.structs.replace(parcel, foreseen=found.get(Spot(name, parcel.key)))
                for parcel in held
            )
            for name, held in parcels.items()
        }

    def _of(self, resource: Resource, parcel: Parcel) -> Foresight | None:
        spot = Spot(resource.id, parcel.key)
        record = self._book.record(resource.id, parcel.key)
        held = self._seen.get(spot)
        if held is not None and spot in self._looked and _same(held, record, parcel):
            return held.foresight
        self._looked.add(spot)
        document = b"" if record is None or record.new else self._document(resource, parcel.key)
        if held is None or held.document != document or not _same(held, record, parcel):
            held = _Seen(record, parcel, document, _foresight(resource, record, parcel, document))
            self._seen[spot] = held
        return held.foresight

    def _forget(self) -> None:
        """Forget records that have no drafts any more."""
        gone = [spot for spot in self._seen if self._book.record(*spot) is None]
        for spot in gone:
            del self._seen[spot]


def _same(held: _Seen, record: Record | None, parcel: Parcel) -> bool:
    return held.record is record and held.parcel.fields == parcel.fields


def _foresight(
    resource: Resource, record: Record | None, parcel: Parcel, document: bytes
) -> Foresight | None:
    intent = intent_of(record, parcel)
    return foresight(saving_of(resource), intent, document) if intent is not None else None


def _counts(resource: Resource) -> bool:
    return resource.saving is not None and bool(resource.saving.counting)
