"""The editor of a text with several lines: as high as its text, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from workbench.core.edits import Finding
from workbench.core.texts import tr
from workbench.ui.entry.meaning import Meaning
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look

LEAST, MOST = 2, 8
"""Lines that are shown; a longer text is scrolled."""


class LinesEntry(QPlainTextEdit):
    """Enter makes a line, Tab leaves it.

    Attributes:
        changed: the user typed; see `EntryEditor`.
    """

    changed = Signal()

    def __init__(self, meaning: Meaning, look: Look) -> None:
        super().__init__()
        self._meaning = meaning
        self._look = look
        self._value: object = None
        self._shown = ""
        self._setting = False
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr(meaning.field.title))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._typed)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def widget(self) -> QWidget:
        """The text."""
        return self

    @property
    def input(self) -> QWidget:
        """The text."""
        return self

    @property
    def holds_keys(self) -> bool:
        """Nothing of it opens."""
        return False

    def set_value(self, value: object) -> None:
        """Show a text."""
        self._value, self._shown = value, self._meaning.text_of(value)
        if self.toPlainText() != self._shown:
            self._setting = True
            self.setPlainText(self._shown)
            self._setting = False
        # What Qt makes of line ends is not a change.
        self._shown = self.toPlainText()
        self._fit()

    def value(self) -> object:
        """Return the text, None where it is blank."""
        if self.text() == self._shown:
            return self._value
        return self._meaning.read(self.text(), self._value)

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def select_all(self) -> None:
        """Select all of the text."""
        self.selectAll()

    def set_finding(self, finding: Finding | None) -> None:
        """Frame the text as wrong, or no longer."""
        self.setProperty("bad", finding is not None)
        set_tip(self, finding.sentence if finding else "")
        self.update()

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be typed, or again."""
        self.setReadOnly(read_only)

    @never_raises(None)
    def _typed(self) -> None:
        self._fit()
        if not self._setting:
            self.changed.emit()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(160), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(80), self._height())

    def _height(self) -> int:
        lines = min(max(int(self.document().size().height()), LEAST), MOST)
        return lines * self._look.line(Role.CELL) + self._look.px(10)

    @never_raises(None)
    def _fit(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        if self.height() != self._height():
            self.setFixedHeight(self._height())
