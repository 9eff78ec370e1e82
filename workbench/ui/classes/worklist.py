"""What to fill first: features by class, by how many products become complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow

if TYPE_CHECKING:
    from workbench.core.etim_reports import Payoff
    from workbench.core.formats import Formats
    from workbench.ui.classes.desk import ClassDesk


def work_columns() -> list[Column]:
    """Return the columns of the worklist."""
    return [
        Column(tr("Feature"), 150, stretch=True),
        # Features of one name are in several classes: the class never leaves.
        Column(tr("Class"), 130, stretch=True),
        Column(tr("Missing"), 70, right=True),
        Column(tr("Become complete"), 130, right=True),
        Column(tr("Filled now"), 110, leaves=1),
        Column("", 84),
    ]


def work_rows(held: ClassDesk, formats: Formats) -> list[SheetRow]:
    """Return the lines of the worklist, the largest pay-off first."""
    lines = held.overview.worklist if held.overview is not None else ()
    return [_row(held, line, formats) for line in lines]


def line_key(line: Payoff) -> str:
    """Return what names a line of the worklist."""
    return f"{line.class_code}/{'+'.join(line.features)}"


def line_of(held: ClassDesk, key: str) -> Payoff | None:
    """Return the line of a key, None where it has gone."""
    lines = held.overview.worklist if held.overview is not None else ()
    return next((line for line in lines if line_key(line) == key), None)


def _row(held: ClassDesk, line: Payoff, formats: Formats) -> SheetRow:
    class_ = held.class_of(line.class_code)
    found = [class_.feature(code) for code in line.features]
    names = " + ".join(feature.name or feature.code for feature in found)
    percent = line.filled * 100 // line.of if line.of else 0
    gain = f"+{formats.integer(line.completes)}" if line.completes else MISSING
    return SheetRow(
        line_key(line),
        (
            Cell(names, CellKind.STRONG),
            Cell(class_.name or line.class_code),
            Cell(formats.integer(line.missing), CellKind.NUMBER),
            Cell(gain, CellKind.NUMBER),
            Cell(f"{percent} %", CellKind.SHARE, share=percent / 100),
            Cell(tr("Fill…"), CellKind.BUTTON),
        ),
    )
