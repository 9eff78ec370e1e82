"""What the review says of values, states and results, in words and marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from workbench.core.edits import Entry
from workbench.core.fields import Field
from workbench.core.formats import Formats
from workbench.core.texts import mark, tr, trn
from workbench.core.values import Money
from workbench.edits.drafts import State
from workbench.edits.results import Outcome, Result
from workbench.ui.review.rowtexts import counted, texts_of
from workbench.ui.theme.marks import Mark

MARKS: Final[Mapping[State, Mark]] = {state: Mark(state.value) for state in State}
"""Every state has the mark of its name."""

STATE_ORDER: Final = (
    State.CHANGED,
    State.NEW,
    State.DELETED,
    State.REFUSED,
    State.CONFLICT,
    State.UNKNOWN,
    State.INVALID,
)
"""As counts stand side by side: what goes first, what is held back behind it."""

COUNTED: Final[Mapping[State, str]] = {
    State.CHANGED: mark("changed"),
    State.NEW: mark("new"),
    State.DELETED: mark("deleted"),
    State.REFUSED: mark("refused before"),
    State.CONFLICT: mark("conflict"),
    State.UNKNOWN: mark("outcome unknown"),
    State.INVALID: mark("cannot be sent"),
}
OUTCOMES: Final[Mapping[Outcome, Mark]] = {
    Outcome.DONE: Mark.DONE,
    Outcome.SKIPPED: Mark.CHANGED,
    Outcome.REFUSED: Mark.REFUSED,
    Outcome.CONFLICT: Mark.CONFLICT,
    Outcome.GONE: Mark.DELETED,
    Outcome.UNKNOWN: Mark.UNKNOWN,
}


def value_texts(
    field: Field, entry: Entry, values: Sequence[object], formats: Formats, *, whole: bool = False
) -> list[str]:
    """Return values of one field side by side, lists by what differs in them.

    Args:
        field: of the values.
        entry: how it is typed.
        values: as read, as typed, as they stand on the server.
        formats: of numbers and times.
        whole: there is room for several lines.
    """
    if entry.rows and any(isinstance(value, tuple) for value in values):
        return texts_of(entry, values, formats, whole=whole)
    return [value_text(field, entry, value, formats) for value in values]


def value_text(field: Field, entry: Entry, value: object, formats: Formats) -> str:
    """Return a value as a line of the review shows it; the unit stands with the title."""
    if entry.rows and isinstance(value, tuple):
        return counted(value)
    if isinstance(value, Money):
        return formats.number(value.amount, 2)
    return formats.value(value, field.kind)


def field_title(field: Field, *values: object) -> str:
    """Return the title of a field with the unit or currency of its values: "Price, SEK"."""
    currency = next((value.currency for value in values if isinstance(value, Money)), "")
    unit = currency or tr(field.unit)
    return f"{tr(field.title)}, {unit}" if unit else tr(field.title)


def edits_text(edits: int, records: int) -> str:
    """Return "12 edits in 10 records"."""
    return tr(
        "{edits} in {records}",
        edits=trn("{count} edit", "{count} edits", edits),
        records=trn("{count} record", "{count} records", records),
    )


def result_text(result: Result) -> str:
    """Return what became of a record: the sentence, the service's code, and what else was seen."""
    return with_code(result.sentence, result.service_code)


def with_code(sentence: str, code: str) -> str:
    """Return a refusal with the service's own code behind it, where it does not name it."""
    if not code or code in sentence:
        return sentence
    stripped = sentence.rstrip()
    end = "." if stripped.endswith(".") else ""
    return f"{stripped.removesuffix('.')} ({code}){end}"
