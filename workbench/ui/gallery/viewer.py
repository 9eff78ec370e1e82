"""Pictures of one row large, over the tab; also those of the ticked rows side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.gallery.film import Film
from workbench.ui.gallery.stage import Shown, Stage
from workbench.ui.gallery.subject import Rows, joined, read_pictures
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.strip import announce
from workbench.ui.pictures import loop_runs
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

MOST_COMPARED = 4
NEAR_END = 5
FIT, WHOLE = "fit", "whole"
PAN_STEP = 80
"""Pixels at 100 % that Shift with an arrow moves a picture by."""


class Viewer(QWidget):
    """Covers `host` while it is open; Esc leads back to where the focus was."""

    def __init__(self, desk: Desk, look: Look, shelf: PictureShelf, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._look = look
        self._host = host
        self._rows = Rows(desk)
        self._urls: tuple[str, ...] = ()
        self._at = 0
        self._back: QWidget | None = None
        self._stage = Stage(look, shelf)
        self._film = Film(look, shelf)
        self._make_bar()
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Pictures"))
        self.hide()

    def open(self) -> None:
        """Show the current row's pictures; where they are shown already, return to the rows."""
        if self.isVisible():
            self.leave()
            return
        if not self._current():
            return
        focus = self._host.window().focusWidget()
        self._back = focus if focus and self._host.isAncestorOf(focus) else None
        self.setGeometry(self._host.rect())
        self._compare.setChecked(False)
        self._read()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Return to the row whose pictures were shown."""
        self.hide()
        back, self._back = self._back, None
        if back is not None and shiboken6.isValid(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- parts -----------------------------------------------------------------------------

    def _make_bar(self) -> None:
        look = self._look
        self._name = elided_label("", look, Role.RECORD)
        self._subtitle = elided_label("", look, Role.NOTE, "text2")
        self._count = label("", look, Role.LABEL, "text2")
        self._note = label("", look, Role.NOTE, "text3")
        self._zoom = Segmented(tr("Zoom"), [(FIT, tr("Fit")), (WHOLE, tr("100 %"))], look)
        self._zoom.set_value(FIT)
        self._compare = IconButton("columns-3", tr("Side by side"), look, checkable=True)
        self._close = IconButton("x", tr("Back to the rows"), look)
        self._before = IconButton("chevron-left", tr("Picture before"), look)
        self._after = IconButton("chevron-right", tr("Next picture"), look)
        for arrow in (self._before, self._after):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            policy = arrow.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            arrow.setSizePolicy(policy)

    def _lay_out(self) -> None:
        look = self._look
        names = QVBoxLayout()
        keep_spacing(names, look, 0, (0, 0, 0, 0))
        names.addWidget(self._name)
        names.addWidget(self._subtitle)
        bar = QHBoxLayout()
        keep_spacing(bar, look, 12, (0, 0, 0, 0))
        bar.addLayout(names, 1)
        for part in (self._count, self._zoom, self._compare, self._close):
            bar.addWidget(part)
        middle = QHBoxLayout()
        keep_spacing(middle, look, 8, (0, 0, 0, 0))
        middle.addWidget(self._before)
        middle.addWidget(self._stage, 1)
        middle.addWidget(self._after)
        whole = QVBoxLayout(self)
        keep_spacing(whole, look, 8, (16, 10, 16, 10))
        whole.addLayout(bar)
        whole.addLayout(middle, 1)
        whole.addWidget(self._film)
        whole.addWidget(self._note, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        desk = self._desk
        self._host.installEventFilter(self)
        self._close.clicked.connect(self.leave)
        self._before.clicked.connect(self._picture_before)
        self._after.clicked.connect(self._picture_after)
        self._compare.toggled.connect(self._compare_turned)
        self._zoom.chosen.connect(self._set_zoom)
        self._stage.turned.connect(self._step)
        self._film.picked.connect(self._pick)
        desk.session_changed.connect(self._hide_for_others)
        desk.selection.current_changed.connect(self._current_moved)
        desk.selection.changed.connect(self._ticks_changed)
        desk.status_changed.connect(self._say_row)
        self._look.changed.connect(self.update)

    # ---- what is shown ---------------------------------------------------------------------

    def _current(self) -> str:
        """The current row where it is shown, else the first one, which becomes current."""
        key = self._desk.selection.current
        if self._rows.place_of(key) is None:
            key = self._rows.key_at(0)
            self._desk.selection.set_current(key)
        return key

    def _read(self) -> None:
        """Show the picture of the row at once, and all of them when its document is read."""
        key, session = self._desk.selection.current, self._desk.session
        words = self._rows.words(key)
        self._urls, self._at = joined(words.picture if words else "", ()), 0
        self._show()
        urls_of = self._desk.resource.face.pictures
        if session is not None and urls_of is not None and loop_runs():
            told = weak_slot(self, self._list_read)
            work = read_pictures(session.documents, key, urls_of, told)
            session.jobs.spawn("pictures of a row", work)

    @never_raises(None)
    def _list_read(self, key: str, urls: tuple[str, ...]) -> None:
        if key != self._desk.selection.current:
            return
        first = self._urls[0] if self._urls else ""
        self._urls = joined(first, urls)
        self._at = self._urls.index(first) if first in self._urls else 0
        self._show()

    @never_raises(None)
    def _show(self) -> None:
        table = self._rows.table
        ticked = [
            key for key in self._desk.selection.keys if table and table.row_of(key) is not None
        ]
        self._compare.setEnabled(len(ticked) > 1)
        if self._compare.isChecked() and len(ticked) > 1:
            self._show_ticked(ticked)
        else:
            self._show_row()
        self._say_row()

    @never_raises(None)
    def _ticks_changed(self) -> None:
        if self.isVisible():
            self._show()

    @never_raises(None)
    def _compare_turned(self, _on: bool) -> None:
        self._show()

    def _show_row(self) -> None:
        words = self._rows.words(self._desk.selection.current)
        self._name.say(words.name if words else "")
        self._subtitle.say(words.subtitle if words else "")
        count = len(self._urls)
        self._count.say(tr("{at} of {count}", at=self._at + 1, count=count) if count else "")
        self._arrows(before=self._at > 0, after=self._at < count - 1)
        self._stage.show_pictures((Shown(self._urls[self._at] if count else ""),))
        self._film.show_pictures(self._urls, self._at)

    def _arrows(self, *, before: bool, after: bool) -> None:
        for arrow, on in ((self._before, before), (self._after, after)):
            arrow.setEnabled(on)
            arrow.setVisible(not self._compare.isChecked())

    def _show_ticked(self, keys: list[str]) -> None:
        shown = keys[:MOST_COMPARED]
        self._name.say(tr("Side by side"))
        total = trn("{count} ticked row", "{count} ticked rows", len(keys))
        first = tr("the first {count} of them", count=MOST_COMPARED)
        self._subtitle.say(f"{total}, {first}" if len(keys) > MOST_COMPARED else total)
        self._count.say("")
        self._arrows(before=False, after=False)
        self._film.show_pictures((), 0)
        self._stage.show_pictures(
            tuple(
                Shown(words.picture, words.name, words.subtitle) if words else Shown("")
                for key, words in ((key, self._rows.words(key)) for key in shown)
            )
        )

    @never_raises(None)
    def _say_row(self) -> None:
        place = self._rows.place_of(self._desk.selection.current)
        if self._compare.isChecked():
            self._note.say(tr("Z zoom   ·   C one row   ·   Esc back"))
            return
        keys = tr("←  → pictures   ·   ↑  ↓ rows   ·   Z zoom   ·   C side by side   ·   Esc back")
        formats, row = self._desk.workspace.formats, ""
        if place is not None:
            at, count = formats.integer(place + 1), formats.integer(len(self._rows))
            row = tr("Row {at} of {count}", at=at, count=count) + "   ·   "
        self._note.say(row + keys)

    # ---- moving ----------------------------------------------------------------------------

    def _picture_before(self) -> None:
        self._turn(-1)

    def _picture_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        """Show another picture of the row."""
        at = self._at + by
        if not self._compare.isChecked() and 0 <= at < len(self._urls):
            self._pick(at)

    @never_raises(None)
    def _pick(self, at: int) -> None:
        """Show the picture with this number, from 0."""
        self._at = at
        self._show()
        announce(self, self._count.text())

    @never_raises(None)
    def _step(self, by: int) -> None:
        """Go to another row."""
        place = self._rows.place_of(self._desk.selection.current)
        if place is None or self._compare.isChecked():
            return
        key = self._rows.key_at(place + by)
        if key:
            self._desk.selection.set_current(key)
            announce(self, self._rows.title(key))
        if len(self._rows) - place < NEAR_END and self._desk.session:
            self._desk.session.more()

    @never_raises(None)
    def _current_moved(self, _key: str) -> None:
        if self.isVisible():
            self._read()

    @never_raises(None)
    def _hide_for_others(self) -> None:
        """Other rows are on the desk: what is shown is not theirs."""
        if self.isVisible():
            self.leave()

    @never_raises(None)
    def _set_zoom(self, key: str) -> None:
        self._stage.set_natural(on=key == WHOLE)

    # ---- keys ------------------------------------------------------------------------------

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._panned(event.key()):
            return
        acts = {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Space: self.leave,
            Qt.Key.Key_Left: self._picture_before,
            Qt.Key.Key_Right: self._picture_after,
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Z: self._other_zoom,
            Qt.Key.Key_C: self._compare.click,
            Qt.Key.Key_R: self._stage.retry,
            Qt.Key.Key_Return: self._tick,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            event.ignore()
        else:
            act()

    def _panned(self, key: int) -> bool:
        step = self._look.px(PAN_STEP)
        ways = {
            Qt.Key.Key_Left: (step, 0),
            Qt.Key.Key_Right: (-step, 0),
            Qt.Key.Key_Up: (0, step),
            Qt.Key.Key_Down: (0, -step),
        }
        way = ways.get(Qt.Key(key))
        if way is None or not self._stage.natural:
            return False
        self._stage.pan(*way)
        return True

    def _other_zoom(self) -> None:
        key = FIT if self._stage.natural else WHOLE
        self._zoom.set_value(key)
        self._set_zoom(key)

    def _tick(self) -> None:
        """Tick the row, or no longer where it is."""
        if not self._compare.isChecked():
            self._desk.selection.toggle(self._desk.selection.current)

    @never_raises(False)
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the focus over what is covered."""
        ring = [self, *self._zoom.findChildren(QWidget), self._compare, self._close]
        reached = [
            part
            for part in ring
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()
        ]
        focus = self.window().focusWidget()
        at = reached.index(focus) if focus in reached else 0
        reached[(at + (1 if forward else -1)) % len(reached)].setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    # ---- over the host ---------------------------------------------------------------------

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
        return False

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.window)
