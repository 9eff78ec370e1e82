"""The search over all sources: one input, what is found while it is typed, source by source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.paint import frame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.searching.foot import Foot
from workbench.ui.searching.lines import (
    LineKind,
    SearchLine,
    first_lines,
    found_lines,
    is_list,
    pasted_lines_of,
)
from workbench.ui.searching.model import LinesModel
from workbench.ui.searching.painter import HEIGHTS, LineDelegate
from workbench.ui.searching.shelves import Shelves
from workbench.ui.text import set_tip
from workbench.ui.theme.apply import wear
from workbench.ui.theme.look import Look
from workbench.ui.topics import set_topic
from workbench.workspace.searching_words import words_asked

if TYPE_CHECKING:
    from workbench.workspace.searching import Searching
    from workbench.workspace.workspace import Workspace

WIDTH = 640
TALLEST = 560
"""Px at 100 %."""

LONGEST = 400_000
"""Characters of a pasted list."""

PAGE = 6
"""Lines that a page key goes."""


class SearchPanel(QFrame):
    """Lies over the window under its box; Escape or a click elsewhere closes it.

    Attributes:
        hit_wanted: a `Hit` is to be opened in its tab.
        all_wanted: a `Group` is to be shown whole in its tab.
        basket_wanted: a `Hit` is to be put into the basket.
        list_wanted: a pasted list is to be looked up.
        closed: it went away.

    Args:
        searching: the search.
        workspace: whose pictures are shown.
        look: the look.
        first: by source id, the name of the account whose service is asked.
        basket: whether hits can be put into a basket.
        parent: the window it lies over.
    """

    hit_wanted = Signal(object)
    all_wanted = Signal(object)
    basket_wanted = Signal(object)
    list_wanted = Signal(str)
    closed = Signal()

    def __init__(
        self,
        searching: Searching,
        workspace: Workspace,
        look: Look,
        *,
        first: Mapping[str, str] | None = None,
        basket: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self._searching = searching
        self._workspace = workspace
        self._first = first or {}
        self._basket = basket
        self._moved = False
        self.setAccessibleName(tr("Search all sources"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        set_topic(self, "search")
        self.search = LineEdit(
            tr("Search all sources"), look, placeholder=tr("Search all sources"), search=True
        )
        self.search.setMaxLength(LONGEST)
        self.live = Switch(tr("Live"), look, on=searching.live)
        set_tip(self.live, tr("Ask the services, too (Ctrl+L)"))
        self.model = LinesModel()
        self.list = QListView()
        self._shelves = Shelves(searching, workspace, look, self.list.viewport().update)
        self._delegate = LineDelegate(self.model, look, self._shelves.of)
        self._foot = Foot(look)
        self._lay_out()
        wear(self, look)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._typed)
        self.live.toggled.connect(self._turn_live)
        self.list.clicked.connect(lambda _index: self.act())
        searching.changed.connect(weak_slot(self, self.refresh))
        look.changed.connect(self._restyle)
        self._restyle()
        self.search.setText(searching.text)
        self.refresh()

    # ---- where it lies ---------------------------------------------------------------------------

    def open_over(self, anchor: QWidget) -> None:
        """Show it over its box, their right edges in line, ready to type."""
        self._searching.open()
        inset = self._look.px(9)
        place = anchor.mapToGlobal(QPoint(anchor.width() - self.width() + inset, -inset))
        screen = anchor.screen().availableGeometry()
        if screen.contains(anchor.mapToGlobal(anchor.rect().center())):
            left = max(screen.left(), min(place.x(), screen.right() - self.width()))
            place = QPoint(left, max(screen.top(), place.y()))
        self.move(place)
        self.show()
        self.search.selectAll()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    # ---- what is shown ---------------------------------------------------------------------------

    @property
    def current(self) -> SearchLine | None:
        """The line that Enter acts on."""
        row = self.list.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def refresh(self) -> None:
        """Show what is known by now; the current line stays current."""
        text, searching = self.search.text(), self._searching
        if is_list(text):
            lines = pasted_lines_of(text)
        elif not text.strip():
            lines = first_lines(self._recent())
        elif searching.found.text == text.strip():
            formats = self._workspace.formats
            lines = found_lines(searching.found, formats, live=searching.live)
        else:
            return self._say()
        self._delegate.words = [word.text for word in words_asked(searching.found.meant)]
        kept = self.current.identity if self.current and self._moved else None
        self.model.show(lines)
        self._restore(kept)
        self._fit()
        return self._say()

    def _restore(self, kept: tuple[object, ...] | None) -> None:
        chosen = self.model.chosen()
        same = (at for at in chosen if kept and self.model.lines[at].identity == kept)
        at = next(same, -1)
        if at >= 0:
            self._go(at)
        elif chosen and self.search.text().strip():
            self._go(chosen[0])
            self.list.scrollToTop()
        else:
            self.list.clearSelection()
            self.list.setCurrentIndex(self.model.index(-1, -1))

    def _recent(self) -> tuple[str, ...]:
        try:
            return self._searching.recent()
        except WbError:
            return ()

    def _say(self) -> None:
        text = self.search.text()
        counted = bool(text.strip()) and not is_list(text)
        self._foot.show_state(self._searching, self._workspace.formats, counted=counted)
        self._say_keys()

    def _say_keys(self) -> None:
        line = self.current
        self.search.setAccessibleDescription(line.spoken if line else "")
        several = len(self.model.firsts()) > 1
        basket = line is not None and self._can_add(line)
        self._foot.show_keys(line, several=several, basket=basket)

    def _can_add(self, line: SearchLine) -> bool:
        """Return whether a line is a row that can be bought."""
        if not self._basket or line.hit is None or line.group is None:
            return False
        resource = line.group.source.resource(line.hit.resource)
        return resource is not None and resource.offering is not None

    # ---- what is done ----------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._moved = False
        if is_list(text) or not text.strip():
            self._searching.search("")
            self.refresh()
            return
        self._searching.search(text, self._first)
        self._say()

    def _turn_live(self, on: bool) -> None:
        self._shelves.close()  # a picture that was not kept may be fetched now
        try:
            self._searching.set_live(on=on)
        except WbError as error:
            self._foot.say(error.full_text)

    def act(self) -> None:
        """Do what the current line is for; the panel is gone by then where a tab is shown."""
        line = self.current
        if line is None:
            return
        if line.kind is LineKind.RECENT:
            self.search.setText(line.text)
            return
        self._remember()
        text = self.search.text()
        self.close()
        if line.kind is LineKind.PASTED:
            self.list_wanted.emit(text)
        elif line.kind is LineKind.ALL:
            self.all_wanted.emit(line.group)
        else:
            self.hit_wanted.emit(line.hit)

    def add(self) -> None:
        """Put the current hit into the basket; the panel stays, so that others can follow."""
        line = self.current
        if line is not None and self._can_add(line):
            self._remember()
            self.basket_wanted.emit(line.hit)
            self._foot.say(tr("“{name}” goes into the basket.", name=line.text))

    def forget(self) -> None:
        """Take the current text out of the earlier searches."""
        line = self.current
        if line is None or line.kind is not LineKind.RECENT:
            return
        try:
            self._searching.forget(line.text)
        except WbError as error:
            self._foot.say(error.full_text)
            return
        self.refresh()

    def _remember(self) -> None:
        try:
            self._searching.remember()
        except WbError:
            return  # a search that cannot be remembered is made all the same

    # ---- keys ------------------------------------------------------------------------------------

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self._deed(event) is not None)
            return event.isAccepted()
        deed = self._deed(event) if event.type() == QEvent.Type.KeyPress else None
        if deed is None:
            return False
        deed()
        return True

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here, None where it is typed."""
        key, held = Qt.Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self.add if control else self.act
        if (key == Qt.Key.Key_Delete and not shift) or (key == Qt.Key.Key_L and not control):
            return None
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Down: lambda: self.step(1),
            Qt.Key.Key_Up: lambda: self.step(-1),
            Qt.Key.Key_PageDown: lambda: self.step(PAGE),
            Qt.Key.Key_PageUp: lambda: self.step(-PAGE),
            Qt.Key.Key_Tab: lambda: self.turn(1),
            Qt.Key.Key_Backtab: lambda: self.turn(-1),
            Qt.Key.Key_Delete: self.forget,
            Qt.Key.Key_L: self.live.toggle,
            Qt.Key.Key_Escape: self.close,
        }
        return deeds.get(key)

    def step(self, by: int) -> None:
        """Make another line current, past those that cannot be."""
        chosen = self.model.chosen()
        if not chosen:
            return
        self._moved = True
        row = self.list.currentIndex().row()
        at = chosen.index(row) + by if row in chosen else (0 if by > 0 else len(chosen) - 1)
        self._go(chosen[max(0, min(at, len(chosen) - 1))])
        self._say_keys()

    def turn(self, by: int) -> None:
        """Make the first line of the next source current, or of the one before."""
        firsts = self.model.firsts()
        if not firsts:
            return
        self._moved = True
        row = self.list.currentIndex().row()
        here = max((at for at, first in enumerate(firsts) if first <= row), default=0)
        self._go(firsts[(here + by) % len(firsts)])
        self._say_keys()

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))
        before = row > 0 and row == self.model.chosen()[0]
        self.list.scrollTo(self.model.index(0 if before else row, 0))

    @never_raises(None)
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self._shelves.close()
        self.closed.emit()

    # ---- look ------------------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        ground = look.colours.raised if look.dark else look.colours.surface
        radius = look.radius("radius_popup")
        frame(QPainter(self), QRectF(self.rect()), radius, ground, look.colours.line2)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        top = QHBoxLayout()
        keep_spacing(top, self._look, 12, (0, 0, 4, 0))
        top.addWidget(self.search, 1)
        top.addWidget(self.live)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 8, (8, 8, 8, 8))
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def _fit(self) -> None:
        """Be as high as the lines need, up to the tallest."""
        px = self._look.px
        wanted = sum(px(HEIGHTS[line.kind]) for line in self.model.lines)
        self.list.setFixedHeight(max(px(52), min(wanted, px(TALLEST))))
        self.adjustSize()

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(WIDTH))
        self._fit()
        self.update()
