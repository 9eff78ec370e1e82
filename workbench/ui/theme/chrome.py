"""Scroll bars and the menu bar, painted by the style.

No sheet is set on the application: under one, a child added later does not inherit its parent's
palette, and a tab's accent would end at whatever was built after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOption

    from workbench.ui.theme.look import Look

_Part = QStyle.SubControl
_State = QStyle.StateFlag

SHORTEST_THUMB = 32
"""Length of a scroll bar's thumb at least, in pixels, so that it can be grabbed."""


def _cut(groove: QRect, start: int, length: int, *, lying: bool) -> QRect:
    if lying:
        return QRect(groove.left() + start, groove.top(), length, groove.height())
    return QRect(groove.left(), groove.top() + start, groove.width(), length)


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl, look: Look) -> QRect:
    """Where a part of a scroll bar lies: no arrows, the groove is the whole bar."""
    groove = cast("QRect", option.rect)
    lying = option.orientation == Qt.Orientation.Horizontal
    room = groove.width() if lying else groove.height()
    span = option.maximum - option.minimum
    least = min(room, look.px(SHORTEST_THUMB))
    length = max(least, room * option.pageStep // max(1, span + option.pageStep)) if span else room
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, room - length, option.upsideDown
    )
    if part == _Part.SC_ScrollBarGroove:
        return groove
    if part == _Part.SC_ScrollBarSlider:
        return _cut(groove, start, length, lying=lying)
    if part == _Part.SC_ScrollBarSubPage:
        return _cut(groove, 0, start, lying=lying)
    if part == _Part.SC_ScrollBarAddPage:
        return _cut(groove, start + length, room - start - length, lying=lying)
    return QRect()


def ground_of_scroll_bar(bar: QWidget | None) -> QColor | None:
    """The ground of what the bar scrolls, so that it stands in no strip of its own."""
    area = bar.parentWidget() if bar else None
    while area is not None and not isinstance(area, QAbstractScrollArea):
        area = area.parentWidget()
    if area is None:
        return None
    view = area.viewport()
    return view.palette().color(view.backgroundRole())


def paint_scroll_bar(
    option: QStyleOptionSlider, painter: QPainter, look: Look, ground: QColor | None
) -> None:
    """A thumb of line2, darker when held or under the pointer; nothing where all is in sight."""
    if ground is not None:
        painter.fillRect(option.rect, ground)
    if option.maximum <= option.minimum:
        return
    held = option.state & (_State.State_Sunken | _State.State_MouseOver)
    colours = look.colours
    thumb = scroll_bar_part(option, _Part.SC_ScrollBarSlider, look)
    side, end = look.px(3), look.px(2)
    lying = option.orientation == Qt.Orientation.Horizontal
    inset = (end, side) if lying else (side, end)
    box = QRectF(thumb).adjusted(inset[0], inset[1], -inset[0], -inset[1])
    round_end = min(box.width(), box.height()) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.control if held else colours.line2)
    painter.drawRoundedRect(box, round_end, round_end)


def calm_selection(palette: QPalette, look: Look) -> QPalette:
    """The palette of rows in native lists: the selection's tint, text and marks unchanged."""
    role = QPalette.ColorRole
    calm = QPalette(palette)
    tint = look.selection(palette.color(role.Base), palette.color(role.Link))
    calm.setColor(role.Highlight, tint)
    calm.setColor(role.HighlightedText, palette.color(role.Text))
    return calm


def paint_menu_bar_item(option: QStyleOption, painter: QPainter, look: Look) -> None:
    """A title of the menu bar, on a rounded ground when open or under the pointer."""
    item = cast("QStyleOptionMenuItem", option)
    rect = cast("QRect", item.rect)
    painter.fillRect(rect, look.colours.window)
    chosen = bool(item.state & _State.State_Selected)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colours.press)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 2, -1, -2), look.radius(), look.radius())
    painter.setPen(look.colours.text if chosen else look.colours.text2)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextShowMnemonic
    painter.drawText(rect, int(flags), item.text)


def menu_palette(look: Look) -> QPalette:
    """Menus: raised ground, the chosen item on the selection's tint with its text unchanged."""
    palette = look.palette()
    colours = look.colours
    role = QPalette.ColorRole
    for ground in (role.Window, role.Base, role.Button):
        palette.setColor(ground, colours.raised)
    palette.setColor(role.Highlight, look.selected(colours.raised))
    palette.setColor(role.HighlightedText, colours.text)
    return palette
