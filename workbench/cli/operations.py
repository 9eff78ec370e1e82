"""`workbench operations` and `workbench call`: every documented call, listed and run."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

import msgspec

from workbench.cli.output import Output, to_json
from workbench.cli.places import check_place
from workbench.cli.reach import connect, find_account, find_source, run_on_workspace
from workbench.core.errors import EXIT, ErrorCode, WbError, bad_input, from_os_error
from workbench.core.operations import Answer, Effect, Operation, Parameter
from workbench.core.sources import Source
from workbench.sources import ALL
from workbench.store.files import atomic_write
from workbench.workspace.calling import call_operation
from workbench.workspace.workspace import Workspace


def list_all(options: argparse.Namespace) -> int:
    """List every operation of one source, or of all."""
    sources = (find_source(options.source),) if options.source else ALL
    rows = [described(source, operation) for source in sources for operation in source.operations()]
    Output(as_json=options.json).table(rows, ("source", "name", "kind", "method", "path", "title"))
    return EXIT.done


def described(source: Source, operation: Operation) -> dict[str, object]:
    """Return an operation as the contract lists it."""
    return {
        "source": source.id,
        "name": operation.name,
        "title": operation.title,
        "method": operation.method,
        "path": operation.path.replace("[", "").replace("]", ""),
        "kind": operation.effect.value,
        "params": [described_parameter(parameter) for parameter in parameters_of(operation)],
        "body": described_body(operation) if operation.body else None,
    }


def parameters_of(operation: Operation) -> tuple[Parameter, ...]:
    """Return the documented parameters; an uploaded file is one of them, in a form."""
    if operation.body_type != "file":
        return operation.parameters
    name, needed = operation.body, operation.body_required
    file = Parameter(name, name, "form", "file", needed, help=operation.body_help)
    return (*operation.parameters, file)


def described_parameter(parameter: Parameter) -> dict[str, object]:
    """Return a parameter, or a member of a body, as the contract lists it."""
    return {
        "name": parameter.name,
        "in": parameter.place,
        "type": parameter.type,
        "required": parameter.required,
        "default": parameter.default,
        "choices": list(parameter.choices),
    }


def described_body(operation: Operation) -> dict[str, object]:
    """Return what the body of an operation is, with its documented members."""
    return {
        "type": operation.body_type,
        "required": operation.body_required,
        "help": operation.body_help,
        "members": [described_parameter(member) for member in operation.members],
    }


def call(options: argparse.Namespace) -> int:
    """Run one operation and print its answer.

    Raises:
        WbError: INPUT for an unknown operation or parameter, or a write without `--yes`.
    """
    source = find_source(options.source)
    operation = find_operation(source, options.operation)
    arguments = given_arguments(options.given)
    wants_file = operation.body_type == "file"
    if wants_file and not options.body:
        options.body = str(arguments.pop(operation.body, ""))
    check_input(options)
    body = read_body(str(options.body), plain=wants_file) if options.body else None
    if options.body and not wants_file:
        check_body(operation, body)
    if operation.effect_of(arguments) is Effect.WRITE and not options.yes:
        raise bad_input(
            f"{operation.name} changes data at {source.title}; nothing was sent.",
            "Add --yes to send it.",
            "yes",
        )
    if operation.answer is Answer.BYTES and not options.out:
        raise bad_input(f"{operation.name} answers a file.", "Add --out FILE.", "out")
    if options.out:
        check_place(Path(options.out))

    async def work(workspace: Workspace) -> object:
        account = find_account(workspace, source, options)
        connection = await connect(workspace, source, account, options)
        client = connection.client
        return await call_operation(workspace, source, account, operation, client, arguments, body)

    answer = run_on_workspace(work)
    show(answer, options)
    return told_undone(source, operation, answer, options)


def told_undone(
    source: Source, operation: Operation, answer: object, options: argparse.Namespace
) -> int:
    """List what a successful answer says was not done; return the exit status."""
    failures = source.undone(operation.name, answer) if source.undone is not None else ()
    for sentence in failures:
        refusal = WbError(ErrorCode.REFUSED, sentence, "The rest was done.", source=source.id)
        Output(as_json=options.json).error(refusal)
    return EXIT.partly if failures else EXIT.done


def show(answer: object, options: argparse.Namespace) -> None:
    """Print an answer as JSON, or write it to `--out`.

    Raises:
        WbError: DISK, where the file cannot be written.
    """
    if isinstance(answer, bytes) and not answer:
        # An empty file would look like what was asked for.
        Output(as_json=options.json).note("The answer holds no file; it may still be made.")
        answer = None
    elif options.out:
        write(answer, options)
        return
    Output(as_json=True).result(answer)


def write(answer: object, options: argparse.Namespace) -> None:
    """Write an answer to `--out`: bytes as they came, other answers as JSON.

    Raises:
        WbError: DISK, where the file cannot be written.
    """
    data = answer if isinstance(answer, bytes) else to_json(answer).encode()
    path = Path(options.out)
    atomic_write(path, data)
    Output(as_json=options.json).note("written", path=str(path), bytes=len(data))


def find_operation(source: Source, name: str) -> Operation:
    """Return an operation by name.

    Raises:
        WbError: INPUT, naming the nearest three.
    """
    operations = {operation.name: operation for operation in source.operations()}
    if name in operations:
        return operations[name]
    near = difflib.get_close_matches(name, operations, 3, 0.0)
    raise bad_input(
        f"{source.title} has no operation “{name}”.",
        f"The nearest are: {', '.join(near)}.",
        "operation",
    )


def check_input(options: argparse.Namespace) -> None:
    """Refuse to read two things from standard input.

    Raises:
        WbError: INPUT.
    """
    if options.body == "-" and options.credentials == "-":
        raise bad_input(
            "Standard input cannot hold both the body and the credentials.",
            "Give one of them as a file.",
            "body",
        )


def given_arguments(pairs: list[str]) -> dict[str, object]:
    """Return the arguments of `--set name=value` words.

    Raises:
        WbError: INPUT for a word without "=", or a name given twice with different values.
    """
    given: dict[str, object] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise bad_input(f"“{pair}” has no value.", "Write --set name=value.", "set")
        key = name.strip()
        if given.get(key, value) != value:
            raise bad_input(
                f"“{key}” is given twice.", "Give it once; a list is parted by commas.", key
            )
        given[key] = value
    return given


def read_body(place: str, *, plain: bool = False) -> object:
    """Return the JSON in a file, or on standard input for "-"; its bytes where `plain`.

    Raises:
        WbError: INPUT where it is no JSON, DISK where it cannot be read.
    """
    from workbench.net.operations import loads  # noqa: PLC0415 - only for calls

    try:
        text = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise from_os_error(error, place) from None
    if plain:
        return text
    try:
        return loads(text)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise bad_input(f"The body is not JSON: {error}.", "Check the file.", "body") from None


def check_body(operation: Operation, body: object) -> None:
    """Refuse a body that the operation cannot take.

    Raises:
        WbError: INPUT.
    """
    if not operation.body:
        raise bad_input(f"{operation.name} takes no body.", "Leave --body out.", "body")
    if not isinstance(body, list if operation.body_type == "array" else dict):
        wanted = "a list [...]" if operation.body_type == "array" else "an object {...}"
        raise bad_input(f"The body of {operation.name} must be {wanted}.", "Check it.", "body")
