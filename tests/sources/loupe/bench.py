"""What the tests of Loupe stand on: a scripted service, a clock without waits, files at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.sources.kit import CannedSender, QuickClock
from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.queries import Condition, Query
from workbench.net.outside import Outside
from workbench.net.requests import Request
from workbench.sources.loupe.client import LoupeClient

ID = "36ad63dd-3bb8-4fc9-b4e3-902913346811"
CREATED = "2018-09-03T14:07:54.015134"
LINK = "https://files.example.test/x/export.csv?signature=s3cret"
CSV = b'Atelier Code,Description\r\nAZ1,"b""bb"\r\n'


def envelope(status: str | None = "Pending", link: str | None = None, **more: object) -> bytes:
    """An export as the document answers it; without a status, an empty value."""
    value: dict[str, object] = {}
    if status is not None:
        value = {
            "id": ID, "dataTransferType": "Export", "status": status, "fileUrl": link,
            "createdAt": CREATED, "labels": None, "archived": False,
        } | more  # fmt: skip
    href = {"href": f"api/exports/{ID}", "method": "GET", "title": "", "templated": False}
    document = {"value": value, "next": None, "_links": {"self": href, "update": href}}
    return json.dumps(document).encode()


READY = envelope("ReadyForDownload", LINK)

Answer = bytes | WbError


@dataclass
class Disk:
    """Files by link, in place of the client without credentials."""

    files: dict[str, Answer] = field(default_factory=lambda: {LINK: CSV})
    asked: list[str] = field(default_factory=list)

    async def download(
        self,
        url: str,
        folder: Path,
        name: str,
        progress: Callable[[int, int | None], None],
        job: Job,
    ) -> Path:
        await job.checkpoint()
        self.asked.append(url)
        answer = self.files[url]
        if isinstance(answer, WbError):
            raise answer
        progress(len(answer), len(answer))
        return put(folder / name, answer)


def put(path: Path, data: bytes) -> Path:
    """A file with these bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@dataclass
class Bench:
    """A client with everything around it at hand."""

    client: LoupeClient
    sender: CannedSender
    clock: QuickClock
    disk: Disk
    jobs: Jobs

    @property
    def calls(self) -> list[str]:
        """The operations in the order they were called."""
        return [request.operation for request in self.sender.seen]


def bench(folder: Path, *looks: Answer, created: bytes | None = None) -> Bench:
    """A client whose export is created as told and then looks so; the last look repeats."""
    rest = list(looks)

    def answer(request: Request) -> bytes:
        if request.operation == "create_export":
            return envelope() if created is None else created
        look = rest.pop(0) if len(rest) > 1 else rest[0]
        if isinstance(look, WbError):
            raise look
        return look

    sender, clock, disk, jobs = CannedSender(answer), QuickClock(), Disk(), Jobs()
    outside = Outside(
        Account("loupe", "main"), sender, disk, folder, jobs, clock=clock, random=lambda: 0.5
    )
    return Bench(LoupeClient(sender, outside), sender, clock, disk, jobs)


def asked(**values: str | int | bool | tuple[str, ...]) -> Query:
    """A query by documented names."""
    return Query(conditions=tuple(Condition(name, "", value) for name, value in values.items()))
