"""Where the columns of the review stand, for the header and the lines alike."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect

from workbench.ui.theme.look import Look


class Columns(NamedTuple):
    """Lefts and rights of the columns, px.

    Attributes:
        box: left of the tick box.
        mark: left of a record's mark.
        name: left of a record's name.
        field: left of a field's title.
        base: right of the old value.
        arrow: middle of the arrow.
        value: left of the new value.
        check: left of what checks say.
        right: of the list.
    """

    box: int
    mark: int
    name: int
    field: int
    base: int
    arrow: int
    value: int
    check: int
    right: int


def columns_of(rect: QRect, look: Look) -> Columns:
    """Return where the columns stand in a line."""
    px, left, width = look.px, rect.left(), rect.width()
    base = left + round(width * 0.465)
    value = base + px(40)
    return Columns(
        box=left + px(10),
        mark=left + px(38),
        name=left + px(58),
        field=left + px(62),
        base=base,
        arrow=base + px(22),
        value=value,
        check=max(left + round(width * 0.735), value + px(150)),
        right=left + width - px(12),
    )
