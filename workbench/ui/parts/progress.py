"""Progress in the status line: ring, text, bar, time left, cross; and the budget of requests.

Nothing shows in the first 0.3 s, the cross after 1 s, the time left after 5 s; each has its place
from the start, so that nothing jumps.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.paint import frame
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import Mark, paint_ring
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from workbench.ui.theme.look import Look

SHOWN_AFTER, STOPPABLE_AFTER, TIMED_AFTER = 0.3, 1.0, 5.0
"""Seconds from the start of a job to the ring, to the cross, to the time left."""

_FRAME_MS = 40


class Ring(QWidget):
    """The turning ring, in the accent; it stands still and dotted when motion is reduced."""

    def __init__(self, name: str, look: Look, size: int = 14) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(self._size), self._look.px(self._size))

    @never_raises(None)
    def showEvent(self, _event: QShowEvent) -> None:  # noqa: D102
        self._clock.start()
        self._restyle()

    @never_raises(None)
    def hideEvent(self, _event: QHideEvent) -> None:  # noqa: D102
        self._timer.stop()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        turn = None
        if not self._look.reduced_motion:
            elapsed = self._clock.elapsed() if self._clock.isValid() else 0
            turn = 360.0 * (elapsed % self._look.motion.turn_ms) / self._look.motion.turn_ms
        paint_ring(QPainter(self), QRectF(self.rect()), self._look.accent.ink, turn)

    @never_raises(None)
    def _restyle(self) -> None:
        if self._look.reduced_motion or not self.isVisible():
            self._timer.stop()
        else:
            self._timer.start()
        self.updateGeometry()
        self.update()


class Bar(QWidget):
    """A bar of 96 × 5; empty when the length is not known."""

    def __init__(self, name: str, look: Look, *, width: int = 96) -> None:
        super().__init__()
        self._look = look
        self._width = width
        self._share = 0.0
        self._mark: Mark | None = None
        self._grey = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def set_share(self, share: float, *, grey: bool = False, mark: Mark | None = None) -> None:
        """How full, 0 to 1; in the accent, or grey, or in a state's mark."""
        self._share = min(1.0, max(0.0, share))
        self._grey, self._mark = grey, mark
        self.update()

    def share(self) -> float:
        """How full the bar is, 0 to 1."""
        return self._share

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(self._width), self._look.size("progress_height"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, round_end = self._look, self.height() / 2
        edged = look.high_contrast
        track = look.colours.line2
        frame(painter, self.rect(), round_end, None if edged else track, track if edged else None)
        full = round(self.width() * self._share)
        if not full:
            return
        colour = look.colours.text2 if self._grey else look.accent.ink
        if self._mark:
            colour = look.colours_of(self._mark).mark
        frame(painter, QRect(0, 0, max(full, self.height()), self.height()), round_end, colour)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ProgressLine(QWidget):
    """One job in the status line; `cancel_wanted` is the cross, `hold_wanted` pauses or goes on.

    `now` answers seconds and may be replaced by another clock.
    """

    cancel_wanted = Signal()
    hold_wanted = Signal()

    def __init__(self, look: Look, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._now = now
        self._began: float | None = None
        self._left: float | None = None
        self.setAccessibleName(tr("Running job"))
        self._ring = Ring(tr("Working"), look)
        self._text = elided_label("", look, Role.NOTE)
        self._bar = Bar(tr("Progress"), look)
        self._time = label("", look, Role.NOTE, "text2")
        self._holdable = False
        self._hold = IconButton("pause", tr("Pause this job"), look, small=True)
        self._hold.clicked.connect(self.hold_wanted)
        self._cross = IconButton("x", tr("Cancel this job"), look, small=True)
        self._cross.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        keep_spacing(row, look)
        for part in (self._ring, self._text, self._bar, self._time, self._cross):
            row.addWidget(part)
            part.setSizePolicy(_keeping_place(part))
        row.insertWidget(row.indexOf(self._cross), self._hold)
        self._ticker = QTimer(self)
        self._ticker.setInterval(250)
        self._ticker.timeout.connect(self.refresh)
        self.refresh()

    def begin(self, text: str) -> None:
        """A job starts; it shows once 0.3 s have passed."""
        self._began, self._left = self._now(), None
        self._text.say(text)
        self._bar.set_share(0)
        self._ticker.start()
        self.refresh()

    def report(self, text: str, done: int, total: int | None, left: float | None = None) -> None:
        """How far: `total` None where the length is not known, `left` in seconds if estimated."""
        self._text.say(text)
        self._bar.set_share(done / total if total else 0)
        self._bar.setVisible(total is not None)
        self._left = left
        self.refresh()

    def offer_hold(self, *, offered: bool, paused: bool = False) -> None:
        """Offer to pause the job, or to go on with it; jobs that cannot be held offer neither."""
        self._holdable = offered
        self._hold.set_icon("play" if paused else "pause")
        self._hold.set_name(tr("Go on with this job") if paused else tr("Pause this job"))
        self.refresh()

    def end(self) -> None:
        """The job is over; the place empties."""
        self._began = None
        self._ticker.stop()
        self.refresh()

    def refresh(self) -> None:
        """Shows what the time since the start allows."""
        age = -1.0 if self._began is None else self._now() - self._began
        running = age >= SHOWN_AFTER
        self._ring.setVisible(running)
        self._text.setVisible(running)
        if not running:
            self._bar.hide()
        elif self._bar.share():
            self._bar.show()
        self._cross.setVisible(age >= STOPPABLE_AFTER)
        self._hold.setVisible(self._holdable and age >= STOPPABLE_AFTER)
        timed = age >= TIMED_AFTER and self._left is not None
        self._time.setVisible(timed)
        if timed:
            self._time.say(time_left(self._left or 0))


def time_left(seconds: float) -> str:
    """A rest of time as people say it: "42 s left", "about 3 min left"."""
    whole = max(1, round(seconds))
    if whole < 60:
        return tr("{count} s left", count=whole)
    if whole < 3_600:
        return tr("about {count} min left", count=round(whole / 60))
    return tr("about {count} h left", count=round(whole / 3_600))


class Budget(QWidget):
    """Requests still free this minute at our own pace, or left today of a quota.

    A triangle and its colours under 10 %.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._bar = Bar(tr("Requests still free"), look, width=56)
        self._mark = MarkSign(Mark.CHANGED, tr("Nearly used up"), look, 12)
        self._text = label("", look, Role.NOTE, "text2")
        row = QHBoxLayout(self)
        keep_spacing(row, look, 6)
        for part in (self._mark, self._bar, self._text):
            row.addWidget(part)
        self._mark.setSizePolicy(_keeping_place(self._mark))
        self.set_free(0, 0)

    def set_free(self, free: int, limit: int) -> None:
        """Shows `free` of `limit` a minute; a limit of 0 hides it, as nothing is documented."""
        self._show(free, limit, tr("{free} of {limit} per min", free=free, limit=limit))

    def set_left(self, left: int, quota: int, text: str) -> None:
        """Shows in words of `text` how many requests of a day's quota are left."""
        self._show(left, quota, text)

    def _show(self, free: int, limit: int, text: str) -> None:
        self.setVisible(limit > 0)
        if limit <= 0:
            return
        low = free * 10 < limit
        self._bar.set_share(free / limit, grey=True, mark=Mark.CHANGED if low else None)
        self._mark.setVisible(low)
        self._text.set_ink(Mark.CHANGED if low else "text2")
        self._text.say(text)
        self.setAccessibleName(text)


def _keeping_place(part: QWidget) -> QSizePolicy:
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    return policy
