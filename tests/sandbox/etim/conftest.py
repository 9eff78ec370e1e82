"""One small account a test, so that what a test writes stays with it."""

from __future__ import annotations

import pytest

from tests.sandbox.etim.company import Company, opened


@pytest.fixture
def company() -> Company:
    return opened()
