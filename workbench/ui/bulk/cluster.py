"""The dialog that finds spellings of the same thing in a column and merges ticked ones."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeView, QWidget

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.texts import mark, tr, trn
from workbench.ui.bulk.clustermodel import ClusterModel
from workbench.ui.bulk.reckoner import Reckoner
from workbench.ui.bulk.scope import RowScope
from workbench.ui.bulk.staged import typed_fields
from workbench.ui.bulk.typed import choice_box, choose, chosen_in
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.bulk import TEXTS
from workbench.workspace.clustering import Cluster, Method, clusters, merged_title, merging
from workbench.workspace.exporting import Scope
from workbench.workspace.session import Session
from workbench.workspace.staging import CellPlan, plan_cells, take

METHODS = {
    Method.FINGERPRINT: mark("Fingerprint: the same words"),
    Method.NGRAM: mark("N-gram: the same pairs of letters"),
}
FEWEST = 2
"""Rows that spellings can be compared in; with fewer ticked those shown are looked through."""
HEIGHT = 280
"""Px at 100 %."""


class ClusterDialog(DialogFrame):
    """Merges spellings of one column as one step.

    Attributes:
        staged: groups were merged: the step's title and how many rows it changed.
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
            tr("Merge spellings"), look, width="dialog_wide", topic="many", parent=parent
        )
        self._session = session
        self._fields = {held[0].id: held[0] for held in typed_fields(session, _is_text)}
        self._reckoner = Reckoner(desk.workspace.jobs, self._find, self)
        soon = self._reckoner.soon
        self.scope = RowScope(desk, look)
        titles = [(name, tr(held.title)) for name, held in self._fields.items()]
        self.field = choice_box(tr("Column"), titles, look, soon)
        choices = [(method.value, tr(text)) for method, text in METHODS.items()]
        self.method = Segmented(tr("Method"), choices, look)
        self.model = ClusterModel()
        self.tree = QTreeView()
        self.counts = label("", look, Role.NOTE, "text2", wrap=True)
        self._compose(look)
        self.every = self.add_left(tr("Tick all"))
        self.none = self.add_left(tr("Tick none"))
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(_merge_text(0, 0), accepts=False)
        self._connect()
        choose(self.field, field)
        if self.scope.value is Scope.SELECTED and self.scope.count < FEWEST:
            self.scope.set_value(Scope.SHOWN)
            self.field.setFocus()
        soon()

    # ---- finding ---------------------------------------------------------------------------

    async def _find(self) -> tuple[Cluster, ...]:
        name, editing = chosen_in(self.field), self._session.editing
        if editing is None or not name:
            return ()
        values = [(key, editing.value(key, name)) for key in self.scope.rows()]
        return await asyncio.to_thread(clusters, values, Method(self.method.value()))

    @never_raises(None)
    def _show(self, found: tuple[Cluster, ...]) -> None:
        self.model.show(found)
        self._fit()
        rows = sum(cluster.rows for cluster in found)
        self.counts.say(
            tr(
                "{groups} in {rows}. Double-click a spelling to take it.",
                groups=trn("{count} group", "{count} groups", len(found)),
                rows=trn("{count} row", "{count} rows", rows),
            )
            if found
            else tr("No spellings look alike.")
        )

    def _fail(self, error: WbError) -> None:
        self.model.show(())
        self.counts.say(error.full_text)

    # ---- merging ---------------------------------------------------------------------------

    def plan(self) -> CellPlan:
        """Return what merging the ticked groups would change."""
        keys, value_of = merging(self.model.ticked())
        cells = [(key, chosen_in(self.field)) for key in keys]
        return plan_cells(self._session, cells, value_of)

    @never_raises(None)
    def _say(self) -> None:
        rows = self.plan().rows if self._fields else 0
        self.go.say(_merge_text(len(self.model.ticked()), rows))
        self.go.setEnabled(rows > 0)

    @never_raises(None)
    def merge(self) -> None:
        """Merge what is ticked as one step."""
        plan, groups = self.plan(), len(self.model.ticked())
        title = merged_title(tr(self._fields[chosen_in(self.field)].title), groups)
        if not plan.changes:
            return
        try:
            take(self._session, title, plan)
        except WbError as error:
            self._fail(error)
            self._reckoner.soon()
            return
        self.staged.emit(title, plan.rows)
        self.accept()

    @never_raises(None)
    def done(self, result: int) -> None:  # noqa: D102
        self._reckoner.stop()
        super().done(result)

    # ---- the screen ------------------------------------------------------------------------

    def _compose(self, look: Look) -> None:
        self.tree.setModel(self.model)
        self._delegate = dress_tree(self.tree, look, tr("Groups of spellings"))
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(look.px(18))
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setMinimumHeight(look.px(HEIGHT))
        row = QHBoxLayout()
        keep_spacing(row, look, 16)
        row.addWidget(self.scope)
        row.addWidget(self.field, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.method)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.counts)

    def _fit(self) -> None:
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(self._look.px(72))
        self.tree.expandAll()

    def _connect(self) -> None:
        self.scope.changed.connect(self._reckoner.soon)
        self.method.chosen.connect(lambda _key: self._reckoner.soon())
        self._reckoner.done.connect(self._show)
        self._reckoner.failed.connect(self._fail)
        self.model.moved.connect(self._say)
        self.every.clicked.connect(lambda: self.model.tick_all(on=True))
        self.none.clicked.connect(lambda: self.model.tick_all(on=False))
        self.tree.doubleClicked.connect(self._use)
        self.go.clicked.connect(self.merge)

    @never_raises(None)
    def _use(self, index: QModelIndex) -> None:
        self.model.use(index)


def _is_text(field: Field, entry: Entry) -> tuple[Field, ...]:
    return (field,) if field.kind in TEXTS and not entry.unique else ()


def _merge_text(groups: int, rows: int) -> str:
    return tr(
        "Merge {groups}, change {rows}",
        groups=trn("{count} group", "{count} groups", groups),
        rows=trn("{count} row", "{count} rows", rows),
    )
