from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.ui.filters.kit import settling
from workbench.core.queries import Condition
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.filters.subjects import SUBJECT, SubjectModel


@pytest.fixture
def builder(desk, look, host):
    made = FilterBuilder(desk, look)
    host(made)
    return made


def open_filter(builder, name):
    builder.choose(f"filter:{name}")
    assert builder.panel.subject.key == f"filter:{name}"
    return builder.panel.editor


def test_the_model_keeps_the_rules(desk):
    model = SubjectModel(desk)
    QAbstractItemModelTester(model)
    model.search("price")
    model.search("")


@pytest.mark.parametrize(("typed", "found"), [
    ("has_marking", "filter:has_marking"),
    ("everything below", "filter:category_id"),
    ("any ref", "filter:reference"),
])  # fmt: skip
def test_a_filter_is_found_by_title_name_and_help(desk, typed, found):
    model = SubjectModel(desk)
    model.search(typed)
    assert model.first().data(SUBJECT).key == found


@settling
async def test_all_of_it_by_keyboard(builder, desk, asked, qtbot):
    builder.search.setFocus()
    qtbot.keyClicks(builder.search, "price")
    qtbot.keyClick(builder.search, Qt.Key.Key_Return)
    low, high = builder.panel.editor.inputs[:2]
    assert builder.panel.subject.key == "filter:price"
    qtbot.keyClicks(high._line, "12.00")
    qtbot.keyClick(high._line, Qt.Key.Key_Return)
    assert desk.view.query.conditions == (Condition("price", "max", "12.00"),)
    await until(lambda: bool(asked))
    assert low.text() == ""


@settling
async def test_a_wrong_value_stays_with_its_sentence_and_asks_nothing(builder, desk, asked):
    editor = open_filter(builder, "price")
    editor.inputs[0].set_text("1.234")
    told = []
    builder.applied.connect(lambda: told.append(1))
    builder.panel.apply()
    assert "2 decimals" in editor.inputs[0].box._error.sentence()
    assert desk.view.query.conditions == ()
    assert not asked
    assert not told


@settling
async def test_parts_of_one_filter_are_one_question(builder, desk, asked):
    editor = open_filter(builder, "price")
    for place, text in enumerate(("1", "5", "500", "true")):
        editor.inputs[place].set_text(text)
    builder.panel.apply()
    assert desk.view.query.conditions == (
        Condition("price", "min", "1"),
        Condition("price", "max", "5"),
        Condition("price", "quantity", 500),
        Condition("price", "onlyOnEstimation", True),
    )
    await until(lambda: desk.session.status.phase != "asking")
    assert len(asked) == 1


@settling
async def test_applying_what_is_set_asks_nothing(builder, desk, asked):
    open_filter(builder, "price")
    builder.panel.apply()
    assert not asked


@settling
async def test_removing(builder, desk):
    desk.set_condition(Condition("price", "max", "5"))
    other = FilterBuilder(desk, builder._look)
    open_filter(other, "price")
    assert not other.panel.drop.isHidden()
    other.panel.remove()
    assert desk.view.query.conditions == ()


@settling
async def test_a_picker_asks_with_names(builder, desk):
    editor = open_filter(builder, "supplier_id")
    editor.list.view.toggle("0")
    editor.list.view.toggle("2", out=True)
    builder.panel.apply()
    assert desk.view.query.conditions == (
        Condition("supplier_id", "include", ("0",), ("Skrivo",)),
        Condition("supplier_id", "exclude", ("2",), ("Textilia BV",)),
    )


@settling
async def test_a_tree_asks_for_what_is_above(builder, desk):
    editor = open_filter(builder, "category_id")
    editor.list.view.toggle("11")
    builder.panel.apply()
    assert desk.view.query.conditions == (Condition("category_id", "include", ("11",), ("Mugs",)),)


@settling
async def test_values_of_a_list_are_read_from_it(builder, desk):
    editor = open_filter(builder, "listed")
    assert editor.lookup.loading
    await until(lambda: len(editor.list.choosing.values) == 500)
    assert editor.list.choosing.label("k1") == "Lanyard Skåne 15 mm rPET"
    editor.list.view.toggle("k3")
    builder.panel.apply()
    assert desk.view.query.conditions[0].labels == ("Ceramic mug Fika 300 ml",)


@settling
async def test_a_list_that_cannot_be_read_says_why(desk, look, host):
    desk.workspace.vault._held.clear()
    await desk.workspace.connections.close()
    builder = FilterBuilder(desk, look)
    host(builder)
    editor = open_filter(builder, "listed")
    await until(lambda: not editor.lookup.loading)
    assert editor._said.text()
    assert not editor._said.isHidden()


@settling
async def test_late_values_for_an_editor_that_is_gone_do_nothing(builder, desk):
    open_filter(builder, "listed")
    open_filter(builder, "price")
    await until(lambda: desk.workspace.jobs.pending == 0)


@settling
async def test_countries_have_names_and_a_single_one_is_sent_alone(builder, desk):
    editor = open_filter(builder, "country")
    assert editor.list.choosing.label("SE") == "Sweden (SE)"
    editor.list.view.toggle("SE")
    editor.list.view.toggle("NO")
    builder.panel.apply()
    assert desk.view.query.conditions == (Condition("country", "", "NO", ("Norway (NO)",)),)


@settling
async def test_a_pasted_list_and_its_type(builder, desk):
    editor = open_filter(builder, "reference")
    editor.area.setPlainText("NP-1\nNP-2\nNP-1\n")
    editor.others[0].set_text("like")
    builder.panel.apply()
    assert desk.view.query.conditions == (
        Condition("reference", "include", ("NP-1", "NP-2")),
        Condition("reference", "type", "like"),
    )


@settling
async def test_days_are_preset(builder, desk):
    editor = open_filter(builder, "updated")
    editor._take_preset(7)
    builder.panel.apply()
    (condition,) = desk.view.query.conditions
    assert condition.part == "since"
    assert len(condition.value) == len("2026-03-14")


@settling
async def test_yes_no_any(builder, desk):
    editor = open_filter(builder, "has_marking")
    editor.inputs[0].set_text("false")
    builder.panel.apply()
    assert desk.view.query.conditions == (Condition("has_marking", "", False),)


def test_a_field_of_the_loaded_rows(builder, desk):
    builder.choose("header:stock")
    builder.panel.expression.edit.setText(">=")
    builder.panel.apply()
    assert builder.panel.expression.box._error.sentence()
    assert desk.view.header == {}
    builder.panel.expression.edit.setText(">=500")
    builder.panel.apply()
    assert desk.view.header == {"stock": ">=500"}
    assert 0 < len(desk.session.rows) < len(desk.session.table)


def test_no_filter_is_called_so(builder):
    builder.search.setText("zzzz")
    builder.show_editor()
    assert builder.panel is None
