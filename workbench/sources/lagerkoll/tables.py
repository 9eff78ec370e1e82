"""The big tables besides the articles: batches, serial numbers, and articles of all stores."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from workbench.core.edits import Saving
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.queries import Filter, Part, PartKind, Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, ServiceSort, SubTable
from workbench.core.texts import mark
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.filters import QUERY
from workbench.sources.lagerkoll.pages import Pick, goes_on
from workbench.sources.lagerkoll.records import part_fields, rows
from workbench.sources.lagerkoll.records.list_fields import GROUP as GROUP_FIELDS
from workbench.sources.lagerkoll.saving.batches import BATCH_SAVING, SERIAL_SAVING, key_of
from workbench.sources.lagerkoll.trace import TRACE
from workbench.sources.leaves import count, identity
from workbench.sources.lists import rows_reader, whole_page
from workbench.sources.reading import Reader

T = TypeVar("T")
LIMIT: Final = 100

Ask = Callable[[LagerkollClient, Query, int], Awaitable[Listing]]


def _paged(
    identity_: str,
    titles: tuple[str, str],
    icon: str,
    columns: tuple[Field, ...],
    reader: Reader[T],
    key_of: Callable[[T], str],
    face: Face,
    ask: Ask,
    pick: Pick,
    total_of: Callable[[Listing], object],
    *,
    filters: tuple[Filter, ...] = (QUERY,),
    sorts: tuple[ServiceSort, ...] = (),
    saving: Saving | None = None,
    subtables: tuple[SubTable, ...] = (),
) -> Resource:
    """Return a resource that is read a page at a time."""

    async def search(client: LagerkollClient, query: Query, cursor: str) -> Page:
        number = int(cursor or 0)
        answer = await ask(client, query, number)
        raws = pick(answer) or ()
        page = await asyncio.to_thread(whole_page, reader, raws, key_of)
        page.total = count(total_of(answer))
        on = goes_on(answer, number, LIMIT, len(raws), total=page.total)
        page.cursor = str(number + 1) if on else ""
        return page

    async def scan(client: LagerkollClient, query: Query, cursor: str) -> Page:
        return await search(client.in_background(), query, cursor)

    return Resource(
        id=identity_,
        title=titles[0],
        one=titles[1],
        icon=icon,
        fields=columns,
        rows_of=rows_reader(reader, key_of),
        search=search,
        face=face,
        document=identity_,
        scan=scan,
        filters=filters,
        sorts=sorts,
        text_filter="query",
        density=Density.COMPACT,
        saving=saving,
        subtables=subtables,
    )


def _words(query: Query) -> str | None:
    held = query.value("query", "")
    return " ".join(filter(None, (str(held or ""), query.text.strip()))) or None


def _store_key(record: Any) -> str:  # noqa: ANN401 - a row of the group
    number = identity(record.article_id)
    return f"{identity(record.store_id)}/{number}" if number else ""


async def _batches(client: LagerkollClient, query: Query, page: int) -> Listing:
    used_up = query.value("include_all_batches", "") is not False
    return await client.batches.batches(
        query=_words(query), include_all_batches=used_up, page=page, limit=LIMIT
    )


async def _serials(client: LagerkollClient, query: Query, page: int) -> Listing:
    return await client.batches.serial_numbers(query=_words(query), page=page, limit=LIMIT)


async def _group(client: LagerkollClient, query: Query, page: int) -> Listing:
    column: Any = query.sort or ("query" if _words(query) else "art")
    return await client.articles.articles_of_group(
        query=_words(query),
        page=page,
        limit=LIMIT,
        order="desc" if query.descending else "asc",
        sort_column=column,
    )


_USED_UP: Final = Filter(
    "include_all_batches",
    mark("Used up too"),
    (Part("", PartKind.FLAG),),
    group=mark("Stock"),
    help=mark("Batches that are used up are left out with no."),
)

BATCHES: Final = _paged(
    "batches", (mark("Batches"), mark("Batch")), "layers", part_fields.batch_fields("batches"),
    rows.BATCHES, key_of, Face("batch", ("number", "name")), _batches,
    lambda answer: answer.batches, lambda answer: answer.total_batches,
    filters=(QUERY, _USED_UP), saving=BATCH_SAVING, subtables=(TRACE,),
)  # fmt: skip
SERIALS: Final = _paged(
    "serial_numbers", (mark("Serial numbers"), mark("Serial number")), "ticket",
    part_fields.batch_fields("serialNumbers"), rows.BATCHES, key_of,
    Face("serial", ("number", "name")), _serials,
    lambda answer: answer.serial_numbers, lambda answer: answer.total_serial_numbers,
    saving=SERIAL_SAVING, subtables=(TRACE,),
)  # fmt: skip
GROUP: Final = _paged(
    "group", (mark("All stores"), mark("Article")), "building-2", GROUP_FIELDS,
    rows.STORE_ARTICLES, _store_key, Face("name", ("number", "store")), _group,
    lambda answer: answer.articles, lambda answer: answer.articles_count,
    sorts=(
        ServiceSort("query", mark("Relevance")), ServiceSort("art", mark("Number")),
        ServiceSort("name", mark("Name")), ServiceSort("store", mark("Store")),
    ),
)  # fmt: skip
