"""What the tests of sources stand on: services of the sandbox in this process, and a sender."""

from __future__ import annotations

import atexit
import base64
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

import httpx
from starlette.types import ASGIApp

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.sources import Source
from workbench.net.outside import Outside
from workbench.net.requests import Reply, Request
from workbench.sandbox.etim import catalogue as etim_catalogue
from workbench.sandbox.etim import service as etim_service
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import build
from workbench.sandbox.lagerkoll import catalogue as lagerkoll_catalogue
from workbench.sandbox.lagerkoll import service as lagerkoll_service
from workbench.sandbox.loupe import catalogue as loupe_catalogue
from workbench.sandbox.loupe import service as loupe_service
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_app, build_files
from workbench.sandbox.service import Service

PRODUCTS = 400
_CODES = {401: ErrorCode.AUTH, 404: ErrorCode.NOT_FOUND}


@dataclass
class AppSender:
    """Sends requests to an application in this process, as the gateway would."""

    app: ASGIApp
    prefix: str
    headers: Mapping[str, str]
    seen: list[Request] = field(default_factory=list)
    files: ASGIApp | None = None
    """The host that the service's links lead to, where it has one."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Parameters of paths that are the account's own."""

    async def send(self, request: Request) -> Reply:
        self.seen.append(request)
        values = {**self.own, **request.values}
        path = re.sub(r"\{([^{}]+)\}", lambda match: quote(values[match[1]], safe=""), request.path)
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.request(
                request.method,
                f"{self.prefix}{path}",
                params=list(request.query),
                headers={**self.headers, **dict(request.headers)},
                content=request.body,
            )
        if answer.status_code >= 400:
            code = _CODES.get(answer.status_code, ErrorCode.REFUSED)
            raise WbError(code, answer.text, status=answer.status_code)
        kind = answer.headers.get("content-type", "")
        return Reply(answer.status_code, answer.content, kind, datetime.now(UTC))


@dataclass
class CannedSender:
    """Answers each request from a function of it, as documents of the vendor's text."""

    answer: Callable[[Request], bytes]
    seen: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Reply:
        self.seen.append(request)
        return Reply(200, self.answer(request), "application/json", datetime.now(UTC))


@cache
def catalogue(products: int = PRODUCTS) -> Catalogue:
    """The data of the small sandbox, built once: no request changes it."""
    return Catalogue.build(products=products)


def europeansourcing() -> tuple[Service, AppSender]:
    """A fresh service with its faults, and a sender that is signed in."""
    service = build(catalogue())
    app = build_app([service])
    token = {"x-auth-token": str(service.credentials["token"])}
    return service, AppSender(app, f"/{service.name}", token)


@dataclass
class QuickClock:
    """A clock on which every wait is over at once."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class AppFiles:
    """Reads linked files from an application in this process, without any header of its own."""

    app: ASGIApp | None
    urls: list[str] = field(default_factory=list)

    async def download(
        self,
        url: str,
        folder: Path,
        name: str,
        progress: Callable[[int, int | None], None],
        job: Job,
    ) -> Path:
        assert self.app is not None
        await job.checkpoint()
        self.urls.append(url)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app)) as client:
            answer = await client.get(url)
        if answer.status_code >= 400:
            code = {401: ErrorCode.AUTH, 403: ErrorCode.FORBIDDEN, 404: ErrorCode.NOT_FOUND}
            raise WbError(code.get(answer.status_code, ErrorCode.REFUSED), answer.text)
        progress(len(answer.content), len(answer.content))
        return _written(folder, name, answer.content)


def _written(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


_FOLDERS = itertools.count()


@cache
def _scratch() -> Path:
    made = Path(tempfile.mkdtemp(prefix="workbench-sources-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def outside(source: str, sender: object) -> Outside:
    """The surroundings of a client, with a folder of its own."""
    files = AppFiles(getattr(sender, "files", None))
    folder = _scratch() / str(next(_FOLDERS))
    return Outside(
        Account(source, "main"), CannedSender(lambda _request: b"{}"), files, folder, Jobs(),
        clock=QuickClock(), random=lambda: 0.5,
    )  # fmt: skip


def client_of(source: Source, sender: object) -> object:
    """A source's client on a sender, with surroundings where it asks for them."""
    return source.connect(sender, *((outside(source.id, sender),) if source.outside else ()))


SAMPLES = 240


def loupe() -> tuple[Service, AppSender]:
    """A fresh service that makes exports at once, and a sender with a token that was pasted."""
    rows = loupe_catalogue.samples(SAMPLES)
    service = loupe_service.build(rows, settings=Settings(pending_seconds=0))
    app = build_app([service])
    headers = {"Authorization": f"Bearer {ACCESS_TOKEN}", "Content-Type": "application/json"}
    return service, AppSender(app, f"/{service.name}", headers, files=build_files([service]))


async def past_export() -> str:
    """The id of an export that every sandbox has: the last one made before it began."""
    _service, sender = loupe()
    listed = json.loads((await sender.send(Request("", "GET", "/api/exports"))).body)
    ready = [each["value"] for each in listed if each["value"]["fileUrl"]]
    return max(ready, key=lambda value: value["createdAt"])["id"]


ARTICLES = 260


def lagerkoll() -> tuple[Service, AppSender]:
    """A fresh small warehouse without a limit of requests, and a sender with the store's key."""
    app = lagerkoll_service.application(lagerkoll_catalogue.build(ARTICLES), None)
    service = lagerkoll_service.build(app)
    return service, AppSender(build_app([service]), f"/{service.name}", service.credentials)


PRODUCT_RECORDS = 240


def etim() -> tuple[Service, AppSender]:
    """A fresh small account without a daily limit, and a sender that is signed in."""
    world = etim_catalogue.build(PRODUCT_RECORDS)
    service = etim_service.build(etim_service.application(world, None))
    given = service.credentials
    pair = base64.b64encode(f"{given['username']}:{given['password']}".encode()).decode()
    headers = {"Authorization": f"Basic {pair}"}
    own = {"identifier": str(given["identifier"])}
    return service, AppSender(build_app([service]), f"/{service.name}", headers, own=own)
