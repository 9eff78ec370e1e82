"""What the cells of class tables say, so that one delegate paints features, worklist and values."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from workbench.ui.theme.marks import Mark


class CellKind(StrEnum):
    """How a cell is painted."""

    TEXT = "text"
    STRONG = "strong"
    """The row's name."""
    FAINT = "faint"
    """Said in grey: several values, nothing."""
    NUMBER = "number"
    SHARE = "share"
    """A bar and its number."""
    TICK = "tick"
    VALUE = "value"
    """A value with its code; staged, wrong or as it was read."""
    BUTTON = "button"


class Cell(msgspec.Struct, frozen=True):
    """One cell.

    Attributes:
        text: as shown.
        kind: see `CellKind`.
        note: behind the text in grey, as the code of a value.
        icon: before the text.
        share: 0 to 1, of a bar.
        mark: state of what stands here, None for as it was read.
        tip: more words for pointer and screen reader.
        hatched: the bar stands for what is missing.
    """

    text: str = ""
    kind: CellKind = CellKind.TEXT
    note: str = ""
    icon: str = ""
    share: float = 0.0
    mark: Mark | None = None
    tip: str = ""
    hatched: bool = False

    @property
    def spoken(self) -> str:
        """What screen readers say."""
        return ", ".join(part for part in (self.text, self.note, self.tip) if part)


class SheetRow(msgspec.Struct, frozen=True):
    """One row: its key, a cell for each column, and the worst mark for its left edge."""

    key: str
    cells: tuple[Cell, ...]
    mark: Mark | None = None


class Column(msgspec.Struct, frozen=True):
    """A column.

    Attributes:
        title: translated.
        note: behind the title in grey.
        width: px at 100 %.
        stretch: takes the room that is left.
        right: title and cells stand at the right.
        leaves: the order in which columns leave where it is narrow, 0 for never.
    """

    title: str
    width: int = 100
    note: str = ""
    stretch: bool = False
    right: bool = False
    leaves: int = 0
