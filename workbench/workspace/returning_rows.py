"""The lines of a workbook that came back, each beside the row it was exported from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.export.origin import CarriedRow, carried_fields
from workbench.export.origin_cells import untouched
from workbench.export.origin_reading import Columns, Returned, align, number_of
from workbench.export.plan import Part
from workbench.export.reading.values import cell_text
from workbench.export.values import text_of
from workbench.workspace.returning_lines import RowFate, RowLine

if TYPE_CHECKING:
    from workbench.export.reading.sheet import Cell, Row, Sheet
    from workbench.workspace.breath import Breath


class Touched(NamedTuple):
    """A row with cells that are not as they were exported.

    `cells` holds them by the number of the exported column; all shown ones of a row that was added.
    """

    number: int
    """Of the row in the file, from 1."""
    carried: CarriedRow | None
    """As it was exported, None for a row that was added."""
    cells: dict[int, Cell]


class Lines:
    """Reads the lines of a workbook.

    Attributes:
        columns: which column is which.
        touched: rows with edited cells, and those that were added.
        odd: rows that cannot be told.
        seen: numbers of the exported rows that the workbook still has.

    Args:
        returned: the workbook.
        sheet: its rows.
        naming: ids of the fields that name a record, the surest first.
    """

    def __init__(self, returned: Returned, sheet: Sheet, naming: Sequence[str]) -> None:
        self.columns: Columns = align(returned.origin, sheet.headers, returned.heads)
        self.touched: list[Touched] = []
        self.odd: list[RowLine] = []
        self.seen: set[int] = set()
        self._returned = returned
        self._sheet = sheet
        self._fields = carried_fields(returned.origin)
        self._naming = self._naming_column(naming)
        self._by_name: dict[str, int] | None = None
        if self.columns.token is None:
            self._by_name = self._named()

    def _naming_column(self, naming: Sequence[str]) -> int | None:
        """Return the number of the column that names records, None where none is left."""
        numbers = {
            each.field: number
            for number, each in enumerate(self._returned.origin.columns)
            if each.part is Part.VALUE and number in self.columns.places
        }
        return next((numbers[field] for field in naming if field in numbers), None)

    def _named(self) -> dict[str, int]:
        """Return the exported rows by name; names that two rows have are left out."""
        if self._naming is None:
            raise WbError(
                ErrorCode.FILE,
                tr("The hidden column “workbench:id” is gone, and no column names the records."),
                tr("Undo that in the workbook, or import it as any other file."),
            )
        found: dict[str, int] = {}
        for number, row in self._returned.rows.items():
            name = text_of(row.value(self._naming, self._fields[self._naming])).strip()
            found[name] = -1 if name in found else number
        return {name: number for name, number in found.items() if name and number >= 0}

    async def read(self, breath: Breath) -> int:
        """Look at every row and return how many there are.

        Raises:
            WbError: CANCELLED.
        """
        groups: dict[int, list[int]] = {}
        added: list[int] = []
        for place, row in enumerate(self._sheet.rows):
            await breath()
            number = self._number(row, place)
            if number is not None:
                groups.setdefault(number, []).append(place)
            elif not self._odd_token(row, place):
                added.append(place)
        self.seen = set(groups)
        for number, places in groups.items():
            await breath()
            added += self._group(self._returned.rows[number], places)
        for place in sorted(added):
            self._added(place)
        self.touched.sort(key=lambda each: each.number)
        return len(self._sheet.rows)

    def _number(self, row: Row, _place: int) -> int | None:
        if self._by_name is not None and self._naming is not None:
            cell = row[self.columns.places[self._naming]]
            return self._by_name.get(cell_text(cell).strip())
        number = number_of(row, self.columns, self._returned.origin.stamp)
        return number if number in self._returned.rows else None

    def _odd_token(self, row: Row, place: int) -> bool:
        """Whether a row's hidden cell names a row that is none of this workbook's."""
        held = row[self.columns.token] if self.columns.token is not None else None
        if held is None or not cell_text(held).strip():
            return False
        reason = tr("Its hidden cell names no row of this export.")
        number = self._sheet.rows.number(place)
        self.odd.append(RowLine(number, RowFate.FOREIGN, self._name(row), reason=reason))
        return True

    def _group(self, carried: CarriedRow, places: list[int]) -> list[int]:
        """Take the lines of one exported row; return those that were added as copies of it."""
        found = [(place, self._edited(carried, self._sheet.rows[place])) for place in places]
        copies: list[int] = []
        if len(found) > 1 and self._naming is not None:
            copies = [place for place, cells in found if cells.get(self._naming)]
            found = [each for each in found if each[0] not in copies]
        if len(found) > 1 and any(cells != found[0][1] for _place, cells in found):
            for place, _cells in found:
                number, row = self._sheet.rows.number(place), self._sheet.rows[place]
                others = ", ".join(
                    str(self._sheet.rows.number(each)) for each, _ in found if each != place
                )
                reason = tr("It is a copy of row {others} and says something else.", others=others)
                self.odd.append(RowLine(number, RowFate.TWICE, self._name(row), reason=reason))
        elif found and found[0][1]:
            place, cells = found[0]
            self.touched.append(Touched(self._sheet.rows.number(place), carried, cells))
        return copies

    def _edited(self, carried: CarriedRow, row: Row) -> dict[int, Cell]:
        return {
            number: row[place]
            for number, place in self.columns.places.items()
            if not untouched(carried.value(number, self._fields[number]), row[place])
        }

    def _added(self, place: int) -> None:
        row = self._sheet.rows[place]
        cells = {
            number: row[at]
            for number, at in self.columns.places.items()
            if row[at] is not None and cell_text(row[at]).strip()
        }
        if cells:
            self.touched.append(Touched(self._sheet.rows.number(place), None, cells))

    def _name(self, row: Row) -> str:
        at = self._naming if self._naming is not None else next(iter(self.columns.places), None)
        return "" if at is None else cell_text(row[self.columns.places[at]]).strip()

    def values(self) -> Iterator[tuple[CarriedRow, tuple[object, ...]]]:
        """Give every exported row with its values."""
        for row in self._returned.rows.values():
            yield row, tuple(row.value(at, field) for at, field in enumerate(self._fields))

    def base(self, carried: CarriedRow, number: int) -> object:
        """Return a value as it was exported."""
        return carried.value(number, self._fields[number])
