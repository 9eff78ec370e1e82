"""What an export is made of: columns, rows and where they came from.

The window and the command line both fill an `ExportPlan`, so that the same choice gives the same
file whoever asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr

if TYPE_CHECKING:
    from workbench.export.origin import Carried


class Part(StrEnum):
    """Which part of a value a column holds; all but `VALUE` are for prices and money."""

    VALUE = ""
    FROM_QUANTITY = "from_quantity"
    """Where the tier in effect begins."""
    BOUGHT = "bought"
    """The quantity really bought: not below the MOQ."""
    CURRENCY = "currency"


_PART_TITLES = {
    Part.FROM_QUANTITY: mark("{title}: tier from"),
    Part.BOUGHT: mark("{title}: quantity bought"),
    Part.CURRENCY: mark("{title}: currency"),
}


@dataclass(frozen=True)
class ExportColumn:
    """One column of the file.

    Attributes:
        field: what it holds.
        heading: of the .xlsx sheet, as it stands there; the other formats use `key`.
        part: the part of a price, where the column holds no whole value.
    """

    field: Field
    heading: str
    part: Part = Part.VALUE

    @property
    def key(self) -> str:
        """Header in CSV, key in JSON, name in Parquet: the field's id, with the part behind it."""
        return f"{self.field.id}.{self.part}" if self.part else self.field.id

    @property
    def kind(self) -> Kind:
        """The kind of what the column holds."""
        if self.part is Part.VALUE:
            return self.field.kind
        return Kind.TEXT if self.part is Part.CURRENCY else Kind.INTEGER


class RowSource(Protocol):
    """The rows to be written, in order."""

    def __len__(self) -> int:
        """Return how many rows there are."""
        ...

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        """Give the rows, at most `size` at a time.

        Each row holds the values of the plan's columns in their order (`core.values`), a price as
        `Priced` at the wanted quantity, or None. A column that holds a part of a price is given
        the whole price again.
        """
        ...


@dataclass(frozen=True)
class About:
    """Where the rows came from: the "About" sheet, and what Parquet keeps beside its rows.

    Attributes:
        source: title of the source.
        account: name of the account, never its credentials.
        resource: title of the resource.
        filters: what narrowed the rows, one sentence each.
        currency: ISO 4217, "" where the rows hold no money.
        currency_assumed: whether the account and not the source names it.
        quantity: that prices are for; 0 where the rows hold none.
        at: when the rows were read or the export was made.
        note: one more line.
    """

    source: str
    account: str
    resource: str
    filters: tuple[str, ...]
    currency: str
    currency_assumed: bool
    quantity: int
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class ExportPlan:
    """Everything that a file is written from.

    Attributes:
        columns: in order.
        rows: the rows.
        about: where they came from.
        title: name of the sheet; the resource's title as a rule.
        carried: what an .xlsx carries so that it can be brought back, None for nothing.
    """

    columns: tuple[ExportColumn, ...]
    rows: RowSource
    about: About
    title: str
    carried: Carried | None = None


@dataclass(frozen=True)
class Written:
    """What came of an export.

    Attributes:
        path: the file.
        rows: how many rows it holds.
        sheets: names of the sheets with rows; empty for other formats than .xlsx.
        notes: what could not be written as it was, one sentence each.
    """

    path: Path
    rows: int
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Format(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    """UTF-8, comma, decimal point, ISO days, nothing prefixed."""
    CSV_EXCEL = "csv-excel"
    """BOM, semicolon, decimal comma; text that looks like a formula is prefixed."""
    JSON = "json"
    PARQUET = "parquet"

    @property
    def extension(self) -> str:
        """The file's extension, with its point."""
        return ".csv" if self is Format.CSV_EXCEL else f".{self.value}"


_BY_EXTENSION = {form.extension: form for form in Format if form is not Format.CSV_EXCEL}


def format_of(path: Path) -> Format:
    """Return the format that a file's extension means.

    Raises:
        WbError: INPUT, where the extension is none of the four.
    """
    form = _BY_EXTENSION.get(path.suffix.lower())
    if form is None:
        raise bad_input(
            tr("“{name}” does not say which kind of file is wanted.", name=path.name),
            tr("Let the name end in .xlsx, .csv, .json or .parquet."),
            field="out",
        )
    return form


def heading_of(field: Field, part: Part = Part.VALUE) -> str:
    """Return the heading a sheet shows for a field: its title with its unit, translated."""
    title = tr(field.title)
    if part is not Part.VALUE:
        return tr(_PART_TITLES[part], title=title)
    unit = field.unit or ("UTC" if field.kind is Kind.TIME else "")
    return f"{title} ({tr(unit)})" if unit else title


def column_of(field: Field, part: Part = Part.VALUE) -> ExportColumn:
    """Return the column of a field under its usual heading."""
    return ExportColumn(field, heading_of(field, part), part)
