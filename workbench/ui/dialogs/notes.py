"""Where a dialog says what went wrong: one strip at its top, none while all is well."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import Strip
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark


class NoteBox(QWidget):
    """Holds at most one strip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._strip: Strip | None = None
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 0)
        self.hide()

    @property
    def strip(self) -> Strip | None:
        """The strip shown, None where there is none."""
        return self._strip

    def say(self, mark: Mark, what: str, meaning: str = "") -> Strip:
        """Show a strip in place of an older one."""
        self.clear()
        self._strip = Strip(mark, what, meaning, self._look)
        self._strip.dismissed.connect(self.clear)
        self._column.addWidget(self._strip)
        self.show()
        return self._strip

    def fail(self, error: WbError) -> None:
        """Show a failure and what to do about it."""
        self.say(Mark.REFUSED, error.sentence, error.hint)

    def clear(self) -> None:
        """Take the strip off."""
        if self._strip is not None:
            self._column.removeWidget(self._strip)
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        self.hide()
