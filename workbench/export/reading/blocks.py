"""A block copied in a spreadsheet, as text, back into cells."""

from __future__ import annotations

import re
from typing import Final

_CELL: Final = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)|([^\t\r\n]*)')
"""A quoted cell ends its quote before a tab or line end; any other quote is a sign like others."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def parse_block(text: str) -> list[list[str]]:
    """Return the rows of tabbed text, all of the same width; [] for nothing.

    Line ends and tabs within quoted cells stay; one line end at the very end is not a row.
    """
    text = text.removesuffix("\0").removeprefix("\ufeff")
    if not text:
        return []
    rows: list[list[str]] = [[]]
    position = 0
    while True:
        found = _CELL.match(text, position)
        assert found is not None  # its second half matches anything
        quoted, bare = found.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        position = found.end()
        if position >= len(text):
            break
        line_end = _LINE_END.match(text, position)
        position = line_end.end() if line_end else position + 1
        if line_end:
            if position >= len(text):
                break
            rows.append([])
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]
