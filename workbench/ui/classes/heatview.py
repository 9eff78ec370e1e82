"""Paints the heat map: a number in every cell, one hue, hatch where a class lacks the feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.classes.cellpaint import heat_colour
from workbench.ui.classes.heatmodel import PERCENT, HeatModel
from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame, hatch
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role, contrast

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
CELL_WIDE, CELL_HIGH = 45, 26
"""Px at 100 %, with the gap of two."""
NAMES = 208
"""Width of the names of classes with their counts, px at 100 %."""
HEAD = 62
"""Height of the slanted titles, px at 100 %."""
SLANT = 32
"""Of the titles, degrees."""
LOW = 50
"""Shares below it are written stronger."""


class HeatDelegate(QStyledItemDelegate):
    """A cell: ground by the share, its number in black or white, whichever contrasts more."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    @never_raises(QSize(CELL_WIDE, CELL_HIGH))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(CELL_WIDE), self._look.px(CELL_HIGH))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        look = self._look
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.fillRect(rect, look.colours.surface)
        box = rect.adjusted(0, 0, -look.px(2), -look.px(2))
        percent = index.data(PERCENT)
        if isinstance(percent, int):
            self._paint_share(painter, box, percent)
        else:
            hatch(painter, box, look.colours.line, look.px(5))
        if index == self._view.currentIndex():
            self._paint_ring(painter, box)

    def _paint_share(self, painter: QPainter, box: QRect, percent: int) -> None:
        look = self._look
        ground = heat_colour(look, percent)
        frame(painter, box, look.radius("radius_badge"), ground)
        black, white = QColor("#17191C"), QColor("#FFFFFF")
        ink = black if contrast(black, ground) >= contrast(white, ground) else white
        painter.setFont(look.font(Role.NOTE_STRONG if percent < LOW else Role.NOTE))
        painter.setPen(ink)
        painter.drawText(box, CENTRED, str(percent))

    def _paint_ring(self, painter: QPainter, box: QRect) -> None:
        look, focused = self._look, self._view.hasFocus()
        edge = look.colours.text if focused else look.colours.control
        frame(painter, box, look.radius("radius_badge"), None, edge, 2.0)


class FeatureHead(QHeaderView):
    """Names of the features, slanted over their columns."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @never_raises(QSize(60, HEAD))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), self._look.px(HEAD))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look, px = self._look, self._look.px
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.viewport().rect(), look.colours.surface)
        painter.setFont(look.font(Role.AXIS))
        metrics, model = look.metrics(Role.AXIS), self.model()
        view = self.parent()
        current = view.currentIndex().column() if isinstance(view, QTableView) else -1
        for section in range(self.count()):
            left = self.sectionViewportPosition(section)
            if left > self.viewport().width() or left < -px(120):
                continue
            text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, px(104))
            painter.save()
            painter.translate(left + px(16), self.height() - px(5))
            painter.rotate(-SLANT)
            painter.setPen(look.colours.text if section == current else look.colours.text2)
            painter.drawText(0, 0, shown)
            painter.restore()


class ClassHead(QHeaderView):
    """Names of the classes with the number of their products."""

    def __init__(self, look: Look, model: HeatModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        self._heat = model
        self.row = -1
        """Row of the class that is open."""
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @never_raises(QSize(NAMES, CELL_HIGH))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(NAMES), super().sizeHint().height())

    @never_raises(None)
    def paintSection(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        look, px, held = self._look, self._look.px, self._heat.heat.rows[logicalIndex]
        painter.save()
        painter.fillRect(rect, look.colours.surface)
        room = rect.adjusted(px(16), 0, -px(8), -px(2))
        count = str(held.products)
        role = Role.CELL_STRONG if self.row == logicalIndex else Role.CELL
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(look.colours.text2)
        painter.drawText(room, ONE_LINE | int(Qt.AlignmentFlag.AlignRight), count)
        room.adjust(0, 0, -look.metrics(Role.NOTE).horizontalAdvance(count) - px(8), 0)
        metrics = look.metrics(role)
        name = visible(held.name or held.code)
        painter.setFont(look.font(role))
        painter.setPen(look.colours.text)
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, ONE_LINE, cut)
        painter.restore()


class HeatView(QTableView):
    """Arrows move, Enter or a double click opens the products of a cell.

    Attributes:
        chosen: a cell is current: (class, feature).
        wanted: its products are to be opened: (class, feature).
    """

    chosen = Signal(str, str)
    wanted = Signal(str, str)

    def __init__(self, model: HeatModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self._heat = model
        self._across, self._down = FeatureHead(look), ClassHead(look, model)
        self._corner: QAbstractButton | None = None
        self.setModel(model)
        self._delegate = HeatDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Completeness by class and feature"))
        # Qt's own corner over both heads has a ground of its own.
        self._corner = self.findChild(QAbstractButton)
        if self._corner is not None:
            self._corner.installEventFilter(self)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if (
            self._corner is not None
            and watched is self._corner
            and event.type() == QEvent.Type.Paint
        ):
            QPainter(self._corner).fillRect(self._corner.rect(), self._look.colours.surface)
            return True
        return super().eventFilter(watched, event)

    def go_to(self, class_code: str, feature: str) -> None:
        """Make a cell current without telling of it."""
        row, column = self._heat.place(class_code, feature)
        self._down.row = row
        index = self._heat.index(row, column) if row >= 0 and column >= 0 else QModelIndex()
        self.blockSignals(True)
        self.setCurrentIndex(index)
        if row >= 0 and column < 0:
            self.scrollTo(self._heat.index(row, 0))
        self.blockSignals(False)
        self._repaint()

    def _codes(self, index: Index) -> tuple[str, str] | None:
        if not index.isValid():
            return None
        heat = self._heat.heat
        return heat.rows[index.row()].code, heat.columns[index.column()].code

    @never_raises(None)
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102
        super().currentChanged(current, previous)
        self._repaint()
        codes = self._codes(current)
        if codes is not None:
            self._down.row = current.row()
            self.chosen.emit(*codes)

    def _repaint(self) -> None:
        for part in (self.viewport(), self._across.viewport(), self._down.viewport()):
            part.update()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        codes = self._codes(self.currentIndex())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and codes is not None:
            self.wanted.emit(*codes)
            return
        super().keyPressEvent(event)

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        codes = self._codes(self.indexAt(event.position().toPoint()))
        if codes is not None:
            self.wanted.emit(*codes)

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self._across.setMinimumSectionSize(px(20))
        self._across.setDefaultSectionSize(px(CELL_WIDE))
        self._down.setMinimumSectionSize(px(20))
        self._down.setDefaultSectionSize(px(CELL_HIGH))
        self._across.setFixedHeight(px(HEAD))
        self._down.setFixedWidth(px(NAMES))
        self._repaint()


class Scale(QWidget):
    """What the grounds mean: from 0 to 100 %, and the hatch."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(tr("From 0 % to 100 %; hatched: not in the class"))
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look, px = self._look, self._look.px
        painter = QPainter(self)
        painter.setFont(look.font(Role.AXIS))
        painter.setPen(look.colours.text2)
        metrics, high = look.metrics(Role.AXIS), self.height()
        left = 0
        for text, steps in ((tr("0 %"), 10), (tr("100 %"), 0)):
            wide = metrics.horizontalAdvance(text)
            painter.setPen(look.colours.text2)
            painter.drawText(QRect(left, 0, wide + 2, high), ONE_LINE, text)
            left += wide + px(6)
            for step in range(steps):
                box = QRect(left, (high - px(12)) // 2, px(12), px(12))
                painter.fillRect(box, heat_colour(look, round((step + 0.5) * 10)))
                left += px(12)
            left += px(6) if steps else px(4)
        hatch(painter, QRect(left, (high - px(12)) // 2, px(12), px(12)), look.colours.line2, px(4))
        left += px(16)
        painter.setPen(look.colours.text2)
        painter.drawText(QRect(left, 0, px(40), high), ONE_LINE, tr("n/a"))

    @never_raises(QSize(240, 16))
    def sizeHint(self) -> QSize:  # noqa: D102
        metrics, px = self._look.metrics(Role.AXIS), self._look.px
        texts = sum(metrics.horizontalAdvance(text) for text in ("0 %", "100 %", "n/a"))
        return QSize(texts + px(120 + 12 + 4 + 16 + 8 + 6), px(18))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
