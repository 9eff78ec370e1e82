"""A workbook of 100,000 rows and 30 typed columns with widths, header and 65,000 links."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.harness import Result, Scale, best_of, faster, timed
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Priced
from workbench.export.plan import About, ExportColumn, ExportPlan, Format
from workbench.export.write import write

if TYPE_CHECKING:
    import pandas as pd

ROWS = 100_000
LINKS = 65_000
TARGET = 8.0
"""How many times faster than pandas' `to_excel` with its default engine."""

KINDS = (
    *[Kind.ID] * 4, *[Kind.TEXT] * 8, *[Kind.INTEGER] * 3, *[Kind.STOCK] * 2,
    *[Kind.DECIMAL] * 3, *[Kind.PRICE] * 3, Kind.DATE, Kind.TIME, Kind.TIME, Kind.FLAG,
    Kind.CHOICE, Kind.CODES, Kind.LINK,
)  # fmt: skip

Row = tuple[object, ...]


def value(kind: Kind, place: int, row: int) -> object:
    """Return one made-up value of that kind."""
    made: dict[Kind, object] = {
        Kind.ID: f"00{row * 7 + place:011d}",
        Kind.TEXT: f"Mug with a handle {row} & saucer {place}",
        Kind.INTEGER: row * place,
        Kind.STOCK: row * place,
        Kind.DECIMAL: Decimal(row * place).scaleb(-2),
        Kind.PRICE: Priced(Decimal(row + place).scaleb(-2), "EUR", 100, 500),
        Kind.DATE: date(2020, 1, 1) + timedelta(row % 2000),
        Kind.TIME: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=row * 7),
        Kind.FLAG: row % 3 == 0,
        Kind.CHOICE: Coded(str(row % 40), f"Brand {row % 40}"),
        Kind.CODES: (Coded("1", "red"), Coded("2", "blue")),
        Kind.LINK: f"https://pictures.test/p/{row}.jpg" if row < LINKS else None,
    }
    return made[kind]


class MadeRows:
    """Rows in memory."""

    def __init__(self, count: int) -> None:
        self.rows = [
            tuple(value(kind, place, row) for place, kind in enumerate(KINDS))
            for row in range(count)
        ]

    def __len__(self) -> int:
        return len(self.rows)

    def batches(self, size: int) -> Iterator[Sequence[Row]]:
        """Give the rows."""
        for first in range(0, len(self.rows), size):
            yield self.rows[first : first + size]


def plan(count: int) -> ExportPlan:
    """Return the export of `count` rows."""
    columns = tuple(
        ExportColumn(Field(f"field{place}", f"Field {place}", kind, _itself), f"Field {place}")
        for place, kind in enumerate(KINDS)
    )
    at = datetime(2026, 3, 14, tzinfo=UTC)
    about = About("Source", "account", "Products", (), "EUR", False, 500, at)
    return ExportPlan(columns, MadeRows(count), about, "Products")


def _itself(record: object) -> object:
    return record


def ours(made: ExportPlan, folder: Path) -> None:
    """Write the workbook."""
    write(made, folder / "ours.xlsx", Format.XLSX, lambda _done, _total: None, lambda: False)


def frame(made: ExportPlan) -> pd.DataFrame:
    """Return the same rows as pandas holds them, so that only its writing is measured."""
    import pandas as pd

    return pd.DataFrame(
        [[_simple(held) for held in row] for batch in made.rows.batches(ROWS) for row in batch],
        columns=pd.Index([column.key for column in made.columns]),
    )


def _simple(held: object) -> object:
    match held:
        case Priced():
            return float(held.amount)
        case Decimal():
            return float(held)
        case Coded():
            return held.label
        case tuple():
            return "; ".join(str(_simple(part)) for part in held)
        case datetime():
            return held.replace(tzinfo=None)
        case _:
            return held


def xlsx(scale: Scale) -> Iterator[Result]:
    """Write the same rows as the program does and as pandas does."""
    made = plan(scale.rows(ROWS))
    plain = frame(made)
    with tempfile.TemporaryDirectory(prefix="bench-xlsx-") as name:
        folder = Path(name)
        mine = best_of(lambda: ours(made, folder), times=3)
        theirs, _ = timed(lambda: plain.to_excel(folder / "pandas.xlsx", index=False))
    size = f"{len(made.rows):,} x {len(KINDS)}"
    yield faster("write xlsx", size, mine, "pandas.to_excel", theirs, at_least=TARGET)
