"""Which rows an export takes, with their numbers, and what loading the rest will cost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
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
        self._look = look
        self._counts: dict[Scope, int] = {}
        self._choice: Segmented | None = None
        self._note = label("", look, Role.NOTE, "text2", wrap=True)
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 4)
        self._column.addWidget(label(tr("Rows"), look, Role.LABEL, "text2"))
        self._column.addWidget(self._note)
        desk.status_changed.connect(self.refresh)
        desk.selection.changed.connect(self.refresh)
        self.refresh()

    @property
    def value(self) -> Scope:
        """The scope chosen."""
        return Scope(self._choice.value()) if self._choice and self._counts else Scope.SHOWN

    def count(self) -> int:
        """Return how many rows the scope holds, as far as the service says."""
        return self._counts.get(self.value, 0)

    def set_value(self, scope: Scope) -> None:
        """Choose a scope where it is offered."""
        if self._choice is not None and scope in self._counts:
            self._choice.set_value(scope.value)
            self._moved()

    def refresh(self) -> None:
        """Count anew, not while an export runs; the scope stays where it still holds rows."""
        if not self.isEnabled():
            return
        counts = self._count()
        if counts == self._counts and self._choice is not None:
            return
        before = self.value if self._counts else next(iter(counts), Scope.SHOWN)
        self._counts = counts
        if self._choice is not None:
            self._column.removeWidget(self._choice)
            self._choice.hide()
            self._choice.deleteLater()
        choices = [(scope.value, _text(scope, count)) for scope, count in counts.items()]
        self._choice = Segmented(tr("Rows"), choices, self._look)
        self._choice.chosen.connect(lambda _key: self._moved())
        self._column.insertWidget(1, self._choice)
        if before in counts:
            self._choice.set_value(before.value)
        self._moved()

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
        counts = {
            Scope.SELECTED: len(self._desk.selection),
            Scope.SHOWN: len(session.rows),
            Scope.ALL: whole,
        }
        return {scope: count for scope, count in counts.items() if count}

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


def _text(scope: Scope, count: int) -> str:
    number = f"{count:,}"
    if scope is Scope.SELECTED:
        return tr("Selected {count}", count=number)
    if scope is Scope.SHOWN:
        return tr("Shown {count}", count=number)
    return tr("All {count}", count=number)
