"""Times as services write them: many spellings in, aware datetimes out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo

from workbench.core.values import Odd

_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")


def read_time(value: object, zone: tzinfo = UTC) -> datetime | Odd | None:
    """Return the moment a text names; `zone` is meant where it names none.

    Reads `2017-11-08T16:00:44+0100`, `+01:00`, `.000+0000`, `Z`, a blank for the T, and a date
    alone (its midnight). `Odd` where it is none of these.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    text = str(value).strip()
    try:
        moment = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", text))
    except ValueError:
        return Odd(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def read_date(value: object) -> date | Odd | None:
    """Return the day a text names, as it stands there, without moving it between zones."""
    moment = read_time(value)
    return moment.date() if isinstance(moment, datetime) else moment


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
