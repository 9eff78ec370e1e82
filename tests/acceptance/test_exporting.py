"""Exporting by the dialog: scopes, columns, templates, and the file read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.acceptance.stage import CTRL, NONE, SHIFT, Key, Stage, on_stage
from workbench.core.jobs import JobState
from workbench.export.plan import Format
from workbench.ui.parts.inputs import LineEdit


async def opened(stage: Stage, folder: Path):
    """The export dialog, told to write into a folder."""
    await stage.press(Key.Key_E, CTRL | SHIFT, on=stage.view)
    await stage.until(lambda: stage.dialog("ExportDialog"))
    dialog = stage.dialog("ExportDialog")
    await stage.write(str(folder), dialog.place.folder)
    return dialog


async def exported(stage: Stage, dialog) -> Path:
    """Press the button and wait for the file that the strip names."""
    path = dialog.place.path()
    await stage.click(dialog.go)
    await stage.until(lambda: any("exported" in text for text in stage.strips()))
    assert path.exists()
    return path


def sheet_of(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[0].iter_rows(values_only=True))


async def test_each_scope_says_and_writes_its_number_of_rows(qapp, home, service, tmp_path) -> None:
    async with on_stage(home, service) as stage:
        for place in (0, 2, 4):
            await stage.tick(place)
        ticked = {stage.shown("name")[place] for place in (0, 2, 4)}
        for word, count in (("Selected 3", 3), ("Shown 52", 52), ("All 400", 400)):
            dialog = await opened(stage, tmp_path)
            await stage.click(stage.button(word, dialog.scope))
            assert f"Export {count} rows" == dialog.go.text()
            await stage.write(word.split()[0], dialog.place.name)
            path = await exported(stage, dialog)
            rows = sheet_of(path)
            assert len(rows) == count + 1
            assert any(f"{count} rows exported" in text for text in stage.strips())
            if count == 3:
                at = rows[0].index("Product")
                assert {row[at] for row in rows[1:]} == ticked
            await stage.act(lambda: stage.tab.strips.drop("exported"))
        assert stage.session.status.complete, "all of them were loaded first"


async def test_the_workbook_holds_what_the_table_shows(qapp, home, service, tmp_path) -> None:
    async with on_stage(home, service) as stage:
        await stage.type("mug")
        await stage.settle()
        await stage.click_title("supplier")
        dialog = await opened(stage, tmp_path)
        await stage.click(stage.button(f"Shown {len(stage.keys())}", dialog.scope))
        path = await exported(stage, dialog)
        head, *rows = sheet_of(path)
        titles = [str(title) for title in head]
        assert titles[1:3] == ["Product", "Supplier"]
        assert [row[1] for row in rows] == stage.shown("name")
        assert [row[2] for row in rows] == stage.shown("supplier")
        stock = next(at for at, title in enumerate(titles) if title.startswith("Stock"))
        assert [row[stock] for row in rows] == stage.values("stock")
        about = openpyxl.load_workbook(path)["About"]
        said = "\n".join(str(cell) for row in about.iter_rows(values_only=True) for cell in row)
        assert "EuropeanSourcing" in said
        assert "mug" in said


async def test_hidden_columns_are_left_out_unless_ticked(qapp, home, service, tmp_path) -> None:
    async with on_stage(home, service) as stage:
        dialog = await opened(stage, tmp_path)
        shown = len(dialog.model.chosen())
        assert shown == len(stage.tab.desk.view.columns)
        await stage.click(stage.button("All", dialog._form))
        assert len(dialog.model.chosen()) > shown
        await stage.click(stage.button("As shown", dialog))
        assert len(dialog.model.chosen()) == shown


@pytest.mark.parametrize("form", list(Format))
async def test_every_format_holds_the_same_rows(qapp, home, service, tmp_path, form) -> None:
    async with on_stage(home, service) as stage:
        names = stage.shown("name")
        dialog = await opened(stage, tmp_path)
        await stage.act(lambda: dialog.place.set_form(form))
        await stage.write(str(tmp_path), dialog.place.folder)
        await stage.click(stage.button("Shown 52", dialog.scope))
        path = await exported(stage, dialog)
        assert names_in(path, form) == names


async def test_a_template_repeats_the_workbook_for_other_rows(
    qapp, home, service, tmp_path
) -> None:
    async with on_stage(home, service) as stage:
        dialog = await opened(stage, tmp_path)
        await stage.click(stage.button("All", dialog._form))
        await stage.click(dialog.template_button)
        await stage.choose_in_menu("Save as template…")
        box = next(
            found
            for pop in stage.floating()
            if pop is not dialog and (found := pop.findChild(LineEdit))
        )
        await stage.type("Everything", box)
        await stage.press(Key.Key_Return, on=box)
        every = dialog.model.chosen()
        await stage.press(Key.Key_Escape, on=dialog)
    async with on_stage(home, service) as stage:
        await stage.type("mug")
        await stage.settle()
        dialog = await opened(stage, tmp_path)
        await stage.click(dialog.template_button)
        await stage.choose_in_menu("Everything")
        assert [column.field.id for column in dialog.model.chosen()] == [
            column.field.id for column in every
        ]
        path = await exported(stage, dialog)
        # One more column, unseen, by which the workbook is known when it comes back.
        assert len(sheet_of(path)[0]) == len(every) + 1


async def test_export_again_asks_nothing_and_keeps_the_earlier_file(
    qapp, home, service, tmp_path
) -> None:
    async with on_stage(home, service) as stage:
        path = await exported(stage, await opened(stage, tmp_path))
        before = path.read_bytes()
        await stage.act(lambda: stage.tab.strips.drop("exported"))
        await stage.press(Key.Key_E, CTRL, on=stage.view)
        await stage.until(lambda: any("exported" in text for text in stage.strips()))
        files = sorted(tmp_path.glob("*.xlsx"))
        assert len(files) == 2
        assert path.read_bytes() == before
        assert stage.dialog("ExportDialog") is None


@pytest.mark.fault(54)
@pytest.mark.fault(55)
async def test_a_target_that_cannot_be_written_says_so_at_its_place(
    qapp, home, service, tmp_path
) -> None:
    async with on_stage(home, service) as stage:
        closed = tmp_path / "file"
        closed.write_text("no folder")
        dialog = await opened(stage, closed)
        await stage.click(dialog.go)
        await stage.until(
            lambda: dialog.place.folder.property("bad") or dialog.place.name.property("bad")
        )
        assert dialog.isVisible(), "what was chosen stays"
        assert dialog.go.isEnabled()
        for name in ("", "a/b", "..", 'CON"'):
            await stage.write(name, dialog.place.name)
            await stage.click(dialog.go)
            await stage.until(lambda: dialog.place.name.property("bad"))
        await stage.write(str(tmp_path), dialog.place.folder)
        await stage.write("good", dialog.place.name)
        path = await exported(stage, dialog)
        assert path.name == "good.xlsx"
        assert not list(tmp_path.glob("*.part"))


async def test_a_file_that_is_there_is_replaced_only_when_asked(
    qapp, home, service, tmp_path
) -> None:
    async with on_stage(home, service) as stage:
        held = tmp_path / "held.xlsx"
        held.write_bytes(b"mine")
        dialog = await opened(stage, tmp_path)
        await stage.write("held.xlsx", dialog.place.name)
        await stage.click(dialog.go)
        await stage.until(lambda: dialog.place.name.property("bad"))
        assert held.read_bytes() == b"mine"
        await stage.click(stage.button("Replace it", dialog))
        await stage.until(lambda: any("exported" in text for text in stage.strips()))
        assert held.read_bytes() != b"mine"


@pytest.mark.fault(56)
async def test_a_stopped_export_leaves_no_file(qapp, home, service, tmp_path) -> None:
    async with on_stage(home, service) as stage:
        service.fail(8, path="/search/scroll", delay=0.15)
        dialog = await opened(stage, tmp_path)
        await stage.click(stage.button("All 400", dialog.scope))
        await stage.click(dialog.go)
        await stage.until(lambda: len(stage.session.table) > 60)
        job = next(job for job in stage.workspace.jobs.jobs if job.kind == "export")
        await stage.press(Key.Key_Escape, NONE, on=dialog)
        await stage.until(lambda: not job.open)
        assert job.state is JobState.CANCELLED
        await stage.settle()
        assert list(tmp_path.iterdir()) == []


def names_in(path: Path, form: Format) -> list[str]:
    """The product names that a file holds, in its order."""
    match form:
        case Format.XLSX:
            head, *rows = sheet_of(path)
            return [row[head.index("Product")] for row in rows]
        case Format.CSV | Format.CSV_EXCEL:
            text = path.read_text("utf-8-sig")
            separator = ";" if form is Format.CSV_EXCEL else ","
            return [row["name"] for row in csv.DictReader(text.splitlines(), delimiter=separator)]
        case Format.JSON:
            held = json.loads(path.read_text("utf-8"))
            rows = held if isinstance(held, list) else held["rows"]
            return [row["name"] for row in rows]
        case _:
            import pyarrow.parquet

            return pyarrow.parquet.read_table(path).column("name").to_pylist()
