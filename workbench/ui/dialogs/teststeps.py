"""The test of an account: its steps as they end, and what to do about the one that failed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.paint import frame
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.testing import Step, StepState

BESIDE = 200
"""Widest note that stands beside its title, px at 100 %; a longer one stands below it."""


class StateSign(QWidget):
    """Tick, octagon or dash: how a step ended."""

    def __init__(self, state: StepState, look: Look) -> None:
        super().__init__()
        self._state = state
        self._look = look
        self.setAccessibleName(_state_word(state))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @never_raises(QSize(16, 20))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(16), self._look.px(20))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter, look = QPainter(self), self._look
        spot = QRect(0, self._look.px(3), look.px(14), look.px(14))
        if self._state is StepState.BAD:
            look.marks.paint(painter, spot, Mark.REFUSED)
        elif self._state is StepState.OK:
            look.paint_icon(painter, spot, "check", look.colours_of(Mark.DONE).mark)
        else:
            look.paint_icon(painter, spot, "minus", look.colours.text3)


def _state_word(state: StepState) -> str:
    words = {StepState.OK: tr("passed"), StepState.BAD: tr("failed")}
    return words.get(state, tr("not tried"))


class StepRow(QWidget):
    """One step: sign, title, and what was found; a bad one says what to do."""

    def __init__(self, step: Step, look: Look) -> None:
        super().__init__()
        bad, skipped = step.state is StepState.BAD, step.state is StepState.SKIPPED
        self.setAccessibleName(f"{step.title}: {_state_word(step.state)}. {step.note} {step.hint}")
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8)
        row.addWidget(StateSign(step.state, look), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        keep_spacing(text, look, 0)
        head = QHBoxLayout()
        keep_spacing(head, look, 8)
        role = Role.TOTAL if bad else Role.CELL
        head.addWidget(label(step.title, look, role, "text2" if skipped else "text"))
        head.addStretch(1)
        note = step.note or (_state_word(step.state) if skipped else "")
        below = bad or look.metrics(Role.NOTE).horizontalAdvance(note) > look.px(BESIDE)
        if bad:
            head.addWidget(label(step.code, look, Role.NOTE, "text2"))
        elif not below:
            head.addWidget(label(note, look, Role.NOTE, "text2"))
        text.addLayout(head)
        if below and not bad:
            text.addWidget(label(note, look, Role.NOTE, "text2", wrap=True))
        if bad:
            text.addWidget(label(note, look, Role.NOTE, "text", wrap=True, selectable=True))
            text.addWidget(label(step.hint, look, Role.NOTE, "text2", wrap=True, selectable=True))
        row.addLayout(text, 1)


class StepBox(QWidget):
    """The sunken box with the steps so far."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[StepRow] = []
        self.column = QVBoxLayout(self)
        keep_spacing(self.column, look, 4, (12, 8, 12, 8))
        look.changed.connect(self.update)

    def add(self, step: Step) -> None:
        """Show one more step."""
        row = StepRow(step, self._look)
        self._rows.append(row)
        self.column.addWidget(row)

    def clear(self) -> None:
        """Forget the steps."""
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        ground = look.colours.window if not look.dark else look.colours.sunken
        frame(QPainter(self), self.rect(), look.radius("radius_card"), ground, look.colours.line2)


class TestPanel(QWidget):
    """Head with the button, and the box of steps.

    Attributes:
        wanted: the test is to begin.
        ended: all of its steps are shown.
    """

    __test__ = False
    wanted = Signal()
    ended = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self._ring = Ring(tr("Testing"), look)
        self._ring.hide()
        self.button = Button(tr("Test"), look, icon="refresh-cw")
        self.button.clicked.connect(self.wanted)
        self.copy = Button(tr("Copy details"), look, Kind.LINK, small=True)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        self.box = StepBox(look)
        self.box.hide()
        head = QHBoxLayout()
        keep_spacing(head, look, 8)
        head.addWidget(label(tr("Test"), look, Role.TOTAL))
        head.addWidget(self._ring)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addLayout(head)
        column.addWidget(self.box)

    @property
    def state(self) -> StepState | None:
        """How the test ended as a whole, None while there was none."""
        if not self.steps:
            return None
        bad = any(step.state is StepState.BAD for step in self.steps)
        return StepState.BAD if bad else StepState.OK

    def begin(self) -> None:
        """Forget the steps of an earlier test."""
        self.steps = []
        self.box.clear()
        self.box.hide()
        self.copy.hide()
        self._ring.show()
        self.button.setEnabled(False)

    def add(self, step: Step) -> None:
        """Show a step that ended."""
        self.steps.append(step)
        self.box.add(step)
        self.box.show()

    def end(self) -> None:
        """Let the test be made again."""
        self._ring.hide()
        self.button.setEnabled(True)
        self.button.say(tr("Test again"))
        self.copy.setVisible(bool(self.steps))
        self.ended.emit()

    def _copy(self) -> None:
        rows = [
            f"{step.title}: {step.state.value} {step.code} {step.note} {step.hint}".strip()
            for step in self.steps
        ]
        QGuiApplication.clipboard().setText("\n".join(rows))
