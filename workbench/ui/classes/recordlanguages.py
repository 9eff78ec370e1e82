"""The texts of one record in two languages side by side; what is missing is marked and typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.classes.follower import Follower
from workbench.ui.classes.languagebox import LanguageBox
from workbench.ui.filters.languages import language_name
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import TextRow
    from workbench.workspace.editing import Editing


class RecordLanguages(QWidget):
    """Follows the record of the dock.

    Attributes:
        counted: how many texts are missing, over all languages.
        boxes: the texts that are shown, by id of the text.
    """

    counted = Signal(int)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        set_topic(self, "etim")
        self._desk = desk
        self._look = look
        self._follower = Follower(self, self.refresh, self.commit)
        self._rows: tuple[TextRow, ...] = ()
        self.boxes: dict[str, LanguageBox] = {}
        self.left, self.right = QComboBox(), QComboBox()
        self.left.setAccessibleName(tr("Left language"))
        self.right.setAccessibleName(tr("Right language"))
        self.swap = IconButton("arrow-left-right", tr("Exchange the languages"), look)
        self.says = label("", look, Role.NOTE, "text2", wrap=True)
        self._area = QScrollArea()
        self._inner = QWidget()
        self._grid = QGridLayout(self._inner)
        self._lay_out()
        self.swap.clicked.connect(self._exchange)
        for box in (self.left, self.right):
            box.currentIndexChanged.connect(self._show_texts)

    def _lay_out(self) -> None:
        look = self._look
        row = QHBoxLayout()
        keep_spacing(row, look, 8, (16, 12, 16, 4))
        row.addWidget(self.left, 1)
        row.addWidget(self.swap)
        row.addWidget(self.right, 1)
        says = QHBoxLayout()
        keep_spacing(says, look, 0, (16, 0, 16, 8))
        says.addWidget(self.says)
        keep_spacing(self._grid, look, 8, (16, 4, 16, 16))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(says)
        column.addWidget(self._area, 1)

    # ---- showing ----------------------------------------------------------------------------

    def show_record(self, editing: Editing, key: str) -> None:
        """Show a record; what was typed in the one before is staged."""
        self._follower.show_record(editing, key, self._desk.session)

    def clear(self) -> None:
        """Show no record."""
        self._follower.clear()

    def commit(self) -> None:
        """Stage what is being typed."""
        for box in self.boxes.values():
            box.commit()

    @never_raises(None)
    def refresh(self) -> None:
        """Show the texts as they are; waits until it is seen."""
        session = self._follower.session
        if not self.isVisible() or session is None or not self._follower.key:
            return
        try:
            self._rows = self._desk.workspace.classes.languages(session, self._follower.key)
        except WbError as error:
            self._desk.trouble.emit(error)
            return
        self._fill_boxes()
        self._show_texts()

    def _fill_boxes(self) -> None:
        """Offer the languages, those with texts first, each with what it lacks."""
        languages = list(dict.fromkeys(row.language for row in self._rows))
        lacking = {of: sum(row.missing for row in self._rows if row.language == of)
                   for of in languages}  # fmt: skip
        has = {row.language for row in self._rows if row.value.strip()}
        ordered = sorted(languages, key=lambda of: of not in has)
        for place, box in enumerate((self.left, self.right)):
            kept = box.currentData()
            box.blockSignals(True)
            box.clear()
            for of in ordered:
                # A short count: boxes side by side cut anything longer.
                missing, name = lacking[of], self._name_of(of)
                box.addItem(f"{name} · {missing}" if missing else name, of)
                note = tr("{count} missing", count=missing) if missing else tr("complete")
                role = Qt.ItemDataRole
                for held in (role.ToolTipRole, role.AccessibleTextRole):
                    box.setItemData(box.count() - 1, f"{name}, {note}", held)
            at = ordered.index(kept) if kept in ordered else min(place, len(ordered) - 1)
            box.setCurrentIndex(at)
            box.blockSignals(False)
        without = [self._name_of(of) for of in languages if lacking[of]]
        count = sum(lacking.values())
        missing = trn("{count} text is missing: {languages}.",
                      "{count} texts are missing: {languages}.", count,
                      languages=", ".join(without))  # fmt: skip
        self.says.say(missing if count else tr("No text is missing in any language."))
        self.counted.emit(count)

    @never_raises(None)
    def _show_texts(self, *_: object) -> None:
        pair = (str(self.left.currentData() or ""), str(self.right.currentData() or ""))
        texts = list(dict.fromkeys(row.text for row in self._rows))
        if list(self.boxes) != texts:
            self._build(texts)
        for text in texts:
            found = {row.language: row for row in self._rows if row.text == text}
            self.boxes[text].show_texts(found.get(pair[0]), found.get(pair[1]))

    def _build(self, texts: list[str]) -> None:
        for box in self.boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for at, text in enumerate(texts):
            box = LanguageBox(self._look, self._name_of)
            box.typed.connect(self._type)
            box.typing.connect(self._keep)
            self.boxes[text] = box
            self._grid.addWidget(box, at, 0, 1, 2)
        self._grid.setRowStretch(len(texts), 1)

    def _exchange(self) -> None:
        left, right = self.left.currentIndex(), self.right.currentIndex()
        self.left.setCurrentIndex(right)
        self.right.setCurrentIndex(left)

    def _name_of(self, code: str) -> str:
        return language_name(code, self._desk.workspace.settings.language)

    # ---- typing -----------------------------------------------------------------------------

    def _keep(self, field: str, text: str) -> None:
        """Keep what is being typed on the disk."""
        editing, key = self._follower.editing, self._follower.key
        if editing is not None and key:
            editing.typing(key, field, text or None)

    def _type(self, row: TextRow, text: str) -> None:
        """Stage a text in the table that it was shown from: another may be on the desk by now."""
        session = self._follower.session
        if session is None or not self._follower.key:
            return
        try:
            self._desk.workspace.classes.set_text(session, self._follower.key, row, text)
        except WbError as error:
            self._desk.trouble.emit(error)

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.refresh()

    @never_raises(None)
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self.commit()
