"""The axis of a chart over time: days where it spans some, else round hours, minutes or seconds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from workbench.core.formats import Formats

SHORT: Final = timedelta(days=3)
"""What lasts less is told by the time of day."""
BRIEF: Final = timedelta(minutes=5)
"""What lasts less is told to the second."""
MOST: Final = 6
"""Labels of an axis."""
_STEPS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (
        *(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800),
        *(3600, 7200, 10_800, 21_600, 43_200, 86_400),
    )
)
_SHARES: Final = (0, 0.25, 0.5, 0.75, 1)


def ticks(low: datetime, high: datetime, formats: Formats) -> list[tuple[datetime, str]]:
    """Return the moments that an axis names, with their labels.

    Times of day stand at round ones; the first of each day has the day before it.
    """
    span = high - low
    if span >= SHORT:
        shown = [low + span * share for share in _SHARES]
        return [(moment, formats.date(moment.date())) for moment in shown]
    step = next((each for each in _STEPS if span / each < MOST), _STEPS[-1])
    seconds = step < timedelta(minutes=1)
    found: list[tuple[datetime, str]] = []
    day = ""
    for moment in _round(low, high, step):
        today = formats.date(moment.date())
        hour = formats.hour(moment, seconds=seconds)
        found.append((moment, hour if today == day else f"{today} {hour}"))
        day = today
    return found


def _round(low: datetime, high: datetime, step: timedelta) -> list[datetime]:
    """Return the round moments between two, by the clock of this machine; at least the first."""
    here = low.astimezone()
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight + -(-(here - midnight) // step) * step
    count = int((high - first) / step) + 1 if first <= high else 0
    return [first + step * at for at in range(count)] or [here]


def said_when(moment: datetime, span: timedelta, formats: Formats) -> str:
    """Return a moment as a chart of such a span tells it."""
    if span >= SHORT:
        return formats.date(moment.date())
    if span >= BRIEF:
        return formats.time(moment)
    day = formats.date(moment.astimezone().date())
    return f"{day} {formats.hour(moment, seconds=True)}"
