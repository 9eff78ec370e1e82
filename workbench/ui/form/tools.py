"""Search within the fields of a form, and which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.form.shape import Which
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

TYPED_MS = 120
"""What is typed into the search takes effect when it rests this long."""


class FormTools(QWidget):
    """A search and a switch.

    Attributes:
        narrowed: other fields are wanted.
    """

    narrowed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.search = LineEdit(tr("Search within the fields"), look, search=True)
        self.switch = Segmented(
            tr("Which fields"),
            [
                (Which.ALL, tr("All")),
                (Which.FILLED, tr("Filled")),
                (Which.MISSING, tr("Missing")),
                (Which.CHANGED, tr("Changed")),
            ],
            look,
        )
        self.nothing = label("", look, Role.NOTE, "text2", wrap=True)
        self.nothing.hide()
        self._rest = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._rest.timeout.connect(self.narrowed)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.switch.chosen.connect(lambda _key: self.narrowed.emit())
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(self.search, 1)
        row.addWidget(self.switch)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (16, 4, 16, 4))
        column.addLayout(row)
        column.addWidget(self.nothing)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    @property
    def which(self) -> Which:
        """Which fields are wanted."""
        return Which(self.switch.value() or Which.ALL)

    @property
    def narrows(self) -> bool:
        """Whether fields are left out."""
        return bool(self.text) or self.which is not Which.ALL

    def focus_search(self) -> None:
        """Put the focus into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Leave no field out."""
        if self.narrows:
            self.search.clear()
            self.switch.set_value(Which.ALL)
            self.narrowed.emit()

    def say_nothing(self, text: str, which: Which, *, nothing: bool) -> None:
        """Say why no field is shown, where none is."""
        self.nothing.setVisible(nothing)
        if nothing:
            self.nothing.say(_why(text, which))


def _why(text: str, which: Which) -> str:
    if text:
        return tr("No field, value or path holds “{text}”.", text=text)
    match which:
        case Which.MISSING:
            return tr("Every field is filled.")
        case Which.CHANGED:
            return tr("No field is changed.")
        case _:
            return tr("No field is filled.")
