"""A dialog's plan from the last key to the step: reckoned, shown with its numbers, then taken."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.ui.bulk.growing import grow
from workbench.ui.bulk.reckoner import Reckoner
from workbench.ui.safe import never_raises
from workbench.workspace.staging import CellPlan, take

if TYPE_CHECKING:
    from workbench.core.jobs import Jobs
    from workbench.ui.bulk.planview import PlanView
    from workbench.ui.bulk.scope import RowScope
    from workbench.ui.parts.buttons import Button
    from workbench.workspace.session import Session


class Planned(msgspec.Struct, frozen=True):
    """A plan and what its step is called."""

    plan: CellPlan
    title: str


class Stager(QObject):
    """Keeps the plan of a dialog up to date and takes it, exactly as it was shown.

    Attributes:
        staged: the plan was taken: the step's title and how many rows it changed.

    Args:
        session: whose rows.
        jobs: starts the reckoning.
        reckon: makes the plan; None where too little is typed yet.
        scope, view, button: show which rows, what would change, and how many.
        parent: the dialog.
        fails_at: says a failure at the input it belongs to; False where there is none.
    """

    staged = Signal(str, int)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        reckon: Callable[[], Coroutine[object, object, Planned | None]],
        *,
        scope: RowScope,
        view: PlanView,
        button: Button,
        parent: QObject,
        fails_at: Callable[[WbError | None], bool],
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._planned: Planned | None = None
        self._scope = scope
        self._view = view
        self._button = button
        self._fails_at = fails_at
        self._reckoner = Reckoner(jobs, reckon, self)
        self._reckoner.waiting.connect(self._wait)
        self._reckoner.done.connect(self._show)
        self._reckoner.failed.connect(self._fail)
        scope.changed.connect(self.soon)
        button.clicked.connect(self.take)

    @property
    def plan(self) -> CellPlan | None:
        """What would change, None while that is not known."""
        return self._planned.plan if self._planned is not None else None

    def soon(self) -> None:
        """Reckon anew a moment after the last call."""
        self._reckoner.soon()

    def stop(self) -> None:
        """Reckon no more."""
        self._reckoner.stop()

    @never_raises(None)
    def take(self) -> None:
        """Do what was reckoned, exactly that; where the rows have moved it is reckoned again."""
        planned = self._planned
        if planned is None:
            return
        try:
            take(self._session, planned.title, planned.plan)
        except WbError as error:
            self._fail(error)
            self.soon()
            return
        self.staged.emit(planned.title, planned.plan.rows)

    def _wait(self) -> None:
        self._planned = None
        self._button.setEnabled(False)

    @never_raises(None)
    def _show(self, planned: Planned | None) -> None:
        self._planned = planned
        self._fails_at(None)
        if planned is None:
            self._view.fail(None)
        else:
            self._view.show_plan(planned.plan, self._scope.count)
        self._grow()
        rows = planned.plan.rows if planned is not None else 0
        self._button.say(self._scope.button(rows))
        self._button.setEnabled(rows > 0)

    def _fail(self, error: WbError) -> None:
        self._planned = None
        self._view.fail(None if self._fails_at(error) else error)
        self._button.setEnabled(False)
        self._grow()

    def _grow(self) -> None:
        dialog = self.parent()
        if isinstance(dialog, QWidget):
            grow(dialog)


def typed_fields(
    session: Session, offers: Callable[[Field, Entry], Sequence[object]]
) -> list[tuple[Field, Entry]]:
    """Return the fields for which something is offered, in the order of the form."""
    saving, editing = session.resource.saving, session.editing
    entries = [*saving.entries] if saving is not None else []
    made = editing.parts.all() if editing is not None else ()
    entries += [entry for field in made if (entry := editing and editing.entry(field.id))]
    found: list[tuple[Field, Entry]] = []
    for entry in entries:
        field = session.resource.field(entry.field)
        if field is not None and not entry.only_new and offers(field, entry):
            found.append((field, entry))
    return found
