"""A typed query into the JSON that asks for an export ("Request Export Creation").

Members are PascalCase, every documented one is sent, and what is not asked for keeps its default.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from workbench.core.errors import bad_input
from workbench.core.queries import Condition, PartKind, Query
from workbench.core.texts import tr
from workbench.core.times import read_time
from workbench.sources.loupe.filters import CONTENT, EXISTING, TYPE
from workbench.sources.loupe.parameters import CONTENT_TYPE, EXPORT_TYPE, PARAMETERS, Parameter

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def create_body(query: Query) -> dict[str, Any]:
    """Return the request for an export of what a query asks for.

    Raises:
        WbError: code INPUT for limits of which the lower one is above the upper one.
    """
    asked = {held.filter: held.value for held in query.conditions}
    words = " ".join(filter(None, (str(asked.get("Query", "")), query.text.strip())))
    values = {
        parameter.name: _value(parameter, asked.get(parameter.name)) for parameter in PARAMETERS
    }
    for name in ("NetWeight", "CaratWeight"):
        _check_limits(values, name)
    return {
        "Type": str(asked.get(TYPE, "")) or EXPORT_TYPE,
        "ExportType": str(asked.get(CONTENT, "")) or CONTENT_TYPE,
        "ParameterValues": values | {"Query": words},
    }


def existing(query: Query) -> str:
    """Return the id of the export that a query opens, "" where it asks for a new one.

    Raises:
        WbError: code INPUT, where filters stand beside the id: an export cannot be narrowed.
    """
    identity = str(query.value(EXISTING, "") or "")
    others = [held.filter for held in query.conditions if held.filter != EXISTING]
    if identity and (others or query.text.strip()):
        raise bad_input(
            tr("An export that was made already cannot be narrowed."),
            tr("Remove the export or the other filters."),
            field=EXISTING,
        )
    return identity


def opening(identity: str) -> Query:
    """Return the question that opens an export."""
    return Query(conditions=(Condition(EXISTING, "", identity),))


def preview(query: Query) -> str:
    """Return what will be asked, as indented JSON, for a person to read.

    Raises:
        WbError: as `create_body`.
    """
    return msgspec.json.format(_ENCODER.encode(create_body(query)), indent=2).decode()


def _value(parameter: Parameter, asked: object) -> object:
    if asked is None:
        return parameter.default
    if parameter.kind is PartKind.LIST and isinstance(asked, tuple):
        return ",".join(str(item) for item in asked)
    if parameter.kind is PartKind.DECIMAL:
        return Decimal(str(asked))
    if parameter.kind is PartKind.TIME:
        return _moment(str(asked))
    return asked


def _moment(typed: str) -> str:
    """A moment in UTC as `2026-03-14 08:00:00.000000`: no zone, six digits, a blank for the T."""
    read = read_time(typed)
    if not isinstance(read, datetime):
        return typed
    return read.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _check_limits(values: dict[str, object], name: str) -> None:
    least, most = values[f"Min{name}"], values[f"Max{name}"]
    if isinstance(least, Decimal) and isinstance(most, Decimal) and least > most:
        raise bad_input(
            tr("The lower limit is above the upper one."),
            tr("Change Min{name} or Max{name}.", name=name),
            field=f"Min{name}",
        )
