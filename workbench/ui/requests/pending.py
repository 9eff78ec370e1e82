"""What was asked for from here and is not settled: being made, ready, failed, or not known.

It outlives the program, so that the list is read from the disk and not from the jobs of this run.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.remote import Asked, AskedState
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label, set_tip
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.core.formats import Formats
    from workbench.core.jobs import Job
    from workbench.ui.desk.desk import Desk
    from workbench.ui.requests.question import Question
    from workbench.ui.theme.look import Look

MOST: Final = 4
"""Of them at once; the rest come as these are settled."""
OFFERED: Final = timedelta(days=1)
"""How long something that is ready or failed is shown."""
TICK_MS: Final = 5_000

_OPEN: Final = frozenset({AskedState.ASKING, AskedState.MAKING})
_WORDS: Final = {
    AskedState.ASKING: mark("Being asked"),
    AskedState.MAKING: mark("Being made"),
    AskedState.READY: mark("Ready"),
    AskedState.FAILED: mark("Failed"),
    AskedState.REFUSED: mark("Refused"),
    AskedState.LOST: mark("No answer came: it may be made all the same"),
}
_MARKS: Final = {
    AskedState.READY: Mark.DONE,
    AskedState.FAILED: Mark.REFUSED,
    AskedState.REFUSED: Mark.REFUSED,
    AskedState.LOST: Mark.UNKNOWN,
}


class PendingList(QWidget):
    """The unsettled requests of one question's resource, newest first.

    Attributes:
        moved: a request came, moved or went; what the service lists is to be read again.
    """

    moved = Signal()

    def __init__(self, desk: Desk, question: Question, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._question = question
        self._look = look
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self._asked: tuple[Asked, ...] = ()
        self.lines: list[PendingLine] = []
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 0)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._refresh)
        remotes, jobs = desk.workspace.remotes, desk.workspace.jobs
        remotes.changed.connect(weak_slot(self, self.read))
        remotes.ready.connect(weak_slot(self, self.read))
        jobs.added.connect(weak_slot(self, self._refresh))
        jobs.changed.connect(weak_slot(self, self._job_moved))
        question.changed.connect(self.read)
        self.read()

    @never_raises(None)
    def read(self, *_: object) -> None:
        """Read the list from the disk, without waiting for it."""
        account, desk = self._desk.account, self._desk
        if account is None:
            self._take(())
            return
        take = weak_slot(self, self._take)

        async def look() -> None:
            take(await desk.workspace.remotes.list(desk.source, account))

        desk.workspace.jobs.spawn("list requests", look())

    def _take(self, asked: tuple[Asked, ...]) -> None:
        mine = tuple(each for each in asked if each.resource == self._question.resource.id)
        before = {each.id: each.state for each in self._asked}
        known = bool(self._asked)
        self._asked = mine
        self._refresh()
        if known and {each.id: each.state for each in mine} != before:
            self.moved.emit()

    def _job_moved(self, job: Job) -> None:
        if job.kind == "export":
            self._refresh()

    def _job_of(self, asked: Asked) -> Job | None:
        jobs = self._desk.workspace.jobs.jobs
        held = (job for job in jobs if job.open and asked.identity and job.resume)
        return next((job for job in held if asked.identity in job.resume), None)

    @never_raises(None)
    def _refresh(self, *_: object) -> None:
        wanted = _unsettled(self._asked)[:MOST]
        jobs = [self._job_of(each) for each in wanted]
        shown = tuple(
            (each.id, each.state.value, job is not None)
            for each, job in zip(wanted, jobs, strict=True)
        )
        if shown != self._shown:
            self._shown = shown
            self._build(wanted, jobs)
        for line in self.lines:
            line.tell(self._desk.workspace.formats)
        self._tick.start() if wanted else self._tick.stop()

    def _build(self, wanted: Iterable[Asked], jobs: Iterable[Job | None]) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [
            PendingLine(each, job, self._look) for each, job in zip(wanted, jobs, strict=True)
        ]
        for line in self.lines:
            line.acted.connect(self._act)
            self._column.addWidget(line)
        self.setVisible(bool(self.lines))

    def _act(self, key: str, asked: Asked) -> None:
        desk, account = self._desk, self._desk.account
        if key == "open":
            self._question.open(asked)
        elif key == "keep" and account is not None:
            resource = self._question.resource
            desk.workspace.remotes.keep_checking(desk.source, resource, account, asked)
        elif key == "stop":
            job = self._job_of(asked)
            if job is not None:
                job.cancel()
        elif key == "forget":
            desk.workspace.jobs.spawn("forget a request", desk.workspace.remotes.forget(asked))


class PendingLine(QWidget):
    """One request.

    Attributes:
        asked: the request.
        acted: a button was pressed: its key, and the request.
    """

    acted = Signal(str, object)

    def __init__(self, asked: Asked, job: Job | None, look: Look) -> None:
        super().__init__()
        self.asked = asked
        self.job = job
        self._look = look
        state = tr(_WORDS[asked.state])
        self._row = QHBoxLayout(self)
        sign = _MARKS.get(asked.state)
        self._row.addWidget(MarkSign(sign, state, look) if sign else Ring(state, look))
        self._row.addWidget(label(asked.preset or tr("Without a preset"), look, Role.CELL_STRONG))
        self.state = label(state, look, Role.CELL, sign or "text")
        self._row.addWidget(self.state)
        self.age = elided_label("", look, Role.NOTE, "text2")
        self._row.addWidget(self.age, 1)
        self.buttons: dict[str, Button] = {}
        for key, text in _acts(asked, job):
            button = Button(text, look, Kind.LINK, small=True)
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key, self.asked))
            self.buttons[key] = button
            self._row.addWidget(button)
        look.changed.connect(self._restyle)
        self._restyle()

    def tell(self, formats: Formats) -> None:
        """Say how old it is and what is done about it now."""
        parts = [tr("asked {age}", age=formats.age(self.asked.asked))]
        if self.job is not None and self.job.note:
            parts.append(self.job.note)
        elif self.asked.state is AskedState.MAKING:
            parts.append(tr("Nobody looks whether it is ready."))
        if self.asked.note:
            parts.append(self.asked.note)
        said = " · ".join(parts)
        self.age.say(said)
        set_tip(self.age, said)
        self.setAccessibleName(f"{tr(_WORDS[self.asked.state])}. {said}")

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self._row.setContentsMargins(look.px(16), 0, look.px(12), 0)
        self._row.setSpacing(look.px(8))
        self.setFixedHeight(look.size("strip"))
        self.update()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter, look = QPainter(self), self._look
        sign = _MARKS.get(self.asked.state)
        painter.fillRect(self.rect(), look.colours_of(sign).tint if sign else look.colours.raised)
        painter.fillRect(0, 0, self.width(), 1, look.colours.line)


def _acts(asked: Asked, job: Job | None) -> list[tuple[str, str]]:
    match asked.state:
        case AskedState.READY:
            return [("forget", tr("Dismiss")), ("open", tr("Open tables"))]
        case AskedState.MAKING if job is not None:
            return [("stop", tr("Stop looking"))]
        case AskedState.MAKING:
            return [("forget", tr("Dismiss")), ("keep", tr("Keep checking"))]
        case AskedState.ASKING:
            return []
        case _:
            return [("forget", tr("Dismiss"))]


def _unsettled(asked: Iterable[Asked]) -> list[Asked]:
    kept = _OPEN | {AskedState.LOST}
    return [each for each in asked if each.state in kept or now() - each.asked < OFFERED]
