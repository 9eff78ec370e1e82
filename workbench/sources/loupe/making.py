"""An export from request to file: asked for, waited for, its file read without any credential.

The service makes it in its own time and keeps it, so that the way goes on after a restart from the
id alone. HTTP 200 says nothing here: the state in the answer does.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.core.remote import Made
from workbench.core.texts import tr
from workbench.sources.leaves import moment, text
from workbench.sources.loupe import wire
from workbench.sources.loupe.client import LoupeClient
from workbench.sources.loupe.parameters import CONTENT_TYPE
from workbench.sources.loupe.records.export import (
    ENVELOPES,
    Envelope,
    Export,
    State,
    id_of,
    state_of,
)

WAITS: Final = (2.0, 3.0, 5.0, 8.0, 13.0, 20.0)
"""Seconds between looks; the last one goes on."""
SPREAD: Final = 0.2
"""Share by which a wait is shortened or lengthened, so that many do not look at once."""
LONGEST: Final = 30 * 60.0
"""Seconds after which nobody waits any longer; the service goes on."""

KEPT: Final = 7 * 86_400.0
"""Seconds that a file, or a part of one, stays on the disk."""

_ODD: Final = re.compile(r"[^A-Za-z0-9-]+")
_LOST_LINK: Final = frozenset({ErrorCode.AUTH, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND})


class Resume(msgspec.Struct, frozen=True):
    """What goes on with an export after a restart: the question that opens it by its id."""

    source: str
    account: str
    resource: str
    query: Query


async def file_of(client: LoupeClient, query: Query, job: Job) -> Path:
    """Return the file of the export that a query asks for or opens.

    Raises:
        WbError: code INPUT for filters that do not go together, REFUSED where the service could
            not make it, SLOW where it still makes it after half an hour, CANCELLED; else as the
            service and the file's host were named.
    """
    identity = wire.existing(query)
    if identity:
        export = await look(client, identity)
    else:
        identity, export = await create(client, query)
    job.resume = _resume(client, identity)
    export = await wait_until_ready(client, identity, export, job)
    return await _fetched(client, identity, export, job)


async def made(client: LoupeClient, query: Query) -> Made:
    """Ask for an export and return what it is called.

    Raises:
        WbError: as `create`.
    """
    identity, export = await create(client, query)
    return _made(identity, export)


async def waited(client: LoupeClient, identity: str, job: Job) -> Made:
    """Return once an export is ready; it may be asked for by an earlier run.

    Raises:
        WbError: as `wait_until_ready`.
    """
    return _made(identity, await _ready(client, identity, job))


async def fetched(client: LoupeClient, identity: str, job: Job) -> Path:
    """Return the file of an export on this machine.

    Raises:
        WbError: as `file_of`.
    """
    return await _fetched(client, identity, await _ready(client, identity, job), job)


async def _ready(client: LoupeClient, identity: str, job: Job) -> Export:
    try:
        export = await look(client, identity)
    except WbError as error:
        if not error.retryable and error.code is not ErrorCode.RESTING:
            raise
        export = Export()
    return await wait_until_ready(client, identity, export, job)


def _made(identity: str, export: Export) -> Made:
    created = moment(export.created_at)
    return Made(identity, created if isinstance(created, datetime) else None)


async def create(client: LoupeClient, query: Query) -> tuple[str, Export]:
    """Ask for an export; return its id and what is known of it so far.

    Raises:
        WbError: code DATA, where the answer does not name it: it is made all the same.
    """
    envelope = _read(await client.exports.create_export(wire.create_body(query)))
    identity = id_of(envelope)
    if not identity:
        raise WbError(
            ErrorCode.DATA,
            tr("Loupe makes an export, but did not say which."),
            tr("Look for it among the exports; asking again makes a second one."),
            source="loupe",
            operation="create_export",
            sent=Sent.YES,
        )
    return identity, envelope.value or Export()


async def look(client: LoupeClient, identity: str) -> Export:
    """Return what the service says of an export now.

    Raises:
        WbError: as the gateway names it.
    """
    return _read(await client.exports.get_export(identity)).value or Export()


async def wait_until_ready(client: LoupeClient, identity: str, export: Export, job: Job) -> Export:
    """Look again and again until an export is ready.

    Passing trouble on the way there does not end it.

    Raises:
        WbError: code REFUSED where it failed, SLOW where it is not ready in time, CANCELLED.
    """
    outside = client.outside
    end = outside.clock.monotonic() + LONGEST
    trouble: WbError | None = None
    for wait in itertools.chain(WAITS, itertools.repeat(WAITS[-1])):
        state = state_of(export)
        if state is State.READY:
            return export
        if state in {State.FAILED, State.EXPIRED}:
            raise _failed(identity, export)
        if outside.clock.monotonic() >= end:
            break
        job.advance(0, note=tr("Loupe is making the export."))
        await _pause(client, wait * (1 - SPREAD + 2 * SPREAD * outside.random()), job)
        try:
            export, trouble = await look(client, identity), None
        except WbError as error:
            if not error.retryable and error.code is not ErrorCode.RESTING:
                raise
            trouble = error
    raise trouble or _still_made(identity)


async def _pause(client: LoupeClient, seconds: float, job: Job) -> None:
    """Let time pass in small steps, so that a stop is heard at once."""
    while seconds > 0:
        await job.checkpoint()
        step = min(1.0, seconds)
        await client.outside.clock.sleep(step)
        seconds -= step
    await job.checkpoint()


async def _fetched(client: LoupeClient, identity: str, export: Export, job: Job) -> Path:
    """Return the file; one that is on the disk is not read again, as an export never changes."""
    outside = client.outside
    name = file_name(identity, export)
    path = outside.folder / _plain(outside.account.name) / name
    if await asyncio.to_thread(_kept, path):
        return path
    try:
        return await _downloaded(client, export, path, job)
    except WbError as error:
        if error.code not in _LOST_LINK:
            raise
    # Links may end: the service is asked once for a fresh one.
    try:
        return await _downloaded(client, await look(client, identity), path, job)
    except WbError as error:
        if error.code not in _LOST_LINK:
            raise
        raise _link_ended(error) from None


def _kept(path: Path) -> bool:
    """Return whether the file is on the disk; files and parts nobody came back for are removed."""
    oldest = time.time() - KEPT
    for old in path.parent.glob("*loupe_*"):
        with contextlib.suppress(OSError):
            if old.stat().st_mtime < oldest:
                old.unlink()
    return path.exists()


async def _downloaded(client: LoupeClient, export: Export, path: Path, job: Job) -> Path:
    link = text(export.file_url)
    if not isinstance(link, str):
        raise WbError(
            ErrorCode.DATA,
            tr("The export is ready, but Loupe gave no link to its file."),
            tr("Open it again later, or ask for a new export."),
            source="loupe",
            operation="get_export",
            sent=Sent.YES,
        )
    note = tr("Reading the file (kB).")

    def progress(done: int, total: int | None) -> None:
        job.advance(done // 1000, None if total is None else total // 1000, note)

    return await client.outside.files.download(link, path.parent, path.name, progress, job)


def file_name(identity: str, export: Export) -> str:
    """Return our own name for an export's file: the service's is never used."""
    created = moment(export.created_at)
    stamp = (
        created.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        if isinstance(created, datetime)
        else "undated"
    )
    link = text(export.file_url)
    packed = isinstance(link, str) and _path_of(link).lower().endswith(".zip")
    kind = ".zip" if packed else ".csv"
    return f"loupe_{CONTENT_TYPE}_{stamp}_{_plain(identity)}{kind}"


def _plain(foreign: str) -> str:
    """A foreign text as part of a file name: letters, digits and dashes."""
    return _ODD.sub("-", foreign)[:80]


def _path_of(link: str) -> str:
    try:
        return urlsplit(link).path
    except ValueError:
        return ""


def _read(raw: bytes | msgspec.Raw) -> Envelope:
    return ENVELOPES.read(raw)[0] or Envelope()


def _resume(client: LoupeClient, identity: str) -> str:
    question = wire.opening(identity)
    resume = Resume("loupe", client.outside.account.name, "samples", question)
    return msgspec.json.encode(resume).decode()


def _failed(identity: str, export: Export) -> WbError:
    said = text(export.status)
    return WbError(
        ErrorCode.REFUSED,
        tr("Loupe could not make the export."),
        tr("A filter has a value that Loupe does not know: change it and ask again."),
        source="loupe",
        operation="get_export",
        service_code=said[:60] if isinstance(said, str) else "",
        status=200,
        sent=Sent.YES,
        detail=f"export {identity[:80]}",
    )


def _still_made(identity: str) -> WbError:
    return WbError(
        ErrorCode.SLOW,
        tr("Loupe still makes the export after half an hour."),
        tr("It goes on there: keep checking, or open it from the exports later."),
        source="loupe",
        operation="get_export",
        sent=Sent.YES,
        detail=f"export {identity[:80]}",
    )


def _link_ended(error: WbError) -> WbError:
    return WbError(
        error.code if error.code is ErrorCode.NOT_FOUND else ErrorCode.FORBIDDEN,
        tr("The link to the export's file no longer works."),
        tr("Ask for a new export with the same filters."),
        source="loupe",
        operation="get_export",
        status=error.status,
        sent=Sent.YES,
    )
