"""What the service will count, before sending: a strip over the list, and the numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.core.tallies import Weighs
from workbench.core.texts import tr, trn
from workbench.edits.tally_words import Expected, heading
from workbench.ui.parts.shapes import Badge
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import Ink, elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.foreseeing import Forecast

HEIGHT = 38
"""px at 100 %."""

NUMBER = 78
"""px at 100 % of a column of numbers."""

Cell = tuple[str, Ink, Role]
"""A text of a table, its colour and its type."""


class TallyStrip(QWidget):
    """One line: so many modified, so many reclassified; what is lost stands out."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.title = label(tr("The service will count"), look, Role.TOTAL)
        self.plain = elided_label("", look, Role.CELL)
        self._badges: list[Badge] = []
        self._warns: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.plain, 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def say(self, forecast: Forecast) -> None:
        """Show what is foreseen; nothing where the service counts nothing."""
        self.setVisible(forecast.counts)
        lines = forecast.lines
        sure = [each for each in _told(lines) if each.sure]
        calm = [each.tally.says(each.sure) for each in sure if not each.tally.warns]
        text = " · ".join([*calm, *_open_parts(lines), *_pending(forecast)])
        self.plain.say(text)
        self._warn(tuple(each.tally.says(each.sure) for each in sure if each.tally.warns))
        spoken = ", ".join(part for part in (*self._warns, text) if part)
        self.setAccessibleName(tr("The service will count {what}", what=spoken))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What stands out."""
        return self._warns

    def _warn(self, warns: tuple[str, ...]) -> None:
        if warns == self._warns:
            return
        self._warns = warns
        for badge in self._badges:
            self._row.removeWidget(badge)
            badge.deleteLater()
        self._badges = [Badge(text, self._look, Mark.INVALID) for text in warns]
        for place, badge in enumerate(self._badges):
            self._row.insertWidget(1 + place, badge)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)
        if self._warns:
            state = self._look.colours_of(Mark.INVALID)
            painter.fillRect(0, 0, self._look.size("selection_bar"), self.height() - 1, state.mark)

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(24), 0, px(24), 0)
        self._row.setSpacing(px(8))
        self.setFixedHeight(px(HEIGHT))
        self.update()


def _told(lines: Sequence[Expected]) -> list[Expected]:
    """Return the counters that do not go without saying."""
    return [each for each in lines if each.tally.weighs is not Weighs.QUIET]


def _open_parts(lines: Sequence[Expected]) -> list[str]:
    left = [
        tr("{range} {what}", range=each.text, what=tr(each.tally.what))
        for each in lines
        if each.open
    ]
    return [tr("not foreseeable: {what}", what=", ".join(left))] if left else []


def _pending(forecast: Forecast) -> list[str]:
    left = trn("{count} record left to reckon", "{count} records left to reckon", forecast.pending)
    return [left] if forecast.pending else []


class TallyTable(QWidget):
    """Rows of texts; the first column to the left, numbers to the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cells: list[QLabel] = []
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self._grid = QGridLayout(self)
        keep_spacing(self._grid, look, 5)
        self._grid.setColumnStretch(0, 1)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts that are shown."""
        return tuple(tuple(cell[0] for cell in row) for row in self._rows)

    def say(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        wanted = tuple(tuple(row) for row in rows)
        if wanted == self._rows:
            return
        self._rows = wanted
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        for column in range(1, max(map(len, wanted), default=0)):
            self._grid.setColumnMinimumWidth(column, self._look.px(NUMBER))
        for row, cells in enumerate(wanted):
            for column, (text, ink, role) in enumerate(cells):
                made = label(text, self._look, role, ink)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                self._grid.addWidget(made, row, column, side)
                self._cells.append(made)


class TallyBox(QWidget):
    """The counters with their numbers, and why some of them cannot be known before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addWidget(label(tr("What the service will count"), look, Role.NOTE_STRONG))
        self.table = TallyTable(look)
        self.why = label("", look, Role.NOTE, "text2", wrap=True, selectable=True)
        self.own = label("", look, Role.NOTE, "text2", wrap=True, selectable=True)
        for part in (self.table, self.own, self.why):
            column.addWidget(part)

    def say(self, forecast: Forecast) -> None:
        """Show what is foreseen; nothing where the service counts nothing."""
        self.setVisible(forecast.counts)
        self.table.say([_row(each) for each in _told(forecast.lines)])
        why = "\n".join(forecast.whys)
        self.why.say(why)
        self.why.setVisible(bool(why))

    def say_record(self, name: str, words: str) -> None:
        """Show what one record counts as; nothing where that is not reckoned."""
        self.own.say(tr("Of {name}: {what}", name=name, what=words) if words else "")
        self.own.setVisible(bool(words))


def _row(line: Expected) -> tuple[Cell, Cell]:
    warns = line.tally.warns
    ink: Ink = Mark.INVALID if warns else "text2"
    return (heading(line.tally), ink, Role.CELL), (line.text, ink if warns else "text", Role.TOTAL)
