"""One small warehouse a test, so that what a test writes stays with it."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import Warehouse, opened


@pytest.fixture
def house() -> Warehouse:
    return opened()
