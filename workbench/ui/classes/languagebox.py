"""One text in two languages: two inputs side by side, the missing one marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import Ink, label, set_tip
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import TextRow

KEEP_MS = 200
"""What is typed is kept on the disk when the keys have rested this long."""
HEIGHTS = ((18, 30), (60, 66), (0, 104))
"""Characters up to which a text gets a height, px at 100 %; the last one is for longer texts."""


class Spoken(QWidget):
    """A text in one language.

    Attributes:
        typed: it is to be staged: (row, text).
        typing: it is being typed: (field, text).
    """

    typed = Signal(object, str)
    typing = Signal(str, str)

    def __init__(self, look: Look, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._look = look
        self._name_of = name_of
        self.row: TextRow | None = None
        self._saying = self._typed_in = False
        self.note = label("", look, Role.NOTE, "text2")
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._edited)
        self._keep = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._keep.timeout.connect(self._tell)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 2)
        column.addWidget(self.note)
        column.addWidget(self.edit)

    @property
    def _text(self) -> str:
        return self.edit.toPlainText().strip()

    def show_row(self, row: TextRow | None, high: int) -> None:
        """Show a text; what is being typed stays."""
        same = self.row is not None and row is not None and self.row.field == row.field
        self.row = row
        shown = row.value if row is not None else ""
        mine = same and self._typed_in and self.edit.hasFocus()
        if not mine:
            self._say_text(shown)
        self.edit.setFixedHeight(self._look.px(high))
        self.edit.setFont(self._look.font(Role.CELL))
        why_not = row.why_not if row is not None else tr("There is no such text.")
        self.edit.setReadOnly(bool(why_not))
        name = tr(row.title) if row is not None else ""
        language = self._name_of(row.language) if row is not None else ""
        self.edit.setAccessibleName(f"{name}, {language}")
        set_tip(self.edit, why_not)
        self._say_state()

    def _say_text(self, text: str) -> None:
        self._typed_in = False
        if text != self.edit.toPlainText():
            self._saying = True
            self.edit.setPlainText(text)
            self._saying = False

    def _say_state(self) -> None:
        row = self.row
        text = ""
        ink: Ink = "text2"
        if row is not None and row.mine is not None:
            text, ink = tr("changed"), Mark.CHANGED
        if row is not None and row.missing:
            text, ink = tr("missing"), Mark.REFUSED
        language = self._name_of(row.language) if row is not None else ""
        self.note.say(f"{language} · {text}" if text else language)
        self.note.set_ink(ink)
        self.edit.setProperty("bad", row is not None and row.missing)
        self.edit.update()

    def _edited(self) -> None:
        if not self._saying:
            self._typed_in = True
            self._keep.start()

    @never_raises(None)
    def _tell(self) -> None:
        if self.row is not None and self._text != self.row.value:
            self.typing.emit(self.row.field, self._text)

    @never_raises(None)
    def commit(self) -> None:
        """Stage what is typed; a text is shown with other line ends than it came with."""
        self._keep.stop()
        typed_in, self._typed_in = self._typed_in, False
        if self.row is None or not typed_in or self.edit.isReadOnly():
            return
        if self._text != self.row.value:
            self.typed.emit(self.row, self._text)

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)


class LanguageBox(QWidget):
    """A text under its title, in the two languages that are chosen.

    Attributes:
        typed, typing: see `Spoken`.
    """

    typed = Signal(object, str)
    typing = Signal(str, str)

    def __init__(self, look: Look, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.title = label("", look, Role.LABEL)
        self.left, self.right = Spoken(look, name_of), Spoken(look, name_of)
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        for part in (self.left, self.right):
            row.addWidget(part, 1)
            part.typed.connect(self.typed)
            part.typing.connect(self.typing)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 2)
        column.addWidget(self.title)
        column.addLayout(row)

    def show_texts(self, left: TextRow | None, right: TextRow | None) -> None:
        """Show a text in both languages."""
        held = left or right
        self.title.say(tr(held.title) if held is not None else "")
        longest = max((len(row.value) for row in (left, right) if row is not None), default=0)
        high = next((px for most, px in HEIGHTS if longest <= most), HEIGHTS[-1][1])
        self.left.show_row(left, high)
        self.right.show_row(right, high)

    def commit(self) -> None:
        """Stage what is typed."""
        self.left.commit()
        self.right.commit()
