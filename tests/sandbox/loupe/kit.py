"""What the tests of this folder share: the service, its clock, and files read back."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from workbench.sandbox.faults import Faults
from workbench.sandbox.loupe.catalogue import samples
from workbench.sandbox.loupe.filters import DEFAULTS
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.loupe.service import FILES, build
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_app, build_files
from workbench.sandbox.service import Service

SAMPLES = 300
NOW = 1_795_000_000.25
"""2026-11-18, with a part of a second."""

drawn = cache(samples)
"""The samples, drawn once: no request changes them."""


@dataclass
class Clock:
    now: float = NOW

    def __call__(self) -> float:
        return self.now


@dataclass
class Loupe:
    service: Service
    settings: Settings
    clock: Clock
    client: httpx.AsyncClient
    files: httpx.AsyncClient

    async def made(self, **values: Any) -> dict[str, Any]:
        """An export with these values, made."""
        answer = await self.client.post("api/exports", json=body(**values))
        assert answer.status_code == 202, answer.text
        self.clock.now += self.settings.pending_seconds
        link = answer.json()["_links"]["self"]["href"]
        return (await self.client.get(link)).json()["value"]

    async def tables(self, **values: Any) -> dict[str, list[dict[str, str]]]:
        """The rows of the three files of an export."""
        value = await self.made(**values)
        assert value["status"] == "ReadyForDownload", values
        return unpacked((await self.files.get(value["fileUrl"])).content)

    async def control(self, path: str) -> Any:
        return (await self.client.get(path)).json()


def body(**values: Any) -> dict[str, Any]:
    given = {**DEFAULTS, **values}
    return {
        "Type": "LinesheetSamplesExport",
        "ExportType": "BomExport",
        "ParameterValues": given,
    }


def read_csv(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8"), newline="")
    return list(csv.DictReader(text, strict=True))


def unpacked(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: read_csv(archive.read(name)) for name in archive.namelist()}


def loupe(count: int = SAMPLES, past: int = 0, **switches: Any) -> Loupe:
    clock, settings = Clock(), Settings(**switches)
    service = build(drawn(count), Faults(), settings, clock, past)
    signed = {"Authorization": f"Bearer {ACCESS_TOKEN}"}
    return Loupe(
        service,
        settings,
        clock,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(build_app([service])),
            base_url="http://sandbox.test/loupe/",
            headers=signed,
        ),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(build_files([service])), base_url=f"{FILES}/"
        ),
    )
