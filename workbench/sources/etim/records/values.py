"""Single values in the forms that ETIM Mapper writes them: everything is a text, times are local.

Times come and go without a zone. The document says CET; the clock that companies there go by is
CET in winter and CEST in summer, and that is what is read and written. As the document may mean
winter time all year, whoever asks for what changed since a moment begins early enough for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from workbench.core.times import read_date, read_time
from workbench.core.values import Coded, Odd
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.leaves import identity, number

ZONE: Final = ZoneInfo("Europe/Warsaw")
"""The clock of the service: CET, in summer CEST."""
OVERLAP: Final = timedelta(hours=2)
"""How much earlier than asked a window of changes begins, around a change of the clock and where
winter time may be meant in summer."""

Members = dict[str, Any] | list[Any] | None
"""An object; an empty one is written as `[]`."""
Rows = list[Any] | dict[str, Any] | None
"""A list of objects; an empty one may be written as `{}`."""

NOT_APPLICABLE, UNKNOWN = "NA", "UN"
"""Of features: without a value, for a reason."""


def members(value: object) -> Mapping[str, Any]:
    """Return an object's members; none for anything else."""
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def items(value: object) -> Sequence[Any]:
    """Return a list's items; those of an object in its order, one alone as a list of one."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return tuple(value.values())
    return () if value in (None, "") else (value,)


def rows(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list."""
    return tuple(each for each in items(value) if isinstance(each, dict))


def word(value: object) -> str | Odd | None:
    """Return a text, trimmed as the service does; None where it is empty."""
    if isinstance(value, (dict, list)):
        return Odd(str(value)) if value else None
    return identity(value).strip() or None


def spoken(value: object, language: str = "") -> str | None:
    """Return a text in a language; in the first that has it where none is named."""
    held = members(value)
    if not held:
        return str(value) if isinstance(value, str) and value and not language else None
    found = held.get(language) if language else _first(held)
    if isinstance(found, list):
        return "; ".join(identity(each) for each in found) or None
    return identity(found).strip() or None


def _first(held: Mapping[str, Any]) -> object:
    order: Iterable[str] = (*LANGUAGES, *held)
    return next((held[name] for name in order if held.get(name)), None)


def codes(value: object, names: Mapping[str, str] | None = None) -> tuple[Coded, ...] | None:
    """Return a list of codes with their names, where these are known."""
    known = names or {}
    texts = tuple(identity(each).strip() for each in items(value))
    return tuple(Coded(text, known.get(text, text)) for text in texts if text) or None


def coded(value: object, names: Mapping[str, str] | None = None) -> Coded | Odd | None:
    """Return a code with its name; the code itself where it is not known."""
    if isinstance(value, (dict, list)):
        return Odd(str(value)) if value else None
    text = identity(value).strip()
    return Coded(text, (names or {}).get(text, text)) if text else None


def decimal(value: object) -> Decimal | Odd | None:
    """Return an exact number, which comes as a text."""
    return number(value.strip() if isinstance(value, str) else value)


def day(value: object) -> date | Odd | None:
    """Return a day."""
    return read_date(value)


def moment(value: object) -> datetime | Odd | None:
    """Return a moment of the service's clock.

    An hour that comes twice, when summer time ends, is taken as its first one.
    """
    return read_time(value, ZONE)


def local(moment_: datetime) -> datetime:
    """Return a moment by the service's clock."""
    return moment_.astimezone(ZONE)


def wire_time(moment_: datetime) -> str:
    """Return a moment as the service writes it: `2016-06-01 00:00:00`, without a zone."""
    return local(moment_).strftime("%Y-%m-%d %H:%M:%S")


def wire_since(moment_: datetime) -> str:
    """Return where a window of changes begins, so that no change can fall out of it.

    A moment within a day of a change of the clock, and any in summer, when winter time may be
    meant, begins earlier by `OVERLAP`.
    """
    return wire_time(moment_ - OVERLAP if _doubtful(moment_) else moment_)


def wire_day(moment_: datetime) -> str:
    """Return the day that a window of changes begins with; an hour past midnight is too near."""
    return local(moment_ - OVERLAP).date().isoformat()


def _doubtful(moment_: datetime) -> bool:
    around = timedelta(days=1)
    offsets = {
        (moment_.astimezone(UTC) + step).astimezone(ZONE).utcoffset()
        for step in (-around, timedelta(0), around)
    }
    return offsets != {timedelta(hours=1)}
