"""Labels and categories put on many rows or taken off: chosen by name, staged like any edit."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.fields import Kind
from workbench.core.formats import rows_text
from workbench.core.pages import FacetValue
from workbench.core.queries import Filter, Input
from workbench.core.texts import mark, tr
from workbench.core.values import Coded
from workbench.ui.bulk.planview import PlanView
from workbench.ui.bulk.scope import RowScope
from workbench.ui.bulk.staged import Planned, Stager
from workbench.ui.filters.choosing import Choosing
from workbench.ui.filters.lookup import Lookup
from workbench.ui.filters.valuelist import ValueList
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.bulk import Bulk, How, changer, title_of
from workbench.workspace.staging import AT_ONCE, CellPlan, editing_of, plan_many

if TYPE_CHECKING:
    from workbench.core.edits import Entry
    from workbench.core.fields import Field
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session

SAMPLE: Final = 7


class Membership(msgspec.Struct, frozen=True):
    """One act: into or out of the values of a field.

    Attributes:
        field: id of a field with several codes, whose filter names the values.
        how: `How.PUT_IN` or `How.TAKE_OUT`.
        title: of the dialog, marked.
        one: of the step, with the only value as {name} and {rows}; marked.
    """

    field: str
    how: How
    title: str
    one: str


MEMBERSHIPS: Final = {
    "label.add": Membership(
        "labels", How.PUT_IN, mark("Add labels"), mark("Add label {name} to {rows}")
    ),
    "label.remove": Membership(
        "labels", How.TAKE_OUT, mark("Remove labels"), mark("Remove label {name} from {rows}")
    ),
    "category.add": Membership(
        "categories", How.PUT_IN, mark("Add to categories"), mark("Add {rows} to {name}")
    ),
    "category.remove": Membership(
        "categories",
        How.TAKE_OUT,
        mark("Take out of categories"),
        mark("Take {rows} out of {name}"),
    ),
}
"""By id of the window's action."""


def _parts_of(desk: Desk, act: Membership) -> tuple[Field, Entry, Filter] | None:
    """Return field, entry and naming filter of an act; None where the resource lacks one."""
    resource = desk.resource
    field = resource.field(act.field)
    saving = resource.saving
    entry = saving.entry(act.field) if saving is not None else None
    if field is None or entry is None or field.kind is not Kind.CODES or not entry.lookup:
        return None
    owner = next((held for held in resource.filters if held.name == field.filter), None)
    return (field, entry, owner) if owner is not None and owner.lookup else None


class MembershipDialog(DialogFrame):
    """Ticks among the values that the service knows, with how many of the rows have each.

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
        act: Membership,
    ) -> None:
        super().__init__(tr(act.title), look, width="dialog_wide", topic="many", parent=parent)
        parts = _parts_of(desk, act)
        assert parts is not None
        self._session, self._act = session, act
        self._field, self._entry, owner = parts
        self._listed: tuple[FacetValue, ...] = ()
        self._counted: tuple[str, ...] | None = None
        self._counts: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self.scope = RowScope(desk, look)
        choosing = Choosing(tree=owner.input is Input.TREE, exact=True)
        self.list = ValueList(
            tr(self._field.title), choosing, look, desk.workspace.formats, excludes=False
        )
        self.list.setMinimumHeight(look.px(280))
        self.view = PlanView(desk, session, look, SAMPLE)
        self._ring = Ring(tr("Reading the values"), look)
        self._said = label("", look, Role.NOTE, "text2", wrap=True)
        self._compose(look)
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(self.scope.button(0), accepts=False)
        self.stager = Stager(
            session, desk.workspace.jobs, self._reckon, scope=self.scope, view=self.view,
            button=self.go, parent=self, fails_at=self._fails_at,
        )  # fmt: skip
        self.stager.staged.connect(self._staged)
        self.list.changed.connect(self._ticked)
        desk.status_changed.connect(self.stager.soon)
        self.lookup = Lookup(desk, owner, self)
        self.lookup.listed.connect(self._take)
        self.lookup.failed.connect(self._fail)
        self.lookup.load()
        self._ring.setVisible(self.lookup.loading)
        self._said.say(tr("Reading the values…") if self.lookup.loading else "")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stager.soon()

    @property
    def plan(self) -> CellPlan | None:
        """What would change, None while that is not known."""
        return self.stager.plan

    # ---- the values -------------------------------------------------------------------------

    def _take(self, values: Sequence[FacetValue]) -> None:
        self._ring.hide()
        self._listed = tuple(values)
        self._offer()
        self._ticked()

    def _fail(self, error: WbError) -> None:
        self._ring.hide()
        self._said.set_ink(Mark.REFUSED)
        self._said.say(error.full_text)

    def _offer(self) -> None:
        """Offer the listed values with their counts; to take out, those that a row has."""
        known = {value.code for value in self._listed}
        more = (
            FacetValue(code, self._names[code], 0) for code in self._counts if code not in known
        )
        every = [
            msgspec.structs.replace(value, count=self._counts[value.code])
            for value in (*self._listed, *more)
        ]
        if self._act.how is How.TAKE_OUT:
            every = _with_ways(every)
        self.list.set_values(every)

    def _ticked(self) -> None:
        if not self.lookup.loading and self.lookup.error is None:
            ways = tr("Shift takes all below") if self.list.choosing.tree else ""
            self._said.say(" · ".join(part for part in (self.list.summary(), ways) if part))
        self.stager.soon()

    # ---- what would change ------------------------------------------------------------------

    async def _reckon(self) -> Planned | None:
        keys = self.scope.rows()
        if keys != self._counted:
            await self._count(keys)
        chosen = tuple(self.list.choosing.wanted)
        if not chosen:
            return None
        choosing = self.list.choosing
        bulk = Bulk(self._act.how, tuple(Coded(code, choosing.label(code)) for code in chosen))
        cells = [(key, self._field.id) for key in keys]
        plan = await plan_many(self._session, cells, changer(self._field, self._entry, bulk))
        return Planned(plan, self._title(bulk, chosen, plan.rows))

    def _title(self, bulk: Bulk, chosen: Sequence[str], rows: int) -> str:
        if len(chosen) > 1:
            return title_of(self._field, bulk, rows)
        name = self.list.choosing.label(chosen[0])
        return tr(self._act.one, name=name, rows=rows_text(rows))

    async def _count(self, keys: tuple[str, ...]) -> None:
        """Count how many of the rows have each value, as they are shown now."""
        editing, counts, names = editing_of(self._session), Counter[str](), dict[str, str]()
        for at, key in enumerate(keys):
            value = editing.value(key, self._field.id)
            for held in value if isinstance(value, tuple) else ():
                if isinstance(held, Coded):
                    counts[held.code] += 1
                    names[held.code] = held.label or held.code
            if at % AT_ONCE == 0:
                await asyncio.sleep(0)
        self._counted, self._counts, self._names = keys, counts, names
        self._offer()

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

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        # Enter in the search goes to what was found; it stages nothing.
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (enter and self.list.search.hasFocus()):
            super().keyPressEvent(event)

    def _compose(self, look: Look) -> None:
        foot = QHBoxLayout()
        keep_spacing(foot, look)
        foot.addWidget(self._ring)
        foot.addWidget(self._said, 1)
        left = QVBoxLayout()
        keep_spacing(left, look, 6)
        left.addWidget(self.list, 1)
        left.addLayout(foot)
        right = QVBoxLayout()
        keep_spacing(right, look)
        right.addWidget(self.view)
        right.addStretch(1)
        row = QHBoxLayout()
        keep_spacing(row, look, 16)
        row.addLayout(left, 2)
        row.addWidget(Hairline(look, upright=True))
        row.addLayout(right, 3)
        self.body.addWidget(self.scope)
        self.body.addLayout(row, 1)


def _with_ways(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Return the values that are counted, with those above them in a tree."""
    every = {value.code: value for value in values}
    kept: set[str] = set()
    for value in every.values():
        code = value.code if value.count else ""
        while code in every and code not in kept:
            kept.add(code)
            code = every[code].parent
    return [value for code, value in every.items() if code in kept]
