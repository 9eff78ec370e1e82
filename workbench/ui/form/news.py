"""What a form says about a record and its fields: findings, refusals, conflicts, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from workbench.core.edits import Conflict, Finding, Weight
from workbench.core.fields import Field
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.edits.drafts import Record, State, Trouble
from workbench.ui.theme.marks import Mark

MARKS = {
    State.REFUSED: Mark.REFUSED,
    State.CONFLICT: Mark.CONFLICT,
    State.UNKNOWN: Mark.UNKNOWN,
    State.INVALID: Mark.INVALID,
    State.DELETED: Mark.DELETED,
    State.NEW: Mark.NEW,
    State.CHANGED: Mark.CHANGED,
}
"""The mark of each state."""


class News(msgspec.Struct, frozen=True):
    """Something to be said of a field or a record.

    Attributes:
        mark: what kind it is.
        sentence: in words.
        button: text of what can be done about it, "" for nothing.
        fix: the typed value that the button sets.
        theirs: the button takes what the service has now instead.
    """

    mark: Mark
    sentence: str
    button: str = ""
    fix: object = None
    theirs: bool = False


def news_of_field(record: Record | None, field: Field, formats: Formats) -> News | None:
    """Return what is to be said of one field, the worst first; None where nothing is."""
    if record is None:
        return None
    trouble = record.trouble
    conflict = _conflict(trouble, field)
    if conflict is not None:
        return _of_conflict(conflict, field, formats)
    if trouble is not None and trouble.field == field.id:
        return News(MARKS[trouble.state], said_by_service(trouble))
    return _of_findings(record.findings_of(field.id))


def _conflict(trouble: Trouble | None, field: Field) -> Conflict | None:
    held = trouble.conflicts if trouble is not None else ()
    return next((conflict for conflict in held if conflict.field == field.id), None)


def _of_conflict(conflict: Conflict, field: Field, formats: Formats) -> News:
    sentence = tr(
        "The service has {theirs} by now; you typed {mine} over {base}.",
        theirs=formats.value(conflict.theirs, field.kind),
        mine=formats.value(conflict.mine, field.kind),
        base=formats.value(conflict.base, field.kind),
    )
    return News(Mark.CONFLICT, sentence, tr("Take theirs"), theirs=True)


def _of_findings(findings: tuple[Finding, ...]) -> News | None:
    if not findings:
        return None
    refused = [held for held in findings if held.weight is Weight.REFUSED]
    shown = refused or list(findings)
    fix = next((held.fix for held in shown if held.fix is not None), None)
    return News(
        Mark.INVALID if refused else Mark.CHANGED,
        "\n".join(dict.fromkeys(held.sentence for held in shown)),
        tr("Use suggestion") if fix is not None else "",
        fix,
    )


def said_by_service(trouble: Trouble) -> str:
    """Return what the service, or silence, said, with the service's own code."""
    code = trouble.service_code
    return f"{trouble.sentence} ({code})" if code else trouble.sentence


def news_of_record(
    record: Record | None, shown: Collection[str], fields: Sequence[Field]
) -> list[News]:
    """Return what is to be said of a record of these `fields` beyond those that are shown."""
    if record is None:
        return []
    said: list[News] = []
    if record.deleted:
        said.append(News(Mark.DELETED, tr("The record is to be deleted. Undo that first.")))
    trouble = record.trouble
    if trouble is not None and trouble.field not in shown and not trouble.conflicts:
        said.append(News(MARKS[trouble.state], said_by_service(trouble)))
    if trouble is not None and trouble.conflicts:
        said.append(News(Mark.CONFLICT, trouble.sentence))
    found = [held for held in record.findings if held.field not in shown]
    found += [
        finding
        for field, cell in record.cells.items()
        if field not in shown
        for finding in cell.findings
    ]
    titles = {field.id: tr(field.title) for field in fields}
    for finding in found:
        bad = finding.weight is Weight.REFUSED
        title = titles.get(finding.field, "")
        sentence = f"{title}: {finding.sentence}" if title else finding.sentence
        said.append(News(Mark.INVALID if bad else Mark.CHANGED, sentence))
    return said
