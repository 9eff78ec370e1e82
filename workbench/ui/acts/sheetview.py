"""The page that an action would print, drawn to scale while its measures are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.edits import Label, Sheet
from workbench.core.texts import tr, trn
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look

HEIGHT, WIDTH, NOTE = 280, 240, 36
"""Px at 100 %."""
INSET = 0.08
"""Share of a label's height around its text."""
READABLE = 3.0
"""Pixels under which a text is drawn as a line."""


class SheetView(QWidget):
    """The first page with its labels, and below it the numbers."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: Sheet | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)
        self.show_sheet(None)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Draw this page; None where what is typed makes none."""
        self._sheet = sheet
        self.setAccessibleName(self.said())
        self.update()

    def said(self) -> str:
        """Return the numbers of the page in words."""
        sheet = self._sheet
        if sheet is None or not sheet.labels:
            return tr("No label fits on this paper.")
        return tr(
            "{copies} on {pages}, {each} a page, {width:g}\xa0×\xa0{height:g}\xa0mm paper",
            copies=trn("{count} label", "{count} labels", sheet.copies),
            pages=trn("{count} page", "{count} pages", sheet.pages),
            each=len(sheet.labels),
            width=sheet.width,
            height=sheet.height,
        )

    @never_raises(QSize(WIDTH, HEIGHT))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(WIDTH), self._look.px(HEIGHT))

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        note = look.px(NOTE)
        foot = self.rect().adjusted(0, self.height() - note, 0, 0)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        folded = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(foot, int(folded), self.said())
        if self._sheet is not None and self._sheet.width > 0 and self._sheet.height > 0:
            room = QRectF(self.rect()).adjusted(2, 2, -2, -note - 4)
            self._paint_page(painter, self._sheet, room)

    def _paint_page(self, painter: QPainter, sheet: Sheet, room: QRectF) -> None:
        scale = min(room.width() / sheet.width, room.height() / sheet.height)
        size = QPointF(sheet.width * scale, sheet.height * scale)
        corner = QPointF(room.center().x() - size.x() / 2, room.top())
        page = QRectF(corner.x(), corner.y(), size.x(), size.y())
        # Paper is white in either theme: that is what will lie in the printer.
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.setPen(QPen(self._look.colours.control, 1))
        painter.drawRect(page)
        painter.setClipRect(page)
        for label in sheet.labels:
            self._paint_label(painter, label, corner, scale)
        painter.setClipping(False)

    def _paint_label(self, painter: QPainter, label: Label, corner: QPointF, scale: float) -> None:
        box = QRectF(
            corner.x() + label.left * scale,
            corner.y() + label.top * scale,
            label.width * scale,
            label.height * scale,
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QPen(self._look.accent.fill, 1, Qt.PenStyle.DotLine)
        painter.setPen(edge)
        painter.drawRect(box)
        inset = box.height() * INSET
        inner = box.adjusted(inset, inset, -inset, -inset)
        line = inner.height() / max(len(label.lines) + 1, 4)
        for at, text in enumerate(label.lines):
            spot = QRectF(inner.left(), inner.top() + at * line, inner.width(), line)
            self._paint_line(painter, spot, text)

    def _paint_line(self, painter: QPainter, spot: QRectF, text: str) -> None:
        ink = QColor(Qt.GlobalColor.black)
        if spot.height() < READABLE:
            painter.fillRect(
                spot.adjusted(0, 0, 0, -spot.height() / 2), QColor(Qt.GlobalColor.gray)
            )
            return
        font = QFont(self._look.font(Role.CELL))
        font.setPixelSize(max(1, round(spot.height() * 0.8)))
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(
            visible(text), Qt.TextElideMode.ElideRight, spot.width()
        )
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), shown)
