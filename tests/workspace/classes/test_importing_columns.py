"""A file with columns of features: found by title or code, read as they are typed, and staged."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import openpyxl
from msgspec.structs import replace

from tests.workspace.classes.kit import Bench, bench, document
from tests.workspace.classes.test_columns import OTHER, editing, shown, wide
from tests.workspace.files import book, text
from workbench.core.etim import FeatureType
from workbench.core.jobs import Job
from workbench.core.values import Coded
from workbench.edits.drafts import NEW_KEY
from workbench.export.plan import Format, column_of, heading_of
from workbench.export.write import write
from workbench.sources.etim import SOURCE
from workbench.sources.etim.naming import features_named
from workbench.workspace import exporting
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate
from workbench.workspace.lookups import Lookups
from workbench.workspace.session import Session

JOB = Job("1", "Import", "import")
KINDS = (FeatureType.NUMERIC, FeatureType.RANGE, FeatureType.LOGICAL, FeatureType.ALPHANUMERIC)


@asynccontextmanager
async def importing(held: Bench, session: Session) -> AsyncIterator[Import]:
    store = held.workspace.stores.workspace
    lookups = Lookups(held.workspace, SOURCE, session.account)
    made = Import(session, lookups.of, Layouts(store, SOURCE.id, session.resource.id))
    try:
        yield made
    finally:
        made.close()


async def checked(made: Import, path: Path, **rules: object) -> None:
    await made.read(path)
    if rules:
        made.choose(replace(made.rules, **rules))
    await made.check(JOB)


def told(made: Import) -> list[str]:
    assert made.sheet is not None
    headers = made.sheet.headers
    return [
        problem.at(line.number, headers[problem.column])
        for line in made.lines
        for problem in line.problems
    ]


def heading(held: Bench, code: str) -> str:
    paths = SOURCE.resource("products")
    assert paths is not None
    assert paths.paths is not None
    field = paths.paths.field(code)
    assert field is not None
    return heading_of(field)


def own(held: Bench) -> list[str]:
    """A feature of each type, whose title no other has."""
    found = []
    for kind in KINDS:
        for each in held.class_().features:
            alike = [one for one in features_named(each.name, 40) if one.name == each.name]
            if each.type is kind and len(alike) == 1:
                found.append(each.code)
                break
    assert len(found) == len(KINDS)
    return found


def exported(session: Session, names: Sequence[str], path: Path, form: Format) -> None:
    """Write columns of the table as its export does, without what lets a workbook return."""
    fields = [session.resource.field(name) for name in names]
    columns = tuple(column_of(field) for field in fields if field is not None)
    plan = exporting.plan_of(session, columns, range(len(session.table)), returns=False)
    write(plan, path, form, lambda _done, _all: None, lambda: False)


async def test_what_a_grid_exported_comes_back_edited(tmp_path: Path):
    for form, name in ((Format.CSV, "a.csv"), (Format.CSV_EXCEL, "b.csv"), (Format.XLSX, "c.xlsx")):
        async with bench(tmp_path / name.partition(".")[0]) as held:
            number, ranged, flag, coded = codes = own(held)
            first, second = held.class_().feature(coded).values[:2]
            session = await wide(
                held,
                [document("P1", {number: "10.5", ranged: ["2", "4.5"], flag: "true",
                                 coded: first.code}),
                 document("P2", {number: "NA", flag: "UN"}), document("P3", {number: "7"})],
                *codes,
            )  # fmt: skip
            path = tmp_path / name
            exported(session, ("product_id", *codes), path, form)
            async with importing(held, session) as made:
                await checked(made, path)
                assert made.rules.by == "product_id"
                assert made.rules.fields == {"product_id", *codes}
                assert [line.fate for line in made.lines] == [Fate.SAME] * 3, (name, told(made))
            if form is Format.XLSX:
                sheet = openpyxl.load_workbook(path)
                for at, value in enumerate((12.5, "3..6", "no", second.name)):
                    sheet.worksheets[0].cell(2, at + 2, value)
                sheet.worksheets[0].cell(3, 2, 8)
                sheet.save(path)
            else:
                between, comma = (",", ".") if form is Format.CSV else (";", ",")
                text(tmp_path, "\n".join([
                    path.read_text("utf-8-sig").splitlines()[0],
                    between.join(("P1", f"12{comma}5", "3..6", "no", second.name)),
                    between.join(("P2", "8", "", "", "")),
                    between.join(("P3", "7", "", "", "")),
                ]), name)  # fmt: skip
            async with importing(held, session) as made:
                await checked(made, path)
                assert [line.fate for line in made.lines] == [Fate.CHANGE, Fate.CHANGE, Fate.SAME]
                step = await made.stage(JOB)
            assert step is not None
            assert {change.field for change in step.changes} == {"features"}
            assert [shown(session, "P1", code) for code in codes] == [
                Decimal("12.5"), "3 … 6", Coded("false", "No"), Coded(second.code, second.name),
            ]  # fmt: skip
            assert shown(session, "P2", number) == Decimal(8)
            assert shown(session, "P2", flag) == Coded("UN", "Unknown")
            editing(session).book.steps.undo()
            assert editing(session).book.edits == 0


async def test_columns_that_the_table_does_not_have_are_found_by_their_headings(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number, ranged, flag, coded = own(held)
        value = held.class_().feature(coded).values[0]
        session = await held.session([document("P1", {number: "1"}), document("P2", {})])
        path = book(
            tmp_path,
            [["Product ID", heading(held, number), f"{ranged} as printed", flag.lower(),
              heading(held, coded), "Remark of ours"],
             ["P1", "1", "2..4", "yes", value.code, "a"],
             ["P2", "not applicable", "unknown", "NA", value.name.upper(), "b"]],
        )  # fmt: skip
        async with importing(held, session) as made:
            await checked(made, path)
            assert [made.rules.columns[at] for at in range(6)] == [
                "product_id", number, ranged, flag, coded, "",
            ]  # fmt: skip
            assert told(made) == []
            assert made.tally.cells == 7
            assert {field.id for field in made.staged_made()} == {number, ranged, flag, coded}
            await made.stage(JOB)
        assert held.workspace.stores is not None
        sheet = held.classes.of(session, "P2")
        assert sheet is not None
        rows = [sheet.row(code) for code in (number, ranged, flag, coded)]
        assert [row.value.text for row in rows if row] == ["NA", "UN", "NA", value.code]
        assert editing(session).value("P1", ranged) == "2 … 4", "also where no column shows it"


async def test_a_wrong_cell_is_named_at_its_place_and_keeps_its_row_back(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        codes = own(held)
        number, ranged = codes[:2]
        foreign = next(
            each.code
            for each in held.class_(OTHER).features
            if each.code not in {one.code for one in held.class_().features}
        )
        session = await wide(
            held, [*(document(f"P{at}", {}) for at in range(1, 5)), document("P5", class_code="")],
            *codes, foreign,
        )  # fmt: skip
        path = book(
            tmp_path,
            [["Product ID", *codes, foreign],
             ["P1", "wide", None, None, None, None],
             ["P2", 5, "9..2", None, None, None],
             ["P3", 5, None, "perhaps", "Unobtainium", None],
             ["P4", 5, None, None, None, "1"],
             ["P5", 5, None, None, None, None]],
        )  # fmt: skip
        async with importing(held, session) as made:
            await checked(made, path)
            assert [line.fate for line in made.lines] == [Fate.BAD] * 5
            said = told(made)
            assert len(said) == 6
            assert said[0].startswith(f"Row 2, column B ({number}):")
            assert "“wide” is no number" in said[0]
            assert said[1].startswith(f"Row 3, column C ({ranged}):")
            assert "first number of a range is the lower one: 2..9" in said[1]
            assert "“perhaps” is neither yes nor no" in said[2]
            assert "“Unobtainium” is none of the values. There are:" in said[3]
            assert "does not have this feature" in said[4]
            assert "no ETIM class" in said[5]
            assert await made.stage(JOB) is None
            touched = made.fix(0, 1, "7,5")
            made.judge_again(touched)
            assert made.lines[0].fate is Fate.CHANGE
            await made.stage(JOB)
        assert shown(session, "P1", number) == Decimal("7.5")


async def test_numbers_are_read_as_the_file_writes_them(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number, ranged, *_rest = own(held)
        session = await wide(held, [document("P1", {}), document("P2", {})], number, ranged)
        path = text(
            tmp_path, f"Product ID;{number};{ranged}\nP1;1.045;1.000,5..2.000\nP2;0,25;1,5..2,5\n"
        )
        async with importing(held, session) as made:
            await checked(made, path)
            assert told(made) == []
            await made.stage(JOB)
        assert [shown(session, key, number) for key in ("P1", "P2")] == [
            Decimal(1045), Decimal("0.25"),
        ]  # fmt: skip
        assert editing(session).value("P1", ranged) == "1000.5 … 2000"


async def test_blank_cells_leave_or_empty_a_feature_as_was_chosen(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number, _ranged, flag, _coded = own(held)
        session = await wide(
            held, [document(f"P{at}", {number: "10", flag: "true"}) for at in (1, 2)], number, flag
        )
        path = book(tmp_path, [["Product ID", number, flag], ["P1", None, "no"],
                               ["P2", "null", None]])  # fmt: skip
        async with importing(held, session) as made:
            await checked(made, path)
            assert (made.tally.cells, made.tally.cleared) == (2, 1), "the word empties it"
            await checked(made, path, blank_clears=True)
            assert (made.tally.cells, made.tally.cleared) == (4, 3)
            await made.stage(JOB)
        assert shown(session, "P1", number) is None
        assert shown(session, "P1", flag) == Coded("false", "No")
        assert (shown(session, "P2", number), shown(session, "P2", flag)) == (None, None)


async def test_a_feature_is_judged_by_the_class_that_its_row_gives(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        theirs = {one.code for one in held.class_().features}
        foreign = next(
            each
            for each in held.class_(OTHER).features
            if each.code not in theirs and each.type is FeatureType.NUMERIC
        )
        session = await held.session([document("P1", {}), document("P2", {})])
        path = book(
            tmp_path,
            [["Product ID", "ETIM class", foreign.code, "Product name · EN"],
             ["P1", OTHER, 5, "One"], ["P2", None, 5, "Two"],
             ["N1", OTHER, 6, "New"], ["N2", None, 6, "Newer"]],
        )  # fmt: skip
        async with importing(held, session) as made:
            await checked(made, path, create=True)
            assert [line.fate for line in made.lines] == [
                Fate.CHANGE, Fate.BAD, Fate.NEW, Fate.BAD,
            ], told(made)  # fmt: skip
            assert "does not have this feature" in told(made)[0]
            assert "no ETIM class" in told(made)[1]
            await made.stage(JOB)
        book_ = editing(session)
        fresh = next(key for key in book_.records() if key.startswith(NEW_KEY))
        assert book_.value(fresh, foreign.code) == Decimal(6)
        assert book_.value(fresh, "product_id") == "N1"
        assert book_.value("P1", foreign.code) == Decimal(5)
        book_.book.steps.undo()
        assert not book_.records()


async def test_a_title_of_several_columns_is_offered_and_not_guessed(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        alike = [one for one in features_named("Angle", 40) if one.name == "Angle"]
        assert len(alike) > 1
        session = await held.session([document("P1", {})])
        path = book(tmp_path, [["Product ID", "Angle"], ["P1", 5]])
        async with importing(held, session) as made:
            await made.read(path)
            offered = {target.field.id: target.note for target in made.targets}
            assert made.rules.columns == {0: "product_id", 1: ""}
            assert {one.code: one.code for one in alike}.items() <= offered.items()
            assert made.further.doubts["Angle"] == (
                f"{len(alike)} columns are called this. Choose one."
            )
            made.choose(replace(made.rules, columns={0: "product_id", 1: alike[0].code}))
            await made.check(JOB)
            assert "does not have this feature" in told(made)[0]
        async with importing(held, session) as made:
            await made.read(path)
            assert made.rules.columns[1] == alike[0].code, "what was chosen is chosen again"


async def test_of_a_title_that_several_columns_have_the_loaded_products_tell_one(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        alike = {one.code for one in features_named("Frequency", 40) if one.name == "Frequency"}
        (code,) = alike.intersection(one.code for one in held.class_().features)
        session = await held.session([document("P1", {})])
        path = book(tmp_path, [["Product ID", "Frequency"], ["P1", "NA"]])
        async with importing(held, session) as made:
            await checked(made, path)
            assert len(alike) > 1
            assert made.rules.columns[1] == code
            assert made.lines[0].fate is Fate.CHANGE


async def test_a_layout_chosen_before_finds_its_columns_again(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        number, *_rest = own(held)
        session = await held.session([document("P1", {})])
        path = book(tmp_path, [["Product ID", "As in the catalogue"], ["P1", 5]])
        async with importing(held, session) as made:
            await made.read(path)
            assert not made.rules.columns[1]
        wider = await wide(held, [document("P1", {})], number)
        async with importing(held, wider) as made:
            await made.read(path)
            made.choose(replace(made.rules, columns={0: "product_id", 1: number}))
            await made.check(JOB)
        async with importing(held, session) as made:
            await checked(made, path)
            assert made.rules.columns[1] == number, "its table does not have it"
            assert made.lines[0].fate is Fate.CHANGE


async def test_a_class_is_named_by_code_or_name_and_never_by_anything_else(tmp_path: Path):
    async with bench(tmp_path / "home") as held:
        other = held.class_(OTHER)
        session = await held.session(
            [document(f"P{at}", {}) for at in range(1, 7)] + [document("P7", class_code="EC999999")]
        )
        own = held.class_().name
        path = book(
            tmp_path,
            [["Product ID", "ETIM class"], ["P1", own], ["P2", other.name.upper()],
             ["P3", f"{other.name} ({OTHER})"], ["P4", OTHER.lower()], ["P5", "EC888888"],
             ["P6", "Something of ours"], ["P7", "EC999999"]],
        )  # fmt: skip
        async with importing(held, session) as made:
            await checked(made, path)
            assert [line.fate for line in made.lines] == [
                Fate.SAME, *(Fate.CHANGE,) * 4, Fate.BAD, Fate.SAME,
            ]  # fmt: skip
            assert "“Something of ours” is no class" in told(made)[-1]
            await made.stage(JOB)
        classes = [editing(session).value(f"P{at}", "etim_class") for at in range(2, 6)]
        assert [each.code for each in classes if isinstance(each, Coded)] == [
            OTHER, OTHER, OTHER, "EC888888",
        ]  # fmt: skip
