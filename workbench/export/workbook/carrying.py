"""The parts of a workbook that say where it came from, while its rows are written.

Values are kept beside the rows in a temporary file of bounded size and become the very hidden
sheet once all rows are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.export.origin import (
    COLUMN_NAME,
    ID_NAME,
    MOST_BYTES,
    MOST_CELLS,
    Carried,
    origin_text,
    pieces,
    row_text,
    token,
)
from workbench.export.workbook.sheet import letters

_IN_MEMORY: Final = 8_000_000


class Carrier:
    """Takes the rows of one workbook down; use it in `with`.

    Attributes:
        full: whether there were more values than a workbook carries: it cannot be brought back.

    Args:
        carried: where the rows come from.
        columns: how many columns the sheet shows.
        rows: how many rows the sheet takes at most.
    """

    def __init__(self, carried: Carried | None, columns: int, rows: int) -> None:
        count = len(carried.keys) if carried else 0
        self.full = carried is not None and (count * columns > MOST_CELLS or count > rows)
        self._carried = None if self.full else carried
        self._columns = columns
        self._done = 0
        self._size = 0
        self._held = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed in `close`

    def close(self) -> None:
        """Give the temporary file back."""
        self._held.close()

    @property
    def carries(self) -> bool:
        """Whether the sheet gets a hidden column."""
        return self._carried is not None

    @property
    def complete(self) -> bool:
        """Whether the workbook can be brought back."""
        return self.carries and not self.full

    def take(self, columns: Sequence[Sequence[object]]) -> list[str]:
        """Take the values of further rows down, by column; return what names the rows."""
        carried = self._carried
        assert carried is not None
        stamp, names = carried.origin.stamp, []
        for values in zip(*columns, strict=True):
            names.append(token(stamp, self._done))
            if not self.full:
                self._keep(row_text(carried.keys[self._done], values))
            self._done += 1
        return names

    def _keep(self, text: str) -> None:
        line = text.encode(errors="replace") + b"\n"
        self._size += len(line)
        if self._size > MOST_BYTES:
            self.full = True
        else:
            self._held.write(line)

    def rows(self) -> Iterator[list[str]]:
        """Give the rows of the hidden sheet, as texts: the origin first."""
        carried = self._carried
        assert carried is not None
        yield pieces(origin_text(carried.origin))
        self._held.seek(0)
        for line in self._held:
            yield pieces(line.decode().rstrip("\n"))

    def names(self, sheet: str) -> list[tuple[str, str]]:
        """Return the defined names of the columns' headings; `sheet` is quoted."""
        if not self.complete:
            return []
        shown = [
            (COLUMN_NAME.format(number=place), f"{sheet}!${letters(place)}$1")
            for place in range(self._columns)
        ]
        return [*shown, (ID_NAME, f"{sheet}!${letters(self._columns)}$1")]
