"""The lines of a comparison as the panel shows them: headings, values, and what is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from workbench.core.texts import mark, tr

if TYPE_CHECKING:
    from workbench.workspace.comparing import Comparison, Line

OTHER = mark("Other")


class Row(msgspec.Struct, frozen=True):
    """One row of the panel: a heading where `cells` is empty, else a field.

    Attributes:
        title: the heading or the field's label.
        path: the field's place in the service's document.
        help: what the field means.
        cells: a text per record.
        marked: which of them differ from what most records have.
    """

    title: str
    path: str = ""
    help: str = ""
    cells: tuple[str, ...] = ()
    marked: tuple[bool, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the records are not all alike."""
        return any(self.marked)


def marked_cells(texts: Sequence[str]) -> tuple[bool, ...]:
    """Return which texts differ from the most frequent one; all do where none is more frequent."""
    counts = Counter(texts).most_common(2)
    if len(counts) < 2:
        return (False,) * len(texts)
    (usual, most), (_, next_most) = counts
    if most == next_most:
        return (True,) * len(texts)
    return tuple(text != usual for text in texts)


def rows_of(comparison: Comparison, *, only_differing: bool) -> list[Row]:
    """Return headings and fields of a comparison, empty headings left out."""
    groups: dict[str, list[Row]] = {}
    for line in comparison.lines:
        held = groups.setdefault(line.field.group or OTHER, [])
        if line.differs or not only_differing:
            held.append(_row(line))
    return [row for title, held in groups.items() if held for row in (Row(tr(title)), *held)]


def _row(line: Line) -> Row:
    unit, title = tr(line.field.unit), tr(line.field.title)
    return Row(
        f"{title}, {unit}" if unit else title,
        line.field.path,
        tr(line.field.help),
        line.texts,
        marked_cells(line.texts),
    )
