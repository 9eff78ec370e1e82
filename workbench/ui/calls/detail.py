"""One call in full: what was sent and what came back, as text that can be selected."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.core.calls import CallBodies, CallRecord
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.ui.calls.words import answer_text, head_text, request_text
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class CallDetail(QWidget):
    """Request at the left, answer at the right, and a line about both above."""

    def __init__(self, look: Look, formats: Formats, titles: dict[str, str]) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._titles = titles
        self.title = label("", look, Role.TOTAL)
        self.head = elided_label("", look, Role.NOTE, "text2")
        self.request = _text(tr("What was sent"))
        self.answer = _text(tr("What came back"))
        line = QHBoxLayout()
        keep_spacing(line, look, 10, (0, 8, 0, 0))
        line.addWidget(self.title)
        line.addWidget(self.head, 1)
        texts = QHBoxLayout()
        keep_spacing(texts, look, 16)
        for name, part in ((tr("Sent"), self.request), (tr("Came back"), self.answer)):
            side = QVBoxLayout()
            keep_spacing(side, look, 4)
            side.addWidget(label(name, look, Role.LABEL, "text2"))
            side.addWidget(part, 1)
            texts.addLayout(side, 1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addWidget(Hairline(look))
        column.addLayout(line)
        column.addLayout(texts, 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_call(self, call: CallRecord, texts: tuple[str, str]) -> None:
        """Show a call, with the texts of what was sent and what came back."""
        self.title.say(call.operation)
        self.head.say(head_text(call, self._titles, self._formats))
        _say(self.request, texts[0])
        _say(self.answer, texts[1])

    @never_raises(None)
    def _restyle(self) -> None:
        for part in (self.request, self.answer):
            part.setFont(self._look.font(Role.MONO))
            part.setMinimumHeight(self._look.px(96))


def texts_of(
    call: CallRecord, bodies: CallBodies | None, *, waits: bool = False
) -> tuple[str, str]:
    """Return what was sent and what came back; takes a moment with long bodies.

    Args:
        call: which call.
        bodies: its bodies, None where there are none.
        waits: they are just being read.
    """
    request, answer = (bodies.request, bodies.answer) if bodies else (None, None)
    return request_text(call, request, waits=waits), answer_text(call, answer, waits=waits)


def _text(name: str) -> QPlainTextEdit:
    part = QPlainTextEdit()
    part.setReadOnly(True)
    part.setTabChangesFocus(True)
    part.setAccessibleName(name)
    part.setFrameShape(QFrame.Shape.StyledPanel)
    part.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return part


def _say(part: QPlainTextEdit, text: str) -> None:
    """Show a text; the same one again leaves its reader where they are."""
    if part.toPlainText() != text:
        part.setPlainText(text)
