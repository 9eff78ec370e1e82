"""Costs by quantity of several suppliers: where one becomes cheaper than another, and by how much.

Costs are drawn as they were reckoned, point by point: a step stays a step, a setup spread over the
pieces stays a curve, and nothing is joined where there is no cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.charts.pointing import Pointing
from workbench.ui.charts.scales import (
    LinearScale,
    LogScale,
    decimals_of,
    quantity_ticks,
    value_ticks,
)
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look

MOST_SERIES = 5
"""Suppliers that are told apart by their dashes."""


class CostLine(msgspec.Struct, frozen=True):
    """The costs of one supplier: quantities with the cost of a piece, by rising quantity."""

    name: str
    points: tuple[tuple[int, Decimal], ...]

    def at(self, quantity: int) -> Decimal | None:
        """Return the cost at a quantity, of the nearest one drawn at or below it."""
        found = None
        for place, cost in self.points:
            if place > quantity:
                break
            found = cost
        return found


class CrossRing(msgspec.Struct, frozen=True):
    """A cross-over: where, what it costs there, and the sentence beside it."""

    quantity: int
    cost: Decimal
    title: str
    text: str


class CostPlot(msgspec.Struct, frozen=True):
    """What is painted.

    Attributes:
        lines: by supplier.
        rings: cross-overs.
        quantity: asked for.
        pointed: under the pointer, None for none.
        across, down: scales.
        values: hairlines with their labels.
        whole: the widget.
    """

    lines: tuple[CostLine, ...]
    rings: tuple[CrossRing, ...]
    quantity: int
    pointed: int | None
    across: LogScale
    down: LinearScale
    values: tuple[tuple[Decimal, str], ...]
    whole: QRectF


def left_end(first: int, quantity: int) -> int:
    """Return where the axis begins: a round quantity about a fifth of what is wanted.

    A setup spread over a few pieces would else press everything else flat.
    """
    fit = [tick for tick in quantity_ticks(1, max(quantity, 1)) if tick * 5 <= max(quantity, 5)]
    return max(first, fit[-1]) if fit else first


class CostChart(QWidget):
    """The chart; Left and Right move a pointer by round quantities, Escape takes it off.

    Attributes:
        asked: another quantity was chosen by a click or Enter.
    """

    asked = Signal(int)

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._lines: tuple[CostLine, ...] = ()
        self._rings: tuple[CrossRing, ...] = ()
        self._ends = (1, 1)
        self._quantity = 1
        self._at: int | None = None
        self._pointing = Pointing(self, self._point_at)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._restyle)
        self._tell()

    def show_costs(
        self,
        lines: Sequence[CostLine],
        rings: Sequence[CrossRing],
        ends: tuple[int, int],
        quantity: int,
    ) -> None:
        """Show the costs of suppliers.

        Args:
            lines: the best at the quantity first; five at most are drawn.
            rings: cross-overs.
            ends: of the axis.
            quantity: asked for.
        """
        self._lines = tuple(lines)[:MOST_SERIES]
        self._rings, self._quantity = tuple(rings), quantity
        self._ends = (left_end(ends[0], quantity), max(ends[1], ends[0] + 1))
        self._at = None
        self._tell()
        self.update()

    @property
    def summary(self) -> str:
        """What the chart says, in words."""
        formats, said = self._formats, []
        for line in self._lines:
            cost = line.at(self._quantity)
            if cost is not None:
                said.append(f"{line.name} {formats.piece_number(cost)}")
        head = tr("Cost per piece at {count}", count=formats.integer(self._quantity))
        rings = [f"{ring.title}: {ring.text}" for ring in self._rings]
        return ". ".join([f"{head}: {', '.join(said)}" if said else head, *rings])

    def plot(self) -> CostPlot | None:
        """Return the geometry of what is drawn; None where there is nothing."""
        low, high = self._ends
        costs = [
            cost for line in self._lines for place, cost in line.points if low <= place <= high
        ]
        if not costs:
            return None
        ticks = value_ticks(min(costs), max(costs))
        decimals = decimals_of(ticks)
        labels = [self._formats.number(tick, decimals) for tick in ticks]
        look = self._look
        left = max(map(look.metrics(Role.AXIS).horizontalAdvance, labels)) + look.px(10)
        longest = max(
            look.metrics(Role.BADGE).horizontalAdvance(visible(line.name)) for line in self._lines
        )
        right = min(longest + look.px(40), self.width() // 3)
        top, below = look.px(30), look.px(36)
        return CostPlot(
            lines=self._lines,
            rings=tuple(ring for ring in self._rings if low <= ring.quantity <= high),
            quantity=min(max(self._quantity, low), high),
            pointed=self._at,
            across=LogScale(low, high, left, max(1, self.width() - left - right)),
            down=LinearScale(ticks[0], ticks[-1], top, max(1, self.height() - top - below)),
            values=tuple(zip(ticks, labels, strict=True)),
            whole=QRectF(self.rect()),
        )

    def _tell(self) -> None:
        self.setAccessibleName(tr("Cost per piece by quantity"))
        self.setAccessibleDescription(visible(self.summary))

    def _point(self, quantity: int | None) -> None:
        if quantity == self._at:
            return
        self._at = quantity
        lines = [self._formats.integer(quantity)] if quantity else []
        for line in self._lines if quantity else ():
            cost = line.at(quantity or 1)
            if cost is not None:
                lines.append(f"{line.name}  {self._formats.piece_number(cost)}")
        if lines:
            set_tip(self, "\n".join(lines))
        self._tell()
        self.update()

    def _point_at(self, x: float | None) -> None:
        plot = self.plot()
        self._point(plot.across.pointed(x) if plot is not None else None)

    @never_raises(None)
    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: D102
        if self._at is not None:
            self.asked.emit(self._at)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = Qt.Key(event.key())
        at = self._quantity if self._at is None else self._at
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            ticks = quantity_ticks(*self._ends)
            later = [tick for tick in ticks if tick > at][:1]
            before = [tick for tick in ticks if tick < at][-1:]
            found = later if key == Qt.Key.Key_Right else before
            self._point(found[0] if found else at)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._point(None)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._at is not None:
            self.asked.emit(self._at)
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        from workbench.ui.charts.costspaint import paint_costs  # noqa: PLC0415 - with data only

        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.surface)
        plot = self.plot()
        if plot is not None:
            paint_costs(painter, plot, self._look, self._formats)
        if self.hasFocus():
            painter.setPen(self._look.accent.ink)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    @never_raises(QSize(400, 220))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(500), self._look.px(220))

    @never_raises(QSize(200, 120))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(240), self._look.px(130))

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
