"""Ticked rows that are out of sight: they are counted, said, and taken on a word only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import trn
from workbench.ui.desk.ticked import hidden_words, loaded, too_words
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look


class HiddenTicks(QWidget):
    """Says how many ticked rows are out of sight, beside a switch that takes them too.

    Attributes:
        changed: they are wanted, or no longer.
        too: the switch.
    """

    changed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._said = label("", look, Role.NOTE, "text2")
        self.too = Switch(too_words(2), look)
        self.too.toggled.connect(self._turned)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8)
        row.addWidget(self._said)
        row.addWidget(self.too)
        row.addStretch(1)

    @property
    def taken(self) -> bool:
        """Whether those that are out of sight are taken too."""
        return self.too.isChecked()

    @property
    def said(self) -> str:
        """What is said of them."""
        return self._said.text()

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the ticked rows that are taken, in sight first."""
        seen, hidden = loaded(self._desk)
        return (*seen, *hidden) if self.taken else seen

    def show_now(self, *, of_some: bool = True) -> None:
        """Count anew; with nothing out of sight, or where all rows go, there is nothing to say."""
        seen, hidden = loaded(self._desk)
        gone = len(self._desk.selection) - len(seen) - len(hidden)
        said = [hidden_words(len(hidden))] if hidden else []
        if gone:
            said.append(
                trn(
                    "{count} ticked row is not loaded here.",
                    "{count} ticked rows are not loaded here.",
                    gone,
                )
            )
        self._said.say(" ".join(said))
        self.too.say(too_words(len(hidden)))
        self.too.setVisible(bool(hidden))
        self.setVisible(of_some and bool(said))

    @never_raises(None)
    def _turned(self, _on: bool) -> None:
        self.changed.emit()
