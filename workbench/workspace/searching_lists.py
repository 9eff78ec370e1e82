"""A pasted list of numbers over all sources: found, not found or several, in the pasted order.

First what is on this machine; what is not there can be asked of every service that takes a list,
fifty numbers a request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from workbench.core.accounts import Account
from workbench.core.offers import Item, Ref
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.tables.folding import fold
from workbench.workspace.picking import PER_REQUEST, Outcome, Picked, pasted_lines, pick
from workbench.workspace.searching_index import Index, Spot
from workbench.workspace.searching_reading import MISFITS, read_spot

CARRIERS = 12
"""Records of one account that are looked at for a number."""

if TYPE_CHECKING:
    from workbench.compare.matching.pasted import Hit as Named
    from workbench.core.jobs import Job
    from workbench.workspace.comparison.pool import Pool
    from workbench.workspace.workspace import Workspace


class Thing(msgspec.Struct, frozen=True):
    """What a line names: one thing, at every source that has it.

    Attributes:
        name: as the first source names it.
        refs: where it stands.
    """

    name: str
    refs: tuple[Ref, ...]


class LookedUp(msgspec.Struct, frozen=True):
    """A pasted line and what it names.

    Attributes:
        number: which line of the list, from 1; blank lines count.
        text: as pasted.
        asked: the number that was looked up.
        quantity: pieces wanted, where a second cell says so.
        things: what carries the number.
    """

    number: int
    text: str
    asked: str
    quantity: int | None = None
    things: tuple[Thing, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Found once, several times, or not at all."""
        if not self.things:
            return Outcome.MISSING
        return Outcome.FOUND if len(self.things) == 1 else Outcome.SEVERAL

    @property
    def names(self) -> tuple[str, ...]:
        """Names of what was found."""
        return tuple(thing.name for thing in self.things)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the rows found."""
        return tuple(dict.fromkeys(ref.key for thing in self.things for ref in thing.refs))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that have it."""
        return tuple(dict.fromkeys(ref.source for thing in self.things for ref in thing.refs))


async def look_up_here(
    workspace: Workspace, index: Index, text: str, job: Job
) -> tuple[LookedUp, ...]:
    """Look a pasted list up among everything that is kept on this machine.

    Args:
        workspace: whose.
        index: the rows of all sources, for numbers that only a record as a whole carries.
        text: as pasted.
        job: whose progress it is.

    Raises:
        WbError: INPUT for an empty list or one that is far too long; CANCELLED where it was
            stopped; DISK or STORE where the cache cannot be read.
    """
    pasted_lines(text)
    accounts = _accounts(workspace)

    def work() -> tuple[LookedUp, ...]:
        from workbench.compare.matching.match import match  # noqa: PLC0415 - where a list is pasted
        from workbench.compare.matching.pasted import Lookup  # noqa: PLC0415
        from workbench.workspace.comparison.pool import Pool, offering_resources  # noqa: PLC0415

        pool = Pool()
        origins = [of for source, account in accounts for of in offering_resources(source, account)]
        pool.read(workspace.stores.cache, origins, lambda _count, _what: _stopped(job))
        facts = pool.facts()
        groups = match(facts, by_name=False, stop=lambda: job.stopping)
        lines = Lookup(facts, groups).read(text)
        known = [account for _, account in accounts]
        found: list[LookedUp] = []
        for line in lines:
            _stopped(job)
            things = _things(line.hits, pool) or _carriers(workspace, index, known, line.asked)
            found.append(LookedUp(line.number, line.text, line.asked, line.quantity, things))
        return tuple(found)

    return await asyncio.to_thread(work)


def _stopped(job: Job) -> None:
    from workbench.core.jobs import job_cancelled  # noqa: PLC0415

    if job.stopping:
        raise job_cancelled()


def _things(hits: Sequence[Named], pool: Pool) -> tuple[Thing, ...]:
    named = [(hit.items, [item for ref in hit.items if (item := pool.get(ref))]) for hit in hits]
    return tuple(Thing(_name(items), refs) for refs, items in named)


def _carriers(
    workspace: Workspace, index: Index, accounts: Sequence[Account], asked: str
) -> tuple[Thing, ...]:
    """Return the records that carry a number themselves: a product whose variants are the items."""
    quoted = asked.replace('"', "")
    sections = index.find(f'"{quoted}"', accounts, CARRIERS).sections if quoted.strip() else ()
    found: list[Thing] = []
    for section in sections:
        for spot in section.spots:
            thing = _carrier(workspace, spot, fold(asked))
            if thing is not None:
                found.append(thing)
    return tuple(found)


def _carrier(workspace: Workspace, spot: Spot, asked: str) -> Thing | None:
    part = spot.part
    hit = read_spot(workspace.stores.cache, spot, workspace.formats)
    kept = workspace.stores.cache.document(spot.scope, spot.document)
    if hit is None or kept is None or part.resource.references is None:
        return None
    row = dict(part.resource.rows_of(kept[0])).get(spot.key)
    try:
        carried = {fold(text) for text in part.resource.references(row)} | {fold(spot.key)}
    except MISFITS:
        return None
    if asked not in carried:
        return None
    ref = Ref(part.source.id, part.account.name, part.resource.id, spot.key)
    return Thing(hit.title, (ref,))


def _name(items: Sequence[Item]) -> str:
    return next((item.name for item in items if item.name), "")


# ---- at the services --------------------------------------------------------------------------


class Place(msgspec.Struct, frozen=True):
    """A table of a service that takes a list of numbers."""

    source: Source
    resource: Resource
    account: Account


def places(workspace: Workspace) -> tuple[Place, ...]:
    """Return the tables that a list is asked of: the first of each account that takes one."""
    found: list[Place] = []
    for source, account in _accounts(workspace):
        resource = next((each for each in source.resources if each.list_filter), None)
        if resource is not None and not resource.asked:
            found.append(Place(source, resource, account))
    return tuple(found)


def requests_for(workspace: Workspace, count: int) -> int:
    """Return how many requests asking every service for so many numbers takes at most."""
    chunks = -(-count // PER_REQUEST)
    return sum(chunks * len(place.resource.list_filter) for place in places(workspace))


async def look_up_there(
    workspace: Workspace, lines: Sequence[LookedUp], job: Job
) -> tuple[LookedUp, ...]:
    """Return the lines with what services have for those that name nothing yet.

    A service that does not answer is told in the job's failures; the others are asked all the same.

    Raises:
        WbError: CANCELLED, where it was stopped.
    """
    from workbench.core.errors import ErrorCode, WbError  # noqa: PLC0415

    wanted = tuple(dict.fromkeys(line.asked for line in lines if not line.things))
    found: dict[str, list[Thing]] = {}
    for place in places(workspace) if wanted else ():
        session = workspace.session(place.source, place.resource, place.account)
        try:
            picked = await pick(session, wanted, job)
        except WbError as error:
            if error.code is ErrorCode.CANCELLED:
                raise
            job.fail_part(tr("{source}: {what}", source=place.source.title, what=error.sentence))
            continue
        finally:
            session.close()
        for asked, thing in _picked(place, picked):
            found.setdefault(asked, []).append(thing)
    return tuple(_with(line, found) for line in lines)


def _picked(place: Place, picked: Picked) -> list[tuple[str, Thing]]:
    found: list[tuple[str, Thing]] = []
    for line in picked.lines:
        for key, name in zip(line.keys, line.names, strict=False):
            ref = Ref(place.source.id, place.account.name, place.resource.id, key)
            found.append((line.text, Thing(name, (ref,))))
    return found


def _with(line: LookedUp, found: Mapping[str, Sequence[Thing]]) -> LookedUp:
    if line.things or line.asked not in found:
        return line
    return msgspec.structs.replace(line, things=tuple(found[line.asked]))


def _accounts(workspace: Workspace) -> list[tuple[Source, Account]]:
    return [
        (source, account)
        for source in workspace.sources
        for account in workspace.accounts.list(source.id)
    ]
