"""Between the typed text of a field and its value: what is shown for typing, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import msgspec

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.flags import flag_text
from workbench.core.values import Coded, Money, Odd
from workbench.workspace.typing import typed_text


def typing_text(value: object) -> str:  # noqa: PLR0911 - one case a kind
    """Return a value as it is typed: numbers without grouping, amounts without their currency."""
    match value:
        case None:
            return ""
        case Odd():
            return value.raw
        case Money():
            return _plain(value.amount, least=2)
        case bool():
            return flag_text(value=value)
        case Decimal():
            return _plain(value)
        case Coded():
            return value.label or value.code
        case datetime():
            return value.astimezone().isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(typing_text(part) for part in value)
        case _:
            return str(value)


def _plain(number: Decimal, least: int = 0) -> str:
    """Return a number without exponent and grouping, with at least so many decimals."""
    whole, _, cents = f"{number:f}".partition(".")
    cents = cents.rstrip("0").ljust(least, "0")
    return f"{whole}.{cents}" if cents else whole


class Meaning(msgspec.Struct, frozen=True):
    """How texts of one field are read.

    Attributes:
        field: the field.
        entry: how it is typed.
        currency: of an amount, where neither its value nor the field's unit names one.
    """

    field: Field
    entry: Entry
    currency: str = ""

    def read(self, text: str, was: object, offered: Sequence[Coded] = ()) -> object:
        """Return what a typed text means; `was` is the value that stood there."""
        held = was.currency if isinstance(was, Money) else ""
        return typed_text(
            self.field,
            self.entry,
            text,
            currency=held or self.currency or self.field.unit,
            choices=offered,
        )

    def of_choice(self, choice: Coded) -> object:
        """Return what a chosen one means: a choice itself, else its code or name typed."""
        if self.field.kind in {Kind.CHOICE, Kind.CODES}:
            return choice
        text = choice.label if self.entry.by_name else choice.code
        return typed_text(self.field, self.entry, text)

    def text_of(self, value: object) -> str:
        """Return a value as it is typed."""
        return typing_text(value)
