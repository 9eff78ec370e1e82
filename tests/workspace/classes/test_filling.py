"""Bulk fill and change of class: what would happen is told first, exactly, and then done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.classes.kit import CLASS, bench, document
from workbench.core.errors import WbError
from workbench.core.etim import FeatureType
from workbench.core.values import Coded

OTHER = "EC000905"
"""Earth leakage circuit breakers share some features with miniature ones."""


async def test_a_fill_counts_shows_and_stages_only_what_is_missing(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.NUMERIC)
        session = await held.session([
            document("P1", {feature.code: "UN"}),
            document("P2", {feature.code: "9"}),
            *(document(f"Q{n}", {}) for n in range(7)),
            document("R1", {}, class_code=OTHER),
        ])  # fmt: skip
        plan = held.classes.bulk_fill(session, CLASS, feature.code, "16")
        assert (len(plan.keys), plan.seen, len(plan.sample)) == (8, 9, 5)
        assert plan.sample[0].before.text == "UN"
        assert plan.sample[0].after.text == "16"
        assert session.editing is not None
        assert session.editing.records() == {}
        step = held.classes.stage(session, plan)
        assert step is not None
        assert {change.record for change in step.changes} == set(plan.keys)
        everything = held.classes.bulk_fill(
            session, CLASS, feature.code, "17", only_missing=False, keys=["P2", "Q1"]
        )
        assert everything.keys == ("P2", "Q1")


async def test_a_fill_says_how_many_products_get_complete(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        values = {own.code: "NA" for own in held.class_().features if own.code != feature.code}
        some = dict(list(values.items())[1:])
        session = await held.session([document("P1", values), document("P2", some)])
        plan = held.classes.bulk_fill(session, CLASS, feature.code, "yes")
        assert (len(plan.keys), plan.completes) == (2, 1)
        unknown = held.classes.bulk_fill(session, CLASS, feature.code, "UN")
        assert unknown.completes == 0


async def test_a_fill_that_cannot_be_meant_changes_nothing_and_says_why(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.ALPHANUMERIC)
        session = await held.session([document("P1", {})])
        plan = held.classes.bulk_fill(session, CLASS, feature.code, "nothing like it")
        assert (plan.keys, bool(plan.trouble)) == ((), True)
        assert held.classes.stage(session, plan) is None


async def test_a_fill_is_refused_where_a_product_changed_class_meanwhile(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {})])
        plan = held.classes.bulk_fill(session, CLASS, feature.code, "yes")
        loss = held.classes.change_class(session, ["P1"], OTHER)
        held.classes.stage_class(session, loss)
        with pytest.raises(WbError, match="changed meanwhile"):
            held.classes.stage(session, plan)


async def test_a_fill_over_staged_values_keeps_them(tmp_path: Path):
    async with bench(tmp_path) as held:
        number, flag = held.feature(FeatureType.NUMERIC), held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {})])
        held.classes.set_value(session, ["P1"], number.code, "3")
        held.classes.stage(session, held.classes.bulk_fill(session, CLASS, flag.code, "no"))
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        mine = {row.feature.code: row.mine.text for row in sheet.rows if row.mine}
        assert mine == {number.code: "3", flag.code: "false"}


async def test_a_range_with_one_end_comes_along_to_another_class(tmp_path: Path):
    async with bench(tmp_path) as held:
        old, new = held.class_(), held.class_(OTHER)
        shared = next(
            own for own in old.features
            if new.feature(own.code).known and new.feature(own.code).unit == own.unit
        )  # fmt: skip
        session = await held.session([document("P1", {shared.code: ["2", ""]})])
        loss = held.classes.change_class(session, ["P1"], OTHER)
        assert (loss.lost, loss.kept) == ((), 1)
        held.classes.stage_class(session, loss)
        assert session.editing is not None
        rows = session.editing.value("P1", "features")
        assert [(row["feature"], row["feature_value"].code) for row in rows] == [  # type: ignore[union-attr,attr-defined]
            (shared.code, "2..")
        ]


async def test_a_change_of_class_tells_what_is_lost_and_carries_the_rest_over(tmp_path: Path):
    async with bench(tmp_path) as held:
        old, new = held.class_(), held.class_(OTHER)
        shared = next(
            own for own in old.features
            if own.type is FeatureType.LOGICAL and new.feature(own.code).known
        )  # fmt: skip
        gone = next(own for own in old.features if not new.feature(own.code).known)
        session = await held.session([document("P1", {shared.code: "true", gone.code: "NA"})])
        loss = held.classes.change_class(session, ["P1"], OTHER)
        assert [(each.key, each.feature.code) for each in loss.lost] == [("P1", gone.code)]
        assert loss.lost[0].why
        assert (loss.kept, loss.unfilled) == (1, len(new.features) - 1)
        assert session.editing is not None
        assert session.editing.record("P1") is None
        step = held.classes.stage_class(session, loss)
        assert step is not None
        assert session.editing.value("P1", "etim_class") == Coded(OTHER, new.name)
        sheet = held.classes.of(session, "P1")
        assert sheet is not None
        assert (sheet.code, sheet.theirs, sheet.changed) == (OTHER, CLASS, True)
        kept = sheet.row(shared.code)
        assert kept is not None
        assert kept.value.text == "true"
        session.editing.book.steps.undo()
        back = held.classes.of(session, "P1")
        assert back is not None
        assert (back.code, back.changed) == (CLASS, False)


async def test_taking_the_class_away_is_told_too(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.LOGICAL)
        session = await held.session([document("P1", {feature.code: "true"})])
        loss = held.classes.change_class(session, ["P1"], "")
        assert [each.feature.code for each in loss.lost] == [feature.code]
        assert loss.lost[0].why
