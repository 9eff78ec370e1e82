"""Answers with many pages as rows: where a page ends, and lists that are read to their end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.texts import tr
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.leaves import count

MOST_PAGES: Final = 500
"""Pages of one short list; a service that never ends one is mistaken."""

Ask = Callable[[int], Awaitable[Listing]]
Pick = Callable[[Listing], Sequence[msgspec.Raw] | None]


def goes_on(
    answer: Listing, page: int, limit: int, rows: int, *, seen: int = 0, total: int | None = None
) -> bool:
    """Return whether another page follows.

    Args:
        answer: the page.
        page: its number, from 0.
        limit: how many rows were asked for.
        rows: how many it brought.
        seen: rows of this and all earlier pages; reckoned where it is not given.
        total: rows of all pages, where the answer counts them.
    """
    if not rows:
        return False
    pages = count(answer.pages)
    if pages is not None:
        return page + 1 < pages
    size = min(count(answer.page_size) or limit, limit)
    if total is not None:
        return (seen or (page + 1) * size) < total
    return rows >= size


async def read_whole(
    ask: Ask, pick: Pick, limit: int, total: Callable[[Listing], object] | None = None
) -> list[msgspec.Raw]:
    """Return the rows of every page.

    Raises:
        WbError: as the gateway names it; code DATA for a list that never ends.
    """
    found: list[msgspec.Raw] = []
    for page in range(MOST_PAGES):
        answer = await ask(page)
        rows = pick(answer) or ()
        found += rows
        counted = count(total(answer)) if total else None
        if not goes_on(answer, page, limit, len(rows), seen=len(found), total=counted):
            return found
    raise WbError(
        ErrorCode.DATA,
        tr("The list never ends: {count} pages were read.", count=MOST_PAGES),
        tr("Report it with the details."),
        source="lagerkoll",
        sent=Sent.YES,
    )
