"""A small calculator for the price formulas and conditions of markings.

The service writes them in the expression language of its framework (`40 * nb_couleurs`,
`superficie > 2500 and quantite >= 100`). Only arithmetic, comparisons, and, or, not and the
conditional are computed; anything else is no formula.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

Value = Decimal | bool


class FormulaError(Exception):
    """A formula that cannot be computed: its price is on quote."""


_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}

_COMPARISONS: dict[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

_LONGEST = 500


def compute(formula: str, names: Mapping[str, Value]) -> Value:
    """The value of a formula; raises FormulaError when it is none or a name has no value."""
    if len(formula) > _LONGEST:
        raise FormulaError("the formula is too long")
    try:
        return _of(ast.parse(_as_python(formula), mode="eval").body, names)
    except (SyntaxError, ValueError, RecursionError, DecimalException) as error:
        raise FormulaError("not a formula") from error


def amount(formula: str, names: Mapping[str, Value]) -> Decimal:
    """The number that a price formula gives; raises FormulaError for anything else."""
    value = compute(formula, names)
    if isinstance(value, bool):
        raise FormulaError("a price must be a number")
    return value


def holds(condition: str | None, names: Mapping[str, Value]) -> bool:
    """Whether a condition holds; none always does."""
    return condition is None or bool(compute(condition, names))


def _as_python(formula: str) -> str:
    text = formula.strip().replace("&&", " and ").replace("||", " or ")
    text = re.sub(r"!(?!=)", " not ", text).strip()
    parts = re.fullmatch(r"([^?]+)\?([^:]+):(.+)", text)
    return f"({parts[2]}) if ({parts[1]}) else ({parts[3]})" if parts else text


def _of(node: ast.expr, names: Mapping[str, Value]) -> Value:  # noqa: PLR0911 -- one a node
    match node:
        case ast.Constant(value=bool() as flag):
            return flag
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _ARITHMETIC:
            return _ARITHMETIC[type(sign)](_number(left, names), _number(right, names))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _of(operand, names)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_of(part, names) for part in parts)
        case ast.BoolOp(op=ast.Or(), values=parts):
            return any(_of(part, names) for part in parts)
        case ast.IfExp(test=test, body=body, orelse=other):
            return _of(body if _of(test, names) else other, names)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _COMPARISONS:
            return _COMPARISONS[type(sign)](_number(left, names), _number(right, names))
        case _:
            raise FormulaError("not a formula")


def _number(node: ast.expr, names: Mapping[str, Value]) -> Decimal:
    value = _of(node, names)
    return Decimal(int(value)) if isinstance(value, bool) else value
