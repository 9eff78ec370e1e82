"""The loop of coroutine tests sees what a test leaves behind."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.harness.loop import LeftOnLoopError, run_test
from tests.harness.waiting import until


@pytest.fixture
def loop():
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def test_a_task_that_still_runs_fails_the_test(loop):
    kept = []

    async def leave():
        kept.append(loop.create_task(asyncio.sleep(60), name="forgotten"))

    with pytest.raises(LeftOnLoopError, match="forgotten"):
        run_test(loop, leave())
    assert kept[0].cancelled()


def test_an_exception_in_a_callback_fails_the_test(loop):
    async def break_callback():
        loop.call_soon(lambda: 1 / 0)

    with pytest.raises(LeftOnLoopError, match="ZeroDivisionError"):
        run_test(loop, break_callback())


def test_an_exception_in_a_dropped_task_fails_the_test(loop):
    async def broken():
        raise ValueError("lost")

    async def drop():
        loop.create_task(broken())
        await asyncio.sleep(0.01)

    with pytest.raises(LeftOnLoopError, match="lost"):
        run_test(loop, drop())


def test_the_failure_of_the_test_itself_comes_first(loop):
    async def fail():
        loop.create_task(asyncio.sleep(60))
        raise KeyError("own")

    with pytest.raises(KeyError, match="own"):
        run_test(loop, fail())


async def test_a_coroutine_test_runs_on_a_loop_with_its_fixtures(tmp_path):
    await asyncio.sleep(0)
    assert tmp_path.is_dir()


async def test_with_qtbot_the_loop_is_the_window_s(qtbot):
    from PySide6.QtCore import QTimer

    fired = []
    QTimer.singleShot(1, lambda: fired.append(True))
    await until(lambda: bool(fired))
    assert type(asyncio.get_running_loop()).__module__.startswith("qasync")


async def test_closing_the_last_window_does_not_end_the_loop(qtbot):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.close()
    await asyncio.sleep(0.02)


async def test_until_names_what_did_not_come_true():
    with pytest.raises(AssertionError, match="did not come true"):
        await until(lambda: False, seconds=0.02)


@given(st.integers())
async def test_each_example_of_a_coroutine_test_runs_on_a_loop(number):
    await asyncio.sleep(0)
    assert asyncio.get_running_loop().is_running()
