"""The window's own parts: actions, status line, empty state and strips, on a desk with rows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenuBar, QPushButton, QWidget

from tests.harness.waiting import until
from tests.ui.sample import make_desk, page_of
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import JobState
from workbench.ui.theme.apply import Dresser
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.window.actions import ACTIONS, MENUS
from workbench.ui.window.blank import reason_of
from workbench.ui.window.registry import Registry
from workbench.ui.window.status import StatusLine, line_of
from workbench.ui.window.strips import Strips
from workbench.workspace.status import Phase


@pytest.fixture(scope="module")
def look(qapp):
    look = Look()
    dresser = Dresser(qapp, look)
    yield look
    del dresser


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=500, loaded=100)
    yield desk
    desk.close()
    desk.workspace.stores.close()


def move(desk, **changes) -> None:
    desk.session.status = replace(desk.session.status, **changes)
    desk.status_changed.emit()


# ---- actions -------------------------------------------------------------------------------


def test_ids_are_unique_and_every_action_has_a_menu() -> None:
    ids = [spec.id for spec in ACTIONS]
    assert len(ids) == len(set(ids))
    assert {spec.menu.split("/")[0] for spec in ACTIONS} == set(MENUS)
    for spec in ACTIONS:
        assert not (spec.keys and spec.standard), spec.id


def test_menus_hold_the_actions_with_lines_between_groups(qtbot, look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    registry, bar = Registry(window, look, {}), QMenuBar(window)
    registry.fill(bar)
    assert [action.text() for action in bar.actions()] == list(MENUS)
    for action in bar.actions():
        entries = action.menu().actions()
        assert not entries[0].isSeparator()
        assert not entries[-1].isSeparator()


def test_own_keys_replace_those_of_the_program(qtbot, look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    registry = Registry(window, look, {"jobs": "Ctrl+Alt+J", "quit": ""})
    assert registry["jobs"].shortcut().toString() == "Ctrl+Alt+J"
    assert registry["quit"].shortcuts() == []
    registry.rebind({})
    assert registry["jobs"].shortcut().toString() == "Ctrl+J"
    assert registry["quit"].shortcut().toString() == "Ctrl+Q"


def test_a_grey_action_says_why(qtbot, look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    registry = Registry(window, look, {})
    registry.enable("export", on=False, reason="There are no rows yet.")
    assert "There are no rows yet." in registry["export"].toolTip()
    registry.enable("export", on=True, reason="There are no rows yet.")
    assert "no rows" not in registry["export"].toolTip()


# ---- the status line -----------------------------------------------------------------------


def test_the_line_counts_rows_filters_and_age(desk) -> None:
    rows, facts = line_of(desk)
    assert rows == "100 of 500 rows"
    assert "read just now" in facts
    desk.set_header("stock", ">10")
    rows, facts = line_of(desk)
    assert rows == f"{len(desk.session.rows)} of 500 rows"
    assert "100 loaded" in facts
    assert "1 filter" in facts
    move(desk, stale=True)
    assert "rows of the question before" in line_of(desk)[1]


def test_without_a_session_the_line_is_empty() -> None:
    assert line_of(None) == ("", "")


async def test_a_running_job_is_shown_with_its_cross_until_it_ends(qapp, qtbot, desk, look) -> None:
    clock = [0.0]
    line = StatusLine(desk.workspace, look)
    qtbot.addWidget(line)
    line._progress._now = lambda: clock[0]
    line.resize(900, 30)
    line.show()

    async def work(job) -> None:
        for done in range(1, 4):
            job.advance(done, 9)
        job.pause()
        await job.checkpoint()

    job, task = desk.workspace.jobs.start("Loading Things", "load", work, awaited=True)
    await until(lambda: job.state is JobState.PAUSED)
    assert not line._progress._text.isVisible()
    clock[0] = 2.0
    job.advance(4, 9)
    assert line._progress._text.isVisible()
    shown = line._progress._text.text()
    assert shown.startswith("Loading Things")
    assert shown.endswith("paused")
    assert line._progress._cross.isVisible()
    line._progress.cancel_wanted.emit()
    with pytest.raises(WbError):
        await task
    assert not line._progress._text.isVisible()


# ---- why there are no rows -----------------------------------------------------------------


def test_rows_need_no_reason(desk) -> None:
    assert reason_of(desk) is None


def test_each_reason_has_a_title_a_sentence_and_a_next_step(desk) -> None:
    desk.session.show(page_of([]), desk.view.query)
    move(desk, phase=Phase.ASKING)
    assert "Asking" in reason_of(desk).title
    move(desk, phase=Phase.IDLE)
    assert reason_of(desk).actions == (("retry", "Refresh"),)
    move(desk, error=WbError(ErrorCode.OFFLINE, "No network.", "Look at the cable."))
    reason = reason_of(desk)
    assert (reason.title, reason.sentence) == ("No network.", "Look at the cable.")
    assert reason.actions[0][0] == "retry"


def test_filters_over_loaded_rows_are_named_as_the_reason(desk) -> None:
    desk.set_header("name", "=no such name")
    reason = reason_of(desk)
    assert "100 loaded rows are hidden" in reason.sentence
    assert [key for key, _ in reason.actions] == ["clear"]


def test_a_search_in_loaded_rows_that_finds_nothing_is_the_reason(desk) -> None:
    desk.session.arrange(text="nothing is called this")
    reason = reason_of(desk)
    assert reason.title == "No rows match 1 filter"
    assert reason.actions == (("clear", "Clear 1 filter"),)


async def test_without_an_account_the_reason_offers_to_connect(qapp, desk) -> None:
    desk.connect_account(None)
    assert [key for key, _ in reason_of(desk).actions] == ["connect", "sample"]


# ---- strips --------------------------------------------------------------------------------


@pytest.fixture
def strips(qtbot, desk, look):
    strips = Strips(desk, look)
    qtbot.addWidget(strips)
    strips.resize(900, 100)
    strips.show()
    return strips


def buttons(strips) -> list[str]:
    strip = strips._shown["error"]
    return [button.text() for button in strip.findChildren(QPushButton)]


def test_an_error_of_the_session_is_shown_once_and_goes_with_it(desk, strips) -> None:
    error = WbError(ErrorCode.OFFLINE, "No network.", "Look at the cable.")
    move(desk, error=error)
    move(desk, error=error)
    assert len(strips.texts()) == 1
    assert "The rows shown were read" in strips.texts()[0]
    assert buttons(strips) == ["Copy details", "Retry"]
    move(desk, error=None)
    assert strips.texts() == ()


@pytest.mark.parametrize(
    ("code", "action"),
    [
        (ErrorCode.AUTH, "Account…"),
        (ErrorCode.AUTH_MISSING, "Account…"),
        (ErrorCode.KEYRING, "Account…"),
        (ErrorCode.SERVER, "Retry"),
        (ErrorCode.INPUT, "Copy details"),
    ],
)
def test_the_action_fits_the_error(desk, strips, code, action) -> None:
    strips.show_error(WbError(code, "It failed.", "Do this."))
    assert buttons(strips)[-1] == action


def test_notes_are_gathered_and_copied(desk, strips, qtbot) -> None:
    move(desk, notes=("One.", "Two."))
    assert strips.texts() == ("One. and 1 more",)
    strips._shown["notes"].acted.emit("copy")
    assert QGuiApplication.clipboard().text() == "One.\nTwo."
    move(desk, notes=())
    assert strips.texts() == ()


def test_a_strip_of_the_same_key_takes_the_place_of_the_older(strips) -> None:
    strips.say("load", Mark.UNKNOWN, "First", "")
    strips.say("load", Mark.UNKNOWN, "Second", "", [("go", "Go")])
    assert strips.texts() == ("Second",)
    told: list[tuple[str, str]] = []
    strips.acted.connect(lambda key, action: told.append((key, action)))
    strips._shown["load"].acted.emit("go")
    assert told == [("load", "go")]
