"""Everybody who takes part in sending the records of one resource, made once and shared."""

from __future__ import annotations

import asyncio
import random as random_module
from dataclasses import dataclass

from workbench.core.jobs import Jobs
from workbench.core.sources import Resource
from workbench.edits.arriving import Arriving
from workbench.edits.book import Book
from workbench.edits.closing import Closing
from workbench.edits.landing import Landing
from workbench.edits.opening import Opening
from workbench.edits.oplog import OpLog
from workbench.edits.parcels import saving_of
from workbench.edits.port import Port
from workbench.edits.reading import Reader, Sleep
from workbench.edits.tallying import Tallying
from workbench.edits.waits import Random
from workbench.store.journal import Journal


@dataclass(frozen=True, slots=True)
class Crew:
    """Who sends the records of one resource of one account.

    Attributes:
        resource: whose records; it has a `Saving`.
        book: the account's drafts.
        port: the way to the service.
        jobs: starts tasks.
        sleep, random: of waits.
        log: the operations in the journal.
        landing: moves the drafts.
        closing: ends letters.
        reader: reads records.
        opening: makes letters.
        arriving: verifies letters.
        tallying: keeps what the service counted of letters.
    """

    resource: Resource
    book: Book
    port: Port
    jobs: Jobs
    sleep: Sleep
    random: Random
    log: OpLog
    landing: Landing
    closing: Closing
    reader: Reader
    opening: Opening
    arriving: Arriving
    tallying: Tallying


def crew_of(
    resource: Resource,
    book: Book,
    journal: Journal,
    port: Port,
    jobs: Jobs,
    *,
    sleep: Sleep = asyncio.sleep,
    random: Random = random_module.random,
) -> Crew:
    """Return the crew of a resource; drafts and operations are those of the book's place."""
    log = OpLog(book.place, resource, journal)
    landing = Landing(resource, book)
    closing = Closing(resource, log, landing)
    reader = Reader(resource, port, jobs, sleep)
    opening = Opening(resource, log, closing, reader)
    arriving = Arriving(resource, log, closing, reader)
    tallying = Tallying(saving_of(resource), journal)
    return Crew(
        resource, book, port, jobs, sleep, random,
        log, landing, closing, reader, opening, arriving, tallying,
    )  # fmt: skip
