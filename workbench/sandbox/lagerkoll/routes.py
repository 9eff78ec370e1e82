"""Which operation a path means: the rule of the service's own framework (JAX-RS).

The template with most literal characters wins, whatever the method; so an article whose id is a
fixed word of the document (`tags`, `group`) cannot be reached, as the document's paths have it. A
value written `{id : .+}` may hold slashes, escaped or not; any other ends at the next slash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from workbench.sandbox.lagerkoll.calls import Call
from workbench.sandbox.lagerkoll.refused import COMMON, Refused

Operation = Callable[[Call], object]
Entry = tuple[str, str, Operation]
"""Method, template behind `/v1/`, operation."""

_VALUE = re.compile(r"\{(\w+)(\s*:\s*\.\+)?\}")


@dataclass(frozen=True, slots=True)
class _Template:
    pattern: re.Pattern[str]
    names: dict[str, tuple[str, ...]]
    operations: dict[str, Operation]
    rank: tuple[int, int, int]


class Routes:
    """The operations by path and method."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        grouped: dict[str, list[Entry]] = {}
        for entry in entries:
            grouped.setdefault(_expression(entry[1]), []).append(entry)
        rows = [_template(expression, rows) for expression, rows in grouped.items()]
        self._templates = sorted(rows, key=lambda row: row.rank, reverse=True)

    def find(self, method: str, raw_path: str) -> tuple[Operation, dict[str, str]]:
        """The operation of a path as it came over the wire, and the values in it.

        Raises Refused: 404 without such a path, 405 without such a method on it.
        """
        path = raw_path.strip("/")
        for template in self._templates:
            found = template.pattern.fullmatch(path)
            if found is None:
                continue
            operation = template.operations.get(method)
            if operation is None:
                raise Refused(COMMON, f"{method} is not allowed here", status=405)
            values = (unquote(value) for value in found.groups())
            return operation, dict(zip(template.names[method], values, strict=True))
        raise Refused(COMMON, "No such path", data=raw_path, status=404)


def _expression(template: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _VALUE.finditer(template):
        parts.extend((re.escape(template[end : found.start()]), "(.+)" if found[2] else "([^/]+)"))
        end = found.end()
    return "".join([*parts, re.escape(template[end:])])


def _template(expression: str, rows: list[Entry]) -> _Template:
    names = {method: tuple(row[0] for row in _VALUE.findall(path)) for method, path, _ in rows}
    path = rows[0][1]
    literals = len(_VALUE.sub("", path))
    values = _VALUE.findall(path)
    rank = (literals, len(values), sum(bool(row[1]) for row in values))
    operations = {method: operation for method, _path, operation in rows}
    return _Template(re.compile(expression), names, operations, rank)
