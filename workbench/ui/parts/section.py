"""A foldable section: caret, title, note, and the body below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workbench.ui.theme.look import Look


class SectionHead(QAbstractButton):
    """32 high (24 when `dense`); click, Enter or Space folds, Left and Right fold and open.

    `toggled(bool)` tells whether it is open. `count` stands in a bubble after the title.
    """

    def __init__(
        self, title: str, look: Look, *, note: str = "", is_open: bool = True, dense: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._title, self._note = visible(title), visible(note)
        self._count = 0
        self._dense = dense
        self.setCheckable(True)
        self.setChecked(is_open)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()
        look.changed.connect(self._restyle)

    def set_note(self, note: str) -> None:
        """Says something else beside the title."""
        self._note = visible(note)
        self._tell()

    def set_count(self, count: int) -> None:
        """The number in the bubble; 0 takes it off."""
        self._count = count
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: D102
        wide = self._look.metrics(Role.NOTE_STRONG).horizontalAdvance(self._title)
        high = self._look.size("facet_row" if self._dense else "section")
        return QSize(wide + self._look.px(64), high)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        turns = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        turn = turns.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif turn is not None:
            self.setChecked(turn)
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, colours = self._look, self._look.colours
        caret = QRect(0, 0, look.px(12), self.height())
        look.paint_icon(painter, caret, "chevron-down" if self.isChecked() else "chevron-right")
        left = self._write(painter, look.px(18), self._title, Role.NOTE_STRONG, colours.text)
        if self._count:
            left = self._paint_bubble(painter, left)
        self._write(painter, left, self._note, Role.NOTE, colours.text2)
        if self.hasFocus():
            frame(painter, self.rect(), look.radius("radius_badge"), None, look.accent.ink, 2.0)

    def _write(self, painter: QPainter, left: int, text: str, role: Role, ink: QColor) -> int:
        metrics = self._look.metrics(role)
        room = max(0, self.width() - left)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(QRect(left, 0, room, self.height()), ONE_LINE, shown)
        return left + metrics.horizontalAdvance(shown) + self._look.px(8)

    def _paint_bubble(self, painter: QPainter, left: int) -> int:
        text = str(self._count)
        high = self._look.px(16)
        wide = self._look.metrics(Role.HEADING).horizontalAdvance(text) + self._look.px(8)
        box = QRect(left, (self.height() - high) // 2, max(high, wide), high)
        frame(painter, box, high / 2, self._look.accent.fill)
        painter.setFont(self._look.font(Role.HEADING))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, CENTRED, text)
        return box.right() + self._look.px(8)

    def _tell(self) -> None:
        parts = (self._title, str(self._count) if self._count else "", self._note)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._restyle()

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Section(QWidget):
    """A head and the body that it folds away; `head.toggled` tells the owner to remember it.

    Args:
        margin: beside the head, in pixels at 100 %; the body brings its own.
    """

    def __init__(
        self,
        title: str,
        body: QWidget,
        look: Look,
        *,
        note: str = "",
        is_open: bool = True,
        margin: int = 0,
    ) -> None:
        super().__init__()
        self.head = SectionHead(title, look, note=note, is_open=is_open)
        self.body = body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        keep_spacing(row, look, 0, (margin, 0, margin, 0))
        row.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(body)
        body.setVisible(is_open)
        self.head.toggled.connect(body.setVisible)
