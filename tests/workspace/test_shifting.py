"""Lists that move while they are read page by page, and lists that never end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.workspace.shop import ACCOUNT, article, shop
from workbench.core.jobs import Job
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.sources import Source
from workbench.core.times import now
from workbench.workspace.loading import Loading
from workbench.workspace.session import Session

SIZE = 10
COUNT = 45


@dataclass
class Service:
    """A list in pages; `between` moves it after a page was given."""

    numbers: list[int] = field(default_factory=lambda: list(range(1, COUNT + 1)))
    between: Callable[[int], None] = lambda _page: None
    asked: int = 0
    endless: Callable[[int], int] | None = None

    async def page(self, _client: object, _query: Query, cursor: str) -> Page:
        self.asked += 1
        assert self.asked < 50, "the list is read for ever"
        at = int(cursor or 0)
        shown = self.endless(at) if self.endless is not None else at
        found = [article(number) for number in self.numbers[shown * SIZE : (shown + 1) * SIZE]]
        keys = [str(row["articleId"]) for row in found]
        total = len(self.numbers)
        on = self.endless is not None or (at + 1) * SIZE < total
        self.between(at)
        return Page(
            rows=found,
            keys=keys,
            documents=[json.dumps(row).encode() for row in found],
            document_keys=keys,
            document_of=range(len(keys)),
            fetched_at=now(),
            total=total,
            cursor=str(at + 1) if on else "",
        )

    def source(self, *, scan: bool) -> Callable[[Source], Source]:
        def made(source: Source) -> Source:
            (articles,) = source.resources
            paged = replace(articles, local_only=False, search=self.page)
            return replace(source, resources=(replace(paged, scan=self.page) if scan else paged,))

        return made

    def keys(self) -> set[str]:
        return {str(article(number)["articleId"]) for number in self.numbers}


async def loaded(home: Path, service: Service, *, scan: bool) -> tuple[set[str], Session]:
    async with shop(home, source=service.source(scan=scan)) as held:
        session = held.workspace.session(held.source, held.source.resources[0], ACCOUNT)
        await session.ask(Query(), again=True)
        await Job("load", "Loading", "load").run(Loading(session).run)
        keys = [session.table.key(row) for row in range(len(session.table))]
        assert len(set(keys)) == len(keys), "no row stands twice"
        return set(keys), session


def remove_first(service: Service) -> Callable[[int], None]:
    def between(page: int) -> None:
        if page == 1 and len(service.numbers) == COUNT:
            service.numbers.pop(3)

    return between


def insert_first(service: Service) -> Callable[[int], None]:
    def between(page: int) -> None:
        if page == 1 and len(service.numbers) == COUNT:
            service.numbers.insert(0, 99)

    return between


def swap(service: Service) -> Callable[[int], None]:
    """One goes and one comes: the count stays as it was."""

    def between(page: int) -> None:
        if page == 1 and 99 not in service.numbers:
            service.numbers.insert(0, 99)
            service.numbers.pop()

    return between


@pytest.mark.fault(31)
@pytest.mark.parametrize("scan", [True, False])
@pytest.mark.parametrize("how", [remove_first, insert_first, swap])
async def test_a_list_that_moves_while_it_is_read_is_whole_or_said_to_have_moved(
    tmp_path: Path, how: Callable[[Service], Callable[[int], None]], scan: bool
) -> None:
    service = Service()
    service.between = how(service)
    keys, session = await loaded(tmp_path, service, scan=scan)
    assert keys != service.keys(), "the fault was really there"
    assert any("changed while it was loading" in note for note in session.status.notes)


@pytest.mark.fault(31)
@pytest.mark.parametrize("scan", [True, False])
async def test_a_list_that_stands_still_is_whole_without_a_word(tmp_path: Path, scan: bool) -> None:
    service = Service()
    keys, session = await loaded(tmp_path, service, scan=scan)
    assert keys == service.keys()
    assert session.status.notes == ()


@pytest.mark.fault(33)
@pytest.mark.parametrize("scan", [True, False])
@pytest.mark.parametrize("cycle", [1, 2, 3])
async def test_pages_without_an_end_are_not_asked_for_ever(
    tmp_path: Path, cycle: int, scan: bool
) -> None:
    service = Service(endless=lambda at: at % cycle)
    keys, session = await loaded(tmp_path, service, scan=scan)
    assert len(keys) == cycle * SIZE
    assert service.asked <= COUNT // SIZE + 2
    assert session.status.notes
    assert not session.cursor
