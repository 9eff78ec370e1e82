"""A basket's workbook that came back: quantities, notes and targets held against the basket of now.

What was changed on both sides is never written over unless a person says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from workbench.compare.baskets import Line, check_line
from workbench.core.errors import WbError, bad_input
from workbench.core.fields import Field
from workbench.core.jobs import Job
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.edits.values import same
from workbench.export.comparison_origin import (
    NOTE,
    QUANTITY,
    TARGET,
    TARGET_CURRENCY,
    Body,
    body_of,
    values_of,
)
from workbench.export.origin import BASKET, carried_fields
from workbench.export.origin_reading import Returned, open_rows
from workbench.export.reading.targets import Target
from workbench.export.reading.values import Bad, cell_text, read_cell
from workbench.workspace.breath import Breath
from workbench.workspace.returning_lines import CellFate, CellLine, Outcome, RowFate, RowLine
from workbench.workspace.returning_rows import Lines, Touched

if TYPE_CHECKING:
    from workbench.export.reading.sheet import Cell, Writing
    from workbench.workspace.comparison.baskets import Baskets


def is_basket(returned: Returned) -> bool:
    """Return whether a workbook is one of a comparison or a basket."""
    return returned.origin.what == BASKET


class BasketReturn:
    """One workbook on its way back into its basket.

    Attributes:
        returned: the workbook.
        outcome: what it says; empty before `look`.
        again: ids of the lines whose quantity `apply` changed: nothing is promised for it until
            `Comparison.promise`.
        body: what it carries beside the cells: `Requoting.lines_checked` takes its lines,
            currency and printing, and prices an old workbook again.

    Args:
        baskets: of the workspace.
        returned: see above.
    """

    def __init__(self, baskets: Baskets, returned: Returned) -> None:
        self.returned = returned
        self.outcome = Outcome()
        self.again: set[str] = set()
        self.body: Body = body_of(returned.origin)
        self._baskets = baskets
        self._basket = returned.origin.resource
        self._fields: tuple[Field, ...] = carried_fields(returned.origin)
        self._applied: dict[str, tuple[Line, Line]] = {}

    @property
    def why_not_apply(self) -> str:
        """Why nothing of it goes into a basket, "" where it can; the basket's name is the title."""
        if not self._basket:
            return tr("The workbook is of a comparison, not of a basket: it is only compared.")
        if self._baskets.get(self._basket) is None:
            title = self.returned.origin.title
            return tr("The basket “{name}” is not on this machine any more.", name=title)
        return ""

    async def look(self, job: Job) -> Outcome:
        """Compare the workbook with the basket as it was exported and as it is now.

        Raises:
            WbError: FILE where it cannot be read; STORE; CANCELLED.
        """
        await self._baskets.ready()
        if self.why_not_apply:
            return self.outcome
        breath = Breath(job)
        with await open_rows(self.returned, job) as sheet:
            lines = Lines(self.returned, sheet, ())
            read = await lines.read(breath)
            writing = sheet.found.writing
        present = {line.id: line for line in self._baskets.lines(self._basket)}
        cells: list[CellLine] = []
        rows = list(lines.odd)
        for touched in lines.touched:
            if touched.carried is None:
                name, reason = "", tr("Lines are added in the basket itself.")
                rows.append(RowLine(touched.number, RowFate.NOT_ADDED, name, reason=reason))
            elif (line := present.get(touched.carried.key)) is None:
                reason = tr("The line is not in the basket any more.")
                rows.append(RowLine(touched.number, RowFate.MISSING, "", reason=reason))
            else:
                cells += self._cells(touched, lines, line, writing)
        heads = [column.heading for column in self.returned.origin.columns]
        self.outcome = Outcome(
            tuple(cells),
            tuple(sorted(rows, key=lambda each: each.row)),
            read,
            len(self.returned.rows.keys() - lines.seen),
            tuple(heads[number] for number in lines.columns.deleted),
            (),
            tuple(heads[number] for number in lines.columns.unsure),
        )
        return self.outcome

    def _cells(
        self, touched: Touched, lines: Lines, line: Line, writing: Writing
    ) -> list[CellLine]:
        assert touched.carried is not None
        found: list[CellLine] = []
        now = _values(line)
        for number, cell in touched.cells.items():
            column = self.returned.origin.columns[number]
            base = lines.base(touched.carried, number)
            held = CellLine(
                touched.number, line.id, line.name, column.field, column.heading,
                CellFate.CHANGED, base, cell_text(cell), now[column.field], known=True,
            )  # fmt: skip
            value = self._read(number, cell, writing)
            if isinstance(value, Bad):
                found.append(_with(held, CellFate.WRONG, value, value.sentence))
                continue
            value = value if value is not None or column.field == TARGET else ""
            if same(value, base):
                continue
            found.append(self._judged(held, line, value))
        return found

    def _read(self, number: int, cell: Cell, writing: Writing) -> object:
        return read_cell(cell, Target(self._fields[number]), writing)

    def _judged(self, held: CellLine, line: Line, value: object) -> CellLine:
        try:
            check_line(_changed(line, {held.field: value}, self.body.currency))
        except WbError as error:
            return _with(held, CellFate.WRONG, value, error.full_text)
        if same(value, held.now):
            return _with(held, CellFate.AGREED, value)
        conflict = not same(held.now, held.base)
        return _with(held, CellFate.CONFLICT if conflict else CellFate.CHANGED, value)

    # ---- taking it over ---------------------------------------------------------------------

    async def apply(self, *, over: bool = False) -> int:
        """Write the edits into the basket as one change; return how many cells.

        Args:
            over: whether the workbook's value is taken where both sides changed; otherwise those
                stay as the basket has them.

        Raises:
            WbError: INPUT where the basket is gone, or a line was changed since `look`; DISK,
                DISK_FULL or STORE.
        """
        reason = self.why_not_apply
        if reason:
            raise bad_input(reason)
        taken = {CellFate.CHANGED, CellFate.CONFLICT} if over else {CellFate.CHANGED}
        wanted: dict[str, dict[str, object]] = {}
        present = {line.id: line for line in self._baskets.lines(self._basket)}
        for cell in self.outcome.cells:
            if cell.fate not in taken:
                continue
            line = present.get(cell.key)
            if line is None or not same(_values(line)[cell.field], cell.now):
                raise bad_input(
                    tr("The basket has changed meanwhile."), tr("Open the workbook once more.")
                )
            wanted.setdefault(cell.key, {})[cell.field] = cell.value
        if not wanted:
            return 0
        lines = [_changed(present[key], values, self.body.currency)
                 for key, values in wanted.items()]  # fmt: skip
        await self._baskets.change_lines(self._basket, lines)
        self._applied = {line.id: (present[line.id], line) for line in lines}
        self.again = {line.id for line in lines if line.current is None}
        return sum(len(values) for values in wanted.values())

    async def undo(self) -> None:
        """Put back what `apply` changed; what was typed since then stays as it is.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        present = {line.id: line for line in self._baskets.lines(self._basket)}
        back = [
            _put_back(present[key], before, after)
            for key, (before, after) in self._applied.items()
            if key in present
        ]
        if back:
            await self._baskets.change_lines(self._basket, back)
        self._applied = {}


def _put_back(line: Line, before: Line, after: Line) -> Line:
    """Return a line with what was applied undone, as far as nothing else was written since."""
    if line.quantity == after.quantity != before.quantity:
        # What was promised for the other quantity goes with it.
        line = msgspec.structs.replace(
            line, quantity=before.quantity, quoted=before.quoted, later=before.later
        )
    return msgspec.structs.replace(
        line,
        note=before.note if line.note == after.note else line.note,
        target=before.target if line.target == after.target else line.target,
    )


def _values(line: Line) -> Mapping[str, object]:
    names = (QUANTITY, NOTE, TARGET, TARGET_CURRENCY)
    return dict(zip(names, values_of(line), strict=True))


def _changed(line: Line, values: Mapping[str, object], currency: str) -> Line:
    """Return a line with edited values; a target without a currency is in the basket's."""
    held = {**_values(line), **values}
    quantity, amount = held[QUANTITY], held[TARGET]
    code = str(held[TARGET_CURRENCY] or currency).strip().upper()
    if amount is not None and (len(code) != 3 or not code.isalpha()):
        raise bad_input(tr("“{text}” is no currency.", text=code), field="currency")
    target = Money(amount, code) if isinstance(amount, Decimal) else None
    return msgspec.structs.replace(
        line,
        quantity=quantity if isinstance(quantity, int) else 0,
        note=str(held[NOTE] or ""),
        target=target,
    )


def _with(line: CellLine, fate: CellFate, value: object, reason: str = "") -> CellLine:
    shown = value.got if isinstance(value, Bad) else value
    return msgspec.structs.replace(line, fate=fate, value=shown, reason=reason)
