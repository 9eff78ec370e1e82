"""Attributes of ETIM Mapper in the builder: found by name, asked by type, said by name in chips."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.harness.waiting import until
from tests.ui.etim_house import house
from workbench.core.attributes import Attribute, AttributeType
from workbench.core.conditions import parse_where
from workbench.core.queries import Condition, Query
from workbench.core.views import TabState
from workbench.sources.etim import SOURCE
from workbench.sources.etim.products import PRODUCTS
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.attributelist import ATTRIBUTE, USED, AttributeModel
from workbench.ui.filters.bar import FilterBar
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.filters.chiptexts import chip_texts
from workbench.ui.filters.panel import FilterPanel
from workbench.workspace.lookups import read_documents


@asynccontextmanager
async def opened(tmp_path, per_day=None):
    async with house(tmp_path, per_day=per_day) as (app, workspace):
        desk = Desk(workspace, SOURCE, TabState("etim", "test"))
        desk.open()
        await until(lambda: desk.session is not None and len(desk.session.table))
        yield app, desk
        await until(lambda: not workspace.jobs.pending)
        desk.close()


async def builder_of(desk, look, host):
    """A builder that shows the attributes."""
    builder = FilterBuilder(desk, look)
    host(builder)
    builder.choose("filter:attributes")
    await until(builder.panel.editor.list.model.rowCount)
    return builder


def page(editor, code):
    """Open an attribute and return what asks for its values."""
    editor.edit(next(held for held in editor.list.model.all if held.code == code))
    return editor.page.input


def asked_for(desk):
    return {held.part: held.value for held in desk.view.query.conditions}


async def test_all_of_it_by_keyboard(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        builder = await builder_of(desk, look, host)
        editor = builder.panel.editor
        editor.list.search.setFocus()
        qtbot.keyClicks(editor.list.search, "pieces")
        qtbot.keyClick(editor.list.search, Qt.Key.Key_Return)
        assert editor.page.attribute.code == "N4"
        line = editor.page.input.lines[0]
        qtbot.keyClicks(line, "6")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert desk.view.query.conditions == (
            Condition("attributes", "N", ("N4=6",), ("Pieces in set: 6",)),
        )


async def test_values_are_ticked_by_name(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        builder = await builder_of(desk, look, host)
        asks = page(builder.panel.editor, "MS6")
        names = [value.label for value in asks.list.choosing.values.values()]
        assert names == ["Poland", "Germany", "Sweden", "France"]
        asks.list.search.setFocus()
        qtbot.keyClicks(asks.list.search, "sweden")
        qtbot.keyClick(asks.list.search, Qt.Key.Key_Return)
        qtbot.keyClick(asks.list.view, Qt.Key.Key_Minus)
        asks.list.search.clear()
        asks.list.search.setFocus()
        qtbot.keyClick(asks.list.search, Qt.Key.Key_Down)
        qtbot.keyClick(asks.list.view, Qt.Key.Key_Space)
        qtbot.keyClick(asks.list.view, Qt.Key.Key_Down)
        qtbot.keyClick(asks.list.view, Qt.Key.Key_Space)
        asks.which.set_value("all")
        builder.panel.apply()
        assert asked_for(desk) == {
            "MS": ("MS6=ms_v1|ms_v2",), "MS_without": ("MS6=ms_v3",), "withType": ("MS6=all",),
        }  # fmt: skip
        (chip,) = chip_texts(desk)
        assert (chip.field, chip.operator, chip.value) == (
            "Markets", "is", "Poland and Germany, not Sweden",
        )  # fmt: skip


async def test_each_type_asks_in_its_own_way(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        builder = await builder_of(desk, look, host)
        editor = builder.panel.editor
        flag = page(editor, "L2")
        flag.choice.set_value("true")
        editor.leave()
        texts = page(editor, "M1")
        texts.rows[0].line.setText("energy")
        texts.more.click()
        assert texts.rows[1].language == "pl"
        texts.rows[1].line.setText("energ")
        editor.leave()
        low, _high = page(editor, "R5").lines
        low.setText("-10")
        editor.leave()
        page(editor, "T7").lines[0].setText("INT")
        editor.leave()
        reference = page(editor, "REF8")
        reference.list.choosing.toggle("9")
        editor.leave()
        builder.panel.apply()
        assert asked_for(desk) == {
            "L": ("L2=true",),
            "M": ("M1.en=energy", "M1.pl=energ"),
            "R": ("R5=-10..",),
            "T": ("T7=INT",),
            "REF": ("REF8=9",),
        }
        assert [(chip.field, chip.value) for chip in chip_texts(desk)] == [
            ("Sample available", "yes"),
            ("Sales argument", "EN energy, PL energ"),
            ("Storage temperature", "≥ -10"),
            ("Internal number", "INT"),
            ("Hazard class", "9"),
        ]


async def test_what_is_asked_finds_these_products(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (app, desk):
        builder = await builder_of(desk, look, host)
        page(builder.panel.editor, "S3").list.choosing.set_ticks(("v1", "v2"))
        builder.panel.apply()
        wanted = [
            key for key, held in app.world.products.items()
            if (held.document.get("attributes") or {}).get("S3") in {"v1", "v2"}
        ]  # fmt: skip
        assert wanted
        await until(lambda: desk.session.status.total == len(wanted))


@pytest.mark.parametrize(("code", "typed", "said"), [
    ("R5", ("30", "4"), "begins above its end"),
    ("R5", ("cold", "4"), "is no number"),
    ("N4", ("4 cm",), "is no number"),
])  # fmt: skip
async def test_a_wrong_value_is_said_under_it_and_asks_nothing(
    qtbot, look, tmp_path, host, code, typed, said
):
    async with opened(tmp_path) as (_app, desk):
        builder = await builder_of(desk, look, host)
        asks = page(builder.panel.editor, code)
        for line, text in zip(asks.lines, typed, strict=True):
            line.setText(text)
        builder.panel.apply()
        assert any(said in box._error.sentence() for box in asks.boxes)
        builder.panel.editor.leave()
        assert builder.panel.editor.page is not None
        assert not desk.view.query.conditions


async def test_chips_open_and_remove_one_attribute_alone(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        bar = FilterBar(desk, look)
        host(bar)
        for code, label in (("S3=v1", "Packaging colour: White"), ("S10=wall", "Way: Wall")):
            held = desk.view.query.value("attributes", "S") or ()
            named = next((each.labels for each in desk.view.query.conditions), ())
            desk.set_condition(Condition("attributes", "S", (*held, code), (*named, label)))
        keys = [text.key for text in bar.texts()]
        assert keys == ["attribute:attributes:S3", "attribute:attributes:S10"]
        bar.open_chip("attribute:attributes:S10")
        panel = bar._pop.findChild(FilterPanel)
        await until(lambda: panel.editor.page is not None)
        assert panel.editor.page.attribute.code == "S10"
        assert tuple(panel.editor.page.input.list.choosing.wanted) == ("wall",)
        bar.remove_chip("attribute:attributes:S3")
        assert asked_for(desk) == {"S": ("S10=wall",)}
        desk.set_condition(Condition("attributes", "S", (*held, code), (*named, label)))
        panel.remove()
        assert desk.view.query.conditions == (
            Condition("attributes", "S", ("S3=v1",), ("Packaging colour: White",)),
        )


async def test_typed_identifiers_are_named_once_they_are_applied(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        for held in parse_where(PRODUCTS.filters, ["attributes.S=S3=v1", "attributes.N=N4=4"]):
            desk.set_condition(held)
        assert [(chip.field, chip.value) for chip in chip_texts(desk)] == [
            ("S3", "v1"), ("N4", "4"),
        ]  # fmt: skip
        builder = await builder_of(desk, look, host)
        builder.panel.apply()
        assert [chip.field for chip in chip_texts(desk)] == ["Packaging colour", "Pieces in set"]


async def test_chips_of_typed_conditions_have_names_once_the_list_is_here(
    qtbot, look, tmp_path, host
):
    async with opened(tmp_path) as (app, desk):
        bar = FilterBar(desk, look)
        host(bar)
        for held in parse_where(
            PRODUCTS.filters, ["attributes.S=S3=v1", "attributes.N=N4=4", "attributes.T=T99=x"]
        ):
            desk.set_condition(held)
        await until(lambda: not desk.workspace.jobs.pending)
        assert [(chip.field, chip.value) for chip in bar.texts()] == [
            ("S3", "v1"), ("N4", "4"), ("T99", "x"),
        ]  # fmt: skip
        asked = [entry.path for entry in app.ledger.entries]
        assert not any(path.endswith("attributes") for path in asked), "nothing asks for names"

        attributes = desk.source.resource("attributes")
        await read_documents(desk.workspace.session(desk.source, attributes, desk.account), Query())
        told = len(app.ledger.entries)
        bar.row.chip("attribute:attributes:N4").setFocus()
        desk.status_changed.emit()
        await until(lambda: bar.texts()[0].field == "Packaging colour")
        assert [(chip.field, chip.value) for chip in bar.texts()] == [
            ("Packaging colour", "white"), ("Pieces in set", "4"), ("T99", "x"),
        ]  # fmt: skip
        await until(bar.row.chip("attribute:attributes:N4").hasFocus)
        assert len(app.ledger.entries) == told
        again = FilterBar(desk, look)
        host(again)
        await until(lambda: again.texts()[0].field == "Packaging colour")
        assert len(app.ledger.entries) == told


async def test_identifiers_can_be_typed(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        builder = await builder_of(desk, look, host)
        editor = builder.panel.editor
        editor.switch_form()
        inputs = {held.part.name: held for held in editor.typed.inputs}
        inputs["N"].set_text("pieces")
        builder.panel.apply()
        assert "does not name an attribute" in inputs["N"].box._error.sentence()
        assert not desk.view.query.conditions
        inputs["N"].set_text("N4=4")
        editor.switch_form()
        assert not editor.is_typed
        assert [chip.shown.value for chip in editor.chips.widgets()] == ["4"]
        builder.panel.apply()
        assert asked_for(desk) == {"N": ("N4=4",)}


async def test_a_condition_that_cannot_be_meant_is_shown_as_typed(qtbot, look, tmp_path, host):
    async with opened(tmp_path) as (_app, desk):
        desk.ask(desk.view.query.with_condition(Condition("attributes", "N", ("N4",))))
        (chip,) = chip_texts(desk)
        assert chip.key == "filter:attributes"
        assert "does not name an attribute" in chip.bad
        builder = await builder_of(desk, look, host)
        assert builder.panel.editor.is_typed


async def test_where_the_list_cannot_be_read_identifiers_can_be_typed(qtbot, look, tmp_path, host):
    # Two requests bring the products; the list of attributes would be the third.
    async with opened(tmp_path, per_day=2) as (_app, desk):
        builder = FilterBuilder(desk, look)
        host(builder)
        builder.choose("filter:attributes")
        editor = builder.panel.editor
        await until(lambda: not editor.lookup.loading)
        assert editor.list.model.rowCount() == 0
        assert editor._said.text() not in {"", "0 attributes"}
        editor.switch_form()
        assert editor.is_typed


def test_the_model_keeps_the_rules_and_finds_by_name_code_and_type(qapp):
    model = AttributeModel()
    QAbstractItemModelTester(model)
    model.show((
        Attribute("S3", "Packaging colour", AttributeType.CHOICE),
        Attribute("N4", "Pieces in set", AttributeType.NUMBER),
    ))  # fmt: skip
    model.use({"N4"})
    for text, found in (("colour", ["S3"]), ("n4", ["N4"]), ("number", ["N4"]), ("x", [])):
        model.search(text)
        lines = [model.index(row).data(ATTRIBUTE).code for row in range(model.rowCount())]
        assert lines == found
    model.search("")
    assert [model.index(row).data(USED) for row in range(2)] == [False, True]
    assert "in use" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
