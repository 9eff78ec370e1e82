"""Where a dialog says what went wrong: one note at its top, none while all is well.

A tab's strip is one line; a dialog is narrow, so here cause and remedy may take several.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.paint import frame
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


class Note(QWidget):
    """Mark, what happened, what to do, and a cross."""

    def __init__(self, mark: Mark, what: str, meaning: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._mark = mark
        self.what, self.meaning = what, meaning
        self.setAccessibleName(f"{what} {meaning}".strip())
        self.cross = IconButton("x", tr("Dismiss"), look, small=True)
        texts = QVBoxLayout()
        keep_spacing(texts, look, 2)
        texts.addWidget(label(what, look, Role.TOTAL, wrap=True, selectable=True))
        if meaning:
            texts.addWidget(label(meaning, look, Role.CELL, wrap=True, selectable=True))
        row = QHBoxLayout(self)
        keep_spacing(row, look, 10, (14, 8, 6, 8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(MarkSign(mark, str(mark), look, 18), 0, top)
        row.addLayout(texts, 1)
        row.addWidget(self.cross, 0, top)
        look.changed.connect(self.update)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        state, look = self._look.colours_of(self._mark), self._look
        painter = QPainter(self)
        frame(painter, self.rect(), look.radius(), state.tint)
        painter.fillRect(0, 0, look.size("selection_bar"), self.height(), state.mark)


class NoteBox(QWidget):
    """Holds at most one note."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.note: Note | None = None
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 0)
        self.hide()

    def say(self, mark: Mark, what: str, meaning: str = "") -> None:
        """Show a note in place of an older one."""
        self.clear()
        self.note = Note(mark, what, meaning, self._look)
        self.note.cross.clicked.connect(self.clear)
        self._column.addWidget(self.note)
        self.show()
        announce(self.note, self.note.accessibleName())

    def fail(self, error: WbError) -> None:
        """Show a failure and what to do about it."""
        self.say(Mark.REFUSED, error.sentence, error.hint)

    def clear(self) -> None:
        """Take the note off."""
        if self.note is not None:
            self._column.removeWidget(self.note)
            self.note.hide()
            self.note.deleteLater()
            self.note = None
        self.hide()
