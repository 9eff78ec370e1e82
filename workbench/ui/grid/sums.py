"""What the status line says of the selected cells: how many, their sum and average."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.core.fields import NUMERIC
from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.ui.grid.words import title_of

if TYPE_CHECKING:
    from workbench.tables.summaries import Sums
    from workbench.ui.grid.view import GridView


def sums_text(view: GridView) -> str:
    """Return count, sum and average where one column of numbers is selected; "" for one cell."""
    cells = view.blocks.cells()
    rows = view.grid_model.rows
    if cells <= 1 or rows is None:
        return ""
    numeric = [at for at in view.blocks.columns() if view.columns.field_of(at).kind in NUMERIC]
    counted = trn("{count} cell", "{count} cells", cells)
    if len(numeric) != 1:
        return counted
    field = view.columns.field_of(numeric[0])
    sums = rows.sums(view.blocks.rows_of(numeric[0]), field.id)
    said = _said(sums, view.grid_model.formats)
    return " · ".join([counted, f"{title_of(field)}: {said}"]) if said else counted


def _said(sums: Sums, formats: Formats) -> str:
    if sums.mixed:
        return tr("several currencies, no sum")
    if sums.sum is None or sums.average is None:
        return ""
    least = 2 if sums.currency else 0
    total = formats.number(sums.sum, least)
    average = formats.number(sums.average.quantize(Decimal("0.01")), least)
    unit = f" {sums.currency}" if sums.currency else ""
    return tr("sum {sum} · average {average}", sum=f"{total}{unit}", average=f"{average}{unit}")
