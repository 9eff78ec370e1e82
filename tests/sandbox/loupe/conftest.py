"""A small Loupe, served inside the test's own process with a clock that the test moves."""

from __future__ import annotations

import pytest

from tests.sandbox.loupe.kit import Loupe, loupe


@pytest.fixture
def account() -> Loupe:
    return loupe()
