"""The foot of the form: what is staged is taken back or gone on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.spacing import keep_spacing

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class FormFoot(QWidget):
    """Discard at the left, Previous and "Stage and next" at the right.

    Attributes:
        discard_wanted: the record's drafts are to be taken back.
        step_wanted: what is typed is to be staged and another record shown: -1 or 1.
    """

    discard_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.discard = Button(tr("Discard"), look, Kind.QUIET)
        self.previous = Button(tr("Previous"), look)
        self.next = Button(tr("Stage and next"), look, Kind.PRIMARY)
        self.discard.clicked.connect(self.discard_wanted)
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8, (8, 8, 16, 8))
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.previous)
        row.addWidget(self.next)

    def show_state(self, *, staged: bool, last: bool, writable: bool = True) -> None:
        """Say whether there is something to discard, and whether a record follows.

        Where nothing can be typed the button only goes on.
        """
        self.discard.setEnabled(staged)
        text = tr("Stage") if last else tr("Stage and next")
        if not writable:
            text = tr("Next")
        self.next.setEnabled(writable or not last)
        if self.next.text() != text:
            self.next.say(text)
