"""The command line: reads the words, runs one command, ends with its status.

Importing this module must stay cheap: the window starts through it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.cli.parser import Parser
from workbench.core.errors import EXIT, ErrorCode, WbError

DESCRIPTION = "Every product system of a company open side by side."

Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run `workbench` with its arguments and return the exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        options = build_parser().parse_args(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    except WbError as error:
        return told(error, as_json="--json" in words)
    return run(options)


def run(options: argparse.Namespace) -> int:
    """Run the chosen command; failures become one line on standard error and a status."""
    command: Command = options.command
    try:
        status = command(options)
        sys.stdout.flush()
    except WbError as error:
        return told(error, as_json=options.json)
    except KeyboardInterrupt:
        stopped = WbError(ErrorCode.CANCELLED, "The command was interrupted.")
        return told(stopped, as_json=options.json)
    except BrokenPipeError:
        return _unheard()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one line
        from workbench.core.unexpected import named  # noqa: PLC0415

        return told(named(error), as_json=options.json)
    return status


def told(error: WbError, *, as_json: bool) -> int:
    """Print a failure and return its exit status."""
    from workbench.cli.output import Output  # noqa: PLC0415 - the window needs none of it

    Output(as_json=as_json).error(error)
    return error.exit_status


def _unheard() -> int:
    """End quietly where nobody reads any more; what is still unwritten goes nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT.interrupted


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = Parser(prog="workbench", description=DESCRIPTION)
    parser.add_argument("--version", action="store_true", help="print the version and end")
    parser.add_argument("--sandbox", action="store_true", help="open the window on sample data")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    _add_sandbox(commands)
    _add_accounts(commands)
    _add_operations(commands)
    _add_call(commands)
    _add_export(commands)
    _add_fields(commands)
    _add_price(commands)
    _add_receive(commands)
    return parser


def _add_sandbox(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "sandbox", "serve the sandbox alone until interrupted", _sandbox)
    parser.add_argument("--ready-file", metavar="FILE", help="also write the addresses to FILE")
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--parent-pid", type=int, help=argparse.SUPPRESS)


def _add_accounts(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("accounts", help="add, list, remove and test accounts")
    _add_json(parser)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add = _command(actions, "add", "add an account; credentials as JSON on standard input", _add)
    add.add_argument("source", metavar="SOURCE")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--url", default="", help="replaces scheme, host and path prefix")
    add.add_argument("--read-only", action="store_true", help="refuse every write")
    _command(actions, "list", "list the accounts", _list)
    for name, text, command in (
        ("remove", "remove an account and its credentials", _remove),
        ("test", "make one cheap authenticated request", _test),
    ):
        one = _command(actions, name, text, command)
        one.add_argument("source", metavar="SOURCE")
        one.add_argument("name", metavar="NAME")
        if name == "test":
            _add_reach(one, account=False)


def _add_operations(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "operations", "list every documented operation", _operations)
    parser.add_argument("source", metavar="SOURCE", nargs="?", default="")


def _add_call(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "call", "run one operation and print the answer as JSON", _call)
    parser.add_argument("source", metavar="SOURCE")
    parser.add_argument("operation", metavar="OPERATION")
    parser.add_argument("--set", action="append", default=[], metavar="PARAM=VALUE", dest="given")
    parser.add_argument("--body", metavar="FILE", help="JSON body from FILE, or - for input")
    parser.add_argument("--out", metavar="FILE", help="write the answer to FILE")
    parser.add_argument("--yes", action="store_true", help="do send a write")
    _add_reach(parser)


def _add_export(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "export", "write all matching rows to a file", _export)
    parser.add_argument("resource", metavar="SOURCE[/RESOURCE]")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--columns", default="", metavar="A,B", help="field ids, in order")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N rows")
    parser.add_argument("--quantity", type=int, default=1, metavar="N", help="prices at N pieces")
    parser.add_argument("--language", default="", metavar="CODE", help="language of the texts")
    parser.add_argument("--out", required=True, metavar="FILE", help=".xlsx .csv .json .parquet")
    _add_reach(parser)


def _add_fields(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "fields", "list filters and columns of a resource", _fields)
    parser.add_argument("resource", metavar="SOURCE/RESOURCE")


def _add_price(commands: argparse._SubParsersAction) -> None:
    parser = _command(commands, "price", "price one marked order without a service", _price)
    parser.add_argument("file", metavar="FILE", help="the order as JSON; - for standard input")


def _add_receive(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands, "receive", "take messages that services send, until interrupted", _receive
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="to listen on; 0: any")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="to listen on")
    parser.add_argument("--source", action="append", default=[], metavar="SOURCE")
    parser.add_argument("--account", default="", metavar="NAME")
    parser.add_argument("--token-file", default="", metavar="FILE", help="holds the secret path")
    parser.add_argument("--ready-file", metavar="FILE", help="also write the addresses to FILE")


def _add_reach(parser: argparse.ArgumentParser, *, account: bool = True) -> None:
    """Add what says which account a command uses, and with which credentials."""
    if account:
        parser.add_argument("--account", default="", metavar="NAME")
    parser.add_argument("--credentials", metavar="FILE", help="JSON, for this run; - for input")
    parser.add_argument("--url", default="", help="address for this run")


def _command(
    commands: argparse._SubParsersAction,
    name: str,
    text: str,
    command: Command,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    _add_json(parser)
    parser.set_defaults(command=command)
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    """Take `--json` here too; without a default, so that one given before the command stays."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _window(options: argparse.Namespace) -> int:
    if options.version:
        return _version(options)
    from workbench.app.start import open_window  # noqa: PLC0415 - Qt only for the window

    return open_window(sandbox=options.sandbox)


def _version(options: argparse.Namespace) -> int:
    from workbench.cli.output import Output  # noqa: PLC0415
    from workbench.cli.version import NAME, own_version  # noqa: PLC0415 - slow, and only for this

    output = Output(as_json=options.json)
    if options.json:
        output.result({"name": NAME, "version": own_version()})
    else:
        output.line(f"{NAME} {own_version()}")
    return EXIT.done


def _sandbox(options: argparse.Namespace) -> int:
    from workbench.cli.places import check_place  # noqa: PLC0415
    from workbench.sandbox.__main__ import main as serve  # noqa: PLC0415

    words = ["--port", str(options.port)]
    if options.ready_file:
        check_place(Path(options.ready_file))
        words += ["--ready-file", options.ready_file]
    if options.parent_pid:
        words += ["--parent-pid", str(options.parent_pid)]
    return serve(words)


def _add(options: argparse.Namespace) -> int:
    from workbench.cli import accounts  # noqa: PLC0415

    return accounts.add(options)


def _list(options: argparse.Namespace) -> int:
    from workbench.cli import accounts  # noqa: PLC0415

    return accounts.list_all(options)


def _remove(options: argparse.Namespace) -> int:
    from workbench.cli import accounts  # noqa: PLC0415

    return accounts.remove(options)


def _test(options: argparse.Namespace) -> int:
    from workbench.cli import accounts  # noqa: PLC0415

    return accounts.test(options)


def _operations(options: argparse.Namespace) -> int:
    from workbench.cli import operations  # noqa: PLC0415

    return operations.list_all(options)


def _call(options: argparse.Namespace) -> int:
    from workbench.cli import operations  # noqa: PLC0415

    return operations.call(options)


def _export(options: argparse.Namespace) -> int:
    from workbench.cli import export  # noqa: PLC0415

    return export.export(options)


def _fields(options: argparse.Namespace) -> int:
    from workbench.cli import fields  # noqa: PLC0415

    return fields.list_all(options)


def _price(options: argparse.Namespace) -> int:
    from workbench.cli import price  # noqa: PLC0415

    return price.price(options)


def _receive(options: argparse.Namespace) -> int:
    from workbench.cli import receive  # noqa: PLC0415

    return receive.receive(options)


if __name__ == "__main__":
    sys.exit(main())
