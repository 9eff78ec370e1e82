"""One row of a file against its record: what it would set, and what is wrong with its cells.

The rules are those of the write: what passes here is not refused on this machine when it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.edits import Entry, Finding, Saving, Weight
from workbench.core.fields import Field, by_id
from workbench.core.numbers import is_gtin
from workbench.core.texts import tr
from workbench.core.values import Coded, Money, Odd
from workbench.edits.checks import check_record, check_value
from workbench.edits.values import blank, same
from workbench.export.reading.matching import wants_gtin
from workbench.export.reading.sheet import Cell, Writing
from workbench.export.reading.values import Bad, cell_text, read_cell
from workbench.export.values import text_of
from workbench.workspace.intake.lines import WHOLE, Altered, Fate, Line, Problem
from workbench.workspace.intake.putting import NEWEST
from workbench.workspace.intake.rules import currency_of, targets_of
from workbench.workspace.typing import read_typed

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing
    from workbench.workspace.intake.records import Records
    from workbench.workspace.intake.rules import Rules
    from workbench.workspace.session import Session

_LENGTHS: Final = (8, 12, 13, 14)
"""Digits of a GTIN."""
_NEAR: Final = 0.75


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as the file holds it, what was typed in place of cells over it.

    Attributes:
        index: position in the sheet, from 0.
        number: its number in the file.
        cells: by column.
        typed: columns whose cell a person typed.
    """

    index: int
    number: int
    cells: Sequence[Cell]
    typed: frozenset[int] = frozenset()


class Judge:
    """Judges rows by one set of rules.

    Args:
        session: of the resource.
        editing: typing in it.
        records: the records that the file names.
        rules: what was chosen.
        writing: how the file writes numbers and days.
        choices: what lookups offer, by field.
        further: columns that the table of the session can make, besides those that it has.
    """

    def __init__(
        self,
        session: Session,
        editing: Editing,
        records: Records,
        rules: Rules,
        writing: Writing,
        choices: Mapping[str, Sequence[Coded]],
        further: Sequence[Field] = (),
    ) -> None:
        self._resource = session.resource
        self._saving: Saving = editing.saving
        self._editing = editing
        self._records = records
        self._rules = rules
        self._writing = writing
        self._choices = choices
        self._fields = by_id((*session.resource.fields, *further))
        self._targets = {target.field.id: target for target in targets_of(session, further)}
        self._currency = {name: currency_of(session, self._fields[name]) for name in rules.fields}
        self._by = rules.column_of(rules.by) if rules.by else None
        self._across = self._saving.check is not None

    # ---- which record -----------------------------------------------------------------------

    def name_of(self, raw: Raw) -> str:
        """Return what names the record of a row, "" where nothing does."""
        if self._by is None:
            return ""
        value = read_cell(raw.cells[self._by], self._targets[self._rules.by], self._writing)
        return "" if value is None or isinstance(value, Bad) else str(value).strip()

    def judge(self, raw: Raw, twins: Sequence[Raw] = ()) -> Line:
        """Return what becomes of a row.

        Args:
            raw: the row.
            twins: all rows that name the same record, this one too, in order.
        """
        name = self.name_of(raw)
        line = Line(raw.index, raw.number, Fate.SAME, name=name)
        if not any(not _is_blank(raw.cells[at]) for at, field in self._columns()):
            return line
        problem = self._unnamed(raw, name) or self._repeated(raw, name, twins)
        if problem is not None:
            return _with(line, Fate.BAD, problems=(problem,))
        if len(twins) > 1 and raw.index != twins[0].index:
            note = tr("The same as row {number}.", number=twins[0].number)
            return _with(line, Fate.SAME, note=note)
        keys = self._records.keys_of(name) if name else ()
        if len(keys) > 1:
            return _with(line, Fate.BAD, problems=(self._several(name, keys),))
        if keys:
            return self._update(_with(line, Fate.SAME, key=keys[0]), raw)
        return self._without_record(line, raw, name)

    def _columns(self) -> list[tuple[int, str]]:
        return [(column, field) for column, field in self._rules.columns.items() if field]

    def _unnamed(self, raw: Raw, name: str) -> Problem | None:
        """Return why a row names no record although it should."""
        if self._by is None or name:
            return None
        cell = raw.cells[self._by]
        target = self._targets[self._rules.by]
        value = read_cell(cell, target, self._writing)
        if isinstance(value, Bad):
            return _of_bad(self._by, self._rules.by, value)
        entry = self._editing.entry(self._rules.by)
        if self._rules.create and (entry is None or not entry.required):
            return None
        what = tr("{field} is needed to find the record.", field=tr(target.field.title))
        return Problem(self._by, self._rules.by, "", "", what)

    def _repeated(self, raw: Raw, name: str, twins: Sequence[Raw]) -> Problem | None:
        """Return that rows of the file say different things of one record."""
        if len(twins) < 2 or self._by is None or all(self._alike(raw, each) for each in twins):
            return None
        others = ", ".join(str(each.number) for each in twins[:6] if each.index != raw.index)
        what = tr(
            "Row {others} names the same {one} and says something else.",
            others=others,
            one=tr(self._resource.one),
        )
        return Problem(self._by, self._rules.by, "", name, what)

    def _alike(self, one: Raw, other: Raw) -> bool:
        return all(one.cells[at] == other.cells[at] for at, _ in self._columns() if at != self._by)

    def _several(self, name: str, keys: Sequence[str]) -> Problem:
        what = tr("{count} records have it: {keys}.", count=len(keys), keys=", ".join(keys[:5]))
        return Problem(self._by or 0, self._rules.by, "", name, what)

    def _without_record(self, line: Line, raw: Raw, name: str) -> Line:
        padded = next((each for each in padded_names(name) if self._records.keys_of(each)), "")
        if padded and self._by not in raw.typed and self._by is not None:
            what = tr("No record has it; “{name}” is there.", name=padded)
            problem = _zeros(self._by, self._rules.by, name, padded, what)
            return _with(line, Fate.BAD, problems=(problem,))
        if self._rules.create:
            return self._create(line, raw)
        return _with(line, Fate.MISSING, note=tr("There is no record with it."))

    # ---- its cells --------------------------------------------------------------------------

    def _update(self, line: Line, raw: Raw) -> Line:
        altered, problems = self._cells(raw, line.key)
        new = self._records.is_new(line.key)
        if altered and not _refuses(problems) and (self._across or new):
            values = {**self._records.present(line.key), **self._set(altered)}
            problems += self._findings(raw, values, new=new)
        fate = Fate.CHANGE if altered else Fate.SAME
        return self._ended(line, fate, altered, problems)

    def _create(self, line: Line, raw: Raw) -> Line:
        altered, problems = self._cells(raw, "")
        if not _refuses(problems):
            values = {**self._saving.defaults, **self._set(altered)}
            problems += self._findings(raw, values, new=True)
        return self._ended(line, Fate.NEW, altered, problems)

    def _cells(self, raw: Raw, key: str) -> tuple[list[Altered], list[Problem]]:
        """Read the cells of a row for a record, "" for a new one: whole fields, then parts.

        How a part is typed may depend on the fields beside it, as this row sets them.
        """
        found: tuple[list[Altered], list[Problem]] = [], []
        parts = []
        for column, name in self._columns():
            if self._is_part(name):
                parts.append((column, name))
            elif self._editing.entry(name) is not None and (column != self._by or not key):
                shown = self._records.shown(key, name) if key else None
                self._cell(raw, column, name, shown, found, key=key)
        if parts:
            known = self._records.supposed(key) if key else self._saving.defaults
            with self._editing.supposing(key or NEWEST, {**known, **self._set(found[0])}):
                for column, name in parts:
                    shown = self._records.shown(key, name) if key else None
                    self._cell(raw, column, name, shown, found, key=key)
        return found

    def _is_part(self, field: str) -> bool:
        return self._editing.parts.get(field) is not None

    def _set(self, altered: Sequence[Altered]) -> dict[str, object]:
        return {each.field: each.value for each in altered if not self._is_part(each.field)}

    @staticmethod
    def _ended(line: Line, fate: Fate, altered: list[Altered], problems: list[Problem]) -> Line:
        fate = Fate.BAD if _refuses(problems) else fate
        return _with(line, fate, altered=tuple(altered), problems=tuple(problems))

    def _cell(
        self,
        raw: Raw,
        column: int,
        name: str,
        shown: object,
        found: tuple[list[Altered], list[Problem]],
        *,
        key: str,
    ) -> None:
        """Read one cell: a value to set, a problem, or nothing to do."""
        altered, problems = found
        place = key or NEWEST
        cell, field, entry = raw.cells[column], self._fields[name], self._editing.entry(name, place)
        assert entry is not None
        clears = self._clears(cell, new=not key)
        if (_is_blank(cell) and not clears) or _says(cell, shown):
            return
        value = None if clears else self._read(cell, field, entry, shown)
        if isinstance(value, Bad):
            # What reads its texts itself says all that is to be said.
            bad = (
                msgspec.structs.replace(value, expected="")
                if entry.means and value.reason
                else value
            )
            problems.append(_of_bad(column, name, bad, self._near(entry, value.got)))
            return
        if same(value, shown, entry):
            return
        got = cell_text(cell)
        asked = bool(key) or self._is_part(name)
        reason = self._editing.why_not(place, name) if asked else ""
        lost = "" if column in raw.typed else self._lost_zeros(field, entry.drawn, value)
        if reason:
            problems.append(Problem(column, name, "", got, reason))
        elif lost:
            what = tr("It is no GTIN; with leading zeros it is one.")
            problems.append(_zeros(column, name, got, lost, what))
        else:
            findings = check_value(entry, field, value, new=not key)
            problems += (_of_finding(column, got, each) for each in findings)
            altered.append(Altered(name, column, shown, value, clears and not blank(shown)))

    def _clears(self, cell: Cell, *, new: bool) -> bool:
        if _is_blank(cell):
            return self._rules.blank_clears and not new
        marker = self._rules.marker.strip().casefold()
        return bool(marker) and isinstance(cell, str) and cell.strip().casefold() == marker

    def _read(self, cell: Cell, field: Field, entry: Entry, shown: object) -> object:
        currency = shown.currency if isinstance(shown, Money) else self._currency[field.id]
        return read_typed(
            field,
            entry,
            cell,
            currency=currency,
            choices=self._choices.get(field.id, ()),
            writing=self._writing,
        )

    def _lost_zeros(self, field: Field, drawn: str, value: object) -> str:
        """Return the GTIN that a code without its leading zeros was, "" where it is none such."""
        if not isinstance(value, str) or not (wants_gtin(field) or drawn == "ean"):
            return ""
        if not value.isascii() or not value.isdigit() or is_gtin(value):
            return ""
        return next((each for each in padded_names(value) if is_gtin(each)), "")

    def _near(self, entry: Entry, text: str) -> str:
        """Return the one choice that a text is nearly."""
        import difflib  # noqa: PLC0415 - only where something is wrong

        labels = [tr(each.label) for each in entry.choices]
        labels += [each.label for each in self._choices.get(entry.field, ())]
        near = difflib.get_close_matches(text, labels, 1, _NEAR)
        return near[0] if near else ""

    def _findings(self, raw: Raw, values: dict[str, object], *, new: bool) -> list[Problem]:
        """Return what is wrong across the fields, at the cell where one can be named."""
        found = check_record(self._saving, self._resource.fields, values, new=new)
        problems: list[Problem] = []
        for finding in found:
            column = self._rules.column_of(finding.field)
            got = cell_text(raw.cells[column]) if column is not None else ""
            problems.append(_of_finding(WHOLE if column is None else column, got, finding))
        return problems


def padded_names(name: str) -> tuple[str, ...]:
    """Return a code of digits with leading zeros, at every length that a GTIN can have."""
    if not name.isascii() or not name.isdigit():
        return ()
    return tuple(name.zfill(length) for length in _LENGTHS if length > len(name))


def _with(line: Line, fate: Fate, **more: object) -> Line:
    return msgspec.structs.replace(line, fate=fate, **more)


def _refuses(problems: Sequence[Problem]) -> bool:
    return any(each.weight is Weight.REFUSED for each in problems)


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _says(cell: Cell, shown: object) -> bool:
    """Whether a cell is the very text of what stands there: a name, or what means nothing."""
    match shown:
        case Coded():
            return cell_text(cell).strip() in {shown.code, shown.label} - {""}
        case Odd():
            return cell_text(cell) == shown.raw
        case _:
            return False


def _of_bad(column: int, field: str, bad: Bad, fix: str = "") -> Problem:
    return Problem(column, field, bad.expected, bad.got, bad.reason, fix=fix)


def _zeros(column: int, field: str, got: str, padded: str, what: str) -> Problem:
    reason = f"{what} {tr('Were leading zeros lost?')}"
    return Problem(column, field, tr("a GTIN"), got, reason, fix=padded)


def _of_finding(column: int, got: str, finding: Finding) -> Problem:
    fix = "" if finding.fix is None else text_of(finding.fix)
    if column == WHOLE:
        return Problem(WHOLE, finding.field, finding.sentence, weight=finding.weight)
    return Problem(column, finding.field, "", got, finding.sentence, finding.weight, fix)
