"""Shapes that several parts and delegates paint: frames, pills, key caps, hatches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
"""Flags of `drawText` for a text that stands in the middle of its row."""

CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
"""Flags of `drawText` for a text in the middle of its box."""


def frame(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box; the edge lies wholly inside `rect`."""
    half = width / 2 if edge else 0.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def paint_badge(
    painter: QPainter, rect: QRect, text: str, look: Look, ink: QColor, ground: QColor
) -> None:
    """A badge's ground and its text 11/500, filling `rect` (18 high at 100 %)."""
    frame(painter, rect, look.radius("radius_badge"), ground)
    painter.setFont(look.font(Role.BADGE))
    painter.setPen(ink)
    painter.drawText(rect, CENTRED, text)


def badge_width(text: str, look: Look) -> int:
    """How wide a badge with this text is."""
    return look.metrics(Role.BADGE).horizontalAdvance(text) + 2 * look.px(6)


def paint_key_cap(painter: QPainter, right: int, middle: int, text: str, look: Look) -> int:
    """A key as a cap whose right edge is at `right`; answers its left edge."""
    width = look.metrics(Role.AXIS).horizontalAdvance(text) + 2 * look.px(5)
    height = look.px(18)
    box = QRect(right - width, middle - height // 2, width, height)
    colours = look.colours
    frame(painter, box, look.radius("radius_badge"), colours.sunken, colours.line2)
    painter.setFont(look.font(Role.AXIS))
    painter.setPen(colours.text2)
    painter.drawText(box, CENTRED, text)
    return box.left()


def paint_head(painter: QPainter, rect: QRect, look: Look) -> None:
    """The ground of a table's head with a hairline below; sets font and ink of its titles."""
    painter.fillRect(rect, look.colours.window)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line2)
    painter.setFont(look.font(Role.LABEL))
    painter.setPen(look.colours.text2)


def hatch(painter: QPainter, rect: QRect, colour: QColor, step: int) -> None:
    """Slanted lines over `rect`, `step` pixels apart: "not in this class", "outcome unknown"."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    high = rect.height()
    for left in range(rect.left() - high, rect.right() + 1, max(2, step)):
        painter.drawLine(QPointF(left, rect.bottom() + 1), QPointF(left + high, rect.top()))
    painter.restore()


def paint_shadow(painter: QPainter, box: QRectF, radius: float, look: Look) -> None:
    """A soft shadow below `box`, in the room around it; nothing in high contrast."""
    if look.high_contrast:
        return
    blur, rings = look.size("shadow_blur") / 2, 12
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgbF(0, 0, 0, look.shadow / rings))
    low = box.translated(0, look.size("shadow_y") / 2)
    for ring in range(rings):
        grow = blur * (1 - ring / rings) ** 2
        painter.drawRoundedRect(
            low.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow
        )
    painter.restore()
