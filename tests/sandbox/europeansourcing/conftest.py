"""A small catalogue, served inside the test's own process."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.sandbox.europeansourcing.oracle import Oracle
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import TOKEN, build
from workbench.sandbox.faults import Faults
from workbench.sandbox.server import build_app


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.build(products=400)


def connected(catalogue: Catalogue, faults: Faults | None = None, **options) -> httpx.AsyncClient:
    app = build_app([build(catalogue, faults, **options)])
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://sandbox.test/europeansourcing/api/v1.1/",
        headers={"x-auth-token": TOKEN},
    )


@pytest.fixture
def client(catalogue: Catalogue) -> httpx.AsyncClient:
    return connected(catalogue)


@pytest.fixture(scope="session")
def oracle(catalogue: Catalogue) -> Oracle:
    """All documents of the catalogue, read once."""
    return asyncio.run(Oracle.read(connected(catalogue)))
