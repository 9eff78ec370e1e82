"""Ends: of a tab, of the window, of the program; what comes late does nothing."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from tests.acceptance.stage import CTRL, SOURCE, Key, on_stage
from workbench.app.single import SingleWindow

CYCLES = 100


@pytest.mark.fault(63)
async def test_answers_for_closed_tabs_do_nothing(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        service.fail(2 * CYCLES, path="/search", delay=0.05)
        window, bar = stage.window, stage.window.tabs.bar
        for _ in window.all_tabs[1:]:
            await stage.act(lambda: window.close_tab(1))
        for turn in range(CYCLES):
            tab = await stage.act(lambda: window.open_tab(SOURCE))
            if turn % 4 == 0:
                await asyncio.sleep(0.02)
                tab.desk.set_text(f"text {turn}")
            if turn % 8 == 0:
                tab.desk.selection.set_current("1000")
                await asyncio.sleep(0.06)
            await stage.act(lambda: window.close_tab(bar.count() - 1))
        assert len(window.all_tabs) == 1
        service.faults.clear()
        await stage.press(Key.Key_F5)
        await stage.settle()
        assert stage.strips() == []
        assert stage.keys()


@pytest.mark.fault(63)
async def test_a_tab_closed_during_a_job_is_not_told_of_its_end(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.choose("Data", "Load all")
        await stage.until(lambda: stage.session.status.complete)
        await stage.tick(0)
        await stage.act(lambda: stage.window.open_tab(SOURCE, front=False))
        service.fail(20, path="/search", delay=0.3)
        await stage.choose("Data", "Only what changed")
        await stage.choose("Data", "Refresh selection (1 request)")
        await stage.act(lambda: stage.window.close_tab(0))
        await stage.act(lambda: QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete))
        await stage.until(lambda: not any(job.open for job in stage.workspace.jobs.jobs))


@pytest.mark.fault(62)
@pytest.mark.parametrize("kind", ["asking", "loading", "dialogs"])
async def test_the_window_closes_in_order_with_requests_under_way(
    qapp, home, service, kind
) -> None:
    async with on_stage(home, service) as stage:
        service.fail(50, path="/search", delay=0.5)
        closing: list[bool] = []
        stage.window.closing.connect(lambda: closing.append(True))
        if kind == "loading":
            await stage.choose("Data", "Load all")
            await stage.until(lambda: stage.tab.desk.loading is not None)
        elif kind == "dialogs":
            for name in ("jobs", "settings"):
                await stage.act(stage.window.registry[name].trigger)
        else:
            await stage.press(Key.Key_F5)
        await stage.act(stage.window.registry["quit"].trigger)
        assert closing == [True]
        assert stage.window.isVisible(), "whoever runs the program ends it"
    service.faults.clear()
    async with on_stage(home, service) as stage:
        assert len(stage.keys()) >= 52, "nothing is left that a next start stumbles over"


@pytest.mark.fault(60)
async def test_a_second_start_raises_the_first_window(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        first = SingleWindow(stage.workspace.folders)
        first.listen()
        first.raised.connect(stage.window.come_forward)
        try:
            await stage.act(stage.window.showMinimized)
            second = SingleWindow(stage.workspace.folders)
            assert not second.first
            await stage.until(lambda: not stage.window.isMinimized())
            assert stage.window.isVisible()
            second.close()
            third = SingleWindow(stage.workspace.folders)
            assert not third.first, "the first still holds its home"
            third.close()
        finally:
            first.close()
        fourth = SingleWindow(stage.workspace.folders)
        assert fourth.first
        fourth.close()


async def test_no_window_flashes_up_while_rows_are_looked_at(qapp, home, service) -> None:
    shown: list[str] = []
    watch = Watch(shown)
    qapp.installEventFilter(watch)
    try:
        async with on_stage(home, service) as stage:
            for place in range(3):
                await stage.click_cell(place, "name")
                await stage.settle()
            for layout in ("Gallery", "Table"):
                await stage.choose("View", layout)
                await stage.settle()
            for page in (*stage.tab.dock.pages, "raw", "details"):
                await stage.act(lambda page=page: stage.tab.dock.tabs.choose(page))
                await stage.settle()
            await stage.press(Key.Key_L, CTRL, on=stage.view)
    finally:
        qapp.removeEventFilter(watch)
    assert set(shown) <= {"MainWindow"}, shown


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self, shown: list[str]) -> None:
        super().__init__()
        self._shown = shown

    def eventFilter(self, watched, event) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and getattr(watched, "isWindow", lambda: False)():
            self._shown.append(type(watched).__name__)
        return False
