"""Readers of single members of a request: each takes one value or refuses it, naming the member.

The document prints flags and numbers that have a default as text, so text is taken for them too.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeGuard

import msgspec

from workbench.sandbox.lagerkoll.refused import Refused

_DIGITS = 18
"""Digits before or behind the point that a number may need; longer ones are no amounts."""


def decoded(body: bytes, code: int) -> object:
    """A body of JSON, its fractions exact; refused when it is none."""
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, InvalidOperation):
        raise Refused(code, "The body must be valid JSON in UTF-8") from None


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a decoded value is an object."""
    return isinstance(value, dict)


def an_object(value: object, name: str | None, code: int) -> dict[str, object]:
    """A JSON object."""
    if not is_object(value):
        raise Refused(code, f"{name or 'The body'} must be an object", name)
    return value


def a_list(value: object, name: str, code: int) -> list[object]:
    """A JSON array."""
    if not isinstance(value, list):
        raise Refused(code, f"{name} must be a list", name)
    return value


def a_text(value: object, name: str, code: int) -> str:
    """A text."""
    if not isinstance(value, str):
        raise Refused(code, f"{name} must be text", name)
    return value


def a_name(value: object, name: str, code: int) -> str:
    """A text that is not empty."""
    text = a_text(value, name, code)
    if not text.strip():
        raise Refused(code, f"{name} must be given", name)
    return text


def a_number(value: object, name: str, code: int) -> Decimal:
    """A number of a believable size, or one written as text."""
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and (not number or abs(number.adjusted()) <= _DIGITS):
            return number
    raise Refused(code, f"{name} must be a number", name)


def an_amount(value: object, name: str, code: int) -> Decimal:
    """A number not under 0."""
    number = a_number(value, name, code)
    if number < 0:
        raise Refused(code, f"{name} must not be negative", name)
    return number


def a_share(value: object, name: str, code: int) -> Decimal:
    """A number over 0."""
    number = a_number(value, name, code)
    if number <= 0:
        raise Refused(code, f"{name} must be over 0", name)
    return number


def an_id(value: object, name: str, code: int) -> int:
    """A whole number."""
    number = a_number(value, name, code)
    if number != number.to_integral_value():
        raise Refused(code, f"{name} must be a whole number", name)
    return int(number)


def a_flag(value: object, name: str, code: int) -> bool:
    """True or false, or their text."""
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return value == "true"
    raise Refused(code, f"{name} must be true or false", name)


def a_choice(value: object, name: str, code: int, choices: Sequence[str]) -> str:
    """One of the accepted values."""
    text = a_text(value, name, code)
    if text not in choices:
        raise Refused(code, f"{name} must be one of {', '.join(choices)}", name, text)
    return text
