"""Cells copied in a spreadsheet as rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.core.edits import Entry, Values
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.export.reading.blocks import parse_block
from workbench.ui.form.rowsmodel import RowsModel
from workbench.ui.form.rowstate import fresh
from workbench.workspace.typing import typed_text

Offers = Callable[[Entry], Sequence[Coded]]
"""What the lookup of an entry offers."""


def pasted(
    text: str, model: RowsModel, rows: Sequence[Values], at: tuple[int, int], offers: Offers
) -> tuple[Values, ...] | None:
    """Return the rows with a copied block put in, None where there is nothing to put in.

    Columns that cannot be typed in keep what they hold. A first line that repeats the titles of
    the columns is left out.

    Args:
        text: the block, as spreadsheets copy it.
        model: says which fields the columns are.
        rows: as they are.
        at: row and field that the block begins at.
        offers: what lookups offer.
    """
    down, right = at
    fields = model.fields[right:]
    titles = [tr(field.title).casefold() for field in fields]
    block = parse_block(text)
    if block and _is_titles(block[0], titles):
        block = block[1:]
    if not block:
        return None
    made = [dict(row) for row in rows]
    for place, cells in enumerate(block, down):
        while place >= len(made):
            made.append(dict(fresh(model.fields)))
        for field, cell in zip(fields, cells, strict=False):
            entry = model.entries.get(field.id)
            if entry is not None:
                made[place][field.id] = typed_text(field, entry, cell, choices=offers(entry))
    return tuple(made)


def _is_titles(cells: Sequence[str], titles: Sequence[str]) -> bool:
    plain = [cell.strip().removesuffix(" *").casefold() for cell in cells]
    return bool(plain) and plain == titles[: len(plain)]
