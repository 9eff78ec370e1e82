"""The sandbox behind the window, and a watch on what the program logs as its own fault."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from tests.acceptance.service import Service, running


@pytest.fixture(scope="session")
def _service() -> Iterator[Service]:
    with running() as service:
        yield service


@pytest.fixture
def service(_service: Service) -> Service:
    _service.reset()
    return _service


@pytest.fixture(autouse=True)
def nothing_breaks(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Errors that the program caught in its own widgets and tasks fail the test."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    broken = [
        f"{record.name}: {record.getMessage()} {record.exc_info and record.exc_info[1]!r}"
        for record in records
        if record.levelno >= logging.ERROR
    ]
    assert not broken, "the program reports errors of its own: " + "; ".join(broken)
