"""The chart of price by quantity: steps stay steps, the quantity asked for stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.formats import Formats
from workbench.ui.charts.curves import (
    Curve,
    amounts,
    quantity_span,
    short_names,
    summary,
    usable,
)
from workbench.ui.charts.pointing import Pointing
from workbench.ui.charts.scales import LinearScale, LogScale, decimals_of, value_ticks
from workbench.ui.charts.stepspaint import Plot, paint_plot
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workbench.ui.theme.look import Look

HEIGHT = 144
"""Of the chart in pixels at 100 %."""


class Edges(msgspec.Struct, frozen=True):
    """Room around the plot, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class StepChart(QWidget):
    """Unit price over quantity for one ladder or up to five.

    Left and Right walk along the steps, Escape leaves them; the pointer does the same.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._curves: list[Curve] = []
        self._quantity = 1
        self._formats = Formats()
        self._at: int | None = None
        self.setAccessibleName(visible(name))
        self._pointing = Pointing(self, self._point_at)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def set_data(self, curves: Sequence[Curve], quantity: int, formats: Formats) -> None:
        """Show these curves at a quantity; those of another currency than the first are left out.

        The whole table stands beside the chart, so nothing is lost by that.
        """
        self._curves = usable(curves)
        self._quantity = max(1, quantity)
        self._formats = formats
        self._at = None
        self.setAccessibleDescription(visible(self.summary()))
        self.update()

    @property
    def curves(self) -> tuple[Curve, ...]:
        """The curves that are drawn."""
        return tuple(self._curves)

    @property
    def pointed(self) -> int | None:
        """The quantity whose step is shown by pointer or keys, None where none is."""
        return self._at

    def summary(self) -> str:
        """What the chart says in words."""
        return summary(self._curves, self._quantity, self._formats)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(320), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(200), self._look.px(HEIGHT))

    # ---- pointing --------------------------------------------------------------------------

    def _point_at(self, x: float | None) -> None:
        plot = self._plot()
        self._point(plot.across.pointed(x) if plot is not None else None)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        starts = sorted({s.from_quantity for c in self._curves for s in c.ladder.steps})
        here = self._quantity if self._at is None else self._at
        match event.key():
            case Qt.Key.Key_Right:
                self._point(next((start for start in starts if start > here), here))
            case Qt.Key.Key_Left:
                self._point(next((s for s in reversed(starts) if s < here), here))
            case Qt.Key.Key_Escape if self._at is not None:
                self._point(None)
            case _:
                super().keyPressEvent(event)

    def _point(self, quantity: int | None) -> None:
        if quantity != self._at:
            self._at = quantity
            self.update()

    # ---- painting --------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        plot = self._plot()
        if plot is None:
            return
        painter = QPainter(self)
        paint_plot(painter, plot, self._look, self._formats)
        if self.hasFocus():
            painter.setPen(self._look.accent.ink)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _plot(self) -> Plot | None:
        if not self._curves:
            return None
        ticks = value_ticks(*amounts(self._curves))
        places = decimals_of(ticks)
        labels = [self._formats.number(tick, places) for tick in ticks]
        edges = self._edges(labels)
        low, high = quantity_span(self._curves, self._quantity)
        wide = max(1, self.width() - edges.left - edges.right)
        tall = max(1, self.height() - edges.top - edges.bottom)
        return Plot(
            curves=tuple(self._curves),
            quantity=self._quantity,
            pointed=self._at,
            across=LogScale(low, high, edges.left, wide),
            down=LinearScale(ticks[0], ticks[-1], edges.top, tall),
            values=tuple(zip(ticks, labels, strict=True)),
            whole=QRectF(self.rect()),
        )

    def _edges(self, labels: list[str]) -> Edges:
        look = self._look
        metrics = look.metrics(Role.AXIS)
        left = max(map(metrics.horizontalAdvance, labels)) + look.px(8)
        right = metrics.horizontalAdvance("00,000") // 2
        if len(self._curves) > 1:
            names = look.metrics(Role.BADGE)
            longest = max(map(names.horizontalAdvance, short_names(self._curves)))
            right = min(longest + look.px(34), self.width() * 2 // 5)
        return Edges(left + look.px(8), look.px(16), right, look.px(22))

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
