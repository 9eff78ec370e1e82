"""Which rows an export takes, with their numbers, and what loading the rest will cost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.hiddenticks import HiddenTicks
from workbench.ui.dialogs.scopechoice import ScopeChoice, Texts
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.exporting import Scope
from workbench.workspace.loading import estimate

PER_PAGE = 100
"""Rows an answer is taken to hold before the first page has told."""


class ScopeBox(QWidget):
    """Selected, shown or all; only those that hold rows are offered.

    Attributes:
        changed: another scope, or other numbers.
    """

    changed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._choice = ScopeChoice(desk, look, self._count, _TEXTS)
        self._note = label("", look, Role.NOTE, "text2", wrap=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4)
        column.addWidget(self._choice)
        column.addWidget(self._note)
        self._choice.changed.connect(self._moved)
        self._moved()

    @property
    def hidden(self) -> HiddenTicks:
        """Says which ticked rows are out of sight, and takes them on a word."""
        return self._choice.hidden

    @property
    def choice(self) -> Segmented:
        """A button a scope."""
        return self._choice.choice

    @property
    def value(self) -> Scope:
        """The scope chosen."""
        return self._choice.value

    def count(self) -> int:
        """Return how many rows the scope holds, as far as the service says."""
        return self._choice.rows

    def selected(self) -> tuple[str, ...]:
        """Return the keys of the selected rows: ticked and here, in sight or wanted too."""
        return self._choice.selected()

    def set_value(self, scope: Scope) -> None:
        """Choose a scope where it is offered."""
        self._choice.set_value(scope)

    def refresh(self) -> None:
        """Count anew, not while an export runs; the scope stays where it still holds rows."""
        self._choice.refresh()

    def _moved(self) -> None:
        text = self._cost() if self.value is Scope.ALL else ""
        self._note.say(text)
        self._note.setVisible(bool(text))
        self.changed.emit()

    def _count(self) -> dict[Scope, int]:
        session = self._desk.session
        if session is None:
            return {}
        total = session.status.total
        whole = len(session.table) if session.status.complete or total is None else total
        return {
            Scope.SHOWN: len(session.rows),
            Scope.ALL: whole,
        }

    def _cost(self) -> str:
        session = self._desk.session
        if session is None or session.status.complete:
            return ""
        left = max(0, (session.status.total or 0) - len(session.table))
        cost = estimate(session, min(len(session.table), PER_PAGE) or PER_PAGE)
        return tr(
            "{rows} first: {requests}, about {time}.",
            rows=trn("Loads {count} more row", "Loads {count} more rows", left),
            requests=trn("{count} request", "{count} requests", cost.requests),
            time=self._desk.workspace.formats.duration(cost.seconds),
        )


_TEXTS: Texts = {
    Scope.SELECTED: lambda count: tr("Selected {count}", count=count),
    Scope.SHOWN: lambda count: tr("Shown {count}", count=count),
    Scope.ALL: lambda count: tr("All {count}", count=count),
}
