"""The menu of a column: order, filter, place, width."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from workbench.core.fields import Kind
from workbench.core.texts import tr
from workbench.ui.grid import asked
from workbench.ui.grid.words import title_of
from workbench.ui.text import no_mnemonic

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from workbench.ui.grid.grid import Grid


def column_menu(grid: Grid, column: int) -> QMenu:
    """Return the menu of a column; what cannot be done keeps its place and is grey."""
    menu = QMenu(grid)
    menu.setAccessibleName(tr("Column {name}", name=title_of(grid.view.columns.field_of(column))))
    _order(grid, menu, column)
    menu.addSeparator()
    _narrow(grid, menu, column)
    menu.addSeparator()
    _place(grid, menu, column)
    return menu


def _order(grid: Grid, menu: QMenu, column: int) -> None:
    desk, field = grid.desk, grid.view.columns.field_of(column)
    state = asked.sort_of(desk, field)
    sortable = field.kind is not Kind.PICTURE and not field.late
    rising = _add(menu, tr("Sort ascending"), lambda: asked.set_sort(desk, field, descending=False))
    falling = _add(
        menu, tr("Sort descending"), lambda: asked.set_sort(desk, field, descending=True)
    )
    for action, on in ((rising, False), (falling, True)):
        action.setCheckable(True)
        action.setChecked(state is not None and state.descending is on)
        action.setEnabled(sortable)
    more = _add(
        menu, tr("Then sort by this"), lambda: asked.add_sort(desk, field, descending=False)
    )
    more.setEnabled(sortable and bool(desk.view.sort) and state is None)
    none = _add(menu, tr("Do not sort by this"), lambda: asked.clear_sort(desk, field))
    none.setEnabled(state is not None)


def _narrow(grid: Grid, menu: QMenu, column: int) -> None:
    desk, field = grid.desk, grid.view.columns.field_of(column)
    narrow = _add(menu, tr("Filter by…"), lambda: grid.show_filters(column))
    narrow.setEnabled(not field.late)
    clear = _add(menu, tr("Clear the header filter"), lambda: desk.set_header(field.id, ""))
    clear.setEnabled(field.id in desk.view.header)
    _add(menu, tr("Select column"), lambda: grid.view.blocks.select_column(column))


def _place(grid: Grid, menu: QMenu, column: int) -> None:
    desk, field = grid.desk, grid.view.columns.field_of(column)
    _add(menu, tr("Freeze to here"), lambda: grid.freeze_to(column))
    loose = _add(menu, tr("Freeze nothing"), lambda: desk.set_columns(desk.view.columns, 0))
    loose.setEnabled(desk.view.frozen > 0)
    _add(menu, tr("Fit width"), lambda: grid.fit(column))
    own = _add(menu, tr("Usual width"), lambda: asked.set_width(desk, field, 0))
    own.setEnabled(any(held.field == field.id and held.width for held in desk.view.columns))
    hide = _add(menu, tr("Hide column"), lambda: asked.hide(desk, field))
    hide.setEnabled(len(desk.view.columns) > 1)
    _add(menu, tr("Columns…"), grid.columns_wanted.emit)


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(no_mnemonic(text))
    action.triggered.connect(lambda _checked=False: act())
    return action
