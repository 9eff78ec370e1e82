"""A grid that stands on the screen with the keys in its table, and goes with the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.harness.waiting import until
from tests.ui.grid.conftest import Shelf
from workbench.ui.desk.desk import Desk
from workbench.ui.grid.grid import Grid
from workbench.ui.theme.look import Look


@asynccontextmanager
async def shown_grid(desk: Desk, look: Look, width: int) -> AsyncIterator[Grid]:
    """Show a grid over a desk until the block ends; the desk is closed with it."""
    grid = Grid(desk, look, Shelf())
    grid.resize(width, 700)
    grid.show()
    grid.activateWindow()
    grid.view.setFocus()
    await until(grid.view.hasFocus)
    try:
        yield grid
    finally:
        grid.settle()
        grid.close()
        grid.deleteLater()
        desk.close()
