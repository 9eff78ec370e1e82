"""One file on its way from answer to disk: resumed only where it is surely the same file."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Job, job_cancelled
from workbench.core.texts import tr
from workbench.net.bodies import cut, web_page
from workbench.net.errors import About, slow
from workbench.net.exchange import RateWatch
from workbench.net.parts import SPARE, PartFile, PartNote
from workbench.net.service_errors import looks_like_markup

if TYPE_CHECKING:
    import httpx

LARGEST_FILE = 2 * 1024 * 1024 * 1024
"""Bytes."""

_BUFFER = 1024 * 1024
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class Download:
    """The state of one download over its attempts.

    Attributes:
        url: the link.
        done: bytes on the disk.
    """

    def __init__(
        self, url: str, part: PartFile, progress: Callable[[int, int | None], None], job: Job
    ) -> None:
        self.url = url
        self.done = 0
        self._part = part
        self._progress = progress
        self._job = job
        self._abandoned = False
        self._note = PartNote("")
        self._space_at = 0

    def abandon(self) -> None:
        """Let an attempt under way stop at its next piece."""
        self._abandoned = True

    def headers(self) -> Mapping[str, str]:
        """Return what asks for the rest of a part that can be resumed. Reads the disk."""
        self.done, self._note = self._part.resume_from(self.url)
        if not self.done:
            return {}
        return {"Range": f"bytes={self.done}-", "If-Range": self._note.validator}

    async def receive(self, response: httpx.Response, about: About) -> Path:
        """Write an answer's body behind what is there, check it and return the finished file.

        Raises:
            WbError: by name; what arrived stays for the next attempt.
        """
        if response.status_code == 416:
            await asyncio.to_thread(self._part.drop)
            raise cut(about)
        self._start(response, about)
        await asyncio.to_thread(self._part.begin, self._note, self.done)
        await self._pieces(response, about)
        await self._check(about)
        return await asyncio.to_thread(self._part.finish)

    def _start(self, response: httpx.Response, about: About) -> None:
        """Say from where this answer goes on and how long the whole is."""
        headers = response.headers
        if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            raise WbError(
                ErrorCode.DATA,
                tr("The file of {title} is packed in an unknown way.", title=about.title),
                tr("Report it with the details."),
                sent=Sent.YES,
            )
        length = headers.get("content-length", "")
        rest = int(length) if length.isdigit() else None
        total = rest
        if response.status_code == 206:
            found = _RANGE.fullmatch(headers.get("content-range", "").strip())
            if found is None or int(found[1]) != self.done:
                self._part.drop()
                raise cut(about)
            total = int(found[2]) if found[2].isdigit() else None
        else:
            self.done = 0
        if (total or 0) > LARGEST_FILE:
            raise _too_big()
        self._note = PartNote(self._note.url_hash, _validator(headers), total)

    async def _pieces(self, response: httpx.Response, about: About) -> None:
        watch = RateWatch(time.monotonic)
        buffer = bytearray()
        try:
            async for piece in response.aiter_raw():
                buffer += piece
                if len(buffer) >= _BUFFER:
                    await self._write(buffer)
                if self.done + len(buffer) > LARGEST_FILE:
                    raise _too_big()
                await self._job.checkpoint()
                if self._abandoned:
                    raise job_cancelled()
                if watch.too_slow(len(piece)):
                    raise slow(about)
        finally:
            # What arrived before a cut is kept, so that the next attempt need not ask for it.
            await self._write(buffer)

    async def _write(self, buffer: bytearray) -> None:
        data = bytes(buffer)
        buffer.clear()
        if not data:
            return
        if self.done - self._space_at >= SPARE:
            self._space_at = self.done
            left = (self._note.length or 0) - self.done
            await asyncio.to_thread(self._part.require_space, left)
        await asyncio.to_thread(self._part.append, data)
        self.done += len(data)
        self._progress(self.done, self._note.length)

    async def _check(self, about: About) -> None:
        """Pass a file that is whole and no web page under another name."""
        length = self._note.length
        if not self.done and length != 0:
            raise cut(about)
        if length is not None and self.done != length:
            if self.done > length:
                await asyncio.to_thread(self._part.drop)
            raise cut(about)
        head = await asyncio.to_thread(self._part.head)
        named = self._part.name.lower().endswith(".xml")
        if looks_like_markup(head) and not named:
            await asyncio.to_thread(self._part.drop)
            raise web_page(head, about)


def _validator(headers: httpx.Headers) -> str:
    """Return what proves that the file is the same later: never a weak ETag."""
    etag = headers.get("etag", "").strip()
    if etag.startswith('"'):
        return etag[:200]
    return headers.get("last-modified", "").strip()[:60]


def _too_big() -> WbError:
    return WbError(
        ErrorCode.BODY_BIG,
        tr("The file is larger than 2 GB."),
        tr("Ask for a smaller one."),
        sent=Sent.YES,
    )
