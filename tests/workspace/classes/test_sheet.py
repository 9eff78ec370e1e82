"""One product by its class: order, names, staged values, what is required and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.classes.kit import ACCOUNT, CLASS, bench, document
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import FeatureType
from workbench.core.values import Coded
from workbench.edits.drafts import State


async def test_features_stand_in_the_order_of_the_class_with_the_products_values(tmp_path: Path):
    async with bench(tmp_path) as held:
        coded = held.feature(FeatureType.ALPHANUMERIC)
        ranged = held.feature(FeatureType.RANGE)
        session = await held.session(
            [document("P1", {coded.code: coded.values[0].code, ranged.code: ["62", "68"]})]
        )
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert [row.feature.code for row in sheet.rows] == [
            own.code for own in held.class_().features
        ]
        assert [row.place for row in sheet.rows] == list(range(1, len(sheet.rows) + 1))
        assert (sheet.name, sheet.code, sheet.exact) == (held.class_().name, CLASS, True)
        assert (sheet.filled, sheet.required) == (2, len(sheet.rows))
        first, second = sheet.row(coded.code), sheet.row(ranged.code)
        assert first is not None
        assert first.value.shown == coded.values[0].name
        assert second is not None
        assert (second.value.text, second.value.ends) == ("62..68", ("62", "68"))
        assert second.mine is None


async def test_codes_that_the_class_lacks_are_shown_as_such(tmp_path: Path):
    async with bench(tmp_path) as held:
        coded = held.feature(FeatureType.ALPHANUMERIC)
        session = await held.session(
            [document("P1", {"EF999999": "7", coded.code: "EV999999"}, version="8")]
        )
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert not sheet.exact
        stray, strange = sheet.row("EF999999"), sheet.row(coded.code)
        assert stray is not None
        assert (stray.place, stray.feature.known) == (0, False)
        assert "does not have" in stray.trouble
        assert strange is not None
        assert (strange.value.known, strange.value.shown) == (False, "EV999999")
        assert "EV999999" in strange.trouble


async def test_a_product_of_a_class_that_no_release_has_keeps_its_features(tmp_path: Path):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {"EF000007": "1"}, class_code="EC999999")])
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert (sheet.known, sheet.required) == (False, 0)
        assert [row.feature.code for row in sheet.rows] == ["EF000007"]
        assert sheet.rows[0].feature.name


async def test_a_mask_says_what_counts(tmp_path: Path):
    async with bench(tmp_path) as held:
        coded = held.feature(FeatureType.ALPHANUMERIC)
        session = await held.session([document("P1", {coded.code: coded.values[0].code})])
        held.classes.masks.choose(ACCOUNT, CLASS, [coded.code])
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert (sheet.filled, sheet.required) == (1, 1)
        held.classes.masks.choose(ACCOUNT, CLASS, None)
        again = held.classes.of(session, "P1")
        assert again is not None
        assert again.required == len(again.rows)


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (FeatureType.NUMERIC, "12,5", "12.5"),
        (FeatureType.NUMERIC, "NA", "NA"),
        (FeatureType.RANGE, "62..68", "62..68"),
        (FeatureType.RANGE, " 62 … 68 ", "62..68"),
        (FeatureType.LOGICAL, "yes", "true"),
        (FeatureType.LOGICAL, "unknown", "UN"),
    ],
)
async def test_typed_text_is_read_by_type(tmp_path: Path, kind: FeatureType, typed: str, text: str):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {})])
        feature = held.feature(kind)
        step = held.classes.set_value(session, ["P1"], feature.code, typed)
        assert step is not None
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        row = sheet.row(feature.code)
        assert row is not None
        assert row.mine is not None
        assert (row.mine.text, row.theirs.text, row.state) == (text, "", State.CHANGED)


async def test_a_value_is_typed_by_name_by_code_and_as_a_list_shows_it(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.ALPHANUMERIC)
        value = feature.values[-1]
        session = await held.session([document(key, {}) for key in ("P1", "P2", "P3")])
        typed = (value.name.upper(), value.code.lower(), f"{value.name} ({value.code})")
        for key, text in zip(("P1", "P2", "P3"), typed, strict=True):
            held.classes.set_value(session, [key], feature.code, text)
            sheet = held.classes.of(session, key)
            assert sheet is not None
            row = sheet.row(feature.code)
            assert row is not None
            assert (row.value.text, row.value.shown) == (value.code, value.name)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FeatureType.NUMERIC, "twelve"),
        (FeatureType.RANGE, "68..62"),
        (FeatureType.RANGE, "62"),
        (FeatureType.LOGICAL, "perhaps"),
        (FeatureType.ALPHANUMERIC, "no such value"),
        (FeatureType.ALPHANUMERIC, "EV999999"),
    ],
)
async def test_what_cannot_be_meant_is_named_at_its_place(
    tmp_path: Path, kind: FeatureType, typed: str
):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {})])
        feature = held.feature(kind)
        assert held.classes.trouble(session, CLASS, feature.code, typed)
        with pytest.raises(WbError) as caught:
            held.classes.set_value(session, ["P1"], feature.code, typed)
        assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, feature.code)
        assert session.editing is not None
        assert session.editing.record("P1") is None


async def test_setting_is_one_step_and_undo_gives_all_back(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.NUMERIC)
        session = await held.session([document(f"P{n}", {feature.code: "1"}) for n in range(4)])
        keys = ["P0", "P1", "P2", "P3"]
        step = held.classes.set_value(session, keys, feature.code, "2")
        assert step is not None
        assert step.records == 4
        assert session.editing is not None
        session.editing.book.steps.undo()
        assert session.editing.records() == {}
        assert held.classes.set_value(session, keys, feature.code, "1") is None


async def test_the_value_that_was_there_is_no_draft_any_more(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.NUMERIC)
        session = await held.session([document("P1", {feature.code: "1"})])
        held.classes.set_value(session, ["P1"], feature.code, "2")
        held.classes.set_value(session, ["P1"], feature.code, "1.0")
        held.classes.set_value(session, ["P1"], feature.code, "1")
        assert session.editing is not None
        assert session.editing.record("P1") is None


async def test_a_value_is_taken_away_by_typing_nothing(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {feature.code: "true"})])
        held.classes.set_value(session, ["P1"], feature.code, "")
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        row = sheet.row(feature.code)
        assert row is not None
        assert row.mine is not None
        assert row.mine.text == ""


async def test_the_staged_list_is_what_the_source_sends(tmp_path: Path):
    async with bench(tmp_path) as held:
        ranged = held.feature(FeatureType.RANGE)
        number = held.feature(FeatureType.NUMERIC)
        session = await held.session([document("P1", {number.code: "5"})])
        held.classes.set_value(session, ["P1"], ranged.code, "1..2")
        assert session.editing is not None
        cell = session.editing.cell("P1", "features")
        assert cell is not None
        assert isinstance(cell.value, tuple)
        values = {
            row["feature"]: row["feature_value"].code
            for row in cell.value
            if isinstance(row["feature_value"], Coded)
        }
        assert values == {number.code: "5", ranged.code: "1..2"}
        assert session.resource.saving is not None


async def test_a_read_only_account_says_why(tmp_path: Path):
    async with bench(tmp_path) as held:
        account = type(ACCOUNT)("etim", "readers", url=ACCOUNT.url, read_only=True)
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {})], account)
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert "read-only" in sheet.why_not
        with pytest.raises(WbError, match="read-only"):
            held.classes.set_value(session, ["P1"], feature.code, "yes")


async def test_choices_have_names_and_say_how_often_they_are_used(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.ALPHANUMERIC)
        value = feature.values[0]
        session = await held.session(
            [document("P1", {feature.code: value.code}), document("P2", {feature.code: "NA"})]
        )
        held.classes.set_value(session, ["P2"], feature.code, value.code)
        choices = held.classes.choices(session, CLASS, feature.code)
        assert {choice.code for choice in choices} == {
            *(own.code for own in feature.values),
            "NA",
            "UN",
        }
        assert next(choice.used for choice in choices if choice.code == value.code) == 2
        number = held.feature(FeatureType.NUMERIC)
        held.classes.set_value(session, ["P1"], number.code, "16")
        typed = held.classes.choices(session, CLASS, number.code)
        assert [choice.code for choice in typed] == ["16", "NA", "UN"]


async def test_texts_stand_side_by_side_and_missing_ones_are_marked(tmp_path: Path):
    async with bench(tmp_path) as held:
        session = await held.session([document("P1", {}, name={"en": "Switch", "de": "Schalter"})])
        rows = {row.language: row for row in held.classes.languages(session, "P1")}
        assert rows["de"].theirs == "Schalter"
        assert [name for name, row in rows.items() if row.missing] == ["pl", "sv", "fr"]
        held.classes.set_text(session, "P1", rows["fr"], "Interrupteur")
        again = {row.language: row for row in held.classes.languages(session, "P1")}
        assert (again["fr"].mine, again["fr"].missing) == ("Interrupteur", False)
        assert session.editing is not None
        assert session.editing.value("P1", "name_fr") == "Interrupteur"


async def test_classes_in_use_and_shares_are_counted_with_what_is_staged(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session(
            [
                document("P1", {feature.code: "true"}),
                document("P2", {}),
                document("P3", {}, class_code=""),
            ]
        )
        held.classes.set_value(session, ["P2"], feature.code, "UN")
        counts = {own.code: own.count for own in held.classes.in_use(session)}
        assert counts == {CLASS: 2, "": 1}
        share = next(
            own for own in held.classes.shares(session, CLASS) if own.feature.code == feature.code
        )
        assert (share.filled, share.of, share.percent) == (1, 2, 50)
