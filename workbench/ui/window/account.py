"""The account chip: which account a tab works with, in the colour its user gave it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu

from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.paint import CENTRED, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

DOT = 8
LONGEST = 160
"""Widest name, px at 100 %."""
LEAST = 112
"""Width that a chip with a long name can be cut to, px at 100 %."""


class AccountChip(QAbstractButton):
    """Name and colour of the account; a menu offers the others.

    Attributes:
        connect_wanted: the user wants to add or change an account.
    """

    connect_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._choose)
        desk.account_changed.connect(self._show)
        look.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        account = self._desk.account
        name = account.name if account else tr("Connect…")
        if account and account.read_only:
            name = tr("{name}, read-only", name=account.name)
        self.setText(visible(name))
        self.setAccessibleName(tr("Account: {name}", name=visible(name)))
        host = account.url if account and account.url else self._desk.source.hosts[""]
        set_tip(self, f"{self._desk.source.title} · {visible(name)} · {host}")
        self.updateGeometry()
        self.update()

    def _choose(self) -> None:
        desk = self._desk
        menu = QMenu(self)
        for account in desk.workspace.accounts.list(desk.source.id):
            action = menu.addAction(visible(account.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(account == desk.account)
            action.triggered.connect(
                lambda _checked=False, chosen=account: desk.connect_account(chosen)
            )
        menu.addSeparator()
        menu.addAction(tr("Accounts…")).triggered.connect(self.connect_wanted)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @property
    def _colour(self) -> QColor:
        account = self._desk.account
        return QColor(account.colour) if account and account.colour else self._look.colours.text3

    @never_raises(QSize(80, 28))
    def sizeHint(self) -> QSize:  # noqa: D102
        px = self._look.px
        width = self._look.metrics(Role.CELL_STRONG).horizontalAdvance(self.text())
        return QSize(min(width, px(LONGEST)) + px(10 + DOT + 6 + 6 + 12 + 8), px(28))

    @never_raises(QSize(80, 28))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        whole = self.sizeHint()
        return QSize(min(whole.width(), self._look.px(LEAST)), whole.height())

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look, px = self._look, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        edge = look.accent.ink if self.hasFocus() else look.colours.line2
        ground = look.account_tint(self._colour) if self._desk.account else look.colours.surface
        frame(painter, rect, look.radius("radius"), ground, edge, 2.0 if self.hasFocus() else 1.0)
        middle = rect.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(QRectF(px(10), middle - px(DOT) / 2, px(DOT), px(DOT)))
        left = px(10 + DOT + 6)
        caret = px(12)
        text = QRectF(left, 0, rect.width() - left - caret - px(10), rect.height())
        painter.setFont(look.font(Role.CELL_STRONG))
        painter.setPen(look.colours.text)
        shown = look.metrics(Role.CELL_STRONG).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(text.width()) + 1
        )
        painter.drawText(text, CENTRED, shown)
        place = QRectF(rect.width() - caret - px(6), middle - caret / 2, caret, caret)
        look.paint_icon(painter, place.toRect(), "chevron-down")
