"""Importing a file: read, mapped to fields, checked, corrected, and staged as one step.

Nothing is sent. What a row would set is judged by the rules of the write; good rows can be staged
while others are wrong, and what is wrong can be written into a copy of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.fields import Field
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.export.reading.matching import Match, columns_of, propose
from workbench.export.reading.reader import read
from workbench.export.reading.values import cell_text
from workbench.workspace.breath import Breath
from workbench.workspace.intake.choices import ChoicesOf, choices_for
from workbench.workspace.intake.further import Further, further_in
from workbench.workspace.intake.judge import Judge, Raw
from workbench.workspace.intake.lines import STAGED, Fate, Groups, Line, Tally
from workbench.workspace.intake.putting import changed, created
from workbench.workspace.intake.records import Records, plain
from workbench.workspace.intake.rules import Rules, can_create, namings, targets_of

if TYPE_CHECKING:
    from workbench.edits.steps import Change, Step
    from workbench.export.reading.sheet import Cell, ReadOptions, Row, Sheet
    from workbench.export.reading.targets import Target
    from workbench.export.write import Written
    from workbench.workspace.editing import Editing
    from workbench.workspace.intake.layouts import Layouts
    from workbench.workspace.session import Session

MOST_ROWS: Final = 100_000
"""Rows of one import."""


class Import:
    """One file on its way into the drafts of a session.

    Attributes:
        session, editing: where it goes.
        path: the file.
        sheet: what was read, None before.
        matches: what was proposed for its columns.
        rules: what is chosen.
        lines: what becomes of each row, in order; empty before `check`.
        tally: the same counted.
        further: columns that the file wants beyond those of the table.

    Args:
        session: of a resource that can be changed.
        choices_of: what lookups offer.
        layouts: what was decided for files before.
    """

    def __init__(self, session: Session, choices_of: ChoicesOf, layouts: Layouts) -> None:
        if session.editing is None:
            raise ValueError(session.resource.id)
        self.session = session
        self.editing: Editing = session.editing
        self.path = Path()
        self.sheet: Sheet | None = None
        self.matches: tuple[Match, ...] = ()
        self.rules = Rules({})
        self.lines: list[Line] = []
        self.tally = Tally()
        self.further = Further()
        self._choices_of = choices_of
        self._layouts = layouts
        self._fixes: dict[int, dict[int, str]] = {}
        self._spelt: dict[str, str] = {}
        self._groups = Groups()
        self._records = Records(session, self.editing, "")
        self._judge: Judge | None = None

    # ---- the file ---------------------------------------------------------------------------

    async def read(
        self, path: Path, options: ReadOptions | None = None, job: Job | None = None
    ) -> None:
        """Read a file, or the same again with other options; what was typed is forgotten.

        Raises:
            WbError: FILE, where it cannot be read or has too many rows; CANCELLED.
        """
        sheet = await read(path, options, job=job)
        if len(sheet.rows) > MOST_ROWS:
            sheet.close()
            count, most = f"{len(sheet.rows):,}", f"{MOST_ROWS:,}"
            raise WbError(
                ErrorCode.FILE,
                tr(
                    "The file has {count} rows; at most {most} go in at once.",
                    count=count,
                    most=most,
                ),
                tr("Split it into smaller files."),
            )
        try:
            further = await self._further(sheet)
        except BaseException:
            sheet.close()
            raise
        self.close()
        self.path, self.sheet, self.further = path, sheet, further
        self._fixes.clear()
        self._propose(sheet)

    def close(self) -> None:
        """Give the file back."""
        if self.sheet is not None:
            self.sheet.close()
        self.sheet = None
        self._forget()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where columns can go."""
        return targets_of(self.session, self.further.fields, self.further.names)

    def field(self, field: str) -> Field | None:
        """Return a field that a column can go to, None where there is none of that id."""
        own = self.session.resource.field(field)
        return own or next((each for each in self.further.fields if each.id == field), None)

    async def _further(self, sheet: Sheet) -> Further:
        """Return the columns that the table can make and that the file has, by its headers."""
        layout = self._layouts.find(sheet)
        kept = [pair.field for pair in layout.mapping.pairs] if layout is not None else []
        return await further_in(self.session, sheet.headers, kept, self._choices_of)

    def staged_made(self) -> tuple[Field, ...]:
        """Return the columns that a table makes and that good rows set values of."""
        lines = (line for line in self.lines if line.fate in STAGED)
        given = dict.fromkeys(each.field for line in lines for each in line.altered)
        made = (self.field(each) for each in given if self.editing.parts.get(each) is not None)
        return tuple(field for field in made if field is not None)

    def _propose(self, sheet: Sheet) -> None:
        layout = self._layouts.find(sheet)
        doubts, unsure = self.further.doubts, self.further.unsure
        sure = [each for each in self.targets if each.field.id not in unsure or layout]
        columns = [each for each in columns_of(sheet) if each.header not in doubts or layout]
        self.matches = propose(
            columns, sure, sheet.found.writing, layout.mapping if layout else None
        )
        fields = {match.column: match.field for match in self.matches}
        rules = Rules({at: fields.get(at, "") for at in range(len(sheet.headers))})
        rules = replace(rules, by=self._naming(rules, layout.by if layout else None))
        rules = replace(rules, create=can_create(self.session, rules))
        if layout is not None:
            create = rules.create if layout.create is None else layout.create
            clears = layout.mapping.blank_clears
            rules = replace(rules, marker=layout.marker, create=create, blank_clears=clears)
        self.rules = rules

    def _naming(self, rules: Rules, wanted: str | None) -> str:
        """Return the field that names records: the one wanted, else the surest with a column."""
        mapped = [field.id for field in namings(self.session) if field.id in rules.fields]
        if wanted is not None and (wanted in mapped or not wanted):
            return wanted
        return mapped[0] if mapped else ""

    # ---- the rules --------------------------------------------------------------------------

    def choose(self, rules: Rules) -> None:
        """Take other rules; what was checked is to be checked again.

        A naming field without a column gives way to the surest one that has one.
        """
        self.rules = replace(rules, by=self._naming(rules, rules.by or None))
        self._forget()

    def why_not_check(self) -> str:
        """Return why nothing can be checked yet, "" where it can."""
        fields = self.rules.fields - {self.rules.by}
        if not self.rules.fields:
            return tr("No column has a field. Choose one for at least one column.")
        saving = self.editing.saving
        if not self.rules.by and saving.create is None:
            return tr("Nothing names the records. Choose the column that holds their number.")
        if not any(self.editing.entry(field) for field in fields) and not self.rules.create:
            return tr("Only the name of the records has a column. Choose what is to be set.")
        return ""

    def _forget(self) -> None:
        self.lines, self.tally, self._judge = [], Tally(), None
        self._groups = Groups()

    # ---- the check --------------------------------------------------------------------------

    async def check(self, job: Job) -> Tally:
        """Judge every row by the rules, and keep the rules for files of this layout.

        Raises:
            WbError: INPUT, where nothing is mapped; CANCELLED; as the service's answer was named
                where lists or records had to be read.
        """
        sheet, reason = self._sheet(), self.why_not_check()
        if reason:
            raise bad_input(reason, tr("Go back to the columns."), "columns")
        self._layouts.keep(sheet, self.rules)
        self._forget()
        breath = Breath(job)
        choices = await choices_for(self.editing, self.rules.fields, self._choices_of)
        wanted = self._wanted()
        self._records = Records(self.session, self.editing, self.rules.by, wanted)
        judge = Judge(
            self.session,
            self.editing,
            self._records,
            self.rules,
            sheet.found.writing,
            choices,
            self.further.fields,
        )
        groups = await self._named(judge, job, breath)
        await self._records.index(breath)
        await self._records.seek([self._spelt[name] for name in groups.names()], job, breath)
        lines, tally = await self._judged(judge, groups, job, breath)
        self._judge, self._groups, self.lines, self.tally = judge, groups, lines, tally
        return tally

    def _wanted(self) -> frozenset[str]:
        """Return the fields that are read of each record: lists for the values in them."""
        fields = {self.editing.parts.owner(name) for name in self.rules.fields}
        classified = self.session.resource.classified
        if fields != self.rules.fields and classified is not None:
            fields |= {classified.class_field, classified.version_field}
        return self.rules.fields | fields

    async def _named(self, judge: Judge, job: Job, breath: Breath) -> Groups:
        groups, total = Groups(), len(self._sheet().rows)
        self._spelt = {}
        for index in range(total):
            name = judge.name_of(self.raw(index))
            self._spelt.setdefault(plain(name), name)
            groups.put(index, plain(name))
            await breath()
            if index % 500 == 0:
                job.advance(index, total, tr("Reading names"))
        return groups

    async def _judged(
        self, judge: Judge, groups: Groups, job: Job, breath: Breath
    ) -> tuple[list[Line], Tally]:
        total = len(self._sheet().rows)
        lines: list[Line] = []
        tally = Tally()
        for index in range(total):
            line = self._line(judge, groups, index)
            lines.append(line)
            tally.move(None, line)
            await breath()
            if index % 500 == 0:
                job.advance(index, total, tr("Checking rows"))
        job.advance(total, total)
        return lines, tally

    def _line(self, judge: Judge, groups: Groups, index: int) -> Line:
        raw = self.raw(index)
        twins = groups.of(plain(judge.name_of(raw)))
        return judge.judge(raw, [self.raw(each) for each in twins] if len(twins) > 1 else ())

    def raw(self, index: int) -> Raw:
        """Return a row of the file with what was typed in place of its cells."""
        rows = self._sheet().rows
        cells: Row = rows[index]
        typed = self._fixes.get(index)
        if typed is None:
            return Raw(index, rows.number(index), cells)
        own: list[Cell] = list(cells)
        for column, text in typed.items():
            own[column] = text or None
        return Raw(index, rows.number(index), own, frozenset(typed))

    # ---- correcting -------------------------------------------------------------------------

    def text_of(self, index: int, column: int) -> str:
        """Return a cell as a person would type it."""
        return cell_text(self.raw(index).cells[column])

    def fix(self, index: int, column: int, text: str) -> frozenset[int]:
        """Type a text in place of a cell; return the rows that are to be judged again."""
        self._fixes.setdefault(index, {})[column] = text.strip()
        if self._judge is None:
            return frozenset()
        name = self._judge.name_of(self.raw(index))
        self._spelt.setdefault(plain(name), name)
        return self._groups.put(index, plain(name))

    def alike(self, index: int, column: int) -> tuple[int, ...]:
        """Return the other wrong rows that hold the same in a column."""
        wrong = {each.got for each in self.lines[index].problems if each.column == column}
        return tuple(
            line.index
            for line in self.lines
            if line.index != index
            and any(each.column == column and each.got in wrong for each in line.problems)
        )

    def is_told(self, indexes: Iterable[int]) -> bool:
        """Whether rows can be judged again without asking the service."""
        return all(self._records.is_told(self.lines[index].name) for index in indexes) and all(
            self._records.is_told(self._name(index)) for index in indexes
        )

    def _name(self, index: int) -> str:
        return self._judge.name_of(self.raw(index)) if self._judge else ""

    def judge_again(self, indexes: Iterable[int]) -> None:
        """Judge rows again whose records are known."""
        judge = self._judge
        for index in indexes if judge is not None else ():
            assert judge is not None
            line = self._line(judge, self._groups, index)
            self.tally.move(self.lines[index], line)
            self.lines[index] = line

    async def recheck(self, indexes: Iterable[int], job: Job) -> None:
        """Judge rows again after asking the service for the records they name by now.

        Raises:
            WbError: as the service's answer was named; CANCELLED.
        """
        rows = tuple(indexes)
        await self._records.seek([self._name(index) for index in rows], job, Breath(job))
        self.judge_again(rows)

    # ---- staging ----------------------------------------------------------------------------

    async def stage(self, job: Job) -> Step | None:
        """Stage the good rows as one step; None where they change nothing.

        Raises:
            WbError: CANCELLED, before anything is staged.
        """
        changes: list[Change] = []
        count, breath = 0, Breath(job)
        for line in self.lines:
            if line.fate in STAGED:
                if line.fate is Fate.NEW:
                    changes += created(self.editing, line)
                else:
                    changes += changed(self.editing, self._records, line)
                count += 1
                await breath()
        title = trn(
            "Import {count} row from {file}",
            "Import {count} rows from {file}",
            count,
            file=self.path.name,
        )
        return self.editing.book.take(title, changes)

    def unseen(self) -> int:
        """Return how many of the rows that would be changed are not in the table."""
        changed = (line.key for line in self.lines if line.fate is Fate.CHANGE)
        return sum(not self._records.is_loaded(key) for key in changed)

    async def save_errors(self, path: Path, job: Job) -> Written:
        """Write the sheet with a column that says why rows are not imported.

        Raises:
            WbError: as `export.write.write`.
        """
        from workbench.export.plan import Format  # noqa: PLC0415 - writers only when exporting
        from workbench.workspace.exporting import export  # noqa: PLC0415 - likewise
        from workbench.workspace.intake.faultbook import fault_plan  # noqa: PLC0415 - likewise

        plan = fault_plan(
            self.session,
            self._sheet(),
            tuple(self.lines),
            lambda index: self.raw(index).cells,
            self.path.name,
        )
        return await export(plan, path, Format.XLSX, job)

    def _sheet(self) -> Sheet:
        if self.sheet is None:
            raise bad_input(tr("No file is chosen."), tr("Choose a file first."), "file")
        return self.sheet
