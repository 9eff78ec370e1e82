"""Typed texts and cells of files into values: what an editor, a paste and an import mean by them.

The reading itself stands in `export.reading.values`; here it is told how a field is typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd

if TYPE_CHECKING:
    from workbench.export.reading.sheet import Cell, Writing
    from workbench.export.reading.targets import Target
    from workbench.export.reading.values import Bad, Value

_NAMED = frozenset({Kind.TEXT, Kind.ID})
"""Kinds whose values are plain texts, also where a list says which."""
_NUMBER = re.compile(r"(?<!\w)(?<!\w[.,])\d+(?:[.,'’\u00a0\u202f]\d+)+(?![\w,])")
"""A number with signs between its digits, alone in a text or as one end of a range."""


def typed_text(
    field: Field, entry: Entry, text: str, *, currency: str = "", choices: Sequence[Coded] = ()
) -> object:
    """Return the value a text means for a field; `Odd` with the text where it means none.

    Args:
        field: the field.
        entry: how it is typed.
        text: as typed; blank means no value.
        currency: of an amount, where the text names none.
        choices: what a lookup offers; the entry's own choices count as well.
    """
    from workbench.export.reading.values import Bad  # noqa: PLC0415 - once something is typed

    value = read_typed(field, entry, text, currency=currency, choices=choices)
    return Odd(text) if isinstance(value, Bad) else value


def read_typed(
    field: Field,
    entry: Entry,
    cell: Cell,
    *,
    currency: str = "",
    choices: Sequence[Coded] = (),
    writing: Writing | None = None,
) -> Value | Bad:
    """Return the value that a typed text, or a cell of a file, means; `Bad` with why it means none.

    Args:
        field: the field.
        entry: how it is typed.
        cell: the text, or the cell as the file holds it; blank means no value.
        currency: of an amount, where the cell names none.
        choices: what a lookup offers; the entry's own choices count as well.
        writing: how a file writes numbers and days; None for what is typed or pasted.
    """
    from workbench.export.reading.values import Bad, read_cell, read_choice  # noqa: PLC0415

    if entry.means is not None:
        return _meant(field, entry, cell, writing)
    if isinstance(cell, str) and not (field.kind is Kind.TEXT and entry.lines):
        cell = cell.strip()
    target = target_of(field, entry, currency=currency, choices=choices)
    value = read_cell(cell, target, writing)
    if field.kind not in _NAMED or not isinstance(value, str) or not target.choices:
        return value
    chosen = read_choice(value, target.choices, free=entry.free)
    if isinstance(chosen, Bad):
        return chosen
    return chosen.label if entry.by_name else chosen.code


def _meant(field: Field, entry: Entry, cell: Cell, writing: Writing | None) -> Value | Bad:
    """Return what a text means for a field that reads its texts itself.

    Numbers of a file are read as the file writes them: "1.045" is more than a thousand in one with
    decimal commas, and typed it is little more than one.
    """
    from workbench.export.reading.values import Bad, cell_text  # noqa: PLC0415 - as above

    assert entry.means is not None
    text = "" if cell is None else cell_text(cell).strip()
    value = entry.means(text) if text else None
    if text and isinstance(cell, str) and writing is not None and writing.decimal:
        read = entry.means(_plain(text, writing))
        value = value if isinstance(read, Odd) else read
    if not isinstance(value, Odd):
        return cast("Value", value)
    told = entry.check(value) if entry.check is not None else None
    return Bad(tr(field.title), text, told.sentence if told is not None else "")


def _plain(text: str, writing: Writing) -> str:
    """Return a text of a file with its numbers as they are typed."""
    from workbench.export.reading.numerals import read_number  # noqa: PLC0415 - as above

    def number(found: re.Match[str]) -> str:
        read = read_number(found[0], writing.decimal)
        return found[0] if read is None else f"{read:f}"

    return _NUMBER.sub(number, text)


def target_of(
    field: Field, entry: Entry, *, currency: str = "", choices: Sequence[Coded] = ()
) -> Target:
    """Return a field as the reading of cells wants it."""
    from workbench.export.reading.targets import Target  # noqa: PLC0415 - once something is typed

    own = (choice._replace(label=tr(choice.label)) for choice in entry.choices)
    return Target(
        field,
        synonyms=(entry.member,) if entry.member else (),
        choices=tuple(dict.fromkeys((*own, *choices))),
        currency=currency,
        required=entry.required,
        free=entry.free,
        bare=True,
    )
