"""Formulas over the numbers of a row: + - * /, brackets, round, min, max, abs. Nothing else.

Read by a parser of its own and reckoned with exact decimals: no text of a user is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Final

from workbench.core.errors import WbError, bad_input
from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.workspace.staging import UntoldError

LONGEST: Final = 1_000
DEEPEST: Final = 40
"""Brackets within brackets."""

Numbers = Mapping[str, Decimal]
"""The numbers of a row by field id."""

_Reckon = Callable[[Numbers], Decimal]

_TOKEN: Final = re.compile(r"\s*(?:(\d+(?:\.\d*)?|\.\d+)|\[([^\]]*)\]|([^\W\d]\w*)|([-+*/(),−×÷]))")
_SIGNS: Final = {"−": "-", "×": "*", "÷": "/"}
_CONTEXT: Final = Context(
    prec=50, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow]
)
_WIDEST: Final = 12
"""Decimals that can be rounded to, either way."""


class Formula:
    """A formula that was read.

    Attributes:
        fields: ids of the fields it reckons with.
    """

    def __init__(self, reckon: _Reckon, fields: Sequence[str]) -> None:
        self.fields = tuple(dict.fromkeys(fields))
        self._reckon = reckon

    def of(self, numbers: Numbers) -> Decimal:
        """Return what it comes to in a row.

        Raises:
            UntoldError: it divides by zero, or is beyond any number.
        """
        try:
            return self._reckon(numbers)
        except (DivisionByZero, InvalidOperation) as error:
            raise UntoldError(tr("It would divide by zero.")) from error
        except Overflow as error:
            raise UntoldError(tr("The number is too large.")) from error


def parse_formula(text: str, fields: Sequence[Field]) -> Formula:
    """Return what was typed: `[Cost price] * 1.25`, `round(price / 1.25, 2)`.

    Args:
        text: the formula; a field stands by its id, or by its title in square brackets.
        fields: that can be named: those with numbers.

    Raises:
        WbError: INPUT with field "formula" and the place of what is wrong.
    """
    return _Parser(text, fields).formula()


class _Parser:
    """Reads from left to right; each method reads what binds closer than the one before."""

    def __init__(self, text: str, fields: Sequence[Field]) -> None:
        if len(text) > LONGEST:
            raise _bad(tr("The formula is too long."))
        self._names = {tr(field.title).casefold(): field.id for field in fields}
        self._names |= {field.id.casefold(): field.id for field in fields}
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0
        self._used: list[str] = []

    def formula(self) -> Formula:
        if not self._tokens:
            raise _bad(tr("The formula is empty."))
        reckon = self._sum()
        if self._at < len(self._tokens):
            raise _bad(tr("“{part}” is one too many.", part=self._tokens[self._at][1]))
        return Formula(reckon, self._used)

    def _sum(self) -> _Reckon:
        left = self._product()
        while sign := self._takes("+", "-"):
            left = _joined(sign, left, self._product())
        return left

    def _product(self) -> _Reckon:
        left = self._signed()
        while sign := self._takes("*", "/"):
            left = _joined(sign, left, self._signed())
        return left

    def _signed(self) -> _Reckon:
        minus = False
        while sign := self._takes("-", "+"):
            minus ^= sign == "-"
        inner = self._single()
        return (lambda numbers: _CONTEXT.minus(inner(numbers))) if minus else inner

    def _single(self) -> _Reckon:
        kind, text = self._next()
        if kind == "number":
            number = Decimal(text)
            return lambda _numbers: number
        if kind == "title" or (kind == "name" and not self._peek("(")):
            return self._field(text)
        if kind == "name":
            return self._called(text)
        if text == "(":
            return self._inner()[0]
        raise _bad(tr("A number or a field is missing before “{part}”.", part=text))

    def _inner(self) -> list[_Reckon]:
        """Read what stands in brackets, up to their end: one value, or several with commas."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise _bad(tr("There are too many brackets within brackets."))
        found = [self._sum()]
        while self._takes(","):
            found.append(self._sum())
        if not self._takes(")"):
            raise _bad(tr("A closing bracket is missing."))
        self._depth -= 1
        return found

    def _field(self, name: str) -> _Reckon:
        found = self._names.get(name.strip().casefold())
        if found is None:
            titles = ", ".join(sorted(set(self._names.values()))[:8])
            raise _bad(
                tr("There is no number “{name}” here.", name=name),
                tr("Fields with numbers: {names}.", names=titles),
            )
        self._used.append(found)
        return lambda numbers: numbers[found]

    def _called(self, name: str) -> _Reckon:
        self._takes("(")
        inner = self._inner()
        match name.casefold(), len(inner):
            case "round", 1 | 2:
                return _rounding(inner)
            case "abs", 1:
                return lambda numbers: abs(inner[0](numbers))
            case "min", count if count > 1:
                return lambda numbers: min(each(numbers) for each in inner)
            case "max", count if count > 1:
                return lambda numbers: max(each(numbers) for each in inner)
            case _:
                raise _bad(
                    tr("“{name}” cannot be used like this.", name=name),
                    tr("There are round(number, decimals), abs, min and max."),
                )

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise _bad(tr("The formula ends too early."))
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self, sign: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] == ("sign", sign)

    def _takes(self, *signs: str) -> str:
        """Take the next sign where it is one of these, and return it; "" where it is not."""
        for sign in signs:
            if self._peek(sign):
                self._at += 1
                return sign
        return ""


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    text, at = text.rstrip(), 0
    while at < len(text):
        hit = _TOKEN.match(text, at)
        if hit is None:
            raise _bad(tr("“{part}” cannot be read.", part=text[at:].strip()[:20]))
        number, title, name, sign = hit.groups()
        if number is not None:
            found.append(("number", number))
        elif title is not None:
            found.append(("title", title))
        elif name is not None:
            found.append(("name", name))
        else:
            found.append(("sign", _SIGNS.get(sign, sign)))
        at = hit.end()
    return found


def _joined(sign: str, left: _Reckon, right: _Reckon) -> _Reckon:
    join = {
        "+": _CONTEXT.add,
        "-": _CONTEXT.subtract,
        "*": _CONTEXT.multiply,
        "/": _CONTEXT.divide,
    }[sign]
    return lambda numbers: join(left(numbers), right(numbers))


def _rounding(inner: Sequence[_Reckon]) -> _Reckon:
    def reckon(numbers: Numbers) -> Decimal:
        decimals = inner[1](numbers) if len(inner) > 1 else Decimal(0)
        if decimals != decimals.to_integral_value() or abs(decimals) > _WIDEST:
            raise UntoldError(tr("It would round to {count} decimals.", count=decimals))
        unit = Decimal(1).scaleb(-int(decimals))
        return inner[0](numbers).quantize(unit, context=_CONTEXT)

    return reckon


def _bad(sentence: str, hint: str = "") -> WbError:
    return bad_input(sentence, hint, "formula")
