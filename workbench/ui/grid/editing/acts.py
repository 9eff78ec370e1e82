"""What can be asked of the cells and rows of a table, each under the id of its action."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Act(StrEnum):
    """Acts, by the id of the window's action; the last ones have keys only."""

    EDIT = "cell.edit"
    CLEAR = "cell.clear"
    FIX = "cell.fix"
    CUT = "cut"
    PASTE = "paste"
    FILL_DOWN = "fill.down"
    FILL_RIGHT = "fill.right"
    SERIES = "fill.series"
    NEW = "record.new"
    DUPLICATE = "record.copy"
    DELETE = "record.delete"
    DISCARD = "edits.discard"
    UNDO = "undo"
    REDO = "redo"
    PROBLEM = "problem.next"
    TODAY = "today"
    """Put the present day into the selected cells."""
    LIST = "cell.list"
    """Open the choices of a cell."""


_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_Key = Qt.Key
_STANDARD = (
    (QKeySequence.StandardKey.Cut, Act.CUT),
    (QKeySequence.StandardKey.Paste, Act.PASTE),
    (QKeySequence.StandardKey.Undo, Act.UNDO),
    (QKeySequence.StandardKey.Redo, Act.REDO),
)
_KEYS = {
    (_Key.Key_F2, _NONE): Act.EDIT,
    (_Key.Key_Return, _NONE): Act.EDIT,
    (_Key.Key_Enter, _NONE): Act.EDIT,
    (_Key.Key_F4, _NONE): Act.LIST,
    (_Key.Key_Delete, _NONE): Act.CLEAR,
    (_Key.Key_Backspace, _NONE): Act.CLEAR,
    (_Key.Key_Return, _ALT): Act.FIX,
    (_Key.Key_Enter, _ALT): Act.FIX,
    (_Key.Key_D, _CTRL): Act.FILL_DOWN,
    (_Key.Key_R, _CTRL): Act.FILL_RIGHT,
    (_Key.Key_Insert, _NONE): Act.NEW,
    (_Key.Key_N, _CTRL): Act.NEW,
    (_Key.Key_N, _CTRL | _SHIFT): Act.DUPLICATE,
    (_Key.Key_Delete, _CTRL): Act.DELETE,
    (_Key.Key_Y, _CTRL): Act.REDO,
    (_Key.Key_F8, _NONE): Act.PROBLEM,
    (_Key.Key_Semicolon, _CTRL): Act.TODAY,
}


def act_of(event: QKeyEvent) -> Act | None:
    """Return what a key asks, None where it asks nothing of this kind."""
    for standard, act in _STANDARD:
        if event.matches(standard):
            return act
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((_Key(event.key()), modifiers))


def typed(event: QKeyEvent) -> str:
    """Return the text that a key types into a cell, "" where it types none."""
    text = event.text()
    held = event.modifiers() & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
    # AltGr, with which many keyboards type signs, arrives as both.
    if (held and held != _CTRL | _ALT) or not text or not text.isprintable() or text == " ":
        return ""
    return text
