"""Cells of text, codes, days, flags and links, and of values that are not what was promised."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from workbench.core.values import Coded, Odd
from workbench.ui.grid.cells.drawn import Drawn, Frame, Patch
from workbench.ui.grid.inks import PROSE, PROSE_STRONG, Ink
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


def draw_text(frame: Frame) -> Drawn:
    """Any text from the left; the row's name is heavier."""
    value = frame.value
    if value is None or value == "":
        return frame.missing()
    text = frame.formats.value(value, frame.field.kind)
    return frame.left(text, PROSE_STRONG if frame.strong else PROSE)


def draw_choice(frame: Frame) -> Drawn:
    """One of some values; a state with its sign before it, told by shape as well as by colour."""
    value = frame.value
    signs = frame.field.signs
    sign = dict(signs).get(value.code, "") if signs and isinstance(value, Coded) else ""
    if not sign or not isinstance(value, Coded):
        return draw_text(frame)
    inks, mark = frame.inks, Mark(sign)
    side = inks.look.size("mark")
    room = side + inks.look.px(6)
    static = inks.fitted(PROSE, value.label, frame.width - 2 * inks.pad - room)
    pixmap = inks.pixmap(
        ("mark", mark, side),
        side,
        side,
        lambda painter: inks.look.marks.paint(painter, QRect(0, 0, side, side), mark),
    )
    return Drawn(
        (frame.glyph(static, inks.pad + room, PROSE, Ink.TEXT),),
        (Patch(pixmap, inks.pad, frame.middle(side)),),
    )


def draw_id(frame: Frame) -> Drawn:
    """A code, its zeros slashed."""
    value = frame.value
    if value is None or value == "":
        return frame.missing()
    return frame.left(str(value), Role.ID_STRONG if frame.strong else Role.ID)


def draw_act(frame: Frame) -> Drawn:
    """What can be done with the row, as a link at the cell's right; nothing where nothing can."""
    value = frame.value
    if not isinstance(value, Coded):
        return Drawn()
    return Drawn((frame.right(value.label, Role.TOTAL, Ink.ACCENT),))


def draw_link(frame: Frame) -> Drawn:
    """An address as an action: its host, in the accent, with an arrow out."""
    value = frame.value
    if not isinstance(value, str) or not value:
        return frame.missing()
    inks = frame.inks
    side = inks.look.size("icon_header")
    host = value.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
    static = inks.fitted(PROSE, host, frame.width - 2 * inks.pad - side - inks.look.px(4))
    at = inks.pad + static.width + inks.look.px(4)
    pixmap = inks.look.pixmap("external-link", inks.look.accent.ink, 12, inks.ratio)
    return Drawn(
        (frame.glyph(static, inks.pad, PROSE, Ink.ACCENT),),
        (Patch(pixmap, at, frame.middle(side)),),
    )


def draw_flag(frame: Frame) -> Drawn:
    """A tick for yes, nothing for no, a dash where nobody said."""
    value = frame.value
    if value is None:
        return frame.missing()
    if not value:
        return Drawn()
    inks = frame.inks
    side = inks.look.px(14)
    pixmap = inks.look.pixmap("check", inks.look.colours.text2, 14, inks.ratio)
    return Drawn(patches=(Patch(pixmap, inks.pad, frame.middle(side)),))


def draw_odd(frame: Frame, value: Odd, *, right: bool) -> Drawn:
    """What the service sent in place of what it promised, with a small mark before it."""
    inks = frame.inks
    side = inks.look.size("mark")
    room = side + inks.look.px(5)
    static = inks.fitted(Role.CELL, value.raw, frame.width - 2 * inks.pad - room)
    x = frame.width - inks.pad - static.width if right else inks.pad + room
    mark = inks.pixmap(
        ("mark", Mark.INVALID, side),
        side,
        side,
        lambda painter: _paint_mark(frame, painter, side),
    )
    return Drawn(
        (frame.glyph(static, x, Role.CELL, Ink.REFUSED),),
        (Patch(mark, x - room if right else inks.pad, frame.middle(side)),),
    )


def _paint_mark(frame: Frame, painter: QPainter, side: int) -> None:
    frame.inks.look.marks.paint(painter, QRect(0, 0, side, side), Mark.INVALID)
