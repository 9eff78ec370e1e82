"""Asking before a change set goes that could do harm: where it goes, what it does, the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.accounts import Account
from workbench.core.sources import Source
from workbench.core.texts import tr, trn
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.review.head import where_to
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.dangers import Danger


class SendDialog(DialogFrame):
    """What is dangerous in a change set; numbers that are to be typed before it can go."""

    def __init__(
        self,
        source: Source,
        account: Account,
        records: int,
        dangers: Sequence[Danger],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        title = trn("Send {count} record?", "Send {count} records?", records)
        colour = QColor(account.colour) if account.colour else look.accent.ink
        super().__init__(title, look, account_colour=colour, topic="review", parent=parent)
        self._numbers: list[tuple[LineEdit, int]] = []
        row = QHBoxLayout()
        row.addWidget(label(tr("To"), look, Role.CELL, "text2"))
        row.addWidget(where_to(source, account, look))
        row.addStretch(1)
        self.body.addLayout(row)
        for danger in dangers:
            self._add(danger, look)
        # Texts that fold ask for more height than they take: what is left over stays below them.
        self.body.addStretch(1)
        deletes = any(danger.deletes for danger in dangers)
        cancel = self.add_cancel(tr("Cancel"))
        self.send: Button = self.add_primary(
            trn(
                "Send {count} record to {account}",
                "Send {count} records to {account}",
                records,
                account=account.name,
            ),
            Kind.DELETE if deletes else Kind.PRIMARY,
        )
        self.send.setDefault(False)
        cancel.setDefault(True)
        self._check()
        (self._numbers[0][0] if self._numbers else cancel).setFocus()

    def _add(self, danger: Danger, look: Look) -> None:
        self.body.addSpacing(look.px(8))
        row = QHBoxLayout()
        row.addWidget(MarkSign(Mark.INVALID, tr("danger"), look, 14))
        row.addWidget(label(danger.sentence, look, Role.CELL_STRONG, wrap=True), 1)
        self.body.addLayout(row)
        if danger.names:
            names = ", ".join(danger.names)
            self.body.addWidget(label(names, look, Role.NOTE, "text2", wrap=True))
        if danger.number:
            edit = LineEdit(tr("Number"), look, numeric=True)
            title = tr("Type {number} to go on", number=f"{danger.number:,}")
            self.body.addWidget(FieldBox(title, edit, look))
            edit.textChanged.connect(self._check)
            self._numbers.append((edit, danger.number))

    def _check(self, _text: str = "") -> None:
        """Let it go once every number stands there."""
        typed = (
            "".join(char for char in edit.text() if char.isdigit()) == str(number)
            for edit, number in self._numbers
        )
        self.send.setEnabled(all(typed))

    @property
    def numbers(self) -> tuple[tuple[LineEdit, int], ...]:
        """The inputs that numbers are to be typed into, each with its number."""
        return tuple(self._numbers)
