"""A list that many answers leave out: it is read with the whole record before it is typed in."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.workspace.shop import ARTICLES, SAVING
from workbench.core.errors import ErrorCode, WbError
from workbench.core.pages import Page
from workbench.core.times import now

KEY = "10-0003"


async def never(*_asked):
    raise AssertionError


class Answers:
    """How the service answers when one record is asked for."""

    def __init__(self):
        self.asked = []
        self.error = None
        self.gone = False

    async def read(self, client, key):
        self.asked.append(key)
        if self.error:
            raise self.error
        return None if self.gone else json.dumps(client.shelf.articles[key]).encode()


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def articles(answers):
    tables = tuple(replace(held, load=never) for held in ARTICLES.subtables)
    return replace(ARTICLES, subtables=tables, saving=replace(SAVING, read=answers.read))


@pytest.fixture
def page(qtbot, dock, desk, held_shelf):
    """The page of parts, over documents that leave the parts out."""
    light = [{**held, "parts": None} for held in held_shelf.articles.values()]
    keys = list(held_shelf.articles)
    documents = [json.dumps(held).encode() for held in light]
    desk.session.show(
        Page(light, keys, documents, keys, range(len(keys)), now(), total=len(keys)),
        desk.view.query,
    )
    return dock.typed.lists["parts"]


async def until(true):
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(true)


async def test_the_list_is_read_when_its_page_is_seen(qtbot, dock, page, answers, editing):
    assert answers.asked == []
    dock.tabs.choose("parts")
    assert page.count.text() == "Asking the service…"
    assert not page.add.isEnabled()
    qtbot.keyClick(page.view, Qt.Key.Key_Insert)
    assert editing.record(KEY) is None
    await until(lambda: page.model.rowCount() == 1)
    assert answers.asked == [KEY]
    assert page.add.isEnabled()
    page.view.setCurrentIndex(page.model.index(0, 2))
    qtbot.keyClicks(page.view, "5")
    qtbot.keyClick(page.view.editor.input, Qt.Key.Key_Return)
    cell = editing.cell(KEY, "parts")
    assert cell.base == ({"part": "10-9001", "amount": Decimal(2)},)
    assert cell.value == ({"part": "10-9001", "amount": Decimal(5)},)


async def test_why_a_list_is_not_known_is_said_and_nothing_can_be_typed(
    qtbot, dock, page, answers, editing
):
    answers.error = WbError(ErrorCode.SERVER, "The service failed.", "Try again later.")
    dock.tabs.choose("parts")
    await until(page.news.said)
    assert page.news.said() == ["The service failed. Try again later."]
    page.add_row()
    page.paste()
    assert editing.record(KEY) is None
    assert page.view.editor is None


async def test_a_record_that_is_gone_is_said(dock, page, answers):
    answers.gone = True
    dock.tabs.choose("parts")
    await until(page.news.said)
    assert "no longer" in page.news.said()[0]


async def test_rows_passed_quickly_are_not_asked_for(dock, page, answers, desk):
    dock.tabs.choose("parts")
    for key in ("10-0004", "10-0005", "10-0006"):
        desk.selection.set_current(key)
    await until(lambda: dock.typed.form.key == "10-0006" and page.model.rowCount() == 1)
    assert answers.asked == ["10-0006"]
