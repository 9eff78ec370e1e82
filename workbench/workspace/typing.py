"""Typed text into values: what a cell editor, a form and a pasted block all mean by a text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.conditions import split_list
from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.times import read_date, read_time
from workbench.core.values import Coded, Money, Odd

_TRUE = frozenset({"true", "yes", "1", "on", "x"})
_FALSE = frozenset({"false", "no", "0", "off"})


def typed_text(  # noqa: PLR0911 - one case a kind
    field: Field, entry: Entry, text: str, *, currency: str = "", choices: Sequence[Coded] = ()
) -> object:
    """Return the value a text means for a field; `Odd` with the text where it means none.

    Args:
        field: the field.
        entry: how it is typed.
        text: as typed; blank means no value.
        currency: of an amount, where the text names none.
        choices: what a lookup offers; the entry's own choices count as well.
    """
    plain = text.strip()
    if not plain:
        return None
    match field.kind:
        case Kind.INTEGER | Kind.STOCK:
            return read_integer(_pointed(plain))
        case Kind.DECIMAL:
            return read_decimal(_pointed(plain))
        case Kind.MONEY:
            amount = read_decimal(_pointed(plain.removesuffix(currency).strip()))
            return Money(amount, currency) if isinstance(amount, Decimal) else Odd(text)
        case Kind.FLAG:
            return _flag(plain)
        case Kind.DATE:
            return read_date(plain)
        case Kind.TIME:
            return read_time(plain)
        case Kind.CHOICE:
            return _coded(entry, plain, choices)
        case Kind.CODES:
            found = tuple(_coded(entry, part, choices) for part in split_list(plain))
            return Odd(text) if any(isinstance(each, Odd) for each in found) else found
        case Kind.TEXT if entry.lines:
            return text
        case _:
            return plain


def _pointed(text: str) -> str:
    """Return a number with a point; only a comma that can be no thousands sign is taken for one."""
    text = text.replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    text = text.replace(" ", "")
    head, comma, tail = text.partition(",")
    if not comma or "," in tail or "." in text or (len(tail) == 3 and 0 < len(head) <= 3):
        return text
    return f"{head}.{tail}"


def _flag(text: str) -> bool | Odd:
    word = text.casefold()
    if word in _TRUE or word == tr("yes").casefold():
        return True
    if word in _FALSE or word == tr("no").casefold():
        return False
    return Odd(text)


def _coded(entry: Entry, text: str, choices: Sequence[Coded]) -> Coded | Odd:
    """Return the choice of that code or name; another text where the entry takes such."""
    offered = [*(choice._replace(label=tr(choice.label)) for choice in entry.choices), *choices]
    named = text.casefold()
    for choice in offered:
        if choice.code.casefold() == named or choice.label.casefold() == named:
            return choice
    return Coded(text, text) if entry.free or not offered else Odd(text)
