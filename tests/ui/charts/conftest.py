"""A dressed application and a fresh look."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from workbench.core.settings import Theme
from workbench.ui.theme.apply import Dresser
from workbench.ui.theme.look import Look


@pytest.fixture(scope="session")
def dressed(qapp):
    look = Look()
    return look, Dresser(qapp, look)


@pytest.fixture
def look(dressed):
    window_look, _ = dressed
    window_look.set_theme(Theme.LIGHT)
    window_look.set_zoom(100)
    return window_look
