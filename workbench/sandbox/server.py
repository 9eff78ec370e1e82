"""The sandbox as a server on loopback: every source under its own prefix, on one port.

The files of sources that keep them on another host answer on a second port.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from workbench.sandbox import parent
from workbench.sandbox.etim import service as etim
from workbench.sandbox.europeansourcing import service as europeansourcing
from workbench.sandbox.faults import Gate, Line
from workbench.sandbox.lagerkoll import service as lagerkoll
from workbench.sandbox.loupe import service as loupe
from workbench.sandbox.rates import service as rates
from workbench.sandbox.service import Service

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
"""The sandbox answers this machine only."""

BUILDERS: tuple[Callable[[], Service], ...] = (
    europeansourcing.build,
    loupe.build,
    lagerkoll.build,
    etim.build,
    rates.build,
)
"""Every service of the sandbox, each built with its full data."""

_GRACE_SECONDS = 2

Announcement = dict[str, dict[str, object]]
Ready = Callable[[Announcement], None]


def build_app(services: Sequence[Service] | None = None) -> ASGIApp:
    """The ASGI application over services, by default all of them with their full data."""
    chosen = [build() for build in BUILDERS] if services is None else services
    return _mounted((row.name, Gate(row.app, row.faults)) for row in chosen)


def build_files(services: Sequence[Service]) -> ASGIApp:
    """The ASGI application over the file hosts of services; it belongs on another port."""
    return _mounted(
        (row.name, Gate(row.files.app, row.faults)) for row in services if row.files is not None
    )


def build_hosts(services: Sequence[Service], file_port: int) -> ASGIApp:
    """The services, and on `file_port` their file hosts, whose addresses are set to it."""
    for row in services:
        if row.files is not None:
            row.files.address = f"http://{HOST}:{file_port}/{row.name}"
    return _ByPort(build_app(services), build_files(services), file_port)


def _mounted(apps: Iterable[tuple[str, ASGIApp]]) -> ASGIApp:
    return Line(Starlette(routes=[Mount(f"/{name}", app=app) for name, app in apps]))


class _ByPort:
    """Hands the requests of one port to another application (ASGI)."""

    def __init__(self, app: ASGIApp, other: ASGIApp, port: int) -> None:
        self._app = app
        self._other = other
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        server = scope.get("server")
        app = self._other if server and server[1] == self._port else self._app
        await app(scope, receive, send)


def announcement(services: Sequence[Service], port: int) -> Announcement:
    """Where each source answers and with which credentials (document: `workbench sandbox`)."""
    return {
        row.name: {"url": f"http://{HOST}:{port}/{row.name}", "credentials": row.credentials}
        for row in services
    }


def announcer(file: Path | None = None) -> Ready:
    """Prints the announcement as one line of JSON, and writes it to `file` whole or not at all."""

    def announce(about: Announcement) -> None:
        text = json.dumps(about)
        if file is not None:
            part = file.with_name(f"{file.name}.part")
            part.write_text(text, encoding="utf-8")
            part.replace(file)
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    return announce


def serve(
    ready: Ready | None = None,
    port: int = 0,
    parent_pid: int | None = None,
    services: Sequence[Service] | None = None,
) -> None:
    """Serves until interrupted or until the process `parent_pid` is gone.

    `ready` is told where the sources answer, once they do; without it that is printed. SIGTERM
    ends it quietly; an interrupt is raised as KeyboardInterrupt when everything is closed. Raises
    OSError when the port is taken.
    """
    chosen = [build() for build in BUILDERS] if services is None else services
    with listening(port) as listener, listening() as files:
        server = uvicorn.Server(_config(build_hosts(chosen, files.getsockname()[1])))
        with _signals(server), _watched(parent_pid, server):
            (ready or announcer())(announcement(chosen, listener.getsockname()[1]))
            server.run(sockets=[listener, files])


@contextmanager
def listening(port: int = 0) -> Iterator[socket.socket]:
    """A listener on loopback, by default on a free port.

    It listens before a server runs: who reads the announcement can connect at once. Raises OSError
    when the port is taken.
    """
    # With its protocol named the event loop sends without delay; otherwise each answer waits 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
        yield listener


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="critical",
        lifespan="off",
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


@contextmanager
def _signals(server: uvicorn.Server) -> Iterator[None]:
    """Ends the server by SIGTERM and SIGINT, from before it runs until everything is closed.

    The server has handlers of its own while it runs and raises the signal once more at its end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: set[int] = set()

    def note(number: int, _frame: object) -> None:
        came.add(number)
        server.should_exit = True

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if signal.SIGINT in came:
        raise KeyboardInterrupt


@contextmanager
def _watched(parent_pid: int | None, server: uvicorn.Server) -> Iterator[None]:
    if parent_pid is None:
        yield
        return

    def stop() -> None:
        server.should_exit = True

    ended = parent.watch(parent_pid, stop)
    try:
        yield
    finally:
        ended.set()
