"""A class workbook read back: what it changes, what it says anew, and which cells mean nothing.

An empty cell leaves the value alone: nothing is lost because somebody cleared too much.
"""

from __future__ import annotations

import asyncio
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.core.amounts import read_decimal
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import EtimFeature
from workbench.core.texts import tr, trn
from workbench.export.reading.failures import column_letters
from workbench.export.reading.reader import read
from workbench.export.reading.sheet import ReadOptions
from workbench.export.reading.values import cell_text
from workbench.sources.etim.classification import Reading, ValueKind
from workbench.workspace.classes.meaning import Meant, meant, reading_of, shown_value
from workbench.workspace.classes.model import CellTrouble, ClassIntake
from workbench.workspace.classes.setting import take

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.edits.steps import Step
    from workbench.export.reading.sheet import Row, Sheet
    from workbench.workspace.classes.records import Product, Records

_CLASS: Final = re.compile(r"EC[A-Z]{0,2}\d{4,6}")
_FEATURE: Final = re.compile(r"EF[A-Z]{0,2}\d{4,6}")
_CODES_ROW: Final = 1
_NAMES_ROW: Final = 2


async def read_class(records: Records, path: Path, job: Job | None = None) -> ClassIntake:
    """Read a class workbook back; see `Classes.import_class`."""
    sheet = await read(path, ReadOptions(header_row=_CODES_ROW), job=job)
    with sheet:
        return await asyncio.to_thread(_Intake(records, sheet).read)


def stage_intake(records: Records, intake: ClassIntake) -> Step | None:
    """Stage what a class workbook changes as one step; None where that is nothing."""
    wanted: dict[str, dict[str, str]] = {}
    for key, feature, text in intake.values:
        wanted.setdefault(key, {})[feature] = text
    name = records.class_(intake.class_code).name or intake.class_code
    title = trn("Workbook of {name}: {count} product", "Workbook of {name}: {count} products",
                len(wanted), name=name)  # fmt: skip
    return take(records, title, wanted)


class _Spot(NamedTuple):
    """Where a cell stands: its row from 1 and column from 0, and what it is about."""

    row: int
    column: int
    key: str
    feature: str = ""


class _Intake:
    """One workbook on its way."""

    def __init__(self, records: Records, sheet: Sheet) -> None:
        self._records = records
        self._sheet = sheet
        heads = [head.strip() for head in sheet.headers]
        self._id = next((at for at, head in enumerate(heads) if _CLASS.fullmatch(head)), -1)
        if self._id < 0:
            raise _no_class_book()
        self._code = heads[self._id]
        class_ = records.class_(self._code)
        self._features = {
            at: class_.feature(head) for at, head in enumerate(heads) if _FEATURE.fullmatch(head)
        }
        self._values: list[tuple[str, str, str]] = []
        self._troubles: list[CellTrouble] = []
        self._unknown: list[str] = []
        self._same = 0
        self._rows = 0

    def read(self) -> ClassIntake:
        """Return what every row says."""
        seen: set[str] = set()
        for place, row in enumerate(self._sheet.rows):
            number = self._sheet.rows.number(place)
            key = cell_text(row[self._id]).strip()
            if number <= _NAMES_ROW or not key:
                continue
            self._rows += 1
            if key in seen:
                self._refuse(_Spot(number, self._id, key), key, tr("It stands here twice."))
                continue
            seen.add(key)
            self._product(number, key, row)
        return ClassIntake(
            self._code,
            tuple(self._values),
            self._rows,
            self._same,
            tuple(self._troubles),
            tuple(self._unknown),
        )

    def _product(self, number: int, key: str, row: Row) -> None:
        held = self._records.get(key)
        if held is None:
            self._unknown.append(key)
            return
        why = self._why_not(key, held)
        if why:
            self._refuse(_Spot(number, self._id, key), key, why)
            return
        for at, feature in self._features.items():
            typed = cell_text(row[at]).strip()
            if typed:
                self._cell(_Spot(number, at, key, feature.code), feature, typed, held)

    def _why_not(self, key: str, held: Product) -> str:
        if held.product.class_code != self._code:
            return tr("The product is in another class now: {code}.",
                      code=held.product.class_code or tr("none"))  # fmt: skip
        return self._records.why_not(key, self._records.classified.features)

    def _cell(self, spot: _Spot, feature: EtimFeature, typed: str, held: Product) -> None:
        old = reading_of(held.product.features.get(feature.code), feature)
        found = meant(typed, feature)
        if typed in {old.text, shown_value(old, feature).shown} or _is_same(found, old):
            self._same += 1
        elif found.trouble:
            self._refuse(spot, typed, found.trouble)
        else:
            self._values.append((spot.key, spot.feature, found.text))

    def _refuse(self, spot: _Spot, typed: str, why: str) -> None:
        cell = f"{column_letters(spot.column + 1)}{spot.row}"
        self._troubles.append(CellTrouble(cell, spot.key, spot.feature, typed, why))


def _is_same(found: Meant, old: Reading) -> bool:
    """Return whether a cell says what is there: a workbook writes 1.50 as 1.5."""
    if found.trouble or old.kind is not ValueKind.NUMBER:
        return found == (old.text, "")
    new = read_decimal(found.text)
    return isinstance(new, Decimal) and new == read_decimal(old.text)


def _no_class_book() -> WbError:
    return WbError(
        ErrorCode.FILE,
        tr("This is no workbook of a class: its first row names none."),
        tr("Export the class first, and fill that file."),
    )
