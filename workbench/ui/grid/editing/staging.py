"""Puts values into many cells as one step, and tells which cells did not take theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from workbench.core.edits import Weight
from workbench.core.fields import Field
from workbench.core.texts import tr, trn
from workbench.core.values import Money, Odd
from workbench.edits.checks import check_value
from workbench.ui.entry.meaning import Meaning, typing_text
from workbench.ui.grid.editing.refusals import Refusal, Refused
from workbench.ui.grid.editing.states import is_new
from workbench.ui.grid.words import title_of
from workbench.ui.safe import weak_slot
from workbench.workspace.arranging import loop_runs

if TYPE_CHECKING:
    from workbench.edits.steps import Step
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.editing.area import Area
    from workbench.workspace.editing import Editing
    from workbench.workspace.lookups import Choices

AT_ONCE = 300
"""Cells that are staged in one go; more of them slice by slice, while the window goes on."""


class Put(NamedTuple):
    """One cell and what is to stand there."""

    key: str
    field: Field
    value: object
    """A typed value, or a text to be read by the field where `text` says so."""
    text: bool = False


def set_title(fields: Iterable[Field], rows: int) -> str:
    """Return what a step is called that set values: "Set Price in 312 rows"."""
    titles = [title_of(field) for field in fields]
    what = ", ".join(titles) if len(titles) <= 3 else tr("{count} columns", count=len(titles))
    if rows == 1:
        return tr("Set {field}", field=what)
    return trn("Set {field} in {count} row", "Set {field} in {count} rows", rows, field=what)


class Staging(QObject):
    """Stages cells of one desk's rows.

    Signals:
        done: a step was taken, or nothing changed: the refused cells and how many were staged.
    """

    done = Signal(object, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def stage(self, editing: Editing, title: str, puts: Iterable[Put], area: Area) -> None:
        """Stage cells of an area that can be typed in; the others are told by `done`."""
        refused = Refused()
        cells = self._cells(editing, puts, refused)
        session = self._desk.session
        waits = self._choices(editing, area) if loop_runs() else []
        if session is None or not loop_runs() or (area.cells <= AT_ONCE and not waits):
            step = editing.set(title, cells)
            self._tell(refused, step)
            return
        tell = weak_slot(self, self._tell)
        work = _stage_many(editing, title, cells, refused, waits, tell)
        session.jobs.spawn("stage cells", work)

    def _choices(self, editing: Editing, area: Area) -> list[Choices]:
        """Return the lists that texts of these columns are read with and that are not here yet."""
        entries = (editing.entry(field.id) for field in area.fields)
        held = [self._desk.choices(entry) for entry in entries if entry is not None]
        found = [choices for choices in held if choices is not None]
        for choices in found:
            choices.load()
        return [choices for choices in found if choices.loading]

    def _tell(self, refused: Refused, step: Step | None) -> None:
        self.done.emit(refused, len(step.changes) if step else 0)

    def _cells(
        self, editing: Editing, puts: Iterable[Put], refused: Refused
    ) -> Iterator[tuple[str, str, object]]:
        meanings: dict[str, Meaning] = {}
        for put in puts:
            reason = _why_not(editing, put)
            value = put.value
            if not reason and put.text:
                value = self._read(editing, put, meanings)
                if isinstance(value, Odd) and editing.parts.get(put.field.id) is None:
                    field = title_of(put.field)
                    reason = tr("This cannot be read as {field}.", field=field)
            if not reason and editing.parts.get(put.field.id) is not None:
                # A value of another record, whose class may allow what this one's does not.
                reason = _refused(editing, put, value)
            if reason:
                text = typing_text(put.value)[:80]
                name = editing.name(put.key) if put.key else ""
                refused.add(Refusal(name, title_of(put.field), text, reason))
            else:
                yield put.key, put.field.id, value

    def _read(self, editing: Editing, put: Put, meanings: dict[str, Meaning]) -> object:
        meaning = meanings.get(put.field.id)
        entry = editing.entry(put.field.id, put.key)
        assert entry is not None
        if meaning is None or meaning.entry is not entry:
            meaning = meanings[put.field.id] = Meaning(put.field, entry, put.field.unit)
        choices = self._desk.choices(entry)
        was = editing.value(put.key, put.field.id)
        return meaning.read(str(put.value), was, choices.values if choices else ())


async def _stage_many(
    editing: Editing,
    title: str,
    cells: Iterator[tuple[str, str, object]],
    refused: Refused,
    waits: Sequence[Choices],
    tell: Callable[..., None],
) -> None:
    for choices in waits:
        await _there(choices)
    step = await editing.set_many(title, cells)
    tell(refused, step)


async def _there(choices: Choices) -> None:
    """Return once a list has been read, or could not be."""
    told = asyncio.Event()
    choices.changed.connect(told.set)
    while choices.loading:
        await told.wait()
        told.clear()


def _why_not(editing: Editing, put: Put) -> str:
    """Return why a cell takes no value, "" where it does."""
    if not put.key:
        return tr("There is no cell for it.")
    reason = editing.why_not(put.key, put.field.id)
    entry = editing.entry(put.field.id)
    if reason or entry is None:
        return reason
    if not entry.rows or (isinstance(put.value, tuple) and not put.text):
        return ""
    return tr("{field} is a list; change it beside the rows.", field=title_of(put.field))


def _refused(editing: Editing, put: Put, value: object) -> str:
    """Return why a value means nothing for a record, "" where it does."""
    entry = editing.entry(put.field.id, put.key)
    if entry is None:
        return ""
    found = check_value(entry, put.field, value, new=is_new(put.key))
    return next((each.sentence for each in found if each.weight is Weight.REFUSED), "")


def carried(value: object, source: Field, target: Field) -> Put | None:
    """Return how a value goes into another column: as it is, or as its text."""
    same = source.kind is target.kind
    if same and isinstance(value, Money) and target.unit and value.currency != target.unit:
        return None
    return Put("", target, value if same else typing_text(value), text=not same)
