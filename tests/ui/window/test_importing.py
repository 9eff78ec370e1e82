"""Import in the window: its action with a reason where it is grey, files dropped on a tab, undo."""

from __future__ import annotations

from contextlib import asynccontextmanager

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.harness.waiting import until
from tests.ui.sample import make_workspace
from tests.ui.window.test_editing import window_on
from tests.workspace.files import book
from workbench.core.edits import Action, Entry, Scope
from workbench.core.fields import Field, Kind
from workbench.core.views import TabState, WindowState
from workbench.ui.importing.wizard import ImportDialog
from workbench.ui.window.commands import Commands
from workbench.ui.window.main import MainWindow


@asynccontextmanager
async def importing(home, look):
    async with window_on(home, look) as (window, tab):
        commands = next(each for each in window.findChildren(Commands))
        yield window, tab, commands.imports


def dialog_of(window) -> ImportDialog:
    return window.findChild(ImportDialog)


async def test_a_file_is_staged_and_the_strip_takes_it_back(qapp, look, tmp_path):
    path = book(tmp_path, [["Number", "Name"], ["10-0003", "Cup"]])
    async with importing(tmp_path / "home", look) as (window, tab, _imports):
        assert window.registry["import"].isEnabled()
        window.registry["import"].trigger()
        dialog = dialog_of(window)
        dialog.open_file(str(path))
        await until(dialog.go.isEnabled)
        dialog.go.click()
        dialog.go.click()
        await until(lambda: dialog.step == 2 and dialog.go.isEnabled())
        dialog.go.click()
        dialog.go.click()
        editing = tab.desk.session.editing
        await until(lambda: editing.book.edits == 1)
        await until(lambda: window.registry["undo"].text().startswith("Undo: Import 1 row"))
        editing.book.steps.undo()
        assert editing.book.edits == 0


async def test_a_file_dropped_on_a_tab_opens_the_wizard(qapp, look, tmp_path):
    path = book(tmp_path, [["Number", "Name"], ["10-0003", "Cup"]])
    async with importing(tmp_path / "home", look) as (window, tab, _imports):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        given = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        QApplication.sendEvent(tab, QDragEnterEvent(QPoint(9, 9), *given))
        QApplication.sendEvent(tab, QDropEvent(QPointF(9, 9), *given))
        dialog = dialog_of(window)
        await until(lambda: dialog.importing.sheet is not None)
        assert dialog.importing.path == path
        dialog.reject()


async def test_a_services_own_import_is_offered_on_the_first_page(qapp, look, tmp_path):
    async with importing(tmp_path / "home", look) as (window, tab, imports):
        file = Field("file", "File", Kind.TEXT, lambda row: row)
        action = Action("take", "Import articles…", "upload", "Files", Scope.NONE, "add_article",
                        lambda _chosen: (), (file,), (Entry("file", file="*.xlsx"),))  # fmt: skip
        other = replace(action, id="one", scope=Scope.ONE)
        tab.desk.resource = replace(tab.desk.resource, actions=(action, other))
        wanted = []
        imports.action_wanted.connect(wanted.append)
        imports.open()
        dialog = dialog_of(window)
        (button,) = dialog.file.service
        assert button.text() == "Let the service import the file: Import articles…"
        button.click()
        assert wanted == ["take"]
        assert not dialog.isVisible()


def test_where_nothing_can_be_changed_the_action_is_grey_with_a_reason(qapp, look, tmp_path):
    workspace = make_workspace(tmp_path)
    window = MainWindow(workspace, look)
    window.restore(WindowState(tabs=(TabState("sample", account="Live"),)))
    commands = Commands(window)
    window.front.desk.open(ask=False)
    commands.imports.refresh()
    action = window.registry["import"]
    assert not action.isEnabled()
    assert "Products can only be read." in action.toolTip()
    assert window.registry.refused()["import"] == "Products can only be read."
    # What was exported from there comes back all the same.
    assert window.registry["workbook.back"].isEnabled()
    assert "workbook.back" not in window.registry.refused()
    window.registry["workbook.back"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    assert "*.xlsx" in dialog.nameFilters()[0]
    dialog.reject()
    window.end()
    window.deleteLater()
    workspace.stores.close()
