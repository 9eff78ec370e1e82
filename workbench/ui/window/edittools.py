"""Undo, redo and the way to the review in the tool bar of a tab whose records can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import set_tip
from workbench.ui.theme.look import Look

if TYPE_CHECKING:
    from workbench.edits.book import Book

SOON_MS = 60
"""Changes within this time are shown together: a send moves a record at a time."""

GAP = 8


class EditTools(QWidget):
    """Shown where something can be changed, dull where nothing is staged.

    Attributes:
        wanted: "undo", "redo" or "review".
    """

    wanted = Signal(str)
    resized = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._book: Book | None = None
        self.undo = IconButton("undo-2", tr("Undo"), look)
        self.redo = IconButton("redo-2", tr("Redo"), look)
        self.review = Button("", look, Kind.PRIMARY, icon="send-horizontal")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name, button in (("undo", self.undo), ("redo", self.redo), ("review", self.review)):
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        desk.session_changed.connect(self._follow)
        self._follow()

    @property
    def shown(self) -> bool:
        """Whether there is something that can be changed, or was before writing was forbidden."""
        session = self._desk.session
        editing = session.editing if session else None
        return editing is not None and (not editing.reason or editing.book.edits > 0)

    def set_short(self, *, short: bool) -> None:
        """Leave undo and redo to the menu and their keys, or show them again."""
        for button in (self.undo, self.redo):
            button.setHidden(short)

    def whole_width(self) -> int:
        """Return the width with all buttons, in pixels."""
        parts = (self.undo, self.redo, self.review)
        return sum(part.sizeHint().width() for part in parts) + GAP * (len(parts) - 1)

    def _follow(self) -> None:
        """Listen to the drafts of the account on the desk."""
        session = self._desk.session
        editing = session.editing if session else None
        if editing is not None and editing.book is not self._book:
            self._book = editing.book
            self._book.changed.connect(weak_slot(self, self._later))
            self._book.steps.moved.connect(weak_slot(self, self._later))
        self.refresh()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @never_raises(None)
    def refresh(self) -> None:
        """Show what can be undone, and how much is staged."""
        session = self._desk.session
        editing = session.editing if session else None
        if self.parentWidget() is not None or not self.shown:
            # Before it has a place it would open as a window of its own.
            self.setVisible(self.shown)
        if editing is None or not self.shown:
            self.resized.emit()
            return
        steps, edits = editing.book.steps, editing.book.edits
        for button, word, held in (
            (self.undo, tr("Undo"), steps.done),
            (self.redo, tr("Redo"), steps.undone),
        ):
            button.setEnabled(bool(held))
            button.set_name(f"{word}: {held[-1].title}" if held else word)
        text = trn("Review {count} edit", "Review {count} edits", edits) if edits else tr("Review")
        self.review.say(text)
        self.review.setEnabled(bool(edits))
        set_tip(self.review, editing.reason or ("" if edits else tr("Nothing is staged.")))
        self.resized.emit()
