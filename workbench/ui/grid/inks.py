"""Fonts, colours, texts and small pictures of the table, made once per theme and zoom.

Painting a screen of cells leaves no time to ask for them one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap, QStaticText, QTransform

from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from workbench.ui.theme.look import Look

MOST_TEXTS = 30_000
"""Laid out texts kept; all are dropped when there are more."""


PROSE = "prose"
"""Names and texts: figures of their own width, for tabular ones make hyphens too wide."""
PROSE_STRONG = "prose_strong"
"""The row's name."""
_PROPORTIONAL = ((PROSE, Role.CELL), (PROSE_STRONG, Role.CELL_STRONG))


class Ink(IntEnum):
    """What a text of the table is coloured in; index into `Inks.colours`."""

    TEXT = 0
    SECOND = 1
    THIRD = 2
    ACCENT = 3
    CHANGED = 4
    REFUSED = 5
    NEW = 6
    DELETED = 7
    CONFLICT = 8
    UNKNOWN = 9


class Static(NamedTuple):
    """A text that is laid out already."""

    text: QStaticText
    width: int
    height: int


class Inks:
    """What cells are painted with, at one theme, zoom and device ratio."""

    def __init__(self, look: Look, ratio: float = 1.0) -> None:
        self.look = look
        self.ratio = ratio
        self._statics: dict[tuple[str, str], Static] = {}
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self.remake()

    def remake(self) -> None:
        """Forget everything: the look is another."""
        look = self.look
        self._statics.clear()
        self._pixmaps.clear()
        self.fonts: dict[str, QFont] = {role: look.font(role) for role in Role}
        self.metrics: dict[str, QFontMetrics] = {role: look.metrics(role) for role in Role}
        for name, like in _PROPORTIONAL:
            font = QFont(look.font(like))
            font.unsetFeature(QFont.Tag("tnum"))
            self.fonts[name], self.metrics[name] = font, QFontMetrics(font)
        colours = look.colours
        self.colours: list[QColor] = [
            colours.text,
            colours.text2,
            colours.text3,
            look.accent.ink,
            look.colours_of(Mark.CHANGED).ink,
            look.colours_of(Mark.REFUSED).ink,
            look.colours_of(Mark.NEW).ink,
            look.colours_of(Mark.DELETED).ink,
            look.colours_of(Mark.CONFLICT).ink,
            look.colours_of(Mark.UNKNOWN).ink,
        ]
        self.faded: list[QColor] = [colours.text2, *self.colours[1:]]
        self.pad = look.size("cell_padding")
        self.currency = look.size("currency")

    def static(self, role: str, text: str) -> Static:
        """A text, laid out in a role's font."""
        found = self._statics.get((role, text))
        if found is None:
            found = self._static(role, text)
        return found

    def _static(self, role: str, text: str) -> Static:
        if len(self._statics) > MOST_TEXTS:
            self._statics.clear()
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), self.fonts[role])
        size = made.size()
        width = self.metrics[role].horizontalAdvance(text)
        found = self._statics[role, text] = Static(made, width, round(size.height()))
        return found

    def fitted(self, role: str, text: str, width: int) -> Static:
        """A text, cut with "…" where it is wider than `width` pixels."""
        shown = visible(text) if not text.isalnum() else text
        found = self.static(role, shown)
        if found.width <= width:
            return found
        # What tells rows apart stands in brackets at the end: "Gaveland Europe (DE)".
        middle = shown.endswith(")")
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        cut = self.metrics[role].elidedText(shown, mode, max(width, 0))
        return self.static(role, cut)

    def pixmap(
        self,
        key: tuple[object, ...],
        width: int,
        height: int,
        draw: Callable[[QPainter], None],
    ) -> QPixmap:
        """A small picture, drawn at first use; `key` names it."""
        found = self._pixmaps.get(key)
        if found is None:
            found = QPixmap(round(width * self.ratio), round(height * self.ratio))
            found.setDevicePixelRatio(self.ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            draw(painter)
            painter.end()
            self._pixmaps[key] = found
        return found
