"""Records side by side: what differs is marked, copied and exported."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.harness.waiting import until
from tests.ui.sample import NAMES, make_desk
from workbench.core.errors import ErrorCode, WbError
from workbench.core.settings import Theme
from workbench.ui.compare.lines import marked_cells
from workbench.ui.compare.panel import ComparePanel
from workbench.ui.pictures import PictureShelf


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=40)
    yield desk
    desk.close()
    desk.workspace.stores.close()


@pytest.fixture
def shelf(desk, look):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, look)
    yield shelf
    shelf.close()


@pytest.fixture
def panel(qtbot, desk, look, shelf):
    panel = ComparePanel(desk, look, shelf, ("k1", "k15", "k29"))
    qtbot.addWidget(panel)
    return panel


def texts(panel, column):
    model = panel.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("cells", "marked"),
    [
        (("a", "a"), (False, False)),
        (("a", "b"), (True, True)),
        (("a", "b", "a"), (False, True, False)),
        (("a", "b", "c"), (True, True, True)),
        (("a", "a", "b", "b"), (True, True, True, True)),
    ],
)
def test_a_cell_is_marked_where_it_differs_from_most(cells, marked):
    assert marked_cells(cells) == marked


def test_a_line_a_field_and_a_column_a_record(panel):
    assert panel.model.columnCount() == 4
    assert panel.model.headerData(1, Qt.Orientation.Horizontal) == NAMES[1]
    row = texts(panel, 0).index("EAN")
    assert texts(panel, 1)[row] == "0735004291001"
    said = panel.model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"{NAMES[1]}, EAN: 0735004291001, differs"
    headings = [panel.model.row(at).title for at in panel.model.headings()]
    assert headings == list(dict.fromkeys(headings)), "each heading stands once"


def test_only_differences(panel):
    whole = panel.model.rowCount()
    panel.only.setChecked(True)
    assert panel.model.rowCount() < whole
    rows = [panel.model.row(at) for at in range(panel.model.rowCount())]
    assert all(row.differs for row in rows if row.cells)
    assert "fields differ" in panel.note.text()


def test_copied_rows_are_a_table(panel):
    panel.copy_table()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Field", NAMES[1], NAMES[1], NAMES[1]]
    assert len(lines) == panel.model.rowCount() + 1
    assert all(line.count("\t") == 3 for line in lines)


def test_export_names_the_records(panel):
    told = []
    panel.export_wanted.connect(told.append)
    panel._export.click()
    assert told == [("k1", "k15", "k29")]
    assert panel.isVisible() is False


@pytest.mark.parametrize("keys", [(), ("k1",), tuple(f"k{n}" for n in range(7)), ("k1", "gone")])
def test_too_few_and_too_many_are_refused(desk, look, shelf, keys):
    with pytest.raises(WbError) as refused:
        ComparePanel(desk, look, shelf, keys)
    assert refused.value.code is ErrorCode.INPUT


async def test_it_follows_the_quantity_beside_an_open_window(qapp, panel, desk):
    panel.open()
    assert panel.windowModality() is Qt.WindowModality.NonModal
    row = texts(panel, 0).index("Price")
    before = texts(panel, 1)[row]
    desk.set_quantity(5000)
    await until(lambda: texts(panel, 1)[row] != before)
    await asyncio.sleep(0)
    panel.close()


def test_the_model_is_sound(panel):
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(panel.model, mode)
    panel.only.setChecked(True)
    panel.only.setChecked(False)
    assert tester


async def test_marks_are_painted_and_not_colour_alone(qapp, panel, look, desk):
    panel.resize(960, 600)
    panel.show()
    await asyncio.sleep(0.05)
    for theme in (Theme.LIGHT, Theme.DARK):
        look.set_theme(theme)
        assert not panel.grab().isNull()
        row = texts(panel, 0).index("EAN")
        index = panel.model.index(row, 1)
        panel.table.scrollTo(index)
        rect = panel.table.visualRect(index)
        image = panel.table.viewport().grab(rect).toImage()
        found = {image.pixel(x, y) for x in range(24) for y in range(image.height())}
        assert len(found) > 2, "a shape stands before the text"
    await until(lambda: desk.workspace.jobs.pending == 0)


def test_it_ends_with_escape(panel, qtbot):
    panel.open()
    with qtbot.waitSignal(panel.finished):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
