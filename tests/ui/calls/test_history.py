"""The history of requests on the screen: filtered, ordered, followed, copied and asked again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QWidget

from tests.harness.clicking import click_on
from tests.harness.waiting import until
from tests.ui.sample import ACCOUNT as LIVE
from tests.ui.sample import sample_source
from workbench.core.calls import MASK, CallRecord
from workbench.core.folders import folders_in
from workbench.core.formats import Formats
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.auth import HeaderAuth
from workbench.net.log import RequestLog
from workbench.net.masking import RawBodies
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.calls.dialog import CallHistory
from workbench.ui.calls.model import MOST, CallModel
from workbench.ui.calls.words import (
    DURATION,
    SIZE,
    STATUS,
    TIME,
    answer_text,
    request_text,
    status_text,
)
from workbench.workspace.workspace import Workspace

ACCOUNT = replace(LIVE, session_only=True, bound="test")
BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FALLING, RISING = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


def call(number: int, **more) -> CallRecord:
    given = {
        "time": BEGIN + timedelta(seconds=number), "source": "sample", "operation": "things",
        "method": "GET", "host": "127.0.0.1", "path": "/things/{id}", "status": 200,
        "ms": (number * 37) % 101, "bytes": 1000 - number, "attempts": 1,
        "id": f"{number:08}", "account": ACCOUNT.name, "base": ACCOUNT.url,
        "values": (("id", f"A-{number}"),), "query": (("lang", "en"),),
        "sent": (("Accept", "application/json"), ("x-auth-token", MASK)),
    }  # fmt: skip
    return CallRecord(**(given | more))


@pytest.fixture
def answers():
    """What the service answers, and the requests that reached it."""
    return [httpx.Response(200, json={"n": 1.50})], []


@pytest.fixture
def workspace(tmp_path, answers):
    script, asked = answers

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        held = script[min(len(asked), len(script)) - 1]
        return httpx.Response(held.status_code, headers=held.headers, stream=Pieces(held.content))

    source = replace(
        sample_source(3), connect=lambda gateway: gateway,
        authenticate=lambda given: HeaderAuth({"x-auth-token": given["token"]}),
    )  # fmt: skip
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"token": Secret("made-up-token")})
    folders = folders_in(tmp_path).make()
    made = Workspace(
        folders, Stores(folders), (source,), Jobs(), vault=vault, log=RequestLog(),
        demo=(ACCOUNT,), transport=httpx.MockTransport(answer),
    )  # fmt: skip
    yield made
    made.stores.close()


class Pieces(httpx.AsyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self):
        yield self._body


async def shown(workspace, look, qtbot, count: int) -> CallHistory:
    page = CallHistory(workspace, look)
    qtbot.addWidget(page)
    page.open()
    await until(lambda: page.model.rowCount() == count)
    return page


def press(button: QWidget) -> None:
    click_on(button, None, Qt.KeyboardModifier.NoModifier)


# ---- the model -----------------------------------------------------------------------------------


@pytest.fixture
def model():
    made = CallModel(Formats(), {"sample": "Sample", "other": "Other"})
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.QtTest)
    yield made
    del tester


def test_calls_come_in_at_their_place(model):
    model.add([call(2), call(1)])
    inserted, reset = [], []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.modelReset.connect(lambda: reset.append(True))
    model.add([call(3), call(4), call(2)])
    assert [each.id for each in model.shown] == [call(number).id for number in (4, 3, 2, 1)]
    assert (inserted, reset) == ([(0, 1)], [])


def test_every_column_orders_both_ways(model):
    calls = [
        call(1, status=0, code="WB-CUT"), call(2, source="other"), call(3, operation="add"),
        call(4, bytes=5, ms=9000), call(5, query=()),
    ]  # fmt: skip
    model.add(calls)
    for column in range(model.columnCount()):
        model.sort(column, RISING)
        rising = [each.id for each in model.shown]
        model.sort(column, FALLING)
        assert [each.id for each in model.shown] == rising[::-1]
    model.sort(DURATION, FALLING)
    assert model.shown[0].ms == 9000
    model.sort(SIZE, RISING)
    assert model.shown[0].bytes == 5
    model.sort(STATUS, RISING)
    assert model.shown[0].status == 0


def test_words_source_and_failures_narrow(model):
    model.add([call(1), call(2, source="other", code="WB-CUT", status=0), call(3, status=404)])
    model.filter("a-1 THINGS", "", failed=False)
    assert [each.id for each in model.shown] == [call(1).id]
    model.filter("wb-cut", "", failed=False)
    assert [each.source for each in model.shown] == ["other"]
    model.filter("", "sample", failed=True)
    assert [each.status for each in model.shown] == [404]
    model.filter("", "", failed=False)
    assert model.rowCount() == 3


def test_a_source_keeps_its_last_thousand(model):
    model.add(call(number) for number in range(MOST + 5))
    model.add([call(1, source="other", id="a")])
    assert model.rowCount() == MOST + 1
    assert model.row_of(call(4).id) == -1
    assert model.row_of(call(5).id) >= 0


def test_what_is_said_of_a_call(model):
    odd = call(1, status=0, attempts=2, code="WB-NET-CUT")
    model.add([odd])
    index = model.index(0, STATUS)
    assert index.data() == "no answer"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "no answer WB-NET-CUT"
    assert model.index(0, 3).data() == "GET /things/A-1?lang=en"
    assert status_text(call(1, status=0, attempts=0, code="WB-REST")) == "not sent"
    assert "x-auth-token: •••" in request_text(odd, None)
    assert "9 bytes was not kept" in request_text(call(1, body=9), None)
    assert answer_text(call(1, bytes=0), None) == "200"


# ---- the window ----------------------------------------------------------------------------------


async def test_calls_of_before_and_new_ones_are_listed(workspace, look, qtbot):
    for number in range(1, 4):
        workspace.log.add(call(number))
    page = await shown(workspace, look, qtbot, 3)
    assert page.call.id == call(3).id
    page.table.selectRow(2)
    workspace.log.add(call(4))
    await until(lambda: page.model.rowCount() == 4)
    assert page.call.id == call(1).id
    page.table.horizontalHeader().setSortIndicator(TIME, RISING)
    assert (page.call.id, page.table.currentIndex().row()) == (call(1).id, 0)


async def test_nothing_and_nothing_that_fits(workspace, look, qtbot):
    page = await shown(workspace, look, qtbot, 0)
    await until(lambda: workspace.jobs.pending == 0)
    assert page._stack.currentIndex() == 1
    assert not page.curl.isEnabled()
    workspace.log.add(call(1))
    await until(lambda: page._stack.currentIndex() == 0)
    page.text.setText("nowhere")
    assert page._stack.currentIndex() == 2
    page.show_all()
    assert page._stack.currentIndex() == 0
    assert page.call is not None


async def test_a_read_is_sent_again_and_its_status_is_said(workspace, look, qtbot, answers):
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    press(page.again)
    await until(lambda: page.notes.note is not None)
    assert "Status 200" in page.notes.note.meaning
    (asked,) = answers[1]
    assert str(asked.url) == f"{ACCOUNT.url}/things/A-1?lang=en"
    assert asked.headers["x-auth-token"] == "made-up-token"
    await until(lambda: page.model.rowCount() == 2)


async def test_a_refusal_of_what_was_sent_again_is_said(workspace, look, qtbot, answers):
    answers[0][:] = [httpx.Response(404, json={"message": "gone"})]
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    press(page.again)
    await until(lambda: page.notes.note is not None)
    assert "404" in page.notes.note.meaning
    await until(page.again.isEnabled)


async def test_a_write_is_not_sent_from_here(workspace, look, qtbot):
    workspace.log.add(call(1, writes=True, method="PUT", body=2))
    page = await shown(workspace, look, qtbot, 1)
    assert not page.again.isEnabled()
    assert "review" in page.reason.text()
    assert page.again.accessibleDescription() == page.reason.text()
    page.send_again()
    await asyncio.sleep(0)
    assert page.notes.note is None


async def test_the_command_is_copied_without_a_secret(workspace, look, qtbot):
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    press(page.curl)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl")
    assert "$WORKBENCH_TOKEN" in copied
    assert MASK not in copied


async def test_bodies_are_shown_and_belong_to_the_call_chosen(workspace, look, qtbot):
    body = b'{"number":12.50,"text":"lamp"}'
    raw = RawBodies((b'{"q":1}', 7), (body, len(body)))
    workspace.log.add(call(1, kept=True, body=7), raw)
    workspace.log.add(call(2, kept=True, body=7, bytes=99), None)
    page = await shown(workspace, look, qtbot, 2)
    await until(lambda: "99 bytes was not kept" in page.detail.answer.toPlainText())
    page.table.selectRow(1)
    await until(lambda: '"number": 12.50' in page.detail.answer.toPlainText())
    assert '"q": 1' in page.detail.request.toPlainText()
    await until(page.again.isEnabled)
    page.table.selectRow(0)
    assert "lamp" not in page.detail.answer.toPlainText()


async def test_keeping_bodies_is_off_until_it_is_switched_on(workspace, look, qtbot):
    page = await shown(workspace, look, qtbot, 0)
    assert not page.keep.isChecked()
    press(page.keep)
    assert workspace.calls.keeps_bodies
    other = await shown(workspace, look, qtbot, 0)
    assert other.keep.isChecked()


async def test_all_is_forgotten_after_a_question(workspace, look, qtbot):
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    question = page.ask_forget()
    assert page.model.rowCount() == 1
    question.accept()
    await until(lambda: page.model.rowCount() == 0)
    assert await workspace.calls.read() == ()


async def test_calls_of_an_account_that_gets_another_name_can_be_sent_again(workspace, look, qtbot):
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    assert page.again.isEnabled()
    source = workspace.source("sample")
    await workspace.accounts.update(source, ACCOUNT, replace(ACCOUNT, name="Night"))
    await until(lambda: page.call is not None and page.call.account == "Night")
    assert page.again.isEnabled()


async def test_the_order_is_chosen_by_keyboard_too(workspace, look, qtbot):
    workspace.log.add(call(1))
    page = await shown(workspace, look, qtbot, 1)
    assert page.order.accessibleName() == "Sorted by Time, falling"
    page.order._offer()
    menu = page.order.findChild(QMenu)
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Time"].isChecked()
    actions["Duration"].trigger()
    actions["Rising"].trigger()
    assert (page.model.column, page.model.falling) == (DURATION, False)
    assert page.order.accessibleName() == "Sorted by Duration, rising"
    menu.close()


async def test_every_part_has_a_name(workspace, look, qtbot):
    page = await shown(workspace, look, qtbot, 0)
    parts = (
        page.table, page.text, page.source, page.failed, page.keep, page.order, page.again,
        page.curl, page.forget, page.detail.request, page.detail.answer,
    )  # fmt: skip
    assert all(part.accessibleName() for part in parts)
