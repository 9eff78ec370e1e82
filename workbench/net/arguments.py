"""Arguments of operations between text and type: read as their parameter says, named when wrong.

The command line and the window's generated forms give texts; methods are called with values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from workbench.core.errors import WbError, bad_input
from workbench.core.flags import read_flag
from workbench.core.operations import Operation, Parameter
from workbench.core.texts import tr


def wire_text(value: object) -> str:
    """Return an argument as it stands in a path, query or header."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, StrEnum):
        return value.value
    return str(value)


def typed_arguments(operation: Operation, given: Mapping[str, object]) -> dict[str, object]:
    """Return arguments by Python name from documented names, texts read by their type.

    Raises:
        WbError: code INPUT for an unknown, missing or wrong one.
    """
    known = {parameter.name for parameter in operation.parameters}
    for name in given:
        if name not in known:
            raise _unknown(operation, name)
    bound: dict[str, object] = {}
    for parameter in operation.parameters:
        if parameter.name in given:
            bound[parameter.python] = _typed(parameter, given[parameter.name])
        elif parameter.required:
            raise bad_input(
                tr("{operation} needs “{name}”.", operation=operation.name, name=parameter.name),
                tr("Add --set {name}=VALUE.", name=parameter.name),
                parameter.name,
            )
        elif parameter.default is not None:
            bound[parameter.python] = parameter.default
    return bound


def _unknown(operation: Operation, name: str) -> WbError:
    names = ", ".join(parameter.name for parameter in operation.parameters)
    return bad_input(
        tr("{operation} has no parameter “{name}”.", operation=operation.name, name=name),
        tr("It takes: {names}.", names=names or tr("none")),
        name,
    )


def _typed(parameter: Parameter, value: object) -> object:
    if not isinstance(value, str):
        return value
    if parameter.choices and value not in parameter.choices:
        raise bad_input(
            tr("“{name}” cannot be “{value}”.", name=parameter.name, value=value),
            tr("Choose one of: {names}.", names=", ".join(parameter.choices)),
            parameter.name,
        )
    match parameter.type:
        case "integer":
            return _integer(parameter, value)
        case "number":
            return _number(parameter, value)
        case "boolean":
            return _flag(parameter, value)
        case "array":
            return [item.strip() for item in value.split(",") if item.strip()]
        case _:
            return value


def _integer(parameter: Parameter, value: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,19}", value.strip()):
        raise bad_input(
            tr("“{name}” must be a whole number, not “{value}”.", name=parameter.name, value=value),
            tr("Use digits only."),
            parameter.name,
        )
    return int(value)


def _number(parameter: Parameter, value: str) -> str:
    """Return a decimal as typed: it goes out as text, exactly as it is."""
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value.strip()):
        raise bad_input(
            tr("“{name}” must be a number, not “{value}”.", name=parameter.name, value=value),
            tr("Write decimals with a point, as 12.50."),
            parameter.name,
        )
    return value.strip()


def _flag(parameter: Parameter, value: str) -> bool:
    read = read_flag(value)
    if read is None:
        raise bad_input(
            tr("“{name}” is true or false, not “{value}”.", name=parameter.name, value=value),
            tr("Type true or false."),
            parameter.name,
        )
    return read


def choices_of(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type
    """Return the values that a parameter's Python type names, () where it names none."""
    kind = _without_none(kind)
    if get_origin(kind) is Literal:
        return tuple(str(value) for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(member.value for member in kind)
    return ()


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - a type
    if get_origin(kind) in {Union, UnionType}:
        kinds = [member for member in get_args(kind) if member is not NoneType]
        return kinds[0] if kinds else str
    return kind


def json_type(kind: Any) -> str:  # noqa: ANN401 - a type
    """Return the JSON word for a parameter's Python type."""
    kind = _without_none(kind)
    origin = get_origin(kind) or kind
    words = {bool: "boolean", int: "integer", float: "number", list: "array", tuple: "array"}
    if origin in words:
        return words[origin]
    return "object" if origin in {dict, Mapping} else "string"
