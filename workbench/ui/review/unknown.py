"""A record whose outcome nobody knows: what was sent, why it is not sent again, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Card, MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.reviewing import RecordLine


class UnknownBox(Card):
    """The card of an unknown outcome.

    Attributes:
        check_wanted: the service is to be looked at.
        decided: a person found out: whether it was done.
    """

    check_wanted = Signal()
    decided = Signal(bool)

    def __init__(self, line: RecordLine, look: Look, formats: Formats) -> None:
        super().__init__(look, Mark.UNKNOWN, dashed=True)
        trouble = line.record.trouble
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (14, 12, 14, 12))
        row = QHBoxLayout()
        row.addWidget(MarkSign(Mark.UNKNOWN, tr("outcome unknown"), look, 14))
        row.addWidget(label(tr("Outcome unknown"), look, Role.TOTAL, Mark.UNKNOWN), 1)
        column.addLayout(row)
        if trouble is not None:
            sent = tr("Sent {age}.", age=formats.age(trouble.at))
            column.addWidget(label(f"{sent} {trouble.sentence}", look, Role.CELL, wrap=True))
        why = tr("It is not sent again by itself, as the service could then do it twice.")
        column.addWidget(label(why, look, Role.NOTE, "text2", wrap=True))
        column.addWidget(self._buttons(look))

    def _buttons(self, look: Look) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        keep_spacing(row, look, 8)
        self.check = Button(tr("Check now"), look)
        self.done = Button(tr("It was done"), look, Kind.QUIET)
        self.undone = Button(tr("It was not"), look, Kind.QUIET)
        self.check.clicked.connect(self.check_wanted)
        self.done.clicked.connect(lambda: self.decided.emit(True))
        self.undone.clicked.connect(lambda: self.decided.emit(False))
        for button in (self.check, self.done, self.undone):
            row.addWidget(button)
        row.addStretch(1)
        return whole
