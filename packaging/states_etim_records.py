"""Screens and states of ETIM Mapper outside its class pages: form, columns, filters."""

from __future__ import annotations

from stage import Stage
from states import State, opened, pick
from states_lagerkoll import front

from workbench.ui.grid.columns import ColumnList

SOURCE = "etim"


async def products(stage: Stage) -> None:
    """Products with the form of one beside them."""
    await front(stage, SOURCE)
    await pick(stage, 2)


async def columns(stage: Stage) -> None:
    """Columns that a text finds: features beside what is listed."""
    await products(stage)
    await opened("columns")(stage)
    chooser = next(each for each in stage.window.findChildren(ColumnList) if each.isVisible())
    chooser.search.setText("protection ip")
    await stage.settle()


STATES = (State("etim-form", products), State("etim-columns", columns))
"""In the order of the gallery."""
