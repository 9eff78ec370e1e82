"""A grid on a desk with sample rows, without a network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from tests.ui.sample import make_desk
from workbench.ui.grid.grid import Grid


class Shelf(QObject):
    """Pictures that are there at once, but one that cannot be had."""

    ready = Signal(str)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def pixmap(self, url: str, side: int, ratio: float) -> QPixmap | None:
        self.asked.append(url)
        if self.reason(url):
            return None
        made = QPixmap(round(side * ratio), round(side * ratio))
        made.fill(Qt.GlobalColor.blue)
        return made

    def reason(self, url: str) -> str:
        return "404 at the supplier" if url.endswith("/4.png") else ""


@pytest.fixture
def desk(qapp, tmp_path):
    desk = make_desk(tmp_path, rows=300)
    yield desk
    desk.close()
    desk.workspace.stores.close()


@pytest.fixture
def shelf(qapp):
    return Shelf()


@pytest.fixture
def grid(qtbot, desk, look, shelf):
    grid = Grid(desk, look, shelf)
    qtbot.addWidget(grid)
    grid.resize(1000, 700)
    grid.show()
    grid.view.setFocus()
    qtbot.waitExposed(grid)
    return grid
