"""Draws a code that can be scanned below its field; a wrong one is said, never drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.form.symbols import Symbol, symbol_of
from workbench.ui.parts.paint import frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look

LINES_HIGH = 44
SQUARE = 96
QUIET = 10
"""Height of line codes and side of QR in px at 100 %; modules left white at each side."""


class Barcode(QWidget):
    """The code of a text, or one sentence why there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.bars = _Bars(look)
        self.note = label("", look, Role.NOTE, "text2", wrap=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4)
        column.addWidget(self.bars, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        self.show_code("", "")

    def show_code(self, symbology: str, text: str) -> None:
        """Draw a text as the symbology that the record names."""
        made = symbol_of(symbology, text)
        drawn = made if isinstance(made, Symbol) else None
        self.bars.show_symbol(drawn)
        self.bars.setVisible(drawn is not None)
        self.note.say("" if isinstance(made, Symbol) else made.reason)
        self.note.setVisible(bool(self.note.text()))
        self.setVisible(drawn is not None or bool(self.note.text()))


class _Bars(QWidget):
    """Black on white in both themes: scanners need it so."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._symbol: Symbol | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def show_symbol(self, symbol: Symbol | None) -> None:
        """Draw another code."""
        if symbol != self._symbol:
            self._symbol = symbol
            said = tr("{name} code of {text}", name=symbol.name, text=symbol.text) if symbol else ""
            self.setAccessibleName(visible(said))
            self._restyle()

    def _module(self) -> int:
        """Pixels of one module: whole ones, so that edges are sharp."""
        symbol = self._symbol
        if symbol is None:
            return 1
        count = len(symbol.rows[0]) + 2 * QUIET
        wide = self._look.px(SQUARE if len(symbol.rows) > 1 else 280)
        return max(1, wide // count)

    def sizeHint(self) -> QSize:
        if self._symbol is None:
            return QSize(0, 0)
        wide = (len(self._symbol.rows[0]) + 2 * QUIET) * self._module()
        if len(self._symbol.rows) > 1:
            return QSize(wide, wide)
        text = self._look.line(Role.NOTE)
        return QSize(wide, self._look.px(LINES_HIGH) + text + self._look.px(12))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        symbol = self._symbol
        if symbol is None:
            return
        painter = QPainter(self)
        look, side = self._look, self._module()
        white = QColor("#FFFFFF")
        frame(painter, self.rect(), look.radius("radius_thumbnail"), white, look.colours.line2)
        black = QColor("#000000")
        square = len(symbol.rows) > 1
        top = QUIET * side if square else look.px(6)
        high = side if square else look.px(LINES_HIGH)
        for down, row in enumerate(symbol.rows):
            for at, bit in enumerate(row):
                if bit == "1":
                    painter.fillRect((QUIET + at) * side, top + down * side, side, high, black)
        if not square:
            self._write(painter, symbol.text, top + high, black)

    def _write(self, painter: QPainter, text: str, top: int, ink: QColor) -> None:
        painter.setFont(self._look.font(Role.NOTE))
        painter.setPen(ink)
        room = QRect(0, top, self.width(), self._look.line(Role.NOTE) + self._look.px(4))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), visible(text))

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
