"""The editor of a yes or no, which may also be unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from workbench.core.edits import Finding
from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.core.values import Odd
from workbench.ui.entry.meaning import Meaning
from workbench.ui.safe import never_raises
from workbench.ui.text import no_mnemonic, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look


class FlagEntry(QCheckBox):
    """Space and Enter of a mouse turn it; Delete makes it unknown where that can be sent.

    Attributes:
        changed: the user turned it; see `EntryEditor`.
    """

    changed = Signal()

    def __init__(self, meaning: Meaning, look: Look) -> None:
        super().__init__()
        self._meaning = meaning
        self._value: object = None
        self._locked = False
        self.setMinimumHeight(look.size("control"))
        self.setAccessibleName(tr(meaning.field.title))
        self.set_value(None)

    @property
    def widget(self) -> QWidget:
        """The box."""
        return self

    @property
    def input(self) -> QWidget:
        """The box."""
        return self

    @property
    def holds_keys(self) -> bool:
        """Nothing of it opens."""
        return False

    def set_value(self, value: object) -> None:
        """Show yes, no, or neither."""
        self._value = value
        states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        known = isinstance(value, bool)
        self.setTristate(not known)
        self.setCheckState(states[value] if known else Qt.CheckState.PartiallyChecked)
        self.setText(no_mnemonic(self.text_of(value)))

    def text_of(self, value: object) -> str:
        """Return the word behind the box."""
        return self._meaning.text_of(value) or MISSING

    def value(self) -> object:
        """Return the flag, None where it is neither, `Odd` for a text that is none."""
        return self._value

    def text(self) -> str:
        """Return the word that stands for it."""
        return self._meaning.text_of(self._value)

    def set_text(self, text: str) -> None:
        """Take a typed word; a blank turns it, as Space does."""
        value = (not self._value) if text == " " else self._meaning.read(text, self._value)
        self._turn(self._value if isinstance(value, Odd) else value)

    def select_all(self) -> None:
        """Nothing of it can be selected."""

    def set_finding(self, finding: Finding | None) -> None:
        """Tell what is wrong with it."""
        set_tip(self, finding.sentence if finding else "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let it be turned no more, or again."""
        self._locked = read_only
        self.setEnabled(not read_only)

    def _turn(self, value: object) -> None:
        if self._locked:
            return
        self.set_value(value)
        self.changed.emit()

    @never_raises(None)
    def nextCheckState(self) -> None:  # noqa: D102
        self._turn(self._value is not True)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self._meaning.entry.clearable and not self._meaning.entry.required:
                self._turn(None)
            return
        super().keyPressEvent(event)
