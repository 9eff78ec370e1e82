"""The transform dialog: tidy, read, split, join, map or reckon a column, tried out first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.edits import Entry
from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.ui.bulk.planview import PlanView
from workbench.ui.bulk.saved import SavedRecipes
from workbench.ui.bulk.scope import RowScope
from workbench.ui.bulk.staged import Planned, Stager, typed_fields
from workbench.ui.bulk.transforminputs import HOWS, TransformInputs
from workbench.ui.bulk.typed import choice_box, choose, chosen_in, offer
from workbench.ui.desk.desk import Desk
from workbench.ui.entry.meaning import typing_text
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.look import Look
from workbench.workspace.session import Session
from workbench.workspace.staging import CellPlan, plan_many
from workbench.workspace.transforming import How, Recipe, Recipes, changer, hows_of, title_of

SAMPLE = 10


class TransformDialog(DialogFrame):
    """Transforms one field of many rows as one step.

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
            tr("Transform a column"), look, width="dialog_wide", topic="many", parent=parent
        )
        self._desk = desk
        self._session = session
        self._fields = {held[0].id: held for held in typed_fields(session, hows_of)}
        self.scope = RowScope(desk, look)
        titles = [(name, tr(held[0].title)) for name, held in self._fields.items()]
        self.field = choice_box(tr("Field"), titles, look, self._other_field)
        self.how = choice_box(tr("What is done"), (), look, self._other_how)
        self.inputs = TransformInputs(session.resource.fields, look)
        self.view = PlanView(desk, session, look, SAMPLE)
        recipes = Recipes(desk.workspace.stores.workspace, session.source.id, session.resource.id)
        self.saved = SavedRecipes(recipes, look, self, self.recipe)
        self._compose(look)
        self.kept = self.add_left(tr("Saved transforms"))
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(self.scope.button(0), accepts=False)
        self.stager = Stager(
            session, desk.workspace.jobs, self._reckon, scope=self.scope, view=self.view,
            button=self.go, parent=self, fails_at=self.inputs.fail,
        )  # fmt: skip
        self._connect()
        choose(self.field, field)
        self._other_field()

    @property
    def plan(self) -> CellPlan | None:
        """What would change, None while that is not known."""
        return self.stager.plan

    def recipe(self) -> Recipe:
        """Return the transform that is typed."""
        return self.inputs.filled(self._blank())

    def use(self, recipe: Recipe) -> None:
        """Show a transform as if it had been typed."""
        choose(self.field, recipe.field)
        choose(self.how, recipe.how.value)
        self.inputs.show_for(recipe)
        self.stager.soon()

    def _blank(self) -> Recipe:
        return Recipe(field=chosen_in(self.field), how=How(chosen_in(self.how)))

    def _chosen(self) -> tuple[Field, Entry]:
        return self._fields[chosen_in(self.field)]

    def _other_field(self) -> None:
        """Offer what suits the field chosen; what was done before stays where it can."""
        if self._fields:
            offer(self.how, [(how.value, tr(HOWS[how])) for how in hows_of(*self._chosen())])
            choices = self._desk.choices(self._chosen()[1])
            if choices is not None:
                choices.changed.connect(weak_slot(self.stager, self.stager.soon))
                choices.load()
            self._other_how()

    def _other_how(self) -> None:
        self.inputs.show_for(self._blank())
        self.stager.soon()

    async def _reckon(self) -> Planned | None:
        field, entry = self._chosen()
        offered = self._desk.choices(entry)
        known = offered.values if offered is not None else ()
        recipe = self.recipe()
        value_of = changer(self._session, recipe, typing_text, known)
        cells = [(key, field.id) for key in self.scope.rows()]
        plan = await plan_many(self._session, cells, value_of)
        return Planned(plan, title_of(field, recipe, plan.rows))

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
        self.body.addWidget(self.scope)
        self.body.addLayout(row)
        for part in (self.inputs, Hairline(look), self.view):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.inputs.changed.connect(self.stager.soon)
        self.stager.staged.connect(self._staged)
        self.kept.clicked.connect(lambda: self.saved.menu(self.kept))
        self.saved.chosen.connect(self.use)
        self._desk.status_changed.connect(self.stager.soon)
