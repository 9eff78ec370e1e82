"""Where a list ends, whatever its answer counts."""

from __future__ import annotations

import json

import msgspec
import pytest

from workbench.core.errors import ErrorCode, WbError
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.pages import MOST_PAGES, goes_on, read_whole


@pytest.mark.parametrize(
    ("answer", "rows", "total", "wanted"),
    [
        (Listing(pages=3), 100, None, True),
        (Listing(pages=1), 100, None, False),
        (Listing(pages="2"), 25, 26, True),
        (Listing(), 100, None, True),
        (Listing(), 99, None, False),
        (Listing(page_size=25), 25, None, True),
        (Listing(page_size=25), 24, None, False),
        (Listing(), 100, 100, False),
        (Listing(), 50, 101, True),
        (Listing(pages=9), 0, None, False),
    ],
)
def test_whether_another_page_follows(answer: Listing, rows: int, total: int | None, wanted: bool):
    assert goes_on(answer, 0, 100, rows, total=total) is wanted


async def test_a_service_that_gives_less_than_asked_is_read_to_its_end():
    rows = [msgspec.Raw(json.dumps(number).encode()) for number in range(130)]

    async def ask(page: int) -> Listing:
        return Listing(batches=rows[page * 50 : page * 50 + 50], total_batches=130)

    def pick(answer: Listing):
        return answer.batches

    found = await read_whole(ask, pick, 100, lambda answer: answer.total_batches)
    assert found == rows


async def test_a_list_without_an_end_is_named():
    asked = []

    async def ask(page: int) -> Listing:
        asked.append(page)
        return Listing(tags=[msgspec.Raw(b"{}")], pages=10**9)

    with pytest.raises(WbError) as caught:
        await read_whole(ask, lambda answer: answer.tags, 1)
    assert caught.value.code is ErrorCode.DATA
    assert len(asked) == MOST_PAGES
