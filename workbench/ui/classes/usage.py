"""The values that products of a class have for a feature, with bars, and products without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.formats import Formats
    from workbench.ui.classes.desk import ClassDesk
    from workbench.workspace.classes.model import Choice

FIRST = 6
"""Values that stand on the first page."""


def usage_columns(bar: int = 104) -> list[Column]:
    """Return the columns of values in use; the bars with their numbers are `bar` wide."""
    return [
        Column(tr("Value"), 100, stretch=True),
        Column(tr("Code"), 84),
        Column(tr("Products"), bar),
    ]


def used_choices(held: ClassDesk) -> list[Choice]:
    """Return the values that products have, the most used first."""
    session = held.session
    if session is None or not held.code or not held.feature:
        return []
    found = held.classes.choices(session, held.code, held.feature)
    return sorted((one for one in found if one.used), key=lambda one: -one.used)


def usage_rows(
    held: ClassDesk, choices: Sequence[Choice], formats: Formats, most: int = 0
) -> list[SheetRow]:
    """Return a row for each value and one for products without any."""
    lacking = len(held.missing(held.code, held.feature)) if held.feature else 0
    shown = list(choices[:most] if most else choices)
    largest = max([one.used for one in choices] + [lacking, 1])
    rows = [
        SheetRow(one.code, (
            Cell(one.name or one.code, CellKind.STRONG),
            Cell(one.code if one.code != one.name else "", CellKind.FAINT),
            Cell(formats.integer(one.used), CellKind.SHARE, share=one.used / largest),
        ))
        for one in shown
    ]  # fmt: skip
    if lacking:
        bar = Cell(formats.integer(lacking), CellKind.SHARE, hatched=True)
        rows.append(SheetRow("", (Cell(tr("no value"), CellKind.FAINT), Cell(), bar)))
    return rows


def product_columns() -> list[Column]:
    """Return the columns of the products of a class."""
    return [Column(tr("Product"), 120, stretch=True), Column(tr("Value"), 130, stretch=True)]


def product_rows(held: ClassDesk) -> list[SheetRow]:
    """Return the loaded products of the class with their value of the feature."""
    session = held.session
    if session is None or not held.feature:
        return []
    records = held.classes.records(session)
    feature = held.feature_of(held.feature)
    names = {one.code: one.name for one in held.classes.choices(session, held.code, held.feature)}
    rows = []
    for key, own in records.of_class(held.code):
        value = own.product.features.get(feature.code)
        text = " … ".join(value) if isinstance(value, tuple) else value or ""
        shown = names.get(text, text)
        kind = CellKind.VALUE if text else CellKind.FAINT
        cell = Cell(shown or MISSING, kind, text if shown != text else "")
        rows.append(SheetRow(key, (Cell(records.name(key), CellKind.STRONG, tip=key), cell)))
    return rows
