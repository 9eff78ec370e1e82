"""The bulk edit dialog: which rows, which field, what is done, and what that would change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.ui.bulk.bulkinputs import HOWS, BulkInputs
from workbench.ui.bulk.planview import PlanView
from workbench.ui.bulk.scope import RowScope
from workbench.ui.bulk.staged import Planned, Stager, typed_fields
from workbench.ui.bulk.typed import choice_box, choose, chosen_in, offer
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.workspace.bulk import How, changer, hows_of, title_of
from workbench.workspace.session import Session
from workbench.workspace.staging import CellPlan, plan_many

SAMPLE = 5


class BulkDialog(DialogFrame):
    """Changes one field of many rows as one step.

    Attributes:
        staged: the change is staged: the step's title and how many rows it changed.
    """

    staged = Signal(str, int)

    def __init__(
        self,
        desk: Desk,
        session: Session,
        look: Look,
        parent: QWidget | None = None,
        *,
        field: str = "",
    ) -> None:
        super().__init__(
            tr("Change many rows"), look, width="dialog_wide", topic="many", parent=parent
        )
        self._session = session
        self._fields = {held[0].id: held for held in typed_fields(session, hows_of)}
        self.scope = RowScope(desk, look)
        titles = [(name, tr(held[0].title)) for name, held in self._fields.items()]
        self.field = choice_box(tr("Field"), titles, look, self._other_field)
        self.how = choice_box(tr("What is done"), (), look, self._other_how)
        self.inputs = BulkInputs(desk, look)
        self.view = PlanView(desk, session, look, SAMPLE)
        self._compose(look)
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(self.scope.button(0), accepts=False)
        self.stager = Stager(
            session, desk.workspace.jobs, self._reckon, scope=self.scope, view=self.view,
            button=self.go, parent=self, fails_at=self._fails_at,
        )  # fmt: skip
        self.inputs.changed.connect(self.stager.soon)
        desk.status_changed.connect(self.stager.soon)
        self.stager.staged.connect(self._staged)
        choose(self.field, field)
        self._other_field()

    @property
    def plan(self) -> CellPlan | None:
        """What would change, None while that is not known."""
        return self.stager.plan

    def _chosen(self) -> tuple[Field, Entry]:
        return self._fields[chosen_in(self.field)]

    def _other_field(self) -> None:
        """Offer what can be done to the field chosen; what was done before stays where it can."""
        if self._fields:
            offer(self.how, [(how.value, tr(HOWS[how])) for how in hows_of(*self._chosen())])
            self._other_how()

    def _other_how(self) -> None:
        self.inputs.show_for(*self._chosen(), How(chosen_in(self.how)))
        self.stager.soon()

    async def _reckon(self) -> Planned | None:
        bulk = self.inputs.bulk()
        if bulk is None:
            return None
        field, entry = self._chosen()
        cells = [(key, field.id) for key in self.scope.rows()]
        plan = await plan_many(self._session, cells, changer(field, entry, bulk))
        return Planned(plan, title_of(field, bulk, plan.rows))

    @staticmethod
    def _fails_at(_error: WbError | None) -> bool:
        return False

    def _staged(self, title: str, rows: int) -> None:
        self.staged.emit(title, rows)
        self.accept()

    @never_raises(None)
    def done(self, result: int) -> None:  # noqa: D102
        self.stager.stop()
        super().done(result)

    def _compose(self, look: Look) -> None:
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(self.field, 1)
        row.addWidget(self.how, 1)
        row.addWidget(self.inputs, 2)
        self.body.addWidget(self.scope)
        self.body.addLayout(row)
        self.body.addWidget(Hairline(look))
        self.body.addWidget(self.view)
        self.body.addStretch(1)
