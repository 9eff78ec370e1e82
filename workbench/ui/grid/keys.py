"""The keys of the table, as spreadsheets have them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from workbench.ui.grid.clicks import do_cell

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workbench.ui.grid.view import GridView

_Key = Qt.Key
_Standard = QKeySequence.StandardKey


class Command(StrEnum):
    """What keys ask of the table as a whole."""

    SELECT_ALL = "select_all"
    COPY = "copy"
    COPY_TITLES = "copy_titles"
    FIND = "find"
    FIND_NEXT = "find_next"
    FIND_PREVIOUS = "find_previous"
    FILTERS = "filters"
    ONLY = "only"
    """Filter by the value of the current cell."""
    WITHOUT = "without"
    """Filter it away."""


_STANDARD = (
    (_Standard.SelectAll, Command.SELECT_ALL),
    (_Standard.Copy, Command.COPY),
    (_Standard.Find, Command.FIND),
    (_Standard.FindNext, Command.FIND_NEXT),
    (_Standard.FindPrevious, Command.FIND_PREVIOUS),
)
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
    command = command_of(event)
    if command is not None:
        view.command.emit(command)
        return True
    if event.key() == _Key.Key_Space:
        _space(view, modifiers)
        return True
    if event.key() in {_Key.Key_Return, _Key.Key_Enter} and not modifiers & _CTRL:
        index = view.currentIndex()
        acts = index.isValid() and view.grid_model.fields[index.column()].act
        if not (acts and do_cell(view, index)):
            view.opened.emit(view.grid_model.key_at(index.row()))
        return True
    return False


def command_of(event: QKeyEvent) -> Command | None:
    """What a key asks of the table as a whole."""
    for key, command in _STANDARD:
        if event.matches(key):
            return command
    if event.modifiers() == _CTRL | _SHIFT and event.key() == _Key.Key_C:
        return Command.COPY_TITLES
    if event.modifiers() == _CTRL and event.key() == _Key.Key_L:
        return Command.FILTERS
    return None


def _alt(view: GridView, event: QKeyEvent) -> bool:
    """Alt+Down opens the menu of the current column, Alt+= and Alt+- filter by the cell's value."""
    column = view.currentIndex().column()
    if column < 0:
        return False
    if event.key() == _Key.Key_Down:
        view.columns.show(column)
        view.header.open_menu(column)
    elif event.key() in {_Key.Key_Equal, _Key.Key_Minus}:
        only = event.key() == _Key.Key_Equal
        view.command.emit(Command.ONLY if only else Command.WITHOUT)
    else:
        return False
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
    if ctrl and key in {_Key.Key_PageUp, _Key.Key_PageDown}:
        return None
    left, right = (0, len(columns) - 1) if ctrl else (max(at - 1, 0), min(at + 1, len(columns) - 1))
    targets = {
        _Key.Key_Up: (0 if ctrl else place - 1, at),
        _Key.Key_Down: (last if ctrl else place + 1, at),
        _Key.Key_Left: (place, left),
        _Key.Key_Right: (place, right),
        _Key.Key_Home: (0 if ctrl else place, 0),
        _Key.Key_End: (last if ctrl else place, len(columns) - 1),
        _Key.Key_PageUp: (place - page, at),
        _Key.Key_PageDown: (place + page, at),
    }
    found = targets.get(_Key(key))
    return (found[0], columns[found[1]]) if found else None
