"""A day of refreshing keeps no memory: rows, pages and their documents go when newer ones come."""

from __future__ import annotations

import ctypes
import gc
import sys

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.sample import page_of
from workbench.ui.grid.grid import Grid
from workbench.ui.pictures import PictureShelf

WARM, REFRESHES, ROWS = 200, 800, 60
EACH = 1_000
"""Bytes that a refresh may keep."""
NOISE = 1_500_000
"""Bytes by which the process's memory moves by itself."""


def resident() -> int:
    """The memory of this process once everything unused is given back."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_info().rss


@pytest.mark.fault(64)
def test_refreshing_over_and_over_keeps_no_memory(qtbot, desk, look):
    shelf = PictureShelf(lambda: None, desk.workspace.jobs, look)
    grid = Grid(desk, look, shelf)
    qtbot.addWidget(grid)
    grid.resize(900, 500)
    grid.show()
    desk.open()

    def refresh(times: int) -> None:
        for _ in range(times):
            desk.session.show(page_of(range(ROWS), total=ROWS), desk.view.query)
            QCoreApplication.processEvents()

    refresh(WARM)
    before = resident()
    refresh(REFRESHES)
    assert resident() - before < EACH * REFRESHES + NOISE
    assert grid.view.grid_model.rowCount() == ROWS
