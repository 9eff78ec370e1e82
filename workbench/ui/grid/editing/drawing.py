"""Staged cells: mark, ink, wave and strike over what a cell of its kind looks like anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from workbench.core.fields import NUMERIC
from workbench.core.texts import tr
from workbench.core.values import Odd
from workbench.edits.drafts import Record, State
from workbench.ui.grid.cells.draw import draw_cell
from workbench.ui.grid.cells.drawn import Drawn, Frame, Glyph, Patch
from workbench.ui.grid.editing.states import MARKS, States
from workbench.ui.grid.inks import PROSE, Ink
from workbench.ui.parts.paint import badge_width, hatch, paint_badge
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role, mix

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPixmap

    from workbench.ui.grid.inks import Inks

INKS: Final = {
    State.CHANGED: Ink.CHANGED,
    State.NEW: Ink.NEW,
    State.DELETED: Ink.DELETED,
    State.REFUSED: Ink.REFUSED,
    State.CONFLICT: Ink.CONFLICT,
    State.UNKNOWN: Ink.UNKNOWN,
    State.INVALID: Ink.REFUSED,
}
_PLAIN = frozenset({Ink.TEXT, Ink.THIRD})
GAP = 5
"""Between mark and value, pixels at 100 %."""
BADGE = 18
"""Height of the badge of a new record, pixels at 100 %."""
HATCH = 6
"""Between the lines of a hatched ground, pixels at 100 %."""
WAVE = 2
"""Half the length of a wave under a text, pixels at 100 %."""


class StagedCells:
    """Draws cells of rows with drafts, and the grounds that they stand on."""

    def __init__(self, states: States, inks: Inks) -> None:
        self.states = states
        self._inks = inks
        self._cells: dict[tuple[str, int], tuple[Record, tuple[int, int], Drawn]] = {}

    def forget(self) -> None:
        """Draw all cells anew."""
        self._cells.clear()
        self.states.forget()

    def drawn(self, frame: Frame, record: Record) -> Drawn:
        """Return a cell of a row with drafts, ready to be painted."""
        name, shape = (frame.field.id, frame.row), (frame.width, frame.height)
        held = self._cells.get(name)
        if held is not None and held[0] is record and held[1] == shape:
            return held[2]
        made = self._draw(frame, record)
        self._cells[name] = (record, shape, made)
        return made

    def _draw(self, frame: Frame, record: Record) -> Drawn:
        if record.deleted:
            return _struck(frame, draw_cell(frame))
        state = self.states.state(record, frame.field.id)
        if record.new and frame.value is None and self.states.names_new(frame.field):
            return _badge(frame)
        if state is None or state is State.NEW:
            return draw_cell(frame)
        return draw_staged(frame, state)

    # ---- grounds ---------------------------------------------------------------------------

    def paint_ground(
        self, painter: QPainter, box: QRect, record: Record | None, field: str
    ) -> None:
        """Fill the ground of a cell where something is staged in it."""
        state = self.states.state(record, field) if record and not record.deleted else None
        if state is None or state is State.NEW:
            return
        colours = self._inks.look.colours_of(MARKS[state])
        painter.fillRect(box, colours.tint)
        if state is State.UNKNOWN:
            tone = mix(colours.tint, colours.mark, 0.35)
            hatch(painter, box, tone, self._inks.look.px(HATCH))


def draw_staged(frame: Frame, state: State) -> Drawn:
    """Return a cell with its mark at the left; numbers stay where they are without it."""
    look = frame.inks.look
    side = look.size("mark")
    room = side + look.px(GAP)
    inner = msgspec.structs.replace(frame, width=frame.width - room)
    shown = _value(inner)
    ink = INKS[state]
    glyphs = tuple(_moved(glyph, room, ink) for glyph in shown.glyphs)
    patches = [patch._replace(x=patch.x + room) for patch in shown.patches]
    mark = _mark(frame, MARKS[state], side)
    patches.append(Patch(mark, frame.inks.pad, frame.middle(side)))
    if state is State.INVALID:
        patches += [_wave(frame, glyph) for glyph in glyphs]
    return Drawn(glyphs, tuple(patches))


def _value(frame: Frame) -> Drawn:
    """Return the value alone: a text that is none of the kind as it was typed, a no in words."""
    value = frame.value
    if isinstance(value, Odd):
        if frame.field.kind in NUMERIC:
            return Drawn((frame.right(value.raw, Role.CELL, Ink.TEXT),))
        return frame.left(value.raw, PROSE)
    if value is False:
        return frame.left(tr("no"))
    return draw_cell(frame)


def _moved(glyph: Glyph, by: int, ink: Ink) -> Glyph:
    return glyph._replace(x=glyph.x + by, ink=ink if glyph.ink in _PLAIN else glyph.ink)


def _mark(frame: Frame, mark: Mark, side: int) -> QPixmap:
    look = frame.inks.look
    box = QRect(0, 0, side, side)
    return frame.inks.pixmap(
        ("mark", mark, side), side, side, lambda painter: look.marks.paint(painter, box, mark)
    )


def _wave(frame: Frame, glyph: Glyph) -> Patch:
    """A wavy line under a text."""
    inks = frame.inks
    width, half = max(round(glyph.text.size().width()), 1), inks.look.px(WAVE)
    high = half + 2
    colour = inks.colours[Ink.REFUSED]

    def draw(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.2))
        points = [
            QPointF(x, 1 + (half if turn % 2 else 0))
            for turn, x in enumerate(range(0, width + half, half))
        ]
        painter.drawPolyline(QPolygonF(points))

    pixmap = inks.pixmap(("wave", width, half), width, high, draw)
    bottom = glyph.y + round(glyph.text.size().height())
    return Patch(pixmap, glyph.x, min(bottom - inks.look.px(2), frame.height - high - 1))


def _struck(frame: Frame, drawn: Drawn) -> Drawn:
    """A cell whose record is to be deleted: grey, each text struck through."""
    inks = frame.inks
    colour = inks.colours[Ink.DELETED]
    glyphs = tuple(glyph._replace(ink=Ink.DELETED) for glyph in drawn.glyphs)
    patches = list(drawn.patches)
    for glyph in glyphs:
        width = max(round(glyph.text.size().width()), 1)
        line = inks.pixmap(
            ("strike", width),
            width,
            1,
            lambda painter, w=width: painter.fillRect(0, 0, w, 1, colour),
        )
        patches.append(Patch(line, glyph.x, frame.height // 2))
    return Drawn(glyphs, tuple(patches))


def _badge(frame: Frame) -> Drawn:
    """The badge of a new record where its key will stand."""
    look = frame.inks.look
    text = tr("New")
    width, height = badge_width(text, look), look.px(BADGE)
    colours = look.colours_of(Mark.NEW)
    box = QRect(0, 0, width, height)
    ground = mix(colours.tint, colours.mark, 0.18)
    pixmap = frame.inks.pixmap(
        ("badge", text, width),
        width,
        height,
        lambda painter: _paint_badge(painter, box, text, frame, ground),
    )
    return Drawn(patches=(Patch(pixmap, frame.inks.pad, frame.middle(height)),))


def _paint_badge(painter: QPainter, box: QRect, text: str, frame: Frame, ground: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = frame.inks.look
    paint_badge(painter, box, text, look, look.colours_of(Mark.NEW).ink, ground)


def paint_stray(painter: QPainter, inks: Inks, box: QRect) -> None:
    """Stripe a row that filters would hide by now."""
    painter.setPen(Qt.PenStyle.NoPen)
    hatch(painter, box, inks.look.colours.line2, inks.look.px(HATCH * 2))
