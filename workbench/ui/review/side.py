"""The right of the review: what stands against the line chosen, what will happen, the request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.edits import Finding, Weight
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.edits.drafts import State
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.review.conflict import ConflictBox
from workbench.ui.review.happening import HappeningBox
from workbench.ui.review.request import RequestBox
from workbench.ui.review.tally import TallyBox
from workbench.ui.review.unknown import UnknownBox
from workbench.ui.review.words import MARKS, field_title, value_texts, with_code
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.foreseeing import Forecast
from workbench.workspace.outlook import Outlook
from workbench.workspace.requesting import RequestText
from workbench.workspace.reviewing import FieldLine, RecordLine

WIDTH = 396
"""px at 100 %."""


class Ground(QWidget):
    """What the pane's parts stand on."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)


class SidePane(QScrollArea):
    """What is known of the line chosen.

    Attributes:
        settled: a conflict is decided: (line, field line, value).
        theirs_wanted, left_out: the service's value is to stay; the field waits.
        check_wanted: unknown outcomes are to be looked up.
        decided: a person found out what became of a record: (line, whether it was done).
    """

    settled = Signal(object, object, object)
    theirs_wanted = Signal(object, object)
    left_out = Signal(object, object)
    check_wanted = Signal()
    decided = Signal(object, bool)

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._about: tuple[object, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("About the record"))
        self.happening = HappeningBox(look, formats)
        self.tally = TallyBox(look)
        self.request = RequestBox(look)
        self.box: QWidget | None = None
        body = Ground(look)
        self._column = QVBoxLayout(body)
        keep_spacing(self._column, look, 14, (16, 14, 16, 16))
        self._place = QVBoxLayout()
        self._column.addLayout(self._place)
        for part in (Hairline(look), self.happening, self.tally, Hairline(look), self.request):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(body)
        look.changed.connect(self._restyle)
        self._restyle()

    def say_outlook(self, outlook: Outlook) -> None:
        """Show what sending takes."""
        self.happening.say(outlook)

    def say_forecast(self, forecast: Forecast) -> None:
        """Show what the service will count."""
        self.tally.say(forecast)

    def say_request(self, number: str, request: RequestText | None, note: str = "") -> None:
        """Show the request of the record chosen, or none."""
        self.request.setVisible(request is not None)
        if request is not None:
            self.request.say(number, request, note)

    def show_line(self, line: RecordLine | None, held: FieldLine | None) -> None:
        """Show a record, and the field of it that is chosen."""
        about = (line.record if line else None, held)
        if about == self._about and self.box is not None:
            return
        self._about = about
        self._clear()
        self.box = self._made(line, held) if line is not None else QWidget()
        self._place.addWidget(self.box)

    def _clear(self) -> None:
        if self.box is not None:
            self._place.removeWidget(self.box)
            self.box.hide()
            self.box.deleteLater()
            self.box = None

    def _made(self, line: RecordLine, held: FieldLine | None) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        keep_spacing(column, self._look, 8)
        column.addWidget(label(line.name, self._look, Role.RECORD, wrap=True, selectable=True))
        conflicted = held if held is not None and held.conflict is not None else None
        if conflicted is None and held is None:
            conflicted = next((each for each in line.lines if each.conflict is not None), None)
        if conflicted is not None:
            column.addWidget(self._conflict(line, conflicted))
        elif line.state is State.UNKNOWN:
            column.addWidget(self._unknown(line))
        elif held is not None:
            self._add_field(column, line, held)
        else:
            self._add_record(column, line)
        return whole

    def _conflict(self, line: RecordLine, held: FieldLine) -> QWidget:
        assert held.conflict is not None
        box = ConflictBox(line, held, held.conflict, self._look, self._formats)
        box.settled.connect(lambda value: self.settled.emit(line, held, value))
        box.theirs_wanted.connect(lambda: self.theirs_wanted.emit(line, held))
        box.left_out.connect(lambda: self.left_out.emit(line, held))
        return box

    def _unknown(self, line: RecordLine) -> QWidget:
        box = UnknownBox(line, self._look, self._formats)
        box.check_wanted.connect(self.check_wanted)
        box.decided.connect(lambda done: self.decided.emit(line, done))
        return box

    def _add_field(self, column: QVBoxLayout, line: RecordLine, held: FieldLine) -> None:
        """Old and new in full, and everything that was found about the field."""
        look, field, entry = self._look, held.field, held.entry
        column.addWidget(label(field_title(field, held.value, held.base), look, Role.LABEL,
                               "text2"))  # fmt: skip
        texts = value_texts(field, entry, (held.base, held.value), self._formats, whole=True)
        for title, text in zip((tr("When read"), tr("Will be sent")), texts, strict=True):
            column.addWidget(label(title, look, Role.NOTE, "text3"))
            column.addWidget(label(text, look, Role.CELL_STRONG, wrap=True, selectable=True))
        code = line.record.trouble.service_code if line.record.trouble else ""
        if held.refusal:
            said = with_code(held.refusal, code)
            column.addWidget(label(said, look, Role.CELL, Mark.REFUSED, wrap=True))
        self._add_findings(column, held.findings)

    def _add_record(self, column: QVBoxLayout, line: RecordLine) -> None:
        look, trouble = self._look, line.record.trouble
        if trouble is not None:
            said = with_code(trouble.sentence, trouble.service_code)
            column.addWidget(label(said, look, Role.CELL, MARKS[trouble.state], wrap=True))
        self._add_findings(column, line.record.findings)
        if line.number and line.number != line.name:
            one = tr(line.resource.one)
            text = f"{one} {line.number}"
            column.addWidget(label(text, look, Role.NOTE, "text2", selectable=True))

    def _add_findings(self, column: QVBoxLayout, findings: Sequence[Finding]) -> None:
        for found in {found.sentence: found for found in findings}.values():
            ink = Mark.REFUSED if found.weight is Weight.REFUSED else Mark.CHANGED
            column.addWidget(label(found.sentence, self._look, Role.CELL, ink, wrap=True))

    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))
