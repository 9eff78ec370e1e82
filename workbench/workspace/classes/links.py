"""Whether the web addresses that products name lead anywhere: asked when somebody wants to know."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from workbench.core.errors import WbError
from workbench.core.links import safe_link
from workbench.core.texts import tr
from workbench.workspace.classes.model import DeadLink

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.net.files import Files
    from workbench.workspace.classes.records import Records

AT_ONCE: Final = 6
"""Addresses that are asked at the same time."""


async def dead_links(
    records: Records, keys: Sequence[str], files: Files, job: Job | None = None
) -> tuple[DeadLink, ...]:
    """Return the links of products that lead nowhere; see `Classes.dead_links`."""
    named = _links(records, keys)
    urls = tuple(dict.fromkeys(url for _key, url in named))
    why: dict[str, str] = {}
    for start in range(0, len(urls), AT_ONCE):
        if job is not None:
            job.advance(start, len(urls))
            await job.checkpoint()
        part = urls[start : start + AT_ONCE]
        found = await asyncio.gather(*(_trouble(files, url) for url in part))
        why |= dict(zip(part, found, strict=True))
    return tuple(DeadLink(key, url, why[url]) for key, url in named if why[url])


async def _trouble(files: Files, url: str) -> str:
    """Return why a link leads nowhere, "" where it leads somewhere."""
    safe = safe_link(url)
    if safe is None:
        return tr("No web address that may be opened.")
    try:
        await files.reach(safe)
    except WbError as error:
        return error.sentence
    return ""


def _links(records: Records, keys: Sequence[str]) -> list[tuple[str, str]]:
    read = records.classified.links
    if read is None:
        return []
    documents = ((key, records.session.documents.of_row(key)) for key in keys)
    return [(key, url) for key, document in documents if document for url in read(document)]
