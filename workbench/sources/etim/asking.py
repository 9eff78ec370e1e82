"""Rows of products: ids from the filter, then details a hundred at a time.

The list of ids is asked once for a question and kept, so that reading 3,000 products takes one
list and thirty details; requests are counted by the day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.envelopes import Ids, Listing, ids_in, records_in
from workbench.sources.etim.filters import KEYS, SINCE
from workbench.sources.etim.records.product import PRODUCTS, key_of
from workbench.sources.etim.wire import filter_body, given, since_day, supplier_of
from workbench.sources.leaves import count
from workbench.sources.lists import whole_page

DETAILS: Final = 100
"""Products of one request for details (document: "up to 100 products in one GET request")."""
IDS: Final = 100_000
"""Ids of a page of a list (the service's own words on `limit`)."""
BEFORE: Final = 5
"""Ids that a cursor holds: the place is found again although the last of them is gone."""
MOST_LISTS: Final = 100
"""Pages of ids; a list that never ends is the service's mistake."""

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


async def search_products(client: EtimClient, query: Query, cursor: str) -> Page:
    """Return a page of products; the cursor is the place in the list, and the ids before it.

    Raises:
        WbError: as the gateway names it; code INPUT for filters that cannot be meant.
    """
    ids = await _ids(client, query, fresh=not cursor)
    start = _start(ids, cursor)
    wanted = ids[start : start + DETAILS]
    answer = await _details(client, wanted, supplier_of(given(query)))
    page = await asyncio.to_thread(whole_page, PRODUCTS, records_in(answer.products), key_of)
    chosen = query.value(KEYS, "include") is not None
    page.total = len(page.keys) if chosen and len(ids) <= DETAILS else len(ids)
    stop = start + DETAILS
    held = [str(stop), *ids[stop - BEFORE : stop]]
    page.cursor = _ENCODER.encode(held).decode() if stop < len(ids) else ""
    return page


def _start(ids: Sequence[str], cursor: str) -> int:
    """Return where a page begins: behind the last id of the one before that is still there.

    The list may have been asked anew since, with products that are gone or new in it: going by
    the place alone would leave out rows without a word.
    """
    if not cursor or cursor.isdigit():  # a place alone: kept by a program of before
        return int(cursor or 0)
    place, *before = msgspec.json.decode(cursor, type=list[str])
    start = int(place)
    if list(ids[start - len(before) : start]) == before:
        return start
    last = next((each for each in reversed(before) if each in ids), None)
    return ids.index(last) + 1 if last is not None else min(start, len(ids))


async def read_product(client: EtimClient, key: str) -> bytes | None:
    """Return a product's document as it is now, None where it is gone.

    Raises:
        WbError: as the gateway names it.
    """
    return (await read_products(client, [key])).get(key)


async def read_products(client: EtimClient, keys: Sequence[str]) -> Mapping[str, bytes]:
    """Return the documents of products by id, a hundred in a request; those gone are left out.

    Raises:
        WbError: as the gateway names it.
    """
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), DETAILS):
        answer = await _details(client, tuple(keys[start : start + DETAILS]), None)
        page = await asyncio.to_thread(whole_page, PRODUCTS, records_in(answer.products), key_of)
        found |= dict(zip(page.keys, page.documents, strict=True))
    return found


async def _details(client: EtimClient, ids: Sequence[str], supplier: str | None) -> Listing:
    """A hundred products with everything; the parameters fix the form of the answer.

    The service answers 404 with an empty body where it knows none of them.
    """
    if not ids:
        return Listing()
    try:
        return await client.products.products(list(ids), as_supplier=supplier)
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return Listing()
        raise


async def _ids(client: EtimClient, query: Query, *, fresh: bool) -> tuple[str, ...]:
    """Return the ids of a question, kept ones for a page behind the first."""
    asked = given(query)
    chosen = asked.pop(KEYS, {}).get("include")
    question = _ENCODER.encode([asked, chosen]).decode()
    kept = None if fresh else client.listings.find(question)
    if kept is not None:
        return kept
    ids = _given_ids(chosen) if chosen and not _narrows(asked) else await _listed(client, asked)
    if chosen and _narrows(asked):
        found = frozenset(ids)
        ids = tuple(each for each in _given_ids(chosen) if each in found)
    client.listings.keep(question, ids)
    return ids


def _given_ids(chosen: object) -> tuple[str, ...]:
    held = chosen if isinstance(chosen, tuple) else (chosen,)
    return tuple(dict.fromkeys(text for each in held if (text := str(each).strip())))


def _narrows(asked: Mapping[str, object]) -> bool:
    return any(name != "as-supplier" for name in asked)


async def _listed(client: EtimClient, asked: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """Return every id that the service names for filters."""
    supplier, only_since = supplier_of(asked), set(asked) <= {SINCE, "as-supplier"}
    if SINCE in asked and only_since:
        day = since_day(asked)
        return await _every(
            lambda page: client.products.changed_products(
                date_from=day, as_supplier=supplier, limit=IDS, page=page
            )
        )
    body = filter_body(asked)
    return await _every(
        lambda page: client.products.filter_products(
            body, as_supplier=supplier, limit=IDS, page=page
        )
    )


async def _every(ask: Callable[[int], Awaitable[Listing]]) -> tuple[str, ...]:
    """Return the ids of every page, each once."""
    found: dict[str, None] = {}
    for page in range(1, MOST_LISTS + 1):
        answer = await ask(page)
        held: Ids = answer.product_ids
        before = len(found)
        found |= dict.fromkeys(ids_in(held))
        total = count(answer.total)
        ended = len(found) == before or (total is not None and len(found) >= total)
        if ended or (total is None and len(ids_in(held)) < IDS):
            return tuple(found)
    raise WbError(
        ErrorCode.DATA,
        tr("The list never ends: {count} pages were read.", count=MOST_LISTS),
        tr("Report it with the details."),
        source="etim",
        sent=Sent.YES,
    )
