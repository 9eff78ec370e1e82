"""Find in the rows: a bar under the table that moves the current cell from hit to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look

WAIT = 150
"""Milliseconds after the last key before the search runs."""


class FindBar(QWidget):
    """Input, previous, next and close.

    Signals:
        closed: the user closed the bar.
    """

    closed = Signal()

    def __init__(self, look: Look, view: GridView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._from_here)
        self.box = LineEdit(
            tr("Find in rows"), look, placeholder=tr("Find in rows"), search=True, parent=self
        )
        self.box.setMaximumWidth(look.px(280))
        self.box.textChanged.connect(self._timer.start)
        self._note = label("", look, Role.NOTE, "text2")
        back = IconButton("chevron-up", tr("Find previous"), look)
        forth = IconButton("chevron-down", tr("Find next"), look)
        close = IconButton("x", tr("Close"), look)
        back.set_name(tr("Find previous"), QKeySequence(QKeySequence.StandardKey.FindPrevious))
        forth.set_name(tr("Find next"), QKeySequence(QKeySequence.StandardKey.FindNext))
        back.clicked.connect(self.previous)
        forth.clicked.connect(self.following)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(5), look.px(8), look.px(5))
        row.setSpacing(look.px(6))
        for part in (self.box, back, forth, self._note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(close)
        self.setAccessibleName(tr("Find in rows"))
        self.hide()

    def open(self) -> None:
        """Show the bar and put the cursor into it."""
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def close_bar(self) -> None:
        """Put the bar away and give the keys back to the table."""
        self.hide()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    @never_raises(None)
    def _from_here(self) -> None:
        if self.box.text():
            self._go(max(self._view.currentIndex().row(), 0), backwards=False)
        else:
            self._say("")

    @never_raises(None)
    def step(self, *, backwards: bool = False) -> None:
        """Go to the next hit, or to the one before; opens the bar where nothing was asked yet."""
        if not self.box.text():
            self.open()
            return
        here = self._view.currentIndex().row()
        self._go(here - 1 if backwards else here + 1, backwards=backwards)

    def following(self) -> None:
        """Go to the next hit."""
        self.step()

    def previous(self) -> None:
        """Go to the hit before."""
        self.step(backwards=True)

    def _go(self, start: int, *, backwards: bool) -> None:
        model = self._view.grid_model
        count = model.rowCount()
        shown = [model.fields[at].id for at in self._view.columns.shown_columns()]
        hit = None
        if model.rows is not None and count:
            hit = model.rows.find(self.box.text(), start % count, backwards, shown)
        if hit is None:
            self.box.set_bad(tr("Nothing found."))
            self._say(tr("Nothing found."))
            return
        self.box.set_bad()
        place, field = hit
        column = model.column_of(field)
        self._view.blocks.go(place, self._view.columns.first() if column is None else column)
        number = model.formats.integer(place + 1)
        self._say(tr("Row {number} of {count}", number=number, count=model.formats.integer(count)))

    def _say(self, text: str) -> None:
        self._note.say(text)
        if text:
            announce(self, text)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.window)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line2)
