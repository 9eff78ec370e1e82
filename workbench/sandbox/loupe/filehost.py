"""The host that the files and pictures lie on: it wants no credentials and notes what it is sent.

It gives parts of a file (`Range`, `If-Range`), sends on to itself when asked to, and names a file
as it is told, however odd the name.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.sandbox.loupe import pictures
from workbench.sandbox.loupe.exports import Exports
from workbench.sandbox.refusal import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from workbench.sandbox.loupe.packing import Packed
    from workbench.sandbox.loupe.samples import Sample

REMEMBERED = 2_000
"""Requests that are remembered with their headers."""

Endpoint = Callable[[Request], Awaitable[Response]]

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_MODIFIED = "Sun, 01 Nov 2026 12:00:00 GMT"


@dataclass(slots=True)
class Seen:
    """What came to the host: every request's method, path and headers."""

    requests: deque[dict[str, object]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def note(self, request: Request) -> None:
        """Remembers a request as it came."""
        self.requests.append({
            "method": request.method,
            "path": request.url.path,
            "query": request.url.query,
            "headers": [[name, value] for name, value in request.headers.items()],
        })  # fmt: skip


def build(exports: Exports, seen: Seen) -> ASGIApp:
    """The host over the exports of the account."""
    samples = {row.code: row for row in exports.samples}
    return Starlette(
        routes=[
            Route("/files/{id}/{signature}/{name}", _file(exports, seen)),
            Route("/pictures/{file}", _picture(samples, seen)),
        ]
    )


def _file(exports: Exports, seen: Seen) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        seen.note(request)
        hop = _hop(request)
        if hop < exports.settings.hops:
            return Response(status_code=302, headers={"Location": _onward(request, hop + 1)})
        path = request.path_params
        try:
            found = await run_in_threadpool(exports.file, path["id"], path["signature"])
        except Refusal as refusal:
            return _error(refusal)
        name = exports.settings.file_name or found.name
        return _given(found, name, request.headers, ranges=exports.settings.ranges)

    return endpoint


def _hop(request: Request) -> int:
    text = request.query_params.get("hop", "0")
    return int(text) if text.isascii() and text.isdigit() else 0


def _onward(request: Request, hop: int) -> str:
    return str(request.url.include_query_params(hop=hop))


def _error(refusal: Refusal) -> Response:
    text = f"<?xml version='1.0'?><Error><Code>{refusal.message}</Code></Error>"
    return Response(text, refusal.status, media_type="application/xml")


def _given(found: Packed, name: str, headers: Mapping[str, str], *, ranges: bool) -> Response:
    """The whole file, or the part that is asked for if the file is still the one meant."""
    held = {
        "ETag": found.tag,
        "Last-Modified": _MODIFIED,
        "Accept-Ranges": "bytes" if ranges else "none",
        "Content-Disposition": disposition(name),
        "Content-Type": found.media,
    }
    size = len(found.data)
    part = _part(headers.get("range", ""), size) if ranges else None
    if part is None or headers.get("if-range", found.tag) not in {found.tag, _MODIFIED}:
        return Response(found.data, headers=held)
    start, end = part
    if start >= end:
        return Response(status_code=416, headers={**held, "Content-Range": f"bytes */{size}"})
    held["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(found.data[start:end], 206, held)


def _part(text: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; none for what is no single range."""
    asked = _RANGE.fullmatch(text.strip())
    if asked is None or not (asked[1] or asked[2]):
        return None
    if not asked[1]:
        return max(size - int(asked[2]), 0), size
    end = min(int(asked[2]) + 1, size) if asked[2] else size
    return int(asked[1]), end


def disposition(name: str) -> str:
    """A name in both spellings of the header; signs that no header may hold are left out."""
    plain = name.encode("latin-1", "replace").decode("latin-1")
    plain = "".join(sign for sign in plain if sign.isprintable()).replace('"', '\\"')
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _picture(samples: Mapping[str, Sample], seen: Seen) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        seen.note(request)
        look = pictures.look_of(samples, request.path_params["file"])
        if look is None:
            return Response("not found", 404, media_type="text/plain")
        data, tag = await run_in_threadpool(pictures.drawn, look)
        headers = {"ETag": tag, "Cache-Control": "public, max-age=86400"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, headers=headers, media_type="image/png")

    return endpoint
