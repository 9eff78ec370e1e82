"""Labels and categories of many products: chosen by name, staged as one step, nothing else."""

from __future__ import annotations

from contextlib import asynccontextmanager

from PySide6.QtCore import Qt

from tests.harness.waiting import until
from tests.ui.etim_house import house
from workbench.core.views import TabState
from workbench.sources.etim import SOURCE
from workbench.ui.acts.membership import MEMBERSHIPS, MembershipDialog
from workbench.ui.desk.desk import Desk
from workbench.workspace.exporting import Scope

Key = Qt.Key


@asynccontextmanager
async def opened(tmp_path, *, whole=True, per_day=None):
    async with house(tmp_path, per_day=per_day) as (_app, workspace):
        desk = Desk(workspace, SOURCE, TabState("etim", "test"))
        desk.open()
        await until(lambda: desk.session is not None and len(desk.session.table))
        if whole:
            desk.load_all()
            await until(lambda: desk.session.status.complete)
        yield desk
        await until(lambda: not workspace.jobs.pending)
        desk.close()


async def dialog_of(qtbot, desk, look, identity):
    """A dialog whose values are read and counted."""
    dialog = MembershipDialog(desk, desk.session, look, act=MEMBERSHIPS[identity])
    qtbot.addWidget(dialog)
    dialog.show()
    await until(lambda: not dialog.lookup.loading and dialog._counted is not None)
    return dialog


async def reckoned(dialog):
    await until(lambda: dialog.plan is not None)
    return dialog.plan


def codes(desk, key, field="labels"):
    value = desk.session.editing.value(key, field)
    return [held.code for held in value or ()]


def keys(desk):
    table = desk.session.table
    return [table.key(row) for row in range(len(table))]


async def test_a_label_is_found_by_typing_and_added_behind_the_others(qtbot, look, tmp_path):
    async with opened(tmp_path) as desk:
        chosen = [key for key in keys(desk) if codes(desk, key) and "Promo" not in codes(desk, key)]
        desk.selection.only(chosen[:6])
        before = {key: codes(desk, key) for key in keys(desk)}
        dialog = await dialog_of(qtbot, desk, look, "label.add")
        assert dialog.scope.value is Scope.SELECTED
        qtbot.keyClicks(dialog.list.search, "prom")
        qtbot.keyClick(dialog.list.search, Key.Key_Return)
        assert dialog.isVisible()
        qtbot.keyClick(dialog.list.view, Key.Key_Space)
        assert (await reckoned(dialog)).rows == 6
        assert dialog.go.text() == "Change 6 selected rows"
        told = []
        dialog.staged.connect(lambda title, rows: told.append((title, rows)))
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        assert told == [("Add label Promo to 6 rows", 6)]
        after = {key: codes(desk, key) for key in keys(desk)}
        assert {key for key in after if after[key] != before[key]} == set(chosen[:6])
        assert all(after[key] == [*before[key], "Promo"] for key in chosen[:6])
        editing = desk.session.editing
        assert editing.book.steps.undo().title == "Add label Promo to 6 rows"
        assert {key: codes(desk, key) for key in keys(desk)} == before
        assert editing.book.edits == 0


async def test_only_labels_that_the_rows_have_can_be_taken_off(qtbot, look, tmp_path):
    async with opened(tmp_path) as desk:
        chosen = [key for key in keys(desk) if "Public" in codes(desk, key)][:5]
        desk.selection.only(chosen)
        before = {key: codes(desk, key) for key in chosen}
        dialog = await dialog_of(qtbot, desk, look, "label.remove")
        counts = {value.code: value.count for value in dialog.list.choosing.values.values()}
        assert counts["Public"] == 5
        assert set(counts) == {code for held in before.values() for code in held}
        dialog.list.view.toggle("Public")
        await reckoned(dialog)
        dialog.stager.take()
        for key in chosen:
            assert codes(desk, key) == [code for code in before[key] if code != "Public"]


async def test_several_values_are_one_step_and_those_that_have_them_stay(qtbot, look, tmp_path):
    async with opened(tmp_path) as desk:
        have = [key for key in keys(desk) if {"Gold", "Old"} <= set(codes(desk, key))]
        dialog = await dialog_of(qtbot, desk, look, "label.add")
        dialog.scope.set_value(Scope.ALL)
        for code in ("Gold", "Old"):
            dialog.list.view.toggle(code)
        plan = await reckoned(dialog)
        assert plan.rows == len(keys(desk)) - len(have)
        told = []
        dialog.staged.connect(lambda title, rows: told.append(title))
        dialog.stager.take()
        assert told == [f"Add to Labels in {plan.rows} rows"]
        for key in keys(desk):
            held = codes(desk, key)
            assert {"Gold", "Old"} <= set(held)
            assert len(held) == len(set(held))


async def test_categories_are_chosen_in_their_tree(qtbot, look, tmp_path):
    async with opened(tmp_path) as desk:
        chosen = keys(desk)[100:104]
        desk.selection.only(chosen)
        before = {key: codes(desk, key, "categories") for key in chosen}
        dialog = await dialog_of(qtbot, desk, look, "category.add")
        choosing = dialog.list.choosing
        assert choosing.parent("TC1/SC2-1") == "TC1/C2"
        dialog.list.view.toggle("TC1/C2", whole=True)
        await reckoned(dialog)
        dialog.stager.take()
        branch = ["TC1/C2", "TC1/SC2-1", "TC1/SC2-2"]
        for key in chosen:
            more = [code for code in branch if code not in before[key]]
            assert codes(desk, key, "categories") == [*before[key], *more]
        dialog = await dialog_of(qtbot, desk, look, "category.remove")
        offered = dialog.list.choosing.values
        assert {code for code, value in offered.items() if value.count} == {
            code for key in chosen for code in codes(desk, key, "categories")
        }
        assert "TC1/C2" in offered


async def test_a_list_that_cannot_be_read_is_said_and_stages_nothing(qtbot, look, tmp_path):
    # Two requests bring the products; the list of labels would be the third.
    async with opened(tmp_path, whole=False, per_day=2) as desk:
        desk.selection.only(keys(desk)[:2])
        dialog = await dialog_of(qtbot, desk, look, "label.add")
        assert dialog.lookup.error is not None
        assert dialog.lookup.error.full_text == dialog._said.text()
        assert dialog.plan is None
        assert not dialog.go.isEnabled()
