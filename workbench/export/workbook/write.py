"""Rows into a workbook, from the first batch to the "About" sheet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from workbench.core.fields import NUMERIC, Kind
from workbench.core.texts import tr
from workbench.export.about import about_lines, program
from workbench.export.origin import ID_HEADING, SHEET
from workbench.export.plan import ExportColumn, ExportPlan
from workbench.export.run import Run
from workbench.export.values import Notes, part_values, text_of
from workbench.export.workbook import package
from workbench.export.workbook.archive import Archive, Member, archive
from workbench.export.workbook.carrying import Carrier
from workbench.export.workbook.cells import ENCODERS, LINKS, TEXTS, Sheet, texts
from workbench.export.workbook.links import MOST, Links
from workbench.export.workbook.sheet import head, letters, plain_tail, tail
from workbench.export.workbook.styles import HEADER, PLAIN, TEXT, Styles

_CURRENCIES = frozenset({Kind.MONEY, Kind.PRICE, Kind.OFFER})
"""Kinds that are written with the sign of a currency."""


@dataclass(frozen=True)
class Limits:
    """What one sheet takes before the next begins.

    Attributes:
        rows: without the header.
        links: that can be clicked.
        characters: of XML; a part of the package stays below 2 GiB.
    """

    rows: int = 1_048_575
    links: int = MOST
    characters: int = 1_500_000_000


def write_workbook(plan: ExportPlan, path: Path, run: Run, limits: Limits) -> tuple[str, ...]:
    """Write the rows as .xlsx and return the names of the sheets that hold them."""
    carrier = Carrier(plan.carried, len(plan.columns), limits.rows)
    with archive(path) as out, closing(carrier):
        book = _Book(plan, run, limits, out, carrier)
        book.write_rows()
        book.write_frame()
        return tuple(book.names)


def check_workbook(path: Path) -> None:
    """Raise where a finished workbook cannot be read back.

    Raises:
        OSError: where a part is damaged.
    """
    try:
        with zipfile.ZipFile(path) as held:
            damaged = held.testzip()
    except zipfile.BadZipFile as error:
        raise OSError("the workbook could not be read back") from error
    if damaged:
        raise OSError(f"{damaged} could not be read back")


class _Book:
    """A workbook under way."""

    def __init__(
        self, plan: ExportPlan, run: Run, limits: Limits, out: Archive, carrier: Carrier
    ) -> None:
        self._plan = plan
        self._run = run
        self._limits = limits
        self._out = out
        self._carrier = carrier
        self._sheet = Sheet(Styles(), run.notes)
        self._width = len(plan.columns) + carrier.carries
        self._letters = [letters(place) for place in range(self._width)]
        self.names: list[str] = []
        self._rows: list[int] = []

    def write_rows(self) -> None:
        """Write as many sheets as the rows need, at least one."""
        batches = self._run.batches(self._plan.rows)
        first = next(batches, ())
        widths = _widths(self._plan, first)
        left: Sequence[Sequence[object]] | None = first
        while left is not None:
            left = self._write_sheet(left, batches, widths)

    def _write_sheet(
        self,
        first: Sequence[Sequence[object]],
        batches: Iterator[Sequence[Sequence[object]]],
        widths: Sequence[float],
    ) -> Sequence[Sequence[object]] | None:
        """Write one sheet; return the rows that did not fit, None where all are written."""
        number = len(self.names) + 1
        self.names.append(package.sheet_name(self._plan.title, self.names, number))
        links = Links(self._limits.links)
        rows, left = 0, None
        with self._out.member(f"xl/worksheets/sheet{number}.xml") as member:
            hidden = len(widths) if self._carrier.carries else None
            member.write(head(widths, selected=number == 1, frozen=True, hidden=hidden))
            self._write_header(member)
            for batch in chain([first], batches):
                room = self._limits.rows - rows
                if not room or (rows and member.size > self._limits.characters):
                    left = batch
                    break
                self._write_batch(member, batch[:room], rows + 2, links)
                rows += len(batch[:room])
                if len(batch) > room:
                    left = batch[room:]
                    break
            text_columns = [
                place for place, column in enumerate(self._plan.columns) if column.kind in TEXTS
            ]
            for piece in tail(rows, self._width, text_columns, links):
                member.write(piece)
        self._rows.append(rows)
        self._write_links(number, links)
        return left

    def _write_header(self, member: Member) -> None:
        headings = [column.heading for column in self._plan.columns]
        headings += [ID_HEADING] if self._carrier.carries else []
        at = [f"{letter}1" for letter in self._letters]
        cells = texts(headings, at, HEADER, self._run.notes)
        member.write(f'<row r="1">{"".join(cells)}</row>')

    def _write_batch(
        self, member: Member, batch: Sequence[Sequence[object]], row: int, links: Links
    ) -> None:
        if not batch:
            return
        numbers = [str(row + place) for place in range(len(batch))]
        given = [
            part_values(column, values, self._plan.about.quantity)
            for column, values in zip(self._plan.columns, zip(*batch, strict=True), strict=True)
        ]
        columns = [
            ENCODERS[column.kind](self._sheet, values, [letter + each for each in numbers])
            for column, letter, values in zip(
                self._plan.columns, self._letters, given, strict=False
            )
        ]
        if self._carrier.carries:
            at = [self._letters[-1] + each for each in numbers]
            columns.append(texts(self._carrier.take(given), at, TEXT, self._run.notes))
        self._link(batch, numbers, links)
        rows = zip(numbers, zip(*columns, strict=True), strict=True)
        member.write("".join([f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows]))

    def _link(
        self, batch: Sequence[Sequence[object]], numbers: Sequence[str], links: Links
    ) -> None:
        linked = [place for place, column in enumerate(self._plan.columns) if column.kind in LINKS]
        for row, number in zip(batch, numbers, strict=True) if linked else ():
            for place in linked:
                value = row[place]
                if isinstance(value, str) and value:
                    links.add(value, self._letters[place] + number)

    def _write_links(self, number: int, links: Links) -> None:
        self._run.notes.add(Notes.PLAIN_LINK, links.refused)
        if len(links):
            self._out.put(
                f"xl/worksheets/_rels/sheet{number}.xml.rels",
                package.relationships(list(links.relations())),
            )

    def write_frame(self) -> None:
        """Write the "About" sheet and the parts that name the others."""
        about = package.sheet_name(tr("About"), self.names)
        names = [*self.names, about]
        plan, carrier = self._plan, self._carrier
        self._run.notes.add(Notes.NOT_BACK, carrier.full)
        self._write_about(len(names))
        if carrier.complete:
            names.append(package.sheet_name(SHEET, names))
            self._write_origin(len(names))
        defined = carrier.names(package.quoted(self.names[0]))
        hidden = len(names) if carrier.complete else 0
        parts = {
            "xl/styles.xml": self._sheet.styles.xml(),
            "xl/workbook.xml": package.workbook(
                names, self._rows, self._width, defined=defined, hidden=hidden
            ),
            "xl/_rels/workbook.xml.rels": package.workbook_relations(len(names)),
            "docProps/core.xml": package.core_properties(plan.title, plan.about.at),
            "docProps/app.xml": package.app_properties(program()),
            "_rels/.rels": package.root_relations(),
            "[Content_Types].xml": package.content_types(len(names)),
        }
        for name, text in parts.items():
            self._out.put(name, text)

    def _write_about(self, number: int) -> None:
        notes = self._run.notes
        lines = about_lines(self._plan.about, self._run.rows, notes.texts())
        with self._out.member(f"xl/worksheets/sheet{number}.xml") as member:
            member.write(head((24, 90), selected=False, frozen=False))
            for row, (label, text) in enumerate(lines, 1):
                cells = [
                    *texts([label], [f"A{row}"], HEADER, notes),
                    *texts([text], [f"B{row}"], PLAIN, notes),
                ]
                member.write(f'<row r="{row}">{"".join(cells)}</row>')
            member.write(plain_tail())

    def _write_origin(self, number: int) -> None:
        with self._out.member(f"xl/worksheets/sheet{number}.xml") as member:
            member.write(head((24,), selected=False, frozen=False))
            for row, held in enumerate(self._carrier.rows(), 1):
                at = [f"{letters(place)}{row}" for place in range(len(held))]
                cells = texts(held, at, PLAIN, self._run.notes)
                member.write(f'<row r="{row}">{"".join(cells)}</row>')
            member.write(plain_tail())


_NARROWEST, _WIDEST, _LOOKED_AT = 8.0, 60.0, 500


def _widths(plan: ExportPlan, rows: Sequence[Sequence[object]]) -> list[float]:
    """Return a width for each column, in characters, from its heading and its first values."""
    looked = rows[:_LOOKED_AT]
    return [
        _width(column, [row[place] for row in looked], plan.about.quantity)
        for place, column in enumerate(plan.columns)
    ]


def _width(column: ExportColumn, given: Sequence[object], quantity: int) -> float:
    shown = [len(text_of(value)) for value in part_values(column, given, quantity) if value]
    # Nineteen of twenty values are seen whole; one long text does not push the others away.
    usual = sorted(shown)[int(len(shown) * 0.95)] if shown else 0
    if column.kind in NUMERIC:
        usual = round(usual * 1.3) + (4 if column.kind in _CURRENCIES else 0)
    least = {Kind.DATE: 11, Kind.TIME: 19}.get(column.kind, 0)
    heading = min(len(column.heading) + 3, 24)
    return min(max(_NARROWEST, usual + 2, least, heading), _WIDEST)
