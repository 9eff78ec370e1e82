"""A choice of rows with their numbers, kept right while rows come, go and are ticked.

Ticked rows that are out of sight are taken on a word only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.hiddenticks import HiddenTicks
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.exporting import Scope

Texts = Mapping[Scope, Callable[[str], str]]
"""What the button of a scope says of a number of rows."""


class ScopeChoice(QWidget):
    """Only those scopes that hold rows are offered.

    Attributes:
        changed: another scope, or other rows in it.
        choice: a button a scope.
        hidden: says which ticked rows are out of sight, and takes them on a word.

    Args:
        desk: whose rows.
        look: the look.
        count: counts the rows of each scope but the selected ones.
        texts: see `Texts`.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, look: Look, count: Callable[[], Mapping[Scope, int]], texts: Texts
    ) -> None:
        super().__init__()
        self._look = look
        self._count = count
        self._texts = texts
        self._counts: dict[Scope, int] = {}
        self.choice = Segmented(tr("Rows"), [(scope.value, "") for scope in texts], look)
        self.choice.chosen.connect(lambda _key: self._chosen())
        self.hidden = HiddenTicks(desk, look)
        self.hidden.changed.connect(self._take_hidden)
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 4)
        self._column.addWidget(label(tr("Rows"), look, Role.LABEL, "text2"))
        self._column.addWidget(self.choice)
        self._column.addWidget(self.hidden)
        desk.status_changed.connect(self.refresh)
        desk.selection.changed.connect(self.refresh)
        self.refresh()

    @property
    def value(self) -> Scope:
        """The scope chosen."""
        return Scope(self.choice.value()) if self._counts else Scope.SHOWN

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return self._counts.get(self.value, 0)

    def selected(self) -> tuple[str, ...]:
        """Return the keys of the selected rows: ticked and here, in sight or wanted too."""
        return self.hidden.keys()

    def set_value(self, scope: Scope) -> None:
        """Choose a scope where it is offered."""
        if scope in self._counts:
            self.choice.set_value(scope.value)
            self._chosen()

    @never_raises(None)
    def refresh(self) -> None:
        """Count anew, not while it is disabled; the scope stays where it still holds rows."""
        if not self.isEnabled():
            return
        self.hidden.show_now(of_some=self.value is not Scope.ALL)
        every = {Scope.SELECTED: len(self.selected()), **self._count()}
        counts = {scope: count for scope, count in every.items() if count}
        if counts == self._counts:
            return
        before = self.value if self._counts else next(iter(counts), Scope.SHOWN)
        self._counts = counts
        for scope, text in self._texts.items():
            self.choice.offer(scope.value, offered=scope in counts)
            self.choice.say(scope.value, text(f"{counts.get(scope, 0):,}"))
        held = before if before in counts else next(iter(counts), Scope.SHOWN)
        self.choice.set_value(held.value)
        self._chosen()

    def _chosen(self) -> None:
        self.hidden.show_now(of_some=self.value is not Scope.ALL)
        self.changed.emit()

    @never_raises(None)
    def _take_hidden(self) -> None:
        """Take what was asked for: the selected rows are meant then."""
        self.refresh()
        if self.hidden.taken:
            self.set_value(Scope.SELECTED)
