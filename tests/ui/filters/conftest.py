"""A dressed application, and a desk whose service counts facets."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.filters.kit import faceted_desk


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
