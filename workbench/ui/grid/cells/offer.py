"""Cells of a comparison: what a supplier asks in two lines, the item with why it is one, dots.

The best of a row is a framed cell with a rosette, so that it is seen without its colour.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.core.fields import Kind
from workbench.core.texts import tr, trn
from workbench.core.values import Coded, Quoted
from workbench.ui.grid.cells.drawn import Drawn, Frame, Glyph, Patch
from workbench.ui.grid.inks import PROSE_STRONG, Ink, Inks
from workbench.ui.parts.paint import frame as paint_frame
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

TALL = 40
"""Rows from this height on have two lines, px at 100 %."""
DOTS = 12
"""Dots of a spread at most: the nearest to the ends stay."""
CHIPS = {
    "gtin": ("check", Mark.NEW),
    "mpn": ("check", Mark.NEW),
    "supplier": ("check", Mark.NEW),
    "user": ("check", Mark.NEW),
    "name": ("waypoints", Mark.CHANGED),
    "question": ("", Mark.CONFLICT),
}
"""Icon and colours by why items are held to be one."""


def tall(frame: Frame) -> bool:
    """Return whether the row has room for two lines."""
    return frame.height >= frame.inks.look.px(TALL)


def draw_offer(frame: Frame) -> Drawn:
    """Amount over tier, original price and what has to be bought; the reason where none is."""
    value = frame.value
    if not isinstance(value, Quoted):
        return frame.missing(right=True)
    if value.amount is None:
        return _unpriced(frame, value)
    inks = frame.inks
    ink = Ink.NEW if value.best else Ink.SECOND if value.state == "stale" else Ink.TEXT
    role = Role.TOTAL if value.best else Role.CELL
    two = tall(frame)
    text = frame.formats.piece_number(value.amount)
    amount = _right(frame, text, role, ink, _upper(frame) if two else None)
    if not two:
        return Drawn((amount,), _best(frame) if value.best else ())
    low = Ink.CHANGED if _buys_more(value) else Ink.NEW if value.best else Ink.SECOND
    caption = _right(frame, value.caption, Role.AXIS, low, _lower(frame))
    patches = _best(frame) if value.best else ()
    if value.state == "stale":
        side = inks.look.px(12)
        clock = inks.pixmap(
            ("stale", side),
            side,
            side,
            lambda p: inks.look.paint_icon(p, QRect(0, 0, side, side), "clock"),
        )
        left = inks.pad + (inks.look.px(20) if value.best else 0)
        patches = (*patches, Patch(clock, left, _upper(frame) + inks.look.px(2)))
    return Drawn((amount, caption), patches)


def _buys_more(value: Quoted) -> bool:
    """Return whether another quantity has to be bought than was asked for."""
    buy = tr("buy {count}", count="").strip()
    return bool(buy) and buy in value.caption


def _right(frame: Frame, text: str, role: str, ink: Ink, y: int | None) -> Glyph:
    pad = frame.inks.pad
    static = frame.inks.fitted(role, text, frame.width - 2 * pad)
    top = frame.middle(static.height) if y is None else y
    return Glyph(static.text, frame.width - pad - static.width, top, role, ink)


def _upper(frame: Frame) -> int:
    """Where the upper of two lines begins."""
    look = frame.inks.look
    return (frame.height - 1 - look.line(Role.CELL) - look.line(Role.AXIS)) // 2


def _lower(frame: Frame) -> int:
    """Where the lower of two lines begins."""
    return _upper(frame) + frame.inks.look.line(Role.CELL)


def _unpriced(frame: Frame, value: Quoted) -> Drawn:
    """The sign of what is not known, over its reason."""
    inks, look = frame.inks, frame.inks.look
    text = value.caption or tr("cannot be priced")
    if not tall(frame):
        return Drawn((_right(frame, text, Role.AXIS, Ink.UNKNOWN, None),))
    side = look.px(14)
    sign = inks.pixmap(
        ("unknown", side),
        side,
        side,
        lambda painter: look.marks.paint(painter, QRect(0, 0, side, side), Mark.UNKNOWN),
    )
    patch = Patch(sign, frame.width - inks.pad - side, _upper(frame) + look.px(3))
    return Drawn((_right(frame, text, Role.AXIS, Ink.UNKNOWN, _lower(frame)),), (patch,))


def _best(frame: Frame) -> tuple[Patch, ...]:
    """A tinted frame and a rosette behind what is cheapest."""
    inks, look = frame.inks, frame.inks.look
    wide, high = frame.width - look.px(6), frame.height - look.px(4)

    def draw(painter: QPainter) -> None:
        colours = look.colours_of(Mark.NEW)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.75, 0.75, wide - 1.5, high - 1.5)
        paint_frame(painter, box, look.radius("radius"), colours.tint, colours.mark, 1.5)
        side = look.px(14)
        top = look.px(5) if tall(frame) else (high - side) // 2
        look.paint_icon(painter, QRect(look.px(8), top, side, side), "award", colours.ink)

    patch = inks.pixmap(("best", wide, high), wide, high, draw)
    return (Patch(patch, look.px(3), look.px(1)),)


# ---- the item --------------------------------------------------------------------------------


def draws_item(frame: Frame) -> bool:
    """Return whether a cell is the name of a row that says why its items are one."""
    if frame.field.id != "name" or not tall(frame):
        return False
    return any(field.id == "match" for field in frame.table.fields)


def draw_item(frame: Frame) -> Drawn:
    """The name; below it why its items are one, how many offers there are, and which variant."""
    inks = frame.inks
    name = inks.fitted(PROSE_STRONG, str(frame.value or ""), frame.width - 2 * inks.pad)
    chip = inks.look.px(16)
    top = (frame.height - 1 - name.height - chip) // 2
    glyphs = [Glyph(name.text, inks.pad, top, PROSE_STRONG, Ink.TEXT)]
    low, x = top + name.height, inks.pad
    match = frame.table.value(frame.row, "match")
    patches: tuple[Patch, ...] = ()
    if isinstance(match, Coded):
        patches = (_chip(frame, match, x, low),)
        x += round(patches[0].pixmap.width() / inks.ratio) + inks.look.px(7)
    count = frame.table.value(frame.row, "offers")
    if isinstance(count, int):
        said = trn("{count} offer", "{count} offers", count)
        said = " · ".join(filter(None, (said, str(frame.table.value(frame.row, "variant") or ""))))
        static = inks.fitted(Role.AXIS, said, max(frame.width - x - inks.pad, 0))
        down = low + (chip - static.height) // 2
        glyphs.append(Glyph(static.text, x, down, Role.AXIS, Ink.SECOND))
    return Drawn(tuple(glyphs), patches)


def _chip(frame: Frame, match: Coded, x: int, y: int) -> Patch:
    inks, look = frame.inks, frame.inks.look
    icon, mark = CHIPS.get(match.code, ("check", Mark.NEW))
    sign, gap, high = look.px(11), look.px(4), look.px(16)
    room = max(frame.width - x - inks.pad - sign - 3 * gap, look.px(20))
    text = inks.metrics[Role.BADGE].elidedText(match.label, Qt.TextElideMode.ElideRight, room)
    wide = inks.metrics[Role.BADGE].horizontalAdvance(text) + sign + 3 * gap

    def draw(painter: QPainter) -> None:
        colours = look.colours_of(mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, QRectF(0, 0, wide, high), look.radius("radius_badge"), colours.tint)
        box = QRect(gap, (high - sign) // 2, sign, sign)
        if icon:
            look.paint_icon(painter, box, icon, colours.ink)
        else:
            look.marks.paint(painter, box, mark)
        painter.setFont(inks.fonts[Role.BADGE])
        painter.setPen(colours.ink)
        painter.drawText(
            QRect(2 * gap + sign, 0, wide, high), int(Qt.AlignmentFlag.AlignVCenter), text
        )

    return Patch(inks.pixmap(("match", match.code, text), wide, high, draw), x, y)


# ---- the spread ------------------------------------------------------------------------------


def draws_spread(frame: Frame) -> bool:
    """Return whether a cell says how far the suppliers of a row lie apart."""
    return frame.field.id == "spread" and any(f.kind is Kind.OFFER for f in frame.table.fields)


def draw_spread(frame: Frame) -> Drawn:
    """A dot for each supplier from the cheapest to the dearest, and the percent between."""
    value = frame.value
    if not isinstance(value, Decimal):
        return frame.missing()
    text = tr("{percent} % apart", percent=frame.formats.integer(round(value)))
    if not tall(frame):
        return frame.left(text, Role.AXIS, Ink.SECOND)
    inks = frame.inks
    static = inks.fitted(Role.AXIS, text, frame.width - 2 * inks.pad)
    glyph = Glyph(static.text, inks.pad, _lower(frame), Role.AXIS, Ink.SECOND)
    return Drawn((glyph,), (_dots(frame, inks),))


def costs_of(frame: Frame) -> list[Decimal]:
    """Return what the suppliers of a row ask, lowest first; one currency, else none."""
    found = [
        value
        for field in frame.table.fields
        if field.kind is Kind.OFFER
        and isinstance(value := frame.table.value(frame.row, field.id), Quoted)
        and value.amount is not None
        and value.difference is not None
    ]
    if len({value.currency for value in found}) != 1:
        return []
    return sorted(value.amount for value in found if value.amount is not None)


def _dots(frame: Frame, inks: Inks) -> Patch:
    look = inks.look
    wide, high = min(frame.width - 2 * inks.pad, look.px(56)), look.px(12)
    costs = costs_of(frame)[:DOTS]
    low, span = (costs[0], costs[-1] - costs[0]) if costs else (Decimal(0), Decimal(0))
    places = tuple(round(float((each - low) / span) * 100) if span else 0 for each in costs)
    share = min(1.0, float(span / low) / 0.22) if low and span else 0.0

    def draw(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, middle = look.px(3), high / 2
        # A row whose suppliers lie close has a short line: rows are seen on one scale.
        length = max((wide - 2 * radius - 2) * share, look.px(8))
        painter.setPen(QPen(look.colours.line2, 1))
        painter.drawLine(QPointF(radius, middle), QPointF(radius + length, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        for at, place in reversed(list(enumerate(places))):
            best = at == 0
            ink = look.colours_of(Mark.NEW).mark if best else QColor(look.colours.control)
            painter.setBrush(ink)
            side = 3.5 * look.zoom / 100 if best else 2.5 * look.zoom / 100
            painter.drawEllipse(QPointF(radius + 1 + length * place / 100, middle), side, side)

    key = ("dots", places, round(share * 50), wide)
    return Patch(inks.pixmap(key, wide, high, draw), inks.pad, _upper(frame) + look.px(4))
