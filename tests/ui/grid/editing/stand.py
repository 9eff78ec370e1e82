"""What tests of typing do with a grid: go to a cell, press keys, look what is staged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.workspace.shop import Shop
from workbench.ui.desk.desk import Desk
from workbench.ui.grid.grid import Grid

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Stand:
    """A grid over a shop."""

    shop: Shop
    desk: Desk
    grid: Grid

    @property
    def editing(self):
        return self.desk.session.editing

    @property
    def steps(self):
        return self.editing.book.steps

    @property
    def hands(self):
        assert self.grid.hands is not None
        return self.grid.hands

    @property
    def editor(self):
        return self.hands.editor

    @property
    def table(self):
        return self.desk.session.table

    def go(self, place: int, field: str, *, to: tuple[int, str] | None = None) -> None:
        """Make a cell current, or select from it to another."""
        model = self.grid.view.grid_model
        self.grid.view.blocks.go(place, model.column_of(field))
        if to is not None:
            self.grid.view.blocks.go(to[0], model.column_of(to[1]), extend=True)

    def press(self, key: Key, modifiers=NONE) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for sign in text:
            QTest.keyClicks(self.focus(), sign)

    def focus(self) -> QWidget:
        """Return what has the focus; without a window system the editor's input, else the rows."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        if self.editor is not None:
            return self.editor.editor.input
        return QApplication.focusWidget() or self.grid.view

    def click(self, place: int, field: str) -> None:
        """Click on a cell."""
        view = self.grid.view
        spot: QPoint = view.cell_rect(place, view.grid_model.column_of(field)).center()
        QTest.mouseClick(view.viewport(), LEFT, NONE, spot)

    def current(self) -> tuple[int, str]:
        index = self.grid.view.currentIndex()
        return index.row(), self.grid.view.columns.field_of(index.column()).id

    def value(self, place: int, field: str) -> object:
        """Return what a cell shows."""
        return self.table.value(self.grid.view.grid_model.row_at(place), field)

    def key(self, place: int) -> str:
        return self.grid.view.grid_model.key_at(place)

    def kept(self) -> dict[tuple[str, str], bytes]:
        """Return what the journal holds by now: (record, field) and the packed value."""
        book = self.editing.book
        return {
            (draft.key.record, draft.key.field): draft.value
            for draft in book._journal.drafts(*book.place)
        }


Stall = Callable[..., AbstractAsyncContextManager[Stand]]
