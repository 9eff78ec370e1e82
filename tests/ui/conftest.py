"""A dressed application, a fresh look, and sample rows for each test of the window's parts."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from tests.ui.sample import make_desk, make_workspace
from workbench.core.settings import Theme
from workbench.ui.theme.apply import Dresser
from workbench.ui.theme.look import Look


@pytest.fixture
def dressed(qapp):
    """The application in a look of its own: other tests dress it otherwise."""
    look = Look()
    return look, Dresser(qapp, look)


@pytest.fixture
def look(dressed):
    window_look, _ = dressed
    window_look.set_theme(Theme.LIGHT)
    return window_look


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path)
    yield made
    made.stores.close()


@pytest.fixture
def desk(qapp, tmp_path):
    made = make_desk(tmp_path, rows=30)
    yield made
    made.workspace.stores.close()
