"""The form of a request: its filters, what exactly will be asked, and the button that asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.filters.naming import ask_name
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.requests.filters import FilterPages
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label, no_mnemonic, set_tip
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from workbench.core.queries import Condition
    from workbench.ui.desk.desk import Desk
    from workbench.ui.requests.question import Question
    from workbench.ui.theme.look import Look

PRESET = 72
"""Widest name of a preset, px at 100 %."""
TYPED_MS = 250
"""What is typed is in the view this long after the last key."""


class RequestPanel(QWidget):
    """Puts one question together; folded it is a line that says what is set.

    Attributes:
        question: what it is about.
        pages: the inputs.
        ask_button: the primary button.
    """

    def __init__(self, desk: Desk, question: Question, look: Look, *, is_open: bool) -> None:
        super().__init__()
        set_topic(self, "requests")
        self._desk = desk
        self._look = look
        self.question = question
        one = tr(question.resource.remote.title) if question.resource.remote else ""
        self.title = label(one or tr(question.resource.title), look, Role.RECORD)
        self.fold = Button("", look, Kind.QUIET, caret=False)
        self.preset = Button("", look, Kind.QUIET, icon="bookmark", caret=True)
        self.reset = Button(tr("Reset"), look, Kind.QUIET)
        self.pages = FilterPages(desk, look, question.filters)
        self.json = QPlainTextEdit()
        self.note = elided_label("", look, Role.NOTE, "text2")
        self.last = Button(tr("Since the last one"), look, Kind.QUIET, icon="history")
        self.show_json = Button(tr("What will be asked"), look, Kind.QUIET, icon="braces")
        self.save = Button(tr("Save as…"), look)
        self.ask_button = Button(
            tr(question.resource.asked), look, Kind.PRIMARY, icon="file-down"
        )  # fmt: skip
        self._body = QWidget()
        self._typed = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.pages.load(question.query.conditions)
        self.show_open(is_open=is_open)
        self._show()

    def _lay_out(self) -> None:
        look = self._look
        self.json.setReadOnly(True)
        self.json.setAccessibleName(tr("What will be asked"))
        self.json.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.json.hide()
        head = QHBoxLayout()
        keep_spacing(head, look)
        for part in (self.title, self.preset):
            head.addWidget(part)
        head.addStretch(1)
        for part in (self.last, self.show_json, self.reset, self.fold):
            head.addWidget(part)
        self.pages.beside.addWidget(self.json)
        foot = QHBoxLayout()
        keep_spacing(foot, look)
        foot.addWidget(self.note, 1)
        for part in (self.save, self.ask_button):
            foot.addWidget(part)
        inner = QVBoxLayout(self._body)
        keep_spacing(inner, look, 10)
        inner.addWidget(self.pages)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6, (16, 8, 16, 10))
        column.addLayout(head)
        column.addWidget(self._body)

    def _connect(self) -> None:
        self._typed.timeout.connect(self.commit)
        self.pages.changed.connect(self._typed.start)
        self.pages.entered.connect(self.ask)
        self.preset.clicked.connect(self._offer_presets)
        self.reset.clicked.connect(lambda: self.question.use(self.question.preset))
        self.fold.clicked.connect(lambda: self.show_open(is_open=self._body.isHidden()))
        self.last.clicked.connect(self._since_last)
        self.show_json.clicked.connect(self._toggle_json)
        self.save.clicked.connect(self.save_as)
        self.ask_button.clicked.connect(self.ask)
        self.question.changed.connect(self._question_moved)
        self._desk.status_changed.connect(self._show)
        self._look.changed.connect(self._restyle)
        self._restyle()

    # ---- what is typed -----------------------------------------------------------------------

    def commit(self) -> bool:
        """Keep what is typed in the view; return whether all of it can be asked."""
        self._typed.stop()
        try:
            self.question.keep(self.pages.conditions())
        except WbError as error:
            self._say(error.full_text, bad=True)
            return False
        return self._show()

    def ask(self) -> None:
        """Ask, where everything typed can be asked."""
        if self.commit() and self.ask_button.isEnabled():
            self.question.ask()

    def save_as(self) -> None:
        """Ask for a name and keep the question under it."""
        if self.commit():
            title, name = tr("Name of the preset"), self.question.preset
            ask_name(self.save, self._look, title, tr("Save"), name, self.question.save)

    def _since_last(self) -> None:
        fill = weak_slot(self, self._fill_last)

        async def find() -> None:
            fill(await self.question.since_last())

        self._desk.workspace.jobs.spawn("since the last one", find())

    def _fill_last(self, condition: Condition | None) -> None:
        if condition is None:
            name = self.question.preset
            said = (
                tr("Nothing was made with the preset “{name}” yet.", name=name)
                if name
                else tr("Nothing was made without a preset yet.")
            )
            self._say(said)
            return
        self.pages.fill(condition)

    # ---- showing -----------------------------------------------------------------------------

    def show_open(self, *, is_open: bool) -> None:
        """Show the inputs, or the one line."""
        self._body.setVisible(is_open)
        for part in (self.reset, self.preset, self.show_json):
            part.setVisible(is_open)
        self.last.setVisible(is_open and self.question.can_tell_last)
        self.fold.say(tr("Hide") if is_open else tr("Show filters"))

    @property
    def is_open(self) -> bool:
        """Whether the inputs are shown."""
        return not self._body.isHidden()

    def _question_moved(self) -> None:
        if not self._typed.isActive():
            self.pages.load(self.question.query.conditions)
        self._show()

    def _show(self) -> bool:
        """Say what is set; return whether it can be asked."""
        question = self.question
        name, room = question.preset or tr("No preset"), self._look.px(PRESET)
        metrics = self._look.metrics(Role.CELL_STRONG)
        self.preset.say(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        self.preset.setAccessibleName(tr("Preset: {name}", name=name))
        set_tip(self.preset, name)
        try:
            self.json.setPlainText(question.preview())
        except WbError as error:
            self.pages.refuse(error.field, error.full_text)
            self._say(error.full_text, bad=True)
            return False
        said = [tr(question.resource.leaves)]
        if question.stale:
            said.insert(0, tr("The rows below answer an earlier question."))
        self._say(" ".join(said))
        return True

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self.ask_button.setEnabled(not bad)
        self.note.say(sentence)
        set_tip(self.note, sentence)

    def _toggle_json(self) -> None:
        shown = self.json.isHidden()
        self.json.setVisible(shown)
        self.show_json.say(tr("Hide the request") if shown else tr("What will be asked"))

    def _offer_presets(self) -> None:
        menu = QMenu(self)
        for name in ("", *self.question.presets()):
            action = menu.addAction(no_mnemonic(name) if name else tr("No preset"))
            action.setCheckable(True)
            action.setChecked(name == self.question.preset)
            action.triggered.connect(lambda _on=False, name=name: self.question.use(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.preset.mapToGlobal(self.preset.rect().bottomLeft()))

    @never_raises(None)
    def _restyle(self) -> None:
        self.json.setFont(self._look.font(Role.MONO))
        self.json.setFixedWidth(self._look.px(300))

    @never_raises(QSize(400, 60))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(300), super().minimumSizeHint().height())

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)


class RequestBox(QWidget):
    """The form, what was asked with it, and what can be done with a row, with a line below."""

    def __init__(self, parts: Sequence[QWidget | None], look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (*parts, Hairline(look)):
            if part is not None:
                column.addWidget(part)
