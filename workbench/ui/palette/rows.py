"""The palette's rows: a list model, and their painting with underlined letters and key caps."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.palette.entries import Found
from workbench.ui.parts.paint import ONE_LINE, frame, paint_key_cap
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()


class FoundModel(QAbstractListModel):
    """What was found, best first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []

    def show(self, found: list[Found]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.found)

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self.found):
            return None
        entry = self.found[index.row()].entry
        if role == Item.DisplayRole:
            return visible(entry.title)
        if role == Item.AccessibleTextRole:
            said = entry.refused or entry.group
            return visible(f"{entry.title}, {said}, {' '.join(entry.keys)}".rstrip(", "))
        return None


class FoundDelegate(QStyledItemDelegate):
    """Paints rows of 36."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    @never_raises(QSize(400, 36))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(400), self._look.size("palette_row"))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        model = index.model()
        assert isinstance(model, FoundModel)
        found, rect = model.found[index.row()], QRect(option.rect)
        look, px = self._look, self._look.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            frame(painter, rect, look.radius(), look.rail_selected())
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, look.radius(), look.colours.hover)
        ink = look.accent.ink if chosen else look.colours.text2
        if found.entry.refused:
            ink = look.colours.text3
        if found.entry.source:
            ink = look.accent_of(found.entry.source).ink
        spot = QRect(rect.left() + px(14), rect.top(), px(16), rect.height())
        look.paint_icon(painter, spot, found.entry.icon, ink)
        right = self._caps(painter, rect, found.entry.keys)
        self._texts(painter, rect.adjusted(px(42), 0, right - rect.right() - px(12), 0), found)
        painter.restore()

    def _caps(self, painter: QPainter, rect: QRect, keys: tuple[str, ...]) -> int:
        right = rect.right() - self._look.px(12)
        for key in reversed(keys):
            left = paint_key_cap(painter, right, rect.center().y() + 1, key, self._look)
            right = left - self._look.px(4)
        return right

    def _texts(self, painter: QPainter, rect: QRect, found: Found) -> None:
        look, title = self._look, visible(found.entry.title)
        metrics = look.metrics(Role.CELL_STRONG)
        cut = metrics.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(look.font(Role.CELL_STRONG))
        painter.setPen(look.colours.text3 if found.entry.refused else look.colours.text)
        painter.drawText(rect, ONE_LINE, cut)
        base = rect.center().y() + metrics.height() // 2
        for place in found.places:
            if place < len(cut):
                left = rect.left() + metrics.horizontalAdvance(cut[:place])
                wide = metrics.horizontalAdvance(cut[place])
                painter.fillRect(left, base, wide, max(1, look.px(1.5)), look.accent.ink)
        used = metrics.horizontalAdvance(cut) + look.px(12)
        room = rect.adjusted(used, 0, 0, 0)
        if room.width() > look.px(40):
            group = look.metrics(Role.NOTE).elidedText(
                visible(found.entry.refused or found.entry.group),
                Qt.TextElideMode.ElideRight,
                room.width(),
            )
            painter.setFont(look.font(Role.NOTE))
            painter.setPen(look.colours.text2)
            painter.drawText(room, ONE_LINE, group)
