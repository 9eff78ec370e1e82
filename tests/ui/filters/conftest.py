"""A dressed application, and a desk whose service counts facets."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.filters.kit import faceted_desk
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


@pytest.fixture
def asked():
    return []


@pytest.fixture
def desk(qapp, tmp_path, asked):
    desk = faceted_desk(tmp_path, asked=asked)
    yield desk
    desk.close()


@pytest.fixture
def host(qtbot):
    """Show a widget inside a plain window."""
    kept = []

    def show(widget: QWidget, width: int = 800, height: int = 500) -> QWidget:
        window = QWidget()
        QVBoxLayout(window).addWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        window.show()
        kept.append(window)
        return window

    return show
