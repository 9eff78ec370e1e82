"""Features as columns of the table: typed in a cell, staged in the product's list of features."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.workspace.classes.kit import CLASS, Bench, bench, document, page_of
from workbench.core.edits import Patch
from workbench.core.errors import WbError
from workbench.core.etim import EtimFeature, FeatureType
from workbench.core.paths import Part
from workbench.core.values import Coded, Odd
from workbench.edits.drafts import State
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.paths import PATHS
from workbench.sources.etim.saving.bodies import whole
from workbench.workspace.bulk import Bulk, How, changer
from workbench.workspace.replacing import Finder, Search, replace_all
from workbench.workspace.session import Session
from workbench.workspace.staging import new_value, old_value, plan_cells, take
from workbench.workspace.widening import widen, widened

KINDS = (
    FeatureType.NUMERIC, FeatureType.RANGE, FeatureType.LOGICAL, FeatureType.ALPHANUMERIC,
)  # fmt: skip
OTHER = "EC001744"
"""Downlights have other features."""


async def wide(held: Bench, documents: list[bytes], *features: str) -> Session:
    """A session whose table shows these features."""
    session = await held.session(documents)
    paths = session.resource.paths
    assert paths is not None
    fields = [field for path in features if (field := paths.field(path)) is not None]
    widen(session, widened(session.resource, fields))
    await until(lambda: not held.workspace.jobs.pending)
    return session


def shown(session: Session, key: str, path: str) -> object:
    row = session.table.row_of(key)
    assert row is not None
    return session.table.value(row, path)


def editing(session: Session):
    assert session.editing is not None
    return session.editing


def typed(session: Session, key: str, path: str, text: str) -> object:
    """What an editor of the cell would mean by a text."""
    entry = editing(session).entry(path, key)
    assert entry is not None
    assert entry.means is not None
    return entry.means(text)


def every(held: Bench) -> dict[FeatureType, EtimFeature]:
    return {kind: held.feature(kind) for kind in KINDS}


async def test_a_feature_staged_elsewhere_stands_in_its_column_at_once(tmp_path: Path):
    async with bench(tmp_path) as held:
        own = every(held)
        coded = own[FeatureType.ALPHANUMERIC]
        session = await wide(
            held, [document("P1", {}), document("P2", {})], *(f.code for f in own.values())
        )
        wanted = {
            own[FeatureType.NUMERIC].code: ("12,5", Decimal("12.5")),
            own[FeatureType.RANGE].code: ("62..68", "62 … 68"),
            own[FeatureType.LOGICAL].code: ("yes", Coded("true", "Yes")),
            coded.code: (coded.values[0].code, Coded(coded.values[0].code, coded.values[0].name)),
        }
        for code, (text, value) in wanted.items():
            held.classes.set_value(session, ["P1"], code, text)
            assert shown(session, "P1", code) == value
            assert editing(session).state("P1", code) is State.CHANGED
            assert editing(session).value("P1", code) == value
            assert shown(session, "P2", code) is None
            assert editing(session).state("P2", code) is None
        while editing(session).book.steps.undo():
            pass
        assert all(shown(session, "P1", code) is None for code in wanted)


@pytest.mark.parametrize(
    ("kind", "text", "canonical"),
    [
        (FeatureType.NUMERIC, "12,5", "12.5"),
        (FeatureType.NUMERIC, "NA", "NA"),
        (FeatureType.NUMERIC, "unknown", "UN"),
        (FeatureType.RANGE, "62 … 68", "62..68"),
        (FeatureType.RANGE, "62..68", "62..68"),
        (FeatureType.RANGE, "not applicable", "NA"),
        (FeatureType.LOGICAL, "no", "false"),
    ],
)
async def test_what_is_typed_in_the_cell_is_what_the_class_page_stages(
    tmp_path: Path, kind: FeatureType, text: str, canonical: str
):
    async with bench(tmp_path) as held:
        code = held.feature(kind).code
        session = await wide(held, [document("P1", {}), document("P2", {})], code)
        value = typed(session, "P1", code, text)
        step = editing(session).set("Set it", [("P1", code, value)])
        held.classes.set_value(session, ["P2"], code, text)
        assert step is not None
        assert [change.field for change in step.changes] == ["features"]
        cells = [editing(session).cell(key, "features") for key in ("P1", "P2")]
        assert cells[0] is not None
        assert cells[1] is not None
        assert cells[0].value == cells[1].value
        sheet = held.classes.of(session, "P1")
        row = sheet.row(code) if sheet is not None else None
        assert row is not None
        assert row.value.text == canonical


async def test_a_value_is_picked_by_name_out_of_those_of_the_products_class(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.ALPHANUMERIC)
        session = await wide(held, [document("P1", {})], feature.code)
        entry = editing(session).entry(feature.code, "P1")
        assert entry is not None
        assert not entry.free
        offered = {choice.code for choice in entry.choices}
        assert offered == {value.code for value in feature.values} | {"NA", "UN"}
        last = feature.values[-1]
        assert typed(session, "P1", feature.code, last.name.upper()) == Coded(last.code, last.name)


async def test_what_means_nothing_is_kept_as_it_was_typed_and_cannot_be_sent(tmp_path: Path):
    async with bench(tmp_path) as held:
        feature = held.feature(FeatureType.NUMERIC)
        session = await wide(held, [document("P1", {feature.code: "5"})], feature.code)
        assert typed(session, "P1", feature.code, "twelve") == Odd("twelve")
        editing(session).set("Set it", [("P1", feature.code, Odd("twelve"))])
        assert shown(session, "P1", feature.code) == Odd("twelve")
        assert editing(session).state("P1", feature.code) is State.INVALID
        record = editing(session).record("P1")
        assert record is not None
        assert record.state is State.INVALID
        (found,) = editing(session).findings(record, feature.code)
        assert "no number" in found.sentence
        sheet = held.classes.of(session, "P1")
        row = sheet.row(feature.code) if sheet is not None else None
        assert row is not None
        assert row.value.text == "twelve"
        assert "no number" in row.trouble


async def test_a_product_without_the_class_or_its_feature_takes_nothing_and_says_why(
    tmp_path: Path,
):
    async with bench(tmp_path) as held:
        own = {feature.code for feature in held.class_(OTHER).features}
        code = next(each.code for each in held.class_().features if each.code not in own)
        session = await wide(
            held,
            [document("P1", {}), document("P2", class_code=""), document("P3", class_code=OTHER),
             document("P4", class_code="EC999999"), document("P5", {code: "1"}, class_code=OTHER)],
            code,
        )  # fmt: skip
        reasons = {key: editing(session).why_not(key, code) for key in ("P1", "P2", "P3", "P4")}
        assert reasons["P1"] == ""
        assert "no ETIM class" in reasons["P2"]
        assert "does not have this feature" in reasons["P3"]
        assert OTHER in reasons["P3"]
        assert "not known" in reasons["P4"]
        assert (
            editing(session).set("Set", [(key, code, None) for key in ("P2", "P3", "P4")]) is None
        )
        assert editing(session).why_not("P5", code) == "", "a value that strayed here can go"
        editing(session).set("Clear", [("P5", code, None)])
        assert shown(session, "P5", code) is None


async def test_several_columns_of_a_product_are_one_list_and_one_step(tmp_path: Path):
    async with bench(tmp_path) as held:
        own = every(held)
        number, flag = own[FeatureType.NUMERIC].code, own[FeatureType.LOGICAL].code
        session = await wide(
            held, [document(f"P{n}", {number: "1"}) for n in range(3)], number, flag
        )
        cells = [
            (f"P{n}", code, value)
            for code, value in ((number, Decimal(7)), (flag, Coded("true", "Yes")))
            for n in range(3)
        ]
        step = await editing(session).set_many("Paste", cells)
        assert step is not None
        assert len(step.changes) == 3
        assert {shown(session, f"P{n}", number) for n in range(3)} == {Decimal(7)}
        assert {shown(session, f"P{n}", flag) for n in range(3)} == {Coded("true", "Yes")}
        editing(session).set("Back", [("P0", flag, None)])
        editing(session).set("Back", [("P0", number, Decimal(1))])
        assert editing(session).record("P0") is None, "what was there is no draft any more"


async def test_a_column_that_is_added_later_shows_what_was_staged_before(tmp_path: Path):
    async with bench(tmp_path) as held:
        own = every(held)
        number = own[FeatureType.NUMERIC].code
        session = await held.session([document("P1", {number: "1"}), document("P2", {number: "1"})])
        held.classes.set_value(session, ["P1"], number, "2")
        paths = session.resource.paths
        assert paths is not None
        field = paths.field(number)
        assert field is not None
        widen(session, widened(session.resource, [field]))
        await until(lambda: not held.workspace.jobs.pending)
        assert (shown(session, "P1", number), shown(session, "P2", number)) == (
            Decimal(2), Decimal(1),
        )  # fmt: skip
        assert editing(session).read_value("P1", number) == Decimal(1)
        editing(session).book.steps.undo()
        assert shown(session, "P1", number) == Decimal(1)


async def test_not_applicable_stands_in_a_column_of_numbers_and_can_be_typed_over(tmp_path: Path):
    async with bench(tmp_path) as held:
        code = held.feature(FeatureType.NUMERIC).code
        session = await wide(held, [document("P1", {code: "NA"})], code)
        assert editing(session).value("P1", code) == Coded("NA", "Not applicable")
        editing(session).set("Set", [("P1", code, Decimal(3))])
        assert shown(session, "P1", code) == Decimal(3)
        cell = editing(session).cell("P1", code)
        assert cell is not None
        assert cell.base == Coded("NA", "Not applicable")
        editing(session).set("Set", [("P1", code, Coded("NA", "Not applicable"))])
        assert editing(session).record("P1") is None


async def test_an_open_editor_is_kept_on_the_disk_in_the_list(tmp_path: Path):
    async with bench(tmp_path) as held:
        code = held.feature(FeatureType.NUMERIC).code
        session = await wide(held, [document("P1", {code: "1"})], code)
        editing(session).begin("P1", code)
        editing(session).typing("P1", code, Decimal(44))
        assert shown(session, "P1", code) == Decimal(1), "the cell has it once it is left"
        journal = held.workspace.stores.journal
        drafts = journal.drafts(*editing(session).book.place)
        assert [draft.key.field for draft in drafts] == ["features"]
        assert '"44"' in drafts[0].value
        editing(session).leave("P1", code)
        editing(session).end("P1", code)
        await until(lambda: not journal.drafts(*editing(session).book.place))


def test_a_part_names_its_list():
    assert PATHS.part is not None
    part = PATHS.part("ef000007")
    assert isinstance(part, Part)
    assert (part.rows, part.names) == ("features", ("EF000007",))


async def test_many_products_are_changed_by_a_plan_that_shows_the_column(tmp_path: Path):
    async with bench(tmp_path) as held:
        number = held.feature(FeatureType.NUMERIC).code
        documents = [document("P1", {number: "10"}), document("P2", {number: "20"}),
                     document("P3", class_code="")]  # fmt: skip
        session = await wide(held, documents, number)
        field, entry = session.resource.field(number), editing(session).entry(number)
        assert field is not None
        assert entry is not None
        value_of = changer(field, entry, Bulk(How.PERCENT, Decimal(10)))
        plan = plan_cells(session, [(key, number) for key in ("P1", "P2", "P3")], value_of)
        assert [(change.record, change.field) for change in plan.changes] == [
            ("P1", number), ("P2", number),
        ]  # fmt: skip
        assert [new_value(change) for change in plan.changes] == [Decimal(11), Decimal(22)]
        assert [old_value(change) for change in plan.changes] == [Decimal(10), Decimal(20)]
        assert sum(plan.kept.values()) == 1
        assert editing(session).record("P1") is None, "nothing is staged before it is taken"
        step = take(session, "Raise", plan)
        assert step is not None
        assert [change.field for change in step.changes] == ["features", "features"]
        assert (shown(session, "P1", number), shown(session, "P2", number)) == (
            Decimal(11), Decimal(22),
        )  # fmt: skip
        with pytest.raises(WbError, match="changed meanwhile"):
            take(session, "Again", plan)


async def test_a_plan_says_which_products_cannot_have_the_value(tmp_path: Path):
    async with bench(tmp_path) as held:
        coded = held.feature(FeatureType.ALPHANUMERIC)
        session = await wide(held, [document("P1", {})], coded.code)
        plan = plan_cells(session, [("P1", coded.code)], lambda _key, _old: Coded("EV999999", "x"))
        assert sum(plan.invalid.values()) == 1
        take(session, "Set", plan)
        assert editing(session).state("P1", coded.code) is State.INVALID


async def test_a_text_is_found_and_replaced_in_a_column_of_ranges(tmp_path: Path):
    async with bench(tmp_path) as held:
        ranged = held.feature(FeatureType.RANGE).code
        session = await wide(held, [document("P1", {ranged: ["62", "68"]})], ranged)
        finder = Finder(session, [ranged], Search("68", "70"), str)
        found = finder.find(["P1"])
        assert replace_all(session, found) is not None
        assert shown(session, "P1", ranged) == "62 … 70"
        sheet = held.classes.of(session, "P1")
        row = sheet.row(ranged) if sheet is not None else None
        assert row is not None
        assert row.value.text == "62..70"


TEXT = "overallInformation.keyword.de"


async def test_texts_and_attributes_are_rows_of_their_lists(tmp_path: Path):
    async with bench(tmp_path) as held:
        paths = ("attributes.colour", "attributes.colour.de", "attributes.sizes", TEXT)
        session = await wide(
            held,
            [
                document("P1", attributes={"colour": {"pl": "czerwony", "de": "rot"},
                                           "sizes": ["S", "M"], "ral": "3000"},
                         overall={"keyword": {"de": ["Lampe", "Decke"], "pl": ["lampa"]}}),
                document("P2"),
            ],
            *paths,
        )  # fmt: skip
        own = editing(session)
        assert shown(session, "P1", TEXT) == "Lampe; Decke"
        own.set("Set", [("P1", TEXT, "Lampe; Wand")])
        own.set("Set", [("P1", "attributes.colour.de", "blau")])
        own.set("Set", [("P1", "attributes.sizes", "S | L")])
        assert shown(session, "P1", TEXT) == "Lampe; Wand"
        assert shown(session, "P1", "attributes.colour.de") == "blau"
        first = shown(session, "P1", "attributes.colour")
        assert first == ("blau" if LANGUAGES.index("de") < LANGUAGES.index("pl") else "czerwony")
        record = own.record("P1")
        assert record is not None
        values = {field: cell.value for field, cell in record.cells.items()}
        assert set(values) == {"texts", "attributes"}
        body = whole(Patch("P1", values, session.documents.of_row("P1") or b""))
        assert body["overallInformation"]["keyword"] == {"de": ["Lampe", "Wand"], "pl": ["lampa"]}
        assert body["attributes"] == {
            "colour": {"pl": "czerwony", "de": "blau"}, "sizes": ["S", "L"], "ral": "3000",
        }  # fmt: skip
        own.set("Set", [("P2", "attributes.colour.de", "gelb")])
        own.set("Clear", [("P2", "attributes.colour.de", None)])
        assert own.record("P2") is None, "a row that came and went leaves nothing"


async def test_a_new_product_takes_features_once_it_has_a_class(tmp_path: Path):
    async with bench(tmp_path) as held:
        number = held.feature(FeatureType.NUMERIC).code
        session = await wide(held, [document("P1", {})], number)
        own = editing(session)
        key = own.new({"product_id": "N1"})
        assert "no ETIM class" in own.why_not(key, number)
        own.set("Class", [(key, "etim_class", Coded(CLASS, "x"))])
        assert own.why_not(key, number) == ""
        own.set("Set", [(key, number, Decimal(4))])
        assert shown(session, key, number) == Decimal(4)
        assert own.state(key, number) is State.NEW
        own.set("Clear", [(key, number, None)])
        record = own.record(key)
        assert record is not None
        assert "features" not in record.cells


async def test_what_was_staged_stands_in_the_column_after_a_restart(tmp_path: Path):
    async with bench(tmp_path) as held:
        number, ranged = (
            held.feature(FeatureType.NUMERIC).code,
            held.feature(FeatureType.RANGE).code,
        )
        session = await wide(held, [document("P1", {number: "1"})], number, ranged)
        editing(session).set("Set", [("P1", number, Decimal(2)), ("P1", ranged, "1 … 3")])
    async with bench(tmp_path) as held:
        session = await wide(held, [document("P1", {number: "1"})], number, ranged)
        assert (shown(session, "P1", number), shown(session, "P1", ranged)) == (
            Decimal(2), "1 … 3",
        )  # fmt: skip
        assert editing(session).state("P1", ranged) is State.CHANGED
        editing(session).discard(["P1"])
        assert (shown(session, "P1", number), shown(session, "P1", ranged)) == (Decimal(1), None)


async def test_rows_that_are_read_again_keep_what_is_staged(tmp_path: Path):
    async with bench(tmp_path) as held:
        number, flag = (
            held.feature(FeatureType.NUMERIC).code,
            held.feature(FeatureType.LOGICAL).code,
        )
        session = await wide(held, [document("P1", {number: "1"})], number, flag)
        editing(session).set("Set", [("P1", number, Decimal(2))])
        session.merge(page_of([document("P1", {number: "1", flag: "true"})]))
        assert shown(session, "P1", number) == Decimal(2)
        assert shown(session, "P1", flag) == Coded("true", "Yes")
        editing(session).book.steps.undo()
        assert shown(session, "P1", number) == Decimal(1)


async def test_documents_of_many_rows_are_read_in_one_go(tmp_path: Path):
    async with bench(tmp_path) as held:
        session = await held.session([document(f"P{n}", {}) for n in range(700)])
        keys = [f"P{n}" for n in range(700)]
        found = session.documents.of_rows([*keys, "nobody"])
        assert set(found) == set(keys)
        assert all(found[key] == session.documents.of_row(key) for key in keys)
        assert [key for key, _held in held.classes.records(session).every()] == keys
