"""Which rows are changed, with their numbers: ticked ones, those the filters leave, all loaded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
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
        self._look = look
        self._counts: dict[Scope, int] = {}
        self._choice: Segmented | None = None
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 4)
        self._column.addWidget(label(tr("Rows"), look, Role.LABEL, "text2"))
        desk.status_changed.connect(self.refresh)
        desk.selection.changed.connect(self.refresh)
        self.refresh()

    @property
    def value(self) -> Scope:
        """The scope chosen."""
        return Scope(self._choice.value()) if self._choice and self._counts else Scope.SHOWN

    @property
    def count(self) -> int:
        """How many rows it holds."""
        return self._counts.get(self.value, 0)

    def rows(self) -> tuple[str, ...]:
        """Return the keys of its rows, as they stand now."""
        session = self._desk.session
        if session is None:
            return ()
        return keys_of(session, self.value, self._desk.selection.keys)

    def set_value(self, scope: Scope) -> None:
        """Choose a scope where it is offered."""
        if self._choice is not None and scope in self._counts:
            self._choice.set_value(scope.value)
            self.changed.emit()

    def button(self, rows: int) -> str:
        """Return what the button says that changes so many of its rows."""
        match self.value:
            case Scope.SELECTED:
                return trn("Change {count} selected row", "Change {count} selected rows", rows)
            case Scope.SHOWN:
                return trn("Change {count} filtered row", "Change {count} filtered rows", rows)
            case Scope.ALL:
                return trn("Change {count} loaded row", "Change {count} loaded rows", rows)

    @never_raises(None)
    def refresh(self) -> None:
        """Count anew; the scope stays where it still holds rows."""
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
        self._choice.chosen.connect(lambda _key: self.changed.emit())
        self._column.addWidget(self._choice)
        if before in counts:
            self._choice.set_value(before.value)
        self.changed.emit()

    def _count(self) -> dict[Scope, int]:
        session = self._desk.session
        if session is None:
            return {}
        loaded = (session.table.row_of(key) for key in self._desk.selection.keys)
        counts = {
            Scope.SELECTED: sum(row is not None for row in loaded),
            Scope.SHOWN: len(session.rows),
            Scope.ALL: len(session.table),
        }
        return {scope: count for scope, count in counts.items() if count}


def _text(scope: Scope, count: int) -> str:
    number = f"{count:,}"
    if scope is Scope.SELECTED:
        return tr("Selected {count}", count=number)
    if scope is Scope.SHOWN:
        return tr("Filtered {count}", count=number)
    return tr("Loaded {count}", count=number)
