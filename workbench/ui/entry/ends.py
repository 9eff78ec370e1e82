"""The editor of a range: two numbers beside each other, the dots between them typed or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.edits import Finding
from workbench.core.texts import tr
from workbench.ui.entry.line import LONG_LINE, LineEntry
from workbench.ui.entry.meaning import Meaning
from workbench.ui.entry.offered import Offered
from workbench.ui.entry.suggest import offer
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

BETWEEN: Final = ".."
_APART: Final = re.compile(r"\s*(?:\.\.+|…|[;|])\s*")


class EndsEntry(QWidget):
    """Two lines whose texts mean one value; a word alone stands in the first.

    Dots that are typed in the first line lead into the second.

    Attributes:
        changed: the user typed; see `EntryEditor`.
        first: holds the lower end, and the list of words that can stand in place of a range.
        second: holds the upper end.
    """

    changed = Signal()

    def __init__(self, meaning: Meaning, offered: Offered | None, look: Look) -> None:
        super().__init__()
        self._meaning = meaning
        self._value: object = None
        self._shown = ""
        self._whole = False
        self._look = look
        title = tr(meaning.field.title)
        self.first = LineEntry(meaning, look)
        self.second = LineEdit(tr("{name}, upper end", name=title), look)
        self.second.setMaxLength(LONG_LINE)
        self._dots = label("…", look, Role.CELL, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(3))
        row.addWidget(self.first, 3)
        row.addWidget(self._dots)
        row.addWidget(self.second, 2)
        self._dots.setFixedWidth(look.metrics(Role.CELL).horizontalAdvance("…") + look.px(2))
        if offered is not None:
            offer(self.first, offered, look, free=True).chosen.connect(self._choose)
        self.first.changed.connect(self._first_typed)
        self.second.textEdited.connect(self._second_typed)
        self.setFocusProxy(self.first)
        self.setAccessibleName(title)

    @property
    def widget(self) -> QWidget:
        """Both lines."""
        return self

    @property
    def input(self) -> QWidget:
        """The first line."""
        return self.first

    @property
    def holds_keys(self) -> bool:
        """Whether the list of words is open."""
        return self.first.is_open()

    def step(self, *, back: bool) -> bool:
        """Go from one line to the other; False where there is none in that direction."""
        here, there = (self.second, self.first) if back else (self.first, self.second)
        if not here.hasFocus():
            return False
        there.setFocus(Qt.FocusReason.TabFocusReason)
        there.selectAll()
        return True

    # ---- as every editor ------------------------------------------------------------------------

    def set_value(self, value: object) -> None:
        """Show a typed value."""
        self._value = value
        self._put(self._meaning.text_of(value))
        self._shown = self.text()
        for line in (self.first, self.second):
            line.setCursorPosition(0)

    def value(self) -> object:
        """Return the typed value; the one that was set where its texts still stand there."""
        text = self.text()
        return self._value if text == self._shown else self._meaning.read(text, self._value)

    def text(self) -> str:
        """Return both ends as one text."""
        low, high = self.first.text().strip(), self.second.text().strip()
        return f"{low}{BETWEEN}{high}" if high else low

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed."""
        self._put(text)
        self.changed.emit()

    def select_all(self) -> None:
        """Select the first line; the next key replaces both."""
        self.first.selectAll()
        self._whole = True

    def set_finding(self, finding: Finding | None) -> None:
        """Frame both lines as wrong, or no longer."""
        for line in (self.first, self.second):
            line.set_bad(finding.sentence if finding else "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be typed."""
        self.first.set_read_only(read_only=read_only)
        self.second.setReadOnly(read_only)

    # ---- typing ---------------------------------------------------------------------------------

    def _put(self, text: str) -> None:
        low, *high = _APART.split(text.strip(), maxsplit=1)
        self.first.setText(low)
        self.second.setText(high[0] if high else "")

    def _choose(self, choice: object) -> None:
        code = getattr(choice, "code", "")
        self.set_value(self._meaning.read(code, None))
        self._shown = ""
        self.changed.emit()

    @never_raises(None)
    def _first_typed(self) -> None:
        if self._whole:
            self._whole = False
            self.second.clear()
        low, *high = _APART.split(self.first.text().lstrip(), maxsplit=1)
        if high and low:
            self.first.setText(low)
            self.second.setText(high[0] or self.second.text())
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
            if high[0]:
                self.second.end(False)
            else:
                self.second.selectAll()
        self.changed.emit()

    @never_raises(None)
    def _second_typed(self, _text: str) -> None:
        self.changed.emit()
