"""What state a row is in, and the ground it therefore stands on; table and row heads share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.editing.states import States
    from workbench.ui.grid.model import GridModel
    from workbench.ui.theme.look import Look


class RowLook:
    """State and ground of rows by position.

    Attributes:
        states: where rows' states are read, None where nothing can be typed in them.
        hovered: position of the row under the pointer, -1 for none.
        current: position of the current row, -1 for none.
    """

    def __init__(self, desk: Desk, model: GridModel, look: Look) -> None:
        self._desk = desk
        self._model = model
        self._look = look
        self.states: States | None = None
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

    @property
    def has_gutter(self) -> bool:
        """Whether rows have states to be shown in the gutter."""
        return self.states is not None

    def ticked(self, place: int) -> bool:
        """Whether the row's box is ticked."""
        return self._model.key_at(place) in self._desk.selection

    def mark(self, place: int) -> Mark | None:
        """The row's worst state."""
        return self.states.mark_of(self._model.key_at(place)) if self.states else None

    def told(self, place: int) -> Mark | None:
        """What the service said of the row since it was read."""
        return self._desk.told.mark_of(self._model.key_at(place))

    def strays(self, place: int) -> bool:
        """Whether filters would hide the row by now."""
        return self.states is not None and self.states.strays(self._model.key_at(place))

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
        if self.states is not None:
            whole = self.states.ground_of(self._model.key_at(place))
            if whole is not None:
                return self._tints[whole]
        return self._hover if place == self.hovered else None
