"""A workbook that came back: what was edited in it, beside what was exported and what is there now.

Every edited cell is staged with the exported value as what it was compared with, so that the
review shows all three sides and a change of somebody else is a conflict and never written over.
Rows that are gone from the workbook delete nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from workbench.core.edits import Conflict, Entry, Values, Weight
from workbench.core.errors import bad_input
from workbench.core.fields import Field
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Coded, Money
from workbench.edits.checks import check_record, check_value
from workbench.edits.drafts import State, Trouble, Typed
from workbench.edits.values import blank, same
from workbench.export.origin_reading import Returned, open_rows, recognise
from workbench.export.plan import Part
from workbench.export.reading.values import Bad, cell_text
from workbench.workspace.breath import Breath
from workbench.workspace.intake.choices import ChoicesOf, read_choices
from workbench.workspace.intake.rules import currency_of, namings
from workbench.workspace.lists import Lists
from workbench.workspace.port import ServicePort
from workbench.workspace.returning_lines import (
    STAGED,
    CellFate,
    CellLine,
    Outcome,
    RowFate,
    RowLine,
)
from workbench.workspace.returning_moved import moved, row_name
from workbench.workspace.returning_rows import Lines, Touched
from workbench.workspace.typing import read_typed

if TYPE_CHECKING:
    from workbench.edits.steps import Change, Step
    from workbench.export.reading.sheet import Cell, Writing
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

__all__ = ["Returned", "Returning", "recognise", "why_not_here"]


def why_not_here(session: Session, returned: Returned) -> str:
    """Return why a workbook does not belong to a table, "" where it does."""
    origin = returned.origin
    if (origin.source, origin.resource) != (session.source.id, session.resource.id):
        return tr(
            "The workbook is one of “{title}” of another table; open that one first.",
            title=origin.title,
        )
    if origin.account != session.account.name:
        return tr(
            "The workbook was exported from the account “{theirs}”; this is “{ours}”. Nothing of "
            "one account is brought into another.",
            theirs=origin.account,
            ours=session.account.name,
        )
    shown = session.query.language
    if origin.language and shown and origin.language != shown:
        return tr(
            "The workbook's texts are in {theirs}; the table shows {ours}. Choose {theirs} first.",
            theirs=origin.language,
            ours=shown,
        )
    return ""


class Returning:
    """One workbook on its way back.

    Attributes:
        session: of the table it was exported from.
        returned: the workbook.
        outcome: what it says; empty before `look`.

    Args:
        session: see above.
        returned: see above.
        choices_of: what lookups offer.

    Raises:
        WbError: INPUT, where the workbook is of another account, table or language.
    """

    def __init__(self, session: Session, returned: Returned, choices_of: ChoicesOf) -> None:
        reason = why_not_here(session, returned)
        if reason:
            raise bad_input(reason)
        self.session = session
        self.returned = returned
        self.outcome = Outcome()
        self._editing: Editing | None = session.editing
        self._choices_of = choices_of
        self._choices: dict[str, Sequence[Coded]] = {}
        self._theirs: dict[str, Values | None] = {}

    @property
    def why_not_stage(self) -> str:
        """Why nothing of it can be staged, "" where it can: it is then compared alone."""
        if self._editing is None:
            return tr("{title} can only be read.", title=tr(self.session.resource.title))
        return self._editing.reason

    # ---- looking ----------------------------------------------------------------------------

    async def look(self, job: Job) -> Outcome:
        """Compare the workbook with what was exported and with what is there now.

        Records that are not loaded and were edited are read from the service, one by one.

        Raises:
            WbError: FILE where it cannot be read; CANCELLED; as the service's answer was named.
        """
        returned, breath = self.returned, Breath(job)
        naming = [field.id for field in namings(self.session)]
        with await open_rows(returned, job) as sheet:
            lines = Lines(returned, sheet, naming)
            read = await lines.read(breath)
            writing = sheet.found.writing
        await self._prepare(lines, job)
        cells: list[CellLine] = []
        rows = list(lines.odd)
        for touched in lines.touched:
            await breath()
            if touched.carried is None:
                rows.append(self._new(touched, writing))
            else:
                self._row(touched, lines, writing, cells, rows)
        if self._editing is None:
            cells += await moved(self.session, returned.origin, lines, breath)
        self.outcome = self._outcome(lines, read, cells, rows)
        return self.outcome

    def _outcome(
        self, lines: Lines, read: int, cells: list[CellLine], rows: list[RowLine]
    ) -> Outcome:
        heading = [column.heading for column in self.returned.origin.columns]
        return Outcome(
            tuple(cells),
            tuple(sorted(rows, key=lambda each: each.row)),
            read,
            len(self.returned.rows.keys() - lines.seen),
            tuple(heading[number] for number in lines.columns.deleted),
            lines.columns.added,
            tuple(heading[number] for number in lines.columns.unsure),
        )

    async def _prepare(self, lines: Lines, job: Job) -> None:
        """Read the lists that edited cells choose from, and the records that are not loaded."""
        fields = {number for touched in lines.touched for number in touched.cells}
        for number in fields:
            entry = self._entry(number)
            offered = self._choices_of(entry) if entry is not None else None
            if entry is not None and offered is not None:
                self._choices[entry.field] = await read_choices(offered)
        if self._editing is None:
            return
        keys = [each.carried.key for each in lines.touched if each.carried is not None]
        far = [key for key in dict.fromkeys(keys) if self.session.table.row_of(key) is None]
        session = self.session
        port = ServicePort(
            session.source,
            session.resource,
            session.account,
            connections=session.connections,
            documents=session.documents,
        )
        for done, key in enumerate(far):
            await job.checkpoint()
            document = None if self._editing.record(key) else await port.read(key)
            self._theirs[key] = port.present(document, key) if document else None
            job.advance(done + 1, len(far), tr("Reading records that are not loaded"))

    def _entry(self, number: int) -> Entry | None:
        """Return how a column is typed, None where it cannot be changed."""
        column = self.returned.origin.columns[number]
        field = self.session.resource.field(column.field)
        if self._editing is None or field is None or column.part is not Part.VALUE:
            return None
        entry = self._editing.entry(column.field)
        if entry is None or entry.rows or field.kind is not column.kind:
            return None
        return entry

    # ---- rows -------------------------------------------------------------------------------

    def _row(
        self,
        touched: Touched,
        lines: Lines,
        writing: Writing,
        cells: list[CellLine],
        rows: list[RowLine],
    ) -> None:
        assert touched.carried is not None
        key = touched.carried.key
        if self._is_gone(key):
            reason = tr("There is no record with it any more.")
            rows.append(RowLine(touched.number, RowFate.MISSING, key, reason=reason))
            return
        for number, cell in touched.cells.items():
            column = self.returned.origin.columns[number]
            line = CellLine(
                touched.number,
                key,
                self._name(key),
                column.field,
                column.heading,
                CellFate.READ_ONLY,
                lines.base(touched.carried, number),
                cell_text(cell),
            )
            judged = self._judged(line, number, cell, writing)
            if judged is not None:
                cells.append(judged)

    def _is_gone(self, key: str) -> bool:
        if self._editing is None:
            return False
        loaded = self.session.table.row_of(key) is not None
        return not loaded and self._theirs.get(key) is None and self._editing.record(key) is None

    def _name(self, key: str) -> str:
        if self._editing is not None and self.session.table.row_of(key) is not None:
            return self._editing.name(key)
        return row_name(self.session, key)

    def _judged(self, line: CellLine, number: int, cell: Cell, writing: Writing) -> CellLine | None:
        """Return what becomes of an edited cell; None where it means what was exported."""
        entry, editing = self._entry(number), self._editing
        if entry is None or editing is None:
            said = tr("{field} cannot be changed here.", field=line.title)
            return _with(line, CellFate.READ_ONLY, reason=said)
        reason = editing.why_not(line.key, line.field)
        if reason:
            return _with(line, CellFate.READ_ONLY, reason=reason)
        entry, part = editing.entry(line.field, line.key) or entry, editing.parts.get(line.field)
        if part is not None:
            line = msgspec.structs.replace(line, base=part.typed(line.base))
        value = self._read(entry, line.field, cell, line.base, writing)
        if isinstance(value, Bad):
            return _with(line, CellFate.WRONG, reason=value.sentence)
        if same(value, line.base, entry):
            return None
        wrong = _refusal(entry, editing.field(line.field), value)
        if wrong:
            return _with(line, CellFate.WRONG, value=value, reason=wrong)
        present = self._now(line.key, line.field)
        fate = CellFate.CHANGED
        if same(present, value, entry):
            fate = CellFate.AGREED
        elif not same(present, line.base, entry):
            fate = CellFate.CONFLICT
            if part is not None:
                # Sides are chosen for whole fields; this one is a row of a list.
                said = tr("Changed at the service since the workbook was exported.")
                return _with(line, CellFate.READ_ONLY, now=present, known=True, reason=said)
        return _with(line, fate, value=value, now=present, known=True)

    def _read(self, entry: Entry, field: str, cell: Cell, base: object, writing: Writing) -> object:
        held = self.session.resource.field(field)
        assert held is not None
        currency = base.currency if isinstance(base, Money) else currency_of(self.session, held)
        choices = self._choices.get(field, ())
        if isinstance(base, Coded) and not choices and not entry.choices:
            choices = (base,)
        return read_typed(held, entry, cell, currency=currency, choices=choices, writing=writing)

    def _now(self, key: str, field: str) -> object:
        theirs, editing = self._theirs.get(key), self._editing
        part = editing.parts.get(field) if editing is not None else None
        if theirs is not None and editing is not None and part is not None:
            return editing.parts.read(part, theirs.get(part.part.rows))
        if theirs is not None:
            return theirs.get(field)
        return self._editing.read_value(key, field) if self._editing is not None else None

    def _new(self, touched: Touched, writing: Writing) -> RowLine:
        """Return what becomes of a row that was added."""
        editing, saving = self._editing, self.session.resource.saving
        name = cell_text(next(iter(touched.cells.values())))
        refused = RowLine(touched.number, RowFate.NOT_ADDED, name)
        if editing is None or saving is None or saving.create is None or editing.reason:
            return _because(refused, tr("Records cannot be added here."))
        values: dict[str, object] = {}
        for number, cell in touched.cells.items():
            entry = self._entry(number)
            if entry is None:
                continue
            if editing.parts.get(entry.field) is not None:
                heading = self.returned.origin.columns[number].heading
                return _because(
                    refused, tr("{field} can be typed once the record is there.", field=heading)
                )
            value = self._read(entry, entry.field, cell, None, writing)
            wrong = (
                value.sentence
                if isinstance(value, Bad)
                else _refusal(entry, editing.field(entry.field), value, new=True)
            )
            if wrong:
                heading = self.returned.origin.columns[number].heading
                return _because(refused, f"{heading}: {wrong}")
            values[entry.field] = value
        if not values:
            return _because(refused, tr("None of its columns can be changed here."))
        whole = {**saving.defaults, **values}
        missing = next((e.field for e in saving.entries if e.required and blank(whole.get(e.field))
                        ), "")  # fmt: skip
        if missing:
            title = tr(editing.field(missing).title)
            return _because(refused, tr("{field} is missing.", field=title))
        found = check_record(saving, self.session.resource.fields, whole, new=True)
        reason = next((each.sentence for each in found if each.weight is Weight.REFUSED), "")
        if reason:
            return _because(refused, reason)
        return RowLine(touched.number, RowFate.NEW, name, values)

    # ---- staging ----------------------------------------------------------------------------

    async def stage(self, job: Job) -> Step | None:
        """Stage what `look` found as one step; None where that is nothing.

        Raises:
            WbError: INPUT where nothing can be staged here; CANCELLED, before anything is.
        """
        editing, reason = self._editing, self.why_not_stage
        if editing is None or reason:
            raise bad_input(reason)
        changes: list[Change] = []
        breath = Breath(job)
        seen, resource = self.returned.origin.read, self.session.resource.id
        lists = Lists(editing)
        for cell in self.outcome.cells:
            await breath()
            if cell.fate in STAGED and editing.parts.get(cell.field) is not None:
                editing.parts.put(lists, cell.key, cell.field, cell.value)
            elif cell.fate in STAGED:
                typed = Typed(cell.key, cell.field, cell.base, cell.value, seen)
                changes += editing.book.changes(resource, [typed])
        changes += lists.changes()
        for row in self.outcome.rows:
            if row.fate is RowFate.NEW:
                values = {**editing.saving.defaults, **row.values}
                changes += editing.book.creation(resource, values)
        count, name = self.outcome.staged, self.returned.path.name
        title = trn("Bring back {count} change of {file}", "Bring back {count} changes of {file}",
                    count, file=name)  # fmt: skip
        step = editing.book.take(title, changes)
        await asyncio.sleep(0)
        self._tell_conflicts(editing)
        return step

    def _tell_conflicts(self, editing: Editing) -> None:
        """Say at each record what was changed on both sides, before it is sent."""
        found: dict[str, list[Conflict]] = {}
        for cell in self.outcome.cells:
            if cell.fate is CellFate.CONFLICT and editing.cell(cell.key, cell.field) is not None:
                conflict = Conflict(
                    cell.field, cell.base, cell.now, cell.value, self.returned.origin.read
                )
                found.setdefault(cell.key, []).append(conflict)
        for key, conflicts in found.items():
            sentence = tr("Changed at the service since the workbook was exported.")
            trouble = Trouble(State.CONFLICT, sentence, now(), conflicts=tuple(conflicts))
            editing.book.trouble(self.session.resource.id, key, trouble)


def _with(line: CellLine, fate: CellFate, **more: object) -> CellLine:
    return msgspec.structs.replace(line, fate=fate, **more)


def _because(row: RowLine, reason: str) -> RowLine:
    return msgspec.structs.replace(row, reason=reason)


def _refusal(entry: Entry, field: Field, value: object, *, new: bool = False) -> str:
    found = check_value(entry, field, value, new=new)
    return next((each.sentence for each in found if each.weight is Weight.REFUSED), "")
