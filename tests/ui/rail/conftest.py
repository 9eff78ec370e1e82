"""A desk whose service counts facets, as the filters have it."""

from __future__ import annotations

from tests.ui.filters.conftest import asked, desk, host

__all__ = ["asked", "desk", "host"]
