"""A cell ready to be painted: texts and small pictures with their places in the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from workbench.core.fields import Field
from workbench.core.formats import MISSING, Formats
from workbench.ui.grid.inks import PROSE, Ink, Static
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap, QStaticText

    from workbench.tables.table import Table
    from workbench.ui.grid.inks import Inks


class Glyph(NamedTuple):
    """A text at a place of the cell."""

    text: QStaticText
    x: int
    y: int
    role: str
    ink: Ink


class Patch(NamedTuple):
    """A small picture at a place of the cell."""

    pixmap: QPixmap
    x: int
    y: int


class Drawn(NamedTuple):
    """A cell, ready."""

    glyphs: tuple[Glyph, ...] = ()
    patches: tuple[Patch, ...] = ()


class Frame(msgspec.Struct):
    """The cell to be drawn, and what it is drawn with.

    Attributes:
        inks: fonts, colours, texts.
        formats: how numbers and days are written.
        table: the rows.
        row: the table's row.
        field: the column.
        width, height: of the cell in pixels, the row's line at the bottom included.
        strong: the row's name: heavier.
        badge: room at the right that a price keeps for its tier, 0 for none.
    """

    inks: Inks
    formats: Formats
    table: Table
    row: int
    field: Field
    width: int
    height: int
    strong: bool = False
    badge: int = 0

    @property
    def value(self) -> object:
        """The value of the cell."""
        return self.table.value(self.row, self.field.id)

    def middle(self, high: int) -> int:
        """Where something `high` pixels high begins, to stand in the row's middle."""
        return (self.height - 1 - high) // 2

    def glyph(self, static: Static, x: int, role: str, ink: Ink) -> Glyph:
        """A text at `x` in the middle of the row."""
        return Glyph(static.text, x, self.middle(static.height), role, ink)

    def left(self, text: str, role: str = PROSE, ink: Ink = Ink.TEXT) -> Drawn:
        """A text from the cell's left, cut where it does not fit."""
        pad = self.inks.pad
        static = self.inks.fitted(role, text, self.width - 2 * pad)
        return Drawn((self.glyph(static, pad, role, ink),))

    def right(self, text: str, role: str, ink: Ink, room: int = 0) -> Glyph:
        """A text that ends `room` pixels before the cell's right padding."""
        pad = self.inks.pad
        static = self.inks.fitted(role, text, self.width - 2 * pad - room)
        return self.glyph(static, self.width - pad - room - static.width, role, ink)

    def missing(self, *, right: bool = False, room: int = 0) -> Drawn:
        """The sign for a value that is not there."""
        if right:
            return Drawn((self.right(MISSING, Role.CELL, Ink.THIRD, room),))
        return self.left(MISSING, ink=Ink.THIRD)
