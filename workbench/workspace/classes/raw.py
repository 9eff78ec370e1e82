"""Documents of chosen rows as they came, in one JSON list: for whoever reads the service's form."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from workbench.core.jobs import job_cancelled
from workbench.store.files import atomic_write

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.session import Session

_INDENT: Final = 2


async def write_raw(
    session: Session, keys: Sequence[str], path: Path, job: Job | None = None
) -> int:
    """Write documents as one JSON list; see `Classes.export_raw`."""
    return await asyncio.to_thread(_write, session, tuple(keys), path, job)


def _write(session: Session, keys: Sequence[str], path: Path, job: Job | None) -> int:
    written = 0

    def content(file: BinaryIO) -> None:
        nonlocal written
        file.write(b"[")
        for key in keys:
            if job is not None and job.stopping:
                raise job_cancelled()
            document = session.documents.of_row(key)
            if document:
                file.write(b",\n" if written else b"\n")
                file.write(msgspec.json.format(document, indent=_INDENT))
                written += 1
        file.write(b"\n]\n")

    atomic_write(path, content)
    return written
