"""Cells of prices at the quantity wanted: amount, currency, and the step that is in effect."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from workbench.core.texts import tr
from workbench.core.values import Priced
from workbench.ui.grid.cells.drawn import Drawn, Frame, Glyph, Patch
from workbench.ui.grid.cells.numbers import amount_glyphs
from workbench.ui.grid.inks import Ink, Inks
from workbench.ui.parts.paint import badge_width, paint_badge
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role


def draw_price(frame: Frame) -> Drawn:
    """The lowest price at the quantity; beside it the step, or what has to be bought at least."""
    priced = frame.table.price(frame.row, frame.field.id)
    if priced is None:
        room = frame.badge + frame.inks.currency + frame.inks.look.px(4)
        return frame.missing(right=True, room=room)
    more = priced.bought > frame.table.quantity
    glyphs = amount_glyphs(frame, priced.amount, priced.currency, frame.badge)
    if frame.badge:
        return Drawn(glyphs, (_badge(frame, priced, more=more),))
    if not more:
        return Drawn(glyphs)
    return Drawn((*glyphs, *_least_order(frame, priced, glyphs[0])))


def _badge(frame: Frame, priced: Priced, *, more: bool) -> Patch:
    inks = frame.inks
    if more:
        text = tr("buy {count}", count=frame.formats.integer(priced.bought))
    else:
        text = f"{frame.formats.integer(priced.from_quantity)}+"
    pixmap = badge_pixmap(inks, text, Mark.CHANGED if more else None)
    wide = round(pixmap.width() / inks.ratio)
    high = round(pixmap.height() / inks.ratio)
    return Patch(pixmap, frame.width - inks.pad - wide, frame.middle(high))


def badge_pixmap(inks: Inks, text: str, mark: Mark | None) -> QPixmap:
    """A badge with a text, in a state's colours or grey."""
    look = inks.look
    wide, high = badge_width(text, look), look.size("badge")
    colours = look.colours_of(mark) if mark else None
    ink = colours.ink if colours else look.colours.text2
    ground = colours.tint if colours else look.colours.sunken

    def draw(painter: QPainter) -> None:
        paint_badge(painter, QRect(0, 0, wide, high), text, look, ink, ground)

    return inks.pixmap(("badge", text, mark), wide, high, draw)


def _least_order(frame: Frame, priced: Priced, amount: Glyph) -> tuple[Glyph, ...]:
    """Say "buy 500" left of the amount, where there is room; the tool tip says it anyway."""
    inks = frame.inks
    text = tr("buy {count}", count=frame.formats.integer(priced.bought))
    static = inks.static(Role.BADGE, text)
    x = amount.x - inks.look.px(8) - static.width
    if x < inks.look.px(4):
        return ()
    return (frame.glyph(static, x, Role.BADGE, Ink.CHANGED),)
