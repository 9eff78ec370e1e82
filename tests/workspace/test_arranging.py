"""Many rows take the order of their texts a moment later, and nothing asked meanwhile is lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from operator import itemgetter

from tests.harness.waiting import until
from workbench.core.fields import Field, Kind
from workbench.core.jobs import Jobs
from workbench.core.pages import Page
from workbench.core.queries import Sort
from workbench.core.times import now
from workbench.workspace.arranging import MANY, Arranging
from workbench.workspace.held import Held

NAME = Field("name", "Name", Kind.TEXT, itemgetter(0), shown=True, searched=True)
NUMBER = Field("number", "Number", Kind.INTEGER, itemgetter(1), shown=True)


@dataclass
class Rows:
    """What a session's rows need of a resource."""

    fields: tuple[Field, ...] = (NAME, NUMBER)


def page(start: int, stop: int) -> Page:
    numbers = range(start, stop)
    return Page(
        rows=[(f"row {(number * 7919) % 100_003}", number) for number in numbers],
        keys=[str(number) for number in numbers],
        documents=[],
        document_keys=[],
        document_of=[],
        fetched_at=now(),
    )


def arranged(count: int) -> tuple[Held, Arranging]:
    held = Held(Rows())  # type: ignore[arg-type]
    held.begin(page(0, count), 1)
    return held, Arranging(held, Jobs())


def names(held: Held) -> list[str]:
    return [held.table.text(held.rows.row(at), "name") for at in range(len(held.rows))]


def numbers(texts: list[str]) -> list[int]:
    return [int(text.split()[1]) for text in texts]


async def test_few_rows_are_ordered_at_once() -> None:
    held, arranging = arranged(100)
    arranging.arrange(sort=(Sort("name"),))
    assert numbers(names(held)) == sorted(numbers(names(held)))


async def test_many_rows_keep_their_order_until_their_texts_are_ranked() -> None:
    held, arranging = arranged(MANY + 1000)
    before = names(held)
    arranging.arrange(sort=(Sort("name"),))
    assert names(held) == before
    await until(lambda: names(held) != before)
    assert numbers(names(held)) == sorted(numbers(before))


async def test_a_search_meanwhile_loses_neither_itself_nor_the_order() -> None:
    held, arranging = arranged(MANY + 1000)
    arranging.arrange(sort=(Sort("name", descending=True),))
    arranging.arrange(text="99")
    found = numbers(names(held))
    assert found
    assert all("99" in str(number) for number in found)
    await until(lambda: bool(held.rows.sort))
    assert numbers(names(held)) == sorted(found, reverse=True)


async def test_another_order_meanwhile_counts() -> None:
    held, arranging = arranged(MANY + 1000)
    arranging.arrange(sort=(Sort("name"),))
    arranging.arrange(sort=(Sort("number", descending=True),))
    await asyncio.sleep(0.3)
    assert held.rows.sort == (Sort("number", descending=True),)
    assert held.rows.row(0) == MANY + 999


async def test_rows_that_come_later_take_their_places() -> None:
    held, arranging = arranged(MANY + 1000)
    arranging.arrange(sort=(Sort("name"),))
    await until(lambda: bool(held.rows.sort))
    await held.take(page(MANY + 1000, MANY + 1300))
    arranging.tell()
    await until(lambda: not held.rows.behind)
    assert len(held.rows) == MANY + 1300
    assert numbers(names(held)) == sorted(numbers(names(held)))


async def test_slices_of_a_page_stop_where_other_rows_are_held() -> None:
    held, _ = arranged(10)
    taking = asyncio.ensure_future(held.take(page(10, 500)))
    await asyncio.sleep(0)
    held.begin(page(0, 5), 1)
    assert await taking is None
    assert len(held.table) == 5
