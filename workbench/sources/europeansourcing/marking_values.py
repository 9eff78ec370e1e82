"""What the signs of a price formula do with values: exact numbers, loose equality, no surprises.

The formulas follow the expression language that the service's own program uses: a text of digits
counts as a number, yes as 1. What has no sense as a number stops the calculation instead of
becoming zero, and so does a value that the request leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from workbench.core.amounts import read_decimal
from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_outcome import EXACT, NoPrice, added

LARGEST_EXPONENT: Final = 16
LONGEST_RANGE: Final = 1000


class Missing(NamedTuple):
    """A value that the formulas know and the request leaves open.

    Attributes:
        name: the variable.
        field: the member of the request that gives it.
    """

    name: str
    field: str


Value: TypeAlias = "Decimal | str | bool | Missing | tuple[Value, ...] | Mapping[str, Value] | None"
Variables: TypeAlias = Mapping[str, Value]


def known(value: Value) -> Value:
    """Return the value.

    Raises:
        NoPrice: where the request leaves it open.
    """
    if isinstance(value, Missing):
        raise NoPrice(
            tr(
                "The price depends on {name}; the request does not give {field}.",
                name=value.name,
                field=value.field,
            )
        )
    return value


def to_number(value: Value) -> Decimal:
    """Return a value as number.

    Raises:
        NoPrice: where it is none.
    """
    if isinstance(value, Decimal):
        return value
    value = known(value)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, str):
        found = read_decimal(value)
        if isinstance(found, Decimal):
            return found
    raise NoPrice(tr("A formula reckons with something that is no number."))


def to_truth(value: Value) -> bool:
    """Return whether a value counts as yes.

    Raises:
        NoPrice: where the request leaves it open.
    """
    value = known(value)
    return value not in {"", "0"} if isinstance(value, str) else bool(value)


def are_equal(left: Value, right: Value) -> bool:
    """Return whether two values are the same, a text of digits and its number included.

    Raises:
        NoPrice: where the request leaves one open, unless it is compared with nothing (null).
    """
    if left is None or right is None:
        return _is_nothing(left) and _is_nothing(right)
    left, right = known(left), known(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) == to_truth(right)
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        first, second = _maybe_number(left), _maybe_number(right)
        return first is not None and first == second
    return left == right


def _is_nothing(value: Value) -> bool:
    return value is None or isinstance(value, Missing)


def _maybe_number(value: Value) -> Decimal | None:
    found = read_decimal(value) if isinstance(value, (str, Decimal)) else None
    return found if isinstance(found, Decimal) else None


def is_in(value: Value, values: Value) -> bool:
    """Return whether a list holds a value.

    Raises:
        NoPrice: where there is no list, or the request leaves the value open.
    """
    if not isinstance(values, tuple) or isinstance(values, Missing):
        raise NoPrice(tr("A formula looks for a value in something that is no list."))
    return any(are_equal(value, one) for one in values)


def _to_text(value: Value) -> str:
    value = known(value)
    if isinstance(value, str):
        return value
    return f"{to_number(value).normalize(EXACT):f}"


def _modulo(left: Value, right: Value) -> Decimal:
    return EXACT.remainder(_whole(left), _whole(right))


def _whole(value: Value) -> Decimal:
    return Decimal(int(to_number(value)))


def _power(left: Value, right: Value) -> Decimal:
    exponent = to_number(right)
    if abs(exponent) > LARGEST_EXPONENT:
        raise NoPrice(tr("A formula raises to a power above {most}.", most=LARGEST_EXPONENT))
    found = EXACT.power(to_number(left), exponent)
    if not found.is_finite():
        raise NoPrice(tr("A formula divides by zero."))
    return found


def _range(left: Value, right: Value) -> tuple[Value, ...]:
    first, last = int(to_number(left)), int(to_number(right))
    if abs(last - first) >= LONGEST_RANGE:
        raise NoPrice(tr("A formula lists more than {most} numbers.", most=LONGEST_RANGE))
    step = 1 if last >= first else -1
    return tuple(Decimal(one) for one in range(first, last + step, step))


Binary: TypeAlias = Callable[[Value, Value], Value]

BINARY: Final[Mapping[str, Binary]] = {
    "==": are_equal,
    "===": are_equal,
    "!=": lambda left, right: not are_equal(left, right),
    "!==": lambda left, right: not are_equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
    "in": is_in,
    "not in": lambda left, right: not is_in(left, right),
    "contains": lambda left, right: _to_text(right) in _to_text(left),
    "starts with": lambda left, right: _to_text(left).startswith(_to_text(right)),
    "ends with": lambda left, right: _to_text(left).endswith(_to_text(right)),
    "..": _range,
    "+": lambda left, right: added(to_number(left), to_number(right)),
    "-": lambda left, right: EXACT.subtract(to_number(left), to_number(right)),
    "~": lambda left, right: _to_text(left) + _to_text(right),
    "*": lambda left, right: EXACT.multiply(to_number(left), to_number(right)),
    "/": lambda left, right: EXACT.divide(to_number(left), to_number(right)),
    "%": _modulo,
    "**": _power,
}
"""Signs between two values that are both always read."""

UNARY: Final[Mapping[str, Callable[[Value], Value]]] = {
    "not": lambda value: not to_truth(value),
    "!": lambda value: not to_truth(value),
    "-": lambda value: EXACT.minus(to_number(value)),
    "+": to_number,
}

FUNCTIONS: Final[Mapping[str, Callable[[tuple[Value, ...]], Value]]] = {
    "min": lambda values: min(to_number(value) for value in values),
    "max": lambda values: max(to_number(value) for value in values),
}
