"""Where a tab gets the parts of the comparison from: none for the table of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.board.place import BoardPlace
    from workbench.ui.desk.desk import Desk
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look
    from workbench.ui.window.strips import Strips


def board_of(desk: Desk, look: Look, shelf: PictureShelf, strips: Strips) -> BoardPlace | None:
    """Return the parts of the comparison for a tab on it, None for any other."""
    if desk.local is None:
        return None
    from workbench.ui.board.place import BoardPlace  # noqa: PLC0415 - one tab of several

    return BoardPlace(desk, look, shelf, strips)
