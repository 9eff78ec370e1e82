"""One change for a field of many rows: set, clear, reckon, round, add to a text, replace in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final, cast

import msgspec

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.formats import rows_text
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Money
from workbench.workspace.staging import NewValue, UntoldError

TEXTS: Final = frozenset({Kind.TEXT, Kind.ID, Kind.LINK})
"""Kinds whose values are texts."""
NUMBERS: Final = frozenset({Kind.INTEGER, Kind.STOCK, Kind.DECIMAL, Kind.MONEY})
"""Kinds that can be reckoned with."""
CENTS: Final = 2
"""Decimals of an amount that nobody names otherwise."""

_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_PLUS: Final = _EXACT.add
_HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)


class How(StrEnum):
    """What is done to each value."""

    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    """A number, or days to a date; below 0 takes away."""
    PERCENT = "percent"
    ROUND = "round"
    APPEND = "append"
    PREPEND = "prepend"
    REPLACE = "replace"
    """A piece of the text by another one."""
    PUT_IN = "put_in"
    """A value into a list of values."""
    TAKE_OUT = "take_out"


class Rounding(msgspec.Struct, frozen=True):
    """To which numbers is rounded: every multiple of `step`, moved by `ending`.

    Attributes:
        step: distance between two of them, above 0.
        ending: what each ends with: 0.90 with a step of 1 gives 1.90, 2.90 …
    """

    step: Decimal
    ending: Decimal = Decimal(0)

    def of(self, number: Decimal) -> Decimal:
        """Return the nearest of them, the upper one of two; a number from 0 on stays so."""
        moved = _EXACT.subtract(number, self.ending)
        times = _EXACT.divide(moved, self.step).to_integral_value(ROUND_HALF_UP)
        found = _PLUS(_EXACT.multiply(times, self.step), self.ending)
        return _PLUS(found, self.step) if found < 0 <= number else found


class Bulk(msgspec.Struct, frozen=True):
    """What is to be done to a field.

    Attributes:
        how: see `How`.
        value: the value to set, to put in or to take out; the number to add; the percent.
        text: to append, to prepend, to look for.
        other: what the text looked for becomes.
        rounding: see `Rounding`.
    """

    how: How
    value: object = None
    text: str = ""
    other: str = ""
    rounding: Rounding = Rounding(_ONE)


def hows_of(field: Field, entry: Entry) -> tuple[How, ...]:
    """Return what can be done to a field, by its kind; none to a list of rows."""
    if entry.rows:
        return ()
    found = [How.SET]
    if not entry.required and entry.clearable:
        found.append(How.CLEAR)
    if field.kind in NUMBERS:
        found += [How.ADD, How.PERCENT, How.ROUND]
    elif field.kind is Kind.DATE:
        found.append(How.ADD)
    elif field.kind in TEXTS:
        found += [How.APPEND, How.PREPEND, How.REPLACE]
    elif field.kind is Kind.CODES:
        found += [How.PUT_IN, How.TAKE_OUT]
    return tuple(found)


def changer(field: Field, entry: Entry, bulk: Bulk) -> NewValue:
    """Return what makes the new value of a cell."""
    made = _values(bulk, entry)[bulk.how]

    def value_of(_key: str, old: object) -> object:
        return made(field, old)

    return value_of


def title_of(field: Field, bulk: Bulk, rows: int) -> str:
    """Return what the step is called: "Set Price in 312 rows"."""
    return tr(_TITLES[bulk.how], field=tr(field.title), rows=rows_text(rows))


_TITLES: Final = {
    How.SET: mark("Set {field} in {rows}"),
    How.CLEAR: mark("Clear {field} in {rows}"),
    How.ADD: mark("Change {field} in {rows}"),
    How.PERCENT: mark("Change {field} by percent in {rows}"),
    How.ROUND: mark("Round {field} in {rows}"),
    How.APPEND: mark("Append to {field} in {rows}"),
    How.PREPEND: mark("Put before {field} in {rows}"),
    How.REPLACE: mark("Replace in {field} in {rows}"),
    How.PUT_IN: mark("Add to {field} in {rows}"),
    How.TAKE_OUT: mark("Take out of {field} in {rows}"),
}

_Made = Callable[[Field, object], object]


def _values(bulk: Bulk, entry: Entry) -> dict[How, _Made]:
    return {
        How.SET: lambda _field, _old: bulk.value,
        How.CLEAR: lambda _field, _old: None,
        How.ADD: lambda field, old: _added(field, old, bulk.value),
        How.PERCENT: lambda field, old: _raised(field, entry, old, _number(bulk.value)),
        How.ROUND: lambda field, old: reckoned(field, old, bulk.rounding.of(number_in(old))),
        How.APPEND: lambda _field, old: f"{old or ''}{bulk.text}",
        How.PREPEND: lambda _field, old: f"{bulk.text}{old or ''}",
        How.REPLACE: lambda _field, old: _replaced(old, bulk),
        How.PUT_IN: lambda _field, old: _with(old, bulk.value),
        How.TAKE_OUT: lambda _field, old: _without(old, bulk.value),
    }


def number_in(value: object) -> Decimal:
    """Return the number of a value.

    Raises:
        UntoldError: there is none.
    """
    match value:
        case Money():
            return value.amount
        case bool():
            raise UntoldError(tr("There is no number to reckon with."))
        case int() | Decimal():
            return Decimal(value)
        case _:
            raise UntoldError(tr("There is no number to reckon with."))


def reckoned(field: Field, old: object, number: Decimal) -> object:
    """Return a reckoned number as a value of its field; a currency stays."""
    if field.kind is Kind.MONEY:
        return Money(number, old.currency if isinstance(old, Money) else field.unit)
    if field.kind in {Kind.INTEGER, Kind.STOCK}:
        return int(number.to_integral_value(ROUND_HALF_UP))
    return number


def _number(value: object) -> Decimal:
    return number_in(value)


def _added(field: Field, old: object, value: object) -> object:
    if field.kind is not Kind.DATE:
        return reckoned(field, old, _PLUS(number_in(old), _number(value)))
    if not hasattr(old, "toordinal"):
        raise UntoldError(tr("There is no date to reckon with."))
    try:
        return old + timedelta(days=int(_number(value)))  # type: ignore[operator]
    except OverflowError as error:
        raise UntoldError(tr("There is no such date.")) from error


def _raised(field: Field, entry: Entry, old: object, percent: Decimal) -> object:
    number = number_in(old)
    raised = _PLUS(number, _EXACT.divide(_EXACT.multiply(number, percent), _HUNDRED))
    return reckoned(field, old, rounded(field, entry, number, raised))


def rounded(field: Field, entry: Entry, old: Decimal, number: Decimal) -> Decimal:
    """Return a number with the decimals that its entry takes, else with those it had, from 2 on."""
    held = old.as_tuple().exponent
    had = -held if isinstance(held, int) else 0
    decimals = entry.decimals if entry.decimals is not None else max(CENTS, had)
    if field.kind in {Kind.INTEGER, Kind.STOCK}:
        decimals = 0
    return number.quantize(_ONE.scaleb(-decimals), context=_EXACT)


def _replaced(old: object, bulk: Bulk) -> object:
    return old.replace(bulk.text, bulk.other) if isinstance(old, str) and bulk.text else old


def _with(old: object, value: object) -> object:
    held = _coded(old)
    known = {each.code for each in held}
    return (*held, *(each for each in _coded(value) if each.code not in known))


def _without(old: object, value: object) -> object:
    gone = {each.code for each in _coded(value)}
    return tuple(each for each in _coded(old) if each.code not in gone)


def _coded(value: object) -> tuple[Coded, ...]:
    if isinstance(value, Coded):
        return (value,)
    return cast("tuple[Coded, ...]", value) if isinstance(value, tuple) else ()
