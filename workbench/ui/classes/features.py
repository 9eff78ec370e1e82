"""The features of a class as rows: type, unit, what chosen products have, how filled it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.etim import EtimFeature, FeatureType
from workbench.core.formats import MISSING
from workbench.core.texts import tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.form.news import MARKS
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.classes.desk import ClassDesk
    from workbench.workspace.classes.model import ClassSheet, FeatureShare
    from workbench.workspace.classes.model import SheetRow as FeatureRow

NAME, CODE, TYPE, UNIT, VALUE, FILLED, REQUIRED = range(7)
ICONS = {
    FeatureType.ALPHANUMERIC: "case-sensitive",
    FeatureType.NUMERIC: "ruler",
    FeatureType.RANGE: "arrow-left-right",
    FeatureType.LOGICAL: "toggle-left",
}
"""Of the types of features."""


def page_columns() -> list[Column]:
    """Return the columns of the class page."""
    return [
        Column(tr("Feature"), 190, stretch=True),
        Column(tr("Code"), 90, leaves=3),
        Column(tr("Type"), 124, leaves=2),
        Column(tr("Unit"), 64, leaves=1),
        Column(tr("Value"), 210, stretch=True),
        Column(tr("Filled"), 96, note="%"),
        Column(tr("Required"), 76, leaves=4),
    ]


def record_columns() -> list[Column]:
    """Return the columns of a record's own page, where one product is shown."""
    return [Column(tr("Feature"), 140, stretch=True), Column(tr("Value"), 150, stretch=True)]


def page_rows(held: ClassDesk) -> list[SheetRow]:
    """Return a row for each feature of the class that is open, over the products in force."""
    keys, session = held.keys(), held.session
    shares = {share.feature.code: share for share in held.shares()}
    if session is None or not keys:
        return [_page_row(share.feature, Cell(MISSING, CellKind.FAINT), share)
                for share in shares.values()]  # fmt: skip
    sheet = held.classes.of(session, keys[0])
    if sheet is None:
        return []
    several, staged = _spread(held, keys, sheet)
    return [
        _page_row(row.feature, _value(row, row.feature.code in several, staged),
                  shares.get(row.feature.code))
        for row in sheet.rows
    ]  # fmt: skip


def _spread(
    held: ClassDesk, keys: Sequence[str], sheet: ClassSheet
) -> tuple[frozenset[str], Mapping[str, Mark]]:
    """Return the features in which the products differ, and those with staged values."""
    session = held.session
    assert session is not None
    records = held.classes.records(session)
    codes = [row.feature.code for row in sheet.rows]
    first = records.get(keys[0])
    differing: set[str] = set()
    staged: dict[str, Mark] = {}
    for key in keys:
        shown, theirs = records.get(key), records.theirs(key)
        if shown is None or theirs is None or first is None:
            continue
        mine, own = shown.product.features, theirs.product.features
        base = first.product.features
        differing.update(code for code in codes if mine.get(code) != base.get(code))
        if records.draft(key) is not None:
            staged |= {code: Mark.CHANGED for code in codes if mine.get(code) != own.get(code)}
    return frozenset(differing), staged


def _value(row: FeatureRow, several: bool, staged: Mapping[str, Mark]) -> Cell:
    code = row.feature.code
    if several:
        mark = staged.get(code)
        kind = CellKind.FAINT if mark is None else CellKind.VALUE
        return Cell(tr("several values"), kind, mark=mark)
    return value_cell(row, staged.get(code))


def value_cell(row: FeatureRow, staged: Mark | None = None) -> Cell:
    """Return the value of a feature with its code and mark."""
    held = row.value
    mark = MARKS[row.state] if row.state is not None else staged
    tip = row.trouble
    if row.mine is not None:
        was = row.theirs.shown or MISSING
        tip = " ".join(part for part in (row.trouble, tr("It was {value}.", value=was)) if part)
    if row.trouble and mark is None:
        mark = Mark.INVALID
    if not held.text:
        return Cell(MISSING, CellKind.FAINT if mark is None else CellKind.VALUE, mark=mark, tip=tip)
    note = held.text if held.text != held.shown and held.text.startswith("EV") else ""
    return Cell(held.shown or held.text, CellKind.VALUE, note, mark=mark, tip=tip)


def _page_row(feature: EtimFeature, value: Cell, share: FeatureShare | None) -> SheetRow:
    required = share.required if share is not None else False
    percent = share.percent if share is not None else 0
    tip = _filled_tip(share)
    return SheetRow(
        feature.code,
        (
            name_cell(feature),
            Cell(feature.code),
            Cell(feature.type.shown or MISSING, icon=ICONS.get(feature.type, "")),
            Cell(unit_text(feature) or MISSING),
            value,
            Cell(str(percent) if share else MISSING, CellKind.SHARE, share=percent / 100, tip=tip),
            Cell(tr("Required") if required else "", CellKind.TICK),
        ),
        value.mark,
    )


def name_cell(feature: EtimFeature) -> Cell:
    """Return the name of a feature; one that the class lacks is said to be so."""
    if feature.known:
        return Cell(feature.name or feature.code, CellKind.STRONG)
    tip = tr("The class does not have this feature: the service drops its value.")
    return Cell(feature.name or feature.code, CellKind.FAINT, mark=Mark.INVALID, tip=tip)


def _filled_tip(share: FeatureShare | None) -> str:
    if share is None:
        return ""
    return trn("{filled} of {count} product has a value", "{filled} of {count} products have a"
               " value", share.of, filled=share.filled)  # fmt: skip


def unit_text(feature: EtimFeature) -> str:
    """Return the unit of a feature as it is written, "" without one."""
    return (feature.unit.abbreviation or feature.unit.code) if feature.unit else ""


def record_rows(sheet: ClassSheet) -> list[SheetRow]:
    """Return the features of one product: name with unit, and value."""
    rows = []
    for row in sheet.rows:
        unit = unit_text(row.feature)
        cell = name_cell(row.feature)
        named = Cell(cell.text, cell.kind, unit, mark=cell.mark, tip=cell.tip or _hint(row))
        value = value_cell(row)
        rows.append(SheetRow(row.feature.code, (named, value), value.mark))
    return rows


def _hint(row: FeatureRow) -> str:
    parts = (row.feature.code, row.feature.type.shown, tr("required") if row.required else "")
    return " · ".join(part for part in parts if part)
