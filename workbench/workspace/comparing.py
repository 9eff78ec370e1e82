"""Two to six records side by side: one line a field, with what differs marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.workspace.session import Session

FEWEST = 2
MOST = 6


class Line(msgspec.Struct, frozen=True):
    """One field of all compared records: texts as cells show them, and whether they differ."""

    field: Field
    texts: tuple[str, ...]
    differs: bool


class Comparison(msgspec.Struct, frozen=True):
    """Records side by side.

    Attributes:
        keys: of the rows, in the order chosen.
        rows: their table rows.
        lines: one a field.
    """

    keys: tuple[str, ...]
    rows: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def differing(self) -> tuple[Line, ...]:
        """The lines whose values are not all the same."""
        return tuple(line for line in self.lines if line.differs)


def compare(session: Session, keys: Sequence[str]) -> Comparison:
    """Return the chosen records side by side.

    Raises:
        WbError: INPUT, where fewer than two or more than six loaded rows are chosen.
    """
    rows = tuple((key, row) for key in keys if (row := session.table.row_of(key)) is not None)
    if not FEWEST <= len(rows) <= MOST:
        raise bad_input(
            tr("{count} rows are selected.", count=len(rows)),
            tr("Select {few} to {most} rows to compare them.", few=FEWEST, most=MOST),
        )
    lines: list[Line] = []
    for field in session.resource.fields:
        if field.kind is Kind.PICTURE or not field.data:
            continue
        texts = tuple(session.table.text(row, field.id) for _, row in rows)
        lines.append(Line(field, texts, len(set(texts)) > 1))
    return Comparison(tuple(key for key, _ in rows), tuple(row for _, row in rows), tuple(lines))
