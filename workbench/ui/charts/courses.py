"""Values over time as lines: what a chart of them spans, and what it says."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import msgspec

from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.ui.charts.hours import said_when
from workbench.ui.charts.scales import LinearScale


class Course(msgspec.Struct, frozen=True):
    """One line of a chart over time.

    Attributes:
        name: stands above the panel.
        points: moments with values, earliest first; a value holds until the next one.
        unit: of the values: a currency, or "".
    """

    name: str
    points: tuple[tuple[datetime, Decimal], ...]
    unit: str = ""

    def at(self, moment: datetime) -> Decimal | None:
        """Return the value that holds at a moment, None before the first."""
        place = bisect.bisect_right(self.points, moment, key=lambda point: point[0])
        return self.points[place - 1][1] if place else None


Panel = tuple[Course, ...]
"""Lines that share a scale."""


class TimeScale(msgspec.Struct, frozen=True):
    """Moments from `low` to `high` over pixels from `left` on."""

    low: datetime
    high: datetime
    left: float
    width: float

    def x(self, moment: datetime) -> float:
        """Return where a moment stands, in pixels; what is outside stands at the edge."""
        span = (self.high - self.low).total_seconds()
        if span <= 0:
            return self.left
        share = (moment - self.low).total_seconds() / span
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def moment(self, x: float) -> datetime:
        """Return the moment at a place, in pixels."""
        share = min(max((x - self.left) / self.width, 0.0), 1.0) if self.width > 0 else 0.0
        return self.low + (self.high - self.low) * share

    @property
    def right(self) -> float:
        """The right end, in pixels."""
        return self.left + self.width

    def pointed(self, x: float | None) -> datetime | None:
        """Return the moment under a pointer at `x`, None beside the scale or without one."""
        return None if x is None or not self.left <= x <= self.right else self.moment(x)


def usable(panels: Sequence[Panel]) -> list[Panel]:
    """Return the panels with the lines that can be drawn: at least two points between them."""
    found = [tuple(course for course in panel if course.points) for panel in panels]
    return [panel for panel in found if len({at for each in panel for at, _ in each.points}) > 1]


def moments(panels: Sequence[Panel]) -> list[datetime]:
    """Return every moment at which something has a value, earliest first."""
    return sorted({at for panel in panels for course in panel for at, _value in course.points})


def values(panel: Panel) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value of a panel."""
    found = [value for course in panel for _at, value in course.points]
    return min(found), max(found)


def corners(course: Course, across: TimeScale, down: LinearScale) -> list[tuple[float, float]]:
    """Return the corners of a line, in pixels: a value holds until the next one changes it."""
    found: list[tuple[float, float]] = []
    for moment, value in course.points:
        x, y = across.x(moment), down.y(value)
        if found:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return [*found, (across.right, found[-1][1])]


def value_text(course: Course, value: Decimal, formats: Formats) -> str:
    """Return a value as it is written, with its unit."""
    return formats.money(Money(value, course.unit)) if course.unit else formats.number(value)


def said_at(panels: Sequence[Panel], moment: datetime, formats: Formats) -> list[str]:
    """Return what each line is at a moment, a text a line."""
    return [
        f"{course.name} {value_text(course, value, formats)}"
        for panel in panels
        for course in panel
        if (value := course.at(moment)) is not None
    ]


def summary(panels: Sequence[Panel], formats: Formats) -> str:
    """Return what a screen reader says of the chart."""
    known = moments(panels)
    if not known:
        return tr("No values.")
    lines = [
        tr(
            "{name}: {first} at first, {last} at last",
            name=course.name,
            first=value_text(course, course.points[0][1], formats),
            last=value_text(course, course.points[-1][1], formats),
        )
        for panel in panels
        for course in panel
    ]
    span = tr(
        "{first} to {last}",
        first=said_when(known[0], known[-1] - known[0], formats),
        last=said_when(known[-1], known[-1] - known[0], formats),
    )
    return ". ".join((span, *lines))
