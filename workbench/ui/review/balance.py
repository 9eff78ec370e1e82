"""What was foreseen beside what the service counted: a table, and every difference in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.core.edits import Saving
from workbench.core.texts import tr
from workbench.edits.balancing import Balance
from workbench.edits.tally_words import Line, Told, heading, lines_of
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.review.side import WIDTH, Ground
from workbench.ui.review.tally import Cell, TallyBox, TallyTable
from workbench.ui.safe import never_raises
from workbench.ui.text import Ink, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.foreseeing import Forecast


class BalancePane(QScrollArea):
    """Stands beside the results of a send, where the service counts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.told: tuple[Told, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Foreseen and counted"))
        self.title = label(tr("Foreseen and counted"), look, Role.RECORD)
        self.table = TallyTable(look)
        self.rehearsed = TallyBox(look)
        self._parts: list[QWidget] = []
        body = Ground(look)
        self._column = QVBoxLayout(body)
        keep_spacing(self._column, look, 14, (16, 14, 16, 16))
        for part in (self.title, self.table, self.rehearsed):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(body)
        look.changed.connect(self._restyle)
        self._restyle()

    def say_rehearsed(self, forecast: Forecast) -> None:
        """Show what a rehearsal foresees of the records as they are now."""
        self.setVisible(forecast.counts)
        self._clear()
        for part in (self.title, self.table):
            part.hide()
        self.rehearsed.say(forecast)

    def say(
        self,
        balances: Sequence[Balance],
        told: Sequence[Told],
        saving_of: Callable[[str], Saving | None],
    ) -> None:
        """Show the balances of a send; nothing where the service counted nothing.

        Args:
            balances: one for each resource.
            told: every difference in words.
            saving_of: returns how a resource is changed.
        """
        self._clear()
        self.rehearsed.hide()
        rows: list[Sequence[Cell]] = []
        for held in balances:
            saving = saving_of(held.resource)
            if saving is not None:
                rows += [_row(line) for line in lines_of(held, saving)]
        self.told = tuple(told)
        for part in (self.title, self.table):
            part.setVisible(bool(rows))
        self.table.say([_head(), *rows])
        self.setVisible(bool(rows or told))
        for each in told or ([_all_same()] if rows else []):
            self._add(each)

    def _add(self, told: Told) -> None:
        look = self._look
        part = QWidget()
        row = QHBoxLayout(part)
        keep_spacing(row, look, 8)
        mark = Mark.INVALID if told.warns else Mark.CHANGED if told.differs else Mark.UNKNOWN
        mark = Mark.DONE if told == _all_same() else mark
        sign = MarkSign(mark, tr("warning") if told.warns else tr("note"), look, 14)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        keep_spacing(column, look, 2)
        ink: Ink = Mark.INVALID if told.warns else "text"
        role = Role.CELL_STRONG if told.warns else Role.CELL
        column.addWidget(label(told.sentence, look, role, ink, wrap=True, selectable=True))
        if told.names:
            column.addWidget(
                label(told.names, look, Role.NOTE, "text2", wrap=True, selectable=True)
            )
        row.addLayout(column, 1)
        self._parts.append(part)
        self._column.insertWidget(self._column.count() - 1, part)

    def _clear(self) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self.told = ()

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))


def _head() -> tuple[Cell, ...]:
    """Return the head of the table."""
    words = (tr("Counter"), tr("Foreseen"), tr("Counted"))
    return tuple((word, "text2", Role.LABEL) for word in words)


def _row(line: Line) -> tuple[Cell, ...]:
    ink: Ink = Mark.INVALID if line.warns else Mark.CHANGED if line.differs else "text"
    counted = f"≠ {line.counted}" if line.differs else line.counted
    role = Role.TOTAL if line.differs else Role.CELL
    return (
        (heading(line.tally), ink if line.differs else "text2", Role.CELL),
        (line.foreseen, "text", Role.CELL),
        (counted, ink, role),
    )


def _all_same() -> Told:
    return Told(tr("The service counted what was foreseen."), "", warns=False, differs=False)
