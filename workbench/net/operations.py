"""Documented calls as typed methods: the decorator builds the request from the signature.

An operation's class needs one attribute, `gateway`. The method's body stays empty; its
annotations say where each argument goes and what the answer is. The same reading of the
signature serves the command line, the palette and the contract checks.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from types import NoneType
from typing import Annotated, Any, ParamSpec, TypeVar, get_args, get_origin

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError, bad_input
from workbench.core.operations import Answer, Effect, Operation, Parameter, Repeat
from workbench.core.texts import tr
from workbench.net.arguments import choices_of, json_type, typed_arguments, wire_text
from workbench.net.requests import Request
from workbench.net.uploads import form_of

P = ParamSpec("P")
R = TypeVar("R")

_BODIES = msgspec.json.Encoder(decimal_format="number")
"""Numbers go out with the digits that they came with."""

_BRACES = re.compile(r"\{([^{}]+)\}")


class Query(msgspec.Struct, frozen=True):
    """Marks an argument that goes into the query string, under its documented name."""

    name: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    writes: bool = False


class Path(msgspec.Struct, frozen=True):
    """Marks a path argument whose documented name is no Python name."""

    name: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()


class Header(msgspec.Struct, frozen=True):
    """Marks an argument that goes into a header."""

    name: str
    help: str = ""
    choices: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True):
    """Marks the argument that is the JSON body, with its documented members."""

    help: str = ""
    members: tuple[Parameter, ...] = ()


class Upload(msgspec.Struct, frozen=True):
    """Marks the argument that is a file's content, sent in a form under the name `part`."""

    help: str = ""
    part: str = "file"


def member(
    name: str,
    type: str,
    *,
    choices: tuple[str, ...] = (),
    default: object = None,
    required: bool = False,
    help: str = "",
) -> Parameter:
    """Return a documented member of a body."""
    return Parameter(name, name, "body", type, required, default, choices, help)


Json = dict[str, Any] | list[Any] | str | int | float | bool | None
"""A decoded answer without a type of its own; numbers with a point are kept as Decimal."""


class _Call(msgspec.Struct, frozen=True):
    """The reading of one decorated method."""

    operation: Operation
    signature: inspect.Signature
    body: str
    body_type: Any
    result: Any
    upload: str = ""

    def request(self, bound: Mapping[str, object]) -> Request:
        """Return the request for the given arguments by Python name."""
        values: dict[str, str] = {}
        query: list[tuple[str, str]] = []
        headers: list[tuple[str, str]] = []
        for parameter in self.operation.parameters:
            given = bound.get(parameter.python)
            if given is None:
                continue
            text = wire_text(given)
            if parameter.place == "path":
                values[parameter.name] = text
            elif parameter.place == "header":
                headers.append((parameter.name, text))
            else:
                items = given if isinstance(given, (list, tuple)) else (given,)
                query += [(parameter.name, wire_text(item)) for item in items]
        sent = self._body(bound, query)
        given = {held.name: bound.get(held.python) for held in self.operation.parameters}
        effect = self.operation.effect_of(given)
        changed = effect is not self.operation.effect
        return Request(
            operation=self.operation.name,
            method=self.operation.method,
            path=_chosen_path(self.operation.path, values),
            values=values,
            query=tuple(query),
            headers=(*headers, *sent[0]),
            body=sent[1],
            host=self.operation.host,
            effect=effect,
            repeat=Repeat.NEVER if changed else self.operation.repeat,
            answer=self.operation.answer,
        )

    def _body(
        self, bound: Mapping[str, object], query: list[tuple[str, str]]
    ) -> tuple[tuple[tuple[str, str], ...], bytes | None]:
        """Return the headers and bytes of the body.

        Raises:
            WbError: code INPUT, where a file is wanted and something else was given.
        """
        body = bound.get(self.body) if self.body else None
        if body is None:
            return (), None
        if not self.upload:
            return (), _BODIES.encode(body)
        if not isinstance(body, bytes):
            raise bad_input(tr("This operation needs a file."), tr("Choose one."), self.body)
        kind, form = form_of(body, self.upload, query)
        return (("Content-Type", kind),), form


def route(
    method: str,
    path: str,
    *,
    effect: Effect | None = None,
    repeat: Repeat | None = None,
    answer: Answer = Answer.JSON,
    host: str = "",
    own: tuple[str, ...] = (),
) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """Turn an empty async method into the operation at `path`.

    A part of the path in square brackets is left out where its parameter is not given:
    `/categories/{lang}[/{lvl}]`. Parameters of the path that the account's credentials hold
    are named in `own`: the method does not take them, the gateway fills them in.

    Raises (when called):
        WbError: as the gateway names it, or code DATA where the answer is not of the type.
    """
    effect = effect or (Effect.READ if method == "GET" else Effect.WRITE)
    repeat = repeat or (Repeat.SAFE if effect is Effect.READ else Repeat.NEVER)

    def decorate(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        @functools.cache
        def reading() -> _Call:
            read = _read(function, method, path, effect, repeat, answer, host)
            return _with_own(read, own)

        @functools.wraps(function)
        async def call(*args: P.args, **kwargs: P.kwargs) -> R:
            read = reading()
            bound = read.signature.bind(*args, **kwargs)
            bound.apply_defaults()
            client = bound.arguments.pop("self")
            reply = await client.gateway.send(read.request(bound.arguments))
            return decode(reply.body, read.result, read.operation)

        call.reading = reading  # type: ignore[attr-defined]
        return call

    return decorate


get = functools.partial(route, "GET")
post = functools.partial(route, "POST")
put = functools.partial(route, "PUT")
delete = functools.partial(route, "DELETE")


def operations_of(client: type) -> tuple[Operation, ...]:
    """Return every operation that a client class is composed of, by name.

    Looks through the class's own methods and through the operation classes named in its
    `sections` (attribute name to class).
    """
    found: dict[str, Operation] = {}
    sections: Mapping[str, type] = getattr(client, "sections", {})
    for attribute, section in ({"": client} | dict(sections)).items():
        for name in dir(section):
            reading = getattr(getattr(section, name, None), "reading", None)
            if reading is not None:
                operation = _reached(reading(), attribute)
                found[operation.name] = operation
    return tuple(sorted(found.values(), key=lambda operation: operation.name))


def decode(body: bytes, kind: Any, operation: Operation) -> Any:  # noqa: ANN401 - the caller's type
    """Return a body as the operation's result type.

    Raises:
        WbError: code DATA, where it is JSON of another shape.
    """
    if kind is bytes:
        return body
    if kind in {None, NoneType}:
        return None
    try:
        if kind is Any or kind == Json:
            return loads(body)
        return msgspec.json.decode(body, type=kind, strict=False)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise WbError(
            ErrorCode.DATA,
            tr("The answer does not have the documented form."),
            tr("Report it with the details; the raw answer can be seen by calling the operation."),
            operation=operation.name,
            sent=Sent.YES,
            detail=str(error)[:300],
        ) from error


def loads(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON as plain values, numbers with a point as Decimal, exact."""
    return msgspec.json.Decoder(float_hook=_decimal).decode(body) if body.strip() else None


def _whatever(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return what came where nothing was documented; what is no JSON says nothing."""
    try:
        return loads(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _decimal(text: str) -> object:
    from decimal import Decimal  # noqa: PLC0415 - only for answers without a type

    return Decimal(text)


def _chosen_path(path: str, values: Mapping[str, str]) -> str:
    """Return the path without optional parts whose parameter is missing, and without brackets."""

    def keep(match: re.Match[str]) -> str:
        names = _BRACES.findall(match[1])
        return match[1] if all(name in values for name in names) else ""

    return re.sub(r"\[([^\[\]]*)\]", keep, path)


def _read(
    function: Callable[..., object],
    method: str,
    path: str,
    effect: Effect,
    repeat: Repeat,
    answer: Answer,
    host: str,
) -> _Call:
    signature = inspect.signature(function, eval_str=True)
    optional = set(_BRACES.findall("".join(re.findall(r"\[([^\[\]]*)\]", path))))
    in_path = set(_BRACES.findall(path))
    parameters: list[Parameter] = []
    body = ""
    body_type: Any = None
    about = Body()
    upload = ""
    for name, argument in signature.parameters.items():
        if name == "self":
            continue
        kind, marker = _marked(argument.annotation)
        if isinstance(marker, Upload):
            marker, upload = Body(marker.help), marker.part
        if isinstance(marker, Body):
            body, body_type, about = name, kind, marker
            continue
        parameters.append(_parameter(name, argument, kind, marker, in_path, optional))
    summary, _, rest = inspect.cleandoc(function.__doc__ or "").partition("\n")
    required = body != "" and signature.parameters[body].default is inspect.Parameter.empty
    operation = Operation(
        name=function.__name__,
        title=summary.strip().rstrip("."),
        method=method,
        path=path,
        effect=effect,
        repeat=repeat,
        parameters=tuple(parameters),
        call=_nobody,
        body=body,
        body_type="file" if upload else _body_type(body_type) if body else "object",
        body_required=required,
        body_help=about.help,
        members=about.members,
        answer=answer,
        host=host,
        help=rest.strip(),
    )
    return _Call(operation, signature, body, body_type, signature.return_annotation, upload)


def _with_own(read: _Call, own: tuple[str, ...]) -> _Call:
    """Return a reading with the parameters that the account gives, which a call may still name."""
    if not own:
        return read
    held = tuple(
        Parameter(name, name, "path", "string", help=tr("Of the account, where it is not given."))
        for name in own
    )
    operation = read.operation
    operation = msgspec.structs.replace(operation, parameters=(*operation.parameters, *held))
    return msgspec.structs.replace(read, operation=operation)


def _body_type(kind: Any) -> str:  # noqa: ANN401 - a type
    return "array" if json_type(kind) == "array" else "object"


async def _nobody(_client: object, _arguments: Mapping[str, object], _body: object) -> object:
    raise TypeError("an operation is called through its client")


def _reached(read: _Call, attribute: str) -> Operation:
    """Return the operation with a `call` that finds its section on a client."""

    async def call(client: object, arguments: Mapping[str, object], body: object) -> object:
        section: Any = getattr(client, attribute) if attribute else client
        bound = typed_arguments(read.operation, arguments)
        if read.body and body is not None:
            bound[read.body] = body
        elif read.operation.body_required:
            raise bad_input(
                tr("This operation needs a body."), tr("Give it with --body FILE or -.")
            )
        reply = await section.gateway.send(read.request(bound))
        if read.operation.answer is Answer.BYTES:
            return reply.body
        if read.operation.answer is Answer.NOTHING:
            return _whatever(reply.body)
        return decode(reply.body, Json, read.operation)

    return msgspec.structs.replace(read.operation, call=call)


def _parameter(
    name: str,
    argument: inspect.Parameter,
    kind: Any,  # noqa: ANN401 - a type
    marker: object,
    in_path: set[str],
    optional: set[str],
) -> Parameter:
    wire = getattr(marker, "name", "") or name
    place = "path" if wire in in_path else "header" if isinstance(marker, Header) else "query"
    needed = argument.default is inspect.Parameter.empty
    return Parameter(
        name=wire,
        python=name,
        place=place,
        type=json_type(kind),
        required=needed and wire not in optional,
        default=None if needed else argument.default,
        choices=getattr(marker, "choices", ()) or choices_of(kind),
        help=getattr(marker, "help", ""),
        writes=getattr(marker, "writes", False),
    )


def _marked(annotation: Any) -> tuple[Any, object]:  # noqa: ANN401 - a type
    if get_origin(annotation) is Annotated:
        kind, *markers = get_args(annotation)
        return kind, next(iter(markers), None)
    return annotation, None
