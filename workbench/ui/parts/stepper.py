"""The quantity input: a whole number that arrow keys step through what people ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal

from workbench.core.texts import tr
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look

QUANTITIES = (1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
"""The ladder that Page up and Page down climb."""


class Stepper(LineEdit):
    """A quantity; `value_changed` follows each good value, a bad one is framed and told.

    Up and down step by one, Page up and down go to the next usual quantity.
    """

    value_changed = Signal(int)

    def __init__(
        self,
        name: str,
        look: Look,
        value: int = 1,
        *,
        least: int = 1,
        most: int = 1_000_000,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, look, numeric=True, parent=parent)
        self._least, self._most = least, most
        self._value = value
        self._show(value)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> int:
        """The last good value."""
        return self._value

    def set_value(self, value: int) -> None:
        """Shows `value`, held within the limits; emits `value_changed` if it differs."""
        held = min(self._most, max(self._least, value))
        self._show(held)
        self._take(held)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = event.key()
        above = next((n for n in QUANTITIES if n > self._value), self._most)
        below = next((n for n in reversed(QUANTITIES) if n < self._value), self._least)
        steps = {
            Qt.Key.Key_Up: self._value + 1,
            Qt.Key.Key_Down: self._value - 1,
            Qt.Key.Key_PageUp: above,
            Qt.Key.Key_PageDown: below,
        }
        wanted = steps.get(Qt.Key(key)) if not self.isReadOnly() else None
        if wanted is None:
            super().keyPressEvent(event)
            return
        self.set_value(wanted)
        self.selectAll()

    @never_raises(None)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if self.hasFocus() and not self.isReadOnly() and event.angleDelta().y():
            self.set_value(self._value + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
            return
        event.ignore()

    def _read(self, text: str) -> None:
        number, good = self._parse(text)
        if good and self._least <= number <= self._most:
            self.set_bad()
            self._take(number)
            return
        limits = {
            "least": QLocale().toString(self._least),
            "most": QLocale().toString(self._most),
        }
        self.set_bad(tr("Type a whole number from {least} to {most}.", **limits))

    @staticmethod
    def _parse(text: str) -> tuple[int, bool]:
        found, good = QLocale().toLongLong(text.strip())
        if good:
            return int(found), True
        plain = "".join(text.split())
        return (int(plain), True) if plain.isascii() and plain.isdigit() else (0, False)

    def _settle(self) -> None:
        self._show(self._value)

    def _show(self, value: int) -> None:
        self.setText(QLocale().toString(value))
        self.set_bad()

    def _take(self, value: int) -> None:
        if value != self._value:
            self._value = value
            self.value_changed.emit(value)
