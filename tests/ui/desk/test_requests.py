"""Questions that leave something at the service wait for a person."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.sample import ACCOUNT, make_workspace, page_of, sample_source
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.views import TabState
from workbench.ui.desk.desk import Desk

EXPENSIVE = Condition("price", "min", "5")


@pytest.fixture
def asked() -> list[Query]:
    return []


@pytest.fixture
def desk(qapp, tmp_path, asked):
    source = sample_source(10)

    async def search(_client: object, query: Query, _cursor: str) -> Page:
        asked.append(query)
        return page_of(range(3), total=3)

    first = replace(
        source.resources[0],
        search=search,
        asked="Request export",
        leaves="It stays there.",
        preview=lambda query: str(len(query.conditions)),
    )
    source = replace(source, resources=(first, *source.resources[1:]))
    workspace = make_workspace(tmp_path, source)
    desk = Desk(workspace, source, TabState(source.id, account=ACCOUNT.name))
    yield desk
    desk.close()
    workspace.stores.close()


async def settled(desk: Desk) -> None:
    await desk.workspace.jobs.close()


async def test_opening_and_filtering_ask_nothing(desk, asked) -> None:
    desk.open()
    desk.set_condition(EXPENSIVE)
    desk.clear_filters()
    desk.set_condition(EXPENSIVE)
    await settled(desk)
    assert asked == []
    assert desk.view.query.conditions == (EXPENSIVE,)
    assert desk.requests.title == "Request export"
    assert desk.requests.leaves == "It stays there."
    assert desk.requests.preview == "1"
    assert desk.requests.unasked


async def test_a_request_asks_once_and_a_refresh_wants_a_word(desk, asked) -> None:
    told = []
    desk.requests.wanted.connect(lambda: told.append(True))
    desk.open()
    desk.set_condition(EXPENSIVE)
    desk.requests.ask()
    await settled(desk)
    assert [query.conditions for query in asked] == [(EXPENSIVE,)]
    assert not desk.requests.unasked
    assert len(desk.session.table) == 3
    desk.refresh()
    assert told == [True]
    assert len(asked) == 1


async def test_a_question_asked_before_is_shown_from_this_machine(desk, asked) -> None:
    desk.open()
    desk.set_condition(EXPENSIVE)
    desk.requests.ask()
    await settled(desk)
    desk.clear_filters()
    assert desk.requests.unasked
    assert len(desk.session.table) == 3
    desk.set_condition(EXPENSIVE)
    assert not desk.requests.unasked
    assert len(asked) == 1


async def test_other_resources_ask_as_ever(desk) -> None:
    desk.open(desk.source.resources[1])
    assert desk.requests.title == ""
    assert desk.requests.preview == ""
    assert not desk.requests.unasked
    await settled(desk)
