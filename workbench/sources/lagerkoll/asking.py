"""Which documented call answers a question about articles, and what it cannot be asked.

The service has a list of its own for a category, for a day and for one number; each takes less
than the main list. What a list cannot do is refused before anything is sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.queries import Query
from workbench.core.texts import tr
from workbench.core.times import read_time
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.filters import FILTERS
from workbench.sources.lagerkoll.operations.parameters import PART_SORTS
from workbench.sources.lagerkoll.records.values import milliseconds

PAGE_LIMIT: Final = 100
"""Articles per page; the document names no limit, and lists of articles are changed by hundreds."""
TOGETHER: Final = 20
"""Articles that are read by their numbers for one page of rows."""

WHOLE: Final[Mapping[str, Any]] = {
    "prices": True,
    "include_purchase_prices": True,
    "include_bundle": True,
    "include_next_delivery": True,
}
"""What every reading of an article asks for, so that a record is complete wherever it is read."""

_WITH: Final[Mapping[str, frozenset[str]]] = {
    "id": frozenset(),
    "date": frozenset({"category_id"}),
    "category_id": frozenset({"date", "query"}),
}
"""Filters with a list of their own, and what else that list takes."""


async def ask(client: LagerkollClient, query: Query, cursor: str) -> tuple[Listing, bool]:
    """Return a page of the list that fits the question, and whether another can follow.

    Raises:
        WbError: as the gateway names it; code INPUT for filters that cannot stand together.
    """
    given = _given(query)
    _check(given)
    page = int(cursor or 0)
    if "id" in given:
        return await _numbers(client, given["id"], page)
    if "date" in given:
        return await _at_date(client, given, page), True
    if "category_id" in given:
        return await _category(client, query, given, page), True
    return await _all(client, query, given, page), True


async def read_article(client: LagerkollClient, number: str) -> Listing:
    """Return one article as a list of one.

    Raises:
        WbError: as the gateway names it.
    """
    return await client.articles.article(number, **WHOLE)


def day_of(query: Query) -> str:
    """Return the day that articles are asked for as they were, "" for now."""
    value = query.value("date", "")
    return _day(str(value)) if value else ""


def _given(query: Query) -> dict[str, Any]:
    given = {held.filter: held.value for held in query.conditions}
    text = " ".join(filter(None, (str(given.get("query", "")), query.text.strip())))
    given.pop("query", None)
    return given | ({"query": text} if text else {})


def _check(given: Mapping[str, Any]) -> None:
    """Refuse filters whose lists cannot be asked together, and several ids where one is taken."""
    for name in ("category_id", "supplier_id"):
        if not str(given.get(name, "0")).strip().isdecimal():
            raise bad_input(
                tr("{name} takes one id, a whole number.", name=_title(name)),
                tr("Ask for one at a time; its table shows the ids."),
                name,
            )
    for name, others in _WITH.items():
        if name not in given:
            continue
        stranger = next((held for held in given if held != name and held not in others), "")
        if stranger:
            raise bad_input(
                tr(
                    "Lagerkoll cannot look for “{one}” and “{other}” at once.",
                    one=_title(name),
                    other=_title(stranger),
                ),
                tr("Remove one of the two; the facets narrow the loaded rows by anything."),
                stranger,
            )
    if "date" in given and "query" in given:
        raise _no_text()


def _no_text() -> WbError:
    return bad_input(
        tr("Lagerkoll cannot look for a text in the articles of a day."),
        tr("Remove the text, load all rows and narrow them by header filters."),
        "query",
    )


def _title(name: str) -> str:
    return next((tr(held.title) for held in FILTERS if held.name == name), name)


async def _numbers(
    client: LagerkollClient, numbers: tuple[str, ...], page: int
) -> tuple[Listing, bool]:
    """Read articles one by one; those that are gone are left out."""
    start = page * TOGETHER
    wanted = numbers[start : start + TOGETHER]
    found = await asyncio.gather(*(_one(client, number) for number in wanted))
    answer = Listing(page=page, articles=[raw for raws in found for raw in raws])
    return answer, start + TOGETHER < len(numbers)


async def _one(client: LagerkollClient, number: str) -> list[msgspec.Raw]:
    try:
        return (await read_article(client, number)).articles or []
    except WbError as error:
        if error.code is ErrorCode.NOT_FOUND:
            return []
        raise


async def _at_date(client: LagerkollClient, given: Mapping[str, Any], page: int) -> Listing:
    return await client.articles.articles_at_date(
        page=page,
        limit=PAGE_LIMIT,
        date=_day(str(given["date"])),
        category=given.get("category_id"),
    )


async def _category(
    client: LagerkollClient, query: Query, given: Mapping[str, Any], page: int
) -> Listing:
    order, column = _order(query, "art")
    if column not in PART_SORTS:
        raise bad_input(
            tr("Lagerkoll cannot order the articles of a category this way."),
            tr("Choose another order, or load all rows and sort them here."),
            "category_id",
        )
    return await client.articles.articles_of_category(
        str(given["category_id"]),
        query=given.get("query"),
        page=page,
        limit=PAGE_LIMIT,
        order=order,
        sort_column=column,
        include_image_last_updated=True,
        **WHOLE,
    )


async def _all(
    client: LagerkollClient, query: Query, given: Mapping[str, Any], page: int
) -> Listing:
    order, column = _order(query, "query" if "query" in given else "art")
    rest = {name: value for name, value in given.items() if name.startswith("filter_")}
    return await client.articles.articles(
        query=given.get("query"),
        since=_since(given.get("since")),
        page=page,
        limit=PAGE_LIMIT,
        order=order,
        sort_column=column,
        supplier_id=given.get("supplier_id"),
        include_image_last_updated=True,
        **WHOLE,
        **rest,
    )


def _order(query: Query, usual: str) -> tuple[Any, str]:
    if not query.sort:
        return ("desc" if usual == "query" else "asc"), usual
    return ("desc" if query.descending else "asc"), query.sort


def _since(value: object) -> int:
    """Return the time of change asked for; 0 for all, as leaving it out means now."""
    moment = read_time(value)
    return max(0, milliseconds(moment)) if isinstance(moment, datetime) else 0


def _day(value: str) -> str:
    moment = read_time(value)
    return moment.date().isoformat() if isinstance(moment, datetime) else value
