"""Readers of the members of a request: each takes one member or refuses the request with 400."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeGuard

from workbench.sandbox.refusal import Refusal


def bad(message: str) -> Refusal:
    """A refusal of a malformed request."""
    return Refusal(400, message)


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a decoded JSON value is an object."""
    return isinstance(value, dict)


def an_object(value: object, name: str) -> dict[str, object]:
    """A JSON object."""
    if not is_object(value):
        raise bad(f"{name} must be an object")
    return value


def a_list(value: object, name: str) -> list[object]:
    """A JSON array; null stands for an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad(f"{name} must be an array")
    return value


def texts(value: object, name: str) -> list[str]:
    """An array of strings."""
    rows = a_list(value, name)
    if not all(isinstance(row, str) for row in rows):
        raise bad(f"{name} must be an array of strings")
    return [str(row) for row in rows]


def a_flag(value: object, name: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise bad(f"{name} must be true or false")
    return value


def an_integer(value: object, name: str, least: int) -> int:
    """A whole number not under `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise bad(f"{name} must be an integer not under {least}")
    return value


def a_text(value: object, name: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise bad(f"{name} must be a string")
    return value


def a_decimal(value: object, name: str) -> Decimal:
    """A number, also one written as a string as some examples of the document do."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise bad(f"{name} must be a number")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise bad(f"{name} must be a number") from None
    if not number.is_finite():
        raise bad(f"{name} must be a number")
    return number


def a_moment(value: object, name: str) -> float:
    """Seconds since 1970 of a date and time (ISO 8601); without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(a_text(value, name))
    except ValueError:
        raise bad(f"{name} must be a date and a time (ISO 8601)") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
