"""The class page: rows of features, typing in them, the heat map and the worklist."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.workspace.classes.kit import CLASS, document
from workbench.core.etim import FeatureType
from workbench.ui.classes.cellpaint import CELL, heat_colour
from workbench.ui.classes.cells import CellKind
from workbench.ui.classes.features import FILLED, REQUIRED, VALUE
from workbench.ui.classes.heatmodel import PERCENT
from workbench.ui.classes.page import ClassPage
from workbench.ui.classes.valueinput import ValueInput
from workbench.ui.classes.worklist import line_key, line_of
from workbench.ui.theme.marks import Mark


def stand(widget: QWidget) -> QWidget:
    """Show a widget inside a plain one."""
    host = QWidget()
    QVBoxLayout(host).addWidget(widget)
    host.resize(1100, 760)
    host.show()
    return host


def row_of(page: ClassPage, code: str):
    return page.features.sheet.rows[page.features.sheet.row_of(code)]


async def opened(made, look):
    page = ClassPage(made.held, look)
    host = stand(page)
    made.held.open(CLASS)
    made.held.overview = await made.bench.classes.completeness(made.session)
    page.refresh()
    return page, host


async def test_features_stand_in_the_order_of_the_class_with_their_share(shown, look):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        page, host = await opened(made, look)
        codes = [row.key for row in page.features.sheet.rows]
        assert codes == [own.code for own in made.held.class_.features]
        cells = row_of(page, feature.code).cells
        assert cells[FILLED].text == "50"
        assert cells[REQUIRED].text
        assert cells[VALUE].mark is Mark.CHANGED
        assert feature.values[0].code in cells[VALUE].note
        host.close()


async def test_products_that_differ_have_several_values(shown, look):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        page, host = await opened(made, look)
        made.desk.selection.only(["A", "B"])
        page.refresh()
        assert row_of(page, feature.code).cells[VALUE].text == "several values"
        assert page.features.sheet.columns[VALUE].note == "for 2 selected"
        host.close()


async def test_a_value_is_typed_by_name_for_every_chosen_product(shown, look):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        page, host = await opened(made, look)
        made.desk.selection.only(["A", "B"])
        page.refresh()
        page.features.edit_value(feature.code)
        editor = page.features.viewport().findChild(ValueInput)
        editor.set_text(feature.values[1].name)
        editor.finished.emit()
        steps = made.session.editing.book.steps
        assert len(steps.done) == 1
        for key in ("A", "B"):
            sheet = made.bench.classes.of(made.session, key)
            assert sheet.row(feature.code).mine.text == feature.values[1].code
        host.close()


async def test_what_cannot_be_meant_keeps_its_editor_and_says_why(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        page, host = await opened(made, look)
        reasons = []
        page.features.refused.connect(reasons.append)
        page.features.edit_value(feature.code)
        editor = page.features.viewport().findChild(ValueInput)
        editor.set_text("plenty")
        editor.finished.emit()
        assert "plenty" in reasons[0]
        assert page.features.state() is page.features.State.EditingState
        assert made.session.editing.record("A") is None
        host.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
async def test_a_key_that_ends_typing_leaves_the_table_ready_for_the_next_one(shown, look, key):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        page, host = await opened(made, look)
        host.activateWindow()
        page.features.edit_value(feature.code)
        editor = page.features.viewport().findChild(ValueInput)
        assert editor.more.parentWidget() is editor
        assert editor.line.hasFocus()
        QTest.keyClicks(editor.line, "12")
        QTest.keyClick(editor.line, key)
        assert page.features.state() is page.features.State.NoState, "no other one is opened"
        assert page.features.hasFocus()
        assert len(made.session.editing.book.steps.done) == (key == Qt.Key.Key_Return)
        host.close()


def test_an_input_of_values_opens_no_window_of_its_own(qapp, look):
    made = ValueInput(look, "Length")
    assert [each for each in qapp.topLevelWidgets() if each.isVisible()] == []
    assert not made.more.isHidden()


async def test_rows_wait_while_a_value_is_typed(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        page, host = await opened(made, look)
        page.features.edit_value(feature.code)
        editor = page.features.viewport().findChild(ValueInput)
        editor.set_text("12")
        page.features.show_rows([])
        assert page.features.sheet.rowCount() > 0
        assert editor.text() == "12"
        page.features.closeEditor(editor, page.features.typing.EndEditHint.NoHint)
        assert page.features.sheet.rowCount() == 0
        host.close()


async def test_delete_takes_a_value_away(shown, look):
    feature_value = {}
    async with shown([document("A", feature_value)]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        page, host = await opened(made, look)
        at = page.features.sheet.row_of(feature.code)
        page.features.setCurrentIndex(page.features.sheet.index(at, VALUE))
        QTest.keyClick(page.features, Qt.Key.Key_Delete)
        sheet = made.bench.classes.of(made.session, "A")
        assert sheet.row(feature.code).value.text == ""
        host.close()


async def test_the_heat_map_says_shares_and_what_a_class_lacks(shown, look):
    documents = [document("A"), document("B"), document("C", class_code="EC001744")]
    async with shown(documents) as made:
        page, host = await opened(made, look)
        heat = page.heat_model.heat
        row = [one.code for one in heat.rows].index(CLASS)
        own = {feature.code for feature in made.held.class_.features}
        for column, feature in enumerate(heat.columns):
            index = page.heat_model.index(row, column)
            percent = index.data(PERCENT)
            assert (percent is None) is (feature.code not in own)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert ("not in this class" in spoken) is (percent is None)
        host.close()


async def test_a_cell_that_is_chosen_opens_its_class_and_enter_its_products(shown, look):
    documents = [document("A"), document("C", class_code="EC001744")]
    async with shown(documents) as made:
        page, host = await opened(made, look)
        heat = page.heat_model.heat
        row = [one.code for one in heat.rows].index("EC001744")
        column = next(at for at in range(len(heat.columns)) if heat.rows[row].filled[at] >= 0)
        page.heat.setCurrentIndex(page.heat_model.index(row, column))
        assert (made.held.code, made.held.feature) == ("EC001744", heat.columns[column].code)
        QTest.keyClick(page.heat, Qt.Key.Key_Return)
        assert made.held.code == ""
        assert made.held.narrowed == 1
        host.close()


@pytest.mark.parametrize("percent", [0, 32, 100])
def test_grounds_go_from_the_surface_to_most_of_the_ink(look, percent):
    ground, ink, surface = heat_colour(look, percent), look.accent.ink, look.colours.surface
    if percent == 0:
        assert ground == surface
    share = (surface.redF() - ground.redF()) / (surface.redF() - ink.redF())
    assert share == pytest.approx((percent / 100) ** 1.6 * 0.86, abs=0.01)


async def test_the_worklist_opens_a_bulk_fill(shown, look):
    async with shown([document("A"), document("B")]) as made:
        page, host = await opened(made, look)
        line = made.held.overview.worklist[0]
        wanted = []
        page.fill_wanted.connect(lambda: wanted.append(made.held.feature))
        page.work.acted.emit(line_key(line))
        assert wanted == [line.features[0]]
        index = page.work.sheet.index(0, 5)
        assert index.data(CELL).kind is CellKind.BUTTON
        assert page.work.sheet.rowCount(QModelIndex()) == len(made.held.overview.worklist)
        host.close()


async def test_keys_that_come_to_the_worklist_choose_nothing_by_themselves(shown, look):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        page, host = await opened(made, look)
        host.activateWindow()
        page.features.setFocus()
        here = made.held.code, made.held.feature
        assert page.work.sheet.rowCount() > 1
        page.work.setFocus(Qt.FocusReason.TabFocusReason)
        assert page.work.hasFocus()
        assert page.work.currentIndex().row() == 0
        assert (made.held.code, made.held.feature) == here
        QTest.keyClick(page.work, Qt.Key.Key_Down)
        line = line_of(made.held, page.work.sheet.rows[1].key)
        assert (made.held.code, made.held.feature) == (line.class_code, line.features[0])
        host.close()


async def test_the_feature_that_is_chosen_stays_when_the_page_is_first_shown(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        made.held.open(CLASS, feature.code)
        page = ClassPage(made.held, look)
        host = stand(page)
        page.refresh()
        assert made.held.feature == feature.code
        assert page.features.sheet.rows[page.features.currentIndex().row()].key == feature.code
        host.close()


async def test_what_is_typed_goes_to_the_products_that_were_chosen_when_typing_began(shown, look):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        made.desk.selection.only(["A"])
        page, host = await opened(made, look)
        page.features.edit_value(feature.code)
        page.features.viewport().findChild(ValueInput).set_text("12")
        made.desk.selection.only(["B"])
        page.refresh()
        assert not page.features.typing_now
        classes = made.bench.classes
        assert classes.of(made.session, "A").row(feature.code).mine.text == "12"
        assert classes.of(made.session, "B").row(feature.code).mine is None
        page.features.setFocus()
        page.features.setCurrentIndex(
            page.features.sheet.index(page.features.sheet.row_of(feature.code), VALUE)
        )
        QTest.keyClick(page.features, Qt.Key.Key_Delete)
        assert classes.of(made.session, "A").row(feature.code).mine.text == "12"
        host.close()
