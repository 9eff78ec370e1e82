"""The view button of the tool bar: which view is in use, whether it changed, and its menu."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.core.views import SavedView
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.keeping import ViewKeeper
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import no_mnemonic, set_tip, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

WIDEST = 220
"""Of the name, px at 100 %."""
LEAST = 140
"""Width that the button of a long name can be cut to, px at 100 %."""


class ViewButton(QAbstractButton):
    """Bookmark, name of the view, a dot where it changed, and a caret that opens the menu.

    Attributes:
        menu_made: the menu was made; others may add to it before it is shown.
    """

    menu_made = Signal(QMenu)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._keeper = ViewKeeper(desk, look, self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.choose)
        for changed in (desk.saved_changed, desk.session_changed, desk.view_changed):
            changed.connect(self._show)
        look.changed.connect(self._show)
        self._show()

    def choose(self) -> None:
        """Open the menu."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu as it is now: saved views, then what can be done with this one."""
        desk, saved = self._desk, self._desk.saved
        menu = QMenu(self)
        for held in desk.workspace.views.list(desk.source.id, desk.resource.id):
            action = menu.addAction(no_mnemonic(held.name))
            action.setCheckable(True)
            action.setChecked(saved is not None and held.name == saved.name)
            action.triggered.connect(lambda _on=False, held=held: self._use(held))
        default = menu.addAction(tr("Default view"))
        default.setCheckable(True)
        default.setChecked(saved is None)
        default.triggered.connect(self._use_default)
        menu.addSeparator()
        save = menu.addAction(tr("Save"), self.save)
        save.setEnabled(saved is None or desk.differs)
        menu.addAction(tr("Save as…"), self.save_as)
        reset = menu.addAction(tr("Reset"), desk.reset_view)
        reset.setEnabled(saved is None or desk.differs)
        menu.addSeparator()
        menu.addAction(tr("Rename…"), self.rename).setEnabled(saved is not None)
        menu.addAction(tr("Delete"), self.remove).setEnabled(saved is not None)
        self.menu_made.emit(menu)
        return menu

    def save(self) -> None:
        """Keep the view as it is under its name; ask for one where it has none."""
        saved = self._desk.saved
        if saved is None:
            self.save_as()
            return
        self._keeper.update(saved)

    def save_as(self) -> None:
        """Ask for a name and keep the view under it."""
        self._keeper.save_as(self)

    def rename(self) -> None:
        """Ask for another name of the view in use."""
        if self._desk.saved:
            self._keeper.rename(self._desk.saved, self)

    def remove(self) -> None:
        """Forget the view in use; a toast offers it back."""
        if self._desk.saved:
            self._keeper.remove(self._desk.saved)

    def _use(self, held: SavedView) -> None:
        self._desk.use_view(held.view, held.name)

    def _use_default(self) -> None:
        self._desk.use_view(self._desk.default_view(self._desk.resource))

    @property
    def name(self) -> str:
        """What the button says."""
        saved = self._desk.saved
        return visible(saved.name if saved else tr(self._desk.resource.title))

    @never_raises(None)
    def _show(self) -> None:
        try:
            name, differs = self.name, self._desk.differs
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        told = tr("View: {name}, changed", name=name) if differs else tr("View: {name}", name=name)
        self.setText(name)
        self.setAccessibleName(told)
        set_tip(self, told)
        self.updateGeometry()
        self.update()

    @never_raises(QSize(120, 28))
    def sizeHint(self) -> QSize:  # noqa: D102
        look = self._look
        text = min(look.metrics(Role.VIEW).horizontalAdvance(self.text()) + 1, look.px(WIDEST))
        return QSize(text + look.px(6 + 16 + 6 + 15 + 14 + 6), look.size("control"))

    @never_raises(QSize(60, 28))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        wide = min(self.sizeHint().width(), self._look.px(LEAST))
        return QSize(max(wide, self._look.px(96)), self._look.size("control"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, px, colours = self._look, self._look.px, self._look.colours
        ground = colours.press if self.isDown() else colours.hover if self.underMouse() else None
        edge = look.accent.ink if self.hasFocus() else None
        frame(painter, self.rect(), look.radius(), ground, edge, 2.0)
        high, side = self.height(), look.size("icon")
        solid = self._desk.saved is not None
        ink = look.accent.ink if solid else colours.text2
        icon = look.pixmap("bookmark", ink, 16, self.devicePixelRatioF(), solid=False)
        painter.drawPixmap(px(6), (high - side) // 2, icon)
        left, room = px(6) + side + px(6), self.width() - px(6 + 16 + 6 + 34)
        shown = look.metrics(Role.VIEW).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(look.font(Role.VIEW))
        painter.setPen(colours.text)
        painter.drawText(QRect(left, 0, room + px(2), high), ONE_LINE, shown)
        left += look.metrics(Role.VIEW).horizontalAdvance(shown)
        if self._desk.differs:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent.ink)
            dot = px(6)
            painter.drawEllipse(QRectF(left + px(5), (high - dot) / 2, dot, dot))
        caret = QRect(left + px(15), 0, px(14), high)
        look.paint_icon(painter, caret, "chevron-down")
