"""Widths of the columns of a small table: what contents need, shared where there is too little."""

from __future__ import annotations

from collections.abc import Sequence


def staying(
    wanted: Sequence[int], least: Sequence[int], priorities: Sequence[int], room: int
) -> list[bool]:
    """Return which columns stay in a room: columns leave by priority before names are cut.

    The first column and one other stay whatever the room; 9 leaves first, and of two alike the
    right one. A narrow column that left before a wide one comes back where there is room for it.
    """
    need = [min(width, small) for width, small in zip(wanted, least, strict=True)]
    stays = [True] * len(need)
    order = sorted(range(1, len(need)), key=lambda at: (-priorities[at], -at))
    for at in order:
        total = sum(width for width, kept in zip(need, stays, strict=True) if kept)
        if total <= room or sum(stays) <= 2:
            break
        stays[at] = False
    left = room - sum(width for width, kept in zip(need, stays, strict=True) if kept)
    for at in reversed(order):
        if not stays[at] and need[at] <= left:
            stays[at] = True
            left -= need[at]
    return stays


def fit_widths(wanted: Sequence[int], gives: Sequence[bool], least: int, room: int) -> list[int]:
    """Return the widths of columns in a room, in pixels.

    Columns that give (texts) shrink to `least` when there is too little, the widest first, and
    share what is left over. Where that is not enough all keep what they want and are scrolled.
    """
    floor = sum(
        min(width, least) if give else width for width, give in zip(wanted, gives, strict=True)
    )
    if floor > room:
        return list(wanted)
    widths = list(wanted)
    over = sum(widths) - room
    while over > 0:
        able = [at for at, give in enumerate(gives) if give and widths[at] > least]
        if not able:
            return widths
        widest = max(able, key=lambda at: widths[at])
        others = [widths[at] for at in able if widths[at] < widths[widest]]
        floor = max([least, *others])
        cut = min(over, max(widths[widest] - floor, 1))
        widths[widest] -= cut
        over -= cut
    takers = [at for at, give in enumerate(gives) if give] or list(range(len(widths)))
    for place, at in enumerate(takers):
        widths[at] += -over * (place + 1) // len(takers) - -over * place // len(takers)
    return widths
