"""What is left out of a comparison or old in it, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workbench.core.formats import Formats
from workbench.core.texts import trn


def notes(
    rates: str, more: int, markings: tuple[int, datetime | None], formats: Formats
) -> Iterator[str]:
    """Give what there is to say.

    Args:
        rates: how old the rates are, "" where they are not.
        more: rows that are not shown.
        markings: records whose markings were read before them, and when the oldest was.
        formats: of days.
    """
    if rates:
        yield rates
    if more:
        yield trn(
            "{count} more item is not shown: type a word to narrow the rows.",
            "{count} more items are not shown: type a word to narrow the rows.",
            more,
        )
    count, oldest = markings
    if oldest is not None:
        yield trn(
            "The markings of {count} record were read before the record itself, on {day}.",
            "The markings of {count} records were read before the records, the first on {day}.",
            count,
            day=formats.date(oldest.astimezone().date()),
        )
