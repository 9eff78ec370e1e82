"""How wide columns are in the room there is, and which leave when it gets narrow.

A column of its own width gives and takes; one whose width the user set stays. Columns leave in
order of their priority before names are cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

LEAST = 40
"""No column is narrower than this, logical pixels at 100 %."""
TIER_PRIORITY = 5
"""When the tier badges beside a price leave."""
_TIGHT = 0.78
_WIDE = 1.7


class Want(msgspec.Struct, frozen=True):
    """What a column asks for, in pixels.

    Attributes:
        id: the field.
        width: what it likes.
        priority: 1 stays longest, 9 leaves first.
        stretches: takes room that is left, and gives some before columns leave.
        extra: room beside it that it does without when it is narrow (tier badges).
        name: the row's name: it is cut last.
    """

    id: str
    width: int
    priority: int = 5
    stretches: bool = False
    extra: int = 0
    name: bool = False

    @property
    def least(self) -> int:
        """What it can live with."""
        return round(self.width * _TIGHT) if self.stretches and not self.name else self.width


def lay_out(wants: Sequence[Want], room: int, *, leave: bool) -> dict[str, int]:
    """Return the widths of the columns that are shown, by field, in order.

    Args:
        wants: the columns.
        room: pixels there are.
        leave: columns may leave; without it the table is scrolled sideways.
    """
    shown = list(wants)
    extra = True
    while leave and len(shown) > 1 and _least(shown, extra=extra) > room:
        worst = max(shown, key=lambda want: (want.priority, shown.index(want)))
        if extra and any(want.extra for want in shown) and worst.priority <= TIER_PRIORITY:
            extra = False
        elif worst.priority <= 1:
            break
        else:
            shown.remove(worst)
    return _spread(shown, room, extra=extra)


def _least(wants: Sequence[Want], *, extra: bool) -> int:
    return sum(want.least + (want.extra if extra else 0) for want in wants)


def _spread(wants: Sequence[Want], room: int, *, extra: bool) -> dict[str, int]:
    widths = {want.id: want.width + (want.extra if extra else 0) for want in wants}
    spare = room - sum(widths.values())
    elastic = [want for want in wants if want.stretches]
    if spare > 0:
        grow = {want.id: round(want.width * (_WIDE - 1)) for want in elastic}
        _share(widths, grow, spare)
    elif spare < 0:
        give = {want.id: want.width - want.least for want in elastic}
        _share(widths, give, spare)
    return widths


def _share(widths: dict[str, int], limits: dict[str, int], spare: int) -> None:
    """Give each its part of the spare room (or take it), none more than its limit."""
    total = sum(limits.values())
    if not total:
        return
    part = min(1.0, abs(spare) / total)
    sign = 1 if spare > 0 else -1
    for name, limit in limits.items():
        widths[name] += sign * (int(limit * part) if spare > 0 else math.ceil(limit * part))
