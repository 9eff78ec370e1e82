"""A record's class and languages in the dock, and the choice of another class."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from tests.workspace.classes.kit import CLASS, document
from workbench.core.etim import FeatureType
from workbench.ui.classes.classchange import ClassChange
from workbench.ui.classes.recordclass import RecordClass
from workbench.ui.classes.recordlanguages import RecordLanguages
from workbench.ui.classes.valueinput import ValueInput


def stand(widget: QWidget) -> QWidget:
    host = QWidget()
    QVBoxLayout(host).addWidget(widget)
    host.resize(400, 700)
    host.show()
    return host


def class_of(made, look, key: str):
    page = RecordClass(made.desk, look)
    host = stand(page)
    page.show_record(made.session.editing, key)
    page.refresh()
    return page, host


async def test_a_record_says_its_class_and_how_much_is_missing(shown, look):
    async with shown([document("A")]) as made:
        page, host = class_of(made, look, "A")
        assert page.name.text() == made.bench.class_().name
        assert CLASS in page.about.text()
        required = page.sheet.required
        assert page.count.text() == f"0 of {required}"
        host.close()


async def test_features_are_narrowed_to_the_missing_and_to_a_text(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        page, host = class_of(made, look, "A")
        every = page.features.sheet.rowCount()
        page.missing.setChecked(True)
        page.refresh()
        assert page.features.sheet.rowCount() == every - 1
        assert page.features.sheet.row_of(feature.code) == -1
        page.missing.setChecked(False)
        page.search.setText(feature.code.lower())
        page.refresh()
        assert [row.key for row in page.features.sheet.rows] == [feature.code]
        host.close()


async def test_a_record_without_class_offers_to_choose_one(shown, look):
    async with shown([document("A", class_code="")]) as made:
        page, host = class_of(made, look, "A")
        assert page.nothing.isVisible()
        assert not page.features.isVisible()
        page.nothing.acted.emit("class")
        assert page.dialog is not None
        page.dialog.close()
        host.close()


async def test_a_value_typed_in_the_record_is_staged(shown, look):
    async with shown([document("A")]) as made:
        page, host = class_of(made, look, "A")
        feature = made.feature(FeatureType.LOGICAL)
        page.features.typed.emit(feature.code, "yes")
        assert made.bench.classes.of(made.session, "A").row(feature.code).mine.text == "true"
        host.close()


async def test_another_class_is_found_by_its_synonyms_and_tells_what_it_costs(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        before = len(made.session.editing.book.steps.done)
        dialog = ClassChange(made.bench.classes, made.session, ["A"], look)
        dialog.search.setText("downlight")
        names = [row.cells[0].text for row in dialog.found.sheet.rows]
        assert names[0].startswith("Downlight")
        dialog.reckon()
        assert dialog.code == "EC001744"
        assert len(dialog.loss.lost) + dialog.loss.kept == 1
        assert ("Nothing would be lost" in dialog.says.text()) is not bool(dialog.loss.lost)
        assert len(made.session.editing.book.steps.done) == before
        dialog.go.click()
        assert made.bench.classes.of(made.session, "A").code == "EC001744"
        assert len(made.session.editing.book.steps.done) == before + 1


async def test_languages_stand_side_by_side_and_the_missing_is_marked(shown, look):
    async with shown([document("A", name={"de": "Schalter"})]) as made:
        page = RecordLanguages(made.desk, look)
        host = stand(page)
        page.show_record(made.session.editing, "A")
        page.refresh()
        box = page.boxes["product_name"] if "product_name" in page.boxes \
            else next(iter(page.boxes.values()))  # fmt: skip
        assert page.left.currentData() == "de"
        assert box.left.edit.toPlainText() == "Schalter"
        assert box.right.row.missing
        assert "missing" in box.right.note.text()
        host.close()


async def test_a_missing_text_is_typed_and_staged_when_the_focus_leaves(shown, look):
    async with shown([document("A", name={"de": "Schalter"})]) as made:
        page = RecordLanguages(made.desk, look)
        host = stand(page)
        page.show_record(made.session.editing, "A")
        page.refresh()
        box = next(iter(page.boxes.values()))
        row = box.right.row
        box.right.edit.setPlainText("Switch")
        page.commit()
        assert made.session.editing.value("A", row.field) == "Switch"
        page.refresh()
        assert "changed" in box.right.note.text()
        host.close()


async def test_languages_can_be_exchanged(shown, look):
    async with shown([document("A", name={"de": "Schalter"})]) as made:
        page = RecordLanguages(made.desk, look)
        host = stand(page)
        page.show_record(made.session.editing, "A")
        page.refresh()
        right = page.right.currentData()
        page.swap.click()
        assert (page.left.currentData(), page.right.currentData()) == (right, "de")
        host.close()


async def test_a_text_that_nobody_typed_in_is_not_staged(shown, look):
    texts = {"de": "Erste Zeile\r\nZweite Zeile", "en": "One\u2028Two"}
    async with shown([document("A", name=texts), document("B", name=texts)]) as made:
        page = RecordLanguages(made.desk, look)
        host = stand(page)
        for key in ("A", "B", "A"):
            page.show_record(made.session.editing, key)
            page.refresh()
        page.clear()
        assert not made.session.editing.records()
        host.close()


async def test_a_text_typed_before_another_table_is_opened_is_staged_in_its_own(shown, look):
    async with shown([document("A", name={"de": "Schalter"})]) as made:
        page = RecordLanguages(made.desk, look)
        host = stand(page)
        page.show_record(made.session.editing, "A")
        page.refresh()
        box = next(iter(page.boxes.values()))
        box.right.edit.setPlainText("Switch")
        field = box.right.row.field
        made.desk.open(made.desk.source.resource("labels"), ask=False)
        assert made.desk.session is not made.session
        page.clear()
        assert made.session.editing.value("A", field) == "Switch"
        host.close()


@pytest.mark.parametrize(("typed", "staged"), [("12", "12"), ("twelve", None)])
async def test_what_is_typed_is_staged_in_the_record_it_was_typed_in(shown, look, typed, staged):
    async with shown([document("A"), document("B")]) as made:
        page, host = class_of(made, look, "A")
        feature = made.feature(FeatureType.NUMERIC)
        refused = []
        page.features.refused.connect(refused.append)
        page.features.edit_value(feature.code)
        editor = page.features.viewport().findChild(ValueInput)
        editor.set_text(typed)
        page.show_record(made.session.editing, "B")
        page.refresh()
        assert page.features.state() is not QAbstractItemView.State.EditingState
        classes = made.bench.classes
        mine = classes.of(made.session, "A").row(feature.code).mine
        assert (mine.text if mine is not None else None) == staged
        assert classes.of(made.session, "B").row(feature.code).mine is None
        assert bool(refused) is (staged is None)
        assert page.sheet.key == "B"
        host.close()


async def test_a_class_that_was_chosen_a_moment_ago_is_the_one_that_is_staged(shown, look):
    async with shown([document("A")]) as made:
        dialog = ClassChange(made.bench.classes, made.session, ["A"], look)
        dialog.choose("EC001744")
        dialog.search.setText("EC000042")
        assert dialog.code == "EC000042"
        dialog.go.click()
        assert made.bench.classes.of(made.session, "A").code == "EC000042"


async def test_losses_are_told_before_a_class_is_staged_however_fast_one_is(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        dialog = ClassChange(made.bench.classes, made.session, ["A"], look)
        other = next(
            row.key for row in dialog.found.sheet.rows
            if made.bench.classes.change_class(made.session, ["A"], row.key).lost
        )  # fmt: skip
        dialog.search.setText(CLASS)
        dialog.reckon()
        assert dialog.go.isEnabled()
        dialog.search.setText(other)
        dialog.go.click()
        assert made.bench.classes.of(made.session, "A").code == CLASS
        assert dialog.loss.class_code == other
        assert "would be lost" in dialog.says.text()
        dialog.go.click()
        assert made.bench.classes.of(made.session, "A").code == other
