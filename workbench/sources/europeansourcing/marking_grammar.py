"""The grammar of a price formula: text into a function that reckons it; nothing is executed.

The order of the signs is that of the expression language the service uses: `not` binds closer
than a comparison, `**` from the right. A formula cannot call, assign or loop, and the number and
depth of its parts are limited, so that each one ends at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_outcome import NoPrice, shortened
from workbench.sources.europeansourcing.marking_tokens import Mark, Token, tokens_of
from workbench.sources.europeansourcing.marking_values import (
    BINARY,
    FUNCTIONS,
    UNARY,
    Missing,
    Value,
    Variables,
    known,
    to_number,
    to_truth,
)

MOST_PARTS: Final = 200
DEEPEST: Final = 40

Read: TypeAlias = Callable[[Variables], Value]

_ORDER: Final = {
    **dict.fromkeys(("or", "||"), 10),
    **dict.fromkeys(("and", "&&"), 15),
    **dict.fromkeys(("==", "===", "!=", "!==", "<", ">", "<=", ">="), 20),
    **dict.fromkeys(("in", "not in", "contains", "starts with", "ends with"), 20),
    "..": 25,
    **dict.fromkeys(("+", "-"), 30),
    "~": 40,
    **dict.fromkeys(("*", "/", "%"), 60),
    "**": 200,
}
_UNARY_ORDER: Final = {"not": 50, "!": 50, "-": 500, "+": 500}
_WORDS: Final[Mapping[str, Value]] = {
    **dict.fromkeys(("true", "TRUE"), True),
    **dict.fromkeys(("false", "FALSE"), False),
    **dict.fromkeys(("null", "NULL"), None),
}


class Grammar:
    """Reads one formula.

    Attributes:
        names: the variables it uses, wherever they stand.
    """

    def __init__(self, formula: str) -> None:
        self._formula = formula
        self._tokens = tokens_of(formula)
        self._at = 0
        self._parts = 0
        self._depth = 0
        self.names: set[str] = set()

    def read(self) -> Read:
        """Return the function that reckons the formula.

        Raises:
            NoPrice: where it is broken, or larger than the limits.
        """
        found = self._expression(0)
        if self._token.mark is not Mark.END:
            raise self._broken()
        return found

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._token
        self._at += 1
        return token

    def _is(self, sign: str) -> bool:
        return self._token == (Mark.SIGN, sign)

    def _take(self, sign: str) -> bool:
        taken = self._is(sign)
        self._at += taken
        return taken

    def _need(self, sign: str) -> None:
        if not self._take(sign):
            raise self._broken()

    def _broken(self) -> NoPrice:
        shown = shortened(self._formula)
        if self._token.mark is Mark.END:
            return NoPrice(tr("The formula “{formula}” ends too early.", formula=shown))
        return NoPrice(
            tr(
                "The formula “{formula}” is broken at “{word}”.",
                formula=shown,
                word=shortened(self._token.text),
            )
        )

    def _count(self, *, depth: int = 0) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST:
            shown = shortened(self._formula)
            raise NoPrice(tr("The formula “{formula}” is too large.", formula=shown))

    def _expression(self, order: int) -> Read:
        self._depth += 1
        self._count(depth=self._depth)
        left = self._operand()
        while self._token.mark is Mark.SIGN and _ORDER.get(self._token.text, -1) >= order:
            self._count()
            sign = self._next().text
            own = _ORDER[sign]
            left = _binary(sign, left, self._expression(own if sign == "**" else own + 1))
        if order == 0:
            left = self._conditional(left)
        self._depth -= 1
        return left

    def _conditional(self, left: Read) -> Read:
        while self._is("?") or self._is("??"):
            self._count()
            if self._next().text == "??":
                left = _else_if_nothing(left, self._expression(0))
            elif self._take(":"):
                left = _choice(left, left, self._expression(0))
            else:
                chosen = self._expression(0)
                other = self._expression(0) if self._take(":") else _constant(None)
                left = _choice(left, chosen, other)
        return left

    def _operand(self) -> Read:
        token = self._token
        if token.mark is Mark.SIGN and token.text in UNARY:
            sign = self._next().text
            return self._members(_unary(sign, self._expression(_UNARY_ORDER[sign])))
        if self._take("("):
            inner = self._expression(0)
            self._need(")")
            return self._members(inner)
        return self._members(self._primary())

    def _primary(self) -> Read:
        if self._take("["):
            return _several(self._list("]"))
        if self._token.mark in {Mark.SIGN, Mark.END}:
            raise self._broken()
        token = self._next()
        if token.mark is Mark.NUMBER:
            return _constant(Decimal(token.text))
        if token.mark is Mark.TEXT:
            return _constant(token.text)
        if self._take("("):
            return self._function(token.text)
        if token.text in _WORDS:
            return _constant(_WORDS[token.text])
        self.names.add(token.text)
        return _variable(token.text)

    def _function(self, name: str) -> Read:
        parts = self._list(")")
        if name not in FUNCTIONS or not parts:
            raise NoPrice(
                tr(
                    "The formula “{formula}” calls “{name}”, which formulas cannot.",
                    formula=shortened(self._formula),
                    name=shortened(name),
                )
            )
        function, values = FUNCTIONS[name], _several(parts)
        return lambda variables: function(_tuple(values(variables)))

    def _list(self, end: str) -> list[Read]:
        parts: list[Read] = []
        while not self._take(end):
            if parts:
                self._need(",")
            parts.append(self._expression(0))
        return parts

    def _members(self, whole: Read) -> Read:
        while True:
            if self._take(".") or self._take("?."):
                if self._token.mark is not Mark.NAME:
                    raise self._broken()
                whole = _member(whole, _constant(self._next().text))
            elif self._take("["):
                whole = _member(whole, self._expression(0))
                self._need("]")
            else:
                return whole
            self._count()


def _constant(value: Value) -> Read:
    return lambda _variables: value


def _variable(name: str) -> Read:
    return lambda variables: variables[name]


def _several(parts: list[Read]) -> Read:
    return lambda variables: tuple(part(variables) for part in parts)


def _tuple(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _unary(sign: str, operand: Read) -> Read:
    work = UNARY[sign]
    return lambda variables: work(operand(variables))


def _binary(sign: str, left: Read, right: Read) -> Read:
    if sign in {"and", "&&"}:
        return lambda variables: to_truth(left(variables)) and to_truth(right(variables))
    if sign in {"or", "||"}:
        return lambda variables: to_truth(left(variables)) or to_truth(right(variables))
    work = BINARY[sign]
    return lambda variables: work(left(variables), right(variables))


def _choice(test: Read, chosen: Read, other: Read) -> Read:
    return lambda variables: (chosen if to_truth(test(variables)) else other)(variables)


def _else_if_nothing(left: Read, other: Read) -> Read:
    def read(variables: Variables) -> Value:
        found = left(variables)
        return other(variables) if found is None or isinstance(found, Missing) else found

    return read


def _member(whole: Read, name: Read) -> Read:
    def read(variables: Variables) -> Value:
        held, key = known(whole(variables)), name(variables)
        if isinstance(held, Mapping) and isinstance(key, str) and key in held:
            return held[key]
        if isinstance(held, tuple) and isinstance(key, Decimal):
            at = int(to_number(key))
            if 0 <= at < len(held):
                return held[at]
        raise NoPrice(tr("A formula asks for a part that is not there."))

    return read
