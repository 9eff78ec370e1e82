"""The services in a process of their own, with a host of large files beside them.

`python -m tests.rigs.service_child` prints one JSON object: its address, the codes that can be
ordered and the numbers of its articles. It ends with the process that started it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator

import anyio
import uvicorn
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from tests.rigs.blobs import ETAG, blob
from workbench.sandbox import parent
from workbench.sandbox.lagerkoll import catalogue as lagerkoll_catalogue
from workbench.sandbox.lagerkoll import service as lagerkoll
from workbench.sandbox.lagerkoll.gatekeeping import STORE
from workbench.sandbox.loupe import catalogue as loupe_catalogue
from workbench.sandbox.loupe import service as loupe
from workbench.sandbox.loupe.samples import Sample
from workbench.sandbox.server import build_app, listening

ARTICLES = 120
SAMPLES = 40
_PIECE = 65_536
_PREFIX = "/files/"


async def _file(request: Request) -> Response:
    """Answer a file in pieces, the rest of it where it is the same file."""
    body, start = blob(request.url.path.removeprefix(_PREFIX)), 0
    asked = request.headers.get("range", "")
    if asked and request.headers.get("if-range") == ETAG:
        start = int(asked.removeprefix("bytes=").rstrip("-"))

    async def pieces() -> AsyncIterator[bytes]:
        for begin in range(start, len(body), _PIECE):
            yield body[begin : begin + _PIECE]
            await anyio.sleep(0.002)

    headers = {"ETag": ETAG, "Content-Length": str(len(body) - start)}
    if start:
        headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
    return StreamingResponse(pieces(), 206 if start else 200, headers, "application/octet-stream")


def main() -> None:
    """Serve until the parent is gone."""
    rows = loupe_catalogue.samples(SAMPLES)
    app = lagerkoll.application(lagerkoll_catalogue.build(ARTICLES), None)
    services = build_app([lagerkoll.build(app), loupe.build(rows)])
    numbers = [
        row.article_id
        for row in app.world.shelves[int(STORE)].articles.values()
        if row.type == "Stock" and not row.bundled
    ]

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_PREFIX):
            answer = await _file(Request(scope, receive))
            await answer(scope, receive, send)
        else:
            await services(scope, receive, send)

    config = uvicorn.Config(both, log_level="critical", lifespan="off", timeout_keep_alive=600)
    server = uvicorn.Server(config)

    def stop() -> None:
        server.should_exit = True

    with listening() as listener:
        parent.watch(os.getppid(), stop)
        port = listener.getsockname()[1]
        about = {"base": f"http://127.0.0.1:{port}", "codes": codes(rows), "articles": numbers}
        sys.stdout.write(f"{json.dumps(about)}\n")
        sys.stdout.flush()
        server.run(sockets=[listener])


def codes(rows: tuple[Sample, ...]) -> list[str]:
    """Return what can be ordered."""
    return [row.code for row in rows]


if __name__ == "__main__":
    main()
