"""What a staged cell says: was and now, what is wrong, what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.edits import Finding
from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.edits.drafts import Record, State
from workbench.ui.entry.meaning import typing_text
from workbench.ui.grid.words import title_of

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.grid.editing.states import States
    from workbench.workspace.editing import Editing


def state_word(state: State) -> str:
    """Return what a state is called."""
    return {
        State.CHANGED: tr("changed"),
        State.NEW: tr("new"),
        State.DELETED: tr("to be deleted"),
        State.REFUSED: tr("refused"),
        State.CONFLICT: tr("changed here and at the service"),
        State.UNKNOWN: tr("outcome unknown"),
        State.INVALID: tr("cannot be sent yet"),
    }[state]


def shown(value: object, field: Field, formats: Formats) -> str:
    """Return a staged value as text; lists say how many rows they have."""
    if isinstance(value, tuple) and value and isinstance(value[0], dict):
        return formats.integer(len(value))
    return formats.value(value, field.kind)


def findings(editing: Editing, record: Record, field: str) -> list[Finding]:
    """Return what stands against a cell: checks, and what the service said of it."""
    found = list(editing.findings(record, field))
    trouble = record.trouble
    if trouble is not None and trouble.state is editing.state_in(record, field):
        code = f" ({trouble.service_code})" if trouble.service_code else ""
        found.insert(0, Finding(field, f"{trouble.sentence}{code}"))
    return found


def tip(states: States, key: str, field: Field, formats: Formats) -> str:
    """Return what hovering over a cell of a row with drafts tells, "" where nothing is staged."""
    record = states.editing.record(key)
    lines = _about_row(states, key, record)
    cell = states.editing.cell(key, field.id)
    if record is not None and cell is not None:
        lines.append(tr("Now {value}", value=shown(cell.value, field, formats)))
        if not record.new:
            lines.append(tr("Was {value}", value=shown(cell.base, field, formats)))
    if record is not None:
        for finding in findings(states.editing, record, field.id):
            lines.append(finding.sentence)
            if finding.fix is not None:
                lines.append(tr("Alt+Enter sets {value}", value=typing_text(finding.fix)))
    return "\n".join(lines)


def _about_row(states: States, key: str, record: Record | None) -> list[str]:
    lines: list[str] = []
    if record is not None and record.deleted:
        lines.append(tr("To be deleted"))
    elif record is not None and record.new:
        lines.append(tr("New, not sent yet"))
    if states.strays(key):
        lines.append(tr("No longer matches the filters; it stays until you refresh (F5)."))
    return lines


def spoken(states: States, key: str, field: Field, formats: Formats) -> str:
    """Return what a screen reader says of a staged cell, "" where nothing is staged."""
    record = states.editing.record(key)
    if record is None and not states.strays(key):
        return ""
    value = states.editing.value(key, field.id)
    said = [shown(value, field, formats), title_of(field)]
    state = states.state(record, field.id) if record else None
    if record is not None and record.deleted:
        state = State.DELETED
    if state is not None:
        said.append(state_word(state))
    cell = states.editing.cell(key, field.id)
    if record is not None and state is not None and cell is not None and not record.new:
        said.append(tr("was {value}", value=shown(cell.base, field, formats)))
    if record is not None:
        said += [each.sentence for each in findings(states.editing, record, field.id)]
    if states.strays(key):
        said.append(tr("no longer matches the filters"))
    return ", ".join(said)
