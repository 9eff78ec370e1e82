"""An account over a service in memory."""

from __future__ import annotations

import pytest

from tests.edits.kit import Service, desk


@pytest.fixture
def service():
    return Service.of(5)


@pytest.fixture
def sales(tmp_path, service):
    with desk(tmp_path, service) as made:
        yield made
