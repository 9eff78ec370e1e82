"""A file into drafts: what is found, changed, new, wrong, corrected and staged as one step."""

from __future__ import annotations

from contextlib import asynccontextmanager
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.workspace.files import book, cells_of, text
from tests.workspace.shop import ARTICLES, Shelf, shop
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.core.values import Coded, Money
from workbench.edits.drafts import NEW_KEY, State
from workbench.export.reading.sheet import ReadOptions
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate

KEY = "10-0003"
JOB = Job("1", "Import", "import")


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


@asynccontextmanager
async def importer(home, shelf=None, *, loaded=True):
    async with shop(home / "home", shelf) as held:
        if loaded:
            session = await held.session()
        else:
            session = held.workspace.session(held.source, ARTICLES, (await held.session()).account)
        layouts = Layouts(held.workspace.stores.workspace, held.source.id, ARTICLES.id)
        made = Import(session, lambda _entry: None, layouts)
        try:
            yield made
        finally:
            made.close()


async def checked(made: Import, path, **rules):
    await made.read(path, rules.pop("options", None))
    if rules:
        made.choose(replace(made.rules, **rules))
    return await made.check(JOB)


def fates(made: Import) -> list[Fate]:
    return [line.fate for line in made.lines]


async def test_prices_with_decimal_commas_are_one_step_that_can_be_undone(tmp_path):
    path = book(
        tmp_path,
        [["Number", "Price"], [KEY, "52,50"], ["10-0004", "44,00"], ["10-0005", "1.045,00"]],
    )
    async with importer(tmp_path) as made:
        tally = await checked(made, path)
        assert fates(made) == [Fate.CHANGE, Fate.SAME, Fate.CHANGE]
        assert (tally.good, tally.cells, tally.problems) == (2, 2, 0)

        step = await made.stage(JOB)
        assert step.title == "Import 2 rows from prices.xlsx"
        assert made.editing.value(KEY, "price") == sek("52.50")
        assert made.editing.read_value(KEY, "price") == sek("43.00")
        assert made.editing.book.edits == 2
        assert made.session.connections is not None
        made.editing.book.steps.undo()
        assert made.editing.book.edits == 0


async def test_nothing_is_written_to_the_service(tmp_path):
    shelf = Shelf.of()
    path = book(tmp_path, [["Number", "Price"], [KEY, "52,50"]])
    async with importer(tmp_path, shelf) as made:
        await checked(made, path)
        await made.stage(JOB)
    assert shelf.writes == []


async def test_a_wrong_cell_names_row_column_expected_and_got(tmp_path):
    path = book(
        tmp_path,
        [
            ["Number", "Price", "Stock", "Category"],
            [KEY, "cheap", 5, "Mugs"],
            ["10-0004", "-1,00", 5, "Mugs"],
            ["10-0005", "50,00", "2,5", "Mugz"],
        ],
    )
    async with importer(tmp_path) as made:
        tally = await checked(made, path)
        headers = made.sheet.headers
        told = [
            problem.at(line.number, headers[problem.column])
            for line in made.lines
            for problem in line.problems
        ]
        assert told[0] == "Row 2, column B (Price): Expected an amount, got “cheap”."
        assert told[1] == "Row 3, column B (Price): Price must be at least 0. Got “-1,00”."
        assert told[2] == "Row 4, column C (Stock): Expected a whole number, got “2,5”."
        assert told[3].startswith("Row 4, column D (Category): Expected one of Mugs, Bottles, Bags")
        assert made.lines[2].problems[1].fix == "Mugs"
        assert (tally.count(Fate.BAD), tally.problems) == (3, 4)
        assert await made.stage(JOB) is None


async def test_correcting_a_cell_makes_its_row_good(tmp_path):
    path = book(
        tmp_path,
        [["Number", "Category"], [KEY, "Bottels"], ["10-0004", "Bottels"], ["10-0005", "Bags"]],
    )
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert made.alike(0, 1) == (1,)
        touched = made.fix(0, 1, made.lines[0].problems[0].fix)
        assert made.is_told(touched)
        made.judge_again(touched)
        assert fates(made) == [Fate.CHANGE, Fate.BAD, Fate.CHANGE]
        assert made.tally.good == 2
        await made.stage(JOB)
        assert made.editing.value(KEY, "category") == Coded("2", "Bottles")
        assert made.editing.record("10-0004") is None


async def test_lost_leading_zeros_of_an_ean_are_reported_and_not_guessed(tmp_path):
    shelf = Shelf.of(3)
    shelf.articles["10-0001"]["barcode"] = "0012345678905"
    path = book(tmp_path, [["EAN", "Price"], [12345678905, "52,50"]])
    async with importer(tmp_path, shelf) as made:
        await checked(made, path)
        assert made.rules.by == "ean"
        (line,) = made.lines
        assert line.fate is Fate.BAD
        assert "Were leading zeros lost?" in line.problems[0].sentence
        assert line.problems[0].fix == "0012345678905"

    path = book(tmp_path, [["Number", "EAN"], ["10-0002", 12345678905], ["10-0003", 4006381333931]])
    async with importer(tmp_path, shelf) as made:
        await checked(made, path)
        assert fates(made) == [Fate.BAD, Fate.CHANGE]
        assert made.lines[0].problems[0].fix == "012345678905"
        made.judge_again(made.fix(0, 1, "12345678905"))
        assert fates(made) == [Fate.CHANGE, Fate.CHANGE]


async def test_rows_that_name_one_record_twice_are_both_wrong(tmp_path):
    path = book(
        tmp_path,
        [
            ["Number", "Price"],
            [KEY, "50"],
            [KEY, "51"],
            ["10-0004", "60"],
            ["10-0004 ", "60"],
        ],
    )
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert fates(made) == [Fate.BAD, Fate.BAD, Fate.CHANGE, Fate.SAME]
        assert "Row 3 names the same Article" in made.lines[0].problems[0].sentence
        assert made.lines[3].note == "The same as row 4."
        made.judge_again(made.fix(1, 0, "10-0007"))
        assert fates(made) == [Fate.CHANGE, Fate.CHANGE, Fate.CHANGE, Fate.SAME]


async def test_several_records_with_one_ean_are_named(tmp_path):
    path = book(tmp_path, [["EAN", "Price"], ["7350042910045", "52,50"]])
    async with importer(tmp_path, Shelf.of(3)) as made:
        await checked(made, path)
        told = made.lines[0].problems[0].sentence
        assert told == "3 records have it: 10-0001, 10-0002, 10-0003. Got “7350042910045”."


async def test_rows_without_a_record_are_left_out_or_become_new_ones(tmp_path):
    path = book(tmp_path, [["Number", "Name", "Price"], ["10-9000", "Cup", "5"], [KEY, "Mug", "6"]])
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert made.rules.create
        assert fates(made) == [Fate.NEW, Fate.CHANGE]
        await checked(made, path, create=False)
        assert fates(made) == [Fate.MISSING, Fate.CHANGE]
        await checked(made, path, create=True)
        step = await made.stage(JOB)
        assert step.title == "Import 2 rows from prices.xlsx"
        (key,) = [each for each in made.editing.records() if each.startswith(NEW_KEY)]
        assert made.editing.record(key).state is State.NEW
        assert made.editing.value(key, "number") == "10-9000"
        assert made.editing.value(key, "active") is True

        await checked(made, path)
        assert fates(made) == [Fate.SAME, Fate.SAME]
        made.editing.book.steps.undo()
        assert made.editing.book.touched == 0


async def test_a_new_record_without_what_it_needs_is_wrong(tmp_path):
    path = book(tmp_path, [["Number", "Price"], ["10-9000", "5"]])
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert not made.rules.create
        assert fates(made) == [Fate.MISSING]
        await checked(made, path, create=True)
        assert made.lines[0].problems[0].sentence == "Name is needed."


async def test_blank_leaves_alone_unless_it_is_to_clear_and_the_marker_always_clears(tmp_path):
    shelf = Shelf.of(4)
    for article in shelf.articles.values():
        article["note"] = "old"
    path = text(
        tmp_path, "Number;Note;Name\n10-0001;;\n10-0002;null;\n10-0003;new;\n10-0004;NULL;null\n"
    )
    async with importer(tmp_path, shelf) as made:
        tally = await checked(made, path)
        assert fates(made) == [Fate.SAME, Fate.CHANGE, Fate.CHANGE, Fate.BAD]
        assert tally.cleared == 1
        assert made.lines[3].problems[0].sentence == "Name is needed. Got “null”."
        await checked(made, path, blank_clears=True)
        assert [line.fate for line in made.lines[:3]] == [Fate.BAD] * 3
        await checked(
            made, text(tmp_path, "Number;Note\n10-0001;\n", "note.csv"), blank_clears=True
        )
        assert (made.tally.cleared, fates(made)) == (1, [Fate.CHANGE])
        await checked(made, path, blank_clears=False, marker="")
        assert made.lines[1].altered[0].value == "null"


async def test_what_was_chosen_comes_back_for_the_same_layout(tmp_path):
    first = book(tmp_path, [["Art", "A", "B"], [KEY, "x", "9"]])
    async with importer(tmp_path) as made:
        await made.read(first)
        made.choose(replace(made.rules, columns={0: "number", 1: "note", 2: ""}, blank_clears=True))
        await made.check(JOB)
        second = book(tmp_path, [["Art", "A", "B"], ["10-0004", "y", "1"]], "next.xlsx")
        await made.read(second)
        assert dict(made.rules.columns) == {0: "number", 1: "note", 2: ""}
        assert made.rules.blank_clears
        assert made.rules.by == "number"
        assert {match.reason for match in made.matches} == {"As you chose for this layout before."}


async def test_a_mapping_that_maps_nothing_says_so(tmp_path):
    path = book(tmp_path, [["Alpha", "Beta"], ["q", "w"]])
    async with importer(tmp_path) as made:
        await made.read(path)
        assert made.why_not_check().startswith("No column has a field.")
        with pytest.raises(WbError) as caught:
            await made.check(JOB)
        assert caught.value.code is ErrorCode.INPUT


async def test_a_wrong_file_is_named_and_the_older_one_stays(tmp_path):
    good = book(tmp_path, [["Number", "Price"], [KEY, "5"]])
    wrong = tmp_path / "x.xlsx"
    wrong.write_bytes(b"%PDF-1.7 nothing")
    async with importer(tmp_path) as made:
        await made.read(good)
        with pytest.raises(WbError) as caught:
            await made.read(wrong)
        assert "PDF" in caught.value.sentence
        assert made.path == good


async def test_cp1252_text_is_read_as_such(tmp_path):
    path = text(tmp_path, "Nummer;Name;Price\n10-0003;Kåsa blå;52,50\n", encoding="cp1252")
    async with importer(tmp_path) as made:
        await checked(made, path, columns={0: "number", 1: "name", 2: "price"}, by="number")
        assert made.sheet.found.encoding == "cp1252"
        await made.stage(JOB)
        assert made.editing.value(KEY, "name") == "Kåsa blå"
        assert made.editing.value(KEY, "price") == sek("52.50")


async def test_records_that_are_not_loaded_are_read_first(tmp_path):
    path = book(tmp_path, [["Number", "Price"], [KEY, "52,50"], ["10-9999", "1"]])
    async with importer(tmp_path, loaded=False) as made:
        assert len(made.session.table) == 0
        await checked(made, path)
        assert fates(made) == [Fate.CHANGE, Fate.MISSING]
        assert made.unseen() == 1
        await made.stage(JOB)
        cell = made.editing.cell(KEY, "price")
        assert (cell.base, cell.value) == (sek("43.00"), sek("52.50"))

        made.judge_again(made.fix(1, 0, "10-0005"))
        assert not made.is_told(made.fix(1, 0, "10-0006"))
        await made.recheck([1], JOB)
        assert made.lines[1].fate is Fate.CHANGE
        await made.session.ask(Query(), again=True)
        assert made.editing.state(KEY, "price") is State.CHANGED


async def test_a_row_of_a_record_that_is_to_be_deleted_is_wrong(tmp_path):
    path = book(tmp_path, [["Number", "Price"], [KEY, "52,50"]])
    async with importer(tmp_path) as made:
        made.editing.delete([KEY])
        await checked(made, path)
        assert "to be deleted" in made.lines[0].problems[0].sentence


async def test_what_passes_the_check_is_not_invalid_when_staged(tmp_path):
    path = book(
        tmp_path,
        [
            ["Number", "Price", "Stock", "EAN", "Name"],
            *([f"10-{n:04}", f"{n * 100},5", n * 1000, f"400638133393{n % 10}", "N" * n * 4]
              for n in range(1, 30)),
        ],
    )  # fmt: skip
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert made.tally.count(Fate.BAD) > 10
        assert made.tally.good >= 5
        await made.stage(JOB)
        assert made.editing.book.counts("articles") == {State.CHANGED: made.tally.good}


async def test_the_error_workbook_is_the_sheet_with_reasons(tmp_path):
    path = book(
        tmp_path, [["Number", "Price", "Stock"], [KEY, "cheap", 5], ["10-0004", "9,00", 6.5]]
    )
    target = tmp_path / "errors.xlsx"
    async with importer(tmp_path) as made:
        await checked(made, path)
        await made.save_errors(target, JOB)
        assert made.tally.good == 0
    assert cells_of(target) == [
        ("Number", "Price", "Stock", "Reason"),
        (KEY, "cheap", 5, "Row 2, column B (Price): Expected an amount, got “cheap”."),
        ("10-0004", "9,00", 6.5, "Row 3, column C (Stock): Expected a whole number, got “6.5”."),
    ]


async def test_other_reading_is_chosen_by_hand(tmp_path):
    path = text(tmp_path, "Number|Price\n10-0003|1,234\n")
    async with importer(tmp_path) as made:
        await checked(made, path)
        assert "before decimals" in made.lines[0].problems[0].sentence
        await checked(made, path, options=ReadOptions(decimal=","))
        assert made.lines[0].problems[0].sentence.startswith("Price takes at most 2 decimals.")
