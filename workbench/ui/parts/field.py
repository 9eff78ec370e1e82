"""A field of a form: label above, input, and below it what is wrong with a button that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workbench.core.texts import mark, tr
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import SAME_COLOURS, Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


_NAMES = {
    Mark.INVALID: mark("Cannot be sent yet"),
    Mark.REFUSED: mark("Refused"),
    Mark.CONFLICT: mark("Conflict"),
    Mark.UNKNOWN: mark("Outcome unknown"),
    Mark.CHANGED: mark("Please check"),
}
"""What the marks of bad news are called."""


class FieldBox(QWidget):
    """Holds `editor` under its label; the unit stands in the label.

    `fix_wanted` is emitted by the button under an error.
    """

    fix_wanted = Signal()

    def __init__(
        self, title: str, editor: QWidget, look: Look, *, unit: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self.editor = editor
        name = f"{title}, {unit}" if unit else title
        shown = f"{name} *" if required else name
        # A long name is cut: two fields that stand side by side stay in the width they have.
        self._title = elided_label(shown, look, Role.LABEL, "text2")
        self._mark = MarkSign(Mark.CHANGED, tr("Changed"), look, 12)
        self._was = elided_label("", look, Role.LABEL, Mark.CHANGED)
        self._error = _ErrorLine(look)
        self._error.fix.clicked.connect(self.fix_wanted)
        editor.setAccessibleName(tr("{name}, required", name=name) if required else name)
        self._lay_out()
        self.set_changed(None)

    def set_changed(self, was: str | None) -> None:
        """Shows the triangle and "was …" beside the label; None takes them off."""
        self._mark.setVisible(was is not None)
        self._was.setVisible(was is not None)
        self._was.say(tr("was {value}", value=was or "–") if was is not None else "")
        self._describe()

    def set_error(self, sentence: str, fix: str = "", kind: Mark = Mark.INVALID) -> None:
        """Frames the input and says cause and remedy; `fix` is the text of a button that does it.

        An empty sentence takes all of it off. `kind` says what kind of news it is; CHANGED is a
        warning, which frames nothing.
        """
        if isinstance(self.editor, QLineEdit):
            self.editor.setProperty("bad", bool(sentence) and kind is not Mark.CHANGED)
            self.editor.update()
        self._error.say(sentence, fix, kind)
        self._describe()

    def set_read_only(self, *, read_only: bool) -> None:
        """No edge, same place; inputs of other kinds are disabled."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setReadOnly(read_only)
            self.editor.update()
        else:
            self.editor.setEnabled(not read_only)

    def _describe(self) -> None:
        parts = [self._error.sentence(), self._was.text()]
        self.editor.setAccessibleDescription(" ".join(part for part in parts if part))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        keep_spacing(head, self._look, 4)
        for part in (self._title, self._mark, self._was):
            head.addWidget(part)
        head.addStretch(1)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 4)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._error)


class _ErrorLine(QWidget):
    """The mark, the sentence and the button that mends."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._text = label("", look, Role.LABEL, Mark.REFUSED, wrap=True, selectable=True)
        self.fix = Button("", look, small=True)
        self._sign = MarkSign(Mark.INVALID, tr("Cannot be sent yet"), look, 12)
        line = QHBoxLayout()
        keep_spacing(line, look, 6)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addLayout(line)
        column.addWidget(self.fix)
        self.hide()

    def sentence(self) -> str:
        """What is wrong, or nothing."""
        return self._text.text()

    def say(self, sentence: str, fix: str, kind: Mark) -> None:
        self._text.setText(sentence)
        self._text.set_ink(SAME_COLOURS.get(kind, kind))
        self._sign.set_mark(kind, tr(_NAMES.get(kind, _NAMES[Mark.INVALID])))
        self.fix.say(fix)
        self.fix.setVisible(bool(fix))
        self.setVisible(bool(sentence))
