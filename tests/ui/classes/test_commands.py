"""The menu entries of classes over a real window: what can be chosen when, files, and reports."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from tests.workspace.classes.kit import ACCOUNT, CLASS, bench, document, page_of
from workbench.core.etim import FeatureType
from workbench.core.queries import Query
from workbench.core.views import ClassState, TabState, WindowState
from workbench.ui.classes.intakedialog import IntakeDialog
from workbench.ui.classes.report import Report
from workbench.ui.window.classing import OF_CLASS, OF_ROWS, ClassCommands
from workbench.ui.window.main import MainWindow


@pytest.fixture
def over(qapp, look, tmp_path):
    """A window whose tab holds products, and its actions of classes."""

    @asynccontextmanager
    async def make(documents):
        async with bench(tmp_path) as made:
            window = MainWindow(made.workspace, look)
            window.restore(WindowState(tabs=(TabState("etim", account=ACCOUNT.name),)))
            desk = window.front.desk
            desk.open(ask=False)
            page = page_of(documents)
            await desk.session.documents.keep(Query(), 0, page)
            desk.session.show(page, desk.view.query)
            commands = ClassCommands(window)
            desk.status_changed.emit()
            try:
                yield made, window, commands
            finally:
                if commands.dialog is not None:
                    commands.dialog.close()
                window.end()

    return make


async def settled(made) -> None:
    """Wait until no job is open."""
    for _turn in range(1000):
        if not any(job.open for job in made.workspace.jobs.jobs):
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_entries_follow_rows_and_the_open_class(over):
    async with over([document("A")]) as (_made, window, commands):
        enabled = window.registry
        assert all(enabled[name].isEnabled() for name in OF_ROWS)
        assert not any(enabled[name].isEnabled() for name in OF_CLASS)
        window.front.desk.selection.set_current("A")
        commands.open_classes()
        assert window.front.classes.held.code == CLASS
        assert all(enabled[name].isEnabled() for name in OF_CLASS)
        commands.open_classes()
        assert window.front.classes.held.code == ""


async def test_documents_are_written_as_they_came(over, tmp_path):
    async with over([document("A"), document("B")]) as (made, window, commands):
        window.front.desk.selection.only(["B"])
        path = tmp_path / "products.json"
        commands.export_json_to(str(path))
        await settled(made)
        assert [held["productId"] for held in json.loads(path.read_text())] == ["B"]
        assert "saved file" in window.front.strips.shown


async def test_a_class_workbook_comes_back_and_is_staged_after_a_look(over, tmp_path):
    import openpyxl

    async with over([document("A"), document("B")]) as (made, window, commands):
        held = window.front.classes.held
        held.open(CLASS)
        path = tmp_path / "class.xlsx"
        commands.export_class_to(str(path))
        await settled(made)
        feature = made.feature(FeatureType.LOGICAL)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        column, row = cell_of(sheet, feature.name, "A")
        sheet.cell(row, column).value = "Yes"
        book.save(path)
        commands.import_class_from(str(path))
        await settled(made)
        dialog = commands.dialog
        assert isinstance(dialog, IntakeDialog)
        session = window.front.desk.session
        assert session.editing.record("A") is None
        dialog.go.click()
        assert made.classes.of(session, "A").row(feature.code).mine.text == "true"


def cell_of(sheet, title: str, key: str) -> tuple[int, int]:
    """Where a feature's column and a product's row meet."""
    columns = {cell.column: cell.row for row in sheet.iter_rows(max_row=6) for cell in row
               if cell.value and str(cell.value).startswith(title)}  # fmt: skip
    rows = [row[0].row for row in sheet.iter_rows() if str(row[0].value) == key]
    return next(iter(columns)), rows[0]


async def test_enter_in_the_list_of_findings_goes_to_the_row(over):
    wrong = document("B", overall={"gtin": "5900200004029"})
    async with over([document("A"), wrong]) as (made, window, commands):
        held = window.front.classes.held
        held.overview = await made.classes.completeness(window.front.desk.session)
        commands.check_quality()
        dialog = commands.dialog
        assert isinstance(dialog, Report)
        dialog.parts.set_value("gtin")
        dialog.parts.chosen.emit("gtin")
        dialog.table.acted.emit(dialog.table.sheet.rows[0].key)
        assert window.front.desk.selection.current == "B"


async def test_a_rehearsal_without_a_second_release_says_what_to_do(over):
    async with over([document("A")]) as (_made, window, commands):
        window.front.desk.selection.set_current("A")
        commands.rehearse()
        assert "rehearse" in window.front.strips.shown


async def test_the_class_of_several_rows_is_changed_at_once(over):
    async with over([document("A"), document("B")]) as (made, window, commands):
        window.front.desk.selection.only(["A", "B"])
        commands.change_class()
        dialog = commands.dialog
        dialog.search.setText("EC001744")
        dialog.reckon()
        dialog.go.click()
        session = window.front.desk.session
        assert {made.classes.of(session, key).code for key in ("A", "B")} == {"EC001744"}
        assert len(session.editing.book.steps.done) == 1


async def test_the_class_page_comes_back_at_the_next_start(qapp, look, tmp_path):
    documents = [document(f"P{at}") for at in range(3)]
    async with bench(tmp_path) as made:
        state = WindowState(tabs=(TabState("etim", account=ACCOUNT.name),))
        feature, state = await left_open(made, look, documents, state)
        assert state.tabs[0].class_page.code == CLASS
        assert state.tabs[0].class_page.feature == feature
        assert state.tabs[0].class_page.part == "features"
        assert state.tabs[0].class_page.tops[0] > 0
        window = MainWindow(made.workspace, look)
        window.restore(state)
        window.resize(1200, 500)
        window.show()
        try:
            tab = window.front
            tab.desk.open(ask=False)
            held = tab.classes.held
            await until(lambda: held.overview is not None and tab.classes.open)
            assert (held.code, held.feature) == (CLASS, feature)
            scroll = tab.classes.page.features.verticalScrollBar()
            top = state.tabs[0].class_page.tops[0]
            await until(lambda: scroll.value() == top)
            assert tab.classes.page.bar.parts.value() == "features"
            assert window.state().tabs[0].class_page == state.tabs[0].class_page
            held.open("")
            assert window.state().tabs[0].class_page == ClassState()
        finally:
            window.end()


async def left_open(made, look, documents, state):
    """Open a class in a window, scroll its features; return the chosen one and the state."""
    window = MainWindow(made.workspace, look)
    window.restore(state)
    window.resize(1200, 500)
    window.show()
    try:
        tab = window.front
        tab.desk.open(ask=False)
        page = page_of(documents)
        await tab.desk.session.documents.keep(tab.desk.view.query, 0, page)
        tab.desk.session.show(page, tab.desk.view.query)
        held = tab.classes.held
        held.open(CLASS)
        await until(lambda: held.overview is not None)
        shown = tab.classes.page
        shown.bar.parts.set_value("features")
        shown.bar.shown.emit("features")
        held.choose(held.class_.features[7].code)
        shown.refresh()
        scroll = shown.features.verticalScrollBar()
        await until(lambda: scroll.maximum() > 60)
        scroll.setValue(60)
        return held.feature, window.state()
    finally:
        window.end()


async def until(condition) -> None:
    """Wait for a condition."""
    for _turn in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
