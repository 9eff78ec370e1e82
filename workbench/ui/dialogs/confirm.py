"""Asking before something that cannot be undone: what will happen, in words, and a verb."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class ConfirmDialog(DialogFrame):
    """One sentence, its consequence, and a button that says what it does.

    Args:
        title: what it is about.
        sentence: what will happen.
        consequence: what that means, such as what is lost.
        verb: of the button: "Remove Malmö".
        look: the look.
        danger: the button deletes: it is red and Enter does not press it.
        type_number: must be typed before the button works: for many rows at once.
        parent: the window.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        consequence: str,
        verb: str,
        look: Look,
        *,
        danger: bool = False,
        type_number: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, look, width="dialog_small", parent=parent)
        self.body.addWidget(label(sentence, look, Role.TOTAL, wrap=True))
        if consequence:
            self.body.addWidget(label(consequence, look, Role.CELL, "text2", wrap=True))
        self._number = type_number
        self.edit: LineEdit | None = None
        cancel = self.add_cancel(tr("Cancel"))
        self.verb = self.add_primary(verb, Kind.DELETE if danger else Kind.PRIMARY)
        if type_number is not None:
            self._ask_number(type_number, look)
        if danger:
            cancel.setDefault(True)
        (self.edit or cancel if danger else self.edit or self.verb).setFocus()

    def _ask_number(self, number: int, look: Look) -> None:
        self.edit = LineEdit(tr("Number"), look, numeric=True)
        title = tr("Type {number} to go on", number=f"{number:,}")
        self.body.addWidget(FieldBox(title, self.edit, look))
        self.edit.textChanged.connect(self._check)
        self._check("")

    def _check(self, text: str) -> None:
        plain = "".join(char for char in text if char.isdigit())
        self.verb.setEnabled(plain == str(self._number))
