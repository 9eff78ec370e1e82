"""A small line for each supplier of a row with how its price moved, and the way to its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.compare.history import trend_sentence
from workbench.core.texts import tr
from workbench.ui.charts.sparkline import paint_sparkline
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from workbench.core.offers import Ref
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import PricedOffer
    from workbench.workspace.comparison.history import Course

SparkRow = tuple[str, "tuple[Decimal | None, ...]", str]
"""Supplier, amounts, and how it moved: "" where it did not."""
LINE: Final = 184
"""From the line's beginning to the right edge of its words, px at 100 %."""


def spark_rows(
    offers: Sequence[PricedOffer], courses: Mapping[tuple[Ref, str], Course]
) -> list[SparkRow]:
    """Return a row for each supplier of offers that something was read of, the best first."""
    found: dict[str, SparkRow] = {}
    for each in offers:
        course = courses.get((each.item.ref, each.offer.id))
        if course is not None and course.stages:
            name = each.offer.supplier
            found.setdefault(name, (name, course.sparks, trend_sentence(course.trend)))
    return list(found.values())


class SparkRows(QWidget):
    """A line for each supplier, all on one span, so that 1 % is 1 %.

    Attributes:
        opened: the history is wanted, by a click or Enter; only where `opens`.
    """

    opened = Signal()

    def __init__(self, look: Look, *, opens: bool = False) -> None:
        super().__init__()
        self._look = look
        self._opens = opens
        self.rows: tuple[SparkRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[SparkRow]) -> None:
        """Show other rows."""
        self.rows = tuple(rows)
        said = ", ".join(f"{name} {moved or tr('steady')}" for name, _s, moved in rows)
        self.setAccessibleName(visible(said) or tr("Prices so far"))
        if self._opens:
            self.setAccessibleDescription(tr("Opens the prices so far."))
        self.updateGeometry()
        self.update()

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        inside = self.rect().contains(event.position().toPoint())
        if self._opens and inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._opens and Qt.Key(event.key()) in keys:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @never_raises(QSize(100, 0))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(200), self._look.px(26) * len(self.rows))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        px = self._look.px
        painter = QPainter(self)
        for at, row in enumerate(self.rows):
            box = QRectF(px(16), at * px(26), self.width() - px(32), px(26))
            self._paint_row(painter, box, row)
        if self.hasFocus():
            painter.setPen(self._look.accent.ink)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_row(self, painter: QPainter, box: QRectF, row: SparkRow) -> None:
        look, px = self._look, self._look.px
        name, sparks, said = row
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text)
        left = box.adjusted(0, 0, -px(LINE + 8), 0)
        shown = look.metrics(Role.CELL).elidedText(
            visible(name), Qt.TextElideMode.ElideRight, int(left.width())
        )
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), shown)
        values = [value for value in sparks if value is not None]
        line = QRectF(box.right() - px(LINE), box.top() + px(7), px(44), px(12))
        falls = said.startswith("\N{MINUS SIGN}")
        colours = look.colours_of(Mark.NEW if falls else Mark.CHANGED)
        paint_sparkline(painter, line, values, look, colours.mark if said else None)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(colours.ink if said else look.colours.text3)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box, flags, said or tr("steady"))
