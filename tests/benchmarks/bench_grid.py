"""Benchmarks of the table on the screen: a full repaint, and an order with the repaint after it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.frames import plain_frame, proxy_over
from tests.benchmarks.harness import Result, Scale, best_of, faster, timed
from workbench.core.queries import Sort

VISIBLE = 51
"""Rows on the screen, as high as the compact ones."""


@contextmanager
def _grid(rows: int) -> Iterator[tuple]:
    """A table of sample rows on a screen of 51 rows; all columns but the picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QApplication

    from tests.ui.sample import make_desk
    from workbench.core.settings import Density
    from workbench.core.views import ColumnState
    from workbench.ui.grid.grid import Grid
    from workbench.ui.theme.apply import Dresser
    from workbench.ui.theme.look import Look

    class Shelf(QObject):
        """No pictures."""

        ready = Signal(str)
        failed = Signal(str)

        def pixmap(self, *_asked: object) -> None:
            """Return nothing."""

        def reason(self, _url: str) -> str:
            return ""

    app = QApplication.instance() or QApplication([])
    look = Look()
    dresser = Dresser(app, look)
    with tempfile.TemporaryDirectory() as home:
        desk = make_desk(Path(home), rows)
        columns = [ColumnState(f.id) for f in desk.resource.fields if f.id != "picture"]
        desk.set_columns(tuple(columns))
        desk.set_density(Density.COMPACT)
        shelf = Shelf()
        grid = Grid(desk, look, shelf)
        grid.resize(1700, VISIBLE * 28 + 32)
        grid.show()
        app.processEvents()
        yield grid, desk, app, (shelf, dresser)
        grid.close()
        desk.close()
        desk.workspace.stores.close()


def _plain_view(grid: object, count: int) -> object:
    """The same cells in Qt's own table, model and delegate."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    source = grid.view.grid_model
    model = QStandardItemModel(count, source.columnCount())
    for row in range(count):
        for column in range(source.columnCount()):
            index = source.index(row, column)
            item = QStandardItem(str(index.data()))
            item.setTextAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
            model.setItem(row, column, item)
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.verticalHeader().setDefaultSectionSize(28)
    view.resize(grid.size())
    for column in range(source.columnCount()):
        view.setColumnWidth(column, grid.view.columns.column_width(column))
    view.show()
    return view


def repaint(scale: Scale) -> Iterator[Result]:
    """Paint a whole screen with selected cells, right-aligned numbers, currencies and discs."""
    count = min(scale.rows(10_000), 2_000)
    with _grid(count) as (grid, _desk, app, _kept):
        view = grid.view
        view.blocks.go(3, 2)
        view.blocks.go(9, 5, extend=True)
        plain = _plain_view(grid, count)
        first, last = plain.model().index(3, 2), plain.model().index(9, 5)
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        flag = QItemSelectionModel.SelectionFlag.Select
        plain.selectionModel().select(QItemSelection(first, last), flag)
        app.processEvents()
        ours = best_of(view.viewport().repaint, 30)
        theirs = best_of(plain.viewport().repaint, 30)
        columns = len(view.columns.shown_columns())
        plain.close()
    yield faster(
        "full repaint",
        f"{VISIBLE} x {columns} cells",
        ours,
        "C++ QStandardItemModel, QTableView",
        theirs,
        at_least=1.6,
    )


def sort_with_repaint(scale: Scale) -> Iterator[Result]:
    """Order the rows by price and paint the screen."""
    count = scale.rows(100_000)
    with _grid(count) as (grid, desk, app, _kept):

        def turn(descending: bool) -> None:
            desk.set_sort((Sort("price", descending),))
            grid.view.viewport().repaint()

        turn(False)
        app.processEvents()
        ours = min(timed(lambda way=way: turn(way))[0] for way in (True, False, True, False))
    proxy = proxy_over(plain_frame(count)[["name", "price"]])
    theirs, _ = timed(lambda: proxy.sort(1))
    yield faster(
        "sort by price, with repaint",
        f"{count:,} rows",
        ours,
        "QSortFilterProxyModel over pandas",
        theirs,
        at_least=300,
    )
