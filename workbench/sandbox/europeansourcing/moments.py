"""Dates as the service writes them: one moment in four spellings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_PARIS_WINTER = timezone(timedelta(hours=1))


def written(seconds: int, seed: int) -> str:
    """A moment as `+0100`, `+01:00`, `.000+0000` or without a zone (UTC), chosen by `seed`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    form = seed % 4
    if form == 0:
        return moment.astimezone(_PARIS_WINTER).strftime("%Y-%m-%dT%H:%M:%S%z")
    if form == 1:
        return moment.astimezone(_PARIS_WINTER).isoformat()
    return moment.strftime("%Y-%m-%dT%H:%M:%S" + (".000+0000" if form == 2 else ""))
