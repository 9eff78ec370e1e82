"""Operations: what is known of each documented call, for the command line, palette and checks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum

import msgspec

from workbench.core.flags import read_flag


class Effect(StrEnum):
    """What calling an operation does at the service."""

    READ = "read"
    WRITE = "write"


class Repeat(StrEnum):
    """Whether the program may send a request again whose answer was lost."""

    SAFE = "safe"
    """Reads: as the retry rules say."""
    SAME = "same"
    """Idempotent writes: again, each time after reading and comparing."""
    NEVER = "never"
    """Only when it surely never left."""


class Answer(StrEnum):
    """What comes back."""

    JSON = "json"
    BYTES = "bytes"
    NOTHING = "nothing"


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of an operation.

    Attributes:
        name: in the service's own spelling.
        python: the argument's name.
        place: "path", "query", "header", "form" for an uploaded file, or "body" for a member of
            the body.
        type: "string", "integer", "number", "boolean", "array" or "object"; "file" in a form.
        required: whether the document asks for it.
        default: None where there is none.
        choices: the documented values.
        help: one sentence.
        writes: whether the call changes something at the service where this is given as true.
    """

    name: str
    python: str
    place: str
    type: str
    required: bool = False
    default: object = None
    choices: tuple[str, ...] = ()
    help: str = ""
    writes: bool = False


class Operation(msgspec.Struct, frozen=True):
    """One documented call of a source.

    Attributes:
        name: unique in its source; the method's name.
        title: first sentence of the method's docstring.
        method: HTTP method.
        path: documented path behind the host, parameters in braces.
        effect: read or write.
        repeat: see `Repeat`.
        parameters: in the method's order.
        body: name of the body argument, "" where there is none.
        body_type: "object" or "array" of JSON, or "file": the content of one.
        body_required: whether it must be given.
        body_help: one sentence about it.
        members: the body's documented members; others are sent as they are given.
        answer: see `Answer`.
        host: which of the source's hosts.
        call: calls it on a client: `await call(client, arguments, body)`; arguments by documented
            name, as text or typed; returns plain JSON values, or bytes.
    """

    name: str
    title: str
    method: str
    path: str
    effect: Effect
    repeat: Repeat
    parameters: tuple[Parameter, ...]
    call: Callable[[object, Mapping[str, object], object], Awaitable[object]]
    body: str = ""
    body_type: str = "object"
    body_required: bool = False
    body_help: str = ""
    members: tuple[Parameter, ...] = ()
    answer: Answer = Answer.JSON
    host: str = ""
    help: str = ""

    def effect_of(self, arguments: Mapping[str, object]) -> Effect:
        """Return what the call does with these arguments, by documented name, as text or typed."""
        given = (arguments.get(held.name) for held in self.parameters if held.writes)
        return Effect.WRITE if any(read_flag(str(value)) for value in given) else self.effect
