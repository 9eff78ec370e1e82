"""The record's document as the service sent it: as a tree and as text, with search and paths."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from workbench.core.jobs import Jobs, Latest
from workbench.core.texts import tr
from workbench.ui.dock.rawtree import Json, Place, RawModel, find_places, path_text, value_text
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, no_mnemonic, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from workbench.ui.theme.look import Look

LONGEST_TEXT = 200_000
"""Characters of the text that are shown; the tree and "Copy all" hold everything."""

TYPED_MS = 150

_COPY_PATH = QKeyCombination(
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_C
)


class Parsed(msgspec.Struct, frozen=True):
    """A document, read: its value and its text with one member a line."""

    value: Json
    text: str


def parse_document(document: bytes) -> Parsed:
    """Return a document as value and text; what is no JSON is shown as it is."""
    try:
        value: Json = json.loads(document)
        return Parsed(value, json.dumps(value, ensure_ascii=False, indent=2))
    except (ValueError, RecursionError):
        text = document.decode("utf-8", "replace")
        return Parsed(text, text)


def _turn_of(event: QKeyEvent) -> int:
    """Which hit a key asks for: 1 the next, -1 the one before, 0 none."""
    if event.matches(QKeySequence.StandardKey.FindNext):
        return 1
    return -1 if event.matches(QKeySequence.StandardKey.FindPrevious) else 0


class RawPage(QWidget):
    """Tree or text of one document; what is not looked at is not read."""

    def __init__(self, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self._look = look
        self._lane = Latest(jobs)
        self._finding = Latest(jobs)
        self._document: bytes | None = None
        self._read: bytes | None = None
        self._parsed = Parsed(None, "")
        self._hits: list[Place] = []
        self._at = -1
        self._texted = False
        self.model = RawModel(self)
        self.tree = _Tree(self.model, look)
        self.text = QPlainTextEdit()
        self.search = LineEdit(
            tr("Search in the document"), look, placeholder=tr("Search"), search=True
        )
        self.found = label("", look, Role.NOTE, "text2")
        self.shape = Segmented(
            tr("How the document is shown"), [("tree", tr("Tree")), ("text", tr("Text"))], look
        )
        self.stack = QStackedWidget()
        self._rest = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._rest.timeout.connect(self._search)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = self._look
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("Document as text"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy_button = IconButton("copy", tr("Copy the whole document"), look)
        self._empty = EmptyState(
            "braces",
            tr("No document"),
            tr("The document of this row is not on this machine; refresh to read it again."),
            look,
        )
        for page in (self.tree, self.text, self._empty):
            self.stack.addWidget(page)
        tools = QHBoxLayout()
        keep_spacing(tools, look, 8, (16, 8, 12, 8))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.found)
        tools.addWidget(self.shape)
        tools.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self.stack, 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(lambda: self.step(1))
        self.shape.chosen.connect(lambda _key: self._show_shape())
        self.copy_button.clicked.connect(self.copy_all)
        self.tree.customContextMenuRequested.connect(self._menu)

    # ---- showing ---------------------------------------------------------------------------

    def set_document(self, document: bytes | None) -> None:
        """Show another document, None for none; it is read when the page is looked at."""
        if document is self._document:
            return
        self._document = document
        self._lane.drop()
        self._finding.drop()
        if self.isVisible():
            self.read_now()

    def read_now(self) -> None:
        """Read the document, in a thread, unless that was done."""
        document = self._document
        if document is None:
            self.stack.setCurrentWidget(self._empty)
            self.model.set_document(None)
            self._read = None
        elif document is not self._read:
            self._lane.submit("raw document", lambda turn: self._load(turn, document))

    async def _load(self, turn: int, document: bytes) -> None:
        parsed = await asyncio.to_thread(parse_document, document)
        if self._lane.is_current(turn) and isValid(self):
            self._read, self._parsed, self._texted = document, parsed, False
            self.model.set_document(parsed.value)
            self._show_shape()
            self._search()

    def _show_shape(self) -> None:
        if self._read is None:
            return
        as_text = self.shape.value() == "text"
        if as_text and not self._texted:
            self._texted = True
            text = self._parsed.text
            shown = visible_lines(text[:LONGEST_TEXT])
            if len(text) > LONGEST_TEXT:
                more = tr("The rest is left out here; “Copy the whole document” holds all of it.")
                shown = f"{shown}\n\n{more}"
            self.text.setPlainText(shown)
        self.stack.setCurrentWidget(self.text if as_text else self.tree)

    # ---- searching -------------------------------------------------------------------------

    def _search(self) -> None:
        self._rest.stop()
        wanted = self.search.text().strip()
        self._at = -1
        if not wanted or self._read is None:
            self._hits = []
            self._say_found()
            return
        value = self._parsed.value
        self._finding.submit("search in document", lambda turn: self._find(turn, value, wanted))

    async def _find(self, turn: int, value: Json, wanted: str) -> None:
        hits = await asyncio.to_thread(find_places, value, wanted)
        if self._finding.is_current(turn) and isValid(self):
            self._hits = hits
            self._at = -1
            self.step(1)

    def step(self, turn: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        if self._hits:
            self._at = (self._at + turn) % len(self._hits)
            if self.shape.value() == "text":
                self._step_text(turn)
            else:
                index = self.model.reach(self._hits[self._at])
                self.tree.setCurrentIndex(index)
                self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._say_found()

    def _step_text(self, turn: int) -> None:
        flags = QTextDocument.FindFlag(0)
        if turn < 0:
            flags = QTextDocument.FindFlag.FindBackward
        if not self.text.find(self.search.text().strip(), flags):
            ends = QTextCursor.MoveOperation
            self.text.moveCursor(ends.End if turn < 0 else ends.Start)
            self.text.find(self.search.text().strip(), flags)

    def _say_found(self) -> None:
        wanted = bool(self.search.text().strip())
        self.found.setVisible(wanted)
        if wanted and self._hits:
            self.found.say(tr("{at} of {count}", at=self._at + 1, count=len(self._hits)))
        elif wanted:
            self.found.say(tr("none"))

    # ---- acting ----------------------------------------------------------------------------

    def copy_all(self) -> None:
        """Put the whole text on the clipboard."""
        QGuiApplication.clipboard().setText(self._parsed.text)

    def copy_path(self) -> None:
        """Put the path of the current branch on the clipboard."""
        node = self.model.node(self.tree.currentIndex())
        QGuiApplication.clipboard().setText(path_text(node.place))

    def _menu(self, place: QPoint) -> None:
        index = self.tree.indexAt(place)
        if not index.isValid():
            return
        self.tree.setCurrentIndex(index)
        path = path_text(self.model.node(index).place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy value"), self.tree.copy_value)
        menu.addAction(no_mnemonic(tr("Copy path {path}", path=path[:60])), self.copy_path)
        menu.addSeparator()
        menu.addAction(tr("Open all below"), lambda: self.tree.expandRecursively(index, 3))
        menu.addAction(tr("Fold all"), self.tree.collapseAll)
        menu.popup(self.tree.viewport().mapToGlobal(place))

    @never_raises(False)
    def event(self, event: QEvent) -> bool:  # noqa: D102
        # The window's own keys for the same would leave both silent: within the page they are ours.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _turn_of(event):
            event.accept()
            return True
        return super().event(event)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        turn = _turn_of(event)
        if turn:
            self.step(turn)
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.read_now()

    @never_raises(None)
    def _restyle(self) -> None:
        self.text.setFont(self._look.font(Role.MONO))


def visible_lines(text: str) -> str:
    """Return a long text with every sign that hides or reorders others made visible."""
    return "\n".join(visible(line) for line in text.split("\n"))


class _Tree(QTreeView):
    """Key and value; Ctrl+C copies the value, Ctrl+Shift+C the path."""

    def __init__(self, model: RawModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self._raw = model
        self.setModel(model)
        self.setAccessibleName(tr("Document as a tree"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setHeaderHidden(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        look.changed.connect(self._restyle)
        self._restyle()

    def copy_value(self) -> None:
        """Put the current branch's value on the clipboard: a branch as JSON."""
        value = self._raw.node(self.currentIndex()).value
        branch = isinstance(value, dict | list)
        text = json.dumps(value, ensure_ascii=False, indent=2) if branch else value_text(value)
        QGuiApplication.clipboard().setText(text)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif event.keyCombination() == _COPY_PATH:
            QGuiApplication.clipboard().setText(
                path_text(self._raw.node(self.currentIndex()).place)
            )
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.MONO))
        self.setIndentation(self._look.px(14))
        self.header().resizeSection(0, self._look.px(168))
