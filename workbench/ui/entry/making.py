"""Makes the editor of a field, by its kind and by what its entry offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.ui.entry.codes import CodesEntry
from workbench.ui.entry.days import Days
from workbench.ui.entry.editor import EntryEditor
from workbench.ui.entry.ends import EndsEntry
from workbench.ui.entry.flag import FlagEntry
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.lines import LinesEntry
from workbench.ui.entry.meaning import Meaning
from workbench.ui.entry.offered import Offered
from workbench.ui.entry.suggest import offer
from workbench.ui.links import is_safe_link, open_link
from workbench.workspace.lookups import Choices

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


def editor_for(
    field: Field,
    entry: Entry,
    look: Look,
    *,
    currency: str = "",
    choices: Choices | None = None,
) -> EntryEditor:
    """Return an editor of a field's values.

    Args:
        field: the field.
        entry: how it is typed; one whose value is a list of rows is edited by its sub-table.
        look: the look.
        currency: of an amount, where neither its value nor the field's unit names one.
        choices: rows of the entry's lookup (`Lookups.of`), read when the list is first opened.
    """
    # The binding declares a signal as its class knows it, not as an instance has it.
    return cast("EntryEditor", _made(Meaning(field, entry, currency), look, choices))


def _made(
    meaning: Meaning, look: Look, choices: Choices | None
) -> LineEntry | LinesEntry | FlagEntry | CodesEntry | EndsEntry:
    field, entry = meaning.field, meaning.entry
    if field.kind is Kind.FLAG:
        return FlagEntry(meaning, look)
    if field.kind is Kind.CODES:
        return CodesEntry(meaning, Offered(entry, choices), look)
    if entry.lines:
        return LinesEntry(meaning, look)
    if entry.ends:
        return EndsEntry(meaning, Offered(entry, None) if entry.choices else None, look)
    line = LineEntry(meaning, look)
    if entry.choices or choices is not None:
        free = entry.free or bool(entry.completes)
        offer(line, Offered(entry, choices), look, free=free).chosen.connect(line.choose)
    elif field.kind is Kind.DATE:
        Days(line, look)
    elif field.kind is Kind.LINK:
        _add_link(line)
    return line


def _add_link(line: LineEntry) -> None:
    tail = line.add_tail("external-link", tr("Open link"), lambda: open_link(line.text().strip()))

    def look_again() -> None:
        tail.setEnabled(is_safe_link(line.text().strip()))

    line.textChanged.connect(look_again)
    look_again()
