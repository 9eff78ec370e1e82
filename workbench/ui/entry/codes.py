"""The editor of several codes: each a chip, and a line that adds one more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.edits import Finding
from workbench.core.fields import Kind
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.meaning import Meaning
from workbench.ui.entry.offered import Offered
from workbench.ui.entry.suggest import offer
from workbench.ui.entry.wrap import Wrap
from workbench.ui.parts.chips import Chip, ChipText
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class CodesEntry(QWidget):
    """Enter or a choice adds, Backspace in the empty line takes the last one away.

    Attributes:
        changed: the user added, took away or typed; see `EntryEditor`.
    """

    changed = Signal()

    def __init__(self, meaning: Meaning, offered: Offered, look: Look) -> None:
        super().__init__()
        self._meaning = meaning
        self._offered = offered
        self._look = look
        self._codes: list[Coded] = []
        self._was: object = None
        self._locked = False
        self.chips = Wrap(look)
        self.line = LineEntry(_one_of(meaning), look)
        self.line.setPlaceholderText(tr("Add"))
        self._suggest = offer(self.line, offered, look, free=meaning.entry.free)
        self._suggest.chosen.connect(self._add)
        self.line.changed.connect(self.changed)
        self.line.installEventFilter(self)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4)
        column.addWidget(self.chips)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._show()

    @property
    def widget(self) -> QWidget:
        """Chips and line."""
        return self

    @property
    def input(self) -> QWidget:
        """The line that adds."""
        return self.line

    @property
    def holds_keys(self) -> bool:
        """Whether the list is open, or Enter would add what is typed."""
        return self._suggest.is_open() or bool(self.line.text().strip())

    def set_value(self, value: object) -> None:
        """Show codes; a text that is none stays in the line."""
        self._was = value
        self._codes = list(codes_of(value))
        self.line.set_value(value if isinstance(value, Odd) else None)
        self._show()

    def value(self) -> object:
        """Return the codes and what is typed beside them; `Odd` where that is none."""
        typed = self.line.text().strip()
        if typed:
            read = self._meaning.read(typed, None, self._offered.all())
            if not isinstance(read, tuple) or isinstance(read, Odd):
                return Odd(self.text())
            return (*self._codes, *(code for code in read if code not in self._codes))
        same = isinstance(self._was, tuple) and tuple(self._was) == tuple(self._codes)
        return self._was if same else tuple(self._codes) or None

    def text(self) -> str:
        """Return the names, parted by commas, and what is typed."""
        typed = self.line.text().strip()
        names = [self._meaning.text_of(code) for code in self._codes]
        return ", ".join([*names, typed] if typed else names)

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed in place of all codes."""
        self._codes = []
        self._show()
        self.line.set_text(text)

    def select_all(self) -> None:
        """Select what is typed in the line."""
        self.line.selectAll()

    def set_finding(self, finding: Finding | None) -> None:
        """Frame the line as wrong, or no longer."""
        self.line.set_finding(finding)

    def set_read_only(self, *, read_only: bool) -> None:
        """Show the chips alone, or the line too."""
        self._locked = read_only
        self.line.setVisible(not read_only)
        self.chips.setEnabled(not read_only)

    # ---- adding and taking away -------------------------------------------------------------

    @never_raises(None)
    def _add(self, choice: Coded) -> None:
        self.line.set_value(None)
        if all(held.code != choice.code for held in self._codes):
            self._codes.append(choice)
        self._show()
        self.changed.emit()

    def _add_typed(self) -> bool:
        """Make chips of what is typed; return whether that was possible."""
        typed = self.line.text().strip()
        read = self._meaning.read(typed, None, self._offered.all())
        if not typed or not isinstance(read, tuple) or isinstance(read, Odd):
            return False
        for code in read:
            if isinstance(code, Coded):
                self._add(code)
        return True

    def _remove(self, code: str) -> None:
        if not self._locked:
            self._codes = [held for held in self._codes if held.code != code]
            self._show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _show(self) -> None:
        self.chips.show_widgets([self._chip(code) for code in self._codes])
        self.chips.setVisible(bool(self._codes))

    def _chip(self, code: Coded) -> Chip:
        chip = Chip(ChipText(code.code, "", "", code.label or code.code), self._look)
        chip.setAccessibleName(tr("Remove {name}", name=code.label or code.code))
        chip.removed.connect(lambda held=code.code: self._remove(held))
        return chip

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.line.text().strip():
                return self._add_typed()
            if key == Qt.Key.Key_Backspace and not self.line.text() and self._codes:
                self._remove(self._codes[-1].code)
                return True
        return super().eventFilter(watched, event)


def _one_of(meaning: Meaning) -> Meaning:
    """Return the meaning of one code of several."""
    one = msgspec.structs.replace(meaning.field, kind=Kind.CHOICE)
    return msgspec.structs.replace(meaning, field=one)


def codes_of(value: object) -> Sequence[Coded]:
    """Return the codes of a value, none where it is of another kind."""
    if not isinstance(value, tuple):
        return ()
    return tuple(code for code in value if isinstance(code, Coded))
