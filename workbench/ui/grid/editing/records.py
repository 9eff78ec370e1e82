"""Acts on whole records: new, duplicate, delete, discard, undo, redo, the next problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.edits.drafts import State
from workbench.edits.steps import Step
from workbench.ui.grid.editing.area import selected
from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from workbench.edits.drafts import Record
    from workbench.ui.grid.grid import Grid
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing

MANY = 50
"""Records deleted at once without a question; drafts discarded without one."""
NAMED = 5
"""Records named in a question."""
PROBLEMS = frozenset({State.REFUSED, State.CONFLICT, State.UNKNOWN, State.INVALID})


class Records(QObject):
    """What menus and keys do with the records of the selected cells.

    Signals:
        said: why something was not done.
    """

    said = Signal(str)

    def __init__(self, grid: Grid, look: Look, editing: Editing) -> None:
        super().__init__(grid)
        self._grid = grid
        self._look = look
        self._editing = editing

    @property
    def keys(self) -> tuple[str, ...]:
        """The records that are meant.

        All ticked ones where the current row is ticked, else those of the selected cells.
        """
        ticks = self._grid.desk.selection
        if ticks.current in ticks:
            return ticks.keys
        return selected(self._grid.view).keys

    # ---- making and taking away ---------------------------------------------------------------

    def new(self) -> None:
        """Stage a new record and go to its first cell that can be typed in."""
        if self._may(create=True):
            key = self._editing.new()
            self._go(key)
            self._number([key])

    def duplicate(self) -> None:
        """Stage copies of the records; the first blank unique cell is current."""
        if not self._may(create=True):
            return
        keys = [key for key in self.keys if self._known(key)]
        if keys:
            made = self._editing.duplicate(keys)
            self._go(made[0])
            self._number(made)

    def _number(self, keys: Sequence[str]) -> None:
        """Ask the service for free numbers; where it names none they are typed by hand."""
        from workbench.workspace.numbering import number_new  # noqa: PLC0415 - new records only

        session, told = self._grid.desk.session, weak_slot(self, self.said.emit)
        if session is None:
            return

        async def work() -> None:
            try:
                await number_new(session, keys)
            except WbError as error:
                told(error.full_text)

        self._grid.desk.workspace.jobs.spawn("number new records", work())

    def delete(self) -> None:
        """Stage that the records are to be taken away; many are asked for."""
        if not self._may(create=False):
            return
        locked = [reason for key in self.keys if (reason := self._editing.locked(key))]
        if locked:
            self.said.emit(locked[0])
        keys = [key for key in self.keys if not self._editing.locked(key)]
        if not keys:
            return
        if len(keys) <= MANY:
            self._delete(keys)
            return
        count = self._count(len(keys))
        self._ask(
            tr("Delete {count} records", count=count),
            tr("{count} records will be staged for deletion.", count=count),
            self._names(keys),
            tr("Delete {count} records", count=count),
            keys,
            number=len(keys),
        )

    def _delete(self, keys: Sequence[str]) -> None:
        self._editing.delete(keys)

    def discard(self) -> None:
        """Take drafts of the selection back; many are asked for."""
        keys = [key for key in self.keys if self._editing.record(key) is not None]
        if not keys:
            self.said.emit(tr("Nothing is staged in the selected rows."))
        elif len(keys) <= MANY:
            self._editing.discard(keys)
        else:
            count = self._count(len(keys))
            self._ask(
                tr("Discard edits of {count} records", count=count),
                tr("The edits of {count} records will be taken back.", count=count),
                tr("They stay in the bin for thirty days, and the step can be undone."),
                tr("Discard edits of {count} records", count=count),
                keys,
                number=None,
            )

    def _ask(
        self,
        title: str,
        sentence: str,
        more: str,
        verb: str,
        keys: Sequence[str],
        *,
        number: int | None,
    ) -> None:
        from workbench.ui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - rarely needed

        dialog = ConfirmDialog(
            title,
            sentence,
            more,
            verb,
            self._look,
            danger=True,
            type_number=number,
            parent=self._grid.window(),
        )
        act = self._editing.discard if number is None else self._editing.delete
        dialog.accepted.connect(lambda: act(keys))
        dialog.open()

    def _names(self, keys: Sequence[str]) -> str:
        named = ", ".join(self._editing.name(key) for key in keys[:NAMED])
        rest = len(keys) - NAMED
        return tr("{names} and {count} more.", names=named, count=self._count(rest))

    def _may(self, *, create: bool) -> bool:
        saving, reason = self._editing.saving, self._editing.reason
        if not reason and create and saving.create is None:
            reason = tr("New records cannot be made here.")
        if not reason and not create and not (saving.delete or saving.delete_many):
            reason = tr("Records cannot be deleted here.")
        if reason:
            self.said.emit(reason)
        return not reason

    def _known(self, key: str) -> bool:
        table = self._grid.view.grid_model.table
        return table is not None and table.row_of(key) is not None

    def _go(self, key: str) -> None:
        """Make the first cell current that a new record needs and has no value for."""
        values = self._editing.values(key)
        shown = [
            self._grid.view.columns.field_of(at).id
            for at in self._grid.view.columns.shown_columns()
        ]
        blank = [name for name in shown if name in values and values[name] is None]
        self._grid.go_to(key, (blank or shown or [""])[0])

    # ---- back and forth ----------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back and go to where it was."""
        self._went(self._editing.book.steps.undo(), tr("There is nothing to undo."))

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._went(self._editing.book.steps.redo(), tr("There is nothing to redo."))

    def _went(self, step: Step | None, nothing: str) -> None:
        if step is None:
            self.said.emit(nothing)
            return
        desk = self._grid.desk
        own = [each for each in step.changes if each.resource == desk.resource.id]
        current = desk.selection.current
        if own and not any(each.record == current for each in own):
            self._grid.go_to(own[0].record, own[0].field)

    def next_problem(self) -> None:
        """Go to the next cell that cannot be sent, was refused, or is in doubt."""
        view, records = self._grid.view, self._editing.records()
        bad = {key for key, record in records.items() if record.state in PROBLEMS}
        places = sorted(
            place for key in bad if (place := view.grid_model.place_of(key)) is not None
        )
        if not places:
            hidden = trn(
                "One record with a problem is hidden by filters.",
                "{count} records with problems are hidden by filters.",
                len(bad),
            )
            self.said.emit(hidden if bad else tr("No staged record has a problem."))
            return
        here = view.currentIndex()
        spots = [
            (place, column)
            for place in places
            for column in self._bad_columns(records[view.grid_model.key_at(place)])
        ]
        after = [spot for spot in spots if spot > (here.row(), here.column())]
        view.blocks.go(*(after or spots)[0])

    def _bad_columns(self, record: Record) -> list[int]:
        """The columns of a record's problems, from the left; its first one where none is shown."""
        columns = self._grid.view.columns
        found = [
            at
            for at in columns.shown_columns()
            if self._editing.state_in(record, columns.field_of(at).id) in PROBLEMS
        ]
        missing = {finding.field for finding in record.findings}
        found += [
            at
            for at in columns.shown_columns()
            if columns.field_of(at).id in missing and at not in found
        ]
        return sorted(found) or [columns.first()]

    def _count(self, number: int) -> str:
        return self._grid.view.grid_model.formats.integer(number)
