"""Paints the lines of the search over all sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.core.accounts import Account
from workbench.core.texts import tr
from workbench.ui.palette.matching import plain
from workbench.ui.parts.paint import ONE_LINE, badge_width, frame, paint_badge
from workbench.ui.pictures import PictureShelf
from workbench.ui.safe import never_raises
from workbench.ui.searching.lines import LineKind, SearchLine
from workbench.ui.searching.model import Index, LinesModel
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

HEIGHTS = {
    LineKind.HEAD: 34,
    LineKind.HIT: 44,
    LineKind.ALL: 32,
    LineKind.TROUBLE: 28,
    LineKind.NOTE: 52,
    LineKind.RECENT: 32,
    LineKind.PASTED: 56,
}
"""Px at 100 %."""

SIDE = 36
"""Of a picture, px at 100 %."""


class LineDelegate(QStyledItemDelegate):
    """Paints a line of any kind.

    Args:
        model: the lines.
        look: the look.
        shelf_of: gives the pictures of an account.
    """

    def __init__(
        self, model: LinesModel, look: Look, shelf_of: Callable[[Account], PictureShelf]
    ) -> None:
        super().__init__()
        self._model = model
        self._look = look
        self._shelf_of = shelf_of
        self.words: Sequence[str] = ()

    @never_raises(QSize(400, 32))
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        height = HEIGHTS[self._model.lines[index.row()].kind]
        return QSize(self._look.px(400), self._look.px(height))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line, rect = self._model.lines[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match line.kind:
            case LineKind.HEAD:
                self._head(painter, rect, line)
            case LineKind.TROUBLE:
                self._trouble(painter, rect, line)
            case LineKind.NOTE:
                self._note(painter, rect, line)
            case _:
                self._ground(painter, rect, option, line)
                if line.kind is LineKind.HIT:
                    self._hit(painter, rect, line, option.widget)
                else:
                    self._offer(painter, rect, line)
        painter.restore()

    # ---- each kind -----------------------------------------------------------------------------

    def _ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, line: SearchLine
    ) -> None:
        look = self._look
        ground = look.colours.raised if look.dark else look.colours.surface
        if option.state & QStyle.StateFlag.State_Selected:
            ink = self._accent(line)
            frame(painter, rect, look.radius(), look.selection(ground, ink))
            bar = QRectF(
                rect.left(), rect.top() + look.px(6), look.px(3), rect.height() - look.px(12)
            )
            frame(painter, bar, look.px(1.5), ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            frame(painter, rect, look.radius(), look.colours.hover)

    def _accent(self, line: SearchLine) -> QColor:
        group = line.group
        return self._look.accent_of(group.source.id).ink if group else self._look.accent.ink

    def _head(self, painter: QPainter, rect: QRect, line: SearchLine) -> None:
        look, px = self._look, self._look.px
        left = rect.left() + px(10)
        if line.group is not None:
            accent = look.accent_of(line.group.source.id)
            spot = QRect(left, rect.top() + px(2), px(16), rect.height())
            look.paint_icon(painter, spot, accent.icon, accent.ink)
            left += px(24)
        room = QRect(left, rect.top() + px(2), rect.right() - px(12) - left, rect.height())
        aside = self._right(painter, room, line.aside, Role.NOTE, look.colours.text2)
        used = self._text(painter, room, line.text, Role.TOTAL, look.colours.text, aside)
        after = room.adjusted(used + px(8), 0, 0, 0)
        self._text(painter, after, line.note, Role.NOTE, look.colours.text2, aside)

    def _hit(
        self, painter: QPainter, rect: QRect, line: SearchLine, widget: QWidget | None
    ) -> None:
        look, px, hit = self._look, self._look.px, line.hit
        assert hit is not None
        side = px(SIDE)
        box = QRect(rect.left() + px(10), rect.center().y() - side // 2 + 1, side, side)
        self._picture(painter, box, line, widget)
        room = QRect(box.right() + px(10), rect.top(), 0, rect.height())
        room.setRight(rect.right() - px(12))
        aside = self._sign(painter, room, line)
        upper = QRect(room.left(), rect.top() + px(4), room.width(), px(20))
        lower = QRect(room.left(), rect.top() + px(23), room.width(), px(16))
        self._underline(painter, upper, line.text, aside)
        self._text(painter, upper, line.text, Role.CELL_STRONG, look.colours.text, aside)
        badge = badge_width(tr(hit.one), look)
        spot = QRect(lower.left(), lower.top(), badge, px(16))
        paint_badge(painter, spot, tr(hit.one), look, look.colours.text2, look.colours.sunken)
        beside = lower.adjusted(badge + px(8), 0, 0, 0)
        self._text(painter, beside, line.note, Role.NOTE, look.colours.text2, aside)

    def _sign(self, painter: QPainter, room: QRect, line: SearchLine) -> int:
        """Say whether the service just answered with a row, or it is from this machine."""
        look, px, hit = self._look, self._look.px, line.hit
        if hit is None or not hit.live:
            return self._right(painter, room, line.aside, Role.NOTE, look.colours.text2)
        wide = look.metrics(Role.NOTE).horizontalAdvance(line.aside)
        ink = self._accent(line)
        self._right(painter, room, line.aside, Role.NOTE, ink)
        disc = px(8)
        top = room.center().y() - disc / 2 + 1
        spot = QRectF(room.right() - wide - px(6) - disc, top, disc, disc)
        frame(painter, spot, disc / 2, ink)
        return wide + px(6) + disc + px(12)

    def _offer(self, painter: QPainter, rect: QRect, line: SearchLine) -> None:
        look, px = self._look, self._look.px
        icons = {LineKind.RECENT: "history", LineKind.PASTED: "list-checks"}
        ink = self._accent(line) if line.kind is not LineKind.RECENT else look.colours.text2
        spot = QRect(rect.left() + px(20), rect.top(), px(16), rect.height())
        look.paint_icon(painter, spot, icons.get(line.kind, "arrow-right"), ink)
        left = rect.left() + px(56)
        room = QRect(left, rect.top(), rect.right() - px(12) - left, rect.height())
        role = Role.CELL if line.kind is LineKind.RECENT else Role.CELL_STRONG
        if line.kind is not LineKind.PASTED:
            text = ink if line.kind is LineKind.ALL else look.colours.text
            self._text(painter, room, line.text, role, text)
            return
        half = QRect(left, rect.top() + px(8), room.width(), px(20))
        used = self._text(painter, half, line.text, role, look.colours.text)
        beside = half.adjusted(used + px(12), 0, 0, 0)
        self._text(painter, beside, line.aside, Role.NOTE, look.colours.text3)
        below = QRect(left, rect.top() + px(28), room.width(), px(18))
        self._text(painter, below, line.note, Role.NOTE, look.colours.text2)

    def _trouble(self, painter: QPainter, rect: QRect, line: SearchLine) -> None:
        look, px = self._look, self._look.px
        spot = QRect(rect.left() + px(22), rect.top(), look.size("mark"), rect.height())
        look.marks.paint(painter, spot, Mark.REFUSED)
        room = rect.adjusted(px(56), 0, -px(12), 0)
        ink = look.colours_of(Mark.REFUSED).ink
        used = self._text(painter, room, line.text, Role.NOTE, ink)
        beside = room.adjusted(used + px(8), 0, 0, 0)
        self._text(painter, beside, line.note, Role.NOTE, look.colours.text2)

    def _note(self, painter: QPainter, rect: QRect, line: SearchLine) -> None:
        px, colours = self._look.px, self._look.colours
        room = rect.adjusted(px(12), 0, -px(12), 0)
        upper = QRect(room.left(), rect.top() + px(6), room.width(), px(20))
        lower = QRect(room.left(), rect.top() + px(26), room.width(), px(18))
        self._text(painter, upper, line.text, Role.CELL, colours.text)
        self._text(painter, lower, line.note, Role.NOTE, colours.text2)

    # ---- pieces --------------------------------------------------------------------------------

    def _text(
        self, painter: QPainter, room: QRect, text: str, role: Role, ink: QColor, keep: int = 0
    ) -> int:
        """Paint a text cut to its room less `keep`; return how wide it is."""
        wide = room.width() - keep
        if wide < self._look.px(24) or not text:
            return 0
        metrics = self._look.metrics(role)
        cut = metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, wide)
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(room, ONE_LINE, cut)
        return metrics.horizontalAdvance(cut)

    def _right(self, painter: QPainter, room: QRect, text: str, role: Role, ink: QColor) -> int:
        """Paint a text at the right; return how much room it takes."""
        if not text:
            return 0
        wide = self._look.metrics(role).horizontalAdvance(visible(text))
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        spot = QRect(room.right() - wide, room.top(), wide + 1, room.height())
        painter.drawText(spot, ONE_LINE, visible(text))
        return wide + self._look.px(12)

    def _underline(self, painter: QPainter, room: QRect, text: str, keep: int) -> None:
        """Mark the letters that were searched for."""
        look, shown = self._look, visible(text)
        metrics = look.metrics(Role.CELL_STRONG)
        cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width() - keep)
        base, folded = room.center().y() + metrics.height() // 2 - 1, plain(shown)
        for word in self.words:
            at = folded.find(word)
            if at < 0 or at + len(word) > len(cut):
                continue
            left = room.left() + metrics.horizontalAdvance(cut[:at])
            wide = metrics.horizontalAdvance(cut[at : at + len(word)])
            painter.fillRect(left, base, wide, max(1, look.px(1.5)), look.accent.ink)

    def _picture(
        self, painter: QPainter, box: QRect, line: SearchLine, widget: QWidget | None
    ) -> None:
        look, hit, group = self._look, line.hit, line.group
        assert hit is not None
        assert group is not None
        ratio = widget.devicePixelRatioF() if widget else 1.0
        shelf = self._shelf_of(group.account)
        found = shelf.pixmap(hit.picture, box.width(), ratio) if hit.picture else None
        radius = look.radius("radius_thumbnail")
        if found is None:
            resource = group.source.resource(hit.resource)
            frame(painter, box, radius, look.colours.sunken)
            spot = QRect(0, 0, look.px(16), look.px(16))
            spot.moveCenter(box.center())
            if resource is not None and (not hit.picture or shelf.reason(hit.picture)):
                look.paint_icon(painter, spot, resource.icon, look.colours.text3)
            return
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), radius, radius)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, look.colours.photo)
        size = found.deviceIndependentSize().scaled(
            box.width(), box.height(), Qt.AspectRatioMode.KeepAspectRatio
        )
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(QRectF(box).center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(spot, found, QRectF(found.rect()))
        painter.restore()
        if not look.dark:
            frame(painter, box, radius, None, look.colours.line)
