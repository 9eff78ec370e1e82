"""The window's actions of typing: bound to the tab in front, grey with a reason, named by step."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.harness.waiting import until
from tests.ui.sample import make_workspace
from tests.workspace.shop import ACCOUNT, Shelf, shop
from workbench.core.views import TabState, WindowState
from workbench.ui.window.commands import Commands
from workbench.ui.window.edittools import EditTools
from workbench.ui.window.main import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
KEY = "10-0003"


@asynccontextmanager
async def window_on(home, look):
    """A window with a tab on the shop, its rows loaded and its table in front."""
    async with shop(home, Shelf.of(20)) as held:
        window = MainWindow(held.workspace, look)
        state = TabState("lagerkoll", account=ACCOUNT.name)
        window.restore(WindowState(tabs=(state, state)))
        window.keep(Commands(window))
        window.show()
        window.activateWindow()
        tab = window.front
        await until(lambda: tab.grid.view.grid_model.rowCount() == 20)
        tab.grid.view.setFocus()
        await until(tab.grid.view.hasFocus)
        try:
            yield window, tab
        finally:
            window.end()
            window.deleteLater()
            # What the window put off comes before the workspace is closed.
            await asyncio.sleep(0.05)


async def test_undo_and_redo_name_their_step(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, tab):
        undo, redo = window.registry["undo"], window.registry["redo"]
        assert not undo.isEnabled()
        assert "nothing to undo" in undo.toolTip()
        editing = tab.desk.session.editing
        editing.set("Set Name in 312 rows", [(KEY, "name", "x")])
        assert undo.text() == "Undo: Set Name in 312 rows"
        undo.trigger()
        assert editing.book.edits == 0
        assert redo.text() == "Redo: Set Name in 312 rows"
        redo.trigger()
        assert editing.book.edits == 1


async def test_the_tools_of_typing_show_nothing_before_they_have_a_place(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (_window, tab):
        tools = EditTools(tab.desk, look)
        assert tools.shown
        assert not tools.isVisible(), "it would be a window of its own"
        host = QWidget()
        QVBoxLayout(host).addWidget(tools)
        host.show()
        assert tools.isVisible()
        host.close()


async def test_keys_reach_the_rows_and_not_other_fields(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (_window, tab):
        view, editing = tab.grid.view, tab.desk.session.editing
        view.blocks.go(2, view.grid_model.column_of("stock"))
        view.blocks.go(4, view.grid_model.column_of("stock"), extend=True)
        QTest.keyClick(view, Key.Key_D, CTRL)
        assert editing.book.edits == 2
        QTest.keyClick(view, Key.Key_Z, CTRL)
        assert editing.book.edits == 0
        QTest.keyClick(view, Key.Key_Delete)
        assert editing.book.edits == 3
        QTest.keyClick(view, Key.Key_F2)
        await until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        box = QApplication.focusWidget()
        QTest.keyClicks(box, "12")
        QTest.keyClick(box, Key.Key_Z, CTRL)
        assert editing.book.edits == 3, "within an editor undo is the editor's own"
        QTest.keyClick(box, Key.Key_Escape)
        search = tab.tools.search
        search.setFocus()
        await until(search.hasFocus)
        for key in (Key.Key_Delete, Key.Key_F2):
            QTest.keyClick(search, key)
        assert editing.book.edits == 3


async def test_the_cell_menu_offers_what_the_rows_take(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, tab):
        offered = window._kept[0].edits.context()
        assert {"cell.edit", "paste", "record.delete", "edits.discard"} <= set(offered)
        tab.grid.view.blocks.go(2, tab.grid.view.grid_model.column_of("name"))
        window.registry["record.delete"].trigger()
        assert tab.desk.session.editing.record(KEY).deleted


async def test_closing_the_tab_stages_what_stands_in_an_editor(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, tab):
        book = tab.desk.session.editing.book
        tab.grid.view.blocks.go(2, tab.grid.view.grid_model.column_of("name"))
        QTest.keyClicks(tab.grid.view, "H")
        assert tab.grid.hands.editor is not None
        window.close_tab(0)
        assert book.record("articles", KEY).cells["name"].value == "H"


@pytest.mark.parametrize("identity", ["cell.edit", "paste", "record.new", "record.delete"])
async def test_rows_that_cannot_be_changed_say_so(qapp, look, tmp_path, identity):
    workspace = make_workspace(tmp_path)
    window = MainWindow(workspace, look)
    try:
        window.restore(WindowState(tabs=(TabState("sample", account="Live"),)))
        window.keep(Commands(window))
        action = window.registry[identity]
        assert not action.isEnabled()
        assert "These rows cannot be changed." in action.toolTip()
    finally:
        window.end()
        await workspace.close()
