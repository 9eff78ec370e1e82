"""How a delimited text is laid out: the signs between its cells, around them and at line ends."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

DELIMITERS: Final = ("\t", ";", "|", ",")
"""In the order that decides where several fit as well."""
_ROWS: Final = 200
_HINT: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_QUOTED: Final = re.compile(r"""(?:^|[\t;|,\r\n])(["'])""")


def hinted_delimiter(text: str) -> str:
    """Return the delimiter that a first line `sep=;` names, "" where there is none."""
    found = _HINT.match(text)
    return found.group(1) if found else ""


def find_quote(sample: str, delimiter: str) -> str:
    """Return the character around cells; apostrophes only where they close as well."""
    counts = Counter(found.group(1) for found in _QUOTED.finditer(sample))
    part = re.escape(delimiter)
    closed = re.findall(rf"(?:^|[{part}\r\n])'[^'\r\n]*'(?=[{part}\r\n]|$)", sample)
    return "'" if not counts['"'] and len(closed) >= max(2, counts["'"] * 0.9) else '"'


def find_delimiter(sample: str, *, whole: bool) -> str:
    """Return the character that parts most rows into the same number of cells.

    Args:
        sample: the beginning of the text.
        whole: whether that is all of it; a last row that was cut does not count.
    """
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter, whole=whole)
        if not widths:
            continue
        width, rows = max(Counter(widths).items(), key=lambda each: (each[1], each[0]))
        if width < 2 and max(widths) < 2:
            continue
        share = rows / len(widths) if width > 1 else sum(w > 1 for w in widths) / len(widths) / 2
        # The headers are parted by it too: decimal commas are not among them.
        led = 1 if widths[0] == width else 0
        score = (round(share * 5) / 5, led)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str, *, whole: bool) -> list[int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for row in reader:
            if row:
                widths.append(len(row))
            if len(widths) > _ROWS:
                break
    except csv.Error:
        pass
    return widths if whole or len(widths) < 2 else widths[:-1]


def find_newline(sample: str) -> str:
    """Return what ends the lines, "mixed" where it is not always the same."""
    pairs = sample.count("\r\n")
    kinds = {
        "\r\n": pairs,
        "\n": sample.count("\n") - pairs,
        "\r": sample.count("\r") - pairs,
    }
    used = [sign for sign, count in kinds.items() if count]
    return used[0] if len(used) == 1 else "mixed" if used else ""
