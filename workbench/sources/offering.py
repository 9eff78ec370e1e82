"""What the offers of every source are read with: codes and ladders out of single values.

Amounts of zero and below are data errors of catalogues: an offer at nothing would win every
comparison, so such a step is left out and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from workbench.core.texts import tr
from workbench.core.values import Ladder, Step
from workbench.sources.leaves import identity

_APART: Final = str.maketrans("", "", " -\u00a0")
_MOST_DIGITS: Final = 14


def gtins_of(*values: object) -> tuple[str, ...]:
    """Return the standard article numbers among values, digits only, each once, as sent."""
    found: list[str] = []
    for value in values:
        code = identity(value).translate(_APART)
        if code.isascii() and code.isdigit() and len(code) <= _MOST_DIGITS and code not in found:
            found.append(code)
    return tuple(found)


def priced_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps whose amount is more than nothing."""
    return tuple(step for step in steps if step.amount > 0)


def nothing_asked(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return a sentence for each step that asks nothing or less."""
    return tuple(
        tr("The price from {start} pieces is {amount}; it is left out.",
           start=step.from_quantity, amount=f"{step.amount:f}")
        for step in steps
        if step.amount <= 0
    )  # fmt: skip


def one_price(amount: Decimal, currency: str, start: int = 1) -> Ladder:
    """Return a ladder of one amount for one piece."""
    return Ladder((Step(start, amount),), currency=currency)


def clean_currency(value: object) -> str:
    """Return a currency code (ISO 4217) as it is compared, "" for what is none."""
    code = identity(value).strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else ""
