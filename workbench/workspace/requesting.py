"""The exact request that a record would be sent with, as people may read it: secrets are masked."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from workbench.core.edits import Batch, Call, Patch, Write
from workbench.core.errors import WbError
from workbench.core.operations import Operation
from workbench.core.sources import Resource, Source
from workbench.core.texts import trn
from workbench.edits.drafts import NEW_KEY, Record

MASK = "••••••••"

_BODIES = msgspec.json.Encoder(decimal_format="number")
"""Numbers as they go out: with the digits that were typed."""


class Line(msgspec.Struct, frozen=True):
    """One line of a body; `changed` where it writes something new."""

    text: str
    changed: bool = False


class RequestText(msgspec.Struct, frozen=True):
    """A request.

    Attributes:
        method, path: with the documented path filled in.
        headers: names and masked values.
        body: line by line, unchanged members counted; empty where none is sent.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: tuple[Line, ...]


def request_of(
    source: Source,
    resource: Resource,
    record: Record,
    theirs: bytes,
    fields: frozenset[str],
    *,
    together: bool = False,
) -> RequestText | None:
    """Return how a record would be sent now, None where its source has no call for that.

    Args:
        source: whose.
        resource: of the record.
        record: its drafts.
        theirs: its document on this machine; merging may change what is sent in the end.
        fields: the included ones.
        together: it goes with others in one call; only its own part of the body is shown.
    """
    many = _batch(resource, record) if together else None
    write = _write(resource, record)
    made = many or write
    if made is None:
        return None
    operation = next(held for held in source.operations() if held.name == made.operation)
    values = {name: cell.value for name, cell in record.cells.items() if name in fields}
    key = "" if record.key.startswith(NEW_KEY) else record.key
    patch = Patch(key, {} if record.deleted else values, theirs)
    headers = tuple((held.name, MASK) for held in source.credentials if held.secret)[:1]
    try:
        call = many.call([patch]) if many else write.call(patch) if write else Call({})
    except WbError as error:
        said = (Line(error.full_text),)
        return RequestText(operation.method, operation.path, headers, said)
    path = _path(operation, call.arguments)
    body = _whole(call) if many else _lines(call, theirs)
    return RequestText(operation.method, path, headers, body)


def _batch(resource: Resource, record: Record) -> Batch | None:
    saving = resource.saving
    if saving is None or record.new:
        return None
    return saving.delete_many if record.deleted else saving.update_many


def _write(resource: Resource, record: Record) -> Write | None:
    saving = resource.saving
    if saving is None:
        return None
    if record.deleted:
        return saving.delete
    return saving.create if record.new else saving.update


def _whole(call: Call) -> tuple[Line, ...]:
    """Return a body line by line: what it writes stands deepest."""
    text = msgspec.json.format(_text(call.body), indent=2)
    return tuple(Line(line, changed=line.lstrip()[:1] not in "[]{}") for line in text.split("\n"))


def _path(operation: Operation, arguments: Mapping[str, object]) -> str:
    path, asked = operation.path, []
    for parameter in operation.parameters:
        if parameter.name in arguments:
            value = str(arguments[parameter.name])
            path = path.replace(f"{{{parameter.name}}}", quote(value, safe=""))
            if parameter.place == "query":
                asked.append(f"{parameter.name}={quote(value, safe='')}")
    return f"{path}?{'&'.join(asked)}" if asked else path


def _lines(call: Call, theirs: bytes) -> tuple[Line, ...]:
    """Return the body's members, those that the service has already as a count."""
    if not isinstance(call.body, Mapping):
        return () if call.body is None else (Line(_text(call.body)),)
    before = msgspec.json.decode(theirs) if theirs else {}
    known = before if isinstance(before, dict) else {}
    changed = [
        f"  {_text(name)}: {_text(value)}"
        for name, value in call.body.items()
        if name not in known or _text(known[name]) != _text(value)
    ]
    same = len(call.body) - len(changed)
    lines = [Line("{"), *(Line(f"{text},", changed=True) for text in changed)]
    if not same and changed:
        lines[-1] = Line(changed[-1], changed=True)
    if same:
        lines.append(
            Line("  … " + trn("{count} member unchanged", "{count} members unchanged", same))
        )
    return (*lines, Line("}"))


def _text(value: object) -> str:
    return _BODIES.encode(value).decode()
