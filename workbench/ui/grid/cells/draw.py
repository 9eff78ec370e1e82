"""One door to all cells: which function draws which kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from workbench.core.fields import NUMERIC, Kind
from workbench.core.values import Odd
from workbench.ui.grid.cells.colours import draw_codes
from workbench.ui.grid.cells.course import course_of, draw_course
from workbench.ui.grid.cells.drawn import Drawn, Frame
from workbench.ui.grid.cells.numbers import draw_money, draw_number, draw_stock
from workbench.ui.grid.cells.offer import (
    draw_item,
    draw_offer,
    draw_spread,
    draws_item,
    draws_spread,
)
from workbench.ui.grid.cells.plain import (
    draw_act,
    draw_choice,
    draw_flag,
    draw_id,
    draw_link,
    draw_odd,
    draw_text,
)
from workbench.ui.grid.cells.prices import draw_price

_DRAWERS: Final[Mapping[Kind, Callable[[Frame], Drawn]]] = MappingProxyType(
    {
        Kind.ID: draw_id,
        Kind.CHOICE: draw_choice,
        Kind.INTEGER: draw_number,
        Kind.DECIMAL: draw_number,
        Kind.STOCK: draw_stock,
        Kind.MONEY: draw_money,
        Kind.PRICE: draw_price,
        Kind.OFFER: draw_offer,
        Kind.FLAG: draw_flag,
        Kind.CODES: draw_codes,
        Kind.LINK: draw_link,
    }
)


def draw_cell(frame: Frame) -> Drawn:
    """Return a cell of any kind but pictures, ready to be painted."""
    odd = frame.table.odd(frame.field.id).get(frame.row)
    if isinstance(odd, Odd):
        return draw_odd(frame, odd, right=frame.field.kind in NUMERIC)
    if not frame.field.data:
        course = course_of(frame)
        return draw_act(frame) if course is None else draw_course(frame, course)
    if draws_item(frame):
        return draw_item(frame)
    if draws_spread(frame):
        return draw_spread(frame)
    return _DRAWERS.get(frame.field.kind, draw_text)(frame)
