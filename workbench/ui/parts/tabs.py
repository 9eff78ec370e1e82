"""The row of tabs at the top of the window, and the calmer tabs inside a dock.

Both are Qt's own tab bar, for its keys, its dragging and its voice; only the paint is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.paint import ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.ui.theme.look import Look


class _Tab(msgspec.Struct):
    title: str
    source: str
    staged: int = 0


class TabBar(QTabBar):
    """Tabs of 40: icon in the source's ink, name, triangle and count of staged edits.

    Middle click and `close_wanted(int)` close; dragging reorders (`tabMoved` of Qt).
    """

    close_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(tr("Tabs"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        look.changed.connect(self._restyle)
        self._restyle()

    def add(self, title: str, source: str, at: int = -1) -> int:
        """Adds a tab of a source, at the end or before `at`; answers its index."""
        index = self.insertTab(at if at >= 0 else self.count(), "")
        self.setTabData(index, _Tab(visible(title), source))
        self._tell(index)
        return index

    def set_title(self, index: int, title: str) -> None:
        """Names a tab anew."""
        self._tab(index).title = visible(title)
        self._tell(index)

    def title(self, index: int) -> str:
        """The name of a tab."""
        return self._tab(index).title

    def set_staged(self, index: int, count: int) -> None:
        """How many edits are staged in a tab; 0 takes the triangle off."""
        self._tab(index).staged = count
        self._tell(index)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: D102
        tab = self._tab(index)
        look = self._look
        wide = look.px(12 + 16 + 8 + 12) + 2 + look.metrics(Role.TOTAL).horizontalAdvance(tab.title)
        if tab.staged:
            count = look.metrics(Role.BADGE).horizontalAdvance(str(tab.staged))
            wide += look.px(8 + 14 + 2) + count
        return QSize(wide, look.size("tab_row") - look.px(6))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: D102
        # Where there is little room long names are cut, short ones stay whole.
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), self._look.px(100)), hint.height())

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index >= 0:
            self.close_wanted.emit(index)
            return
        super().mouseReleaseEvent(event)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index, self.tabRect(index))

    def _paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        look, tab = self._look, self._tab(index)
        accent, is_open = look.accent_of(tab.source), index == self.currentIndex()
        under = self.mapFromGlobal(self.cursor().pos())
        if is_open:
            painter.save()
            painter.setClipRect(rect)
            tall = rect.adjusted(0, 0, 0, look.px(8))
            frame(painter, tall, look.radius(), look.colours.surface, look.colours.line)
            painter.restore()
            inset = look.px(8)
            painter.fillRect(rect.adjusted(inset, 0, -inset, 2 - rect.height()), accent.ink)
        elif self.underMouse() and rect.contains(under):
            frame(painter, rect.adjusted(1, 3, -1, -3), look.radius(), look.colours.press)
        if is_open and self.hasFocus():
            frame(painter, rect.adjusted(3, 4, -3, -3), look.radius(), None, accent.ink, 2.0)
        spot = QRect(rect.left() + look.px(12), rect.top(), look.size("icon"), rect.height())
        look.paint_icon(painter, spot, accent.icon, accent.ink)
        self._paint_name(painter, rect.adjusted(look.px(36), 0, -look.px(12), 0), tab, is_open)

    def _paint_name(self, painter: QPainter, rect: QRect, tab: _Tab, is_open: bool) -> None:
        look = self._look
        role = Role.TOTAL if is_open else Role.CELL_STRONG
        count = str(tab.staged)
        marked = look.px(24) + look.metrics(Role.BADGE).horizontalAdvance(count)
        room = rect.width() - (marked if tab.staged else 0)
        name = look.metrics(role).elidedText(tab.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(look.font(role))
        painter.setPen(look.colours.text if is_open else look.colours.text2)
        painter.drawText(rect, ONE_LINE, name)
        if not tab.staged:
            return
        left = rect.right() - marked + look.px(8)
        spot = QRect(left, rect.top(), look.px(10), rect.height())
        look.marks.paint(painter, spot, Mark.CHANGED)
        painter.setFont(look.font(Role.BADGE))
        painter.setPen(look.colours_of(Mark.CHANGED).ink)
        spot = QRect(left + look.px(13), rect.top(), look.px(60), rect.height())
        painter.drawText(spot, ONE_LINE, count)

    def _tab(self, index: int) -> _Tab:
        kept = self.tabData(index)
        return kept if isinstance(kept, _Tab) else _Tab("", "")

    def _tell(self, index: int) -> None:
        tab = self._tab(index)
        staged = trn("{count} staged edit", "{count} staged edits", tab.staged)
        self.setAccessibleTabName(index, f"{tab.title}, {staged}" if tab.staged else tab.title)
        self.setTabText(index, tab.title.replace("&", "&&"))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.TOTAL))
        self.update()


class TabRow(QWidget):
    """The tab row: tabs, "+", and a corner at the right for search and window buttons.

    `add_wanted` is the plus.
    """

    add_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.bar = TabBar(look)
        plus = IconButton("plus", tr("New tab"), look)
        plus.clicked.connect(self.add_wanted)
        self.plus = plus
        self.corner = QHBoxLayout()
        row = QHBoxLayout(self)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        self._plus_place = QVBoxLayout()
        self._plus_place.addWidget(plus)
        row.addLayout(self._plus_place)
        row.addStretch(1)
        row.addLayout(self.corner)
        self._row = row
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        self._row.setContentsMargins(self._look.px(8), 0, self._look.px(12), 0)
        self._row.setSpacing(self._look.px(6))
        self._plus_place.setContentsMargins(0, self._look.px(6), 0, 0)
        self.corner.setSpacing(self._look.size("gap"))
        self.setFixedHeight(self._look.size("tab_row"))


class InnerTabs(QTabBar):
    """Tabs of 34 inside a dock, the open one with a 2 px underline; a count after a name."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._titles: list[str] = []
        self._shown: list[str] = []
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self._restyle)
        self._restyle()

    def add(self, title: str, count: int | None = None) -> int:
        """Adds a tab; answers its index."""
        self._titles.append(visible(title))
        self._shown.append("")
        index = self.addTab("")
        self.set_count(index, count)
        return index

    def set_count(self, index: int, count: int | None) -> None:
        """The number after the name; None shows none."""
        title = self._titles[index]
        self._shown[index] = f"{title} {count:,}" if count is not None else title
        self.setAccessibleTabName(index, self._shown[index])
        self.setTabText(index, self._shown[index].replace("&", "&&"))

    def tabSizeHint(self, index: int) -> QSize:  # noqa: D102
        wide = self._look.metrics(Role.NOTE_STRONG).horizontalAdvance(self._shown[index])
        return QSize(wide + 2 * self._look.px(10), self._look.size("inner_tabs"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look = self._look
        for index in range(self.count()):
            rect, is_open = self.tabRect(index), index == self.currentIndex()
            painter.setFont(look.font(Role.NOTE_STRONG if is_open else Role.LABEL))
            painter.setPen(look.colours.text if is_open else look.colours.text2)
            text = rect.adjusted(look.px(10), 0, 0, 0)
            painter.drawText(text, ONE_LINE, self._shown[index])
            if is_open:
                inset = look.px(10)
                line = rect.adjusted(inset, rect.height() - 2, -inset, 0)
                painter.fillRect(line, look.accent.ink)
            if is_open and self.hasFocus():
                around = rect.adjusted(2, 4, -2, -4)
                frame(painter, around, look.radius(), None, look.accent.ink, 2.0)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.NOTE_STRONG))
        self.update()
