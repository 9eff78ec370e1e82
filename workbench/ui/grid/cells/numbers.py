"""Cells of numbers: figures line up at the right, what stands behind them has its own room."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF

from workbench.core.values import Money
from workbench.ui.grid.cells.drawn import Drawn, Frame, Glyph, Patch
from workbench.ui.grid.inks import Ink
from workbench.ui.grid.words import cell_text
from workbench.ui.theme.marks import Stock
from workbench.ui.theme.tokens import Role

LOW_STOCK = 1000
"""A stock below this is painted as low where the row names no quantity to compare with."""
DISC = 9
"""Diameter of the stock disc, pixels at 100 %."""


def draw_number(frame: Frame) -> Drawn:
    """A plain number."""
    value = frame.value
    if value is None:
        return frame.missing(right=True)
    text = cell_text(frame.table, frame.row, frame.field, frame.formats)
    role = Role.CELL_STRONG if frame.strong else Role.CELL
    return Drawn((frame.right(text, role, Ink.TEXT),))


def draw_money(frame: Frame) -> Drawn:
    """An amount, and its currency in a room of its own."""
    value = frame.value
    if not isinstance(value, Money):
        room = 0 if frame.field.unit else frame.inks.currency + frame.inks.look.px(4)
        return frame.missing(right=True, room=room)
    if value.currency == frame.field.unit:
        text = frame.formats.number(value.amount, 2)
        return Drawn((frame.right(text, Role.CELL_STRONG, Ink.TEXT),))
    return Drawn(amount_glyphs(frame, value.amount, value.currency))


def amount_glyphs(
    frame: Frame, amount: Decimal, currency: str, room: int = 0
) -> tuple[Glyph, Glyph]:
    """Amount and currency, `room` pixels before the right padding."""
    inks = frame.inks
    gap = inks.look.px(4)
    text = frame.formats.number(amount, 2)
    number = frame.right(text, Role.CELL_STRONG, Ink.TEXT, room + inks.currency + gap)
    code = inks.fitted(Role.AXIS, currency, inks.currency)
    x = frame.width - inks.pad - room - inks.currency
    return number, frame.glyph(code, x, Role.AXIS, Ink.SECOND)


def draw_stock(frame: Frame) -> Drawn:
    """How many are there, and a disc: full for enough, half for few, struck for none."""
    inks = frame.inks
    side = inks.look.px(DISC)
    room = side + inks.look.px(7)
    value = frame.value
    if not isinstance(value, int):
        return frame.missing(right=True, room=room)
    number = frame.right(frame.formats.integer(value), Role.CELL, Ink.TEXT, room)
    stock = stock_level(value, frame.table.quantity)
    disc = inks.pixmap(
        ("stock", stock, side),
        side,
        side,
        lambda painter: inks.look.marks.paint_stock(painter, QRectF(0, 0, side, side), stock),
    )
    patch = Patch(disc, frame.width - inks.pad - side, frame.middle(side))
    return Drawn((number,), (patch,))


def stock_level(count: int, quantity: int) -> Stock:
    """Enough, low, or none: low is less than four times what is wanted."""
    if count <= 0:
        return Stock.NONE
    least = 4 * quantity if quantity > 1 else LOW_STOCK
    return Stock.LOW if count < least else Stock.ENOUGH
