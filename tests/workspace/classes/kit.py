"""Products of ETIM Mapper in memory, over the release that ships: no service answers here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec

from workbench.core.accounts import Account
from workbench.core.etim import EtimClass, EtimFeature, FeatureType
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.times import now
from workbench.net.log import RequestLog
from workbench.sources.etim import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.classes.classes import Classes
from workbench.workspace.session import Session
from workbench.workspace.workspace import Workspace

ACCOUNT = Account("etim", "test", url="http://127.0.0.1/etim", session_only=True, bound="test")
CLASS = "EC000042"
"""Circuit breakers have every type of feature."""


def document(
    key: str,
    features: Mapping[str, object] | None = None,
    *,
    class_code: str = CLASS,
    version: str = "10",
    name: Mapping[str, str] | None = None,
    **more: Any,
) -> bytes:
    """A product as the service sends it."""
    overall = {"productName": name or {"en": f"Product {key}"}, **more.pop("overall", {})}
    described = {"version": version, "classId": class_code, "groupId": "", "features": features}
    return msgspec.json.encode({
        "productId": key, "overallInformation": overall,
        "etimDescription": described if class_code else [], **more,
    })  # fmt: skip


def page_of(documents: Iterable[bytes]) -> Page:
    resource = SOURCE.resource("products")
    assert resource is not None
    held = list(documents)
    pairs = [pair for each in held for pair in resource.rows_of(each)]
    keys = [key for key, _row in pairs]
    return Page(
        [row for _key, row in pairs], keys, held, keys, list(range(len(held))), now(), len(held)
    )


@dataclass
class Bench:
    workspace: Workspace

    @property
    def classes(self) -> Classes:
        return self.workspace.classes

    async def session(self, documents: Iterable[bytes], account: Account = ACCOUNT) -> Session:
        resource = SOURCE.resource("products")
        assert resource is not None
        session = self.workspace.session(SOURCE, resource, account)
        page = page_of(documents)
        await session.documents.keep(Query(), 0, page)
        session.show(page, Query())
        return session

    def class_(self, code: str = CLASS) -> EtimClass:
        return self.classes.model().class_(code)

    def feature(self, kind: FeatureType, code: str = CLASS) -> EtimFeature:
        """The first feature of a type."""
        return next(own for own in self.class_(code).features if own.type is kind)


def nowhere(request: httpx.Request) -> httpx.Response:
    return httpx.Response(404)


@asynccontextmanager
async def bench(home: Path, answer: Any = nowhere) -> AsyncIterator[Bench]:
    workspace = Workspace(
        folders_in(home).make(),
        Stores(folders_in(home)),
        [SOURCE],
        Jobs(),
        vault=MemoryVault(),
        log=RequestLog(),
        demo=(ACCOUNT,),
        transport=answer
        if isinstance(answer, httpx.ASGITransport)
        else httpx.MockTransport(answer),
    )
    try:
        yield Bench(workspace)
    finally:
        await workspace.close()
