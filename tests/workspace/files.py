"""Files to import, made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl


def book(folder: Path, rows: Sequence[Sequence[object]], name: str = "prices.xlsx") -> Path:
    """Write a workbook with one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    made.save(folder / name)
    made.close()
    return folder / name


def text(folder: Path, content: str, name: str = "prices.csv", encoding: str = "utf-8") -> Path:
    """Write a text file."""
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def cells_of(path: Path) -> list[tuple[object, ...]]:
    """Read the first sheet of a workbook with another library."""
    held = openpyxl.load_workbook(path)
    rows = [tuple(cell.value for cell in row) for row in held.worksheets[0].iter_rows()]
    held.close()
    return rows
