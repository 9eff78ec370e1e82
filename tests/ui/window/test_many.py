"""Changes of many rows and a source's own actions, from the window's menus."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from PySide6.QtWidgets import QMenu

from tests.harness.waiting import until
from tests.ui.etim_house import house
from tests.workspace.acts import acting_shop
from tests.workspace.shop import ACCOUNT
from workbench.core.texts import tr
from workbench.core.views import TabState, WindowState
from workbench.ui.acts.membership import MEMBERSHIPS, MembershipDialog
from workbench.ui.bulk.bulk import BulkDialog
from workbench.ui.bulk.cluster import ClusterDialog
from workbench.ui.bulk.replace import ReplaceDialog
from workbench.ui.bulk.transform import TransformDialog
from workbench.ui.window.acting import PREFIX, ActionCommands
from workbench.ui.window.actions import CHANGES
from workbench.ui.window.main import MainWindow
from workbench.ui.window.many import MANY, MEMBERS, ManyCommands


@asynccontextmanager
async def window_on(home, look):
    """A window with a tab on the shop with actions, its rows loaded."""
    async with acting_shop(home) as held:
        window = MainWindow(held.workspace, look)
        many, acts = ManyCommands(window), ActionCommands(window)
        window.keep(many, acts)
        window.restore(WindowState(tabs=(TabState("lagerkoll", account=ACCOUNT.name),)))
        window.show()
        tab = window.front
        await until(lambda: tab.grid.view.grid_model.rowCount() == 40)
        try:
            yield window, tab, many, acts
        finally:
            window.end()
            window.deleteLater()
            # What the window put off comes before the workspace is closed.
            await asyncio.sleep(0.05)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


async def test_each_dialog_begins_with_the_column_of_the_current_cell(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, tab, many, _acts):
        view = tab.grid.view
        view.blocks.go(1, view.grid_model.column_of("name"))
        kinds = dict(
            zip(MANY, (ReplaceDialog, BulkDialog, TransformDialog, ClusterDialog), strict=True)
        )
        for identity, kind in kinds.items():
            assert window.registry[identity].isEnabled()
            window.registry[identity].trigger()
            assert type(many.dialog) is kind
            if kind is ReplaceDialog:
                assert many.dialog.columns.ticked() == ("name",)
            many.dialog.reject()
            assert many.dialog is None


async def test_a_strip_says_what_was_staged_and_takes_it_back(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, tab, many, _acts):
        window.registry["many.change"].trigger()
        dialog = many.dialog
        dialog.inputs.editor.set_text("Same name")
        await until(lambda: dialog.plan is not None)
        dialog.stager.take()
        editing = tab.desk.session.editing
        assert editing.book.edits == 40
        many._undo(tab, "Set Name in 40 rows")
        assert editing.book.edits == 0


async def test_actions_stand_in_the_changes_menu_anew_each_time(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (_window, tab, _many, acts):
        assert acts.menu.title() == tr(CHANGES)
        before = texts(acts.menu)
        for _ in range(2):
            acts.menu.aboutToShow.emit()
            await asyncio.sleep(0.01)
            assert texts(acts.menu) == [*before, "Prices", "Stock", "Print", "Files"]
        tab.desk.selection.only(["10-0001", "10-0002"])
        menu = QMenu()
        acts.extend(menu)
        assert texts(menu) == ["Prices", "Print", "Files"]


async def test_the_palette_finds_actions_and_runs_them(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (_window, tab, _many, acts):
        tab.desk.selection.only(["10-0001", "10-0002"])
        found = {spec.id: spec.text for spec in acts.specs()}
        assert found[f"{PREFIX}print_labels"] == "Print labels…"
        assert f"{PREFIX}move" not in found
        assert not acts.run(f"{PREFIX}move")
        assert acts.run(f"{PREFIX}print_labels")
        assert acts.dialog.acting.keys == ("10-0001", "10-0002")
        acts.dialog.reject()
        assert acts.dialog is None


@asynccontextmanager
async def products_in(home, look):
    """A window with a tab on products of ETIM Mapper."""
    async with house(home) as (_app, workspace):
        window = MainWindow(workspace, look)
        many = ManyCommands(window)
        window.keep(many)
        window.restore(WindowState(tabs=(TabState("etim", account="test"),)))
        window.show()
        tab = window.front
        await until(lambda: tab.grid.view.grid_model.rowCount() == 100)
        try:
            yield window, tab, many
        finally:
            window.end()
            window.deleteLater()
            await asyncio.sleep(0.05)


async def test_rows_without_labels_say_so(qapp, look, tmp_path):
    async with window_on(tmp_path, look) as (window, _tab, many, _acts):
        for identity in MEMBERS:
            action = window.registry[identity]
            assert not action.isEnabled()
            assert "These rows have no" in action.toolTip()
            many.open(identity)
            assert many.dialog is None


async def test_a_label_is_added_from_the_menu_and_taken_back_from_the_strip(qapp, look, tmp_path):
    async with products_in(tmp_path, look) as (window, tab, many):
        session = tab.desk.session
        tab.desk.selection.only([session.table.key(row) for row in range(3)])
        window.registry["label.add"].trigger()
        dialog = many.dialog
        assert isinstance(dialog, MembershipDialog)
        await until(lambda: "Gold" in dialog.list.choosing.values)
        dialog.list.view.toggle("Gold")
        await until(lambda: dialog.plan is not None)
        rows = dialog.plan.rows
        assert rows
        dialog.stager.take()
        assert many.dialog is None
        assert session.editing.book.edits == rows
        (said,) = (step.title for step in session.editing.book.steps.done)
        many._undo(tab, said)
        assert session.editing.book.edits == 0


async def test_every_action_on_members_has_its_dialog(qapp, look, tmp_path):
    async with products_in(tmp_path, look) as (window, _tab, many):
        assert set(MEMBERS) == set(MEMBERSHIPS)
        for identity in MEMBERS:
            assert window.registry[identity].isEnabled()
            window.registry[identity].trigger()
            assert many.dialog is not None
            many.dialog.reject()
            assert many.dialog is None
        await until(lambda: not window.workspace.jobs.pending)
