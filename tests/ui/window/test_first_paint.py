"""The window is painted before it reads rows, and makes no tab that nobody has looked at."""

from __future__ import annotations

from contextlib import asynccontextmanager

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT, make_workspace, page_of, sample_source
from workbench.core.queries import Query
from workbench.core.views import TabState, WindowState
from workbench.ui.grid.ground import own_viewport
from workbench.ui.window.blank import reason_of
from workbench.ui.window.main import MainWindow
from workbench.ui.window.tab import SourceTab
from workbench.workspace.status import Phase

STATES = tuple(TabState(ACCOUNT.source, account=ACCOUNT.name, top=top) for top in range(3))


@asynccontextmanager
async def opened(home, look):
    """A window on three tabs of a run before; `asked` gets the questions, to which nothing fits."""
    asked: list[Query] = []

    async def search(_client, query, _cursor):
        asked.append(query)
        return page_of([])

    source = sample_source(1)
    nothing = replace(source.resources[0], search=search)
    workspace = make_workspace(home, replace(source, resources=(nothing,)))
    window = MainWindow(workspace, look)
    window.restore(WindowState(tabs=STATES, active=1))
    try:
        yield window, asked
    finally:
        window.end()
        await workspace.close()


def tabs_made(window: MainWindow) -> int:
    return len(window.findChildren(SourceTab))


async def test_rows_are_read_once_the_table_is_seen(qapp, tmp_path, look) -> None:
    async with opened(tmp_path, look) as (window, asked):
        tab = window.front
        assert tab is not None
        assert tab.desk.session is None
        assert reason_of(tab.desk) is None, "an account is there: nothing has to be explained"
        assert tab.grid.view.grid_model.fields, "the header is that of the rows to come"
        assert asked == []
        window.show()
        await until(lambda: asked and tab.desk.session.status.phase is Phase.IDLE)
        assert reason_of(tab.desk) is not None


async def test_only_the_tab_in_front_is_made(qapp, tmp_path, look) -> None:
    async with opened(tmp_path, look) as (window, _asked):
        assert window.tabs.bar.count() == 3
        assert tabs_made(window) == 1
        assert window.front is not None
        assert window.front.desk.top == 1
        window.tabs.bar.setCurrentIndex(2)
        assert tabs_made(window) == 2
        assert window.front.desk.top == 2


async def test_tabs_that_nobody_looked_at_come_back_as_they_were(qapp, tmp_path, look) -> None:
    async with opened(tmp_path, look) as (window, _asked):
        assert [tab.top for tab in window.state().tabs] == [0, 1, 2]
        assert window.state().active == 1
        assert tabs_made(window) == 1


async def test_an_unseen_tab_is_moved_closed_and_reopened(qapp, tmp_path, look) -> None:
    async with opened(tmp_path, look) as (window, _asked):
        window.tabs.bar.moveTab(0, 2)
        assert [tab.top for tab in window.state().tabs] == [1, 2, 0]
        window.close_tab(2)
        assert tabs_made(window) == 1
        assert [tab.top for tab in window.state().tabs] == [1, 2]
        window.reopen_tab()
        assert [tab.top for tab in window.state().tabs] == [1, 2, 0]


async def test_asked_for_all_tabs_every_one_is_made_in_its_place(qapp, tmp_path, look) -> None:
    async with opened(tmp_path, look) as (window, _asked):
        front = window.front
        assert [tab.desk.top for tab in window.all_tabs] == [0, 1, 2]
        assert window.front is front
        assert tabs_made(window) == 3


def test_a_ground_made_here_is_like_that_of_qt(qtbot) -> None:
    theirs, ours = QTableView(), QTableView()
    for area in (theirs, ours):
        qtbot.addWidget(area)
    own_viewport(ours)
    assert looks(ours) == looks(theirs)


def looks(area: QAbstractScrollArea) -> tuple[object, ...]:
    ground: QWidget = area.viewport()
    return (
        ground.backgroundRole(),
        ground.autoFillBackground(),
        ground.focusPolicy(),
        ground.focusProxy() is area,
        ground.hasMouseTracking(),
        ground.parent() is area,
        type(ground),
    )
