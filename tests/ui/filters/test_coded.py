"""Filters of ETIM Mapper in the builder: named codes, with and without, ranges."""

from __future__ import annotations

import pytest

from tests.harness.waiting import until
from tests.ui.etim_house import house
from workbench.core.queries import Condition
from workbench.core.views import TabState
from workbench.sources.etim import SOURCE
from workbench.sources.etim.products import PRODUCTS
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributes import AttributesEditor
from workbench.ui.filters.chiptexts import chip_texts
from workbench.ui.filters.editors import editor_of
from workbench.ui.filters.partseditor import PartsEditor
from workbench.ui.filters.pasting import PasteEditor
from workbench.ui.filters.picking import ValuesEditor
from workbench.ui.filters.subjects import subjects_of


def of(name):
    return next(held for held in PRODUCTS.filters if held.name == name)


async def opened(workspace):
    desk = Desk(workspace, SOURCE, TabState("etim", "test"))
    desk.open()
    await until(lambda: desk.session is not None and len(desk.session.table))
    return desk


async def test_every_filter_has_an_input_for_each_of_its_parts(qtbot, look, tmp_path):
    async with house(tmp_path) as (_app, workspace):
        desk = await opened(workspace)
        for owner in PRODUCTS.filters:
            editor = editor_of(desk, look, owner)
            qtbot.addWidget(editor)
            if isinstance(editor, PartsEditor):
                assert [held.part for held in editor.inputs] == list(owner.parts)
            elif isinstance(editor, AttributesEditor):
                assert [held.part for held in editor.typed.inputs] == list(owner.parts)
            elif isinstance(editor, ValuesEditor):
                assert editor.lookup.directory or editor.lookup.known(), owner.name
            else:
                assert isinstance(editor, PasteEditor)
            assert editor.conditions() == ()
        await until(lambda: not workspace.jobs.pending)
        desk.close()


@pytest.mark.parametrize("name", ["hazardClass", "labels"])
async def test_what_is_wanted_and_what_is_left_out_are_kept_apart(qtbot, look, tmp_path, name):
    async with house(tmp_path) as (_app, workspace):
        desk = await opened(workspace)
        editor = editor_of(desk, look, of(name))
        qtbot.addWidget(editor)
        await until(lambda: len(editor.list.choosing.values) > 1)
        one, two = list(editor.list.choosing.values)[:2]
        asked = (Condition(name, "with", (one,)), Condition(name, "without", (two,)))
        editor.load(asked)
        told = {held.part: held.value for held in editor.conditions()}
        assert told == {"with": (one,), "without": (two,)}
        await until(lambda: not workspace.jobs.pending)
        desk.close()


async def test_a_status_is_chosen_by_name_and_found(qtbot, look, tmp_path):
    async with house(tmp_path) as (app, workspace):
        desk = await opened(workspace)
        editor = editor_of(desk, look, of("productStatus"))
        qtbot.addWidget(editor)
        assert any("Active" in value.label for value in editor.list.choosing.values.values())
        editor.load((Condition("productStatus", "", ("ACTIVE",)),))
        (condition,) = editor.conditions()
        assert condition.value == ("ACTIVE",)
        desk.set_condition(condition)
        await until(lambda: desk.session.query.conditions == (condition,))
        await until(lambda: desk.session.status.total is not None)
        active = [
            key for key, held in app.world.products.items()
            if (held.document.get("overallInformation") or {}).get("productStatus") == "ACTIVE"
        ]  # fmt: skip
        await until(lambda: desk.session.status.total == len(active))
        desk.close()


async def test_the_chip_of_a_range_says_both_ends(qtbot, look, tmp_path):
    async with house(tmp_path) as (_app, workspace):
        desk = await opened(workspace)
        name = "totalDescriptionCompleteness"
        desk.set_condition(Condition(name, "from", 20))
        desk.set_condition(Condition(name, "to", 60))
        (chip,) = chip_texts(desk)
        assert (chip.field, chip.operator, chip.value) == ("Complete", "", "20 … 60 %")
        await until(lambda: not workspace.jobs.pending)
        desk.close()


def test_a_name_by_language_is_offered_beside_the_search_box():
    offered = {subject.name for subject in subjects_of(PRODUCTS) if subject.owner}
    assert offered == {owner.name for owner in PRODUCTS.filters}
