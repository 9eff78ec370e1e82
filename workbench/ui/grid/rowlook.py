"""What state a row is in, and the ground it therefore stands on; table and row heads share it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.model import GridModel
    from workbench.ui.theme.look import Look


class RowLook:
    """State and ground of rows by position.

    Attributes:
        hovered: position of the row under the pointer, -1 for none.
        current: position of the current row, -1 for none.
    """

    def __init__(self, desk: Desk, model: GridModel, look: Look) -> None:
        self._desk = desk
        self._model = model
        self._look = look
        self._mark_of: Callable[[str], Mark | None] | None = None
        self.hovered = -1
        self.current = -1
        self.remake()

    def remake(self) -> None:
        """Take over the colours in use."""
        look = self._look
        self._selected = look.selected()
        self._both = look.selected(self._selected)
        self._hover = look.colours.hover
        self._tints = {mark: look.colours_of(mark).tint for mark in (Mark.NEW, Mark.DELETED)}

    def set_marks(self, mark_of: Callable[[str], Mark | None] | None) -> None:
        """Say where a row's worst state is read, by key; None where rows have no states."""
        self._mark_of = mark_of

    @property
    def has_gutter(self) -> bool:
        """Whether rows have states to be shown in the gutter."""
        return self._mark_of is not None

    def ticked(self, place: int) -> bool:
        """Whether the row's box is ticked."""
        return self._model.key_at(place) in self._desk.selection

    def mark(self, place: int) -> Mark | None:
        """The row's worst state."""
        return self._mark_of(self._model.key_at(place)) if self._mark_of else None

    def selected(self, place: int) -> bool:
        """Whether the row has the tint and the bar of a selection."""
        return place == self.current or self.ticked(place)

    def block(self, place: int) -> QColor:
        """The ground of a selected cell: a step further than its row's."""
        return self._both if self.selected(place) else self._selected

    def ground(self, place: int) -> QColor | None:
        """The colour behind a row; None for the plain surface."""
        if self.selected(place):
            return self._selected
        tint = self._tints.get(self.mark(place)) if self._mark_of else None  # type: ignore[arg-type]
        if tint is not None:
            return tint
        return self._hover if place == self.hovered else None
