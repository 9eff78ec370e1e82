"""What happened to a record, one thing below the other: signs on a line, with words and times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.ui.dock.record import UNREADABLE
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.core.formats import Formats
    from workbench.core.sources import SubTable
    from workbench.ui.theme.look import Look

HEAD = 26
STEP = 28
EDGE = 10
SIGN = 14
"""Heights of the title and of a step, room above and below, side of a sign; px at 100 %."""
_LEFT = ONE_LINE | int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = ONE_LINE | int(Qt.AlignmentFlag.AlignRight)


class Stop(NamedTuple):
    """One thing that happened.

    Attributes:
        sign: its state, None for a plain one.
        title: what it was.
        moment: when, in words.
        note: more about it.
    """

    sign: Mark | None
    title: str
    moment: str
    note: str = ""


def stops_of(subtable: SubTable, rows: Sequence[object], formats: Formats) -> list[Stop]:
    """Return rows as stops: their first choice at their first time; the first text is the note."""
    event = _first(subtable, Kind.CHOICE)
    clock = _first(subtable, Kind.TIME)
    note = _first(subtable, Kind.TEXT)
    found: list[Stop] = []
    for row in rows:
        what, moment, more = (_read(held, row) for held in (event, clock, note))
        if not isinstance(what, Coded) or event is None:
            continue
        sign = dict(event.signs).get(what.code, "")
        said = formats.time(moment) if isinstance(moment, datetime) else ""
        found.append(Stop(Mark(sign) if sign else None, what.label, said, str(more or "")))
    return found


def _first(subtable: SubTable, kind: Kind) -> Field | None:
    return next((held for held in subtable.fields if held.kind is kind), None)


def _read(field: Field | None, row: object) -> object:
    try:
        return field.read(row) if field is not None else None
    except UNREADABLE:
        return None


class CourseView(QWidget):
    """The stops; the table below it holds the same for the keyboard and the clipboard."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.stops: tuple[Stop, ...] = ()
        self.setAccessibleName(visible(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def set_stops(self, stops: Sequence[Stop]) -> None:
        """Show these."""
        self.stops = tuple(stops)
        said = "; ".join(f"{each.title} {each.moment}".strip() for each in self.stops)
        self.setAccessibleDescription(visible(said))
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        px = self._look.px
        return QSize(px(240), px(HEAD) + len(self.stops) * px(STEP) + 2 * px(EDGE))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(160), self.sizeHint().height())

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        px, high = self._look.px, self._look.px(STEP)
        painter.setFont(self._look.font(Role.TOTAL))
        painter.setPen(self._look.colours.text)
        head = QRect(px(16), px(EDGE), self.width() - px(32), px(HEAD))
        painter.drawText(head, _LEFT, tr("What happened so far"))
        for at, stop in enumerate(self.stops):
            box = QRect(px(16), px(EDGE + HEAD) + at * high, self.width() - px(32), high)
            if at + 1 < len(self.stops):
                self._paint_way(painter, box)
            self._paint_stop(painter, box, stop)
        line = self._look.colours.line
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)

    def _paint_way(self, painter: QPainter, box: QRect) -> None:
        """The line from one sign to the next."""
        px = self._look.px
        left = box.left() + px(SIGN) // 2 - 1
        top = box.center().y() + px(SIGN) // 2 + 2
        room = box.height() - px(SIGN) - 4
        painter.fillRect(left, top, 2, room, self._look.colours.line2)

    def _paint_stop(self, painter: QPainter, box: QRect, stop: Stop) -> None:
        look, px = self._look, self._look.px
        sign = QRect(box.left(), box.center().y() - px(SIGN) // 2, px(SIGN), px(SIGN))
        if stop.sign is not None:
            look.marks.paint(painter, sign, stop.sign)
        words = box.adjusted(px(SIGN) + px(12), 0, 0, 0)
        right = visible(stop.moment)
        wide = look.metrics(Role.NOTE).horizontalAdvance(right)
        painter.setFont(look.font(Role.NOTE))
        bad = stop.sign in {Mark.UNKNOWN, Mark.REFUSED}
        ink = look.colours_of(stop.sign).ink if bad and stop.sign else look.colours.text2
        painter.setPen(ink)
        painter.drawText(words, _RIGHT, right)
        room = words.adjusted(0, 0, -wide - px(12), 0)
        shown = look.metrics(Role.CELL_STRONG).elidedText(
            visible(stop.title), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(Role.CELL_STRONG))
        painter.setPen(look.colours.text)
        painter.drawText(room, _LEFT, shown)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
