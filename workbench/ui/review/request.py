"""The exact request of a record, as a block of code: what it writes stands out, secrets do not."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.requesting import Line, RequestText

LONGEST = 60
"""Lines of a body that are shown; all of them can be copied."""


class CodeBlock(QWidget):
    """Lines of code; a changed line is heavier and in the ink of what is changed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[Line] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def say(self, lines: list[Line]) -> None:
        """Show other lines."""
        self._lines = lines[:LONGEST]
        if len(lines) > LONGEST:
            rest = f"{len(lines) - LONGEST:,}"
            self._lines.append(Line(tr("… {count} more lines", count=rest)))
        self.setAccessibleName("\n".join(visible(line.text) for line in self._lines))
        self._restyle()

    @never_raises(QSize(200, 40))
    def sizeHint(self) -> QSize:  # noqa: D102
        line = self._look.px(17)
        return QSize(self._look.px(200), len(self._lines) * line + self._look.px(16))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, px = self._look, self._look.px
        frame(painter, self.rect(), look.radius("radius_card"), look.colours.sunken)
        plain = look.font(Role.MONO)
        heavy = QFont(plain)
        heavy.setWeight(QFont.Weight.DemiBold)
        high = px(17)
        changed = look.colours_of(Mark.CHANGED).ink
        for place, line in enumerate(self._lines):
            painter.setFont(heavy if line.changed or not place else plain)
            ink = look.colours.text if not place else look.colours.text2
            painter.setPen(changed if line.changed else ink)
            room = QRect(px(12), px(8) + place * high, self.width() - px(20), high)
            shown = painter.fontMetrics().elidedText(
                visible(line.text), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, ONE_LINE, shown)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class RequestBox(QWidget):
    """The request of one record, with its title and a button that copies it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self.title = label("", look, Role.NOTE_STRONG)
        self.note = label("", look, Role.NOTE, "text2", wrap=True)
        self.block = CodeBlock(look)
        self.copy = IconButton("copy", tr("Copy request"), look, small=True)
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addLayout(row)
        column.addWidget(self.block)
        column.addWidget(self.note)

    def say(self, number: str, request: RequestText, note: str) -> None:
        """Show the request of a record."""
        self._lines = list(_lines(request))
        self.title.say(tr("Request for {number}", number=number))
        self.block.say(self._lines)
        self.note.say(note)
        self.note.setVisible(bool(note))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(line.text for line in self._lines))


def _lines(request: RequestText) -> Iterator[Line]:
    yield Line(f"{request.method} {request.path}")
    for name, value in request.headers:
        yield Line(f"{name}: {value}")
    if request.body:
        yield Line("")
        yield from request.body
