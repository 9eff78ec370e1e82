"""Bulk fill: what is told before, what is staged, and what is left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.workspace.classes.kit import CLASS, document
from workbench.core.etim import FeatureType
from workbench.ui.classes.fill import EVERY, TICKED, FillBox


def box_of(made, look, kind: FeatureType = FeatureType.ALPHANUMERIC) -> FillBox:
    made.held.open(CLASS, made.feature(kind).code)
    box = FillBox(made.held, look)
    box.show_feature()
    return box


async def test_the_number_is_told_before_anything_is_typed(shown, look):
    async with shown([document(f"P{at}") for at in range(7)]) as made:
        box = box_of(made, look)
        assert box.title.text() == "Set value for 7 products"
        assert not box.stage.isEnabled()


async def test_only_products_without_a_value_are_filled(shown, look):
    async with shown([document(f"P{at}") for at in range(7)]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("P0",), feature.code, feature.values[1].code)
        box = box_of(made, look)
        box.value.set_text(feature.values[0].name)
        box.reckon()
        assert box.stage.text() == "Stage 6 edits"
        assert len(box.plan.sample) == 5
        box.stage.click()
        kept = made.bench.classes.of(made.session, "P0").row(feature.code).value.text
        assert kept == feature.values[1].code
        filled = made.bench.classes.of(made.session, "P6").row(feature.code).value.text
        assert filled == feature.values[0].code
        assert len(made.session.editing.book.steps.done) == 2


async def test_every_product_and_ticked_ones_can_be_meant(shown, look):
    async with shown([document(f"P{at}") for at in range(4)]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("P0",), feature.code, feature.values[1].code)
        box = box_of(made, look)
        box.value.set_text(feature.values[0].name)
        box.where.setCurrentIndex(box.where.findData(EVERY))
        assert len(box.plan.keys) == 4
        assert box.preview.text() == "Preview 4 rows"
        made.desk.selection.only(["P1", "P0"])
        box.where.setCurrentIndex(box.where.findData(TICKED))
        assert box.plan.keys == ("P1",)
        assert box.preview.text() == "Preview 1 row"


async def test_a_value_that_is_not_allowed_is_refused_with_the_reason(shown, look):
    async with shown([document("A")]) as made:
        box = box_of(made, look)
        box.value.input.set_text("44 IP")
        box.reckon()
        assert "44 IP" in box.trouble.text()
        assert not box.stage.isEnabled()
        box.stage_now()
        assert made.session.editing.record("A") is None


async def test_another_feature_begins_without_the_value_before(shown, look):
    async with shown([document("A")]) as made:
        box = box_of(made, look)
        box.value.set_text(made.feature(FeatureType.ALPHANUMERIC).values[0].name)
        made.held.choose(made.feature(FeatureType.LOGICAL).code)
        box.show_feature()
        assert box.value.text() == ""
        names = {box.value.model.index(at).data() for at in range(box.value.model.rowCount())}
        assert any(name.startswith("Yes") for name in names)


async def test_enter_takes_a_number_as_it_was_typed_and_a_name_as_it_was_meant(shown, look):
    async with shown([document("A"), document("B")]) as made:
        number, chosen = made.feature(FeatureType.NUMERIC), made.feature(FeatureType.ALPHANUMERIC)
        made.held.set_value(("A",), number.code, "160")
        for feature, typed, meant in (
            (number, "16", "16"),
            (number, "7", "7"),
            (chosen, chosen.values[0].name.lower(), chosen.values[0].code),
            (chosen, "nothing like it", "nothing like it"),
        ):
            made.held.open(CLASS, feature.code)
            box = FillBox(made.held, look)
            box.show_feature()
            QTest.keyClicks(box.value.input.line, typed)
            QTest.keyClick(box.value.input.line, Qt.Key.Key_Return)
            assert box.value.text() == meant


async def test_what_is_staged_is_what_stands_in_the_line_however_fast_one_is(shown, look):
    async with shown([document("A")]) as made:
        feature = made.feature(FeatureType.NUMERIC)
        box = box_of(made, look, FeatureType.NUMERIC)
        box.value.set_text("1")
        box.reckon()
        QTest.keyClicks(box.value.input.line, "6")
        box.stage.click()
        assert made.bench.classes.of(made.session, "A").row(feature.code).value.text == "16"
