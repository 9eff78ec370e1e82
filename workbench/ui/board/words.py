"""Words of the Compare tab that several of its parts say alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.compare.history import short_day
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Money

if TYPE_CHECKING:
    from workbench.core.formats import Formats


def day_text(day: date) -> str:
    """Return a day without its year: "19 Nov"."""
    return short_day(day)


def age_text(read: datetime) -> str:
    """Return how long ago something was read: "today", "3 days ago"."""
    days = (now() - read).days
    return trn("{count} day ago", "{count} days ago", days) if days > 0 else tr("today")


def signed(amount: Money, formats: Formats) -> str:
    """Return a difference of totals with its sign: "+0.18 EUR"."""
    sign = "+" if amount.amount > 0 else ""
    return f"{sign}{formats.total(amount)}"


def number_of(text: str) -> Decimal | None:
    """Return a number that a person typed with point or comma; None where it is none.

    Of two different signs the last one parts the decimals: "1,250.50" and "1.250,50" are one.
    """
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    for blank in (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "'"):
        bare = bare.replace(blank, "")
    last = max(bare.rfind("."), bare.rfind(","))
    if last >= 0:
        bare = bare[:last].replace(",", "").replace(".", "") + "." + bare[last + 1 :]
    try:
        number = Decimal(bare)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None
