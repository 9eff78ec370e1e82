"""Which rows are changed, with their numbers: ticked ones, those the filters leave, all loaded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.scopechoice import ScopeChoice, Texts
from workbench.ui.theme.look import Look
from workbench.workspace.exporting import Scope
from workbench.workspace.staging import keys_of


class RowScope(QWidget):
    """Selected, filtered or loaded; only those that hold rows are offered.

    Attributes:
        changed: another scope, or other rows in it.
    """

    changed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._choice = ScopeChoice(desk, look, self._count, _TEXTS)
        self._choice.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choice)

    @property
    def value(self) -> Scope:
        """The scope chosen."""
        return self._choice.value

    @property
    def count(self) -> int:
        """How many rows it holds."""
        return self._choice.rows

    def rows(self) -> tuple[str, ...]:
        """Return the keys of its rows, as they stand now."""
        session = self._desk.session
        if session is None:
            return ()
        return keys_of(session, self.value, self._choice.selected())

    def set_value(self, scope: Scope) -> None:
        """Choose a scope where it is offered."""
        self._choice.set_value(scope)

    def button(self, rows: int) -> str:
        """Return what the button says that changes so many of its rows."""
        match self.value:
            case Scope.SELECTED:
                return trn("Change {count} selected row", "Change {count} selected rows", rows)
            case Scope.SHOWN:
                return trn("Change {count} filtered row", "Change {count} filtered rows", rows)
            case Scope.ALL:
                return trn("Change {count} loaded row", "Change {count} loaded rows", rows)

    def refresh(self) -> None:
        """Count anew; the scope stays where it still holds rows."""
        self._choice.refresh()

    def _count(self) -> dict[Scope, int]:
        session = self._desk.session
        if session is None:
            return {}
        return {
            Scope.SHOWN: len(session.rows),
            Scope.ALL: len(session.table),
        }


_TEXTS: Texts = {
    Scope.SELECTED: lambda count: tr("Selected {count}", count=count),
    Scope.SHOWN: lambda count: tr("Filtered {count}", count=count),
    Scope.ALL: lambda count: tr("Loaded {count}", count=count),
}
