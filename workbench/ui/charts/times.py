"""The chart of values over time: one panel for values that share a scale, one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.formats import Formats
from workbench.ui.charts.axes import LEFT, RIGHT, series_pen
from workbench.ui.charts.courses import (
    Panel,
    TimeScale,
    corners,
    moments,
    said_at,
    summary,
    usable,
    values,
)
from workbench.ui.charts.hours import said_when, ticks
from workbench.ui.charts.pointing import Pointing
from workbench.ui.charts.scales import LinearScale, fitting, value_ticks
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workbench.ui.theme.look import Look, Series

PLOT, NAMES, GAP = 72, 20, 8
"""Height of a panel's plot, of the line of names above it, and between panels, px at 100 %."""


class TimeChart(QWidget):
    """Values over time, a value drawn as holding until the next.

    Left and Right walk along the changes, Escape leaves them; the pointer does the same.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._panels: list[Panel] = []
        self._formats = Formats()
        self._at: datetime | None = None
        self.setAccessibleName(visible(name))
        self._pointing = Pointing(self, self._point_at)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def set_data(self, panels: Sequence[Panel], formats: Formats) -> None:
        """Show these lines; panels that nothing changes in are left out."""
        self._panels, self._formats = usable(panels), formats
        self._at = None
        self.setAccessibleDescription(visible(summary(self._panels, formats)))
        self._restyle()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The panels that are drawn."""
        return tuple(self._panels)

    @property
    def pointed(self) -> datetime | None:
        """The moment whose values are shown by pointer or keys, None where none is."""
        return self._at

    def sizeHint(self) -> QSize:  # noqa: D102
        high = len(self._panels) * (PLOT + NAMES + GAP)
        return QSize(self._look.px(320), self._look.px(high) + self._axis())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(200), self.sizeHint().height())

    def _axis(self) -> int:
        return self._look.line(Role.AXIS) + self._look.px(8)

    # ---- pointing --------------------------------------------------------------------------

    def _point_at(self, x: float | None) -> None:
        across = self._across()
        self._point(across.pointed(x) if across is not None else None)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        known, here = moments(self._panels), self._at
        match event.key():
            case Qt.Key.Key_Right if known:
                later = (moment for moment in known if here is None or moment > here)
                self._point(next(later, known[-1]))
            case Qt.Key.Key_Left if known:
                earlier = (moment for moment in reversed(known) if here is None or moment < here)
                self._point(next(earlier, known[0]))
            case Qt.Key.Key_Escape if here is not None:
                self._point(None)
            case _:
                super().keyPressEvent(event)

    def _point(self, moment: datetime | None) -> None:
        if moment == self._at:
            return
        self._at = moment
        if moment is not None:
            known = moments(self._panels)
            when = said_when(moment, known[-1] - known[0], self._formats)
            said = ", ".join((when, *self._said(moment)))
            self.setAccessibleDescription(visible(said))
        self.update()

    def _said(self, moment: datetime) -> list[str]:
        return said_at(self._panels, moment, self._formats)

    # ---- painting --------------------------------------------------------------------------

    def _across(self) -> TimeScale | None:
        known = moments(self._panels)
        if not known:
            return None
        metrics = self._look.metrics(Role.AXIS)
        labels = [text for panel in self._panels for _tick, text in self._ticks(panel)]
        left = max(map(metrics.horizontalAdvance, labels), default=0) + self._look.px(16)
        wide = max(1, self.width() - left - self._look.px(16))
        return TimeScale(known[0], known[-1], left, wide)

    def _ticks(self, panel: Panel) -> list[tuple[LinearScale, str]]:
        """The ends of a panel's scale, with their labels."""
        found = value_ticks(*values(panel))
        scale = LinearScale(found[0], found[-1], 0, self._look.px(PLOT))
        return [(scale, self._formats.number(tick)) for tick in (found[0], found[-1])]

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        across = self._across()
        if across is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, top = self._look, 0.0
        for panel in self._panels:
            styles = look.series()[: len(panel)]
            self._paint_names(painter, panel, styles, across, top)
            self._paint_panel(painter, panel, styles, across, top + look.px(NAMES))
            top += look.px(NAMES + PLOT + GAP)
        self._paint_moments(painter, across, top)
        if self._at is not None:
            painter.setPen(QPen(look.colours.text2, 1))
            x = across.x(self._at)
            painter.drawLine(QPointF(x, look.px(NAMES)), QPointF(x, top - look.px(GAP)))
        if self.hasFocus():
            painter.setPen(look.accent.ink)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_names(
        self,
        painter: QPainter,
        panel: Panel,
        styles: Sequence[Series],
        across: TimeScale,
        top: float,
    ) -> None:
        """Name each line beside a sample of it, with its value where one is pointed at."""
        look, left = self._look, across.left
        painter.setFont(look.font(Role.AXIS))
        metrics, high = look.metrics(Role.AXIS), look.px(NAMES)
        for course, style in zip(panel, styles, strict=False):
            said = [course.name] if self._at is None else said_at(
                [(course,)], self._at, self._formats) or [course.name]  # fmt: skip
            painter.setPen(series_pen(style, look, Qt.PenCapStyle.SquareCap))
            middle = top + high / 2
            painter.drawLine(QPointF(left, middle), QPointF(left + look.px(16), middle))
            painter.setPen(look.colours.text2)
            text = visible(said[0])
            box = QRectF(left + look.px(22), top, metrics.horizontalAdvance(text) + 2, high)
            painter.drawText(box, LEFT, text)
            left = box.right() + look.px(16)

    def _paint_panel(
        self,
        painter: QPainter,
        panel: Panel,
        styles: Sequence[Series],
        across: TimeScale,
        top: float,
    ) -> None:
        look = self._look
        ticks = self._ticks(panel)
        scale = ticks[0][0]
        down = LinearScale(scale.low, scale.high, top, scale.height)
        painter.setFont(look.font(Role.AXIS))
        high = look.line(Role.AXIS)
        for value, (_scale, text) in zip((scale.low, scale.high), ticks, strict=True):
            y = round(down.y(value))
            painter.fillRect(QRectF(across.left, y, across.width, 1), look.colours.line)
            painter.setPen(look.colours.text2)
            painter.drawText(QRectF(0, y - high / 2, across.left - look.px(8), high), RIGHT, text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for course, style in zip(panel, styles, strict=False):
            painter.setPen(series_pen(style, look, Qt.PenCapStyle.SquareCap))
            painter.drawPolyline([QPointF(x, y) for x, y in corners(course, across, down)])

    def _paint_moments(self, painter: QPainter, across: TimeScale, top: float) -> None:
        look = self._look
        painter.setFont(look.font(Role.AXIS))
        painter.setPen(look.colours.text2)
        shown, texts = zip(*ticks(across.low, across.high, self._formats), strict=True)
        metrics = look.metrics(Role.AXIS)
        edge = look.px(8)
        widths = [metrics.horizontalAdvance(text) for text in texts]
        places = [
            min(max(across.x(moment), wide / 2 + edge), self.width() - wide / 2 - edge)
            for moment, wide in zip(shown, widths, strict=True)
        ]
        for at in fitting(places, widths, look.px(10)):
            left = places[at] - widths[at] / 2
            painter.drawText(
                QRectF(left, top - look.px(GAP) + look.px(6), widths[at] + 1,
                       look.line(Role.AXIS)), LEFT, texts[at],
            )  # fmt: skip

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
