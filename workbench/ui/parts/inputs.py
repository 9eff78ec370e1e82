"""The one-line input, with a search icon, a clear cross and a key hint where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.paint import paint_key_cap
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look


class LineEdit(QLineEdit):
    """An input 28 high; its frame is painted by the style, its icon here.

    `name` is told to screen readers. `numeric` puts the text to the right with tabular figures.
    Escape empties a search and stays in it.
    """

    def __init__(
        self,
        name: str,
        look: Look,
        *,
        placeholder: str = "",
        search: bool = False,
        hint: str = "",
        numeric: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._search = search
        self._hint = hint
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._clear = IconButton("x", tr("Clear"), look, small=True, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._show_clear)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_bad(self, reason: str = "") -> None:
        """Marks the input as wrong, with the reason as its tool tip; empty takes the mark off."""
        self.setProperty("bad", bool(reason))
        self.setToolTip(tip_text(reason))
        self.setAccessibleDescription(reason)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(super().sizeHint().width(), self._look.size("control"))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(48), self._look.size("control"))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        painter = QPainter(self)
        if self._search:
            spot = QRect(self._look.px(8), 0, self._look.size("icon"), self.height())
            self._look.paint_icon(painter, spot, "search")
        if self._hint and not self.text():
            middle = self.rect().center().y() + 1
            paint_key_cap(painter, self.width() - self._look.px(6), middle, self._hint, self._look)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        side = self._clear.sizeHint().width()
        top = (self.height() - side) // 2
        self._clear.setGeometry(self.width() - side - self._look.px(2), top, side, side)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self._search and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(self._search and bool(text))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        look = self._look
        left = look.px(8) + look.size("icon") if self._search else 0
        right = look.size("control_small") if self._search else 0
        if self._hint:
            right = look.metrics(Role.AXIS).horizontalAdvance(self._hint) + look.px(16)
        pad = look.px(6)
        self.setTextMargins(left + pad, 0, right + pad - look.px(2), 0)
        self.setFixedHeight(look.size("control"))
