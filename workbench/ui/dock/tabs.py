"""The dock's inner tabs; those that do not fit are reached by a menu at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.tabs import InnerTabs
from workbench.ui.safe import never_raises
from workbench.ui.text import no_mnemonic

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look


class PageTabs(QWidget):
    """Tabs by id of their page.

    Attributes:
        chosen: another page is wanted; its id.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.more = IconButton("ellipsis", tr("More pages"), look, small=True)
        self.more.clicked.connect(self._open_menu)
        self.bar = InnerTabs(tr("Details of the row"), look)
        self._row.addWidget(self.bar, 1)
        self._row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        look.changed.connect(self._restyle)
        self._restyle()

    def set_pages(self, pages: list[tuple[str, str]]) -> None:
        """Make tabs of (id, title)."""
        old = self.bar
        self.bar = InnerTabs(tr("Details of the row"), self._look)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self._ids = [identity for identity, _ in pages]
        self._titles = [title for _, title in pages]
        for _, title in pages:
            self.bar.add(title)
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row.replaceWidget(old, self.bar)
        old.deleteLater()
        self.bar.currentChanged.connect(self._changed)
        self._fit()

    @property
    def current(self) -> str:
        """Id of the page chosen, "" where there is none."""
        at = self.bar.currentIndex()
        return self._ids[at] if 0 <= at < len(self._ids) else ""

    def choose(self, identity: str) -> None:
        """Choose a page by its id; an unknown one chooses the first."""
        at = self._ids.index(identity) if identity in self._ids else 0
        self.bar.setTabVisible(at, True)
        self.bar.setCurrentIndex(at)
        self._fit()

    def set_count(self, identity: str, count: int | None) -> None:
        """Show a number after a title."""
        if identity in self._ids:
            self.bar.set_count(self._ids.index(identity), count)
            self._fit()

    def hidden_pages(self) -> list[str]:
        """Ids of the pages that the menu holds."""
        return [identity for at, identity in enumerate(self._ids) if not self.bar.isTabVisible(at)]

    def _changed(self, _at: int) -> None:
        self._fit()
        self.chosen.emit(self.current)

    def _fit(self) -> None:
        """Show as many tabs as fit: the first, the chosen and the last before the others."""
        count = len(self._ids)
        widths = [self.bar.tabSizeHint(at).width() for at in range(count)]
        edge = self._look.px(12)
        room = self.width() - edge
        shown = set(range(count))
        if sum(widths) > room:
            room -= self.more.sizeHint().width()
            shown = set()
            first = [0, max(self.bar.currentIndex(), 0), count - 1]
            for at in dict.fromkeys([*first, *range(count)]):
                if sum(widths[held] for held in {*shown, at}) <= room or not shown:
                    shown.add(at)
        turned = [at for at in range(count) if self.bar.isTabVisible(at) != (at in shown)]
        for at in turned:
            self.bar.setTabVisible(at, at in shown)
        self.more.setVisible(len(shown) < count)
        if turned:
            self._scroll_back()

    def _scroll_back(self) -> None:
        """Qt keeps the bar scrolled after tabs were hidden; it looks again when it is resized."""
        size = self.bar.size()
        self.bar.resize(size + QSize(1, 0))
        self.bar.resize(size)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for identity in self.hidden_pages():
            at = self._ids.index(identity)
            menu.addAction(
                no_mnemonic(self.bar.accessibleTabName(at)),
                lambda identity=identity: self.choose(identity),
            )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        line = self._look.colours.line
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, line)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("inner_tabs"))
        self._row.setContentsMargins(self._look.px(6), 0, self._look.px(6), 0)
        self._fit()
