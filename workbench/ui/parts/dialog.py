"""The frame of every dialog: title, body, footer in the platform's order, window-modal, never exec.

A dialog that writes begins with the account's colour as a line of three pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Hairline
from workbench.ui.safe import never_raises
from workbench.ui.text import label, visible
from workbench.ui.theme.apply import wear
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic, topic_at

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look

_ButtonRole = QDialogButtonBox.ButtonRole


class DialogFrame(QDialog):
    """Put the content on `body`; show with `open()` and listen to `accepted` and `rejected`.

    `width` is the name of a width in the tokens: dialog_small 480, dialog 640, dialog_wide 960.
    `topic` is the page of the manual that F1 shows. Escape rejects; Enter presses the primary
    button unless that one deletes.
    """

    def __init__(
        self,
        title: str,
        look: Look,
        *,
        width: str = "dialog",
        topic: str = "",
        account_colour: QColor | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._frame_width = width
        self._account_colour = account_colour
        self.setWindowTitle(visible(title))
        self.setAccessibleName(visible(title))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.body = QVBoxLayout()
        self._frame_left = QHBoxLayout()
        self._frame_box = QDialogButtonBox()
        self._frame_title = label(title, look, Role.TITLE)
        self._lay_out_frame()
        set_topic(self, topic)
        QShortcut(QKeySequence.StandardKey.HelpContents, self).activated.connect(self.show_help)
        wear(self, look)
        look.changed.connect(self._restyle_frame)
        self._restyle_frame()

    def add_left(self, text: str, kind: Kind = Kind.QUIET) -> Button:
        """A quiet button at the left of the footer: discard, reset, remove."""
        button = Button(text, self._look, kind)
        self._frame_left.addWidget(button)
        return button

    def add_cancel(self, text: str) -> Button:
        """The plain button that rejects."""
        button = Button(text, self._look)
        self._frame_box.addButton(button, _ButtonRole.RejectRole)
        button.clicked.connect(self.reject)
        return button

    def add_plain(self, text: str) -> Button:
        """A second plain button beside the primary one; connect its `clicked`."""
        button = Button(text, self._look)
        self._frame_box.addButton(button, _ButtonRole.ActionRole)
        return button

    def add_primary(self, text: str, kind: Kind = Kind.PRIMARY, *, accepts: bool = True) -> Button:
        """The one loud button; with `accepts` it closes the dialog as accepted."""
        button = Button(text, self._look, kind)
        self._frame_box.addButton(button, _ButtonRole.AcceptRole)
        if kind is not Kind.DELETE:
            button.setDefault(True)
        if accepts:
            button.clicked.connect(self.accept)
        return button

    @never_raises(None)
    def show_help(self) -> None:
        """Show the page of the manual about where the keyboard is, beside this dialog."""
        from workbench.ui.dialogs.contents import HelpWindow  # noqa: PLC0415 - is one itself

        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        page = HelpWindow(self._look, topic_at(focus if inside else self), self)
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.open()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.surface)
        if self._account_colour:
            painter.fillRect(0, 0, self.width(), self._look.px(3), self._account_colour)

    def _lay_out_frame(self) -> None:
        self._head = QVBoxLayout()
        self._head.addWidget(self._frame_title)
        self._head.addLayout(self.body, 1)
        self._footer = QHBoxLayout()
        self._footer.addLayout(self._frame_left)
        self._footer.addStretch(1)
        self._footer.addWidget(self._frame_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head, 1)
        column.addWidget(Hairline(self._look))
        column.addLayout(self._footer)

    @never_raises(None)
    def _restyle_frame(self) -> None:
        look = self._look
        edge, gap = look.size("panel_padding"), look.size("gap")
        self._head.setContentsMargins(edge, edge, edge, edge)
        self._head.setSpacing(look.px(12))
        self.body.setSpacing(gap)
        self._footer.setContentsMargins(edge, gap + look.px(2), edge, gap + look.px(2))
        self._frame_left.setSpacing(gap)
        self.setMinimumWidth(look.size(self._frame_width))
        self.update()
