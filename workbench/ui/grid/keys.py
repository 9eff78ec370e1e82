"""The keys of the table, as spreadsheets have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workbench.ui.grid.view import GridView

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


def handle_key(view: GridView, event: QKeyEvent) -> bool:
    """Do what a key means in the table; return whether it means anything."""
    modifiers = event.modifiers()
    if modifiers & _ALT:
        return _alt(view, event)
    target = _target(view, event.key(), ctrl=bool(modifiers & _CTRL))
    if target is not None:
        view.blocks.go(*target, extend=bool(modifiers & _SHIFT))
        return True
    if event.matches(QKeySequence.StandardKey.SelectAll):
        view.blocks.select_all()
        return True
    if event.key() == _Key.Key_Space:
        _space(view, modifiers)
        return True
    if event.key() in {_Key.Key_Return, _Key.Key_Enter} and not modifiers & _CTRL:
        view.opened.emit(view.grid_model.key_at(view.currentIndex().row()))
        return True
    return False


def _alt(view: GridView, event: QKeyEvent) -> bool:
    """Alt+Down opens the menu of the current column."""
    column = view.currentIndex().column()
    if event.key() != _Key.Key_Down or column < 0:
        return False
    view.columns.show(column)
    view.header.open_menu(column)
    return True


def _space(view: GridView, modifiers: Qt.KeyboardModifier) -> None:
    if modifiers & _CTRL:
        view.blocks.select_columns()
    elif modifiers & _SHIFT:
        view.blocks.select_rows()
    else:
        view.blocks.tick_selected()


def _target(view: GridView, key: int, *, ctrl: bool) -> tuple[int, int] | None:
    """The cell that a key moves to."""
    columns = view.columns.shown_columns()
    if not columns:
        return None
    index = view.currentIndex()
    place = max(index.row(), 0)
    at = columns.index(index.column()) if index.column() in columns else 0
    last = view.grid_model.rowCount() - 1
    page = max(view.viewport().height() // max(view.painter.height, 1) - 1, 1)
    match key:
        case _Key.Key_Up:
            return (0 if ctrl else place - 1), columns[at]
        case _Key.Key_Down:
            return (last if ctrl else place + 1), columns[at]
        case _Key.Key_Left:
            return place, columns[0 if ctrl else max(at - 1, 0)]
        case _Key.Key_Right:
            return place, columns[-1 if ctrl else min(at + 1, len(columns) - 1)]
        case _Key.Key_Home:
            return (0 if ctrl else place), columns[0]
        case _Key.Key_End:
            return (last if ctrl else place), columns[-1]
        case _Key.Key_PageUp if not ctrl:
            return place - page, columns[at]
        case _Key.Key_PageDown if not ctrl:
            return place + page, columns[at]
        case _:
            return None
